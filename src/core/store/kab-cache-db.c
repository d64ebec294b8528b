/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cache-db-private.h"

#include "kab-private-file.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

struct _KabCacheDb
{
  sqlite3 *db;
  sqlite3_stmt *get;
  sqlite3_stmt *put;
  sqlite3_stmt *confirm;
};

/* Rows that are kept when the file is opened; older ones make room. */
#define MAX_ROWS "2000"

/* Each script leads from its index to the next user_version. The key that SQLite sorts by is a number
 * that grows; a text for a key would cost ten times as much to fill. */
static const char *const migrations[] = {
  "CREATE TABLE answers ("
  "  id INTEGER PRIMARY KEY,"
  "  hash INTEGER NOT NULL UNIQUE," /* of key */
  "  key TEXT NOT NULL,"
  "  etag TEXT NOT NULL,"
  "  body BLOB NOT NULL,"
  "  fetched_at INTEGER NOT NULL);" /* microseconds since 1970 */
  "CREATE INDEX answers_by_age ON answers (fetched_at);",
};

static gint64
hash_key (const char *key)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  gint64 hash;

  g_checksum_update (sum, (const guchar *) key, -1);
  g_checksum_get_digest (sum, digest, &length);
  memcpy (&hash, digest, sizeof hash);
  return hash;
}

static gboolean
is_damage (int result)
{
  int plain = result & 0xff;

  return plain == SQLITE_CORRUPT || plain == SQLITE_NOTADB;
}

/* Finishes a statement that gives no rows. */
static gboolean
finish (KabCacheDb *self, sqlite3_stmt *statement, gboolean *broken)
{
  int result = sqlite3_step (statement);

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  if (result == SQLITE_DONE)
    return TRUE;
  *broken = is_damage (result);
  g_info ("Offline copy: %s", sqlite3_errmsg (self->db));
  return FALSE;
}

static gboolean
run_script (KabCacheDb *self, const char *script)
{
  return sqlite3_exec (self->db, script, NULL, NULL, NULL) == SQLITE_OK;
}

static int
read_version (KabCacheDb *self)
{
  sqlite3_stmt *statement = NULL;
  int version = -1;

  if (sqlite3_prepare_v2 (self->db, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    version = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return version;
}

static gboolean
migrate (KabCacheDb *self)
{
  int version = read_version (self);

  if (version < 0 || version > (int) G_N_ELEMENTS (migrations))
    return FALSE;
  for (; version < (int) G_N_ELEMENTS (migrations); version++)
    {
      g_autofree char *script = g_strdup_printf ("BEGIN IMMEDIATE; %s PRAGMA user_version = %d; COMMIT;",
                                                 migrations[version], version + 1);

      if (!run_script (self, script))
        return FALSE;
    }
  return TRUE;
}

static gboolean
prepare (KabCacheDb *self, const char *sql, sqlite3_stmt **statement)
{
  return sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) == SQLITE_OK;
}

static gboolean
prepare_writer (KabCacheDb *self)
{
  return run_script (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                           " PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;")
         && migrate (self)
         && run_script (self,
                        "DELETE FROM answers WHERE id IN"
                        " (SELECT id FROM answers ORDER BY fetched_at DESC, id DESC LIMIT -1 OFFSET " MAX_ROWS
                        ");")
         && prepare (self,
                     "INSERT INTO answers (hash, key, etag, body, fetched_at) VALUES (?, ?, ?, ?, ?)"
                     " ON CONFLICT (hash) DO UPDATE SET key = excluded.key, etag = excluded.etag,"
                     " body = excluded.body, fetched_at = excluded.fetched_at",
                     &self->put)
         && prepare (self, "UPDATE answers SET fetched_at = ? WHERE hash = ? AND key = ?", &self->confirm);
}

static KabCacheDb *
open_file (const char *path)
{
  KabCacheDb *self = g_new0 (KabCacheDb, 1);

  /* One thread each: SQLite need not lock for us. */
  if (sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    {
      sqlite3_busy_timeout (self->db, 5000);
      return self;
    }
  kab_cache_db_free (self);
  return NULL;
}

static KabCacheDb *
try_open_writer (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabCacheDb) self = NULL;

  if (!kab_private_file_make (path, &error))
    {
      g_info ("Offline copy: %s", error->message);
      return NULL;
    }
  self = open_file (path);
  if (self == NULL || !prepare_writer (self))
    return NULL;
  return g_steal_pointer (&self);
}

/* kab_cache_db_open_writer:
 * @path: the file
 * @reset: (out): whether a damaged file, or one of a later Kabinet, had to go
 *
 * Opens the file to write, makes it and brings it up to date. What cannot be read is deleted: it is a
 * copy (rule C6).
 *
 * Returns: (transfer full) (nullable): the handle, or %NULL if the disk does not let us */
KabCacheDb *
kab_cache_db_open_writer (const char *path, gboolean *reset)
{
  KabCacheDb *self = try_open_writer (path);

  *reset = FALSE;
  if (self != NULL)
    return self;
  *reset = g_file_test (path, G_FILE_TEST_EXISTS);
  kab_cache_db_unlink (path);
  return try_open_writer (path);
}

/* kab_cache_db_open_reader:
 * @path: the file
 *
 * Returns: (transfer full) (nullable): a handle to read from a file that a writer has made, or %NULL if
 *   there is nothing to read */
KabCacheDb *
kab_cache_db_open_reader (const char *path)
{
  g_autoptr (KabCacheDb) self = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  self = open_file (path);
  if (self == NULL
      || !prepare (self, "SELECT key, etag, body, fetched_at FROM answers WHERE hash = ?", &self->get))
    return NULL;
  return g_steal_pointer (&self);
}

void
kab_cache_db_free (KabCacheDb *self)
{
  sqlite3_finalize (self->get);
  sqlite3_finalize (self->put);
  sqlite3_finalize (self->confirm);
  sqlite3_close (self->db);
  g_free (self);
}

/* kab_cache_db_get:
 * @self: a handle to read
 * @key: the key
 * @etag: (out): the entity tag
 * @fetched_at: (out): when the server said so, in microseconds since 1970
 * @broken: (out): whether the file turned out to be damaged
 *
 * Returns: (transfer full) (nullable): the body, or %NULL if there is none */
GBytes *
kab_cache_db_get (KabCacheDb *self, const char *key, char **etag, gint64 *fetched_at, gboolean *broken)
{
  GBytes *body = NULL;
  int result;

  sqlite3_bind_int64 (self->get, 1, hash_key (key));
  result = sqlite3_step (self->get);
  *broken = is_damage (result);
  if (result == SQLITE_ROW && g_strcmp0 ((const char *) sqlite3_column_text (self->get, 0), key) == 0)
    {
      *etag = g_strdup ((const char *) sqlite3_column_text (self->get, 1));
      body = g_bytes_new (sqlite3_column_blob (self->get, 2), sqlite3_column_bytes (self->get, 2));
      *fetched_at = sqlite3_column_int64 (self->get, 3);
    }
  sqlite3_reset (self->get);
  return body;
}

/* kab_cache_db_put:
 * @self: a handle to write
 * @broken: (out): whether the file turned out to be damaged
 *
 * Returns: whether the row is in place */
gboolean
kab_cache_db_put (
    KabCacheDb *self, const char *key, const char *etag, GBytes *body, gint64 fetched_at, gboolean *broken)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (body, &length);

  sqlite3_bind_int64 (self->put, 1, hash_key (key));
  sqlite3_bind_text (self->put, 2, key, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->put, 3, etag, -1, SQLITE_STATIC);
  sqlite3_bind_blob64 (self->put, 4, data != NULL ? data : "", length, SQLITE_STATIC);
  sqlite3_bind_int64 (self->put, 5, fetched_at);
  return finish (self, self->put, broken);
}

/* kab_cache_db_confirm: gives the row a new age. */
gboolean
kab_cache_db_confirm (KabCacheDb *self, const char *key, gint64 fetched_at, gboolean *broken)
{
  sqlite3_bind_int64 (self->confirm, 1, fetched_at);
  sqlite3_bind_int64 (self->confirm, 2, hash_key (key));
  sqlite3_bind_text (self->confirm, 3, key, -1, SQLITE_STATIC);
  return finish (self, self->confirm, broken);
}

/* kab_cache_db_clear: forgets all rows, and gives the disk back what they took. */
gboolean
kab_cache_db_clear (KabCacheDb *self, gboolean *broken)
{
  int result = sqlite3_exec (self->db, "DELETE FROM answers; VACUUM; PRAGMA wal_checkpoint (TRUNCATE);", NULL,
                             NULL, NULL);

  *broken = is_damage (result);
  return result == SQLITE_OK;
}

/* kab_cache_db_unlink: removes the file with what SQLite keeps beside it. No handle may be open. */
void
kab_cache_db_unlink (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}
