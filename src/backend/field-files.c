/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "field-files.h"

#include "json.h"
#include "kab-text.h"

#define MAX_SIZE (5 * 1024 * 1024)
#define MAX_COUNT 10

/* A name that ends in .png and a type that says so prove nothing: the first bytes must agree. */
static const struct
{
  const char *type;
  const char *magic;
  gsize length;
} magics[] = {
  { "image/jpeg", "\xff\xd8\xff", 3 },
  { "image/png", "\x89PNG\r\n\x1a\n", 8 },
  { "application/pdf", "%PDF-", 5 },
};

static gboolean
agrees (const char *type, const guchar *data, gsize size)
{
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (g_str_equal (magics[i].type, type))
      return size >= magics[i].length && memcmp (data, magics[i].magic, magics[i].length) == 0;
  return TRUE;
}

static JsonObject *
check_one (JsonObject *field, JsonObject *file, const char *pointer, KabFieldErrors *errors)
{
  JsonArray *accept = kab_json_get_array (field, "accept");
  const char *name = kab_json_get_string (file, "name");
  const char *type = kab_json_get_string (file, "content_type");
  const char *data = kab_json_get_string (file, "data");
  gint64 max = kab_json_get_integer (field, "max_size", MAX_SIZE);
  g_autofree guchar *bytes = NULL;
  g_autofree char *safe = NULL;
  JsonObject *kept;
  gsize size = 0;

  if (name == NULL || type == NULL || data == NULL
      || (accept != NULL && !kab_json_array_has_string (accept, type)))
    {
      kab_field_errors_add (errors, pointer, "file_type");
      return NULL;
    }
  bytes = g_base64_decode (data, &size);
  if (size == 0 || (gint64) size > max)
    {
      kab_field_errors_add_integer (errors, pointer, "file_size", "max", max);
      return NULL;
    }
  if (!agrees (type, bytes, size))
    {
      kab_field_errors_add (errors, pointer, "file_type");
      return NULL;
    }
  kept = json_object_new ();
  safe = kab_text_safe_file_name (name);
  json_object_set_string_member (kept, "name", safe);
  json_object_set_string_member (kept, "content_type", type);
  json_object_set_string_member (kept, "data", data);
  return kept;
}

/**
 * kab_field_files_check:
 * @field: a field of kind file
 * @value: a list of {"name", "content_type", "data"}
 * @pointer: where it stood
 * @errors: takes what is wrong
 *
 * Returns: (transfer full) (nullable): the files to keep
 */
JsonNode *
kab_field_files_check (JsonObject *field, JsonNode *value, const char *pointer, KabFieldErrors *errors)
{
  JsonArray *files = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  gint64 max = kab_json_get_integer (field, "max_count", MAX_COUNT);
  g_autoptr (JsonArray) kept = json_array_new ();

  if (files == NULL)
    {
      kab_field_errors_add (errors, pointer, "file_type");
      return NULL;
    }
  if (json_array_get_length (files) > max)
    {
      kab_field_errors_add_integer (errors, pointer, "too_long", "max", max);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonObject *file = check_one (field, kab_json_array_get_object (files, i), pointer, errors);

      if (file == NULL)
        return NULL;
      json_array_add_object_element (kept, file);
    }
  return kab_json_take_array (g_steal_pointer (&kept));
}
