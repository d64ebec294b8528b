/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "payments-store.h"

#include "documents-type.h"
#include "json.h"

#define COLUMNS                                                                                              \
  "document, organisation, person, purpose, method, account, target, expires_at, paid_at, expected_by, "     \
  "next_at, reference, posted_at, fiscal, moves"

/* The longest list that a person is shown. */
#define MAX_LIST 500

/**
 * kab_payment_free:
 * @self: (transfer full) (nullable): a payment
 */
void
kab_payment_free (KabPayment *self)
{
  if (self == NULL)
    return;
  kab_document_free (self->document);
  g_free (self->person);
  g_free (self->purpose);
  g_free (self->method);
  g_free (self->reference);
  g_free (self->fiscal);
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self);
}

/**
 * kab_payments_get_rules:
 * @organisation: an organisation
 *
 * Returns: (transfer none) (nullable): what its descriptor says to the server about payments; %NULL where
 *   nothing can be paid
 */
JsonObject *
kab_payments_get_rules (KabOrganisation *organisation)
{
  return kab_json_get_object (kab_organisation_get_server (organisation), "payments");
}

/**
 * kab_payments_get_type:
 * @organisation: an organisation that takes payments
 *
 * Returns: id of the type that its payments have among the documents
 */
const char *
kab_payments_get_type (KabOrganisation *organisation)
{
  return kab_json_get_string (kab_payments_get_rules (organisation), "type");
}

/**
 * kab_payments_get_word:
 * @organisation: an organisation that takes payments
 * @word: name of one of its words about them
 *
 * Returns: the word; its name where the descriptor has none
 */
const char *
kab_payments_get_word (KabOrganisation *organisation, const char *word)
{
  const char *text
      = kab_json_get_string (kab_json_get_object (kab_payments_get_rules (organisation), "words"), word);

  return text != NULL ? text : word;
}

/**
 * kab_payments_find_method:
 * @organisation: an organisation
 * @method: (nullable): id of a way to pay
 *
 * Returns: (transfer none) (nullable): the way as clients see it
 */
JsonObject *
kab_payments_find_method (KabOrganisation *organisation, const char *method)
{
  JsonObject *payments = kab_json_get_object (kab_organisation_get_descriptor (organisation), "payments");
  JsonArray *methods = kab_json_get_array (payments, "methods");

  for (guint i = 0; method != NULL && i < kab_json_array_length (methods); i++)
    {
      JsonObject *known = kab_json_array_get_object (methods, i);

      if (g_strcmp0 (kab_json_get_string (known, "id"), method) == 0)
        return known;
    }
  return NULL;
}

/**
 * kab_payments_get_way:
 * @organisation: an organisation
 * @method: id of a way to pay
 *
 * Returns: (transfer none) (nullable): how the server goes about it
 */
JsonObject *
kab_payments_get_way (KabOrganisation *organisation, const char *method)
{
  return kab_json_get_object (kab_json_get_object (kab_payments_get_rules (organisation), "methods"), method);
}

static GArray *
load_parts (KabServer *server, gint64 payment)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (KabPaymentPart));
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT receipt, account, amount FROM payment_parts WHERE payment = ? ORDER BY position", "l", payment);

  while (kab_rows_next (rows))
    {
      KabPaymentPart part = { .receipt = kab_rows_get_integer (rows, 0),
                              .account = kab_rows_get_integer (rows, 1),
                              .amount = kab_rows_get_integer (rows, 2) };

      g_array_append_val (parts, part);
    }
  return parts;
}

static KabPayment *
read_row (KabServer *server, KabRows *rows)
{
  g_autoptr (KabPayment) self = g_new0 (KabPayment, 1);
  gint64 id = kab_rows_get_integer (rows, 0);
  g_autoptr (GPtrArray) documents = kab_documents_load_ids (server, &id, 1);

  if (documents->len == 0)
    return NULL;
  self->document = g_ptr_array_steal_index (documents, 0);
  self->organisation = kab_server_find_organisation (server, kab_rows_get_text (rows, 1));
  self->person = g_strdup (kab_rows_get_text (rows, 2));
  self->purpose = g_strdup (kab_rows_get_text (rows, 3));
  self->method = g_strdup (kab_rows_get_text (rows, 4));
  self->account = kab_rows_get_integer (rows, 5);
  self->target = kab_rows_get_integer (rows, 6);
  self->expires_at = kab_rows_get_integer (rows, 7);
  self->paid_at = kab_rows_get_integer (rows, 8);
  self->expected_by = kab_rows_get_integer (rows, 9);
  self->next_at = kab_rows_get_integer (rows, 10);
  self->reference = g_strdup (kab_rows_get_text (rows, 11));
  self->posted_at = kab_rows_get_integer (rows, 12);
  self->fiscal = g_strdup (kab_rows_get_text (rows, 13));
  self->moves = kab_rows_get_integer (rows, 14);
  self->parts = load_parts (server, id);
  return self->organisation != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * kab_payment_load:
 * @server: the server
 * @organisation: an organisation
 * @id: id of a payment
 *
 * Returns: (transfer full) (nullable): the payment, whoever's it is
 */
KabPayment *
kab_payment_load (KabServer *server, KabOrganisation *organisation, gint64 id)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT " COLUMNS " FROM payments WHERE document = ? AND organisation = ?", "ls", id,
      kab_organisation_get_id (organisation));

  return kab_rows_next (rows) ? read_row (server, rows) : NULL;
}

/**
 * kab_payment_load_visible:
 * @server: the server
 * @call: a call of a signed-in person
 * @id: id of a payment, as it came in the path
 *
 * Returns: (transfer full) (nullable): the payment, where it is this person's own, or the person is of the staff
 */
KabPayment *
kab_payment_load_visible (KabServer *server, KabCall *call, const char *id)
{
  g_autoptr (KabPayment) self = NULL;
  gint64 number;

  if (!g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, &number, NULL))
    return NULL;
  self = kab_payment_load (server, call->organisation, number);
  if (self == NULL)
    return NULL;
  if (!kab_person_is_staff (call->person) && g_strcmp0 (self->person, call->person->id) != 0)
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * kab_payments_load_own:
 * @server: the server
 * @call: a call of a signed-in person
 *
 * Returns: (transfer full) (element-type KabPayment): the person's payments, the newest first
 */
GPtrArray *
kab_payments_load_own (KabServer *server, KabCall *call)
{
  GPtrArray *payments = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_payment_free);
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT " COLUMNS " FROM payments WHERE person = ? ORDER BY document DESC LIMIT ?",
      "si", call->person->id, MAX_LIST);

  while (kab_rows_next (rows))
    {
      KabPayment *payment = read_row (server, rows);

      if (payment != NULL)
        g_ptr_array_add (payments, payment);
    }
  return payments;
}

/**
 * kab_payment_insert:
 * @server: the server
 * @self: a payment that is new; its document gets an id
 *
 * Returns: whether it was kept; not where the bank's reference is known already
 */
gboolean
kab_payment_insert (KabServer *server, KabPayment *self)
{
  self->document->id = kab_documents_create (server, self->organisation, self->document);
  self->document->version = 1;
  kab_database_run (
      server->database,
      "INSERT INTO payments (" COLUMNS ") VALUES (?, ?, ?, ?, ?, nullif (?, 0), nullif (?, 0), nullif (?, 0),"
      " nullif (?, 0), nullif (?, 0), nullif (?, 0), ?, nullif (?, 0), ?, ?)",
      "lssssllllllslsl", self->document->id, kab_organisation_get_id (self->organisation), self->person,
      self->purpose, self->method, self->account, self->target, self->expires_at, self->paid_at,
      self->expected_by, self->next_at, self->reference, self->posted_at, self->fiscal, self->moves);
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      const KabPaymentPart *part = &g_array_index (self->parts, KabPaymentPart, i);

      kab_database_run (server->database,
                        "INSERT INTO payment_parts VALUES (?, ?, nullif (?, 0), nullif (?, 0), ?)", "lilll",
                        self->document->id, (int) i, part->receipt, part->account, part->amount);
    }
  return !kab_database_has_failed (server->database);
}

/**
 * kab_payment_save:
 * @server: the server
 * @self: a payment
 *
 * Keeps what has changed of it; not of its document.
 */
void
kab_payment_save (KabServer *server, const KabPayment *self)
{
  kab_database_run (server->database,
                    "UPDATE payments SET account = nullif (?, 0), paid_at = nullif (?, 0),"
                    " expected_by = nullif (?, 0), next_at = nullif (?, 0), reference = ?,"
                    " posted_at = nullif (?, 0), fiscal = ?, moves = ? WHERE document = ?",
                    "llllslsll", self->account, self->paid_at, self->expected_by, self->next_at,
                    self->reference, self->posted_at, self->fiscal, self->moves, self->document->id);
  kab_database_run (server->database, "DELETE FROM payment_parts WHERE payment = ?", "l", self->document->id);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const KabPaymentPart *part = &g_array_index (self->parts, KabPaymentPart, i);

      kab_database_run (server->database,
                        "INSERT INTO payment_parts VALUES (?, ?, nullif (?, 0), nullif (?, 0), ?)", "lilll",
                        self->document->id, (int) i, part->receipt, part->account, part->amount);
    }
}

/**
 * kab_payment_is_in:
 * @self: a payment
 * @state: id of a state
 *
 * Returns: whether it is in that state
 */
gboolean
kab_payment_is_in (const KabPayment *self, const char *state)
{
  return g_str_equal (self->document->state, state);
}

/**
 * kab_payment_is_open:
 * @self: a payment
 *
 * Returns: whether the person has yet to pay: it can be paid, given up, or give way to another
 */
gboolean
kab_payment_is_open (const KabPayment *self)
{
  return self->paid_at == 0
         && kab_document_type_is_open (self->organisation, self->document->type, self->document->state)
         && !kab_payment_is_in (self, KAB_PAYMENT_UNMATCHED);
}

/**
 * kab_payment_move:
 * @server: the server
 * @self: a payment
 * @state: the state that it comes into
 * @word: name of the word that its history gets
 * @by: (nullable): who did it
 *
 * Returns: whether it was done; not when the payment has changed since it was read
 */
gboolean
kab_payment_move (KabServer *server, KabPayment *self, const char *state, const char *word, const char *by)
{
  gboolean awaited = g_str_equal (state, KAB_PAYMENT_ON_WAY) || g_str_equal (state, KAB_PAYMENT_LATE);

  if (!kab_documents_change (server, self->organisation, self->document, state,
                             awaited ? self->expected_by : 0))
    return FALSE;
  kab_documents_add_event (server, self->document->id, kab_server_now (server),
                           kab_payments_get_word (self->organisation, word), NULL, by);
  kab_payment_save (server, self);
  return TRUE;
}

/**
 * kab_payments_find_under_way:
 * @server: the server
 * @column: "receipt" or "target"
 * @id: id of a receipt or of a document
 *
 * Returns: the payment for it that is paid and not yet on the account, or 0
 */
gint64
kab_payments_find_under_way (KabServer *server, const char *column, gint64 id)
{
  gboolean receipt = g_str_equal (column, "receipt");

  return kab_database_select_integer (
      server->database,
      receipt
          ? "SELECT p.document FROM payment_parts t JOIN payments p ON p.document = t.payment"
            " JOIN documents d ON d.id = p.document WHERE t.receipt = ?"
            " AND d.state IN ('" KAB_PAYMENT_ON_WAY "', '" KAB_PAYMENT_LATE "', '" KAB_PAYMENT_TRACING "')"
            " LIMIT 1"
          : "SELECT p.document FROM payments p JOIN documents d ON d.id = p.document WHERE p.target = ?"
            " AND d.state IN ('" KAB_PAYMENT_ON_WAY "', '" KAB_PAYMENT_LATE "', '" KAB_PAYMENT_TRACING "')"
            " LIMIT 1",
      "l", id);
}

/**
 * kab_payments_get_paid:
 * @server: the server
 * @target: id of a document
 *
 * Returns: how much of it is paid and posted, in minor units
 */
gint64
kab_payments_get_paid (KabServer *server, gint64 target)
{
  return kab_database_select_integer (server->database,
                                      "SELECT total (d.amount) FROM payments p JOIN documents d"
                                      " ON d.id = p.document WHERE p.target = ?"
                                      " AND d.state = '" KAB_PAYMENT_CREDITED "'",
                                      "l", target);
}
