/* kab-fiscal-row.c: the till's receipt of a payment, typed or read from a picture. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-error-text.h"
#include "kab-error.h"
#include "kab-fiscal-qr.h"
#include "kab-fiscal-row.h"
#include "kab-fiscal-words.h"
#include "kab-picture-code.h"
#include "kab-plain-row.h"
#include "kab-problem.h"
#include "kab-scan-source.h"
#include "kab-settle.h"

/* The shop's till prints a code of its own (54-FZ). Held against the payment it shows whether just this sum was rung
 * up; what fits is kept with the payment. */
struct _KabFiscalRow
{
  AdwExpanderRow parent_instance;

  GtkWidget *entry;
  GtkWidget *picture;

  KabClient *client;
  KabPayment *payment;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabFiscalRow, kab_fiscal_row, ADW_TYPE_EXPANDER_ROW)

static guint kept_signal;

static void
tell (KabFiscalRow *self, const char *text, gboolean wrong)
{
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
  if (wrong)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  kab_announce (GTK_WIDGET (self), text, wrong);
}

/**
 * kab_fiscal_row_take_receipt:
 * @self: a row
 * @receipt: (nullable): what the server made of the code
 * @error: (nullable): why it made nothing of it
 */
void
kab_fiscal_row_take_receipt (KabFiscalRow *self, KabFiscalReceipt *receipt, const GError *error)
{
  KabProblem *problem = error != NULL ? kab_error_get_problem (error) : NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (KAB_IS_FISCAL_ROW (self));

  if (receipt != NULL)
    {
      text = kab_fiscal_receipt_describe (receipt);
      tell (self, text, !kab_fiscal_receipt_get_matches (receipt));
      if (kab_fiscal_receipt_get_matches (receipt))
        g_signal_emit (self, kept_signal, 0);
      return;
    }
  if (problem != NULL && g_list_model_get_n_items (kab_problem_get_errors (problem)) > 0)
    {
      g_autoptr (KabFieldError) first = g_list_model_get_item (kab_problem_get_errors (problem), 0);

      text = g_strdup (g_strcmp0 (kab_field_error_get_code (first), "taken") == 0
                           ? _ ("This receipt is kept with another payment")
                           : _ ("This is not the code of a till’s receipt"));
    }
  else
    {
      text = kab_error_describe (error);
    }
  tell (self, text, TRUE);
}

static void
answered (gpointer object, const GValue *value, const GError *error)
{
  KabFiscalRow *self = object;

  dex_clear (&self->pending);
  kab_fiscal_row_take_receipt (self, value != NULL ? g_value_get_object (value) : NULL, error);
}

/**
 * kab_fiscal_row_take_text:
 * @self: a row
 * @text: what the code on the till's receipt says
 *
 * Holds the receipt against the payment; what is plainly something else is not sent.
 */
void
kab_fiscal_row_take_text (KabFiscalRow *self, const char *text)
{
  g_autoptr (KabFiscalQr) code = NULL;
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;
  JsonObject *object;

  g_return_if_fail (KAB_IS_FISCAL_ROW (self) && text != NULL);

  code = kab_fiscal_qr_read (text, NULL);
  if (code == NULL)
    {
      tell (self, _ ("This is not the code of a till’s receipt"), TRUE);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  object = json_object_new ();
  json_object_set_string_member (object, "qr", text);
  body = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (body, object);
  request = kab_request_new_segments ("POST", "payments", kab_payment_get_id (self->payment), "fiscal", NULL);
  kab_request_set_body (request, body);
  tell (self, _ ("Comparing…"), FALSE);
  self->pending
      = kab_settle (kab_client_send (self->client, request, KAB_TYPE_FISCAL_RECEIPT), self, answered);
}

static void
apply_cb (KabFiscalRow *self)
{
  kab_fiscal_row_take_text (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

/* A picture may show several codes; one of them is the till's. */
static void
codes_read (gpointer object, const GValue *value, const GError *error)
{
  KabFiscalRow *self = object;
  GVariant *codes = value != NULL ? g_value_get_variant (value) : NULL;

  dex_clear (&self->pending);
  if (codes == NULL)
    {
      if (!kab_error_is_cancelled (error))
        tell (self, error->message, TRUE);
      return;
    }
  for (gsize i = 0; i < g_variant_n_children (codes); i++)
    {
      g_autoptr (GVariant) code = g_variant_get_child_value (codes, i);
      gsize length;
      const char *bytes = g_variant_get_fixed_array (code, &length, 1);
      g_autofree char *text = g_strndup (bytes != NULL ? bytes : "", length);
      g_autoptr (KabFiscalQr) read
          = g_utf8_validate (text, -1, NULL) ? kab_fiscal_qr_read (text, NULL) : NULL;

      if (read != NULL)
        {
          kab_fiscal_row_take_text (self, text);
          return;
        }
    }
  tell (self, _ ("The code on this picture is something else"), TRUE);
}

static DexFuture *
read_picture (DexFuture *chosen, gpointer data)
{
  const GValue *value = dex_future_get_value (chosen, NULL);

  return kab_picture_code_read_all (g_value_get_boxed (value));
}

static void
picture_cb (KabFiscalRow *self)
{
  if (self->pending == NULL)
    self->pending
        = kab_settle (dex_future_then (kab_scan_source_choose (GTK_WIDGET (self)), read_picture, NULL, NULL),
                      self, codes_read);
}

static void
kab_fiscal_row_dispose (GObject *object)
{
  KabFiscalRow *self = KAB_FISCAL_ROW (object);

  dex_clear (&self->pending);
  g_clear_object (&self->client);
  g_clear_object (&self->payment);
  G_OBJECT_CLASS (kab_fiscal_row_parent_class)->dispose (object);
}

static void
kab_fiscal_row_class_init (KabFiscalRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_fiscal_row_dispose;

  /**
   * KabFiscalRow::kept:
   *
   * The receipt fits and is kept with the payment.
   */
  kept_signal
      = g_signal_new ("kept", KAB_TYPE_FISCAL_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kab_fiscal_row_init (KabFiscalRow *self)
{
  g_object_set (self, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Till Receipt"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), _ ("Compare its QR code with this payment"));
  self->entry = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Text of the QR Code"), "show-apply-button",
                              TRUE, NULL);
  g_signal_connect_object (self->entry, "apply", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  self->picture = kab_plain_row_new (_ ("From a Picture…"), _ ("A photograph or scan of the receipt"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->picture), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->picture),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "document-open-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  g_signal_connect_object (self->picture, "activated", G_CALLBACK (picture_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->picture);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->entry);
}

/**
 * kab_fiscal_row_new:
 * @client: the cabinet's way to its server
 * @payment: a payment that was paid
 *
 * Returns: (transfer floating): a row that takes the till's receipt
 */
GtkWidget *
kab_fiscal_row_new (KabClient *client, KabPayment *payment)
{
  KabFiscalRow *self;
  KabFiscalReceipt *kept;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_PAYMENT (payment), NULL);

  self = g_object_new (KAB_TYPE_FISCAL_ROW, NULL);
  self->client = g_object_ref (client);
  self->payment = g_object_ref (payment);
  kept = kab_payment_get_fiscal (payment);
  if (kept != NULL)
    {
      g_autofree char *text = kab_fiscal_receipt_describe (kept);

      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
      gtk_editable_set_text (GTK_EDITABLE (self->entry), kab_fiscal_receipt_get_qr (kept));
    }
  return GTK_WIDGET (self);
}
