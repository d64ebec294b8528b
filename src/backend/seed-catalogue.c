/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue-store.h"
#include "catalogue-text.h"
#include "documents-query.h"
#include "documents-store.h"
#include "json.h"
#include "seed-private.h"

#define DAY (24 * 3600)
#define MONTHS 14

static void
add_vehicle (KabSeed *self, gint64 organisation, JsonObject *vehicle)
{
  const char *title = kab_json_get_string (vehicle, "title");
  JsonArray *vins = kab_json_get_array (vehicle, "vins");
  g_autofree char *search = kab_documents_fold (title);
  gint64 id;

  kab_database_run (self->server->database,
                    "INSERT INTO catalogue_vehicles (organisation, code, title, search) VALUES (?, ?, ?, ?)",
                    "lsss", organisation, kab_json_get_string (vehicle, "id"), title, search);
  id = kab_database_get_last_id (self->server->database);
  for (guint i = 0; i < kab_json_array_length (vins); i++)
    kab_database_run (self->server->database, "INSERT INTO catalogue_vins VALUES (?, ?, ?)", "lsl",
                      organisation, kab_json_array_get_string (vins, i), id);
}

/* A price a month, wandering to what it is today. */
static void
add_prices (KabSeed *self, gint64 item, gint64 price, gint64 added_at)
{
  for (int month = MONTHS; month > 0; month--)
    {
      gint64 at = self->now - month * 30 * DAY - g_rand_int_range (self->chance, 0, 10 * DAY);
      double share = g_rand_double_range (self->chance, 0.86, 1.07);

      if (at > added_at)
        kab_catalogue_note_price (self->server, item, at, (gint64) ((double) price * share) / 1000 * 1000);
    }
  kab_catalogue_note_price (self->server, item, MAX (added_at, self->now - 6 * DAY), price);
}

static void
add_numbers (KabSeed *self, gint64 organisation, gint64 item, JsonArray *numbers)
{
  for (guint i = 0; i < kab_json_array_length (numbers); i++)
    {
      const char *number = kab_json_array_get_string (numbers, i);
      g_autofree char *key = kab_catalogue_fold_article (number);

      kab_database_run (self->server->database, "INSERT OR IGNORE INTO catalogue_numbers VALUES (?, ?, ?, ?)",
                        "lsls", organisation, key, item, number);
    }
}

static void
add_fits (KabSeed *self, gint64 organisation, gint64 item, JsonArray *vehicles)
{
  for (guint i = 0; i < kab_json_array_length (vehicles); i++)
    kab_database_run (self->server->database,
                      "INSERT INTO catalogue_fits SELECT id, ? FROM catalogue_vehicles"
                      " WHERE organisation = ? AND code = ?",
                      "lls", item, organisation, kab_json_array_get_string (vehicles, i));
}

static char *
dup_properties (JsonObject *spec)
{
  JsonArray *given = kab_json_get_array (spec, "properties");
  g_autoptr (JsonNode) node
      = kab_json_take_array (given != NULL ? json_array_ref (given) : json_array_new ());

  return kab_json_to_text (node);
}

static const char *
get_text (JsonObject *spec, const char *member, const char *otherwise)
{
  const char *text = kab_json_get_string (spec, member);

  return text != NULL ? text : otherwise;
}

static void
add_item (KabSeed *self, gint64 organisation, JsonObject *spec)
{
  JsonObject *descriptor = kab_organisation_get_descriptor (self->organisation);
  g_autofree char *properties = dup_properties (spec);
  KabCatalogueItem item = {
    .article = (char *) kab_json_get_string (spec, "article"),
    .title = (char *) kab_json_get_string (spec, "title"),
    .maker = (char *) kab_json_get_string (spec, "maker"),
    .part = (char *) kab_json_get_string (spec, "group"),
    .unit = (char *) get_text (spec, "unit", "шт."),
    .step = kab_json_get_integer (spec, "step", 1),
    .price = kab_json_get_integer (spec, "price", 0),
    .currency = (char *) get_text (spec, "currency", kab_json_get_string (descriptor, "currency")),
    .stock = kab_json_get_integer (spec, "stock", 0),
    .lead = kab_json_get_integer (spec, "lead", -1),
    .added_at = self->now - kab_json_get_integer (spec, "added_days_ago", 700) * DAY,
    .properties = properties,
  };
  gint64 id = kab_catalogue_insert (self->server, organisation, &item);

  add_numbers (self, organisation, id, kab_json_get_array (spec, "numbers"));
  add_fits (self, organisation, id, kab_json_get_array (spec, "fits"));
  add_prices (self, id, item.price, item.added_at);
  kab_catalogue_index (self->server, organisation, id);
}

static void
add_promotion (KabSeed *self, gint64 organisation, JsonObject *spec)
{
  kab_database_run (
      self->server->database,
      "INSERT INTO promotions (organisation, title, text, percent, part, maker, from_at, until_at,"
      " joining) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "lsslsslli", organisation, kab_json_get_string (spec, "title"), kab_json_get_string (spec, "text"),
      kab_json_get_integer (spec, "percent", 0), kab_json_get_string (spec, "group"),
      kab_json_get_string (spec, "maker"), self->now - kab_json_get_integer (spec, "from_days_ago", 1) * DAY,
      self->now + kab_json_get_integer (spec, "days", 30) * DAY,
      (int) kab_json_get_boolean (spec, "joining", FALSE));
}

static void
add_discount (KabSeed *self, JsonObject *spec)
{
  g_autofree char *person = kab_seed_dup_person_id (self, kab_json_get_string (spec, "person"));

  kab_database_run (self->server->database, "INSERT INTO discounts VALUES (?, ?, ?, ?, ?)", "slssl", person,
                    kab_json_get_integer (spec, "percent", 0), kab_json_get_string (spec, "reason"),
                    kab_json_get_string (spec, "by"), self->now - 40 * DAY);
}

static void
add_watch (KabSeed *self, gint64 organisation, JsonObject *spec)
{
  g_autofree char *person = kab_seed_dup_person_id (self, kab_json_get_string (spec, "person"));
  g_autofree char *key = kab_catalogue_fold_article (kab_json_get_string (spec, "article"));

  kab_database_run (
      self->server->database,
      "INSERT INTO watches (person, item, threshold, first_price, since)"
      " SELECT ?1, id, nullif (?2, 0), price + ?3, ?4 FROM catalogue_items WHERE organisation = ?5"
      " AND article_key = ?6",
      "slllls", person, kab_json_get_integer (spec, "threshold", 0),
      kab_json_get_integer (spec, "was_more", 0), self->now - 21 * DAY, organisation, key);
  kab_database_run (self->server->database,
                    "UPDATE catalogue_items SET watchers = (SELECT count (*) FROM watches w WHERE w.item ="
                    " catalogue_items.id) WHERE organisation = ? AND article_key = ?",
                    "ls", organisation, key);
}

/**
 * kab_seed_catalogue:
 * @self: the seeding
 *
 * Puts onto the shelves what the demo file names, with promotions, discounts and watched prices.
 */
void
kab_seed_catalogue (KabSeed *self)
{
  JsonObject *catalogue = kab_json_get_object (self->demo, "catalogue");
  gint64 organisation = kab_documents_find_organisation (self->server, self->organisation);
  JsonArray *vehicles = kab_json_get_array (catalogue, "vehicles");
  JsonArray *items = kab_json_get_array (catalogue, "items");
  JsonArray *promotions = kab_json_get_array (catalogue, "promotions");
  JsonArray *discounts = kab_json_get_array (catalogue, "discounts");
  JsonArray *watches = kab_json_get_array (catalogue, "watches");

  for (guint i = 0; i < kab_json_array_length (vehicles); i++)
    add_vehicle (self, organisation, kab_json_array_get_object (vehicles, i));
  for (guint i = 0; i < kab_json_array_length (items); i++)
    add_item (self, organisation, kab_json_array_get_object (items, i));
  for (guint i = 0; i < kab_json_array_length (promotions); i++)
    add_promotion (self, organisation, kab_json_array_get_object (promotions, i));
  for (guint i = 0; i < kab_json_array_length (discounts); i++)
    add_discount (self, kab_json_array_get_object (discounts, i));
  for (guint i = 0; i < kab_json_array_length (watches); i++)
    add_watch (self, organisation, kab_json_array_get_object (watches, i));
}

static void
add_fill_titles (KabSeed *self, JsonArray *titles)
{
  for (guint i = 0; i < kab_json_array_length (titles); i++)
    {
      JsonObject *title = kab_json_array_get_object (titles, i);
      g_autofree char *folded = kab_documents_fold (kab_json_get_string (title, "title"));

      kab_database_run (self->server->database,
                        "INSERT INTO fill_titles (title, part, unit, folded) VALUES (?, ?, ?, ?)", "ssss",
                        kab_json_get_string (title, "title"), kab_json_get_string (title, "group"),
                        get_text (title, "unit", "шт."), folded);
    }
}

static void
add_fill_makers (KabSeed *self, JsonArray *makers)
{
  for (guint i = 0; i < kab_json_array_length (makers); i++)
    {
      const char *maker = kab_json_array_get_string (makers, i);
      g_autofree char *folded = kab_documents_fold (maker);
      g_autofree char *key = kab_catalogue_fold_article (maker);
      g_autofree char *prefix = g_utf8_substring (key, 0, MIN (2, g_utf8_strlen (key, -1)));

      kab_database_run (self->server->database,
                        "INSERT INTO fill_makers (maker, prefix, folded) VALUES (?, ?, ?)", "sss", maker,
                        prefix, folded);
    }
}

/**
 * kab_seed_fill_catalogue:
 * @self: the seeding
 * @count: how many
 *
 * Puts @count more items onto the shelves. Two statements make them all: a million takes less than a minute.
 */
void
kab_seed_fill_catalogue (KabSeed *self, int count)
{
  KabDatabase *database = self->server->database;
  JsonObject *fill = kab_json_get_object (kab_json_get_object (self->demo, "catalogue"), "fill");
  gint64 organisation = kab_documents_find_organisation (self->server, self->organisation);
  gint64 first
      = kab_database_select_integer (database, "SELECT ifnull (max (id), 0) + 1 FROM catalogue_items", "");
  g_autofree char *table = kab_catalogue_dup_words_table (organisation);
  g_autofree char *index = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)"
      "INSERT INTO %s (rowid, words) SELECT ?2 + i, t.folded || ' ' || m.folded FROM n"
      " JOIN fill_titles t ON t.id = 1 + i %% (SELECT count (*) FROM fill_titles)"
      " JOIN fill_makers m ON m.id = 1 + (i * 31 + i / 97) %% (SELECT count (*) FROM fill_makers)",
      table);

  kab_database_run (database,
                    "CREATE TEMP TABLE fill_titles (id INTEGER PRIMARY KEY, title, part, unit, folded)", "");
  kab_database_run (database, "CREATE TEMP TABLE fill_makers (id INTEGER PRIMARY KEY, maker, prefix, folded)",
                    "");
  add_fill_titles (self, kab_json_get_array (fill, "titles"));
  add_fill_makers (self, kab_json_get_array (fill, "makers"));
  kab_database_run (
      database,
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)"
      "INSERT INTO catalogue_items (id, organisation, article, article_key, title, maker, part, unit, price,"
      " currency, stock, lead, added_at) SELECT ?2 + i, ?3, m.prefix || printf ('%08d', i * 7 + 1000003),"
      " m.prefix || printf ('%08d', i * 7 + 1000003), t.title, m.maker, t.part, t.unit,"
      " (i * 7919 + 1234) % 2000000 + 1900, ?4, max (0, i * 13 % 40 - 12), 1 + i % 14, ?5 - 40 * 86400 - i % "
      "86400000"
      " FROM n JOIN fill_titles t ON t.id = 1 + i % (SELECT count (*) FROM fill_titles)"
      " JOIN fill_makers m ON m.id = 1 + (i * 31 + i / 97) % (SELECT count (*) FROM fill_makers)",
      "illsl", count, first, organisation,
      kab_json_get_string (kab_organisation_get_descriptor (self->organisation), "currency"), self->now);
  kab_database_run (database, index, "il", count, first);
  kab_database_run (database, "DROP TABLE fill_titles", "");
  kab_database_run (database, "DROP TABLE fill_makers", "");
}
