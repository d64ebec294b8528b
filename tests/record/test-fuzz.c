/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record-types.h"

/* Answers that are damaged at random, always in the same way: whatever comes, there is a record or an
 * error with a path, and no warning, which would end the test. */
#define SEED 20261122
#define ROUNDS 40

static const char *const values[] = {
  "null",
  "true",
  "false",
  "0",
  "-1",
  "1e308",
  "9223372036854775807",
  "-9223372036854775808",
  "18446744073709551616",
  "0.5",
  "\"\"",
  "\" \"",
  "\"\\u0000\"",
  "\"\\ud800\"",
  "\"\\u202e\"",
  "\"2026-13-41T25:61:61+99:99\"",
  "\"0000-00\"",
  "\"9999-12-31\"",
  "\"2026-11-22T08:06:07+03:00\"",
  "[]",
  "[[]]",
  "[null]",
  "{}",
  "{\"minor\":1}",
  "{\"minor\":1e30,\"currency\":\"RUB\"}",
  "{\"currency\":\"\",\"minor\":0}",
  "{\"id\":[]}",
};

static JsonNode *
damage (GRand *rand, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) > 0
      && g_rand_int_range (rand, 0, 5) > 0)
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) names = json_object_get_members (object);
      const char *name
          = g_list_nth_data (names, (guint) g_rand_int_range (rand, 0, (int) g_list_length (names)));
      g_autofree char *copy = g_strdup (name);

      json_object_set_member (object, copy,
                              damage (rand, json_node_copy (json_object_get_member (object, copy))));
      return node;
    }
  if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0
      && g_rand_int_range (rand, 0, 5) > 0)
    {
      JsonArray *array = json_node_get_array (node);
      guint at = (guint) g_rand_int_range (rand, 0, (int) json_array_get_length (array));
      JsonNode *item = damage (rand, json_node_copy (json_array_get_element (array, at)));

      json_array_remove_element (array, at);
      json_array_add_element (array, item);
      return node;
    }
  json_node_unref (node);
  node = json_from_string (values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))], NULL);
  /* Some are refused by the parser already. */
  return node != NULL ? node : json_node_new (JSON_NODE_NULL);
}

static void
try_decode (GType type, JsonNode *node)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabRecord) record = kab_record_decode (type, node, &error);
  g_autoptr (JsonNode) encoded = NULL;
  g_autoptr (KabRecord) again = NULL;

  if (record == NULL)
    {
      g_assert_true (error->domain == KAB_RECORD_ERROR);
      g_assert_true (g_str_has_prefix (error->message, "$"));
      return;
    }
  g_assert_no_error (error);
  /* What was understood once is understood again. */
  encoded = kab_record_encode (record);
  again = kab_record_decode (type, encoded, &error);
  g_assert_no_error (error);
  g_assert_nonnull (again);
}

static void
test_damaged_values (gconstpointer data)
{
  GType type = GPOINTER_TO_SIZE (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (JsonNode) node = record_type_make_json (type, i % 2 == 0);

      for (int hits = g_rand_int_range (rand, 1, 4); hits > 0; hits--)
        node = damage (rand, g_steal_pointer (&node));
      try_decode (type, node);
    }
}

/* The same with the bytes of the text; what is still JSON is decoded. */
static void
test_damaged_bytes (gconstpointer data)
{
  GType type = GPOINTER_TO_SIZE (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED + 1);
  g_autoptr (JsonNode) whole = record_type_make_json (type, TRUE);
  g_autofree char *text = json_to_string (whole, FALSE);
  int length = (int) strlen (text);

  for (int i = 0; i < ROUNDS; i++)
    {
      static const char bytes[] = "{}[]\":,0159.eE-+truefalsn \\u\377\200";
      g_autofree char *damaged = g_strdup (text);
      g_autoptr (JsonNode) node = NULL;

      for (int hits = g_rand_int_range (rand, 1, 4); hits > 0; hits--)
        damaged[g_rand_int_range (rand, 0, length)] = bytes[g_rand_int_range (rand, 0, sizeof bytes - 1)];
      node = json_from_string (damaged, NULL);
      if (node != NULL)
        try_decode (type, node);
    }
}

int
main (int argc, char **argv)
{
  const GType *types;
  guint n_types;

  g_test_init (&argc, &argv, NULL);

  types = record_types_list (&n_types);
  for (guint i = 0; i < n_types; i++)
    {
      g_autofree char *by_value = g_strdup_printf ("/fuzz/J3/%s/values", g_type_name (types[i]));
      g_autofree char *by_byte = g_strdup_printf ("/fuzz/J3/%s/bytes", g_type_name (types[i]));

      g_test_add_data_func (by_value, GSIZE_TO_POINTER (types[i]), test_damaged_values);
      g_test_add_data_func (by_byte, GSIZE_TO_POINTER (types[i]), test_damaged_bytes);
    }
  return g_test_run ();
}
