/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fields.h"

#include "field-kinds.h"
#include "json.h"

#define MAX_POINTER_NAME 120

/**
 * kab_fields_find:
 * @fields: (nullable): fields
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the field of that name
 */
JsonObject *
kab_fields_find (JsonArray *fields, const char *name)
{
  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);

      if (g_strcmp0 (kab_json_get_string (field, "name"), name) == 0)
        return field;
    }
  return NULL;
}

/**
 * kab_fields_build_pointer:
 * @name: name of a value, from outside
 *
 * Returns: (transfer full): JSON pointer to it in the request
 */
char *
kab_fields_build_pointer (const char *name)
{
  g_autofree char *shortened = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), MAX_POINTER_NAME));
  GString *pointer = g_string_new (shortened);

  g_string_replace (pointer, "~", "~0", 0);
  g_string_replace (pointer, "/", "~1", 0);
  g_string_prepend (pointer, "/values/");
  return g_string_free (pointer, FALSE);
}

static const char *
get_text (JsonObject *values, JsonObject *earlier, const char *name)
{
  const char *text = kab_json_get_string (values, name);

  return text != NULL ? text : kab_json_get_string (earlier, name);
}

/**
 * kab_fields_is_shown:
 * @fields: the fields of one form
 * @field: one of them
 * @values: what was typed in this form
 * @earlier: (nullable): what was accepted before
 *
 * Returns: whether the field is asked for at all; one that hangs on a hidden field is hidden too
 */
gboolean
kab_fields_is_shown (JsonArray *fields, JsonObject *field, JsonObject *values, JsonObject *earlier)
{
  /* A chain of conditions is never longer than the form; a circle of them shows nothing. */
  for (guint i = 0; i <= kab_json_array_length (fields); i++)
    {
      JsonObject *condition = kab_json_get_object (field, "when");
      const char *name = kab_json_get_string (condition, "field");

      if (condition == NULL)
        return TRUE;
      if (g_strcmp0 (get_text (values, earlier, name), kab_json_get_string (condition, "equals")) != 0)
        return FALSE;
      field = kab_fields_find (fields, name);
      if (field == NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_absent (JsonNode *value)
{
  const char *text;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (value))
    return json_array_get_length (json_node_get_array (value)) == 0;
  text = JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
             ? json_node_get_string (value)
             : NULL;
  return text != NULL && *text == '\0';
}

static void
check_field (const KabFieldContext *context, JsonObject *field, JsonObject *values, JsonObject *accepted)
{
  const char *name = kab_json_get_string (field, "name");
  const char *repeat_of = kab_json_get_string (field, "repeat_of");
  g_autofree char *pointer = kab_fields_build_pointer (name);
  JsonNode *value = json_object_get_member (values, name);

  if (g_strcmp0 (kab_json_get_string (field, "kind"), "note") == 0)
    return;
  if (is_absent (value))
    {
      if (kab_json_get_boolean (field, "required", FALSE))
        kab_field_errors_add (context->errors, pointer, "required");
      return;
    }
  if (repeat_of != NULL)
    {
      if (g_strcmp0 (kab_json_get_string (values, name), kab_json_get_string (values, repeat_of)) != 0)
        kab_field_errors_add (context->errors, pointer, "mismatch");
      return;
    }
  value = kab_field_kind_check (context, field, value, pointer);
  if (value != NULL)
    json_object_set_member (accepted, name, value);
}

static void
refuse_unknown (JsonArray *fields, JsonObject *values, KabFieldErrors *errors)
{
  g_autoptr (GList) names = json_object_get_members (values);

  for (GList *link = names; link != NULL; link = link->next)
    if (kab_fields_find (fields, link->data) == NULL)
      {
        g_autofree char *pointer = kab_fields_build_pointer (link->data);

        kab_field_errors_add (errors, pointer, "unknown_member");
      }
}

/**
 * kab_fields_check:
 * @organisation: whose form it is
 * @fields: (nullable): its fields
 * @values: what came in
 * @earlier: (nullable): what was accepted before
 * @errors: takes what is wrong
 *
 * Passwords and captchas are looked at for their shape alone and are not among the result.
 *
 * Returns: (transfer full): the values in the form that they are kept in
 */
JsonObject *
kab_fields_check (KabOrganisation *organisation,
                  JsonArray *fields,
                  JsonObject *values,
                  JsonObject *earlier,
                  KabFieldErrors *errors)
{
  JsonObject *accepted = json_object_new ();
  KabFieldContext context = { .organisation = organisation, .errors = errors };

  refuse_unknown (fields, values, errors);
  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);

      if (kab_fields_is_shown (fields, field, values, earlier))
        check_field (&context, field, values, accepted);
    }
  return accepted;
}
