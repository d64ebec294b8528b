/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-record-private.h"

#include <math.h>

#include "kab-record-list.h"

/* A record is a member or an item, and so takes two steps at most; within the last one there may be two more. */
#define MAX_STEPS (2 * KAB_RECORD_MAX_DEPTH + 4)

/* One step of a path: into a member, or without a name into an item. */
typedef struct
{
  const char *member;
  guint item;
} Step;

/* Where the decoder stands: the path of the node in hand and how many records are around it. The path is
 * spelled out only for an error. */
typedef struct
{
  Step steps[MAX_STEPS];
  guint n_steps;
  guint depth;
} Place;

static KabRecord *decode_record (GType type, JsonNode *node, Place *place, GError **error);

static char *
describe_place (const Place *place)
{
  GString *path = g_string_new ("$");

  for (guint i = 0; i < place->n_steps; i++)
    if (place->steps[i].member != NULL)
      g_string_append_printf (path, ".%s", place->steps[i].member);
    else
      g_string_append_printf (path, "[%u]", place->steps[i].item);
  return g_string_free (path, FALSE);
}

static gboolean G_GNUC_PRINTF (4, 5)
    fail (GError **error, const Place *place, KabRecordError code, const char *format, ...)
{
  g_autofree char *path = describe_place (place);
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, KAB_RECORD_ERROR, code, "%s: %s", path, what);
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

static void
enter_member (Place *place, const char *name)
{
  g_assert (place->n_steps < MAX_STEPS);
  place->steps[place->n_steps++] = (Step) { name, 0 };
}

static void
enter_item (Place *place, guint position)
{
  g_assert (place->n_steps < MAX_STEPS);
  place->steps[place->n_steps++] = (Step) { NULL, position };
}

/* Only after success: an error ends the whole walk, and its path is as it was. */
static void
leave (Place *place)
{
  place->n_steps--;
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
decode_string (JsonNode *node, gsize limit, KabSlot *slot, const Place *place, GError **error)
{
  const char *text = read_string (node, limit, place, error);

  slot->pointer = g_strdup (text);
  return text != NULL;
}

static gboolean
decode_word (JsonNode *node, KabSlot *slot, const Place *place, GError **error)
{
  const char *text = read_string (node, KAB_RECORD_MAX_WORD, place, error);

  if (text == NULL)
    return FALSE;
  if (*text == '\0' || strpbrk (text, " \t\r\n") != NULL)
    return fail_value (error, place, text, "a word");
  slot->pointer = g_strdup (text);
  return TRUE;
}

static gboolean
decode_strings (JsonNode *node, KabSlot *slot, Place *place, GError **error)
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
      const char *text;

      enter_item (place, i);
      text = read_string (json_array_get_element (array, i), KAB_RECORD_MAX_STRING, place, error);
      if (text == NULL)
        return FALSE;
      g_strv_builder_add (builder, text);
      leave (place);
    }
  slot->pointer = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
decode_double (JsonNode *node, KabSlot *slot, const Place *place, GError **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return fail_type (error, place, "number", node);
  slot->real = json_node_get_double (node);
  if (!isfinite (slot->real))
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
decode_money (JsonNode *node, KabSlot *slot, Place *place, GError **error)
{
  JsonObject *object;
  JsonNode *member;
  const char *currency;
  gint64 minor;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail_type (error, place, "object", node);
  object = json_node_get_object (node);

  enter_member (place, "minor");
  member = require (object, "minor", place, error);
  if (member == NULL || !read_integer (member, &minor, place, error))
    return FALSE;
  leave (place);

  enter_member (place, "currency");
  member = require (object, "currency", place, error);
  currency = member != NULL ? read_string (member, KAB_RECORD_MAX_WORD, place, error) : NULL;
  if (currency == NULL)
    return FALSE;
  if (!kab_currency_is_valid (currency))
    return fail_value (error, place, currency, "a currency code");
  leave (place);

  slot->pointer = kab_money_new (minor, currency);
  return TRUE;
}

static gboolean
decode_date_time (JsonNode *node, KabSlot *slot, const Place *place, GError **error)
{
  const char *text = read_string (node, KAB_RECORD_MAX_WORD, place, error);
  GDateTime *time;

  if (text == NULL)
    return FALSE;
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return fail_value (error, place, text, "an ISO 8601 time with its zone");
  slot->pointer = time;
  return TRUE;
}

/* "2026-11-22", or with @has_day FALSE "2026-10". */
static gboolean
decode_date (JsonNode *node, gboolean has_day, KabSlot *slot, const Place *place, GError **error)
{
  const char *shape = has_day ? "0000-00-00" : "0000-00";
  const char *text = read_string (node, KAB_RECORD_MAX_WORD, place, error);
  gboolean good;

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
        slot->pointer = g_date_new_dmy (day, atoi (text + 5), atoi (text));
    }
  return good || fail_value (error, place, text, has_day ? "a date" : "a month");
}

static gboolean
decode_list (GType type, JsonNode *node, KabSlot *slot, Place *place, GError **error)
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
      KabRecord *item;

      enter_item (place, i);
      item = decode_record (type, json_array_get_element (array, i), place, error);
      if (item == NULL)
        return FALSE;
      g_ptr_array_add (items, item);
      leave (place);
    }
  slot->pointer = kab_record_list_new (type, g_steal_pointer (&items));
  return TRUE;
}

static gboolean
decode_nested (GType type, JsonNode *node, KabSlot *slot, Place *place, GError **error)
{
  slot->pointer = decode_record (type, node, place, error);
  return slot->pointer != NULL;
}

static gboolean
decode_boolean (JsonNode *node, KabSlot *slot, const Place *place, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail_type (error, place, "boolean", node);
  slot->integer = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
decode_member (const KabMember *member, JsonNode *node, KabSlot *slot, Place *place, GError **error)
{
  switch (member->kind)
    {
    case KAB_MEMBER_STRING:
      return decode_string (node, KAB_RECORD_MAX_STRING, slot, place, error);
    case KAB_MEMBER_TEXT:
      return decode_string (node, KAB_RECORD_MAX_TEXT, slot, place, error);
    case KAB_MEMBER_WORD:
      return decode_word (node, slot, place, error);
    case KAB_MEMBER_STRINGS:
      return decode_strings (node, slot, place, error);
    case KAB_MEMBER_INTEGER:
      return read_integer (node, &slot->integer, place, error);
    case KAB_MEMBER_BOOLEAN:
      return decode_boolean (node, slot, place, error);
    case KAB_MEMBER_DOUBLE:
      return decode_double (node, slot, place, error);
    case KAB_MEMBER_MONEY:
      return decode_money (node, slot, place, error);
    case KAB_MEMBER_DATE_TIME:
      return decode_date_time (node, slot, place, error);
    case KAB_MEMBER_DATE:
      return decode_date (node, TRUE, slot, place, error);
    case KAB_MEMBER_MONTH:
      return decode_date (node, FALSE, slot, place, error);
    case KAB_MEMBER_RECORD:
      return decode_nested (member->type (), node, slot, place, error);
    case KAB_MEMBER_LIST:
      return decode_list (member->type (), node, slot, place, error);
    case KAB_MEMBER_JSON:
      json_node_seal (node);
      slot->pointer = json_node_copy (node);
      return TRUE;
    }
  g_assert_not_reached ();
}

static gboolean
decode_members (KabRecordClass *klass, JsonObject *object, KabRecord *record, Place *place, GError **error)
{
  KabSlot *slots = kab_record_get_slots (record);

  for (guint i = 0; i < klass->n_members; i++)
    {
      const KabMember *member = &klass->members[i];
      JsonNode *node = json_object_get_member (object, member->name);

      enter_member (place, member->name);
      if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
        {
          if (!decode_member (member, node, &slots[i], place, error))
            return FALSE;
          kab_record_mark_present (record, i);
        }
      else if (member->flags & KAB_REQUIRED)
        return fail (error, place, KAB_RECORD_ERROR_MISSING, "required");
      leave (place);
    }
  return TRUE;
}

static KabRecord *
decode_record (GType type, JsonNode *node, Place *place, GError **error)
{
  g_autoptr (KabRecord) record = NULL;

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
  record = g_object_new (type, NULL);
  if (!decode_members (KAB_RECORD_GET_CLASS (record), json_node_get_object (node), record, place, error))
    return NULL;
  kab_record_seal (record);
  place->depth--;
  return g_steal_pointer (&record);
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
  Place place;

  g_return_val_if_fail (g_type_is_a (type, KAB_TYPE_RECORD) && !G_TYPE_IS_ABSTRACT (type), NULL);
  g_return_val_if_fail (node != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  place.n_steps = 0;
  place.depth = 0;
  return decode_record (type, node, &place, error);
}
