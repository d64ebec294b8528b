/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "password-rule.h"

#include "json.h"
#include "kab-password.h"
#include "secrets.h"

/* argon2id takes any length; a request does not. */
#define MAX_LENGTH 256
#define ISSUED_LENGTH 10

static JsonObject *
get_rule (KabOrganisation *organisation)
{
  return kab_json_get_object (kab_organisation_get_descriptor (organisation), "password");
}

static GStrv
get_required (JsonObject *rule)
{
  JsonArray *require = kab_json_get_array (rule, "require");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < kab_json_array_length (require); i++)
    g_strv_builder_add (builder, kab_json_array_get_string (require, i));
  return g_strv_builder_end (builder);
}

/**
 * kab_password_rule_check:
 * @organisation: an organisation
 * @password: what was typed; it is judged as it is, never trimmed
 * @pointer: where it stood in the request
 * @errors: takes what is wrong
 *
 * Returns: whether @password keeps the rule
 */
gboolean
kab_password_rule_check (KabOrganisation *organisation,
                         const char *password,
                         const char *pointer,
                         KabFieldErrors *errors)
{
  JsonObject *rule = get_rule (organisation);
  g_auto (GStrv) require = get_required (rule);
  gint64 max = kab_json_get_integer (rule, "max", 0);
  KabPasswordSpec spec = {
    .min = kab_json_get_integer (rule, "min", 1),
    .max = max > 0 ? max : MAX_LENGTH,
    .alphabet = kab_json_get_string (rule, "alphabet"),
    .require = (const char *const *) require,
    .forbid = kab_json_get_string (rule, "forbid"),
  };
  KabIssue issue;

  if (kab_password_check (&spec, password, &issue))
    return TRUE;
  kab_field_errors_add_issue (errors, pointer, &issue);
  return FALSE;
}

static gboolean
is_good (KabOrganisation *organisation, const char *password)
{
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();

  return kab_password_rule_check (organisation, password, "", errors);
}

/**
 * kab_password_rule_make:
 * @organisation: an organisation
 *
 * Returns: (transfer full): a random password that keeps the rule and can be read aloud: no 0 and O, no 1 and l
 */
char *
kab_password_rule_make (KabOrganisation *organisation)
{
  JsonObject *rule = get_rule (organisation);
  gint64 max = kab_json_get_integer (rule, "max", 0);
  gint64 length = MAX (ISSUED_LENGTH, kab_json_get_integer (rule, "min", 0));

  if (max > 0)
    length = MIN (length, max);
  for (;;)
    {
      g_autofree char *password = kab_secrets_new_text ("abcdefghijkmnpqrstuvwxyz23456789", (guint) length);

      if (is_good (organisation, password))
        return g_steal_pointer (&password);
    }
}
