/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-drafts.h"
#include "kab-field.h"
#include "kab-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <utime.h>

#define KEY "org/registration/person"
#define PASSWORD "c4n4ry-p455w0rd"

typedef struct
{
  char *parent;
  char *dir;
  GListModel *fields;
} Fixture;

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  return json_node_dup_object (node);
}

static void
add_field (GListStore *fields, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  g_autoptr (KabField) field = kab_record_decode (KAB_TYPE_FIELD, node, &error);

  g_assert_no_error (error);
  g_list_store_append (fields, field);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GListStore *fields = g_list_store_new (KAB_TYPE_FIELD);

  f->parent = kab_test_make_dir ();
  f->dir = g_build_filename (f->parent, "drafts", NULL);
  add_field (fields, "{\"name\":\"name\",\"kind\":\"text\"}");
  add_field (fields, "{\"name\":\"email\",\"kind\":\"email\"}");
  add_field (fields, "{\"name\":\"email2\",\"kind\":\"email\",\"repeat_of\":\"email\"}");
  add_field (fields, "{\"name\":\"password\",\"kind\":\"password\",\"rule\":\"password\"}");
  add_field (fields, "{\"name\":\"again\",\"kind\":\"text\",\"repeat_of\":\"password\"}");
  add_field (fields, "{\"name\":\"captcha\",\"kind\":\"captcha\"}");
  add_field (fields, "{\"name\":\"sms\",\"kind\":\"code\"}");
  add_field (fields, "{\"name\":\"answer\",\"kind\":\"text\",\"secret\":true}");
  add_field (fields, "{\"name\":\"weak\",\"kind\":\"text\",\"rule\":\"password\"}");
  add_field (fields, "{\"name\":\"new\",\"kind\":\"retina_scan\"}");
  add_field (fields, "{\"name\":\"terms\",\"kind\":\"consent\"}");
  f->fields = G_LIST_MODEL (fields);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  kab_test_remove_dir (f->parent);
  g_free (f->parent);
  g_free (f->dir);
  g_object_unref (f->fields);
}

static void
save (KabDrafts *drafts, Fixture *f, const char *text)
{
  g_autoptr (JsonObject) values = parse (text);

  kab_drafts_save (drafts, KEY, f->fields, values);
}

static void
assert_values (KabDrafts *drafts, const char *text)
{
  g_autoptr (JsonObject) values = kab_drafts_load (drafts, KEY);
  g_autoptr (JsonObject) expected = parse (text);
  g_autoptr (JsonNode) a = NULL;
  g_autoptr (JsonNode) b = NULL;

  g_assert_nonnull (values);
  a = json_node_init_object (json_node_alloc (), values);
  b = json_node_init_object (json_node_alloc (), expected);
  g_assert_true (json_node_equal (a, b));
}

/* All that lies in the directory. */
static char *
read_all (Fixture *f)
{
  g_autoptr (GDir) files = g_dir_open (f->dir, 0, NULL);
  GString *all = g_string_new (NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->dir, name, NULL);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_string_append (all, text);
    }
  return g_string_free (all, FALSE);
}

/* C9: what was typed is there after a crash. */
static void
test_restored (Fixture *f, gconstpointer data)
{
  g_autoptr (KabDrafts) drafts = kab_drafts_new (f->dir);
  const char *values
      = "{\"name\":\"Ева\",\"email\":\"a@b.example\",\"terms\":{\"accepted\":true,\"id\":\"t\"}}";

  g_assert_null (kab_drafts_load (drafts, KEY));
  save (drafts, f, values);
  assert_values (drafts, values);
  g_assert_finalize_object (g_steal_pointer (&drafts));

  drafts = kab_drafts_new (f->dir);
  assert_values (drafts, values);
  g_assert_null (kab_drafts_load (drafts, "org/registration/other"));
}

/* A10, C9: no password, captcha, code or secret reaches the disk, under no name. */
static void
test_no_secrets (Fixture *f, gconstpointer data)
{
  g_autoptr (KabDrafts) drafts = kab_drafts_new (f->dir);
  g_autofree char *all = NULL;

  save (drafts, f,
        "{\"name\":\"Eva\",\"email2\":\"a@b.example\",\"password\":\"" PASSWORD "\",\"again\":\"" PASSWORD
        "\",\"captcha\":{\"id\":\"1\",\"answer\":\"" PASSWORD "\"},\"sms\":\"" PASSWORD
        "\",\"answer\":\"" PASSWORD "\",\"weak\":\"" PASSWORD "\",\"new\":\"" PASSWORD
        "\",\"nobody asked\":\"" PASSWORD "\"}");
  assert_values (drafts, "{\"name\":\"Eva\",\"email2\":\"a@b.example\"}");
  kab_drafts_flush (drafts);
  all = read_all (f);
  g_assert_nonnull (strstr (all, "Eva"));
  g_assert_null (strstr (all, PASSWORD));
}

/* B7: one key for one payload, over attempts and restarts; another for another. */
static void
test_idempotency_key (Fixture *f, gconstpointer data)
{
  g_autoptr (KabDrafts) drafts = kab_drafts_new (f->dir);
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *restarted = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *accepted = NULL;

  save (drafts, f, "{\"name\":\"Eva\"}");
  first = kab_drafts_dup_idempotency_key (drafts, KEY);
  g_assert_true (g_uuid_string_is_valid (first));
  save (drafts, f, "{\"name\":\"Eva\"}");
  again = kab_drafts_dup_idempotency_key (drafts, KEY);
  g_assert_cmpstr (again, ==, first);
  g_assert_finalize_object (g_steal_pointer (&drafts));

  drafts = kab_drafts_new (f->dir);
  save (drafts, f, "{\"name\":\"Eva\"}");
  restarted = kab_drafts_dup_idempotency_key (drafts, KEY);
  g_assert_cmpstr (restarted, ==, first);

  save (drafts, f, "{\"name\":\"Ева\"}");
  changed = kab_drafts_dup_idempotency_key (drafts, KEY);
  g_assert_cmpstr (changed, !=, first);

  kab_drafts_accept (drafts, KEY);
  accepted = kab_drafts_dup_idempotency_key (drafts, KEY);
  g_assert_cmpstr (accepted, !=, changed);
  assert_values (drafts, "{\"name\":\"Ева\"}");
}

/* B7: a secret is part of the payload, though it is not kept. */
static void
test_secret_is_payload (Fixture *f, gconstpointer data)
{
  g_autoptr (KabDrafts) drafts = kab_drafts_new (f->dir);
  g_autofree char *first = NULL;
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;

  save (drafts, f, "{\"name\":\"Eva\",\"password\":\"one\"}");
  first = kab_drafts_dup_idempotency_key (drafts, KEY);
  save (drafts, f, "{\"password\":\"one\",\"name\":\"Eva\"}");
  same = kab_drafts_dup_idempotency_key (drafts, KEY);
  g_assert_cmpstr (same, ==, first);
  save (drafts, f, "{\"name\":\"Eva\",\"password\":\"two\"}");
  other = kab_drafts_dup_idempotency_key (drafts, KEY);
  g_assert_cmpstr (other, !=, first);
}

/* C9: a half-done flow is found again. */
static void
test_flow (Fixture *f, gconstpointer data)
{
  g_autoptr (KabDrafts) drafts = kab_drafts_new (f->dir);
  g_autofree char *flow = NULL;

  g_assert_null (kab_drafts_dup_flow (drafts, "org/registration"));
  kab_drafts_set_flow (drafts, "org/registration", "f-17");
  g_assert_finalize_object (g_steal_pointer (&drafts));

  drafts = kab_drafts_new (f->dir);
  flow = kab_drafts_dup_flow (drafts, "org/registration");
  g_assert_cmpstr (flow, ==, "f-17");
  g_assert_null (kab_drafts_load (drafts, "org/registration"));
  kab_drafts_drop (drafts, "org/registration");
  g_assert_null (kab_drafts_dup_flow (drafts, "org/registration"));
  kab_drafts_flush (drafts);
  g_clear_pointer (&flow, g_free);
  flow = read_all (f);
  g_assert_cmpstr (flow, ==, "");
}

/* J9 */
static void
test_modes (Fixture *f, gconstpointer data)
{
  mode_t before = umask (0);
  g_autoptr (KabDrafts) drafts = kab_drafts_new (f->dir);
  g_autoptr (GDir) files = NULL;
  g_autofree char *path = NULL;
  GStatBuf status;

  save (drafts, f, "{\"name\":\"Eva\"}");
  kab_drafts_flush (drafts);
  umask (before);
  g_assert_no_errno (g_stat (f->dir, &status));
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  files = g_dir_open (f->dir, 0, NULL);
  path = g_build_filename (f->dir, g_dir_read_name (files), NULL);
  g_assert_no_errno (g_stat (path, &status));
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  /* J11: a key of the server's making is no file name. */
  g_assert_null (strstr (path, "person"));
}

/* A9: nothing is left, and nothing comes late. */
static void
test_unlink (Fixture *f, gconstpointer data)
{
  g_autoptr (KabDrafts) drafts = kab_drafts_new (f->dir);

  save (drafts, f, "{\"name\":\"Eva\"}");
  kab_drafts_unlink (drafts);
  save (drafts, f, "{\"name\":\"Late\"}");
  kab_drafts_flush (drafts);
  g_assert_false (g_file_test (f->dir, G_FILE_TEST_EXISTS));
}

/* A4: for who does not want to be remembered. */
static void
test_memory (Fixture *f, gconstpointer data)
{
  g_autoptr (KabDrafts) drafts = kab_drafts_new (NULL);

  save (drafts, f, "{\"name\":\"Eva\"}");
  assert_values (drafts, "{\"name\":\"Eva\"}");
  kab_drafts_unlink (drafts);
  g_assert_null (kab_drafts_load (drafts, KEY));
}

static guint
count_files (Fixture *f)
{
  g_autoptr (GDir) files = g_dir_open (f->dir, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (files) != NULL)
    n++;
  return n;
}

/* What somebody began to type and gave up does not lie there for ever. */
static void
test_old (Fixture *f, gconstpointer data)
{
  g_autoptr (KabDrafts) drafts = kab_drafts_new (f->dir);
  g_autoptr (GDir) files = NULL;
  g_autofree char *path = NULL;
  struct utimbuf times = { 0, 0 };

  save (drafts, f, "{\"name\":\"Eva\"}");
  kab_drafts_flush (drafts);
  files = g_dir_open (f->dir, 0, NULL);
  path = g_build_filename (f->dir, g_dir_read_name (files), NULL);
  kab_drafts_set_flow (drafts, "org/registration", "f-17");
  kab_drafts_flush (drafts);
  g_assert_cmpuint (count_files (f), ==, 2);
  times.actime = times.modtime = time (NULL) - 61 * 24 * 60 * 60;
  g_assert_no_errno (g_utime (path, &times));
  g_assert_finalize_object (g_steal_pointer (&drafts));

  drafts = kab_drafts_new (f->dir);
  kab_drafts_flush (drafts);
  g_assert_cmpuint (count_files (f), ==, 1);
  g_assert_null (kab_drafts_load (drafts, KEY));
}

/* Whatever lies in a draft's place: it is a draft or it is none. */
static void
test_garbage (Fixture *f, gconstpointer data)
{
  static const char *const contents[] = {
    "",
    "garbage",
    "[]",
    "{}",
    "{\"key\":1}",
    "{\"key\":\"another\",\"values\":{\"name\":\"Eva\"}}",
    "{\"key\":\"" KEY "\",\"values\":[1]}",
    "{\"key\":\"" KEY "\",\"flow\":{},\"idempotency_key\":[]}",
  };
  g_autofree char *path = NULL;

  {
    g_autoptr (KabDrafts) drafts = kab_drafts_new (f->dir);
    g_autoptr (GDir) files = NULL;

    save (drafts, f, "{\"name\":\"Eva\"}");
    kab_drafts_flush (drafts);
    files = g_dir_open (f->dir, 0, NULL);
    path = g_build_filename (f->dir, g_dir_read_name (files), NULL);
  }
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (KabDrafts) drafts = kab_drafts_new (f->dir);
      g_autofree char *key = NULL;

      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      g_assert_null (kab_drafts_load (drafts, KEY));
      g_assert_null (kab_drafts_dup_flow (drafts, KEY));
      key = kab_drafts_dup_idempotency_key (drafts, KEY);
      g_assert_true (g_uuid_string_is_valid (key));
    }
}

/* A text of megabytes is no draft. */
static void
test_too_long (Fixture *f, gconstpointer data)
{
  g_autoptr (KabDrafts) drafts = kab_drafts_new (f->dir);
  g_autofree char *text = g_strnfill (100000, 'x');
  g_autoptr (JsonObject) values = json_object_new ();

  save (drafts, f, "{\"name\":\"Eva\"}");
  json_object_set_string_member (values, "name", text);
  kab_drafts_save (drafts, KEY, f->fields, values);
  kab_drafts_flush (drafts);
  g_clear_pointer (&text, g_free);
  text = read_all (f);
  g_assert_cmpuint (strlen (text), <, 40000);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("/store/C9/restored", test_restored);
  ADD ("/store/A10/no-secrets", test_no_secrets);
  ADD ("/store/B7/idempotency-key", test_idempotency_key);
  ADD ("/store/B7/secret-is-payload", test_secret_is_payload);
  ADD ("/store/C9/flow", test_flow);
  ADD ("/store/J9/draft-modes", test_modes);
  ADD ("/store/A9/drafts-unlink", test_unlink);
  ADD ("/store/A4/drafts-in-memory", test_memory);
  ADD ("/store/drafts/old", test_old);
  ADD ("/store/drafts/garbage", test_garbage);
  ADD ("/store/drafts/too-long", test_too_long);
  return g_test_run ();
}
