/* kab-pay-page.c: what is paid, and how. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-fetch.h"
#include "kab-load.h"
#include "kab-pay-choice.h"
#include "kab-pay-page.h"
#include "kab-problem.h"
#include "kab-settle.h"
#include "kab-state-page.h"

#define DRAFT "payment"

/* The server says what is due and which ways there are; the page ticks and sends. The key of the payment is kept with
 * the draft: however often the button is pressed, the answer lost or the program ended, there is one payment (B7). */
struct _KabPayPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  AdwBanner *banner;
  KabStatePage *state;
  AdwPreferencesGroup *things;
  AdwPreferencesGroup *methods;
  GtkLabel *missing;
  GtkButton *pay;

  KabSummary *summary;
  KabCabinet *cabinet;
  KabPaymentRules *rules;
  char *wanted; /* ids with commas between, or "" */
  KabLoad *load;
  KabPayableList *payables;
  GPtrArray *thing_ticks; /* GtkCheckButton, in the order of the list */
  GPtrArray *thing_rows;
  GPtrArray *method_ticks; /* in the order of the rules */
  GtkWidget *top_up_tick;
  GtkWidget *top_up_entry;
  KabMoney *amount; /* of what is ticked */
  GListModel *draft_fields;
  gboolean updating;
  DexFuture *pending;
  DexFuture *sending;
};

G_DEFINE_FINAL_TYPE (KabPayPage, kab_pay_page, ADW_TYPE_NAVIGATION_PAGE)

static KabPayable *
get_thing (KabPayPage *self, guint index)
{
  return g_list_model_get_item (kab_payable_list_get_items (self->payables), index);
}

static gboolean
is_ticked (GPtrArray *ticks, guint index)
{
  return gtk_check_button_get_active (g_ptr_array_index (ticks, index));
}

static gboolean
tops_up (KabPayPage *self)
{
  return self->top_up_tick != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->top_up_tick));
}

static KabMoney *
read_top_up (KabPayPage *self)
{
  const char *currency = kab_descriptor_get_currency (kab_summary_get_descriptor (self->summary));
  KabMoney *money
      = kab_money_parse (gtk_editable_get_text (GTK_EDITABLE (self->top_up_entry)), currency, NULL);

  if (money != NULL && money->minor <= 0)
    g_clear_pointer (&money, kab_money_free);
  return money;
}

/* What is ticked, in one currency; @accounts takes how many things. */
static KabMoney *
add_up (KabPayPage *self, guint *accounts)
{
  KabMoney *sum = NULL;

  *accounts = 0;
  if (tops_up (self))
    return read_top_up (self);
  for (guint i = 0; i < self->thing_ticks->len; i++)
    if (is_ticked (self->thing_ticks, i))
      {
        g_autoptr (KabPayable) thing = get_thing (self, i);
        const KabMoney *amount = kab_payable_get_amount (thing);
        KabMoney *both = sum == NULL ? kab_money_copy (amount) : kab_money_add (sum, amount, NULL);

        g_clear_pointer (&sum, kab_money_free);
        sum = both;
        (*accounts)++;
      }
  return sum;
}

static KabPaymentMethod *
dup_method (KabPayPage *self)
{
  for (guint i = 0; i < self->method_ticks->len; i++)
    if (is_ticked (self->method_ticks, i))
      return g_list_model_get_item (kab_payment_rules_get_methods (self->rules), i);
  return NULL;
}

/* A way that does not take what is ticked is not offered for it. */
static void
offer_methods (KabPayPage *self, guint accounts)
{
  GListModel *methods = kab_payment_rules_get_methods (self->rules);

  for (guint i = 0; i < self->method_ticks->len; i++)
    {
      g_autoptr (KabPaymentMethod) method = g_list_model_get_item (methods, i);
      GtkWidget *tick = g_ptr_array_index (self->method_ticks, i);
      GtkWidget *row = gtk_widget_get_ancestor (tick, ADW_TYPE_ACTION_ROW);
      gboolean balance = g_strcmp0 (kab_payment_method_get_kind (method), "balance") == 0;
      const KabMoney *has = kab_payable_list_get_balance (self->payables);
      gboolean takes = kab_payment_method_takes (method, self->amount, accounts);

      if (balance)
        takes = takes && !tops_up (self) && has != NULL && self->amount != NULL
                && has->minor >= self->amount->minor;
      gtk_widget_set_visible (row, takes);
      if (!takes)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), FALSE);
    }
}

static void
update (KabPayPage *self)
{
  g_autoptr (KabPaymentMethod) method = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *label = NULL;
  guint accounts;
  gboolean ready;

  if (self->updating || self->payables == NULL)
    return;
  self->updating = TRUE;
  g_clear_pointer (&self->amount, kab_money_free);
  self->amount = add_up (self, &accounts);
  offer_methods (self, accounts);
  self->updating = FALSE;
  method = dup_method (self);
  sum = self->amount != NULL ? kab_money_format (self->amount) : NULL;
  /* Translators: a sum of money. */
  label = sum != NULL ? g_strdup_printf (_ ("Pay %s"), sum) : g_strdup (_ ("Pay"));
  if (self->sending != NULL)
    gtk_button_set_child (self->pay, adw_spinner_new ());
  else
    gtk_button_set_label (self->pay, label);
  ready = self->amount != NULL && method != NULL && self->sending == NULL;
  gtk_label_set_text (self->missing, self->amount == NULL
                                         ? (tops_up (self) ? _ ("Left: the amount") : _ ("Left: what to pay"))
                                     : method == NULL ? _ ("Left: how to pay")
                                                      : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pay.send", ready);
}

/* A document is paid alone, receipts together; an amount of one's own excludes both. */
static void
thing_toggled_cb (GtkCheckButton *tick, KabPayPage *self)
{
  gboolean receipt = FALSE;
  guint index;

  if (self->updating)
    return;
  if (gtk_check_button_get_active (tick))
    {
      self->updating = TRUE;
      if (g_ptr_array_find (self->thing_ticks, tick, &index))
        {
          g_autoptr (KabPayable) thing = get_thing (self, index);

          receipt = g_strcmp0 (kab_payable_get_kind (thing), "receipt") == 0;
        }
      for (guint i = 0; i < self->thing_ticks->len; i++)
        {
          g_autoptr (KabPayable) other = get_thing (self, i);
          GtkCheckButton *its = g_ptr_array_index (self->thing_ticks, i);

          if (its != tick && !(receipt && g_strcmp0 (kab_payable_get_kind (other), "receipt") == 0))
            gtk_check_button_set_active (its, FALSE);
        }
      if (self->top_up_tick != NULL && GTK_WIDGET (tick) != self->top_up_tick)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (self->top_up_tick), FALSE);
      self->updating = FALSE;
    }
  update (self);
}

static void
top_up_changed_cb (KabPayPage *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->top_up_entry))[0] != '\0')
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->top_up_tick), TRUE);
  update (self);
}

static void
add_thing_row (KabPayPage *self, GtkWidget *row)
{
  adw_preferences_group_add (self->things, row);
  g_ptr_array_add (self->thing_rows, row);
}

static void
add_top_up (KabPayPage *self)
{
  gboolean others = self->thing_ticks->len > 0;

  self->top_up_entry = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, "input-purpose",
                                     GTK_INPUT_PURPOSE_NUMBER, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->top_up_entry),
                                 others ? _ ("Another Amount") : _ ("Amount"));
  self->top_up_tick = gtk_check_button_new ();
  gtk_widget_set_valign (self->top_up_tick, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->top_up_tick), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pay another amount"), -1);
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (self->top_up_entry), self->top_up_tick);
  g_signal_connect_object (self->top_up_tick, "toggled", G_CALLBACK (thing_toggled_cb), self, 0);
  g_signal_connect_object (self->top_up_entry, "changed", G_CALLBACK (top_up_changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_thing_row (self, self->top_up_entry);
}

static gboolean
is_wanted (KabPayPage *self, KabPayable *thing)
{
  g_auto (GStrv) ids = g_strsplit (self->wanted, ",", -1);

  return g_strv_contains ((const char *const *) ids, kab_payable_get_id (thing));
}

static void
fill_things (KabPayPage *self)
{
  guint count = g_list_model_get_n_items (kab_payable_list_get_items (self->payables));

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (KabPayable) thing = get_thing (self, i);
      GtkWidget *tick;
      GtkWidget *row = kab_payable_row_new (thing, &tick);

      g_ptr_array_add (self->thing_ticks, tick);
      add_thing_row (self, row);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (tick),
                                   is_wanted (self, thing)
                                       || (self->wanted[0] == '\0' && (count == 1 || i == 0)));
      g_signal_connect_object (tick, "toggled", G_CALLBACK (thing_toggled_cb), self, 0);
    }
  if (kab_payment_rules_get_top_up (self->rules))
    add_top_up (self);
}

static void
fill_methods (KabPayPage *self)
{
  GListModel *methods = kab_payment_rules_get_methods (self->rules);
  GtkCheckButton *group = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (methods); i++)
    {
      g_autoptr (KabPaymentMethod) method = g_list_model_get_item (methods, i);
      GtkWidget *tick;

      adw_preferences_group_add (self->methods, kab_payment_method_row_new (method, group, &tick));
      g_ptr_array_add (self->method_ticks, tick);
      g_signal_connect_object (tick, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      if (group == NULL)
        group = GTK_CHECK_BUTTON (tick);
    }
}

static void
clear_things (KabPayPage *self)
{
  for (guint i = 0; i < self->thing_rows->len; i++)
    adw_preferences_group_remove (self->things, g_ptr_array_index (self->thing_rows, i));
  g_ptr_array_set_size (self->thing_rows, 0);
  g_ptr_array_set_size (self->thing_ticks, 0);
  self->top_up_tick = NULL;
  self->top_up_entry = NULL;
}

static void
fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  kab_pay_page_take (object, record, error);
}

static void
reload (KabPayPage *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/payables");

  dex_clear (&self->pending);
  kab_load_begin (self->load);
  self->pending = kab_fetch (kab_cabinet_get_client (self->cabinet), request, KAB_TYPE_PAYABLE_LIST, FALSE,
                             self, fetched);
}

static void
set_money (JsonObject *body, const KabMoney *money)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "minor", money->minor);
  json_object_set_string_member (object, "currency", money->currency);
  json_object_set_object_member (body, "amount", object);
}

static void
add_things (KabPayPage *self, JsonObject *body)
{
  JsonArray *receipts = json_array_new ();

  for (guint i = 0; i < self->thing_ticks->len; i++)
    {
      g_autoptr (KabPayable) thing = get_thing (self, i);

      if (!is_ticked (self->thing_ticks, i))
        continue;
      if (g_strcmp0 (kab_payable_get_kind (thing), "receipt") == 0)
        json_array_add_string_element (receipts, kab_payable_get_id (thing));
      else
        json_object_set_string_member (body, "document", kab_payable_get_id (thing));
    }
  json_object_set_string_member (body, "purpose",
                                 json_array_get_length (receipts) > 0 ? "receipts" : "document");
  if (json_array_get_length (receipts) > 0)
    json_object_set_array_member (body, "receipts", receipts);
  else
    json_array_unref (receipts);
}

static JsonObject *
make_body (KabPayPage *self)
{
  JsonObject *body = json_object_new ();
  g_autoptr (KabPaymentMethod) method = dup_method (self);
  KabAccount *account = kab_summary_get_account (self->summary);

  json_object_set_string_member (body, "method", kab_payment_method_get_id (method));
  set_money (body, self->amount);
  if (!tops_up (self))
    {
      add_things (self, body);
      return body;
    }
  json_object_set_string_member (body, "purpose", "top_up");
  if (account != NULL)
    json_object_set_string_member (body, "account", kab_account_get_id (account));
  return body;
}

/* The draft is the whole request as one text: another request is another payment, with another key. */
static char *
dup_key (KabPayPage *self, JsonNode *body)
{
  KabDrafts *drafts = kab_cabinet_get_drafts (self->cabinet);
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *text = json_to_string (body, FALSE);

  json_object_set_string_member (values, "request", text);
  kab_drafts_save (drafts, DRAFT, self->draft_fields, values);
  return kab_drafts_dup_idempotency_key (drafts, DRAFT);
}

static void
show_failure (KabPayPage *self, const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);
  const char *under_way = problem != NULL ? kab_problem_get_payment (problem) : NULL;
  g_autofree char *message = kab_error_describe (error);

  if (under_way != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                  _ ("This is paid already, and on its way"));
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-payment", "(ss)",
                                  kab_cabinet_get_id (self->cabinet), under_way);
      return;
    }
  if (problem != NULL && g_list_model_get_n_items (kab_problem_get_errors (problem)) > 0)
    g_set_str (&message, _ ("Something has changed meanwhile. Look at the sum and try again."));
  adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, TRUE);
  if (problem != NULL)
    reload (self);
}

static void
sent (gpointer object, const GValue *value, const GError *error)
{
  KabPayPage *self = object;
  KabPayment *payment = value != NULL ? g_value_get_object (value) : NULL;

  dex_clear (&self->sending);
  update (self);
  if (payment == NULL)
    {
      show_failure (self, error);
      return;
    }
  kab_drafts_accept (kab_cabinet_get_drafts (self->cabinet), DRAFT);
  kab_drafts_drop (kab_cabinet_get_drafts (self->cabinet), DRAFT);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-payment", "(ss)",
                              kab_cabinet_get_id (self->cabinet), kab_payment_get_id (payment));
}

static void
send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabPayPage *self = KAB_PAY_PAGE (widget);
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autofree char *key = NULL;

  if (self->sending != NULL)
    return;
  request = kab_request_new ("POST", "/payments");
  body = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (body, make_body (self));
  key = dup_key (self, body);
  kab_request_set_body (request, body);
  kab_request_set_idempotency_key (request, key);
  adw_banner_set_revealed (self->banner, FALSE);
  self->sending = kab_settle (
      kab_client_send (kab_cabinet_get_client (self->cabinet), request, KAB_TYPE_PAYMENT), self, sent);
  update (self);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_PAY_PAGE (widget));
}

static void
kab_pay_page_dispose (GObject *object)
{
  KabPayPage *self = KAB_PAY_PAGE (object);

  dex_clear (&self->pending);
  dex_clear (&self->sending);
  g_clear_object (&self->payables);
  g_clear_object (&self->rules);
  g_clear_object (&self->summary);
  g_clear_object (&self->cabinet);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_PAY_PAGE);
  G_OBJECT_CLASS (kab_pay_page_parent_class)->dispose (object);
}

static void
kab_pay_page_finalize (GObject *object)
{
  KabPayPage *self = KAB_PAY_PAGE (object);

  g_clear_object (&self->load);
  g_clear_object (&self->draft_fields);
  g_clear_pointer (&self->amount, kab_money_free);
  g_ptr_array_unref (self->thing_ticks);
  g_ptr_array_unref (self->thing_rows);
  g_ptr_array_unref (self->method_ticks);
  g_free (self->wanted);
  G_OBJECT_CLASS (kab_pay_page_parent_class)->finalize (object);
}

static void
kab_pay_page_class_init (KabPayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_pay_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_pay_page_finalize;
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kabinet/Kabinet/payments/kab-pay-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPayPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabPayPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabPayPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabPayPage, things);
  gtk_widget_class_bind_template_child (widget_class, KabPayPage, methods);
  gtk_widget_class_bind_template_child (widget_class, KabPayPage, missing);
  gtk_widget_class_bind_template_child (widget_class, KabPayPage, pay);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_install_action (widget_class, "pay.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "pay.send", NULL);
}

static GListModel *
make_draft_fields (void)
{
  GListStore *fields = g_list_store_new (KAB_TYPE_FIELD);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (KabField) field = NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", "request");
  json_object_set_string_member (object, "kind", "text");
  json_node_take_object (node, object);
  field = kab_record_decode (KAB_TYPE_FIELD, node, NULL);
  if (field != NULL)
    g_list_store_append (fields, field);
  return G_LIST_MODEL (fields);
}

static void
kab_pay_page_init (KabPayPage *self)
{
  self->load = kab_load_new ();
  self->thing_ticks = g_ptr_array_new ();
  self->thing_rows = g_ptr_array_new ();
  self->method_ticks = g_ptr_array_new ();
  self->draft_fields = make_draft_fields ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->pay), "suggested-action");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pay.send", FALSE);
  kab_state_page_set_load (self->state, self->load);
}

/**
 * kab_pay_page_new:
 * @summary: the summary of a cabinet whose organisation takes payments
 * @wanted: ids of receipts, or of a document, with commas between; "" for what is due
 *
 * Returns: (transfer floating): the page
 */
AdwNavigationPage *
kab_pay_page_new (KabSummary *summary, const char *wanted)
{
  KabPayPage *self;
  KabDescriptor *descriptor;

  g_return_val_if_fail (KAB_IS_SUMMARY (summary) && wanted != NULL, NULL);

  descriptor = kab_summary_get_descriptor (summary);
  g_return_val_if_fail (kab_descriptor_get_payments (descriptor) != NULL, NULL);
  self = g_object_new (KAB_TYPE_PAY_PAGE, NULL);
  self->summary = g_object_ref (summary);
  self->cabinet = g_object_ref (kab_summary_get_cabinet (summary));
  self->rules = g_object_ref (kab_descriptor_get_payments (descriptor));
  self->wanted = g_strdup (wanted);
  adw_window_title_set_title (self->heading, _ ("Payment"));
  adw_window_title_set_subtitle (self->heading, kab_descriptor_get_name (descriptor));
  kab_state_page_set_organisation (self->state, descriptor);
  if (kab_payment_rules_get_note (self->rules) != NULL)
    {
      g_autofree char *plain = g_markup_escape_text (kab_payment_rules_get_note (self->rules), -1);

      adw_preferences_group_set_description (self->methods, plain);
    }
  fill_methods (self);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * kab_pay_page_take:
 * @self: a pay page
 * @payables: (nullable): what is due
 * @error: (nullable): why that is not known
 */
void
kab_pay_page_take (KabPayPage *self, KabPayableList *payables, const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (KAB_IS_PAY_PAGE (self));

  if (payables == NULL)
    {
      text = kab_error_describe (error);
      kab_load_fail (self->load, error, text);
      return;
    }
  g_set_object (&self->payables, payables);
  self->updating = TRUE;
  clear_things (self);
  fill_things (self);
  self->updating = FALSE;
  update (self);
  kab_load_finish (self->load, self->thing_rows->len == 0);
}
