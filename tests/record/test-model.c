/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <dlfcn.h>

#include "record-types.h"

/* What holds for every record type of the model, by its table alone. */

static GType
expected_property_type (const KabMember *member)
{
  switch (member->kind)
    {
    case KAB_MEMBER_STRING:
    case KAB_MEMBER_TEXT:
    case KAB_MEMBER_WORD:
      return G_TYPE_STRING;
    case KAB_MEMBER_STRINGS:
      return G_TYPE_STRV;
    case KAB_MEMBER_INTEGER:
      return G_TYPE_INT64;
    case KAB_MEMBER_BOOLEAN:
      return G_TYPE_BOOLEAN;
    case KAB_MEMBER_DOUBLE:
      return G_TYPE_DOUBLE;
    case KAB_MEMBER_MONEY:
      return KAB_TYPE_MONEY;
    case KAB_MEMBER_DATE_TIME:
      return G_TYPE_DATE_TIME;
    case KAB_MEMBER_DATE:
    case KAB_MEMBER_MONTH:
      return G_TYPE_DATE;
    case KAB_MEMBER_RECORD:
      return member->type ();
    case KAB_MEMBER_LIST:
      return G_TYPE_LIST_MODEL;
    case KAB_MEMBER_JSON:
      return JSON_TYPE_NODE;
    }
  g_assert_not_reached ();
}

/* Each member names a property of a fitting type, and no two the same one. */
static void
test_properties (gconstpointer data)
{
  GType type = GPOINTER_TO_SIZE (data);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const KabMember *members;
  guint n_members;

  members = kab_record_type_get_members (type, &n_members);
  for (guint i = 0; i < n_members; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (members[i].name), "_", '-');
      GParamSpec *pspec = g_object_class_find_property (g_type_class_get (type), name);

      g_assert_true (g_hash_table_add (seen, (gpointer) members[i].name));
      g_assert_nonnull (pspec);
      g_assert_true (pspec->value_type == expected_property_type (&members[i]));
      if (members[i].kind == KAB_MEMBER_RECORD || members[i].kind == KAB_MEMBER_LIST)
        g_assert_true (g_type_is_a (members[i].type (), KAB_TYPE_RECORD));
      else
        g_assert_null (members[i].type);
    }
}

static void
check_round_trip (GType type, gboolean whole)
{
  g_autoptr (JsonNode) node = record_type_make_json (type, whole);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabRecord) record = kab_record_decode (type, node, &error);
  g_autoptr (JsonNode) encoded = NULL;
  g_autoptr (KabRecord) again = NULL;
  g_autoptr (JsonNode) encoded_again = NULL;

  g_assert_no_error (error);
  encoded = kab_record_encode (record);
  g_assert_true (json_node_equal (encoded, node));
  again = kab_record_decode (type, encoded, &error);
  g_assert_no_error (error);
  encoded_again = kab_record_encode (again);
  g_assert_true (json_node_equal (encoded_again, encoded));
  g_assert_finalize_object (g_steal_pointer (&record));
}

static void
test_round_trip (gconstpointer data)
{
  check_round_trip (GPOINTER_TO_SIZE (data), TRUE);
  check_round_trip (GPOINTER_TO_SIZE (data), FALSE);
}

/* Decodes a whole fixture in which one member is replaced by @value, or taken out. */
static KabRecord *
decode_with (GType type, const char *member, JsonNode *value, GError **error)
{
  g_autoptr (JsonNode) node = record_type_make_json (type, TRUE);
  JsonObject *object = json_node_get_object (node);

  if (value != NULL)
    json_object_set_member (object, member, json_node_copy (value));
  else
    json_object_remove_member (object, member);
  return kab_record_decode (type, node, error);
}

static gboolean
takes (KabMemberKind kind, const char *json)
{
  switch (kind)
    {
    case KAB_MEMBER_STRING:
    case KAB_MEMBER_TEXT:
    case KAB_MEMBER_WORD:
    case KAB_MEMBER_DATE_TIME:
    case KAB_MEMBER_DATE:
    case KAB_MEMBER_MONTH:
      return *json == '"';
    case KAB_MEMBER_STRINGS:
    case KAB_MEMBER_LIST:
      return *json == '[';
    case KAB_MEMBER_INTEGER:
      return g_str_equal (json, "5");
    case KAB_MEMBER_BOOLEAN:
      return *json == 't';
    case KAB_MEMBER_DOUBLE:
      return *json == '5';
    case KAB_MEMBER_MONEY:
    case KAB_MEMBER_RECORD:
      return *json == '{';
    case KAB_MEMBER_JSON:
      return TRUE;
    }
  g_assert_not_reached ();
}

/* Every wrong JSON type in every member is an error with the path of just this member. */
static void
test_wrong_types (gconstpointer data)
{
  static const char *const values[] = { "\"text\"", "5", "5.5", "true", "[]", "{}" };
  GType type = GPOINTER_TO_SIZE (data);
  const KabMember *members;
  guint n_members;

  members = kab_record_type_get_members (type, &n_members);
  for (guint i = 0; i < n_members; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_autoptr (JsonNode) value = json_from_string (values[j], NULL);
        g_autofree char *path = g_strdup_printf ("$.%s: expected ", members[i].name);
        g_autoptr (GError) error = NULL;
        g_autoptr (KabRecord) record = NULL;

        if (takes (members[i].kind, values[j]))
          continue;
        record = decode_with (type, members[i].name, value, &error);
        g_assert_null (record);
        g_assert_error (error, KAB_RECORD_ERROR, KAB_RECORD_ERROR_TYPE);
        g_assert_true (g_str_has_prefix (error->message, path));
      }
}

/* A required member must be there and not be null; an optional one need not. */
static void
test_presence (gconstpointer data)
{
  GType type = GPOINTER_TO_SIZE (data);
  g_autoptr (JsonNode) null_node = json_node_new (JSON_NODE_NULL);
  JsonNode *values[] = { NULL, null_node };
  const KabMember *members;
  guint n_members;

  members = kab_record_type_get_members (type, &n_members);
  for (guint i = 0; i < n_members; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_autofree char *message = g_strdup_printf ("$.%s: required", members[i].name);
        g_autoptr (GError) error = NULL;
        g_autoptr (KabRecord) record = decode_with (type, members[i].name, values[j], &error);

        if (members[i].flags & KAB_REQUIRED)
          {
            g_assert_error (error, KAB_RECORD_ERROR, KAB_RECORD_ERROR_MISSING);
            g_assert_cmpstr (error->message, ==, message);
          }
        else
          {
            g_assert_no_error (error);
            g_assert_false (kab_record_has (record, members[i].name));
          }
      }
}

static void
check_getter (KabRecord *record, const KabMember *member, void *getter, const GValue *value)
{
  switch (member->kind)
    {
    case KAB_MEMBER_STRING:
    case KAB_MEMBER_TEXT:
    case KAB_MEMBER_WORD:
      g_assert_cmpstr (((const char *(*) (gpointer)) getter) (record), ==, g_value_get_string (value));
      break;
    case KAB_MEMBER_STRINGS:
      g_assert_cmpstrv (((const char *const *(*) (gpointer)) getter) (record), g_value_get_boxed (value));
      break;
    case KAB_MEMBER_INTEGER:
      g_assert_cmpint (((gint64 (*) (gpointer)) getter) (record), ==, g_value_get_int64 (value));
      break;
    case KAB_MEMBER_BOOLEAN:
      g_assert_cmpint (((gboolean (*) (gpointer)) getter) (record), ==, g_value_get_boolean (value));
      break;
    case KAB_MEMBER_DOUBLE:
      g_assert_cmpfloat (((double (*) (gpointer)) getter) (record), ==, g_value_get_double (value));
      break;
    case KAB_MEMBER_MONEY:
      g_assert_true (
          kab_money_equal (((const KabMoney *(*) (gpointer)) getter) (record), g_value_get_boxed (value)));
      break;
    case KAB_MEMBER_DATE_TIME:
      g_assert_true (
          g_date_time_equal (((GDateTime * (*) (gpointer)) getter) (record), g_value_get_boxed (value)));
      break;
    case KAB_MEMBER_DATE:
    case KAB_MEMBER_MONTH:
      g_assert_cmpint (
          g_date_compare (((const GDate *(*) (gpointer)) getter) (record), g_value_get_boxed (value)), ==, 0);
      break;
    case KAB_MEMBER_RECORD:
    case KAB_MEMBER_LIST:
      g_assert_true (((gpointer (*) (gpointer)) getter) (record) == g_value_get_object (value));
      break;
    case KAB_MEMBER_JSON:
      g_assert_true (
          json_node_equal (((JsonNode * (*) (gpointer)) getter) (record), g_value_get_boxed (value)));
      break;
    }
}

/* Each member has its getter by the naming rule, and the getter gives what the property gives. */
static void
test_getters (gconstpointer data)
{
  GType type = GPOINTER_TO_SIZE (data);
  g_autoptr (JsonNode) node = record_type_make_json (type, TRUE);
  g_autoptr (KabRecord) record = kab_record_decode (type, node, NULL);
  g_autofree char *prefix = record_type_get_c_prefix (type);
  const KabMember *members;
  guint n_members;

  members = kab_record_type_get_members (type, &n_members);
  for (guint i = 0; i < n_members; i++)
    {
      /* The getter of "type" would bear the name of the function that gives the GType. */
      const char *name = g_str_equal (members[i].name, "type") ? "type_id" : members[i].name;
      g_autofree char *symbol = g_strdup_printf ("%s_get_%s", prefix, name);
      void *getter = dlsym (RTLD_DEFAULT, symbol);
      g_autofree char *property = g_strdelimit (g_strdup (members[i].name), "_", '-');
      g_auto (GValue) value = G_VALUE_INIT;

      if (getter == NULL)
        g_error ("there is no %s ()", symbol);
      g_object_get_property (G_OBJECT (record), property, &value);
      check_getter (record, &members[i], getter, &value);
    }
}

/* The list of types in record-types.c is whole: every definition in the sources is in it. */
static void
test_list (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("KABINET_SOURCE_DIR"), "src", "core", "model", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("KAB_DEFINE_RECORD \\((\\w+),", 0, 0, NULL);
  guint n_types, found = 0;
  const char *name;

  record_types_list (&n_types);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GMatchInfo) match = NULL;

      if (!g_str_has_suffix (name, ".c"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
           g_match_info_next (match, NULL))
        {
          g_autofree char *type = g_match_info_fetch (match, 1);

          if (g_type_from_name (type) == G_TYPE_INVALID)
            g_error ("%s is not in the list of types", type);
          found++;
        }
    }
  g_assert_cmpuint (found, ==, n_types);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc function;
  } tests[] = {
    { "properties", test_properties }, { "round-trip", test_round_trip }, { "wrong-types", test_wrong_types },
    { "presence", test_presence },     { "getters", test_getters },
  };
  const GType *types;
  guint n_types;

  g_test_init (&argc, &argv, NULL);

  types = record_types_list (&n_types);
  for (guint i = 0; i < n_types; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (tests); j++)
      {
        g_autofree char *path = g_strdup_printf ("/model/%s/%s", g_type_name (types[i]), tests[j].name);

        g_test_add_data_func (path, GSIZE_TO_POINTER (types[i]), tests[j].function);
      }
  g_test_add_func ("/model/list-of-types", test_list);
  return g_test_run ();
}
