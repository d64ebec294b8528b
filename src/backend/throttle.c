/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "throttle.h"

#define MAX_COUNTERS 20000
#define KEEP_SECONDS (30 * 24 * 60 * 60)

typedef struct
{
  gint64 since;
  gint64 window;
  gint64 count;
} Counter;

struct _KabLimits
{
  GHashTable *counters; /* "scope key" to Counter */
};

/**
 * kab_limits_new:
 *
 * Returns: (transfer full): counters, all at nought
 */
KabLimits *
kab_limits_new (void)
{
  KabLimits *self = g_new0 (KabLimits, 1);

  self->counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * kab_limits_free:
 * @self: (transfer full): counters
 */
void
kab_limits_free (KabLimits *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->counters);
  g_free (self);
}

static gboolean
is_over (gpointer key, gpointer value, gpointer data)
{
  Counter *counter = value;
  gint64 *now = data;

  return *now >= counter->since + counter->window || *now < counter->since;
}

/**
 * kab_limits_take:
 * @self: counters
 * @scope: what is counted
 * @key: for whom
 * @count: how many are allowed
 * @window: in how many seconds
 * @now: the time
 *
 * Returns: 0 where it is allowed, otherwise the seconds to wait
 */
gint64
kab_limits_take (KabLimits *self, const char *scope, const char *key, gint64 count, gint64 window, gint64 now)
{
  g_autofree char *name = g_strconcat (scope, " ", key, NULL);
  Counter *counter = g_hash_table_lookup (self->counters, name);

  if (counter == NULL || is_over (NULL, counter, &now))
    {
      if (g_hash_table_size (self->counters) >= MAX_COUNTERS)
        g_hash_table_foreach_remove (self->counters, is_over, &now);
      counter = g_new0 (Counter, 1);
      counter->since = now;
      counter->window = window;
      g_hash_table_replace (self->counters, g_steal_pointer (&name), counter);
    }
  if (counter->count >= count)
    return counter->since + counter->window - now;
  counter->count++;
  return 0;
}

/**
 * kab_attempts_get_left:
 * @server: the server
 * @scope: what was tried
 * @key: for whom
 * @count: how many failures are allowed
 * @window: in how many seconds
 *
 * Returns: how many are left
 */
gint64
kab_attempts_get_left (KabServer *server, const char *scope, const char *key, gint64 count, gint64 window)
{
  gint64 failures = kab_database_select_integer (
      server->database, "SELECT failures FROM attempts WHERE scope = ? AND key = ? AND since > ?", "ssl",
      scope, key, kab_server_now (server) - window);

  return MAX (count - failures, 0);
}

/**
 * kab_attempts_get_wait:
 * @server: the server
 * @scope: what was tried
 * @key: for whom
 * @count: how many failures are allowed
 * @window: in how many seconds
 *
 * Returns: 0 where another attempt is allowed, otherwise the seconds to wait
 */
gint64
kab_attempts_get_wait (KabServer *server, const char *scope, const char *key, gint64 count, gint64 window)
{
  gint64 since;

  if (kab_attempts_get_left (server, scope, key, count, window) > 0)
    return 0;
  since = kab_database_select_integer (
      server->database, "SELECT since FROM attempts WHERE scope = ? AND key = ?", "ss", scope, key);
  return MAX (since + window - kab_server_now (server), 1);
}

/**
 * kab_attempts_add:
 * @server: the server
 * @scope: what was tried
 * @key: for whom
 * @window: after how many seconds the counting begins anew
 *
 * Counts a failure.
 */
void
kab_attempts_add (KabServer *server, const char *scope, const char *key, gint64 window)
{
  gint64 now = kab_server_now (server);

  kab_database_run (server->database, "DELETE FROM attempts WHERE scope = ? AND key = ? AND since <= ?",
                    "ssl", scope, key, now - window);
  kab_database_run (server->database,
                    "INSERT INTO attempts VALUES (?, ?, 1, ?)"
                    " ON CONFLICT (scope, key) DO UPDATE SET failures = failures + 1",
                    "ssl", scope, key, now);
}

/**
 * kab_attempts_clear:
 * @server: the server
 * @scope: what was tried
 * @key: for whom
 *
 * Forgets the failures after a success.
 */
void
kab_attempts_clear (KabServer *server, const char *scope, const char *key)
{
  kab_database_run (server->database, "DELETE FROM attempts WHERE scope = ? AND key = ?", "ss", scope, key);
}

/**
 * kab_attempts_forget:
 * @server: the server
 *
 * Drops failures that are older than any window.
 */
void
kab_attempts_forget (KabServer *server)
{
  kab_database_run (server->database, "DELETE FROM attempts WHERE since < ?", "l",
                    kab_server_now (server) - KEEP_SECONDS);
}
