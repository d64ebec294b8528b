/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-documents-menu.h"

#include <glib/gi18n.h>

#include "kab-document-cells.h"

/**
 * kab_documents_menu_find_cell:
 * @view: a table or a list of documents
 * @x: where in it
 * @y: where in it
 * @column: (out) (nullable): the column that is there
 *
 * Returns: (transfer none) (nullable): the cell at that place
 */
GtkListItem *
kab_documents_menu_find_cell (GtkWidget *view, double x, double y, const char **column)
{
  GtkWidget *widget = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);

  /* The padding belongs to the cell around what we made. */
  if (widget != NULL && kab_document_cell_get_item (widget, column) == NULL
      && gtk_widget_get_first_child (widget) != NULL)
    widget = gtk_widget_get_first_child (widget);
  for (; widget != NULL && widget != view; widget = gtk_widget_get_parent (widget))
    {
      GtkListItem *item = kab_document_cell_get_item (widget, column);

      if (item != NULL)
        return item;
    }
  return NULL;
}

static void
append (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (escaped, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* By keyboard there is no place in the row, so each of its cells is offered. */
static GMenuModel *
build_cells (GtkColumnView *table)
{
  GListModel *columns = gtk_column_view_get_columns (table);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_visible (column))
        append (menu, gtk_column_view_column_get_title (column), "documents.copy-cell",
                gtk_column_view_column_get_id (column));
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
build_narrowing (KabDocument *document, const char *thing_title)
{
  KabDocumentState *state = kab_document_get_state (document);
  GMenu *menu = g_menu_new ();

  append (menu, _ ("Only This Type"), "documents.only-type", kab_document_get_type_id (document));
  if (state != NULL)
    append (menu, _ ("Only This State"), "documents.only-state", kab_document_state_get_id (state));
  if (kab_document_get_thing (document) != NULL)
    {
      /* Translators: the organisation's word for what a document is about, such as "Vehicle". */
      g_autofree char *label = thing_title != NULL ? g_strdup_printf (_ ("Only This: %s"), thing_title)
                                                   : g_strdup (_ ("Only About This"));

      append (menu, label, "documents.only-thing", kab_document_get_thing (document));
    }
  return G_MENU_MODEL (menu);
}

/**
 * kab_documents_menu_build:
 * @document: the document of the row
 * @table: the table whose columns there are
 * @column: (nullable): the column that was pointed at
 * @thing_title: (nullable): the organisation's word for what documents are about
 *
 * Its actions are in the group "documents" of the page.
 *
 * Returns: (transfer full): the menu
 */
GMenuModel *
kab_documents_menu_build (KabDocument *document,
                          GtkColumnView *table,
                          const char *column,
                          const char *thing_title)
{
  g_autoptr (GMenu) open = g_menu_new ();
  g_autoptr (GMenu) copy = g_menu_new ();
  g_autoptr (GMenuModel) cells = build_cells (table);
  g_autoptr (GMenuModel) narrowing = build_narrowing (document, thing_title);
  GMenu *menu = g_menu_new ();

  g_menu_append (open, _ ("_Open"), "documents.open");
  g_menu_append (copy, _ ("_Copy Row"), "documents.copy");
  if (column != NULL && !g_str_equal (column, "card"))
    append (copy, _ ("Copy Cell"), "documents.copy-cell", column);
  else
    g_menu_append_submenu (copy, _ ("Copy Cell"), cells);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
  g_menu_append_section (menu, NULL, narrowing);
  return G_MENU_MODEL (menu);
}

static gboolean
unparent_cb (gpointer data)
{
  gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

/* Not at once: the action that was chosen is still to come. */
static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

static void
popup (GtkWidget *view, GMenuModel *menu, const GdkRectangle *place)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_widget_set_parent (popover, view);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), place);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (view, "destroy", G_CALLBACK (gtk_widget_unparent), popover, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/**
 * kab_documents_menu_popup:
 * @view: a table or a list
 * @menu: the menu
 * @x: where in @view
 * @y: where in @view
 */
void
kab_documents_menu_popup (GtkWidget *view, GMenuModel *menu, double x, double y)
{
  popup (view, menu, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

/**
 * kab_documents_menu_popup_at_focus:
 * @view: a table or a list
 * @menu: the menu
 *
 * For a menu that was asked for by keyboard: it opens at the row that has the focus.
 */
void
kab_documents_menu_popup_at_focus (GtkWidget *view, GMenuModel *menu)
{
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t bounds;
  GdkRectangle place = { 24, 24, 1, 1 };

  if (focus != NULL && gtk_widget_is_ancestor (focus, view)
      && gtk_widget_compute_bounds (focus, view, &bounds))
    place = (GdkRectangle) { (int) bounds.origin.x + 24, (int) (bounds.origin.y + bounds.size.height / 2), 1,
                             1 };
  popup (view, menu, &place);
}
