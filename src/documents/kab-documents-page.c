/* kab-documents-page.c: the documents of a cabinet as a table, and the chosen one beside it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-document-cells.h"
#include "kab-documents-page-private.h"
#include "kab-filing-menu.h"
#include "kab-format.h"
#include "kab-load.h"
#include "kab-menu-button.h"

G_DEFINE_FINAL_TYPE (KabDocumentsPage, kab_documents_page, ADW_TYPE_NAVIGATION_PAGE)

/* kab_documents_page_is_narrowed: whether anything is left out. */
gboolean
kab_documents_page_is_narrowed (KabDocumentsPage *self)
{
  return kab_documents_filter_get_active (self->filter)
         || kab_paged_model_get_query (self->model, "q") != NULL;
}

/* What the page says when there is nothing: nothing at all, or nothing that fits what was asked for. */
static void
update_empty (KabDocumentsPage *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *words = kab_documents_filter_dup_words (self->filter);
  g_autofree char *text = NULL;

  if (!kab_documents_page_is_narrowed (self))
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

  if (kab_documents_page_is_narrowed (self) && all >= total)
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
  kab_documents_filter_show_counts (self->filter, self->model);
  update_empty (self);
  update_foot (self);
}

static void
search_changed_cb (KabDocumentsPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  kab_paged_model_set_query (self->model, "q", *text != '\0' ? text : NULL);
  kab_documents_page_show_saved (self);
}

static void
filter_changed_cb (KabDocumentsPage *self)
{
  kab_documents_filter_apply (self->filter, self->model);
  kab_documents_page_show_saved (self);
}

static void
retry_cb (KabDocumentsPage *self)
{
  kab_paged_model_retry (self->model);
}

/* kab_documents_page_is_list: whether there is no room for a table. */
gboolean
kab_documents_page_is_list (KabDocumentsPage *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->views), "list");
}

/* ↓ and Enter lead from the search into what was found. */
static void
leave_search_cb (KabDocumentsPage *self)
{
  gtk_widget_grab_focus (kab_documents_page_is_list (self) ? GTK_WIDGET (self->cards)
                                                           : GTK_WIDGET (self->table));
}

static gboolean
search_key_cb (KabDocumentsPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  leave_search_cb (self);
  return GDK_EVENT_STOP;
}

/* kab_documents_page_get_selected: the chosen document, if it has arrived. */
KabDocument *
kab_documents_page_get_selected (KabDocumentsPage *self)
{
  KabRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? kab_row_get_item (row) : NULL;
}

/* kab_documents_page_open_selected: shows the chosen document whole. */
void
kab_documents_page_open_selected (KabDocumentsPage *self)
{
  KabDocument *document = kab_documents_page_get_selected (self);

  if (document == NULL)
    return;
  g_set_str (&self->shown, kab_document_get_id (document));
  kab_document_pane_show (self->pane, document);
  adw_overlay_split_view_set_show_sidebar (self->panes, TRUE);
}

static void
row_activated_cb (KabDocumentsPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  kab_documents_page_open_selected (self);
}

/* Where the details stand beside the table, the selection alone is enough to look at a document. */
static void
selection_changed_cb (KabDocumentsPage *self)
{
  if (!adw_overlay_split_view_get_collapsed (self->panes))
    kab_documents_page_open_selected (self);
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
sort_changed_cb (KabDocumentsPage *self)
{
  g_autofree char *sort = NULL;

  if (self->arrangement == NULL)
    return;
  sort = kab_documents_columns_dup_sort (self->arrangement);
  kab_paged_model_set_query (self->model, "sort", sort);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_paged_model_refresh (KAB_DOCUMENTS_PAGE (widget)->model);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  kab_documents_filter_take_from (self->filter, nothing);
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
set_cards (KabDocumentsPage *self, const char *kind)
{
  g_autoptr (GtkListItemFactory) cards = NULL;

  if (self->descriptor == NULL)
    return;
  cards = kab_document_cells_new (kind, self->descriptor);
  gtk_list_view_set_factory (self->cards, cards);
}

/* Large text in a narrow window: amount and state go below what they belong to. */
static void
tall_cards_cb (KabDocumentsPage *self)
{
  set_cards (self, "tall-card");
}

static void
flat_cards_cb (KabDocumentsPage *self)
{
  set_cards (self, "card");
}

/* New rows come when they are asked for, and the person is taken to them (C7). */
static void
news_clicked_cb (KabDocumentsPage *self)
{
  kab_paged_model_refresh (self->model);
  if (kab_paged_model_get_total (self->model) == 0)
    return;
  gtk_column_view_scroll_to (self->table, 0, NULL, GTK_LIST_SCROLL_NONE, NULL);
  gtk_list_view_scroll_to (self->cards, 0, GTK_LIST_SCROLL_NONE, NULL);
}

static void
news_cb (KabDocumentsPage *self)
{
  guint count = kab_documents_news_get_count (self->news);
  /* Translators: how many documents have come since the table was read. */
  g_autofree char *label = g_strdup_printf (ngettext ("%u New", "%u New", count), count);

  gtk_revealer_set_reveal_child (self->news_bar, count > 0);
  if (count == 0)
    return;
  gtk_button_set_label (self->news_chip, label);
  kab_announce (GTK_WIDGET (self->news_chip), label, FALSE);
}

/* What is open beside the table is kept true as well. */
static void
changed_cb (KabEvents *events, const char *type, const char *id, gint64 version, KabDocumentsPage *self)
{
  if (kab_events_concern (type, "document") && self->shown != NULL
      && (id == NULL || g_str_equal (id, self->shown))
      && adw_overlay_split_view_get_show_sidebar (self->panes))
    kab_document_pane_show_id (self->pane, self->shown);
}

static void
kab_documents_page_dispose (GObject *object)
{
  KabDocumentsPage *self = KAB_DOCUMENTS_PAGE (object);

  /* A table that goes to pieces still says that its order has changed. */
  if (self->table != NULL)
    g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->table), sort_changed_cb, self);
  if (self->arrangement != NULL)
    kab_documents_columns_close (self->arrangement);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_DOCUMENTS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->arrangement);
  g_clear_object (&self->news);
  g_clear_object (&self->kept);
  g_clear_pointer (&self->shown, g_free);
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
  gtk_widget_class_install_action (widget_class, "documents.file", NULL, file_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "documents.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "documents.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_N, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "documents.file", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "documents.close", NULL);
}

static void
kab_documents_page_class_init (KabDocumentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_documents_page_dispose;

  g_type_ensure (KAB_TYPE_STATE_PAGE);
  g_type_ensure (KAB_TYPE_DOCUMENTS_FILTER);
  g_type_ensure (KAB_TYPE_DOCUMENT_PANE);
  g_type_ensure (KAB_TYPE_DOCUMENTS_EXPORT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/documents/kab-documents-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, panes);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, columns);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, saved);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, news_bar);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, news_chip);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsPage, export_bar);
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
  gtk_widget_class_bind_template_callback (widget_class, tall_cards_cb);
  gtk_widget_class_bind_template_callback (widget_class, flat_cards_cb);
  gtk_widget_class_bind_template_callback (widget_class, news_clicked_cb);
  install_actions (widget_class);
  kab_documents_page_install_row_actions (widget_class);
}

static void
kab_documents_page_init (KabDocumentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
                           self, G_CONNECT_SWAPPED);
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
  kab_documents_filter_set_descriptor (self->filter, descriptor, staff);
  kab_document_pane_set_source (self->pane, client, descriptor);
  set_up_model (self);
  set_up_views (self);
  self->arrangement = kab_documents_columns_new (self->table, descriptor, staff);
  self->news = kab_documents_news_new (client, self->model);
  g_signal_connect_object (self->news, "notify::count", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  gtk_search_entry_set_placeholder_text (self->search, staff ? _ ("Number, subject, customer")
                                                             : _ ("Number, subject, amount"));
  kab_documents_page_add_menus (self);
  sort_changed_cb (self);
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

  g_set_str (&self->shown, id);
  kab_document_pane_show_id (self->pane, id);
  adw_overlay_split_view_set_show_sidebar (self->panes, TRUE);
}

/**
 * kab_documents_page_set_cabinet:
 * @self: the page
 * @cabinet: id of the cabinet whose documents these are
 * @drafts: keeps what is half written
 * @staff: whether its person is of the staff
 *
 * Lets the person file documents (E-08).
 */
void
kab_documents_page_set_cabinet (KabDocumentsPage *self,
                                const char *cabinet,
                                KabDrafts *drafts,
                                gboolean staff)
{
  g_autoptr (GMenuModel) menu = NULL;

  g_return_if_fail (KAB_IS_DOCUMENTS_PAGE (self) && cabinet != NULL);

  kab_document_pane_set_cabinet (self->pane, cabinet, drafts, staff);
  menu = kab_filing_menu_new (self->descriptor, cabinet, staff);
  gtk_menu_button_set_menu_model (self->file, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->file), menu != NULL);
  kab_menu_buttons_name (GTK_WIDGET (self));
}

/**
 * kab_documents_page_attach:
 * @self: the page
 * @views: how the person wants to look at it: columns, order, filters with a name
 * @events: says when documents have changed
 *
 * Makes the page the person's own, and keeps it true.
 */
void
kab_documents_page_attach (KabDocumentsPage *self, KabViews *views, KabEvents *events)
{
  g_return_if_fail (KAB_IS_DOCUMENTS_PAGE (self) && KAB_IS_VIEWS (views) && KAB_IS_EVENTS (events));

  g_set_object (&self->kept, views);
  kab_documents_columns_set_views (self->arrangement, views);
  g_signal_connect_object (views, "filters-changed", G_CALLBACK (kab_documents_page_show_saved), self,
                           G_CONNECT_SWAPPED);
  kab_documents_page_show_saved (self);
  kab_documents_news_set_events (self->news, events);
  g_signal_connect_object (events, "changed", G_CALLBACK (changed_cb), self, 0);
}
