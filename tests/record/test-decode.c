/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-record.h"

/* Two record types of the test's own: one with a member of every kind, one that nests in itself. */
#define KAB_TYPE_TEST_NEST (kab_test_nest_get_type ())
G_DECLARE_FINAL_TYPE (KabTestNest, kab_test_nest, KAB, TEST_NEST, KabRecord)
static const KabMember kab_test_nest_members[] = {
  { "name", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "price", KAB_MEMBER_MONEY, KAB_OPTIONAL },
  { "inner", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_test_nest_get_type },
  { "items", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_test_nest_get_type },
};
KAB_DEFINE_RECORD (KabTestNest, kab_test_nest)

#define KAB_TYPE_TEST_ALL (kab_test_all_get_type ())
G_DECLARE_FINAL_TYPE (KabTestAll, kab_test_all, KAB, TEST_ALL, KabRecord)
static const KabMember kab_test_all_members[] = {
  { "string", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "long_text", KAB_MEMBER_TEXT, KAB_OPTIONAL },
  { "word", KAB_MEMBER_WORD, KAB_OPTIONAL },
  { "strings", KAB_MEMBER_STRINGS, KAB_OPTIONAL },
  { "integer", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "flag", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
  { "rating", KAB_MEMBER_DOUBLE, KAB_OPTIONAL },
  { "money", KAB_MEMBER_MONEY, KAB_OPTIONAL },
  { "time", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "day", KAB_MEMBER_DATE, KAB_OPTIONAL },
  { "month", KAB_MEMBER_MONTH, KAB_OPTIONAL },
  { "nest", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_test_nest_get_type },
  { "lines", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_test_nest_get_type },
  { "anything", KAB_MEMBER_JSON, KAB_OPTIONAL },
};
KAB_DEFINE_RECORD (KabTestAll, kab_test_all)

static gpointer
decode (GType type, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);
  return kab_record_decode (type, node, error);
}

static const char *const full
    = "{\"string\":\"\",\"long_text\":\"…\",\"word\":\"waits\",\"strings\":[\"a\",\"b\"],\"integer\":-"
      "9007199254740993,"
      "\"flag\":false,\"rating\":4.5,\"money\":{\"minor\":44730,\"currency\":\"RUB\"},"
      "\"time\":\"2026-11-22T08:06:07+03:00\",\"day\":\"2024-02-29\",\"month\":\"2026-10\","
      "\"nest\":{\"name\":\"n\",\"inner\":{\"name\":\"i\"}},\"lines\":[{\"name\":\"l\"},{\"name\":\"m\"}],"
      "\"anything\":{\"x\":[1,null,\"y\"]}}";

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabTestAll) all = decode (KAB_TYPE_TEST_ALL, full, &error);
  g_autoptr (KabRecord) line = NULL;
  const char *const *strings;
  g_autofree char *time = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (kab_record_get_string (all, "string"), ==, "");
  g_assert_cmpstr (kab_record_get_string (all, "word"), ==, "waits");
  strings = kab_record_get_strings (all, "strings");
  g_assert_cmpuint (g_strv_length ((char **) strings), ==, 2);
  g_assert_cmpstr (strings[1], ==, "b");
  g_assert_cmpint (kab_record_get_integer (all, "integer"), ==, G_GINT64_CONSTANT (-9007199254740993));
  g_assert_false (kab_record_get_boolean (all, "flag"));
  g_assert_cmpfloat (kab_record_get_double (all, "rating"), ==, 4.5);
  g_assert_cmpint (kab_record_get_money (all, "money")->minor, ==, 44730);
  g_assert_cmpstr (kab_record_get_money (all, "money")->currency, ==, "RUB");
  time = g_date_time_format_iso8601 (kab_record_get_date_time (all, "time"));
  g_assert_cmpstr (time, ==, "2026-11-22T08:06:07+03");
  g_assert_cmpint (g_date_get_day (kab_record_get_date (all, "day")), ==, 29);
  g_assert_cmpint (g_date_get_month (kab_record_get_date (all, "month")), ==, 10);
  g_assert_cmpstr (
      kab_record_get_string (kab_record_get_record (kab_record_get_record (all, "nest"), "inner"), "name"),
      ==, "i");
  g_assert_true (g_list_model_get_item_type (kab_record_get_list (all, "lines")) == KAB_TYPE_TEST_NEST);
  line = g_list_model_get_item (kab_record_get_list (all, "lines"), 1);
  g_assert_cmpstr (kab_record_get_string (line, "name"), ==, "m");
  g_assert_null (g_list_model_get_item (kab_record_get_list (all, "lines"), 2));
  g_assert_true (json_node_is_immutable (kab_record_get_json (all, "anything")));
  g_assert_finalize_object (g_steal_pointer (&all));
}

static void
test_absent (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabTestAll) all = decode (KAB_TYPE_TEST_ALL, "{\"integer\":null,\"flag\":false}", &error);
  g_autoptr (GListModel) lines = NULL;

  g_assert_no_error (error);
  g_assert_null (kab_record_get_string (all, "string"));
  g_assert_nonnull (kab_record_get_strings (all, "strings"));
  g_assert_null (kab_record_get_strings (all, "strings")[0]);
  g_assert_cmpint (kab_record_get_integer (all, "integer"), ==, 0);
  g_assert_null (kab_record_get_money (all, "money"));
  g_assert_null (kab_record_get_date_time (all, "time"));
  g_assert_null (kab_record_get_record (all, "nest"));
  g_assert_cmpuint (g_list_model_get_n_items (kab_record_get_list (all, "lines")), ==, 0);
  g_object_get (all, "lines", &lines, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (lines), ==, 0);
  g_assert_null (kab_record_get_json (all, "anything"));
  /* False that was sent is not the same as nothing. */
  g_assert_true (kab_record_has (all, "flag"));
  g_assert_false (kab_record_has (all, "integer"));
  g_assert_false (kab_record_has (all, "lines"));
}

/* Whoever tries is told, and the record is as it was. */
static void
test_never_changes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabTestAll) all = decode (KAB_TYPE_TEST_ALL, "{\"string\":\"a\"}", &error);
  g_autoptr (KabTestAll) made = g_object_new (KAB_TYPE_TEST_ALL, "string", "a", NULL);

  g_assert_no_error (error);
  g_test_expect_message ("kabinet-core", G_LOG_LEVEL_CRITICAL, "A record never changes: KabTestAll.string");
  g_object_set (all, "string", "b", NULL);
  g_test_assert_expected_messages ();
  g_test_expect_message ("kabinet-core", G_LOG_LEVEL_CRITICAL, "A record never changes: KabTestAll.integer");
  g_object_set (all, "integer", G_GINT64_CONSTANT (1), NULL);
  g_test_assert_expected_messages ();
  g_test_expect_message ("kabinet-core", G_LOG_LEVEL_CRITICAL, "A record never changes: KabTestAll.string");
  g_object_set (made, "string", "b", NULL);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (kab_record_get_string (all, "string"), ==, "a");
  g_assert_false (kab_record_has (all, "integer"));
  g_assert_cmpstr (kab_record_get_string (made, "string"), ==, "a");
}

static void
test_round_trip (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"integer\":0,\"flag\":false,\"rating\":0.0,\"strings\":[],\"lines\":[]}",
    "{\"time\":\"2026-11-22T08:06:07Z\"}",
    "{\"time\":\"2026-11-22T08:06:07.250000-03:30\"}",
    "{\"money\":{\"minor\":-9223372036854775807,\"currency\":\"BYN\"}}",
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i <= G_N_ELEMENTS (texts); i++)
    {
      const char *text = i < G_N_ELEMENTS (texts) ? texts[i] : full;
      g_autoptr (JsonNode) expected = json_from_string (text, NULL);
      g_autoptr (KabTestAll) all = decode (KAB_TYPE_TEST_ALL, text, &error);
      g_autoptr (JsonNode) encoded = NULL;

      g_assert_no_error (error);
      encoded = kab_record_encode (all);
      if (!json_node_equal (encoded, expected))
        g_error ("%s became %s", text, json_to_string (encoded, FALSE));
    }
}

/* A record can also be made without JSON. */
static void
test_made_by_hand (void)
{
  g_autoptr (KabMoney) money = kab_money_new (5, "RUB");
  g_autoptr (KabTestNest) nest = g_object_new (KAB_TYPE_TEST_NEST, "name", "n", "price", money, NULL);
  g_autoptr (JsonNode) encoded = kab_record_encode (nest);
  g_autofree char *text = json_to_string (encoded, FALSE);

  g_assert_cmpstr (text, ==, "{\"name\":\"n\",\"price\":{\"minor\":5,\"currency\":\"RUB\"}}");
  g_assert_finalize_object (g_steal_pointer (&nest));
}

typedef struct
{
  const char *path;
  const char *text;
  int code;
  const char *message;
} Wrong;

static const Wrong wrongs[] = {
  { "/decode/C3/not-an-object", "[]", KAB_RECORD_ERROR_TYPE, "$: expected object, got JsonArray" },
  { "/decode/C3/null", "null", KAB_RECORD_ERROR_TYPE, "$: expected object, got NULL" },
  { "/decode/C3/number-for-string", "{\"string\":5}", KAB_RECORD_ERROR_TYPE,
    "$.string: expected string, got Integer" },
  { "/decode/C3/string-for-number", "{\"integer\":\"5\"}", KAB_RECORD_ERROR_TYPE,
    "$.integer: expected integer, got String" },
  { "/decode/C3/fraction", "{\"integer\":5.5}", KAB_RECORD_ERROR_TYPE,
    "$.integer: expected integer, got Floating Point" },
  { "/decode/C3/too-large", "{\"integer\":99999999999999999999}", KAB_RECORD_ERROR_VALUE,
    "$.integer: out of range" },
  { "/decode/H6/money-too-large", "{\"money\":{\"minor\":-99999999999999999999,\"currency\":\"RUB\"}}",
    KAB_RECORD_ERROR_VALUE, "$.money.minor: out of range" },
  { "/decode/C3/one-for-true", "{\"flag\":1}", KAB_RECORD_ERROR_TYPE,
    "$.flag: expected boolean, got Integer" },
  { "/decode/C3/string-item", "{\"strings\":[\"a\",true]}", KAB_RECORD_ERROR_TYPE,
    "$.strings[1]: expected string, got Boolean" },
  { "/decode/C3/null-item", "{\"strings\":[null]}", KAB_RECORD_ERROR_TYPE,
    "$.strings[0]: expected string, got NULL" },
  { "/decode/C3/object-for-list", "{\"lines\":{}}", KAB_RECORD_ERROR_TYPE,
    "$.lines: expected array, got JsonObject" },
  { "/decode/C3/null-line", "{\"lines\":[null]}", KAB_RECORD_ERROR_TYPE,
    "$.lines[0]: expected object, got NULL" },
  { "/decode/C3/deep",
    "{\"lines\":[{\"name\":\"\"},{\"name\":\"\"},{\"name\":\"\"},{\"name\":\"\",\"price\":{\"minor\":\"5\","
    "\"currency\":\"RUB\"}}]}",
    KAB_RECORD_ERROR_TYPE, "$.lines[3].price.minor: expected integer, got String" },
  { "/decode/C3/missing", "{\"nest\":{}}", KAB_RECORD_ERROR_MISSING, "$.nest.name: required" },
  { "/decode/C3/null-is-missing", "{\"nest\":{\"name\":null}}", KAB_RECORD_ERROR_MISSING,
    "$.nest.name: required" },
  { "/decode/H6/money-number", "{\"money\":447.30}", KAB_RECORD_ERROR_TYPE,
    "$.money: expected object, got Floating Point" },
  { "/decode/H6/money-fraction", "{\"money\":{\"minor\":447.3,\"currency\":\"RUB\"}}", KAB_RECORD_ERROR_TYPE,
    "$.money.minor: expected integer, got Floating Point" },
  { "/decode/H6/money-no-currency", "{\"money\":{\"minor\":5}}", KAB_RECORD_ERROR_MISSING,
    "$.money.currency: required" },
  { "/decode/H6/money-no-minor", "{\"money\":{\"currency\":\"RUB\"}}", KAB_RECORD_ERROR_MISSING,
    "$.money.minor: required" },
  { "/decode/H6/money-currency", "{\"money\":{\"minor\":5,\"currency\":\"руб\"}}", KAB_RECORD_ERROR_VALUE,
    "$.money.currency: \"руб\" is not a currency code" },
  { "/decode/time/words", "{\"time\":\"soon\"}", KAB_RECORD_ERROR_VALUE,
    "$.time: \"soon\" is not an ISO 8601 time with its zone" },
  { "/decode/time/no-zone", "{\"time\":\"2026-11-22T08:06:07\"}", KAB_RECORD_ERROR_VALUE,
    "$.time: \"2026-11-22T08:06:07\" is not an ISO 8601 time with its zone" },
  { "/decode/date/no-such-day", "{\"day\":\"2026-02-29\"}", KAB_RECORD_ERROR_VALUE,
    "$.day: \"2026-02-29\" is not a date" },
  { "/decode/date/time", "{\"day\":\"2026-02-28T00:00:00Z\"}", KAB_RECORD_ERROR_VALUE,
    "$.day: \"2026-02-28T00:00:00Z\" is not a date" },
  { "/decode/date/year-zero", "{\"day\":\"0000-01-01\"}", KAB_RECORD_ERROR_VALUE,
    "$.day: \"0000-01-01\" is not a date" },
  { "/decode/month/thirteen", "{\"month\":\"2026-13\"}", KAB_RECORD_ERROR_VALUE,
    "$.month: \"2026-13\" is not a month" },
  { "/decode/month/date", "{\"month\":\"2026-10-01\"}", KAB_RECORD_ERROR_VALUE,
    "$.month: \"2026-10-01\" is not a month" },
  { "/decode/word/empty", "{\"word\":\"\"}", KAB_RECORD_ERROR_VALUE, "$.word: \"\" is not a word" },
  { "/decode/word/two", "{\"word\":\"two words\"}", KAB_RECORD_ERROR_VALUE,
    "$.word: \"two words\" is not a word" },
  { "/decode/rating/string", "{\"rating\":\"5\"}", KAB_RECORD_ERROR_TYPE,
    "$.rating: expected number, got String" },
  { "/decode/rating/infinite", "{\"rating\":1e999}", KAB_RECORD_ERROR_VALUE, "$.rating: not finite" },
};

static void
test_wrong (gconstpointer data)
{
  const Wrong *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabTestAll) all = decode (KAB_TYPE_TEST_ALL, row->text, &error);

  g_assert_null (all);
  g_assert_error (error, KAB_RECORD_ERROR, row->code);
  g_assert_cmpstr (error->message, ==, row->message);
}

/* Servers grow: what is not known is left alone. */
static void
test_unknown_members (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabTestAll) all
      = decode (KAB_TYPE_TEST_ALL, "{\"new\":[1,2],\"string\":\"s\",\"longText\":5}", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (kab_record_get_string (all, "string"), ==, "s");
  g_assert_null (kab_record_get_string (all, "long_text"));
}

static char *
nest (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i < depth; i++)
    g_string_append (text, "{\"name\":\"n\",\"inner\":");
  g_string_append (text, "{\"name\":\"n\"}");
  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/* J3: deep nesting is an error and not a stack. */
static void
test_depth (void)
{
  g_autofree char *deepest = nest (KAB_RECORD_MAX_DEPTH);
  g_autofree char *too_deep = nest (KAB_RECORD_MAX_DEPTH + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabTestNest) good = decode (KAB_TYPE_TEST_NEST, deepest, &error);

  g_assert_no_error (error);
  g_assert_nonnull (good);
  g_assert_null (decode (KAB_TYPE_TEST_NEST, too_deep, &error));
  g_assert_error (error, KAB_RECORD_ERROR, KAB_RECORD_ERROR_LIMIT);
  g_assert_true (g_str_has_suffix (error->message, ".inner: deeper than 32 records"));
}

static void
test_length (void)
{
  g_autofree char *fill = g_strnfill (KAB_RECORD_MAX_STRING, 'a');
  g_autofree char *longest = g_strdup_printf ("{\"string\":\"%s\"}", fill);
  g_autofree char *too_long = g_strdup_printf ("{\"string\":\"%sa\"}", fill);
  g_autofree char *text = g_strdup_printf ("{\"long_text\":\"%sa\"}", fill);
  g_autofree char *word = g_strdup_printf ("{\"word\":\"%.*s\"}", KAB_RECORD_MAX_WORD + 1, fill);
  g_autoptr (KabTestAll) good = decode (KAB_TYPE_TEST_ALL, longest, NULL);
  g_autoptr (KabTestAll) good_text = decode (KAB_TYPE_TEST_ALL, text, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (good);
  g_assert_nonnull (good_text);
  g_assert_null (decode (KAB_TYPE_TEST_ALL, too_long, &error));
  g_assert_error (error, KAB_RECORD_ERROR, KAB_RECORD_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==, "$.string: longer than 65536 bytes");
  g_clear_error (&error);
  g_assert_null (decode (KAB_TYPE_TEST_ALL, word, &error));
  g_assert_error (error, KAB_RECORD_ERROR, KAB_RECORD_ERROR_LIMIT);
}

static void
test_items (void)
{
  g_autoptr (GString) text = g_string_new ("{\"strings\":[\"\"");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < KAB_RECORD_MAX_ITEMS; i++)
    g_string_append (text, ",\"\"");
  g_string_append (text, "]}");
  g_assert_null (decode (KAB_TYPE_TEST_ALL, text->str, &error));
  g_assert_error (error, KAB_RECORD_ERROR, KAB_RECORD_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==, "$.strings: more than 10000 items");
}

/* A hostile value does not fill the log. */
static void
test_long_excerpt (void)
{
  g_autofree char *fill = g_strnfill (60, 'a');
  g_autofree char *text = g_strdup_printf ("{\"day\":\"%s\"}", fill);
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (KAB_TYPE_TEST_ALL, text, &error));
  g_assert_cmpint (g_utf8_strlen (error->message, -1), <, 80);
}

static gpointer
decode_in_thread (gpointer data)
{
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (KabTestAll) all = decode (KAB_TYPE_TEST_ALL, full, NULL);
      g_autoptr (JsonNode) node = kab_record_encode (all);

      g_assert_nonnull (node);
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("decode", decode_in_thread, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/decode/values", test_values);
  g_test_add_func ("/decode/absent", test_absent);
  g_test_add_func ("/decode/never-changes", test_never_changes);
  g_test_add_func ("/decode/round-trip", test_round_trip);
  g_test_add_func ("/decode/made-by-hand", test_made_by_hand);
  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++)
    g_test_add_data_func (wrongs[i].path, &wrongs[i], test_wrong);
  g_test_add_func ("/decode/unknown-members", test_unknown_members);
  g_test_add_func ("/decode/J3/depth", test_depth);
  g_test_add_func ("/decode/J3/length", test_length);
  g_test_add_func ("/decode/J3/items", test_items);
  g_test_add_func ("/decode/J1/long-excerpt", test_long_excerpt);
  g_test_add_func ("/decode/threads", test_threads);
  return g_test_run ();
}
