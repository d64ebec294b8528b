/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts-information.h"

#include "accounts-desk.h"
#include "accounts-links.h"
#include "documents-json.h"
#include "fields.h"
#include "json.h"
#include "kab-phone.h"

/* What has a column of its own; everything else stands in the details. */
static const char *const columns[] = { "number", "holder", "address", "phone", "registered", "residents" };

static JsonArray *
get_groups (KabOrganisation *organisation)
{
  JsonObject *rules = kab_json_get_object (kab_organisation_get_server (organisation), "accounts");

  return kab_json_get_array (rules, "information");
}

static const char *
find_column (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i], name))
      return columns[i];
  return NULL;
}

/**
 * kab_accounts_dup_detail:
 * @server: the server
 * @account: id of an account
 * @name: which of its data
 *
 * Returns: (transfer full) (nullable): what the register says; %NULL where nobody has told
 */
char *
kab_accounts_dup_detail (KabServer *server, gint64 account, const char *name)
{
  const char *column = find_column (name);
  g_autofree char *sql = NULL;

  if (column == NULL)
    return kab_database_select_text (
        server->database, "SELECT details ->> ('$.' || ?2) FROM accounts WHERE id = ?1", "ls", account, name);
  sql = g_strdup_printf ("SELECT nullif (CAST (%s AS TEXT), '') FROM accounts WHERE id = ?", column);
  return kab_database_select_text (server->database, sql, "l", account);
}

static JsonObject *
build_property (KabServer *server, gint64 account, JsonObject *known, gboolean fields)
{
  const char *name = kab_json_get_string (known, "name");
  JsonObject *field = kab_json_get_object (known, "field");
  JsonObject *property = json_object_new ();
  g_autofree char *value = kab_accounts_dup_detail (server, account, name);
  g_autofree char *phone = value != NULL && value[0] == '+' ? kab_phone_format (value) : NULL;

  kab_json_copy_member (known, property, "name");
  kab_json_copy_member (known, property, "label");
  kab_json_set_string (property, "value", phone != NULL ? phone : value);
  if (field == NULL || !fields)
    return property;
  field = kab_json_copy_object (field);
  json_object_set_string_member (field, "name", name);
  kab_json_set_string (field, "default", value);
  json_object_set_object_member (property, "field", field);
  return property;
}

/**
 * kab_accounts_build_groups:
 * @server: the server
 * @organisation: whose account it is
 * @account: id of an account
 * @fields: whether what the owner may add comes with its field
 *
 * Returns: (transfer full): what is known of the account, in the order of the descriptor; what nobody has told is
 *   there without a value
 */
JsonArray *
kab_accounts_build_groups (KabServer *server, KabOrganisation *organisation, gint64 account, gboolean fields)
{
  JsonArray *known = get_groups (organisation);
  JsonArray *groups = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (known); i++)
    {
      JsonObject *group = kab_json_array_get_object (known, i);
      JsonArray *members = kab_json_get_array (group, "properties");
      JsonObject *built = json_object_new ();
      JsonArray *properties = json_array_new ();

      for (guint m = 0; m < kab_json_array_length (members); m++)
        json_array_add_object_element (
            properties, build_property (server, account, kab_json_array_get_object (members, m), fields));
      kab_json_copy_member (group, built, "title");
      json_object_set_array_member (built, "properties", properties);
      json_array_add_object_element (groups, built);
    }
  return groups;
}

static JsonObject *
build_information (KabServer *server, KabCall *call, gint64 account)
{
  JsonObject *information = kab_accounts_build (server, call, account);

  json_object_set_array_member (information, "groups",
                                kab_accounts_build_groups (server, call->organisation, account, TRUE));
  return information;
}

/**
 * kab_accounts_answer_information:
 * @server: the server
 * @call: asks what is known of an account
 */
void
kab_accounts_answer_information (KabServer *server, KabCall *call)
{
  gint64 account = kab_accounts_find_linked (server, call);

  if (account != 0)
    kab_json_reply_tagged (call, build_information (server, call, account));
}

/**
 * kab_accounts_set_detail:
 * @server: the server
 * @account: id of an account
 * @name: which of its data
 * @value: (nullable): the new value; %NULL or empty: not known
 *
 * Returns: whether that is something else than before
 */
gboolean
kab_accounts_set_detail (KabServer *server, gint64 account, const char *name, const char *value)
{
  const char *column = find_column (name);
  g_autofree char *before = kab_accounts_dup_detail (server, account, name);
  g_autofree char *sql = NULL;

  if (value != NULL && value[0] == '\0')
    value = NULL;
  if (g_strcmp0 (before, value) == 0)
    return FALSE;
  if (column != NULL)
    {
      sql = g_strdup_printf ("UPDATE accounts SET %s = ? WHERE id = ?", column);
      kab_database_run (server->database, sql, "sl", value, account);
    }
  else
    {
      kab_database_run (server->database,
                        "UPDATE accounts SET details = iif (?1 IS NULL, json_remove (details, '$.' || ?2),"
                        " json_set (details, '$.' || ?2, ?1)) WHERE id = ?3",
                        "ssl", value, name, account);
    }
  return TRUE;
}

/* The fields that @values names, as the descriptor tells them. */
static JsonArray *
collect_fields (KabOrganisation *organisation, JsonObject *values)
{
  JsonArray *known = get_groups (organisation);
  JsonArray *fields = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (known); i++)
    {
      JsonArray *members = kab_json_get_array (kab_json_array_get_object (known, i), "properties");

      for (guint m = 0; m < kab_json_array_length (members); m++)
        {
          JsonObject *property = kab_json_array_get_object (members, m);
          JsonObject *field = kab_json_get_object (property, "field");
          const char *name = kab_json_get_string (property, "name");

          if (field == NULL || !json_object_has_member (values, name))
            continue;
          field = kab_json_copy_object (field);
          json_object_set_string_member (field, "name", name);
          json_array_add_object_element (fields, field);
        }
    }
  return fields;
}

static void
keep_details (KabServer *server, KabCall *call, gint64 account, JsonArray *fields, JsonObject *accepted)
{
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *name = kab_json_get_string (field, "name");
      const char *value = kab_json_get_string (accepted, name);

      if (kab_accounts_set_detail (server, account, name, value))
        kab_accounts_record_detail (server, call, account, kab_json_get_string (field, "label"), value);
    }
}

/**
 * kab_accounts_add_details:
 * @server: the server
 * @call: brings what the owner of an account has added or changed
 *
 * An empty value takes away what was there.
 */
void
kab_accounts_add_details (KabServer *server, KabCall *call)
{
  gint64 account = kab_accounts_find_linked (server, call);
  JsonObject *values = kab_json_get_object (kab_call_get_body (call), "values");
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autoptr (JsonArray) fields = NULL;
  g_autoptr (JsonObject) accepted = NULL;

  if (account == 0)
    return;
  if (values == NULL)
    {
      kab_call_reply_problem (call, "bad-request", "“values” is missing");
      return;
    }
  fields = collect_fields (call->organisation, values);
  accepted = kab_fields_check (call->organisation, fields, values, NULL, errors);
  if (!kab_field_errors_is_empty (errors))
    {
      kab_call_reply_field_errors (call, errors);
      return;
    }
  keep_details (server, call, account, fields, accepted);
  kab_call_reply_object (call, 200, build_information (server, call, account));
}
