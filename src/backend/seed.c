/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "seed.h"

#include <stdio.h>

#include "documents-store.h"
#include "json.h"
#include "seed-private.h"

#define CUSTOMER_PASSWORD "demo2026"
#define STAFF_PASSWORD "staff2026"

static void
card_free (gpointer data)
{
  KabSeedCard *card = data;

  g_free (card->name);
  g_free (card);
}

/**
 * kab_seed_dup_person_id:
 * @self: the seeding
 * @key: the person's name in the file
 *
 * Returns: (transfer full): the person's id
 */
char *
kab_seed_dup_person_id (KabSeed *self, const char *key)
{
  return g_strdup_printf ("%s-%s", kab_organisation_get_id (self->organisation), key);
}

/**
 * kab_seed_parse_time:
 * @self: the seeding
 * @text: a moment such as 2017-04-06T19:01:11, by the organisation's clock
 *
 * Returns: seconds since 1970
 */
gint64
kab_seed_parse_time (KabSeed *self, const char *text)
{
  g_autofree char *day = g_strndup (text, 10);
  g_autoptr (GDateTime) midnight = kab_documents_parse_day (self->organisation, day);
  int hours = 0;
  int minutes = 0;
  int seconds = 0;

  g_return_val_if_fail (midnight != NULL, 0);
  sscanf (text + strlen (day), "T%d:%d:%d", &hours, &minutes, &seconds);
  return g_date_time_to_unix (midnight) + hours * 3600 + minutes * 60 + seconds;
}

/**
 * kab_seed_day_ago:
 * @self: the seeding
 * @days: how many days before today
 * @time: a time of day such as 17:57:03
 *
 * Returns: seconds since 1970, never in the future
 */
gint64
kab_seed_day_ago (KabSeed *self, int days, const char *time)
{
  g_autoptr (GDateTime) now = kab_organisation_to_local (self->organisation, self->now);
  g_autoptr (GDateTime) day = g_date_time_add_days (now, -days);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
  g_autofree char *text = g_strdup_printf ("%sT%s", date, time);

  return MIN (kab_seed_parse_time (self, text), self->now - 60);
}

static const char *
get_demo_phone (KabOrganisation *organisation)
{
  static const struct
  {
    const char *country, *phone;
  } phones[] = { { "BY", "+375291234501" }, { "UA", "+380501234501" } };
  const char *country = kab_json_get_string (kab_organisation_get_descriptor (organisation), "country");

  for (gsize i = 0; i < G_N_ELEMENTS (phones); i++)
    if (g_strcmp0 (phones[i].country, country) == 0)
      return phones[i].phone;
  return "+79130000045";
}

static JsonObject *
build_default_person (const char *role, const char *key, const char *name, const char *password)
{
  JsonObject *person = json_object_new ();
  JsonObject *logins = json_object_new ();
  g_autofree char *address = g_strconcat (key, "@example.org", NULL);

  json_object_set_string_member (person, "key", key);
  json_object_set_string_member (person, "role", role);
  json_object_set_string_member (person, "name", name);
  json_object_set_string_member (person, "email", address);
  json_object_set_string_member (person, "password", password);
  json_object_set_string_member (logins, "email", address);
  json_object_set_string_member (logins, "login", address);
  json_object_set_object_member (person, "logins", logins);
  return person;
}

/* An organisation without a file of its own still gets somebody to sign in as, by whatever login it takes. */
static JsonArray *
build_default_people (KabOrganisation *organisation)
{
  JsonArray *people = json_array_new ();
  JsonObject *customer = build_default_person ("customer", "demo", "Demo Customer", CUSTOMER_PASSWORD);
  const char *phone = get_demo_phone (organisation);

  json_object_set_string_member (customer, "phone", phone);
  json_object_set_string_member (kab_json_get_object (customer, "logins"), "phone", phone);
  json_object_set_string_member (kab_json_get_object (customer, "logins"), "account_number", "000000001");
  json_array_add_object_element (people, customer);
  json_array_add_object_element (people,
                                 build_default_person ("staff", "staff", "Demo Staff", STAFF_PASSWORD));
  return people;
}

static JsonObject *
load_demo (KabServer *server, KabOrganisation *organisation, GError **error)
{
  g_autofree char *name = g_strconcat (kab_organisation_get_id (organisation), ".json", NULL);
  g_autofree char *path = g_build_filename (server->options->organisations, "demo", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return json_object_new ();
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  root = kab_json_parse (text, (gssize) length, error);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return json_node_dup_object (root);
}

static void
seed_organisation (KabSeed *self)
{
  JsonArray *people = kab_json_get_array (self->demo, "people");
  g_autoptr (JsonArray) defaults = people == NULL ? build_default_people (self->organisation) : NULL;

  kab_seed_people (self, people != NULL ? people : defaults);
  kab_seed_cards (self);
  if (self->server->options->seed == NULL)
    return;
  kab_seed_accounts (self);
  kab_seed_documents (self);
  kab_seed_vehicles (self);
  kab_seed_catalogue (self);
}

/* The first organisation that has documents takes all that --seed-documents asks for. */
static gboolean
takes_filling (KabSeed *self, int left)
{
  JsonArray *types
      = kab_json_get_array (kab_organisation_get_descriptor (self->organisation), "document_types");

  return left > 0 && kab_json_array_length (types) > 0;
}

/* The first organisation whose demo file says how takes all that --seed-catalogue asks for. */
static gboolean
takes_items (KabSeed *self, int left)
{
  return left > 0 && json_object_has_member (self->demo, "catalogue")
         && kab_json_get_object (kab_json_get_object (self->demo, "catalogue"), "fill") != NULL;
}

static gboolean
seed_all (KabServer *server, GError **error)
{
  int left = server->options->seed_documents;
  int items = server->options->seed_catalogue;
  g_autoptr (GHashTable) passwords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < server->organisations->len; i++)
    {
      KabOrganisation *organisation = g_ptr_array_index (server->organisations, i);
      g_autoptr (JsonObject) demo = load_demo (server, organisation, error);
      g_autoptr (GRand) chance = g_rand_new_with_seed (g_str_hash (kab_organisation_get_id (organisation)));
      g_autoptr (GHashTable) cards = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, card_free);
      g_autoptr (GPtrArray) staff = g_ptr_array_new ();
      KabSeed seed = { .server = server,
                       .organisation = organisation,
                       .demo = demo,
                       .chance = chance,
                       .now = kab_server_now (server),
                       .cards = cards,
                       .staff = staff,
                       .passwords = passwords };

      if (demo == NULL)
        return FALSE;
      seed_organisation (&seed);
      if (takes_filling (&seed, left))
        {
          kab_seed_fill (&seed, left);
          left = 0;
        }
      if (takes_items (&seed, items))
        {
          kab_seed_fill_catalogue (&seed, items);
          items = 0;
        }
    }
  return TRUE;
}

/**
 * kab_seed_open:
 * @server: the server
 * @error: return location for what is wrong with a demo file
 *
 * Fills the database where the command line asks for it and it is empty, in one transaction.
 *
 * Returns: whether the database is as it should be
 */
gboolean
kab_seed_open (KabServer *server, GError **error)
{
  if (server->options->seed == NULL && server->options->seed_documents == 0
      && server->options->seed_catalogue == 0)
    return TRUE;
  if (kab_database_select_integer (server->database, "SELECT count(*) FROM persons", "") > 0)
    return TRUE;
  kab_database_begin (server->database);
  if (!seed_all (server, error))
    {
      kab_database_rollback (server->database);
      return FALSE;
    }
  if (!kab_database_commit (server->database))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The demo data do not fit the database");
      return FALSE;
    }
  return TRUE;
}
