/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "statement.h"

#include "accounts-links.h"
#include "documents-json.h"
#include "documents-store.h"
#include "json.h"

#define MOST_ITEMS 5000
#define LONGEST_MONTHS 120

/* Whose expenses, from which day to which. */
typedef struct
{
  char *from;
  char *to;
  gint64 begins; /* seconds since 1970 */
  gint64 ends;   /* exclusive */
  gint64 customer;
  gint64 account;     /* 0: those that are linked to person */
  const char *person; /* NULL: none */
  JsonObject *rules;
  JsonArray *items;
} Period;

static void
period_clear (Period *self)
{
  g_free (self->from);
  g_free (self->to);
  json_array_unref (self->items);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Period, period_clear)

static void
add_item (Period *self,
          const char *id,
          const char *date,
          const char *category,
          const char *category_title,
          const char *title,
          gint64 amount,
          const char *currency)
{
  JsonObject *item = json_object_new ();

  json_object_set_string_member (item, "id", id);
  json_object_set_string_member (item, "date", date);
  json_object_set_string_member (item, "category", category);
  json_object_set_string_member (item, "category_title", category_title);
  json_object_set_string_member (item, "title", title);
  kab_json_set_money (item, "amount", amount, currency);
  json_array_add_object_element (self->items, item);
}

static JsonObject *
last_item (Period *self)
{
  return json_array_get_object_element (self->items, json_array_get_length (self->items) - 1);
}

/* What the descriptor counts as an expense: documents of a type, in the states in which they are paid for. */
static void
add_documents (KabServer *server, KabCall *call, Period *self, JsonObject *rule)
{
  gint64 sign = kab_json_get_integer (rule, "sign", 1);
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT id, number, subject, date, amount, currency, state FROM documents WHERE customer = ? AND type "
      "= ?"
      " AND amount IS NOT NULL AND date >= ? AND date < ? ORDER BY date, id",
      "lsll", self->customer, kab_json_get_string (rule, "type"), self->begins, self->ends);

  while (kab_rows_next (rows) && json_array_get_length (self->items) < MOST_ITEMS)
    {
      g_autoptr (GDateTime) local
          = kab_organisation_to_local (call->organisation, kab_rows_get_integer (rows, 3));
      g_autofree char *date = g_date_time_format (local, "%Y-%m-%d");
      g_autofree char *document = g_strdup_printf ("%" G_GINT64_FORMAT, kab_rows_get_integer (rows, 0));
      g_autofree char *id = g_strdup_printf ("d%s", document);
      g_autofree char *title
          = g_strdup_printf ("%s · %s", kab_rows_get_text (rows, 1), kab_rows_get_text (rows, 2));

      if (!kab_json_array_has_string (kab_json_get_array (rule, "states"), kab_rows_get_text (rows, 6)))
        continue;
      add_item (self, id, date, kab_json_get_string (rule, "category"), kab_json_get_string (rule, "title"),
                title, sign * kab_rows_get_integer (rows, 4), kab_rows_get_text (rows, 5));
      json_object_set_string_member (last_item (self), "document", document);
    }
}

/* Services come and go, so a category of charges is named after its title. */
static char *
build_category (const char *title)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, title, -1);

  return g_strdup_printf ("s%.8s", sum);
}

static char *
last_day_of (const char *month)
{
  GDateYear year = (GDateYear) g_ascii_strtoll (month, NULL, 10);
  GDateMonth number = (GDateMonth) g_ascii_strtoll (month + 5, NULL, 10);

  return g_strdup_printf ("%.7s-%02u", month, g_date_get_days_in_month (number, year));
}

/* A month's charges belong to its last day. */
static void
add_charges (KabServer *server, Period *self, JsonObject *rule)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT c.id, c.month, c.kind, c.service, c.amount, c.reason, a.currency, a.number FROM "
      "account_charges c"
      " JOIN accounts a ON a.id = c.account WHERE (c.account = ? OR c.account IN (SELECT account FROM "
      "account_links"
      " WHERE person = ?)) AND c.month || '-31' >= ? AND c.month || '-01' <= ? ORDER BY c.month, c.id",
      "lsss", self->account, self->person, self->from, self->to);

  while (kab_rows_next (rows) && json_array_get_length (self->items) < MOST_ITEMS)
    {
      const char *kind = kab_rows_get_text (rows, 2);
      const char *service = kab_rows_get_text (rows, 3);
      const char *kind_title = kab_json_get_string (rule, kind);
      g_autofree char *id = g_strdup_printf ("c%" G_GINT64_FORMAT, kab_rows_get_integer (rows, 0));
      g_autofree char *date = last_day_of (kab_rows_get_text (rows, 1));
      g_autofree char *category = service != NULL ? build_category (service) : g_strdup (kind);
      const char *category_title = service != NULL ? service : kind_title;
      g_autofree char *title = g_str_equal (kind, "charge") || service == NULL
                                   ? g_strdup (category_title)
                                   : g_strdup_printf ("%s: %s", kind_title, service);

      if (strcmp (date, self->from) < 0 || strcmp (date, self->to) > 0)
        continue;
      add_item (self, id, date, category, category_title, title, kab_rows_get_integer (rows, 4),
                kab_rows_get_text (rows, 6));
      json_object_set_string_member (last_item (self), "account", kab_rows_get_text (rows, 7));
    }
}

static void
refuse (KabCall *call, const char *name, const char *wanted)
{
  g_autofree char *detail = g_strdup_printf ("%s: %s", name, wanted);

  if (!kab_call_is_answered (call))
    kab_call_reply_problem (call, "bad-request", detail);
}

/* The day of a query, or the day that is meant where there is none. */
static char *
read_day (KabCall *call, const char *name, GDateTime *otherwise)
{
  const char *text = kab_call_get_query (call, name);
  g_autoptr (GDateTime) day = NULL;

  if (text == NULL)
    return g_date_time_format (otherwise, "%Y-%m-%d");
  if (g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text, 0, 0))
    day = kab_documents_parse_day (call->organisation, text);
  if (day == NULL)
    refuse (call, name, "a day such as 2026-11-24");
  return g_strdup (text);
}

static gint64
find_begin (KabCall *call, const char *day, int later)
{
  g_autoptr (GDateTime) begin = kab_documents_parse_day (call->organisation, day);
  g_autoptr (GDateTime) moved = g_date_time_add_days (begin, later);

  return g_date_time_to_unix (moved);
}

/* Left out: the twelve months up to today. */
static gboolean
read_period (KabServer *server, KabCall *call, Period *self)
{
  g_autoptr (GDateTime) now = kab_organisation_to_local (call->organisation, kab_server_now (server));
  g_autoptr (GDateTime) year = g_date_time_add_months (now, -11);
  g_autoptr (GDateTime) first = g_date_time_add_days (year, 1 - g_date_time_get_day_of_month (year));

  self->from = read_day (call, "from", first);
  self->to = read_day (call, "to", now);
  if (kab_call_is_answered (call))
    return FALSE;
  self->begins = find_begin (call, self->from, 0);
  self->ends = find_begin (call, self->to, 1);
  if (self->begins >= self->ends)
    refuse (call, "to", "not before from");
  else if (self->ends - self->begins > (gint64) LONGEST_MONTHS * 31 * 24 * 60 * 60)
    refuse (call, "from", "at most ten years before to");
  return !kab_call_is_answered (call);
}

/* Customers ask for themselves. Staff make the same for a customer: of one of whose documents they name the id,
 * or whose account the number. */
static gboolean
read_scope (KabServer *server, KabCall *call, Period *self)
{
  const char *document = kab_call_get_query (call, "document");
  const char *account = kab_call_get_query (call, "account");
  g_autoptr (KabDocument) found = NULL;

  if (!kab_person_is_staff (call->person))
    {
      if (document != NULL || account != NULL)
        kab_call_reply_problem (call, "forbidden", NULL);
      self->customer = kab_documents_find_customer (server, call->person->id);
      self->person = call->person->id;
      return !kab_call_is_answered (call);
    }
  if (document == NULL && account == NULL)
    {
      refuse (call, "document", "whose expenses, by a document or an account");
      return FALSE;
    }
  if (document != NULL)
    {
      found = kab_documents_load (server, call, document);
      self->customer = found != NULL ? found->customer : 0;
    }
  if (account != NULL)
    self->account = kab_accounts_find_number (server, call->organisation, account);
  if (self->customer == 0 && self->account == 0)
    kab_call_reply_problem (call, "not-found", NULL);
  return !kab_call_is_answered (call);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  JsonObject *one = *(JsonObject *const *) a, *other = *(JsonObject *const *) b;
  int order = g_strcmp0 (kab_json_get_string (other, "date"), kab_json_get_string (one, "date"));

  return order != 0 ? order
                    : g_strcmp0 (kab_json_get_string (one, "title"), kab_json_get_string (other, "title"));
}

/* The newest first. */
static JsonArray *
sort_items (Period *self)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < json_array_get_length (self->items); i++)
    g_ptr_array_add (sorted, json_array_get_object_element (self->items, i));
  g_ptr_array_sort (sorted, compare_items);
  for (guint i = 0; i < sorted->len; i++)
    json_array_add_object_element (items, json_object_ref (sorted->pdata[i]));
  return items;
}

static void
answer_statement (KabServer *server, KabCall *call)
{
  g_auto (Period) period = { .items = json_array_new () };
  JsonArray *documents;
  JsonObject *answer;

  if (!read_period (server, call, &period) || !read_scope (server, call, &period))
    return;
  period.rules = kab_json_get_object (kab_organisation_get_server (call->organisation), "statement");
  documents = kab_json_get_array (period.rules, "documents");
  for (guint i = 0; period.customer != 0 && i < kab_json_array_length (documents); i++)
    add_documents (server, call, &period, kab_json_array_get_object (documents, i));
  if (kab_json_get_object (period.rules, "charges") != NULL)
    add_charges (server, &period, kab_json_get_object (period.rules, "charges"));
  answer = json_object_new ();
  json_object_set_string_member (answer, "from", period.from);
  json_object_set_string_member (answer, "to", period.to);
  json_object_set_array_member (answer, "items", sort_items (&period));
  kab_json_reply_tagged (call, answer);
}

static const KabRoute routes[] = {
  { "GET", "/{org}/statement", answer_statement, KAB_ACCESS_PERSON, "from to document account" },
  { NULL },
};

/**
 * kab_statement_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: %TRUE
 */
gboolean
kab_statement_open (KabServer *server, GError **error)
{
  kab_router_add (server->router, routes);
  return TRUE;
}
