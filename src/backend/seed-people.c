/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "json.h"
#include "login.h"
#include "password.h"
#include "seed-private.h"

static void
add_logins (KabSeed *self, JsonObject *person, const char *id)
{
  JsonObject *logins = kab_json_get_object (person, "logins");
  g_autoptr (GList) kinds = json_object_get_members (logins);

  for (GList *link = kinds; link != NULL; link = link->next)
    if (!kab_login_add (self->server, self->organisation, link->data,
                        kab_json_get_string (logins, link->data), id))
      g_warning ("seed: %s cannot sign in with %s", id, (const char *) link->data);
}

static const char *
get_hash (KabSeed *self, const char *password)
{
  if (!g_hash_table_contains (self->passwords, password))
    g_hash_table_insert (self->passwords, g_strdup (password),
                         kab_password_hash (password, self->server->options->quick_passwords));
  return g_hash_table_lookup (self->passwords, password);
}

static void
add_person (KabSeed *self, JsonObject *person)
{
  const char *created = kab_json_get_string (person, "created");
  const char *name = kab_json_get_string (person, "name");
  g_autofree char *id = kab_seed_dup_person_id (self, kab_json_get_string (person, "key"));
  const char *password = get_hash (self, kab_json_get_string (person, "password"));

  kab_database_run (
      self->server->database,
      "INSERT INTO persons (id, organisation, role, login, name, first_name, last_name, email, phone,"
      " person_kind, password, manager, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "sssssssssssll", id, kab_organisation_get_id (self->organisation), kab_json_get_string (person, "role"),
      kab_json_get_string (person, "email"), name, kab_json_get_string (person, "first_name"),
      kab_json_get_string (person, "last_name"), kab_json_get_string (person, "email"),
      kab_json_get_string (person, "phone"), kab_json_get_string (person, "person_kind"), password,
      kab_json_get_integer (person, "manager", -1),
      created != NULL ? kab_seed_parse_time (self, created) : self->now);
  add_logins (self, person, id);
  if (g_strcmp0 (kab_json_get_string (person, "role"), "staff") == 0)
    g_ptr_array_add (self->staff, (gpointer) name);
}

/**
 * kab_seed_people:
 * @self: the seeding
 * @people: who can sign in
 */
void
kab_seed_people (KabSeed *self, JsonArray *people)
{
  for (guint i = 0; i < kab_json_array_length (people); i++)
    add_person (self, kab_json_array_get_object (people, i));
}

static void
add_card (KabSeed *self, JsonObject *entry)
{
  KabSeedCard *card = g_new0 (KabSeedCard, 1);
  const char *person = kab_json_get_string (entry, "person");
  g_autofree char *id = person != NULL ? kab_seed_dup_person_id (self, person) : NULL;

  kab_database_run (self->server->database,
                    "INSERT INTO customers (organisation, person, name, phone, email) VALUES (?, ?, ?, ?, ?)",
                    "sssss", kab_organisation_get_id (self->organisation), id,
                    kab_json_get_string (entry, "name"), kab_json_get_string (entry, "phone"),
                    kab_json_get_string (entry, "email"));
  card->id = kab_database_get_last_id (self->server->database);
  card->name = g_strdup (kab_json_get_string (entry, "name"));
  card->things = kab_json_get_array (entry, "things");
  g_hash_table_insert (self->cards, (gpointer) kab_json_get_string (entry, "key"), card);
}

/* The demo customer always has a card: documents are filled in for it. */
static void
add_default_card (KabSeed *self)
{
  KabSeedCard *card = g_new0 (KabSeedCard, 1);
  g_autofree char *id = kab_seed_dup_person_id (self, "demo");

  card->name
      = kab_database_select_text (self->server->database, "SELECT name FROM persons WHERE id = ?", "s", id);
  kab_database_run (self->server->database,
                    "INSERT INTO customers (organisation, person, name) VALUES (?, ?, ?)", "sss",
                    kab_organisation_get_id (self->organisation), id, card->name);
  card->id = kab_database_get_last_id (self->server->database);
  g_hash_table_insert (self->cards, (gpointer) "demo", card);
}

/**
 * kab_seed_cards:
 * @self: the seeding
 *
 * Makes the cards of customers, also of those who have never registered.
 */
void
kab_seed_cards (KabSeed *self)
{
  JsonArray *cards = kab_json_get_array (self->demo, "cards");

  for (guint i = 0; i < kab_json_array_length (cards); i++)
    add_card (self, kab_json_array_get_object (cards, i));
  if (!g_hash_table_contains (self->cards, "demo"))
    add_default_card (self);
}
