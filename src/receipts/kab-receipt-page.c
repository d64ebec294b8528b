/* kab-receipt-page.c: a receipt: the paper, and the same as text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-format.h"
#include "kab-menu-button.h"
#include "kab-receipt-page-private.h"
#include "kab-settle.h"

G_DEFINE_FINAL_TYPE (KabReceiptPage, kab_receipt_page, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  PROP_HEADING = 1,
  PROP_SUBHEADING,
} Property;

static GParamSpec *properties[PROP_SUBHEADING + 1];

static void
show_damage (KabReceiptPage *self, const GError *error)
{
  g_autofree char *why
      = error->domain == KAB_NET_ERROR ? kab_error_describe (error) : g_strdup (error->message);
  g_autofree char *escaped = g_markup_escape_text (why, -1);

  adw_status_page_set_description (self->damaged, escaped);
  gtk_stack_set_visible_child_name (self->sheets, "damaged");
  kab_receipt_page_update_actions (self);
}

static void
document_opened (gpointer object, const GValue *value, const GError *error)
{
  KabReceiptPage *self = object;
  guint n;

  if (value == NULL)
    {
      show_damage (self, error);
      return;
    }
  n = kab_renderer_get_n_pages (self->renderer);
  kab_receipt_page_fill_thumbnails (self);
  adw_overlay_split_view_set_show_sidebar (self->split,
                                           n > 1 && !adw_overlay_split_view_get_collapsed (self->split));
  kab_paper_view_set_renderer (self->paper, self->renderer, self->heading);
  gtk_stack_set_visible_child_name (self->sheets, "state");
  kab_load_finish (self->file_load, FALSE);
  kab_receipt_page_update_actions (self);
}

/* Errors that mean: something came, and it is no document that can be shown. */
static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, KAB_NET_ERROR, KAB_NET_ERROR_TRUNCATED)
         || g_error_matches (error, KAB_NET_ERROR, KAB_NET_ERROR_TOO_LARGE)
         || g_error_matches (error, KAB_NET_ERROR, KAB_NET_ERROR_UNEXPECTED);
}

static void
document_fetched (gpointer object, const GValue *value, const GError *error)
{
  kab_receipt_page_take_document (object, value != NULL ? g_value_get_boxed (value) : NULL, error);
}

static void
receipt_fetched (gpointer object, const GValue *value, const GError *error)
{
  kab_receipt_page_take_receipt (object, value != NULL ? g_value_get_object (value) : NULL, error);
}

static void
fail (KabLoad *load, const GError *error)
{
  g_autofree char *text = kab_error_describe (error);

  kab_load_fail (load, error, text);
}

static void
retry_cb (KabReceiptPage *self)
{
  kab_receipt_page_reload (self);
}

static void
thumbnail_selected_cb (KabReceiptPage *self, GtkListBoxRow *row)
{
  if (row != NULL && (guint) gtk_list_box_row_get_index (row) != kab_paper_view_get_page (self->paper))
    kab_paper_view_show_page (self->paper, (guint) gtk_list_box_row_get_index (row));
}

static void
page_changed_cb (KabReceiptPage *self)
{
  GtkListBoxRow *row
      = gtk_list_box_get_row_at_index (self->thumbnails, (int) kab_paper_view_get_page (self->paper));

  gtk_list_box_select_row (self->thumbnails, row);
}

static void
find (KabReceiptPage *self)
{
  const char *text = gtk_search_bar_get_search_mode (self->search_bar)
                         ? gtk_editable_get_text (GTK_EDITABLE (self->search_entry))
                         : NULL;

  if (self->renderer != NULL)
    kab_paper_view_find (self->paper, text);
  kab_receipt_text_find (self->text, text);
}

static void
search_changed_cb (KabReceiptPage *self)
{
  find (self);
}

static void
search_toggled_cb (KabReceiptPage *self)
{
  find (self);
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_widget_grab_focus (GTK_WIDGET (self->paper));
}

static void
next_match_cb (KabReceiptPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->paper), "paper.next-match", NULL);
}

static void
previous_match_cb (KabReceiptPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->paper), "paper.previous-match", NULL);
}

static void
form_chosen_cb (KabReceiptPage *self)
{
  kab_receipt_page_update_actions (self);
}

static void
narrowed_cb (KabReceiptPage *self)
{
  if (!self->chose_form)
    adw_toggle_group_set_active_name (self->forms, "text");
}

static void
widened_cb (KabReceiptPage *self)
{
  if (!self->chose_form)
    adw_toggle_group_set_active_name (self->forms, "paper");
}

static void
kab_receipt_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabReceiptPage *self = KAB_RECEIPT_PAGE (object);

  switch ((Property) id)
    {
    case PROP_HEADING:
      g_value_set_string (value, self->heading);
      break;
    case PROP_SUBHEADING:
      g_value_set_string (value, self->subheading);
      break;
    }
}

static void
kab_receipt_page_dispose (GObject *object)
{
  KabReceiptPage *self = KAB_RECEIPT_PAGE (object);

  dex_clear (&self->receipt_pending);
  dex_clear (&self->document_pending);
  dex_clear (&self->outgoing);
  g_clear_handle_id (&self->thumbnail_source, g_source_remove);
  if (self->renderer != NULL)
    kab_renderer_close (self->renderer);
  g_clear_object (&self->renderer);
  g_clear_object (&self->receipt);
  g_clear_pointer (&self->document, g_bytes_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_RECEIPT_PAGE);
  G_OBJECT_CLASS (kab_receipt_page_parent_class)->dispose (object);
}

static void
kab_receipt_page_finalize (GObject *object)
{
  KabReceiptPage *self = KAB_RECEIPT_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->descriptor);
  g_clear_object (&self->load);
  g_clear_object (&self->file_load);
  g_free (self->id);
  g_free (self->program);
  g_free (self->heading);
  g_free (self->subheading);
  G_OBJECT_CLASS (kab_receipt_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (KAB_TYPE_PAPER_VIEW);
  g_type_ensure (KAB_TYPE_RECEIPT_TEXT);
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  g_type_ensure (KAB_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/receipts/kab-receipt-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, forms);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, pill);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, pay);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, pay_narrow);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, sheets);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, file_state);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, split);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, thumbnails);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, strip);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, paper);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, damaged);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, text);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, narrow);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptPage, tight);
  gtk_widget_class_bind_template_callback (widget_class, search_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumbnail_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
}

static void
kab_receipt_page_class_init (KabReceiptPageClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_receipt_page_get_property;
  object_class->dispose = kab_receipt_page_dispose;
  object_class->finalize = kab_receipt_page_finalize;

  properties[PROP_HEADING] = g_param_spec_string ("heading", NULL, NULL, NULL, flags);
  properties[PROP_SUBHEADING] = g_param_spec_string ("subheading", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  bind_template (widget_class);
  kab_receipt_page_install_actions (widget_class);
}

static void
kab_receipt_page_init (KabReceiptPage *self)
{
  self->heading = g_strdup (_ ("Receipt"));
  self->subheading = g_strdup ("");
  self->load = kab_load_new ();
  self->file_load = kab_load_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_menu_buttons_name (GTK_WIDGET (self));
  adw_toggle_group_set_active_name (self->forms, "paper");
  kab_state_page_set_load (self->state, self->load);
  kab_state_page_set_load (self->file_state, self->file_load);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect_swapped (self->forms, "notify::active-name", G_CALLBACK (form_chosen_cb), self);
  g_signal_connect_swapped (self->narrow, "apply", G_CALLBACK (narrowed_cb), self);
  g_signal_connect_swapped (self->narrow, "unapply", G_CALLBACK (widened_cb), self);
  g_signal_connect_swapped (self->tight, "apply", G_CALLBACK (narrowed_cb), self);
  kab_receipt_page_watch_thumbnails (self);
  kab_receipt_page_update_actions (self);
}

/**
 * kab_receipt_page_new:
 * @client: the cabinet's way to its server
 * @descriptor: the organisation
 * @id: identifier of the receipt
 * @render_program: (nullable): path of kabinet-render
 *
 * Returns: (transfer floating): a page that shows the receipt once it is loaded
 */
AdwNavigationPage *
kab_receipt_page_new (KabClient *client,
                      KabDescriptor *descriptor,
                      const char *id,
                      const char *render_program)
{
  KabReceiptPage *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_DESCRIPTOR (descriptor) && id != NULL, NULL);

  self = g_object_new (KAB_TYPE_RECEIPT_PAGE, NULL);
  self->client = g_object_ref (client);
  self->descriptor = g_object_ref (descriptor);
  self->id = g_strdup (id);
  self->program = g_strdup (render_program);
  kab_state_page_set_organisation (self->state, descriptor);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * kab_receipt_page_reload:
 * @self: a receipt page
 *
 * Asks the server for what is not there yet, and for what may have changed.
 */
void
kab_receipt_page_reload (KabReceiptPage *self)
{
  g_autoptr (KabRequest) receipt = NULL;
  g_autoptr (KabRequest) file = NULL;

  g_return_if_fail (KAB_IS_RECEIPT_PAGE (self));

  receipt = kab_request_new_segments ("GET", "receipts", self->id, NULL);
  file = kab_request_new_segments ("GET", "receipts", self->id, "file", NULL);
  dex_clear (&self->receipt_pending);
  dex_clear (&self->document_pending);
  gtk_stack_set_visible_child_name (self->sheets, "state");
  kab_load_begin (self->load);
  kab_load_begin (self->file_load);
  self->receipt_pending
      = kab_settle (kab_client_send (self->client, receipt, KAB_TYPE_RECEIPT), self, receipt_fetched);
  self->document_pending
      = kab_settle (kab_client_send_for_bytes (self->client, file, "application/pdf", KAB_LIMIT_PDF), self,
                    document_fetched);
}

/**
 * kab_receipt_page_take_receipt:
 * @self: a receipt page
 * @receipt: (nullable): the record
 * @error: (nullable): why there is none
 */
void
kab_receipt_page_take_receipt (KabReceiptPage *self, KabReceipt *receipt, const GError *error)
{
  const GDate *month;
  const char *title;
  g_autofree char *month_text = NULL;

  g_return_if_fail (KAB_IS_RECEIPT_PAGE (self));

  if (receipt == NULL)
    {
      fail (self->load, error);
      return;
    }
  g_set_object (&self->receipt, receipt);
  month = kab_receipt_get_month (receipt);
  month_text = month != NULL ? kab_format_month (month) : NULL;
  title = kab_receipt_get_title (receipt);
  g_free (self->heading);
  /* Translators: a month and a year. */
  self->heading = title != NULL && title[0] != '\0' ? g_strdup (title)
                                                    : g_strdup_printf (_ ("Receipt for %s"), month_text);
  g_free (self->subheading);
  /* Translators: an organisation and the number of an account. */
  self->subheading = g_strdup_printf (_ ("%s · No. %s"), kab_descriptor_get_name (self->descriptor),
                                      kab_receipt_get_account (receipt));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBHEADING]);
  kab_status_pill_set_state (self->pill, kab_receipt_get_state (receipt));
  kab_receipt_page_offer_payment (self);
  kab_receipt_text_show (self->text, receipt);
  kab_load_finish (self->load, FALSE);
  kab_receipt_page_update_actions (self);
}

/**
 * kab_receipt_page_take_document:
 * @self: a receipt page
 * @document: (nullable): the PDF
 * @error: (nullable): why there is none
 */
void
kab_receipt_page_take_document (KabReceiptPage *self, GBytes *document, const GError *error)
{
  g_return_if_fail (KAB_IS_RECEIPT_PAGE (self));

  if (document == NULL)
    {
      fail (self->file_load, error);
      if (is_damage (error))
        show_damage (self, error);
      return;
    }
  if (self->document != NULL && g_bytes_equal (self->document, document) && self->renderer != NULL
      && kab_renderer_get_n_pages (self->renderer) > 0)
    {
      kab_load_finish (self->file_load, FALSE);
      return;
    }
  g_clear_pointer (&self->document, g_bytes_unref);
  self->document = g_bytes_ref (document);
  if (self->renderer != NULL)
    kab_renderer_close (self->renderer);
  g_clear_object (&self->renderer);
  self->renderer = kab_renderer_new (self->program, document);
  dex_clear (&self->document_pending);
  self->document_pending = kab_settle (kab_renderer_open (self->renderer), self, document_opened);
  kab_receipt_page_update_actions (self);
}
