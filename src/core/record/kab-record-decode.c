/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-record-private.h"

#include <math.h>

#include "kab-record-list.h"

/* Where the decoder stands: the path of the node in hand and how many records are around it. */
typedef struct
{
  GString *path;
  guint depth;
} Place;

static KabRecord *decode_record (GType type, JsonNode *node, Place *place, GError **error);

static gboolean G_GNUC_PRINTF (4, 5)
    fail (GError **error, const Place *place, KabRecordError code, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, KAB_RECORD_ERROR, code, "%s: %s", place->path->str, what);
  return FALSE;
}

static gboolean
fail_type (GError **error, const Place *place, const char *expected, JsonNode *node)
{
  return fail (error, place, KAB_RECORD_ERROR_TYPE, "expected %s, got %s", expected,
               json_node_type_name (node));
}

/* What came, short enough for a log line. */
static gboolean
fail_value (GError **error, const Place *place, const char *text, const char *why)
{
  g_autofree char *excerpt = g_utf8_strlen (text, -1) > 40 ? g_utf8_substring (text, 0, 40) : g_strdup (text);

  return fail (error, place, KAB_RECORD_ERROR_VALUE, "\"%s\" is not %s", excerpt, why);
}

static gsize
enter_member (Place *place, const char *name)
{
  gsize mark = place->path->len;

  g_string_append_printf (place->path, ".%s", name);
  return mark;
}

static gsize
enter_item (Place *place, guint position)
{
  gsize mark = place->path->len;

  g_string_append_printf (place->path, "[%u]", position);
  return mark;
}

static const char *
read_string (JsonNode *node, gsize limit, const Place *place, GError **error)
{
  const char *text;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      fail_type (error, place, "string", node);
      return NULL;
    }
  text = json_node_get_string (node);
  if (strlen (text) > limit)
    {
      fail (error, place, KAB_RECORD_ERROR_LIMIT, "longer than %" G_GSIZE_FORMAT " bytes", limit);
      return NULL;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      fail (error, place, KAB_RECORD_ERROR_VALUE, "not UTF-8");
      return NULL;
    }
  return text;
}

static gboolean
read_integer (JsonNode *node, gint64 *integer, const Place *place, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return fail_type (error, place, "integer", node);
  *integer = json_node_get_int (node);
  /* The parser writes these two also for everything that lies beyond them. */
  if (*integer == G_MAXINT64 || *integer == G_MININT64)
    return fail (error, place, KAB_RECORD_ERROR_VALUE, "out of range");
  return TRUE;
}

static gboolean
decode_string (JsonNode *node, gsize limit, GValue *value, const Place *place, GError **error)
{
  const char *text = read_string (node, limit, place, error);

  g_value_set_string (value, text);
  return text != NULL;
}

static gboolean
decode_word (JsonNode *node, GValue *value, const Place *place, GError **error)
{
  const char *text = read_string (node, KAB_RECORD_MAX_WORD, place, error);

  if (text == NULL)
    return FALSE;
  if (*text == '\0' || strpbrk (text, " \t\r\n") != NULL)
    return fail_value (error, place, text, "a word");
  g_value_set_string (value, text);
  return TRUE;
}

static gboolean
decode_strings (JsonNode *node, GValue *value, Place *place, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail_type (error, place, "array", node);
  array = json_node_get_array (node);
  if (json_array_get_length (array) > KAB_RECORD_MAX_ITEMS)
    return fail (error, place, KAB_RECORD_ERROR_LIMIT, "more than %d items", KAB_RECORD_MAX_ITEMS);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize mark = enter_item (place, i);
      const char *text = read_string (json_array_get_element (array, i), KAB_RECORD_MAX_STRING, place, error);

      if (text == NULL)
        return FALSE;
      g_strv_builder_add (builder, text);
      g_string_truncate (place->path, mark);
    }
  g_value_take_boxed (value, g_strv_builder_end (builder));
  return TRUE;
}

static gboolean
decode_double (JsonNode *node, GValue *value, const Place *place, GError **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return fail_type (error, place, "number", node);
  g_value_set_double (value, json_node_get_double (node));
  if (!isfinite (g_value_get_double (value)))
    return fail (error, place, KAB_RECORD_ERROR_VALUE, "not finite");
  return TRUE;
}

/* A member that a nested plain object must have. */
static JsonNode *
require (JsonObject *object, const char *name, const Place *place, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    {
      fail (error, place, KAB_RECORD_ERROR_MISSING, "required");
      return NULL;
    }
  return node;
}

static gboolean
decode_money (JsonNode *node, GValue *value, Place *place, GError **error)
{
  JsonObject *object;
  JsonNode *member;
  const char *currency;
  gint64 minor;
  gsize mark;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail_type (error, place, "object", node);
  object = json_node_get_object (node);

  mark = enter_member (place, "minor");
  member = require (object, "minor", place, error);
  if (member == NULL || !read_integer (member, &minor, place, error))
    return FALSE;
  g_string_truncate (place->path, mark);

  enter_member (place, "currency");
  member = require (object, "currency", place, error);
  currency = member != NULL ? read_string (member, KAB_RECORD_MAX_WORD, place, error) : NULL;
  if (currency == NULL)
    return FALSE;
  if (!kab_currency_is_valid (currency))
    return fail_value (error, place, currency, "a currency code");
  g_string_truncate (place->path, mark);

  g_value_take_boxed (value, kab_money_new (minor, currency));
  return TRUE;
}

static gboolean
decode_date_time (JsonNode *node, GValue *value, const Place *place, GError **error)
{
  const char *text = read_string (node, KAB_RECORD_MAX_WORD, place, error);
  GDateTime *time;

  if (text == NULL)
    return FALSE;
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return fail_value (error, place, text, "an ISO 8601 time with its zone");
  g_value_take_boxed (value, time);
  return TRUE;
}

/* "2026-11-22", or with @has_day FALSE "2026-10". */
static gboolean
decode_date (JsonNode *node, gboolean has_day, GValue *value, const Place *place, GError **error)
{
  const char *shape = has_day ? "0000-00-00" : "0000-00";
  const char *text = read_string (node, KAB_RECORD_MAX_WORD, place, error);
  gboolean good;
  GDate date;

  if (text == NULL)
    return FALSE;
  good = strlen (text) == strlen (shape);
  for (gsize i = 0; good && shape[i] != '\0'; i++)
    good = shape[i] == '0' ? g_ascii_isdigit (text[i]) : text[i] == shape[i];
  if (good)
    {
      guint day = has_day ? atoi (text + 8) : 1;

      good = g_date_valid_dmy (day, atoi (text + 5), atoi (text));
      if (good)
        {
          g_date_clear (&date, 1);
          g_date_set_dmy (&date, day, atoi (text + 5), atoi (text));
          g_value_set_boxed (value, &date);
        }
    }
  return good || fail_value (error, place, text, has_day ? "a date" : "a month");
}

static gboolean
decode_list (GType type, JsonNode *node, GValue *value, Place *place, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail_type (error, place, "array", node);
  array = json_node_get_array (node);
  if (json_array_get_length (array) > KAB_RECORD_MAX_ITEMS)
    return fail (error, place, KAB_RECORD_ERROR_LIMIT, "more than %d items", KAB_RECORD_MAX_ITEMS);
  items = g_ptr_array_new_full (json_array_get_length (array), g_object_unref);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize mark = enter_item (place, i);
      KabRecord *item = decode_record (type, json_array_get_element (array, i), place, error);

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (items, item);
      g_string_truncate (place->path, mark);
    }
  g_value_take_object (value, kab_record_list_new (type, g_steal_pointer (&items)));
  return TRUE;
}

static gboolean
decode_nested (GType type, JsonNode *node, GValue *value, Place *place, GError **error)
{
  KabRecord *nested = decode_record (type, node, place, error);

  g_value_take_object (value, nested);
  return nested != NULL;
}

static gboolean
decode_boolean (JsonNode *node, GValue *value, const Place *place, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail_type (error, place, "boolean", node);
  g_value_set_boolean (value, json_node_get_boolean (node));
  return TRUE;
}

static gboolean
decode_integer (JsonNode *node, GValue *value, const Place *place, GError **error)
{
  gint64 integer;

  if (!read_integer (node, &integer, place, error))
    return FALSE;
  g_value_set_int64 (value, integer);
  return TRUE;
}

static gboolean
decode_member (const KabMember *member, JsonNode *node, GValue *value, Place *place, GError **error)
{
  switch (member->kind)
    {
    case KAB_MEMBER_STRING:
      return decode_string (node, KAB_RECORD_MAX_STRING, value, place, error);
    case KAB_MEMBER_TEXT:
      return decode_string (node, KAB_RECORD_MAX_TEXT, value, place, error);
    case KAB_MEMBER_WORD:
      return decode_word (node, value, place, error);
    case KAB_MEMBER_STRINGS:
      return decode_strings (node, value, place, error);
    case KAB_MEMBER_INTEGER:
      return decode_integer (node, value, place, error);
    case KAB_MEMBER_BOOLEAN:
      return decode_boolean (node, value, place, error);
    case KAB_MEMBER_DOUBLE:
      return decode_double (node, value, place, error);
    case KAB_MEMBER_MONEY:
      return decode_money (node, value, place, error);
    case KAB_MEMBER_DATE_TIME:
      return decode_date_time (node, value, place, error);
    case KAB_MEMBER_DATE:
      return decode_date (node, TRUE, value, place, error);
    case KAB_MEMBER_MONTH:
      return decode_date (node, FALSE, value, place, error);
    case KAB_MEMBER_RECORD:
      return decode_nested (member->type (), node, value, place, error);
    case KAB_MEMBER_LIST:
      return decode_list (member->type (), node, value, place, error);
    case KAB_MEMBER_JSON:
      json_node_seal (node);
      g_value_set_boxed (value, node);
      return TRUE;
    }
  g_assert_not_reached ();
}

/* The values of a record on their way into its properties. */
typedef struct
{
  const char **names;
  GValue *values;
  guint *indexes;
  guint n;
} Values;

static void
values_init (Values *values, guint n_members)
{
  values->names = g_new (const char *, n_members);
  values->values = g_new0 (GValue, n_members);
  values->indexes = g_new (guint, n_members);
  values->n = 0;
}

static void
values_clear (Values *values)
{
  for (guint i = 0; i < values->n; i++)
    g_value_unset (&values->values[i]);
  g_free (values->names);
  g_free (values->values);
  g_free (values->indexes);
}

static gboolean
decode_members (KabRecordClass *klass, JsonObject *object, Values *values, Place *place, GError **error)
{
  for (guint i = 0; i < klass->n_members; i++)
    {
      const KabMember *member = &klass->members[i];
      JsonNode *node = json_object_get_member (object, member->name);
      gsize mark = enter_member (place, member->name);

      if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
        {
          guint n = values->n++;

          g_value_init (&values->values[n], kab_record_member_value_type (member));
          values->names[n] = klass->properties[i];
          values->indexes[n] = i;
          if (!decode_member (member, node, &values->values[n], place, error))
            return FALSE;
        }
      else if (member->flags & KAB_REQUIRED)
        return fail (error, place, KAB_RECORD_ERROR_MISSING, "required");
      g_string_truncate (place->path, mark);
    }
  return TRUE;
}

static KabRecord *
decode_record (GType type, JsonNode *node, Place *place, GError **error)
{
  KabRecordClass *klass = g_type_class_get (type);
  KabRecord *record = NULL;
  Values values;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail_type (error, place, "object", node);
      return NULL;
    }
  if (place->depth >= KAB_RECORD_MAX_DEPTH)
    {
      fail (error, place, KAB_RECORD_ERROR_LIMIT, "deeper than %d records", KAB_RECORD_MAX_DEPTH);
      return NULL;
    }

  place->depth++;
  values_init (&values, klass->n_members);
  if (decode_members (klass, json_node_get_object (node), &values, place, error))
    {
      record = KAB_RECORD (g_object_new_with_properties (type, values.n, values.names, values.values));
      for (guint i = 0; i < values.n; i++)
        kab_record_mark_present (record, values.indexes[i]);
    }
  values_clear (&values);
  place->depth--;
  return record;
}

/**
 * kab_record_decode:
 * @type: a record type
 * @node: what the server sent
 * @error: return location for an error
 *
 * Makes a record from JSON by the table of its type. Members that the table does not know are
 * left alone, and null counts as absent. Values of kind JSON are sealed in place. May be called
 * in a worker thread.
 *
 * Returns: (transfer full): the record, or NULL with a %KAB_RECORD_ERROR whose message begins with
 *   the path of the culprit: "$.lines[3].price.minor: expected integer, got String"
 */
gpointer
kab_record_decode (GType type, JsonNode *node, GError **error)
{
  g_autoptr (GString) path = g_string_new ("$");
  Place place = { path, 0 };

  g_return_val_if_fail (g_type_is_a (type, KAB_TYPE_RECORD) && !G_TYPE_IS_ABSTRACT (type), NULL);
  g_return_val_if_fail (node != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return decode_record (type, node, &place, error);
}
