/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "session.h"

#include "events.h"
#include "secrets.h"

#define ACCESS_SECONDS 600
#define GRACE_SECONDS 60
#define TICKET_SECONDS 600
#define REMEMBERED_SECONDS (90 * 24 * 60 * 60)
#define UNREMEMBERED_SECONDS (24 * 60 * 60)
#define KEEP_SECONDS (30 * 24 * 60 * 60)

/**
 * kab_token_pair_free:
 * @self: (transfer full) (nullable): a pair
 */
void
kab_token_pair_free (KabTokenPair *self)
{
  if (self == NULL)
    return;
  g_free (self->access);
  g_free (self->refresh);
  g_free (self->session);
  g_free (self);
}

static KabTokenPair *
issue (KabServer *server, const char *session)
{
  KabTokenPair *pair = g_new0 (KabTokenPair, 1);
  gint64 now = kab_server_now (server);
  g_autofree char *access_hash = NULL;
  g_autofree char *refresh_hash = NULL;
  gboolean remember = kab_database_select_integer (server->database,
                                                   "SELECT remember FROM sessions WHERE id = ?", "s", session)
                      != 0;

  pair->access = kab_secrets_new_token ();
  pair->refresh = kab_secrets_new_token ();
  pair->session = g_strdup (session);
  pair->access_expires_at = now + ACCESS_SECONDS;
  access_hash = kab_secrets_hash (pair->access);
  refresh_hash = kab_secrets_hash (pair->refresh);
  kab_database_run (server->database, "INSERT INTO access_tokens VALUES (?, ?, ?)", "ssl", access_hash,
                    session, pair->access_expires_at);
  kab_database_run (server->database,
                    "INSERT INTO refresh_tokens (hash, session, expires_at) VALUES (?, ?, ?)", "ssl",
                    refresh_hash, session, now + (remember ? REMEMBERED_SECONDS : UNREMEMBERED_SECONDS));
  return pair;
}

/**
 * kab_session_begin:
 * @server: the server
 * @person: id of the person who has just proved to be that person
 * @client: (nullable): what the client calls itself
 * @remember: whether the session outlives a day
 *
 * Returns: (transfer full): the session's first tokens
 */
KabTokenPair *
kab_session_begin (KabServer *server, const char *person, const char *client, gboolean remember)
{
  g_autofree char *id = kab_secrets_new_id ();
  g_autofree char *shown = client != NULL ? g_utf8_make_valid (client, MIN (strlen (client), 200)) : NULL;
  gint64 now = kab_server_now (server);

  kab_database_run (server->database,
                    "INSERT INTO sessions (id, person, created_at, last_used_at, client, remember)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    "ssllsi", id, person, now, now, shown, remember);
  return issue (server, id);
}

/* The client may lose an answer on the way and ask again with the old token: for a minute it then gets the
 * very same pair. It is sealed with the old token, which the database does not have. */
static void
keep_successor (KabServer *server, const char *token, const char *hash, const KabTokenPair *pair)
{
  g_autofree char *text
      = g_strdup_printf ("%s %s %" G_GINT64_FORMAT, pair->access, pair->refresh, pair->access_expires_at);
  g_autoptr (GBytes) plain = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) sealed = kab_secrets_seal (token, plain);

  kab_database_run (server->database, "UPDATE refresh_tokens SET used_at = ?, successor = ? WHERE hash = ?",
                    "lbs", kab_server_now (server), sealed, hash);
}

static KabTokenPair *
find_successor (const char *token, const char *session, GBytes *sealed)
{
  g_autoptr (GBytes) plain = sealed != NULL ? kab_secrets_unseal (token, sealed) : NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  KabTokenPair *pair;

  if (plain == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  parts = g_strsplit (text, " ", 3);
  g_assert (g_strv_length (parts) == 3);
  pair = g_new0 (KabTokenPair, 1);
  pair->access = g_strdup (parts[0]);
  pair->refresh = g_strdup (parts[1]);
  pair->session = g_strdup (session);
  pair->access_expires_at = g_ascii_strtoll (parts[2], NULL, 10);
  return pair;
}

/**
 * kab_session_refresh:
 * @server: the server
 * @token: a refresh token
 * @pair: (out) (optional) (nullable): the tokens that follow it
 *
 * A token is good once. For a minute it yields the same successor again; after that, whoever brings it is
 * not the rightful client, or the rightful client was overtaken: the session ends.
 *
 * Returns: what became of it
 */
KabRefreshResult
kab_session_refresh (KabServer *server, const char *token, KabTokenPair **pair)
{
  gint64 now = kab_server_now (server);
  g_autofree char *hash = kab_secrets_hash (token);
  g_autofree char *session = NULL;
  g_autoptr (GBytes) successor = NULL;
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT r.session, r.used_at, r.successor FROM refresh_tokens r"
                             " JOIN sessions s ON s.id = r.session"
                             " WHERE r.hash = ? AND s.revoked_at IS NULL AND r.expires_at > ?",
                             "sl", hash, now);

  *pair = NULL;
  if (!kab_rows_next (rows))
    return KAB_REFRESH_UNKNOWN;
  session = g_strdup (kab_rows_get_text (rows, 0));
  if (kab_rows_is_null (rows, 1))
    {
      *pair = issue (server, session);
      keep_successor (server, token, hash, *pair);
      return KAB_REFRESH_GOOD;
    }
  if (now - kab_rows_get_integer (rows, 1) <= GRACE_SECONDS)
    {
      successor = kab_rows_dup_bytes (rows, 2);
      *pair = find_successor (token, session, successor);
      return *pair != NULL ? KAB_REFRESH_GOOD : KAB_REFRESH_UNKNOWN;
    }
  kab_session_revoke (server, session);
  return KAB_REFRESH_REUSED;
}

/**
 * kab_session_find_person:
 * @server: the server
 * @access: an access token
 * @session: (out): id of its session
 *
 * Returns: (transfer full) (nullable): id of the person, while the token is good
 */
char *
kab_session_find_person (KabServer *server, const char *access, char **session)
{
  g_autofree char *hash = kab_secrets_hash (access);
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT s.person, s.id FROM access_tokens a JOIN sessions s ON s.id = a.session"
                             " WHERE a.hash = ? AND a.expires_at > ? AND s.revoked_at IS NULL",
                             "sl", hash, kab_server_now (server));

  if (!kab_rows_next (rows))
    return NULL;
  *session = g_strdup (kab_rows_get_text (rows, 1));
  return g_strdup (kab_rows_get_text (rows, 0));
}

/**
 * kab_session_is_alive:
 * @server: the server
 * @session: id of a session
 *
 * Returns: whether it was neither ended nor its person blocked
 */
gboolean
kab_session_is_alive (KabServer *server, const char *session)
{
  return kab_database_select_integer (server->database,
                                      "SELECT count(*) FROM sessions s JOIN persons p ON p.id = s.person"
                                      " WHERE s.id = ? AND s.revoked_at IS NULL"
                                      " AND ifnull(p.blocked_at, 0) = 0",
                                      "s", session)
         > 0;
}

/**
 * kab_session_touch:
 * @server: the server
 * @session: id of a session
 *
 * Notes, once a minute at most, that it is in use.
 */
void
kab_session_touch (KabServer *server, const char *session)
{
  gint64 now = kab_server_now (server);

  kab_database_run (server->database,
                    "UPDATE sessions SET last_used_at = ? WHERE id = ? AND last_used_at < ?", "lsl", now,
                    session, now - 60);
}

/**
 * kab_session_revoke:
 * @server: the server
 * @session: id of a session
 *
 * Ends it with all its tokens.
 */
void
kab_session_revoke (KabServer *server, const char *session)
{
  kab_database_run (server->database,
                    "UPDATE sessions SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", "ls",
                    kab_server_now (server), session);
  kab_database_run (server->database, "DELETE FROM access_tokens WHERE session = ?", "s", session);
  kab_database_run (server->database, "DELETE FROM refresh_tokens WHERE session = ?", "s", session);
  kab_events_review (server);
}

/**
 * kab_session_revoke_all:
 * @server: the server
 * @person: id of a person
 * @except: (nullable): id of the one session that stays
 */
void
kab_session_revoke_all (KabServer *server, const char *person, const char *except)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT id FROM sessions WHERE person = ? AND revoked_at IS NULL AND id IS NOT ?",
      "ss", person, except);

  while (kab_rows_next (rows))
    g_ptr_array_add (sessions, g_strdup (kab_rows_get_text (rows, 0)));
  for (guint i = 0; i < sessions->len; i++)
    kab_session_revoke (server, g_ptr_array_index (sessions, i));
}

/**
 * kab_session_forget:
 * @server: the server
 *
 * Drops what has expired.
 */
void
kab_session_forget (KabServer *server)
{
  gint64 now = kab_server_now (server);

  kab_database_run (server->database, "DELETE FROM access_tokens WHERE expires_at <= ?", "l", now);
  kab_database_run (server->database, "DELETE FROM refresh_tokens WHERE expires_at <= ?", "l", now);
  kab_database_run (server->database, "UPDATE refresh_tokens SET successor = NULL WHERE used_at < ?", "l",
                    now - GRACE_SECONDS);
  kab_database_run (server->database, "DELETE FROM tickets WHERE expires_at <= ?", "l", now);
  kab_database_run (server->database, "DELETE FROM sessions WHERE revoked_at < ?", "l", now - KEEP_SECONDS);
}

static char *
build_marker (const char *family)
{
  return g_strconcat ("redeemed ", family, NULL);
}

/**
 * kab_ticket_new:
 * @server: the server
 * @person: id of a person
 * @family: what it is given for; using one ticket of a family uses them all up
 *
 * Returns: (transfer full) (nullable): what signs this person in once, within ten minutes; %NULL where one of
 *   the family has been used
 */
char *
kab_ticket_new (KabServer *server, const char *person, const char *family)
{
  g_autofree char *ticket = kab_secrets_new_token ();
  g_autofree char *hash = kab_secrets_hash (ticket);
  g_autofree char *marker = build_marker (family);

  if (kab_database_select_integer (server->database, "SELECT count (*) FROM tickets WHERE hash = ?", "s",
                                   marker)
      > 0)
    return NULL;
  kab_database_run (server->database, "INSERT INTO tickets VALUES (?, ?, ?, ?)", "sssl", hash, person, family,
                    kab_server_now (server) + TICKET_SECONDS);
  return g_steal_pointer (&ticket);
}

/**
 * kab_ticket_redeem:
 * @server: the server
 * @organisation: where it shall hold
 * @ticket: what the client brought
 *
 * Returns: (transfer full) (nullable): id of the person
 */
char *
kab_ticket_redeem (KabServer *server, KabOrganisation *organisation, const char *ticket)
{
  g_autofree char *hash = kab_secrets_hash (ticket);
  g_autofree char *family = NULL;
  g_autofree char *person = NULL;
  g_autofree char *marker = NULL;
  gint64 now = kab_server_now (server);
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT t.person, t.family FROM tickets t JOIN persons p ON p.id = t.person"
                             " WHERE t.hash = ? AND t.expires_at > ? AND p.organisation = ?",
                             "sls", hash, now, kab_organisation_get_id (organisation));

  if (!kab_rows_next (rows))
    return NULL;
  person = g_strdup (kab_rows_get_text (rows, 0));
  family = g_strdup (kab_rows_get_text (rows, 1));
  marker = build_marker (family);
  kab_database_run (server->database, "DELETE FROM tickets WHERE family = ?", "s", family);
  kab_database_run (server->database, "INSERT INTO tickets VALUES (?, ?, ?, ?)", "sssl", marker, person,
                    family, now + KEEP_SECONDS);
  return g_steal_pointer (&person);
}
