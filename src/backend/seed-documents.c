/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "documents-store.h"
#include "documents-type.h"
#include "json.h"
#include "seed-private.h"
#include "shipments.h"

#define HOUR 3600
#define DAY (24 * HOUR)
#define YEAR (365.25 * DAY)

/* A document before it is written down: its numbers follow from the order of all. */
typedef struct
{
  JsonObject *spec;
  KabSeedCard *card; /* NULL: of nobody yet */
  gint64 date;
  const char *thing;
} Draft;

static char *
get_name (const Draft *draft)
{
  return draft->card != NULL ? draft->card->name : NULL;
}

static gboolean
was_there (KabSeed *self, JsonObject *thing, gint64 date)
{
  const char *from = kab_json_get_string (thing, "from");
  const char *to = kab_json_get_string (thing, "to");

  return (from == NULL || date >= kab_seed_parse_time (self, from))
         && (to == NULL || date < kab_seed_parse_time (self, to));
}

/* One of the things that the customer had on that day. */
static const char *
choose_thing (KabSeed *self, JsonArray *things, gint64 date)
{
  g_autoptr (GPtrArray) there = g_ptr_array_new ();

  for (guint i = 0; i < kab_json_array_length (things); i++)
    {
      JsonObject *thing = kab_json_array_get_object (things, i);

      if (was_there (self, thing, date))
        g_ptr_array_add (there, (gpointer) kab_json_get_string (thing, "title"));
    }
  if (there->len == 0)
    return NULL;
  return g_ptr_array_index (there, g_rand_int_range (self->chance, 0, (gint32) there->len));
}

static void
add_draft (GPtrArray *drafts, JsonObject *spec, KabSeedCard *card, gint64 date, const char *thing)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->spec = spec;
  draft->card = card;
  draft->date = date;
  draft->thing = thing;
  g_ptr_array_add (drafts, draft);
}

/* Documents that the file names one by one: on a day, or so many days ago. */
static void
draft_named (KabSeed *self, GPtrArray *drafts)
{
  JsonArray *named = kab_json_get_array (self->demo, "documents");

  for (guint i = 0; i < kab_json_array_length (named); i++)
    {
      JsonObject *spec = kab_json_array_get_object (named, i);
      const char *date = kab_json_get_string (spec, "date");
      const char *card = kab_json_get_string (spec, "card");
      gint64 at = date != NULL ? kab_seed_parse_time (self, date)
                               : kab_seed_day_ago (self, (int) kab_json_get_integer (spec, "days_ago", 0),
                                                   kab_json_get_string (spec, "time"));

      add_draft (drafts, spec, g_hash_table_lookup (self->cards, card != NULL ? card : "demo"), at,
                 kab_json_get_string (spec, "thing"));
    }
}

/* A moment within working hours of the day. */
static gint64
choose_moment (KabSeed *self, gint64 at)
{
  g_autoptr (GDateTime) local = kab_organisation_to_local (self->organisation, at);
  gint64 midnight = at - g_date_time_get_hour (local) * HOUR - g_date_time_get_minute (local) * 60
                    - (gint64) g_date_time_get_second (local);

  return midnight + g_rand_int_range (self->chance, 8 * HOUR + 300, 18 * HOUR + 2700);
}

static void
draft_visit (KabSeed *self, GPtrArray *drafts, KabSeedCard *card, JsonArray *visit, gint64 start)
{
  const char *thing = choose_thing (self, card->things, start);
  gint64 date = choose_moment (self, start);

  for (guint i = 0; i < kab_json_array_length (visit); i++)
    {
      JsonObject *spec = kab_json_array_get_object (visit, i);
      gint64 later = kab_json_get_integer (spec, "later_days", 0);

      if (later > 0)
        date = choose_moment (self, date + later * DAY);
      else if (i > 0)
        date += g_rand_int_range (self->chance, 20 * 60, 3 * HOUR);
      add_draft (drafts, spec, card, date, thing);
    }
}

/* Visits spread evenly over years, each some days off its place. */
static void
draft_series (KabSeed *self, GPtrArray *drafts, JsonObject *series)
{
  JsonArray *visits = kab_json_get_array (self->demo, "visits");
  guint count = (guint) kab_json_get_integer (series, "count", 0);
  gint64 from = kab_seed_parse_time (self, kab_json_get_string (series, "from"));
  gint64 to = self->now - kab_json_get_integer (series, "until_days_ago", 1) * DAY;
  KabSeedCard *card = g_hash_table_lookup (self->cards, kab_json_get_string (series, "card"));
  gint64 step = (to - from) / MAX (count, 1);

  for (guint i = 0; i < count; i++)
    {
      guint which = (guint) g_rand_int_range (self->chance, 0, (gint32) json_array_get_length (visits));
      double off = g_rand_double_range (self->chance, 0.1, 0.9);

      draft_visit (self, drafts, card, json_array_get_array_element (visits, which),
                   from + i * step + (gint64) (off * (double) step));
    }
}

static int
compare_drafts (gconstpointer a, gconstpointer b)
{
  const Draft *first = a;
  const Draft *second = b;

  return (first->date > second->date) - (first->date < second->date);
}

/* Numbers grow with the days between the ones that the file knows. */
static gint64
find_counter (KabSeed *self, const char *type, gint64 date)
{
  JsonArray *anchors = kab_json_get_array (kab_json_get_object (self->demo, "numbers"), type);
  gint64 counter = 1;

  for (guint i = 0; i + 1 < kab_json_array_length (anchors); i++)
    {
      JsonObject *low = kab_json_array_get_object (anchors, i);
      JsonObject *high = kab_json_array_get_object (anchors, i + 1);
      gint64 begin = kab_seed_parse_time (self, kab_json_get_string (low, "date"));
      gint64 end = kab_seed_parse_time (self, kab_json_get_string (high, "date"));
      double first = (double) kab_json_get_integer (low, "number", 1);
      double last = (double) kab_json_get_integer (high, "number", 1);

      counter = (gint64) (first + (last - first) * (double) (date - begin) / (double) (end - begin));
      if (date < end)
        break;
    }
  return counter;
}

static char *
build_number (KabSeed *self, GHashTable *counters, const Draft *draft)
{
  const char *type = kab_json_get_string (draft->spec, "type");
  const char *given = kab_json_get_string (draft->spec, "number");
  gint64 *last = g_hash_table_lookup (counters, type);

  if (given != NULL)
    return g_strdup (given);
  if (last == NULL)
    {
      last = g_new0 (gint64, 1);
      g_hash_table_insert (counters, (gpointer) type, last);
    }
  *last = MAX (*last + 1, find_counter (self, type, draft->date));
  return kab_document_type_format_number (self->organisation, type, *last);
}

/* Prices of other years, in round tenths. */
static gint64
price_then (KabSeed *self, gint64 price, gint64 date)
{
  JsonNode *growth = json_object_get_member (self->demo, "price_growth");
  double yearly = growth != NULL ? json_node_get_double (growth) : 0;
  double years = (double) (self->now - date) / YEAR;

  if (yearly <= 0 || years < 1)
    return price;
  return (gint64) ((double) price / (1 + yearly * years) / 10) * 10;
}

static gint64
add_lines (KabSeed *self, gint64 document, const Draft *draft)
{
  JsonArray *lines = kab_json_get_array (draft->spec, "lines");
  gint64 sum = 0;

  for (guint i = 0; i < kab_json_array_length (lines); i++)
    {
      g_autoptr (JsonObject) line = kab_json_copy_object (kab_json_array_get_object (lines, i));
      const char *quantity = kab_json_get_string (line, "quantity");
      gint64 price = kab_json_get_integer (line, "price", 0);
      gint64 amount;

      if (kab_json_get_string (draft->spec, "number") == NULL)
        price = price_then (self, price, draft->date);
      amount = price * g_ascii_strtoll (quantity != NULL ? quantity : "1", NULL, 10);
      json_object_set_int_member (line, "price", price);
      json_object_set_int_member (line, "amount", amount);
      if (document != 0)
        kab_documents_add_line (self->server, document, (int) i, line);
      sum += amount;
    }
  return sum;
}

static const char *
choose_staff (KabSeed *self)
{
  guint which;

  if (self->staff->len == 0)
    return NULL;
  which = (guint) g_rand_int_range (self->chance, 0, (gint32) self->staff->len);
  return g_ptr_array_index (self->staff, which);
}

/* What happened, one action after the other. */
static void
add_path (KabSeed *self, const KabDocument *document, const Draft *draft)
{
  JsonObject *machine = kab_document_type_get_machine (self->organisation, document->type);
  const char *filed = kab_json_get_string (kab_json_get_object (machine, "filed"), "title");
  JsonArray *path = kab_json_get_array (draft->spec, "path");
  JsonArray *hours = kab_json_get_array (draft->spec, "hours");
  gint64 at = draft->date;

  if (filed != NULL)
    kab_documents_add_event (self->server, document->id, at, filed, NULL, NULL);
  for (guint i = 0; i < kab_json_array_length (path); i++)
    {
      JsonObject *action = kab_document_type_find_action (self->organisation, document->type,
                                                          kab_json_array_get_string (path, i));
      JsonObject *entry = kab_json_get_object (action, "timeline");
      gboolean by_staff = g_strcmp0 (kab_json_get_string (action, "role"), "staff") == 0;
      const char *by;
      gint64 wait = i < kab_json_array_length (hours) ? json_array_get_int_element (hours, i) : 4 + 20 * i;

      at = MIN (at + wait * HOUR + g_rand_int_range (self->chance, 0, HOUR), self->now - 30);
      by = by_staff ? choose_staff (self) : get_name (draft);
      kab_documents_add_event (self->server, document->id, at, kab_json_get_string (entry, "title"), NULL,
                               by);
      kab_seed_lines (self, document, kab_json_get_array (draft->spec, "lines"), action, at, by);
    }
}

static void
write_draft (KabSeed *self, GHashTable *counters, const Draft *draft)
{
  const char *type = kab_json_get_string (draft->spec, "type");
  const char *currency = kab_json_get_string (draft->spec, "currency");
  gint64 due = kab_json_get_integer (draft->spec, "due_days", 0);
  g_autofree char *number = build_number (self, counters, draft);
  JsonObject *descriptor = kab_organisation_get_descriptor (self->organisation);
  gint64 sum = add_lines (self, 0, draft);
  gint64 amount = kab_json_get_integer (draft->spec, "amount", sum);
  KabDocument document
      = { .customer = draft->card != NULL ? draft->card->id : 0,
          .customer_name = get_name (draft),
          .type = (char *) type,
          .number = number,
          .subject = (char *) kab_json_get_string (draft->spec, "subject"),
          .date = draft->date,
          .has_amount = amount > 0,
          .amount = amount,
          .currency = (char *) (currency != NULL ? currency : kab_json_get_string (descriptor, "currency")),
          .state = (char *) kab_json_get_string (draft->spec, "state"),
          .due_at = due > 0 ? self->now + due * DAY : 0,
          .thing = (char *) draft->thing,
          .details = json_object_new () };

  kab_json_copy_member (draft->spec, document.details, "properties");
  document.id = kab_documents_create (self->server, self->organisation, &document);
  add_lines (self, document.id, draft);
  add_path (self, &document, draft);
  kab_shipments_seed (self->server, document.id, kab_json_get_array (draft->spec, "shipments"), self->now);
  json_object_unref (document.details);
}

/**
 * kab_seed_documents:
 * @self: the seeding
 *
 * Makes the documents that the demo file names and the series that it describes, oldest first.
 */
void
kab_seed_documents (KabSeed *self)
{
  JsonArray *series = kab_json_get_array (self->demo, "series");
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) counters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  draft_named (self, drafts);
  for (guint i = 0; i < kab_json_array_length (series); i++)
    draft_series (self, drafts, kab_json_array_get_object (series, i));
  g_ptr_array_sort_values (drafts, compare_drafts);
  for (guint i = 0; i < drafts->len; i++)
    write_draft (self, counters, g_ptr_array_index (drafts, i));
}
