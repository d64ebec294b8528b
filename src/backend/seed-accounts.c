/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts-postings.h"
#include "json.h"
#include "kab-account-number.h"
#include "seed-private.h"

/* One account on its way through the months: what was to pay at the end of the last one. */
typedef struct
{
  JsonObject *spec;
  gint64 id;
  gint64 closing;
} Account;

/* Quantities have up to four decimals; 54.3 is 543000. */
static gint64
parse_quantity (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 2);
  gint64 whole = g_ascii_strtoll (parts[0], NULL, 10) * 10000;
  g_autofree char *rest = NULL;

  if (parts[0] == NULL || parts[1] == NULL)
    return whole;
  rest = g_strdup_printf ("%s0000", parts[1]);
  rest[4] = '\0';
  return whole + g_ascii_strtoll (rest, NULL, 10);
}

static char *
format_quantity (gint64 quantity)
{
  g_autofree char *text
      = g_strdup_printf ("%" G_GINT64_FORMAT ",%04d", quantity / 10000, (int) (quantity % 10000));
  gsize length = strlen (text);

  while (text[length - 1] == '0')
    text[--length] = '\0';
  if (text[length - 1] == ',')
    text[--length] = '\0';
  return g_steal_pointer (&text);
}

static gint64
multiply (gint64 quantity, gint64 price)
{
  return (quantity * price + 5000) / 10000;
}

static gint64
add_account (KabSeed *self, JsonObject *spec)
{
  const char *number = kab_json_get_string (spec, "number");
  g_autofree char *key = kab_account_number_fold (number);
  JsonObject *descriptor = kab_organisation_get_descriptor (self->organisation);

  JsonObject *details = kab_json_get_object (spec, "details");
  g_autofree char *more = details != NULL ? kab_json_object_to_text (details) : g_strdup ("{}");

  kab_database_run (
      self->server->database,
      "INSERT INTO accounts (organisation, number, number_key, holder, address, phone, registered,"
      " residents, currency, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "ssssssiiss", kab_organisation_get_id (self->organisation), number, key,
      kab_json_get_string (spec, "holder"), kab_json_get_string (spec, "address"),
      kab_json_get_string (spec, "phone"), (int) kab_json_get_integer (spec, "registered", 0),
      (int) kab_json_get_integer (spec, "residents", 0), kab_json_get_string (descriptor, "currency"), more);
  return kab_database_get_last_id (self->server->database);
}

static void
link_people (KabSeed *self, const Account *account)
{
  JsonArray *people = kab_json_get_array (account->spec, "people");
  const char *linked = kab_json_get_string (account->spec, "linked");

  for (guint i = 0; i < kab_json_array_length (people); i++)
    {
      g_autofree char *person = kab_seed_dup_person_id (self, kab_json_array_get_string (people, i));

      kab_database_run (self->server->database,
                        "INSERT INTO account_links (account, person, linked_at) VALUES (?, ?, ?)", "lsl",
                        account->id, person, kab_seed_parse_time (self, linked));
    }
}

static gboolean
has_integer (JsonArray *list, gint64 wanted)
{
  for (guint i = 0; i < kab_json_array_length (list); i++)
    if (json_array_get_int_element (list, i) == wanted)
      return TRUE;
  return FALSE;
}

/* Whether a service is charged in this month of the year; the last month has all of them. */
static gboolean
is_charged (JsonObject *service, int month, int ago)
{
  JsonArray *season = kab_json_get_array (service, "season");

  return season == NULL || ago == 0 || has_integer (season, month);
}

/* What was used this month: the last month is as the file says, the others differ where it allows. */
static gint64
choose_quantity (KabSeed *self, JsonObject *service, gboolean last)
{
  const char *usual = kab_json_get_string (service, "usual");
  gint64 quantity
      = parse_quantity (last || usual == NULL ? kab_json_get_string (service, "quantity") : usual);
  gint32 spread = (gint32) kab_json_get_integer (service, "spread", 0);

  if (last || spread == 0)
    return quantity;
  return quantity * (100 + g_rand_int_range (self->chance, -spread, spread + 1)) / 100 / 10000 * 10000;
}

/* A correction of this month's charge, which stands on the receipt's first line. */
static JsonObject *
find_recalculation (const Account *account, int ago)
{
  JsonArray *list = kab_json_get_array (account->spec, "recalculated");

  for (guint i = 0; i < kab_json_array_length (list); i++)
    {
      JsonObject *entry = kab_json_array_get_object (list, i);

      if (kab_json_get_integer (entry, "months_ago", -1) == ago)
        return entry;
    }
  return NULL;
}

static void
add_charge (KabSeed *self, const Account *account, const char *month, const KabPosting *posting)
{
  if (posting->amount != 0)
    kab_database_run (self->server->database,
                      "INSERT INTO account_charges (account, month, kind, service, quantity, unit, tariff,"
                      " amount, reason) VALUES (?, ?, ?, ?, ?, ?, nullif (?, 0), ?, ?)",
                      "lssssslls", account->id, month, posting->kind, posting->service, posting->quantity,
                      posting->unit, posting->tariff, posting->amount, posting->reason);
}

static gint64
add_receipt_lines (KabSeed *self, const Account *account, gint64 receipt, const char *month, int ago)
{
  JsonArray *services = kab_json_get_array (account->spec, "services");
  gint64 recalculated = kab_json_get_integer (find_recalculation (account, ago), "amount", 0);
  int number = (int) g_ascii_strtoll (month + 5, NULL, 10);
  guint position = 0;
  gint64 sum = 0;

  for (guint i = 0; i < kab_json_array_length (services); i++)
    {
      JsonObject *service = kab_json_array_get_object (services, i);
      gint64 quantity = choose_quantity (self, service, ago == 0);
      gint64 price = kab_json_get_integer (service, "price", 0);
      g_autofree char *text = format_quantity (quantity);
      KabPosting posting = { .kind = "charge",
                             .service = kab_json_get_string (service, "title"),
                             .quantity = text,
                             .unit = kab_json_get_string (service, "unit"),
                             .tariff = price,
                             .amount = multiply (quantity, price) };

      if (!is_charged (service, number, ago))
        continue;
      add_charge (self, account, month, &posting);
      kab_database_run (self->server->database, "INSERT INTO receipt_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        "lissslll", receipt, position, posting.service, text, posting.unit, price,
                        posting.amount, position == 0 ? recalculated : 0);
      position++;
      sum += posting.amount;
    }
  return sum;
}

static char *
format_day (GDateTime *month, int months_later, int day)
{
  g_autoptr (GDateTime) later = g_date_time_add_months (month, months_later);

  return g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (later), g_date_time_get_month (later), day);
}

static gboolean
is_skipped (const Account *account, int ago)
{
  return has_integer (kab_json_get_array (account->spec, "skips_payment"), ago);
}

/* Corrections, penalties and the payment of a month, as the history tells them. */
static void
add_history (
    KabSeed *self, const Account *account, const char *month, const char *paid_on, KabBalanceLines *lines)
{
  JsonObject *rules = kab_json_get_object (kab_organisation_get_server (self->organisation), "accounts");
  JsonObject *words = kab_json_get_object (rules, "words");
  JsonArray *methods = kab_json_get_array (account->spec, "methods");
  guint count = kab_json_array_length (methods);
  g_autofree char *reference
      = g_strdup_printf ("%s-%s", month, kab_json_get_string (account->spec, "number"));
  g_autofree char *paid_at = g_strconcat (paid_on, "T12:41:00", NULL);
  const char *method = count > 0 ? kab_json_array_get_string (methods, (guint) lines->paid % count) : "";

  add_charge (self, account, month,
              &(KabPosting) { .kind = "penalty",
                              .amount = lines->penalty,
                              .reason = kab_json_get_string (words, "penalty_reason") });
  if (lines->paid != 0)
    kab_database_run (self->server->database,
                      "INSERT INTO account_payments (organisation, account, at, amount, method, state,"
                      " reference) VALUES (?, ?, ?, ?, ?, 'posted', ?)",
                      "slllss", kab_organisation_get_id (self->organisation), account->id,
                      kab_seed_parse_time (self, paid_at), lines->paid, method, reference);
}

/* A month's receipt comes early in the next month and is paid on its eighth, or a month later, with a penalty. */
static void
add_month (KabSeed *self, Account *account, GDateTime *month, int ago, JsonObject *rules)
{
  g_autofree char *name = g_date_time_format (month, "%Y-%m");
  g_autofree char *number = g_strdup_printf ("%s-%s", name, kab_json_get_string (account->spec, "number"));
  g_autofree char *issued = format_day (month, 1, (int) kab_json_get_integer (rules, "issued_day", 1));
  g_autofree char *issued_at = g_strconcat (issued, "T09:00:00", NULL);
  g_autofree char *due = format_day (month, 2, (int) kab_json_get_integer (rules, "due_day", 10));
  g_autofree char *paid_on = ago == 0 ? NULL : format_day (month, is_skipped (account, ago) ? 2 : 1, 8);
  g_autofree char *paid_here = format_day (month, 0, 8);
  gboolean late = is_skipped (account, ago + 1);
  JsonObject *corrected = find_recalculation (account, ago);
  KabBalanceLines lines = { .recalculated = kab_json_get_integer (corrected, "amount", 0),
                            .penalty = late ? account->closing / 100 : 0,
                            .paid = late ? 0 : account->closing };

  kab_database_run (self->server->database,
                    "INSERT INTO receipts (account, month, number, issued_at, due_on, paid_on)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    "lsslss", account->id, name, number, kab_seed_parse_time (self, issued_at), due, paid_on);
  lines.charged
      = add_receipt_lines (self, account, kab_database_get_last_id (self->server->database), name, ago);
  add_charge (self, account, name,
              &(KabPosting) { .kind = "recalculation",
                              .service = kab_json_get_string (corrected, "service"),
                              .amount = lines.recalculated,
                              .reason = kab_json_get_string (corrected, "reason") });
  add_history (self, account, name, paid_here, &lines);
  kab_database_run (self->server->database, "INSERT INTO account_months VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    "lsllllls", account->id, name, account->closing, lines.charged, lines.recalculated,
                    lines.penalty, lines.paid, lines.paid > 0 ? paid_here : NULL);
  account->closing += lines.charged + lines.recalculated + lines.penalty - lines.paid;
}

/* The last month whose receipt is out by now. */
static GDateTime *
find_last_month (KabSeed *self, JsonObject *rules)
{
  g_autoptr (GDateTime) now = kab_organisation_to_local (self->organisation, self->now);
  gboolean out = g_date_time_get_day_of_month (now) >= kab_json_get_integer (rules, "issued_day", 1);
  g_autofree char *first = format_day (now, out ? -1 : -2, 1);
  g_autofree char *text = g_strconcat (first, "T00:00:00", NULL);

  return kab_organisation_to_local (self->organisation, kab_seed_parse_time (self, text));
}

/**
 * kab_seed_accounts:
 * @self: the seeding
 *
 * Makes the register of accounts with months and receipts up to the last one that is out.
 */
void
kab_seed_accounts (KabSeed *self)
{
  JsonArray *accounts = kab_json_get_array (self->demo, "accounts");
  JsonObject *rules = kab_json_get_object (kab_organisation_get_server (self->organisation), "receipts");
  g_autoptr (GDateTime) last = find_last_month (self, rules);

  for (guint i = 0; i < kab_json_array_length (accounts); i++)
    {
      JsonObject *spec = kab_json_array_get_object (accounts, i);
      Account account = { .spec = spec, .id = add_account (self, spec) };
      int months = (int) kab_json_get_integer (spec, "months", 12);

      link_people (self, &account);
      kab_seed_meters (self, account.id, kab_json_get_array (spec, "meters"));
      for (int ago = months - 1; ago >= 0; ago--)
        {
          g_autoptr (GDateTime) month = g_date_time_add_months (last, -ago);

          add_month (self, &account, month, ago, rules);
        }
    }
}
