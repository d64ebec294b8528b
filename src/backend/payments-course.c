/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "payments-course.h"

#include "accounts-postings.h"
#include "documents-number.h"
#include "documents-type.h"
#include "json.h"
#include "payments-code.h"

#define DAY (24 * 60 * 60)

static void
add_property (KabPayment *self, const char *word, const char *value)
{
  JsonArray *properties = kab_json_get_array (self->document->details, "properties");
  JsonObject *property;

  if (value == NULL || *value == '\0')
    return;
  property = json_object_new ();
  json_object_set_string_member (property, "label", kab_payments_get_word (self->organisation, word));
  json_object_set_string_member (property, "value", value);
  json_array_add_object_element (properties, property);
}

static KabDocument *
make_document (KabServer *server, KabOrganisation *organisation, const KabPerson *person, const KabBill *bill)
{
  const char *type = kab_payments_get_type (organisation);
  KabDocument *document = g_new0 (KabDocument, 1);

  document->customer = person != NULL ? kab_customers_ensure (server, person) : 0;
  document->customer_name = person != NULL ? g_strdup (kab_person_get_display_name (person)) : NULL;
  document->type = g_strdup (type);
  document->number = kab_documents_take_number (server, organisation, type);
  document->subject = g_strdup (bill->title);
  document->date = kab_server_now (server);
  document->has_amount = TRUE;
  document->amount = bill->amount;
  document->currency = g_strdup (bill->currency);
  document->details = json_object_new ();
  json_object_set_array_member (document->details, "properties", json_array_new ());
  return document;
}

/**
 * kab_payment_begin:
 * @server: the server
 * @organisation: who is paid
 * @person: (nullable): who pays; %NULL for money that came by itself
 * @bill: what for
 * @method: id of a way to pay, which the organisation has
 *
 * Returns: (transfer full): a payment that waits for being paid, with what is said about it
 */
KabPayment *
kab_payment_begin (KabServer *server,
                   KabOrganisation *organisation,
                   const KabPerson *person,
                   const KabBill *bill,
                   const char *method)
{
  KabPayment *self = g_new0 (KabPayment, 1);
  JsonObject *way = kab_payments_get_way (organisation, method);
  JsonObject *known = kab_payments_find_method (organisation, method);
  const char *state = kab_json_get_string (way, "state");

  self->organisation = organisation;
  self->document = make_document (server, organisation, person, bill);
  self->document->state = g_strdup (state != NULL ? state : KAB_PAYMENT_WAITING);
  self->person = person != NULL ? g_strdup (person->id) : NULL;
  self->purpose = g_strdup (bill->purpose);
  self->method = g_strdup (method);
  self->account = bill->account;
  self->target = bill->target;
  self->parts = g_array_ref (bill->parts);
  self->expires_at
      = self->document->date
        + kab_json_get_integer (
            way, "lifetime", kab_json_get_integer (kab_payments_get_rules (organisation), "lifetime", DAY));
  self->next_at = self->expires_at;
  self->document->due_at = self->expires_at;
  add_property (self, "method", kab_json_get_string (known, "title"));
  add_property (self, "account", bill->account_number);
  return self;
}

/* Two ways to pay for one thing must not both lead to money. */
static void
cancel_rival (KabServer *server, KabOrganisation *organisation, gint64 id)
{
  g_autoptr (KabPayment) rival = kab_payment_load (server, organisation, id);

  if (rival == NULL || !kab_payment_is_open (rival))
    return;
  rival->next_at = 0;
  kab_payment_move (server, rival, KAB_PAYMENT_CANCELLED, "replaced", NULL);
}

static void
cancel_rivals (KabServer *server, const KabPayment *payment, const char *sql, gint64 thing)
{
  g_autoptr (KabRows) rows
      = kab_database_select (server->database, sql, "lls", thing, payment->document->id, payment->person);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (kab_rows_next (rows))
    {
      gint64 id = kab_rows_get_integer (rows, 0);

      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < ids->len; i++)
    cancel_rival (server, payment->organisation, g_array_index (ids, gint64, i));
}

/**
 * kab_payments_give_way:
 * @server: the server
 * @payment: a new payment
 *
 * Ends the person's earlier payments for the same that have not been paid.
 */
void
kab_payments_give_way (KabServer *server, const KabPayment *payment)
{
  for (guint i = 0; i < payment->parts->len; i++)
    cancel_rivals (server, payment,
                   "SELECT t.payment FROM payment_parts t JOIN payments p ON p.document = t.payment"
                   " WHERE t.receipt = ? AND t.payment <> ? AND p.person = ? AND p.paid_at IS NULL",
                   g_array_index (payment->parts, KabPaymentPart, i).receipt);
  if (payment->target != 0)
    cancel_rivals (server, payment,
                   "SELECT document FROM payments WHERE target = ? AND document <> ? AND person = ?"
                   " AND paid_at IS NULL",
                   payment->target);
}

/* What the books call one account's share: it is counted once under this name. */
static char *
build_reference (const KabPayment *self, guint part)
{
  GString *reference = g_string_new (self->document->number);

  if (part > 0)
    g_string_append_printf (reference, "/%u", part + 1);
  if (self->moves > 0)
    g_string_append_printf (reference, "-%" G_GINT64_FORMAT, self->moves);
  return g_string_free (reference, FALSE);
}

static const char *
get_method_title (const KabPayment *self)
{
  const char *title
      = kab_json_get_string (kab_payments_find_method (self->organisation, self->method), "title");

  return title != NULL ? title : self->method;
}

/**
 * kab_payment_set_paid:
 * @server: the server
 * @self: a payment that the person has paid
 *
 * From now on it is awaited on its accounts.
 */
void
kab_payment_set_paid (KabServer *server, KabPayment *self)
{
  JsonObject *rules = kab_payments_get_rules (self->organisation);
  gint64 settled
      = kab_json_get_integer (kab_payments_get_way (self->organisation, self->method), "settle_after", 0);
  const char *template = kab_json_get_string (kab_json_get_object (rules, "words"), "expected");
  g_autofree char *note = NULL;

  self->paid_at = kab_server_now (server);
  self->expected_by = self->paid_at + kab_json_get_integer (rules, "expected", 2 * DAY);
  self->next_at = settled > 0 ? self->paid_at + settled : self->expected_by;
  note = kab_payment_fill (server, self, template);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const KabPaymentPart *part = &g_array_index (self->parts, KabPaymentPart, i);
      g_autofree char *reference = build_reference (self, i);

      if (part->account != 0)
        kab_accounts_expect_payment (server, part->account, part->amount, self->paid_at,
                                     get_method_title (self), reference, note, NULL);
    }
}

/**
 * kab_payment_take_money:
 * @server: the server
 * @self: a payment that waits for being paid
 * @by: (nullable): who says so
 *
 * Returns: whether it is on its way now
 */
gboolean
kab_payment_take_money (KabServer *server, KabPayment *self, const char *by)
{
  kab_payment_set_paid (server, self);
  return kab_payment_move (server, self, KAB_PAYMENT_ON_WAY, "paid", by);
}

static void
tell_target (KabServer *server, const KabPayment *self, const char *word)
{
  g_autofree char *text = kab_payment_fill (server, self, "{number}, {amount}");

  if (self->target != 0)
    kab_documents_add_event (server, self->target, kab_server_now (server),
                             kab_payments_get_word (self->organisation, word), text, NULL);
}

/* What is paid out of money that is there already. */
static gboolean
spend (KabServer *server, const KabPayment *self)
{
  const KabPosting posting
      = { .kind = "charge", .service = self->document->subject, .amount = self->document->amount };

  return kab_accounts_post_charge (server, self->account, &posting);
}

/**
 * kab_payment_post:
 * @server: the server
 * @self: a payment that has arrived
 * @error: return location for why it cannot be counted
 *
 * Counts the payment on its accounts, once however often it is asked; its document stays as it is.
 *
 * Returns: whether it is counted
 */
gboolean
kab_payment_post (KabServer *server, KabPayment *self, GError **error)
{
  gint64 now = kab_server_now (server);
  const char *kind
      = kab_json_get_string (kab_payments_find_method (self->organisation, self->method), "kind");

  if (self->posted_at != 0)
    return TRUE;
  if (self->paid_at == 0)
    self->paid_at = now;
  if (g_strcmp0 (kind, "balance") == 0 && !spend (server, self))
    return FALSE;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const KabPaymentPart *part = &g_array_index (self->parts, KabPaymentPart, i);
      g_autofree char *reference = build_reference (self, i);

      if (part->account != 0
          && kab_accounts_post_payment (server, part->account, part->amount, self->paid_at,
                                        get_method_title (self), reference, error)
                 == 0)
        return FALSE;
    }
  self->posted_at = now;
  self->next_at = 0;
  tell_target (server, self, "target_paid");
  return TRUE;
}

/**
 * kab_payment_take_back:
 * @server: the server
 * @self: a payment
 * @state: "returned" or "moved"
 * @note: (nullable): why, or where to
 *
 * Takes what was counted, or awaited, off its accounts again.
 *
 * Returns: whether it was done
 */
gboolean
kab_payment_take_back (KabServer *server, KabPayment *self, const char *state, const char *note)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      g_autofree char *reference = build_reference (self, i);
      gint64 posting = kab_database_select_integer (
          server->database,
          "SELECT id FROM account_payments WHERE organisation = ? AND reference = ? AND state IN"
          " ('expected', 'posted')",
          "ss", kab_organisation_get_id (self->organisation), reference);

      if (posting != 0 && !kab_accounts_take_back_payment (server, posting, state, note))
        return FALSE;
    }
  if (self->posted_at != 0 && g_str_equal (state, "returned"))
    tell_target (server, self, "target_returned");
  self->posted_at = 0;
  self->next_at = 0;
  return TRUE;
}

/**
 * kab_payment_credit:
 * @server: the server
 * @self: a payment that has arrived
 * @by: (nullable): who found it
 * @error: return location for why it cannot be counted
 *
 * Returns: whether it is on its accounts now
 */
gboolean
kab_payment_credit (KabServer *server, KabPayment *self, const char *by, GError **error)
{
  return kab_payment_post (server, self, error)
         && kab_payment_move (server, self, KAB_PAYMENT_CREDITED, "credited", by);
}

static void
pass_time (KabServer *server, KabPayment *self)
{
  g_autoptr (GError) error = NULL;
  gboolean settles
      = kab_json_get_integer (kab_payments_get_way (self->organisation, self->method), "settle_after", 0) > 0;

  self->next_at = 0;
  if (kab_payment_is_open (self))
    kab_payment_move (server, self, KAB_PAYMENT_EXPIRED, "expired", NULL);
  else if (kab_payment_is_in (self, KAB_PAYMENT_ON_WAY) && settles)
    kab_payment_credit (server, self, NULL, &error);
  else if (kab_payment_is_in (self, KAB_PAYMENT_ON_WAY))
    kab_payment_move (server, self, KAB_PAYMENT_LATE, "late", NULL);
  else
    kab_payment_save (server, self);
  if (error != NULL)
    g_warning ("payment %s: %s", self->document->number, error->message);
}

/**
 * kab_payments_pass_time:
 * @server: the server
 *
 * Does what is due by now, inside the caller's transaction: what was not paid in time expires, the bank's
 * register comes, what has not come in time is late.
 */
void
kab_payments_pass_time (KabServer *server)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT document, organisation FROM payments WHERE next_at <= ?", "l",
      kab_server_now (server));
  g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_payment_free);

  while (kab_rows_next (rows))
    {
      KabOrganisation *organisation = kab_server_find_organisation (server, kab_rows_get_text (rows, 1));
      KabPayment *payment = organisation != NULL
                                ? kab_payment_load (server, organisation, kab_rows_get_integer (rows, 0))
                                : NULL;

      if (payment != NULL)
        g_ptr_array_add (due, payment);
    }
  for (guint i = 0; i < due->len; i++)
    pass_time (server, g_ptr_array_index (due, i));
}
