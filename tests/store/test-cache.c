/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cache.h"
#include "kab-test.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#define KEY "GET /org/documents?limit=100&offset=0"
#define CANARY "c4n4ry-0f-a"

typedef struct
{
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = kab_test_make_dir ();
  f->path = g_build_filename (f->dir, "cache-1.db", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  kab_test_remove_dir (f->dir);
  g_free (f->dir);
  g_free (f->path);
}

static void
put (KabCache *cache, const char *key, const char *etag, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  kab_cache_put (cache, key, etag, body);
}

static void
assert_kept (KabCache *cache, const char *key, const char *etag, const char *text)
{
  g_autofree char *found_etag = NULL;
  g_autoptr (GBytes) found = kab_cache_get (cache, key, &found_etag, NULL);

  g_assert_nonnull (found);
  g_assert_cmpmem (g_bytes_get_data (found, NULL), g_bytes_get_size (found), text, strlen (text));
  g_assert_cmpstr (found_etag, ==, etag);
}

static void
assert_nothing (KabCache *cache, const char *key)
{
  g_autoptr (GBytes) found = kab_cache_get (cache, key, NULL, NULL);

  g_assert_null (found);
}

/* What is kept is there at once, behind the write, and in the next life. */
static void
test_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCache) cache = kab_cache_new (f->path);

  assert_nothing (cache, KEY);
  put (cache, KEY, "\"1\"", "one");
  put (cache, KEY, "\"2\"", "two");
  assert_kept (cache, KEY, "\"2\"", "two");
  kab_cache_flush (cache);
  assert_kept (cache, KEY, "\"2\"", "two");
  assert_nothing (cache, KEY "&sort=date");
  g_assert_finalize_object (g_steal_pointer (&cache));

  cache = kab_cache_new (f->path);
  assert_kept (cache, KEY, "\"2\"", "two");
  g_assert_false (kab_cache_get_reset (cache));
}

/* B2: two accounts, one URL: each sees its own. */
static void
test_own_body (Fixture *f, gconstpointer data)
{
  g_autofree char *other_path = g_build_filename (f->dir, "cache-2.db", NULL);
  g_autoptr (KabCache) a = kab_cache_new (f->path);
  g_autoptr (KabCache) b = kab_cache_new (other_path);

  put (a, KEY, "\"a\"", "of A");
  assert_nothing (b, KEY);
  put (b, KEY, "\"b\"", "of B");
  kab_cache_flush (a);
  kab_cache_flush (b);
  assert_kept (a, KEY, "\"a\"", "of A");
  assert_kept (b, KEY, "\"b\"", "of B");
}

/* C5: the age starts when the server last said so, also where it said "nothing new". */
static void
test_age (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCache) cache = kab_cache_new (f->path);
  g_autoptr (GDateTime) fetched = NULL;
  g_autoptr (GDateTime) confirmed = NULL;
  g_autoptr (GDateTime) kept = NULL;

  kab_cache_confirm (cache, KEY);
  assert_nothing (cache, KEY);
  put (cache, KEY, "\"1\"", "one");
  kab_cache_flush (cache);
  g_bytes_unref (kab_cache_get (cache, KEY, NULL, &fetched));
  kab_cache_confirm (cache, KEY);
  g_bytes_unref (kab_cache_get (cache, KEY, NULL, &confirmed));
  g_assert_cmpint (g_date_time_compare (fetched, confirmed), <, 0);
  kab_cache_flush (cache);
  g_bytes_unref (kab_cache_get (cache, KEY, NULL, &kept));
  g_assert_true (g_date_time_equal (confirmed, kept));
  assert_kept (cache, KEY, "\"1\"", "one");
}

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_no_errno (g_stat (path, &status));
  return status.st_mode & 0777;
}

/* J9: whatever the umask says. */
static void
test_modes (Fixture *f, gconstpointer data)
{
  mode_t before = umask (0);
  g_autoptr (KabCache) cache = kab_cache_new (f->path);
  g_autoptr (GDir) files = NULL;
  const char *name;
  guint n = 0;

  put (cache, KEY, "\"1\"", "one");
  kab_cache_flush (cache);
  umask (before);
  files = g_dir_open (f->dir, 0, NULL);
  for (; (name = g_dir_read_name (files)) != NULL; n++)
    {
      g_autofree char *path = g_build_filename (f->dir, name, NULL);

      g_test_message ("%s", name);
      g_assert_cmpuint (get_mode (path), ==, 0600);
    }
  g_assert_cmpuint (n, >=, 2);
}

static void
reset_cb (KabCache *cache, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

/* C6: garbage in place of the file: deleted, made anew, told once. */
static void
test_garbage (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCache) cache = NULL;
  g_autofree char *garbage = g_strnfill (8192, 'x');
  guint told = 0;

  g_assert_true (g_file_set_contents (f->path, garbage, -1, NULL));
  cache = kab_cache_new (f->path);
  g_signal_connect (cache, "notify::reset", G_CALLBACK (reset_cb), &told);
  put (cache, KEY, "\"1\"", "one");
  kab_cache_flush (cache);
  assert_kept (cache, KEY, "\"1\"", "one");
  assert_kept (cache, KEY, "\"1\"", "one");
  g_assert_true (kab_cache_get_reset (cache));
  g_assert_cmpuint (told, ==, 1);
}

/* C6: a file that is damaged in the middle, noticed while reading. */
static void
test_damage (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCache) cache = kab_cache_new (f->path);
  g_autofree char *content = NULL;
  gsize length;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *key = g_strdup_printf ("GET /org/documents?offset=%u", i);
      g_autofree char *text = g_strnfill (2000, 'a' + i % 26);

      put (cache, key, "\"1\"", text);
    }
  g_assert_finalize_object (g_steal_pointer (&cache));
  g_assert_true (g_file_get_contents (f->path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 3 * 4096);
  memset (content + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents_full (f->path, content, length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));

  cache = kab_cache_new (f->path);
  assert_nothing (cache, "GET /org/documents?offset=7");
  put (cache, KEY, "\"1\"", "one");
  kab_cache_flush (cache);
  assert_kept (cache, KEY, "\"1\"", "one");
  g_assert_true (kab_cache_get_reset (cache));
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* C4: a file that a later Kabinet has written is not ours to read. */
static void
test_later_version (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCache) cache = NULL;

  run_sql (f->path, "PRAGMA user_version = 1000; CREATE TABLE answers (other TEXT);");
  cache = kab_cache_new (f->path);
  put (cache, KEY, "\"1\"", "one");
  kab_cache_flush (cache);
  assert_kept (cache, KEY, "\"1\"", "one");
  g_assert_true (kab_cache_get_reset (cache));
}

/* A9, C4: nothing is left of it, and nothing comes late. */
static void
test_unlink (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCache) cache = kab_cache_new (f->path);
  g_autoptr (GDir) files = NULL;

  put (cache, KEY, "\"1\"", CANARY);
  kab_cache_unlink (cache);
  put (cache, KEY, "\"1\"", CANARY);
  kab_cache_confirm (cache, KEY);
  kab_cache_clear (cache);
  kab_cache_flush (cache);
  assert_nothing (cache, KEY);
  kab_cache_unlink (cache);
  files = g_dir_open (f->dir, 0, NULL);
  g_assert_null (g_dir_read_name (files));
}

/* C6: "Clear local data" leaves an empty file without a trace of what was in it. */
static void
test_clear (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCache) cache = kab_cache_new (f->path);
  g_autofree char *content = NULL;
  gsize length;

  put (cache, KEY, "\"1\"", CANARY);
  kab_cache_flush (cache);
  kab_cache_clear (cache);
  assert_nothing (cache, KEY);
  g_assert_finalize_object (g_steal_pointer (&cache));
  g_assert_true (g_file_get_contents (f->path, &content, &length, NULL));
  g_assert_null (memmem (content, length, CANARY, strlen (CANARY)));
}

static void
test_too_large (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCache) cache = kab_cache_new (f->path);
  g_autofree char *large = g_strnfill (KAB_CACHE_MAX_BODY + 1, 'x');

  put (cache, KEY, "\"1\"", large);
  assert_nothing (cache, KEY);
}

/* The file stays of one size, however long a person works. */
static void
test_bounded (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCache) cache = kab_cache_new (f->path);

  for (guint i = 0; i < 2100; i++)
    {
      g_autofree char *key = g_strdup_printf ("GET /org/documents?offset=%u", i);

      put (cache, key, "\"1\"", "x");
    }
  g_assert_finalize_object (g_steal_pointer (&cache));
  cache = kab_cache_new (f->path);
  kab_cache_flush (cache);
  assert_nothing (cache, "GET /org/documents?offset=99");
  assert_kept (cache, "GET /org/documents?offset=100", "\"1\"", "x");
}

/* A4: for who does not want to be remembered nothing touches the disk. */
static void
test_memory (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCache) cache = kab_cache_new (NULL);

  put (cache, KEY, "\"1\"", "one");
  assert_kept (cache, KEY, "\"1\"", "one");
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *key = g_strdup_printf ("GET /org/documents?offset=%u", i);

      put (cache, key, "\"1\"", "x");
    }
  assert_nothing (cache, KEY);
  kab_cache_clear (cache);
  kab_cache_unlink (cache);
}

/* Without a disk to write to there is no offline copy, and no harm. */
static void
test_no_disk (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->dir, "absent", "cache.db", NULL);
  g_autoptr (KabCache) cache = kab_cache_new (path);

  put (cache, KEY, "\"1\"", "one");
  kab_cache_flush (cache);
  assert_nothing (cache, KEY);
  kab_cache_unlink (cache);
}

/* The hook that the network knows is the same store. */
static void
test_hook (Fixture *f, gconstpointer data)
{
  g_autoptr (KabHttpCache) cache = KAB_HTTP_CACHE (kab_cache_new (f->path));
  g_autoptr (GBytes) body = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) found = NULL;
  g_autofree char *etag = NULL;

  kab_http_cache_store (cache, KEY, "\"1\"", body);
  kab_http_cache_confirm (cache, KEY);
  found = kab_http_cache_lookup (cache, KEY, &etag);
  g_assert_true (g_bytes_equal (found, body));
  g_assert_cmpstr (etag, ==, "\"1\"");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/cache/kept", test_kept);
  ADD ("/store/B2/own-body", test_own_body);
  ADD ("/store/C5/age", test_age);
  ADD ("/store/J9/modes", test_modes);
  ADD ("/store/C6/garbage", test_garbage);
  ADD ("/store/C6/damage", test_damage);
  ADD ("/store/C4/later-version", test_later_version);
  ADD ("/store/A9/unlink", test_unlink);
  ADD ("/store/C6/clear", test_clear);
  ADD ("/store/cache/too-large", test_too_large);
  ADD ("/store/cache/bounded", test_bounded);
  ADD ("/store/A4/memory", test_memory);
  ADD ("/store/cache/no-disk", test_no_disk);
  ADD ("/store/cache/hook", test_hook);
  return g_test_run ();
}
