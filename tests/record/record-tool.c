/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record-types.h"

/* Lets a script hold the records against the contract.
 *   record-tool tables    prints all tables as JSON
 *   record-tool decode    reads [["KabType", value], …] and prints for each null or what is wrong */

static const char *const kinds[] = {
  [KAB_MEMBER_STRING] = "string",   [KAB_MEMBER_TEXT] = "text",       [KAB_MEMBER_WORD] = "word",
  [KAB_MEMBER_STRINGS] = "strings", [KAB_MEMBER_INTEGER] = "integer", [KAB_MEMBER_BOOLEAN] = "boolean",
  [KAB_MEMBER_DOUBLE] = "double",   [KAB_MEMBER_MONEY] = "money",     [KAB_MEMBER_DATE_TIME] = "date-time",
  [KAB_MEMBER_DATE] = "date",       [KAB_MEMBER_MONTH] = "month",     [KAB_MEMBER_RECORD] = "record",
  [KAB_MEMBER_LIST] = "list",       [KAB_MEMBER_JSON] = "json",
};

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_table (JsonBuilder *builder, GType type)
{
  const KabMember *members;
  guint n_members;

  members = kab_record_type_get_members (type, &n_members);
  json_builder_set_member_name (builder, g_type_name (type));
  json_builder_begin_object (builder);
  for (guint i = 0; i < n_members; i++)
    {
      json_builder_set_member_name (builder, members[i].name);
      json_builder_begin_object (builder);
      add_string (builder, "kind", kinds[members[i].kind]);
      if (members[i].type != NULL)
        add_string (builder, "type", g_type_name (members[i].type ()));
      json_builder_set_member_name (builder, "required");
      json_builder_add_boolean_value (builder, (members[i].flags & KAB_REQUIRED) != 0);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static JsonNode *
make_tables (const GType *types, guint n_types)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  for (guint i = 0; i < n_types; i++)
    add_table (builder, types[i]);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static JsonNode *
decode_all (JsonArray *samples)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < json_array_get_length (samples); i++)
    {
      JsonArray *sample = json_array_get_array_element (samples, i);
      GType type = g_type_from_name (json_array_get_string_element (sample, 0));
      g_autoptr (GError) error = NULL;
      g_autoptr (KabRecord) record = kab_record_decode (type, json_array_get_element (sample, 1), &error);

      if (record == NULL)
        json_builder_add_string_value (builder, error->message);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

static char *
read_input (void)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  char *text = NULL;

  g_io_channel_read_to_end (input, &text, NULL, NULL);
  return text;
}

static JsonNode *
answer (const char *command)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) input = NULL;
  const GType *types;
  guint n_types;

  types = record_types_list (&n_types);
  if (g_str_equal (command, "tables"))
    return make_tables (types, n_types);
  text = read_input ();
  input = json_from_string (text, NULL);
  return decode_all (json_node_get_array (input));
}

int
main (int argc, char **argv)
{
  JsonNode *node;
  char *text;

  if (argc != 2)
    return 2;
  node = answer (argv[1]);
  text = json_to_string (node, FALSE);
  g_print ("%s\n", text);
  g_free (text);
  json_node_unref (node);
  return 0;
}
