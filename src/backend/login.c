/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login.h"

#include "json.h"
#include "kab-account-number.h"
#include "kab-email.h"
#include "kab-phone.h"

#define MAX_LOGIN 254

static const char *const kinds[] = { "email", "phone", "account_number", "login" };

/* The countries that numbers here may be of: the organisation's own, then those that its forms ask for. */
static GStrv
list_countries (KabOrganisation *organisation)
{
  JsonArray *steps = kab_json_get_array (kab_organisation_get_flow (organisation, "registration"), "steps");
  g_autoptr (GStrvBuilder) countries = g_strv_builder_new ();
  const char *own = kab_json_get_string (kab_organisation_get_descriptor (organisation), "country");

  if (own != NULL)
    g_strv_builder_add (countries, own);
  for (guint i = 0; i < kab_json_array_length (steps); i++)
    {
      JsonArray *fields = kab_json_get_array (kab_json_array_get_object (steps, i), "fields");

      for (guint j = 0; j < kab_json_array_length (fields); j++)
        {
          const char *country = kab_json_get_string (kab_json_array_get_object (fields, j), "country");

          if (country != NULL)
            g_strv_builder_add (countries, country);
        }
    }
  return g_strv_builder_end (countries);
}

static char *
normalise (const char *kind, const char *typed, const char *country)
{
  g_autofree char *folded = NULL;

  if (typed == NULL || *typed == '\0' || strlen (typed) > MAX_LOGIN)
    return NULL;
  if (g_str_equal (kind, "email"))
    return strchr (typed, '@') != NULL ? kab_email_fold (typed) : NULL;
  if (g_str_equal (kind, "phone"))
    return kab_phone_normalise (typed, strchr (typed, '+') != NULL ? NULL : country, NULL, NULL);
  if (g_str_equal (kind, "login"))
    return g_utf8_strdown (typed, -1);
  folded = kab_account_number_fold (typed);
  return *folded != '\0' ? g_steal_pointer (&folded) : NULL;
}

static char *
find_owner (KabServer *server, KabOrganisation *organisation, const char *kind, const char *value)
{
  if (value == NULL)
    return NULL;
  return kab_database_select_text (
      server->database, "SELECT person FROM logins WHERE organisation = ? AND kind = ? AND value = ?", "sss",
      kab_organisation_get_id (organisation), kind, value);
}

/**
 * kab_login_find_person:
 * @server: the server
 * @organisation: an organisation
 * @kind: "email", "phone", "account_number" or "login" (a name that the person chose)
 * @typed: what a person typed
 *
 * A number without a plus is looked for in every country that the organisation's forms know.
 *
 * Returns: (transfer full) (nullable): id of the person whose login this is
 */
char *
kab_login_find_person (KabServer *server, KabOrganisation *organisation, const char *kind, const char *typed)
{
  g_auto (GStrv) countries = list_countries (organisation);

  for (guint i = 0; countries[i] != NULL; i++)
    {
      g_autofree char *value = normalise (kind, typed, countries[i]);
      g_autofree char *person = find_owner (server, organisation, kind, value);

      if (person != NULL)
        return g_steal_pointer (&person);
    }
  return NULL;
}

/* Staff sign in with their mail address whatever customers use. */
static gboolean
is_taken_here (KabServer *server, JsonArray *logins, const char *kind, const char *person)
{
  if (kab_json_array_has_string (logins, kind))
    return TRUE;
  return kab_database_select_integer (server->database, "SELECT role = 'staff' FROM persons WHERE id = ?",
                                      "s", person)
         != 0;
}

/**
 * kab_login_recognise:
 * @server: the server
 * @organisation: an organisation
 * @typed: a login of any kind that the organisation's sign-in takes
 *
 * Returns: (transfer full) (nullable): id of the person whose login this is
 */
char *
kab_login_recognise (KabServer *server, KabOrganisation *organisation, const char *typed)
{
  JsonObject *sign_in = kab_json_get_object (kab_organisation_get_descriptor (organisation), "sign_in");
  JsonArray *logins = kab_json_get_array (sign_in, "logins");

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *person = kab_login_find_person (server, organisation, kinds[i], typed);

      if (person != NULL && is_taken_here (server, logins, kinds[i], person))
        return g_steal_pointer (&person);
    }
  return NULL;
}

/**
 * kab_login_add:
 * @server: the server
 * @organisation: an organisation
 * @kind: kind of login
 * @typed: the login
 * @person: id of the person that it shall belong to
 *
 * Returns: whether it does; not where it is another person's, or none at all
 */
gboolean
kab_login_add (
    KabServer *server, KabOrganisation *organisation, const char *kind, const char *typed, const char *person)
{
  const char *country = kab_json_get_string (kab_organisation_get_descriptor (organisation), "country");
  g_autofree char *value = normalise (kind, typed, country);
  g_autofree char *owner = NULL;

  if (value == NULL)
    return FALSE;
  owner = find_owner (server, organisation, kind, value);
  if (owner != NULL)
    return g_str_equal (owner, person);
  return kab_database_run (server->database, "INSERT INTO logins VALUES (?, ?, ?, ?)", "ssss",
                           kab_organisation_get_id (organisation), kind, value, person);
}
