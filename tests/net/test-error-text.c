/* SPDX-License-Identifier: GPL-3.0-or-later */
/* C1: the one table from an error to what a person reads, where, and what they can do. */
#include "config.h"
#include "kab-error-text.h"
#include "kab-net-error-private.h"

#include <string.h>

static GError *
make_problem (const char *json, guint status, gint64 after)
{
  GError *error = g_error_new_literal (KAB_NET_ERROR, KAB_NET_ERROR_PROBLEM, "HTTP");
  KabNetErrorPrivate *details = kab_net_error_get_details (error);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GError) reason = NULL;

  details->problem = kab_record_decode (KAB_TYPE_PROBLEM, node, &reason);
  g_assert_no_error (reason);
  details->status = status;
  details->retry_after = after;
  details->host = g_strdup ("example.org");
  return error;
}

/* Every problem that the contract names has a row of its own; the contract's file is walked, not a copy. */
static void
test_every_problem (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("KABINET_SOURCE_DIR"), "data", "openapi.yaml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("urn:kabinet:problem:([a-z][a-z-]*[a-z])", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    g_hash_table_add (names, g_match_info_fetch (match, 1));
  g_assert_cmpuint (g_hash_table_size (names), >=, 20);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!kab_error_text_covers (name))
      g_error ("the problem %s has no text", (char *) name);
}

static void
assert_described (const GError *error)
{
  g_autofree char *text = kab_error_describe (error);

  g_assert_cmpint (strlen (kab_error_get_title (error)), >, 3);
  g_assert_cmpint (strlen (text), >, 20);
  g_assert_null (strpbrk (text, "{}\n"));
  g_assert_true (g_str_has_suffix (text, ".") || strchr (text, ':') != NULL);
}

/* Every code has a text without a gap, even if nothing at all is known. */
static void
test_every_code (void)
{
  for (int code = KAB_NET_ERROR_ADDRESS; code <= KAB_NET_ERROR_NOT_MODIFIED; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (KAB_NET_ERROR, code, "");

      assert_described (error);
    }
}

/* three troubles, three texts. */
static void
test_told_apart (void)
{
  static const struct
  {
    KabNetError code;
    guint status;
    const char *id;
    const char *title;
  } rows[] = {
    { KAB_NET_ERROR_OFFLINE, 0, "offline", "No Connection" },
    { KAB_NET_ERROR_CONNECT, 0, "unavailable", "Service Not Available" },
    { KAB_NET_ERROR_SERVER, 503, "unavailable", "Service Not Available" },
    { KAB_NET_ERROR_SERVER, 429, "busy", "Service Busy" },
    { KAB_NET_ERROR_TIMED_OUT, 0, "timed-out", "No Answer in Time" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (KAB_NET_ERROR, (int) rows[i].code, "");
      g_autofree char *text = NULL;

      kab_net_error_get_details (error)->status = rows[i].status;
      kab_net_error_get_details (error)->host = g_strdup ("example.org");
      text = kab_error_describe (error);
      g_assert_cmpstr (kab_error_get_text_id (error), ==, rows[i].id);
      g_assert_cmpstr (kab_error_get_title (error), ==, rows[i].title);
      g_assert_nonnull (
          strstr (text, "What you typed is kept") != NULL ? text : strstr (text, "what you typed is kept"));
      g_assert_true (kab_error_get_actions (error) & KAB_ERROR_ACTION_RETRY);
    }
}

static void
test_blocked (void)
{
  g_autoptr (GError) error
      = make_problem ("{\"type\":\"urn:kabinet:problem:blocked\",\"reason\":\"Unpaid since May\",\"since\":"
                      "\"2026-11-22T12:00:00Z\",\"contact\":{\"kind\":\"phone\",\"label\":\"L\",\"value\":"
                      "\"8 (800) 234-58-56\",\"extension\":\"200\"}}",
                      403, -1);
  g_autoptr (GError) bare = make_problem ("{\"type\":\"urn:kabinet:problem:blocked\"}", 403, -1);
  g_autofree char *text = kab_error_describe (error);
  g_autofree char *bare_text = kab_error_describe (bare);

  g_assert_cmpstr (
      text, ==,
      "The service has blocked this account. It has been blocked since 11/22/2026. Reason: Unpaid since May "
      "To have it unblocked: 8 (800) 234-58-56, extension 200");
  g_assert_cmpstr (bare_text, ==, "The service has blocked this account.");
  g_assert_true (kab_error_get_actions (error) & KAB_ERROR_ACTION_CONTACT);
}

static void
test_too_old (void)
{
  g_autoptr (GError) error
      = make_problem ("{\"type\":\"urn:kabinet:problem:client-too-old\",\"minimum\":\"2.5\"}", 426, -1);
  g_autofree char *text = kab_error_describe (error);

  g_assert_nonnull (strstr (text, "version 2.5 or later"));
  g_assert_nonnull (strstr (text, KAB_VERSION));
  g_assert_cmpint (kab_error_get_place (error), ==, KAB_ERROR_PLACE_PAGE);
  g_assert_cmpint (kab_error_get_actions (error), ==, KAB_ERROR_ACTION_UPDATE);
}

static void
test_wait (void)
{
  static const struct
  {
    gint64 after;
    const char *text;
  } rows[] = {
    { -1, "in a few minutes." }, { 0, "in 1 second." },  { 1, "in 1 second." },
    { 59, "in 59 seconds." },    { 60, "in 1 minute." }, { 61, "in 2 minutes." },
    { 3599, "in 60 minutes." },  { 3600, "in 1 hour." }, { 7201, "in 3 hours." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error
          = make_problem ("{\"type\":\"urn:kabinet:problem:too-many-requests\"}", 429, rows[i].after);
      g_autofree char *text = kab_error_describe (error);

      g_assert_true (g_str_has_suffix (text, rows[i].text));
    }
}

static void
test_attempts (void)
{
  static const char *const rows[][2] = {
    { "{\"type\":\"urn:kabinet:problem:wrong-code\",\"attempts_left\":2}", "2 attempts are left." },
    { "{\"type\":\"urn:kabinet:problem:wrong-code\",\"attempts_left\":1}", "1 attempt is left." },
    { "{\"type\":\"urn:kabinet:problem:wrong-code\",\"attempts_left\":0}", "No attempts are left." },
    { "{\"type\":\"urn:kabinet:problem:wrong-code\"}", "the latest message." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = make_problem (rows[i][0], 422, -1);
      g_autofree char *text = kab_error_describe (error);

      g_assert_true (g_str_has_suffix (text, rows[i][1]));
      g_assert_cmpint (kab_error_get_place (error), ==, KAB_ERROR_PLACE_FIELD);
    }
}

/* A problem of the future is told with its own words, plain and not for ever long. */
static void
test_unknown_problem (void)
{
  g_autofree char *filler = g_strnfill (5000, 'x');
  g_autofree char *json = g_strdup_printf (
      "{\"type\":\"urn:kabinet:problem:new-thing\",\"detail\":\"<b>Bad\\u202e\\u0007 luck</b> %s\"}", filler);
  g_autoptr (GError) error = make_problem (json, 422, -1);
  g_autofree char *text = kab_error_describe (error);

  g_assert_cmpstr (kab_error_get_text_id (error), ==, "problem");
  g_assert_nonnull (strstr (text, "<b>Bad  luck</b>"));
  g_assert_cmpuint (g_utf8_strlen (text, -1), <, 700);
}

/* Errors of other parts have a text too, and one that says nothing of their inside. */
static void
test_foreign (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "/home/anna/secret");
  g_autofree char *text = kab_error_describe (error);
  g_autofree char *details = kab_error_dup_details (error);

  assert_described (error);
  g_assert_cmpstr (kab_error_get_text_id (error), ==, "other");
  g_assert_null (strstr (text, "anna"));
  g_assert_null (strstr (details, "anna"));
  g_assert_null (kab_error_get_problem (error));
  g_assert_cmpint (kab_error_get_retry_after (error), ==, -1);
  g_assert_cmpint (kab_error_get_tls_flags (error), ==, 0);
  g_assert_null (kab_error_get_problem (NULL));
}

/* An error that travels through futures is copied, with all that rides along. */
static void
test_copy (void)
{
  g_autoptr (GError) error
      = make_problem ("{\"type\":\"urn:kabinet:problem:conflict\",\"detail\":\"D\"}", 409, 5);
  g_autoptr (GError) copy = NULL;
  g_autofree char *details = NULL;

  kab_net_error_get_details (error)->request_id = g_strdup ("abc");
  kab_net_error_get_details (error)->fingerprint = g_strdup ("AB");
  copy = g_error_copy (error);
  g_clear_error (&error);
  g_assert_true (kab_error_has_problem (copy, "conflict"));
  g_assert_false (kab_error_has_problem (copy, "gone"));
  g_assert_cmpint (kab_error_get_retry_after (copy), ==, 5);
  g_assert_cmpstr (kab_error_get_fingerprint (copy), ==, "AB");
  details = kab_error_dup_details (copy);
  g_assert_true (g_str_has_suffix (details, "(conflict); HTTP 409; example.org; request abc"));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/C1/every-problem", test_every_problem);
  g_test_add_func ("/net/C1/every-code", test_every_code);
  g_test_add_func ("/net/C1/wait", test_wait);
  g_test_add_func ("/net/C1/attempts", test_attempts);
  g_test_add_func ("/net/C1/unknown-problem", test_unknown_problem);
  g_test_add_func ("/net/C1/foreign", test_foreign);
  g_test_add_func ("/net/C1/copy", test_copy);
  g_test_add_func ("/net/C1/A-81/told-apart", test_told_apart);
  g_test_add_func ("/net/C1/A-83/blocked", test_blocked);
  g_test_add_func ("/net/C1/A-86/J10/too-old", test_too_old);
  return g_test_run ();
}
