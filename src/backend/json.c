/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "json.h"

#include <gio/gio.h>

#define MAX_DEPTH 32

/* Looks over the whole text before the parser does: depth, and the escape that would end a C string early. */
static gboolean
check_shape (const char *text, gsize length, GError **error)
{
  gboolean quoted = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (quoted && text[i] == '\\')
        {
          if (length - i > 5 && memcmp (text + i, "\\u0000", 6) == 0)
            {
              g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the text holds a null character");
              return FALSE;
            }
          i++;
        }
      else if (text[i] == '"')
        quoted = !quoted;
      else if (!quoted && (text[i] == '[' || text[i] == '{') && ++depth > MAX_DEPTH)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "more than %d levels deep", MAX_DEPTH);
          return FALSE;
        }
      else if (!quoted && (text[i] == ']' || text[i] == '}') && depth > 0)
        depth--;
    }
  return TRUE;
}

/**
 * kab_json_parse:
 * @text: bytes from outside
 * @length: how many, or -1 up to the terminating null
 * @error: return location for what is wrong with them
 *
 * Returns: (transfer full) (nullable): the parsed node
 */
JsonNode *
kab_json_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  JsonNode *root;

  if (!g_utf8_validate_len (text, size, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not UTF-8");
      return NULL;
    }
  json_parser_set_strict (parser, TRUE);
  if (!check_shape (text, size, error) || !json_parser_load_from_data (parser, text, size, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "empty");
      return NULL;
    }
  return json_node_ref (root);
}

/**
 * kab_json_to_text:
 * @node: any node
 *
 * Returns: (transfer full): compact JSON
 */
char *
kab_json_to_text (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  return json_to_string (node, FALSE);
}

static void write_canonical (GString *text, JsonNode *node);

static void
write_array (GString *text, JsonArray *array)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      write_canonical (text, json_array_get_element (array, i));
      g_string_append_c (text, ',');
    }
  g_string_append_c (text, ']');
}

static void
write_object (GString *text, JsonObject *object)
{
  g_autoptr (GList) members = g_list_sort (json_object_get_members (object), (GCompareFunc) strcmp);

  g_string_append_c (text, '{');
  for (GList *link = members; link != NULL; link = link->next)
    {
      g_autoptr (JsonNode) name = json_node_init_string (json_node_alloc (), link->data);

      write_canonical (text, name);
      g_string_append_c (text, ':');
      write_canonical (text, json_object_get_member (object, link->data));
      g_string_append_c (text, ',');
    }
  g_string_append_c (text, '}');
}

static void
write_canonical (GString *text, JsonNode *node)
{
  g_autofree char *scalar = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      write_array (text, json_node_get_array (node));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      write_object (text, json_node_get_object (node));
    }
  else
    {
      scalar = json_to_string (node, FALSE);
      g_string_append (text, scalar);
    }
}

/**
 * kab_json_to_canonical:
 * @node: any node
 *
 * Returns: (transfer full): text that is the same however the members were ordered and spaced
 */
char *
kab_json_to_canonical (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  write_canonical (text, node);
  return g_string_free (text, FALSE);
}

/**
 * kab_json_object_to_text:
 * @object: an object
 *
 * Returns: (transfer full): compact JSON
 */
char *
kab_json_object_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

/**
 * kab_json_object_from_text:
 * @text: (nullable): JSON that this server wrote
 *
 * Returns: (transfer full): the object; an empty one where @text holds none
 */
JsonObject *
kab_json_object_from_text (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return json_object_new ();
  return json_node_dup_object (node);
}

static JsonNode *
get_node (JsonObject *object, const char *member, GType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

/**
 * kab_json_get_string:
 * @object: (nullable): an object
 * @member: name of a member
 *
 * Returns: (nullable): its text, where it is a text
 */
const char *
kab_json_get_string (JsonObject *object, const char *member)
{
  JsonNode *node = get_node (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

/**
 * kab_json_get_integer:
 * @object: (nullable): an object
 * @member: name of a member
 * @otherwise: what to answer where it is no integer
 *
 * Returns: the number
 */
gint64
kab_json_get_integer (JsonObject *object, const char *member, gint64 otherwise)
{
  JsonNode *node = get_node (object, member, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : otherwise;
}

/**
 * kab_json_get_boolean:
 * @object: (nullable): an object
 * @member: name of a member
 * @otherwise: what to answer where it is no boolean
 *
 * Returns: the truth value
 */
gboolean
kab_json_get_boolean (JsonObject *object, const char *member, gboolean otherwise)
{
  JsonNode *node = get_node (object, member, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : otherwise;
}

/**
 * kab_json_get_object:
 * @object: (nullable): an object
 * @member: name of a member
 *
 * Returns: (transfer none) (nullable): the object in it
 */
JsonObject *
kab_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * kab_json_get_array:
 * @object: (nullable): an object
 * @member: name of a member
 *
 * Returns: (transfer none) (nullable): the array in it
 */
JsonArray *
kab_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * kab_json_array_get_object:
 * @array: an array
 * @index: within it
 *
 * Returns: (transfer none) (nullable): the object at @index
 */
JsonObject *
kab_json_array_get_object (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * kab_json_array_get_string:
 * @array: an array
 * @index: within it
 *
 * Returns: (nullable): the text at @index
 */
const char *
kab_json_array_get_string (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/**
 * kab_json_array_has_string:
 * @array: (nullable): an array
 * @text: a text
 *
 * Returns: whether @text is one of its elements
 */
gboolean
kab_json_array_has_string (JsonArray *array, const char *text)
{
  for (guint i = 0; i < kab_json_array_length (array); i++)
    if (g_strcmp0 (kab_json_array_get_string (array, i), text) == 0)
      return TRUE;
  return FALSE;
}

/**
 * kab_json_array_length:
 * @array: (nullable): an array
 *
 * Returns: its length
 */
guint
kab_json_array_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

/**
 * kab_json_set_string:
 * @object: an object
 * @member: name of a member
 * @value: (nullable): its text; %NULL leaves the member out
 */
void
kab_json_set_string (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

/**
 * kab_json_copy_member:
 * @from: (nullable): an object
 * @to: another one
 * @member: name of a member, copied where @from has it
 */
void
kab_json_copy_member (JsonObject *from, JsonObject *to, const char *member)
{
  JsonNode *node = from != NULL ? json_object_get_member (from, member) : NULL;

  if (node != NULL)
    json_object_set_member (to, member, json_node_copy (node));
}

/**
 * kab_json_take_object:
 * @object: (transfer full): an object
 *
 * Returns: (transfer full): a node that holds it
 */
JsonNode *
kab_json_take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

/**
 * kab_json_take_array:
 * @array: (transfer full): an array
 *
 * Returns: (transfer full): a node that holds it
 */
JsonNode *
kab_json_take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

/**
 * kab_json_copy_object:
 * @object: an object
 *
 * Returns: (transfer full): a new object with the same members, which may be changed
 */
JsonObject *
kab_json_copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *link = members; link != NULL; link = link->next)
    kab_json_copy_member (object, copy, link->data);
  return copy;
}
