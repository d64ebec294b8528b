/* kab-documents-page.c: the documents of a cabinet as a table, and the chosen one beside it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-document-cells.h"
#include "kab-document-pane.h"
#include "kab-document-text.h"
#include "kab-document.h"
#include "kab-documents-filter.h"
#include "kab-documents-page.h"
#include "kab-filing-menu.h"
#include "kab-format.h"
#include "kab-load.h"
#include "kab-menu-button.h"
#include "kab-paged-model.h"
#include "kab-state-page.h"

/* The table and the narrow list are two views of one model and one selection. The model asks the server for
 * what is to be seen; sorting, searching and filtering are the server's too (rule E5). */
struct _KabDocumentsPage
{
  AdwNavigationPage parent_instance;

  AdwOverlaySplitView *panes;
  AdwWindowTitle *heading;
  GtkMenuButton *file;
  GtkMenuButton *columns;
  GtkSearchEntry *search;
  KabDocumentsFilter *filter;
  KabStatePage *state;
  GtkStack *views;
  GtkColumnView *table;
  GtkListView *cards;
  GtkLabel *foot;
  KabDocumentPane *pane;

  KabClient *client;
  KabDescriptor *descriptor;
  KabPagedModel *model;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (KabDocumentsPage, kab_documents_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
is_narrowed (KabDocumentsPage *self)
{
  return kab_documents_filter_get_active (self->filter)
         || *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
}

/* What the page says when there is nothing: nothing at all, or nothing that fits what was asked for. */
static void
update_empty (KabDocumentsPage *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *words = kab_documents_filter_dup_words (self->filter);
  g_autofree char *text = NULL;

  if (!is_narrowed (self))
    {
      g_object_set (self->state, "empty-title", _ ("No Documents Yet"), "empty-text",
                    _ ("What you file and what is done for you will be here."), "empty-action", NULL,
                    "empty-action-name", NULL, NULL);
      return;
    }
  if (*query != '\0' && words != NULL)
    /* Translators: what was searched for, and the chosen filters. */
    text = g_strdup_printf (_ ("Nothing for “%s” among: %s."), query, words);
  else if (*query != '\0')
    text = g_strdup_printf (_ ("Nothing for “%s”."), query);
  else
    text = g_strdup_printf (_ ("Nothing among: %s."), words);
  g_object_set (self->state, "empty-title", _ ("Nothing Found"), "empty-text", text, "empty-action",
                _ ("Show All"), "empty-action-name", "documents.clear", NULL);
}

static char *
dup_count (KabDocumentsPage *self)
{
  guint total = kab_paged_model_get_total (self->model);
  gint64 all
      = kab_paged_model_get_count (self->model, "open") + kab_paged_model_get_count (self->model, "closed");

  if (is_narrowed (self) && all >= total)
    /* Translators: how many documents are shown, and how many there are. */
    return g_strdup_printf (_ ("%u of %u"), total, (guint) MIN (all, G_MAXUINT));
  return g_strdup_printf (ngettext ("%u document", "%u documents", total), total);
}

static void
update_foot (KabDocumentsPage *self)
{
  const GDate *from = kab_descriptor_get_history_from (self->descriptor);
  g_autofree char *count = dup_count (self);
  g_autofree char *day = from != NULL ? kab_format_day_prose (from) : NULL;
  /* Translators: nothing older than this day is there. */
  g_autofree char *since = day != NULL ? g_strdup_printf (_ ("history since %s"), day) : NULL;
  g_autofree char *text = since != NULL ? g_strjoin (" · ", count, since, NULL) : g_strdup (count);

  gtk_label_set_text (self->foot, text);
  gtk_widget_set_visible (GTK_WIDGET (self->foot),
                          kab_load_get_state (kab_paged_model_get_load (self->model)) != KAB_LOAD_FAILED);
}

static void
counted_cb (KabDocumentsPage *self)
{
  kab_documents_filter_show_waiting (self->filter, kab_paged_model_get_count (self->model, "waits"));
  update_empty (self);
  update_foot (self);
}

static void
search_changed_cb (KabDocumentsPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  kab_paged_model_set_query (self->model, "q", *text != '\0' ? text : NULL);
}

static void
filter_changed_cb (KabDocumentsPage *self)
{
  kab_documents_filter_apply (self->filter, self->model);
}

static void
retry_cb (KabDocumentsPage *self)
{
  kab_paged_model_retry (self->model);
}

static gboolean
is_list (KabDocumentsPage *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->views), "list");
}

/* ↓ and Enter lead from the search into what was found. */
static void
leave_search_cb (KabDocumentsPage *self)
{
  gtk_widget_grab_focus (is_list (self) ? GTK_WIDGET (self->cards) : GTK_WIDGET (self->table));
}

static gboolean
search_key_cb (KabDocumentsPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  leave_search_cb (self);
  return GDK_EVENT_STOP;
}

static KabDocument *
get_selected (KabDocumentsPage *self)
{
  KabRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? kab_row_get_item (row) : NULL;
}

static void
open_selected (KabDocumentsPage *self)
{
  KabDocument *document = get_selected (self);

  if (document == NULL)
    return;
  kab_document_pane_show (self->pane, document);
  adw_overlay_split_view_set_show_sidebar (self->panes, TRUE);
}

static void
row_activated_cb (KabDocumentsPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  open_selected (self);
}

/* Where the details stand beside the table, the selection alone is enough to look at a document. */
static void
selection_changed_cb (KabDocumentsPage *self)
{
  if (!adw_overlay_split_view_get_collapsed (self->panes))
    open_selected (self);
}

static void
pane_close_cb (KabDocumentsPage *self)
{
  adw_overlay_split_view_set_show_sidebar (self->panes, FALSE);
  leave_search_cb (self);
}

static void
document_changed_cb (KabDocumentsPage *self)
{
  kab_paged_model_refresh (self->model);
}

/* The table's sorter says which header was clicked; the server does the work. */
static void
sort_changed_cb (GtkSorter *sorter, GtkSorterChange change, KabDocumentsPage *self)
{
  GtkColumnViewSorter *sorters = GTK_COLUMN_VIEW_SORTER (sorter);
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorters);
  g_autofree char *key = NULL;

  if (column != NULL)
    key = g_strconcat (gtk_column_view_sorter_get_primary_sort_order (sorters) == GTK_SORT_DESCENDING ? "-"
                                                                                                      : "",
                       gtk_column_view_column_get_id (column), NULL);
  kab_paged_model_set_query (self->model, "sort", key);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_paged_model_refresh (KAB_DOCUMENTS_PAGE (widget)->model);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  kab_documents_filter_clear (self->filter);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (KAB_DOCUMENTS_PAGE (widget)->search));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (widget);

  if (adw_overlay_split_view_get_show_sidebar (self->panes))
    pane_close_cb (self);
}

static void
file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->file)))
    gtk_menu_button_popup (self->file);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabDocument *document = get_selected (KAB_DOCUMENTS_PAGE (widget));
  g_autofree char *sentence = document != NULL ? kab_document_dup_sentence (document) : NULL;

  if (sentence != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), sentence);
}

static void
kab_documents_page_dispose (GObject *object)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (object);

  /* A table that goes to pieces still says that its order has changed. */
  if (self->table != NULL)
    g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->table), sort_changed_cb, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_DOCUMENTS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->client);
  g_clear_object (&self->descriptor);
  G_OBJECT_CLASS (kab_documents_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "documents.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "documents.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "documents.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "documents.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "documents.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "documents.file", NULL, file_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "documents.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "documents.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_N, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "documents.file", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "documents.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "documents.copy", NULL);
}

static void
kab_documents_page_class_init (KabDocumentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_documents_page_dispose;

  g_type_ensure (KAB_TYPE_STATE_PAGE);
  g_type_ensure (KAB_TYPE_DOCUMENTS_FILTER);
  g_type_ensure (KAB_TYPE_DOCUMENT_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/documents/kab-documents-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, panes);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, columns);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, file);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, search);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, filter);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, views);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, table);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, foot);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_close_cb);
  gtk_widget_class_bind_template_callback (widget_class, document_changed_cb);
  install_actions (widget_class);
}

static void
kab_documents_page_init (KabDocumentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_menu_buttons_name (GTK_WIDGET (self));
}

/* Titles of right-aligned columns stand on the left by themselves. */
static void
align_title (GtkColumnView *table, guint position)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (table)));

  while (title != NULL && position-- > 0)
    title = gtk_widget_get_next_sibling (title);
  if (title != NULL && gtk_widget_get_first_child (title) != NULL)
    gtk_widget_set_halign (gtk_widget_get_first_child (title), GTK_ALIGN_END);
}

static void
append_column_choice (KabDocumentsPage *self,
                      GMenu *menu,
                      GSimpleActionGroup *group,
                      GtkColumnViewColumn *column)
{
  const char *id = gtk_column_view_column_get_id (column);
  g_autofree char *name = g_strconcat ("columns.", id, NULL);
  g_autoptr (GPropertyAction) action = g_property_action_new (id, column, "visible");

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  g_menu_append (menu, gtk_column_view_column_get_title (column), name);
}

/* The columns of the template that the organisation has not are taken out; the others stand in its order. */
static void
arrange_columns (KabDocumentsPage *self, gboolean staff)
{
  const char *const *wanted = kab_descriptor_get_document_columns (self->descriptor);
  GListModel *columns = gtk_column_view_get_columns (self->table);

  for (guint i = g_list_model_get_n_items (columns); i-- > 0;)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *id = gtk_column_view_column_get_id (column);

      if (g_str_equal (id, "customer") ? !staff : wanted[0] != NULL && !g_strv_contains (wanted, id))
        gtk_column_view_remove_column (self->table, column);
      else if (g_str_equal (id, "customer"))
        gtk_column_view_column_set_visible (column, TRUE);
    }
  for (guint position = 0; wanted[position] != NULL; position++)
    for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
      {
        g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

        if (g_str_equal (gtk_column_view_column_get_id (column), wanted[position]))
          gtk_column_view_insert_column (self->table, position, column);
      }
}

static void
set_up_columns (KabDocumentsPage *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  GListModel *columns = gtk_column_view_get_columns (self->table);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *id = gtk_column_view_column_get_id (column);
      g_autoptr (GtkListItemFactory) factory = kab_document_cells_new (id, self->descriptor);
      /* Orders nothing: it makes the header a button, and the server sorts. */
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

      gtk_column_view_column_set_factory (column, factory);
      gtk_column_view_column_set_sorter (column, sorter);
      append_column_choice (self, menu, group, column);
      if (g_str_equal (id, "amount"))
        align_title (self->table, i);
      if (g_str_equal (id, "date"))
        gtk_column_view_sort_by_column (self->table, column, GTK_SORT_DESCENDING);
      if (g_str_equal (id, "date") && !kab_descriptor_get_date_seconds (self->descriptor))
        gtk_column_view_column_set_fixed_width (column, 112);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (self->columns, G_MENU_MODEL (menu));
  kab_menu_buttons_name (GTK_WIDGET (self));
}

static void
set_up_views (KabDocumentsPage *self)
{
  g_autoptr (GtkListItemFactory) rows = kab_document_rows_new ();
  g_autoptr (GtkListItemFactory) cards = kab_document_cells_new ("card", self->descriptor);
  const char *title = adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self));

  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_row_factory (self->table, rows);
  gtk_list_view_set_factory (self->cards, cards);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_model (self->cards, GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cards), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed", G_CALLBACK (sort_changed_cb),
                           self, 0);
}

static void
set_up_model (KabDocumentsPage *self)
{
  self->model = kab_paged_model_new (self->client, "/documents", KAB_TYPE_DOCUMENT_WINDOW);
  kab_state_page_set_load (self->state, kab_paged_model_get_load (self->model));
  kab_state_page_set_organisation (self->state, self->descriptor);
  g_signal_connect_object (self->model, "notify::counts", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::total", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kab_paged_model_get_load (self->model), "notify::state", G_CALLBACK (counted_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * kab_documents_page_new:
 * @client: sends for the person who looks
 * @descriptor: the organisation; names the columns, types and states
 * @staff: whether the person is of the staff and so sees whose each document is
 *
 * Returns: (transfer floating): the table of all documents that this person may see
 */
AdwNavigationPage *
kab_documents_page_new (KabClient *client, KabDescriptor *descriptor, gboolean staff)
{
  KabDocumentsPage *self;
  const char *title;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_DESCRIPTOR (descriptor), NULL);

  title = kab_descriptor_get_section_title (descriptor, "documents");
  self = g_object_new (KAB_TYPE_DOCUMENTS_PAGE, "title", title != NULL ? title : _ ("Documents"), NULL);
  self->client = g_object_ref (client);
  self->descriptor = g_object_ref (descriptor);
  adw_window_title_set_title (self->heading, adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)));
  adw_window_title_set_subtitle (self->heading, kab_descriptor_get_name (descriptor));
  kab_documents_filter_set_descriptor (self->filter, descriptor);
  kab_document_pane_set_source (self->pane, client, descriptor);
  set_up_model (self);
  set_up_views (self);
  arrange_columns (self, staff);
  set_up_columns (self);
  counted_cb (self);
  kab_paged_model_refresh (self->model);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * kab_documents_page_show_document:
 * @self: the page
 * @id: a document
 *
 * Opens a document beside the table, wherever in the table it stands.
 */
void
kab_documents_page_show_document (KabDocumentsPage *self, const char *id)
{
  g_return_if_fail (KAB_IS_DOCUMENTS_PAGE (self) && id != NULL);

  kab_document_pane_show_id (self->pane, id);
  adw_overlay_split_view_set_show_sidebar (self->panes, TRUE);
}

/**
 * kab_documents_page_set_cabinet:
 * @self: the page
 * @cabinet: id of the cabinet whose documents these are
 * @staff: whether its person is of the staff
 *
 * Lets the person file documents (E-08).
 */
void
kab_documents_page_set_cabinet (KabDocumentsPage *self, const char *cabinet, gboolean staff)
{
  g_autoptr (GMenuModel) menu = NULL;

  g_return_if_fail (KAB_IS_DOCUMENTS_PAGE (self) && cabinet != NULL);

  menu = kab_filing_menu_new (self->descriptor, cabinet, staff);
  gtk_menu_button_set_menu_model (self->file, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->file), menu != NULL);
  kab_menu_buttons_name (GTK_WIDGET (self));
}
