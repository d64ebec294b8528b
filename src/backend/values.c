/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "values.h"

#include <stdio.h>

#include "fields.h"
#include "json.h"
#include "kab-money.h"
#include "kab-phone.h"

static const char *
find_option_title (JsonObject *field, const char *value)
{
  JsonArray *options = kab_json_get_array (field, "options");

  for (guint i = 0; i < kab_json_array_length (options); i++)
    {
      JsonObject *option = kab_json_array_get_object (options, i);

      if (g_strcmp0 (kab_json_get_string (option, "value"), value) == 0)
        return kab_json_get_string (option, "title");
    }
  return value;
}

static char *
describe_text (JsonObject *field, const char *kind, const char *value)
{
  int year, month, day;

  if (kab_json_get_array (field, "options") != NULL)
    return g_strdup (find_option_title (field, value));
  if (g_strcmp0 (kind, "date") == 0 && sscanf (value, "%d-%d-%d", &year, &month, &day) == 3)
    return g_strdup_printf ("%02d.%02d.%04d", day, month, year);
  if (g_strcmp0 (kind, "phone") == 0)
    {
      g_autofree char *formatted = kab_phone_format (value);

      return formatted != NULL ? g_steal_pointer (&formatted) : g_strdup (value);
    }
  return g_strdup (value);
}

static char *
describe_number (const char *kind, JsonNode *node)
{
  if (g_strcmp0 (kind, "rating") == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "/5", json_node_get_int (node));
  return g_strdup_printf ("%.15g", json_node_get_double (node));
}

static char *
describe_money (JsonObject *money)
{
  gint64 minor = kab_json_get_integer (money, "minor", 0);
  const char *currency = kab_json_get_string (money, "currency");

  return g_strdup_printf ("%" G_GINT64_FORMAT ",%02d\302\240%s", minor / 100, (int) ABS (minor % 100),
                          kab_currency_get_sign (currency != NULL ? currency : ""));
}

/**
 * kab_values_describe:
 * @fields: (nullable): the fields of the form
 * @values: what was accepted
 * @name: name of a field
 *
 * Returns: (transfer full): the value as people read it: the title of a choice, a day with points; "" for none
 */
char *
kab_values_describe (JsonArray *fields, JsonObject *values, const char *name)
{
  JsonObject *field = kab_fields_find (fields, name);
  const char *kind = kab_json_get_string (field, "kind");
  JsonNode *node = json_object_get_member (values, name);

  if (node == NULL)
    return g_strdup ("");
  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_strcmp0 (kind, "money") == 0 ? describe_money (json_node_get_object (node)) : g_strdup ("");
  if (!JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return describe_text (field, kind, json_node_get_string (node));
  return describe_number (kind, node);
}

/**
 * kab_values_expand:
 * @template: a text such as "{reason}. {comment}"
 * @fields: (nullable): the fields of the form
 * @values: what was accepted
 *
 * Returns: (transfer full): the text with the values in their places, without spaces at its ends
 */
char *
kab_values_expand (const char *template, JsonArray *fields, JsonObject *values)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *rest = template; *rest != '\0';)
    {
      const char *open = strchr (rest, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (close == NULL)
        {
          g_string_append (text, rest);
          break;
        }
      name = g_strndup (open + 1, close - open - 1);
      value = kab_values_describe (fields, values, name);
      g_string_append_len (text, rest, open - rest);
      g_string_append (text, value);
      rest = close + 1;
    }
  return g_strstrip (g_string_free (g_steal_pointer (&text), FALSE));
}

/**
 * kab_values_add_property:
 * @properties: properties of a document
 * @label: what it is
 * @value: its value
 */
void
kab_values_add_property (JsonArray *properties, const char *label, const char *value)
{
  JsonObject *property = json_object_new ();

  json_object_set_string_member (property, "label", label);
  json_object_set_string_member (property, "value", value);
  json_array_add_object_element (properties, property);
}

/**
 * kab_values_set_property:
 * @properties: properties of a document
 * @label: what it is
 * @value: its value; "" leaves it out
 *
 * Puts the value into the place of an earlier one.
 */
void
kab_values_set_property (JsonArray *properties, const char *label, const char *value)
{
  for (guint i = json_array_get_length (properties); i > 0; i--)
    if (g_strcmp0 (kab_json_get_string (kab_json_array_get_object (properties, i - 1), "label"), label) == 0)
      json_array_remove_element (properties, i - 1);
  if (*value != '\0')
    kab_values_add_property (properties, label, value);
}
