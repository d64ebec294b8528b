/* kab-documents-page-actions.c: what may be done with the table and its rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-document-cells.h"
#include "kab-documents-menu.h"
#include "kab-documents-page-private.h"
#include "kab-documents-saved.h"

#define SECTION "documents"

static GtkColumnViewColumn *
get_visible_column (KabDocumentsPage *self, guint i)
{
  g_autoptr (GtkColumnViewColumn) column
      = g_list_model_get_item (gtk_column_view_get_columns (self->table), i);

  return column != NULL && gtk_column_view_column_get_visible (column) ? column
                                                                       : NULL; /* the table holds it */
}

/* Cells with tabs between, as a spreadsheet takes them. */
static char *
dup_row (KabDocumentsPage *self, KabDocument *document)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (gtk_column_view_get_columns (self->table)); i++)
    {
      GtkColumnViewColumn *column = get_visible_column (self, i);
      char *text;

      if (column == NULL)
        continue;
      text = kab_document_dup_cell (document, gtk_column_view_column_get_id (column), self->descriptor);
      g_strv_builder_take (cells, g_strdelimit (text != NULL ? text : g_strdup (""), "\t\n", ' '));
    }
  all = g_strv_builder_end (cells);
  return g_strjoinv ("\t", all);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (widget);
  KabDocument *document = kab_documents_page_get_selected (self);
  g_autofree char *row = document != NULL ? dup_row (self, document) : NULL;

  if (row != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), row);
}

static void
copy_cell_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (widget);
  KabDocument *document = kab_documents_page_get_selected (self);
  g_autofree char *cell = NULL;

  if (document == NULL)
    return;
  cell = kab_document_dup_cell (document, g_variant_get_string (parameter, NULL), self->descriptor);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), cell != NULL ? cell : "");
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_documents_page_open_selected (KAB_DOCUMENTS_PAGE (widget));
}

static GHashTable *
new_values (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* "documents.only-state" with a state narrows what is chosen already by that state. */
static void
only_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (widget);
  g_autoptr (GHashTable) values = new_values ();

  kab_documents_filter_add_to (self->filter, values);
  g_hash_table_replace (values, g_strdup (name + strlen ("documents.only-")),
                        g_variant_dup_string (parameter, NULL));
  kab_documents_filter_take_from (self->filter, values);
}

/* --- Menus of rows --- */

static char *
dup_thing_title (KabDocumentsPage *self)
{
  GListModel *columns = kab_descriptor_get_custom_columns (self->descriptor);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (KabDocumentColumn) column = g_list_model_get_item (columns, i);

      if (kab_document_column_get_property (column) == NULL)
        return g_strdup (kab_document_column_get_title (column));
    }
  return NULL;
}

static GtkWidget *
get_view (KabDocumentsPage *self)
{
  return kab_documents_page_is_list (self) ? GTK_WIDGET (self->cards) : GTK_WIDGET (self->table);
}

static GMenuModel *
build_row_menu (KabDocumentsPage *self, KabDocument *document, const char *column)
{
  g_autofree char *thing_title = dup_thing_title (self);

  return kab_documents_menu_build (document, self->table, column, thing_title);
}

static void
pressed_cb (GtkGesture *gesture, double x, double y, KabDocumentsPage *self)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  const char *column = NULL;
  GtkListItem *item = kab_documents_menu_find_cell (view, x, y, &column);
  g_autoptr (GMenuModel) menu = NULL;
  KabDocument *document;

  if (item == NULL)
    return;
  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
  document = kab_documents_page_get_selected (self);
  if (document == NULL)
    return;
  menu = build_row_menu (self, document, column);
  kab_documents_menu_popup (view, menu, x, y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
clicked_cb (GtkGestureClick *gesture, int presses, double x, double y, KabDocumentsPage *self)
{
  pressed_cb (GTK_GESTURE (gesture), x, y, self);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (widget);
  KabDocument *document = kab_documents_page_get_selected (self);
  g_autoptr (GMenuModel) menu = NULL;

  if (document == NULL)
    return;
  menu = build_row_menu (self, document, NULL);
  kab_documents_menu_popup_at_focus (get_view (self), menu);
}

static void
add_gestures (KabDocumentsPage *self, GtkWidget *view)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (clicked_cb), self, 0);
  g_signal_connect_object (press, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (press));
}

/* --- Filters with a name --- */

static GHashTable *
collect_filters (KabDocumentsPage *self)
{
  GHashTable *values = new_values ();
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  char *sort = kab_documents_columns_dup_sort (self->arrangement);

  kab_documents_filter_add_to (self->filter, values);
  if (*words != '\0')
    g_hash_table_insert (values, g_strdup ("q"), g_strdup (words));
  if (sort != NULL)
    g_hash_table_insert (values, g_strdup ("sort"), sort);
  return values;
}

static void
save_filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (widget);
  g_autoptr (GHashTable) values = NULL;
  g_autofree char *query = NULL;
  g_autofree char *words = NULL;

  if (self->kept == NULL)
    return;
  values = collect_filters (self);
  query = kab_documents_saved_to_query (values);
  words = kab_documents_filter_dup_words (self->filter);
  kab_documents_saved_ask_name (
      self->kept, query, words != NULL ? words : gtk_editable_get_text (GTK_EDITABLE (self->search)), widget);
}

static void
use_filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (widget);
  g_autofree char *query = self->kept != NULL ? kab_views_dup_filter (self->kept, SECTION,
                                                                      g_variant_get_string (parameter, NULL))
                                              : NULL;
  g_autoptr (GHashTable) values = kab_documents_saved_from_query (query);
  const char *words = g_hash_table_lookup (values, "q");

  gtk_editable_set_text (GTK_EDITABLE (self->search), words != NULL ? words : "");
  kab_documents_columns_set_sort (self->arrangement, g_hash_table_lookup (values, "sort"));
  kab_documents_filter_take_from (self->filter, values);
}

static void
remove_filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (widget);

  if (self->kept != NULL)
    kab_views_set_filter (self->kept, SECTION, g_variant_get_string (parameter, NULL), NULL);
}

/* kab_documents_page_show_saved: the menu of filters with a name, and whether there is one to be made. */
void
kab_documents_page_show_saved (KabDocumentsPage *self)
{
  g_autoptr (GMenuModel) menu = NULL;
  gboolean narrowed = kab_documents_page_is_narrowed (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "documents.save-filter", narrowed);
  gtk_widget_set_visible (GTK_WIDGET (self->saved), self->kept != NULL);
  if (self->kept == NULL)
    return;
  menu = kab_documents_saved_build_menu (self->kept, narrowed);
  gtk_menu_button_set_menu_model (self->saved, menu);
}

/* --- The whole list as a file --- */

static void
add_column (JsonBuilder *builder, const char *id, const char *title)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, id);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, title);
  json_builder_end_object (builder);
}

/* An amount without its currency would be half of it. */
static void
add_columns (KabDocumentsPage *self, JsonBuilder *builder)
{
  for (guint i = 0; i < g_list_model_get_n_items (gtk_column_view_get_columns (self->table)); i++)
    {
      GtkColumnViewColumn *column = get_visible_column (self, i);
      const char *id = column != NULL ? gtk_column_view_column_get_id (column) : NULL;

      if (id == NULL)
        continue;
      add_column (builder, id, gtk_column_view_column_get_title (column));
      if (g_str_equal (id, "amount"))
        add_column (builder, "currency", _ ("Currency"));
    }
}

static JsonNode *
build_wanted (KabDocumentsPage *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GHashTable) query = kab_documents_news_copy_query (self->model);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "query");
  json_builder_begin_object (builder);
  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      json_builder_set_member_name (builder, name);
      json_builder_add_string_value (builder, value);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  add_columns (self, builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, "csv");
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (widget);
  g_autoptr (JsonNode) wanted = build_wanted (self);
  const char *path = g_variant_get_string (parameter, NULL);

  if (*path != '\0')
    {
      g_autoptr (GFile) file = g_file_new_for_path (path);

      kab_documents_export_start (self->export_bar, self->client, wanted, file);
      return;
    }
  kab_documents_export_ask (self->export_bar, self->client, wanted,
                            adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)));
}

static void
reset_columns_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_documents_columns_reset (KAB_DOCUMENTS_PAGE (widget)->arrangement);
}

/* kab_documents_page_add_menus: the menu of the table, and those of its rows. */
void
kab_documents_page_add_menus (KabDocumentsPage *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenuModel) columns = kab_documents_columns_build_menu (self->arrangement, G_ACTION_MAP (group));
  g_autoptr (GMenu) table = g_menu_new ();
  g_autoptr (GMenu) list = g_menu_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append_submenu (table, _ ("_Columns"), columns);
  g_menu_append (table, _ ("_Reset Columns"), "documents.reset-columns");
  g_menu_append (list, _ ("_Refresh"), "documents.refresh");
  g_menu_append (list, _ ("_Export All…"), "documents.export('')");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (table));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (list));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (self->columns, G_MENU_MODEL (menu));
  add_gestures (self, GTK_WIDGET (self->table));
  add_gestures (self, GTK_WIDGET (self->cards));
  kab_documents_page_show_saved (self);
}

/* kab_documents_page_install_row_actions: for class_init. */
void
kab_documents_page_install_row_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "documents.open", NULL, open_action },
    { "documents.copy", NULL, copy_action },
    { "documents.copy-cell", "s", copy_cell_action },
    { "documents.menu", NULL, menu_action },
    { "documents.only-type", "s", only_action },
    { "documents.only-state", "s", only_action },
    { "documents.only-thing", "s", only_action },
    { "documents.save-filter", NULL, save_filter_action },
    { "documents.use-filter", "s", use_filter_action },
    { "documents.remove-filter", "s", remove_filter_action },
    { "documents.export", "s", export_action },
    { "documents.reset-columns", NULL, reset_columns_action },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type, actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "documents.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "documents.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "documents.menu", NULL);
}
