/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "database.h"

#include <gio/gio.h>
#include <sqlite3.h>

/* Nobody else writes, but a tool may hold the database for a moment; requests wait meanwhile. */
#define BUSY_MILLISECONDS 2000

struct _KabDatabase
{
  sqlite3 *handle;
  gboolean failed; /* a statement failed since the transaction began */
};

struct _KabRows
{
  KabDatabase *database;
  sqlite3_stmt *statement;
};

static gboolean
note_failure (KabDatabase *self, const char *sql)
{
  g_message ("database: %s in “%s”", sqlite3_errmsg (self->handle), sql);
  self->failed = TRUE;
  return FALSE;
}

static gboolean
run_script (KabDatabase *self, const char *sql, GError **error)
{
  g_autofree char *said = NULL;
  char *message = NULL;

  if (sqlite3_exec (self->handle, sql, NULL, NULL, &message) == SQLITE_OK)
    return TRUE;
  said = g_strdup (message);
  sqlite3_free (message);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The database refuses: %s", said);
  return FALSE;
}

/**
 * kab_database_open:
 * @path: file name; it is made, readable by its owner alone, when it does not exist
 * @error: return location for what went wrong
 *
 * Returns: (transfer full) (nullable): the database in WAL mode with foreign keys on
 */
KabDatabase *
kab_database_open (const char *path, GError **error)
{
  g_autoptr (KabDatabase) self = g_new0 (KabDatabase, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

  g_return_val_if_fail (path != NULL, NULL);

  if (sqlite3_open_v2 (path, &self->handle, flags, NULL) != SQLITE_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s cannot be opened: %s", path,
                   sqlite3_errmsg (self->handle));
      return NULL;
    }
  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (!run_script (
          self,
          "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
          "PRAGMA secure_delete = ON;"
          "CREATE TABLE IF NOT EXISTS schema_parts (part TEXT PRIMARY KEY, version INTEGER NOT NULL)",
          error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * kab_database_close:
 * @self: (transfer full): the database
 */
void
kab_database_close (KabDatabase *self)
{
  if (self == NULL)
    return;
  sqlite3_close_v2 (self->handle);
  g_free (self);
}

/**
 * kab_database_migrate:
 * @self: the database
 * @part: name of a part; its scripts are the resources sql/PART-1.sql, sql/PART-2.sql and so on
 * @error: return location for what went wrong
 *
 * Brings the tables of one part up to its newest script, each script in a transaction of its own.
 *
 * Returns: whether the part is up to date; a database made by a newer server is refused
 */
gboolean
kab_database_migrate (KabDatabase *self, const char *part, GError **error)
{
  gint64 version;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (part != NULL, FALSE);

  version = kab_database_select_integer (self, "SELECT version FROM schema_parts WHERE part = ?", "s", part);
  for (gint64 next = 1;; next++)
    {
      g_autofree char *path
          = g_strdup_printf ("/org/kabinet/backend/sql/%s-%" G_GINT64_FORMAT ".sql", part, next);
      g_autoptr (GBytes) script = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autofree char *sql = NULL;

      if (script == NULL && next <= version)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       "The database was made by a newer kabinet-backend (%s %" G_GINT64_FORMAT ")", part,
                       version);
          return FALSE;
        }
      if (script == NULL)
        return TRUE;
      if (next <= version)
        continue;
      sql = g_strdup_printf (
          "BEGIN IMMEDIATE; %s; INSERT OR REPLACE INTO schema_parts VALUES ('%s', %" G_GINT64_FORMAT
          "); COMMIT",
          (const char *) g_bytes_get_data (script, NULL), part, next);
      if (!run_script (self, sql, error))
        return FALSE;
    }
}

static void
bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes)
{
  gsize size;
  gconstpointer data;

  if (bytes == NULL)
    {
      sqlite3_bind_null (statement, index);
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  sqlite3_bind_blob64 (statement, index, data, size, SQLITE_TRANSIENT);
}

static sqlite3_stmt *
prepare (KabDatabase *self, const char *sql, const char *types, va_list arguments)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      note_failure (self, sql);
      return NULL;
    }
  g_assert ((int) strlen (types) == sqlite3_bind_parameter_count (statement));
  for (int i = 0; types[i] != '\0'; i++)
    switch (types[i])
      {
      case 's':
        sqlite3_bind_text (statement, i + 1, va_arg (arguments, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'i':
        sqlite3_bind_int (statement, i + 1, va_arg (arguments, int));
        break;
      case 'l':
        sqlite3_bind_int64 (statement, i + 1, va_arg (arguments, gint64));
        break;
      case 'd':
        sqlite3_bind_double (statement, i + 1, va_arg (arguments, double));
        break;
      case 'b':
        bind_bytes (statement, i + 1, va_arg (arguments, GBytes *));
        break;
      default:
        g_assert_not_reached ();
      }
  return statement;
}

/**
 * kab_database_run:
 * @self: the database
 * @sql: one statement that returns no rows
 * @types: a letter for each argument
 *
 * Returns: whether it ran; a failure is logged and remembered until the transaction ends
 */
gboolean
kab_database_run (KabDatabase *self, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement;
  va_list arguments;
  int result;

  va_start (arguments, types);
  statement = prepare (self, sql, types, arguments);
  va_end (arguments);
  if (statement == NULL)
    return FALSE;
  do
    result = sqlite3_step (statement);
  while (result == SQLITE_ROW);
  if (result != SQLITE_DONE)
    note_failure (self, sql);
  sqlite3_finalize (statement);
  return result == SQLITE_DONE;
}

static KabRows *
select_rows (KabDatabase *self, const char *sql, const char *types, va_list arguments)
{
  KabRows *rows = g_new0 (KabRows, 1);

  rows->database = self;
  rows->statement = prepare (self, sql, types, arguments);
  return rows;
}

/**
 * kab_database_select:
 * @self: the database
 * @sql: one SELECT
 * @types: a letter for each argument
 *
 * Returns: (transfer full): the rows, to be walked with kab_rows_next ()
 */
KabRows *
kab_database_select (KabDatabase *self, const char *sql, const char *types, ...)
{
  KabRows *rows;
  va_list arguments;

  va_start (arguments, types);
  rows = select_rows (self, sql, types, arguments);
  va_end (arguments);
  return rows;
}

/**
 * kab_database_select_integer:
 * @self: the database
 * @sql: one SELECT of one number
 * @types: a letter for each argument
 *
 * Returns: the number, or 0 where there is no row
 */
gint64
kab_database_select_integer (KabDatabase *self, const char *sql, const char *types, ...)
{
  g_autoptr (KabRows) rows = NULL;
  va_list arguments;

  va_start (arguments, types);
  rows = select_rows (self, sql, types, arguments);
  va_end (arguments);
  return kab_rows_next (rows) ? kab_rows_get_integer (rows, 0) : 0;
}

/**
 * kab_database_select_text:
 * @self: the database
 * @sql: one SELECT of one text
 * @types: a letter for each argument
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
kab_database_select_text (KabDatabase *self, const char *sql, const char *types, ...)
{
  g_autoptr (KabRows) rows = NULL;
  va_list arguments;

  va_start (arguments, types);
  rows = select_rows (self, sql, types, arguments);
  va_end (arguments);
  return kab_rows_next (rows) ? g_strdup (kab_rows_get_text (rows, 0)) : NULL;
}

/**
 * kab_database_get_changes:
 * @self: the database
 *
 * Returns: how many rows the last statement changed
 */
gint64
kab_database_get_changes (KabDatabase *self)
{
  return sqlite3_changes64 (self->handle);
}

/**
 * kab_database_get_last_id:
 * @self: the database
 *
 * Returns: the row id of the last insertion
 */
gint64
kab_database_get_last_id (KabDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * kab_rows_next:
 * @self: rows
 *
 * Returns: whether there is a next row, which the getters now read
 */
gboolean
kab_rows_next (KabRows *self)
{
  int result;

  if (self->statement == NULL)
    return FALSE;
  result = sqlite3_step (self->statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    note_failure (self->database, sqlite3_sql (self->statement));
  return result == SQLITE_ROW;
}

/**
 * kab_rows_get_text:
 * @self: rows
 * @column: from 0
 *
 * Returns: (nullable): the text, good until the next step
 */
const char *
kab_rows_get_text (KabRows *self, int column)
{
  return (const char *) sqlite3_column_text (self->statement, column);
}

/**
 * kab_rows_get_integer:
 * @self: rows
 * @column: from 0
 *
 * Returns: the number; 0 for null
 */
gint64
kab_rows_get_integer (KabRows *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}

/**
 * kab_rows_is_null:
 * @self: rows
 * @column: from 0
 *
 * Returns: whether the value is null
 */
gboolean
kab_rows_is_null (KabRows *self, int column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
}

/**
 * kab_rows_dup_bytes:
 * @self: rows
 * @column: from 0
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL for null
 */
GBytes *
kab_rows_dup_bytes (KabRows *self, int column)
{
  if (kab_rows_is_null (self, column))
    return NULL;
  return g_bytes_new (sqlite3_column_blob (self->statement, column),
                      (gsize) sqlite3_column_bytes (self->statement, column));
}

/**
 * kab_rows_free:
 * @self: (transfer full): rows
 */
void
kab_rows_free (KabRows *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->statement);
  g_free (self);
}

/**
 * kab_database_begin:
 * @self: the database
 *
 * Begins a transaction that writes, and forgets earlier failures.
 *
 * Returns: whether it has begun; not where another program keeps the database to itself
 */
gboolean
kab_database_begin (KabDatabase *self)
{
  self->failed = FALSE;
  return kab_database_run (self, "BEGIN IMMEDIATE", "");
}

/**
 * kab_database_commit:
 * @self: the database
 *
 * Returns: whether everything since kab_database_begin () is kept; where a statement failed, nothing is
 */
gboolean
kab_database_commit (KabDatabase *self)
{
  if (!self->failed && kab_database_run (self, "COMMIT", ""))
    return TRUE;
  kab_database_rollback (self);
  return FALSE;
}

/**
 * kab_database_rollback:
 * @self: the database
 *
 * Drops everything since kab_database_begin ().
 */
void
kab_database_rollback (KabDatabase *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    kab_database_run (self, "ROLLBACK", "");
}

/**
 * kab_database_has_failed:
 * @self: the database
 *
 * Returns: whether a statement failed since kab_database_begin ()
 */
gboolean
kab_database_has_failed (KabDatabase *self)
{
  return self->failed;
}
