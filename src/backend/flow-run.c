/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "flow-run.h"

#include "json.h"
#include "password.h"
#include "secrets.h"

#define DEFAULT_LIFETIME (7 * 24 * 60 * 60)
#define KEEP_SECONDS (30 * 24 * 60 * 60)
#define COLUMNS                                                                                              \
  "id, organisation, flow, state, step, accepted, confirmed, password, person, login, resumes, reference,"   \
  " submitted_at, latest_at, reason, address, created_at, updated_at, expires_at, ticket_until,"             \
  " decided_by"

static void
bind_definition (KabFlowRun *self, KabOrganisation *organisation)
{
  self->organisation = organisation;
  self->definition = kab_organisation_get_flow (organisation, self->flow);
  self->wiring = kab_organisation_get_flow_wiring (organisation, self->flow);
}

/**
 * kab_flow_run_new:
 * @server: the server
 * @organisation: whose flow it is
 * @flow: its name, which the descriptor has
 * @address: where the client calls from
 *
 * Returns: (transfer full): a run that is not saved yet and stands at no step
 */
KabFlowRun *
kab_flow_run_new (KabServer *server, KabOrganisation *organisation, const char *flow, const char *address)
{
  KabFlowRun *self = g_new0 (KabFlowRun, 1);

  self->id = kab_secrets_new_id ();
  self->flow = g_strdup (flow);
  self->state = g_strdup ("active");
  self->step = g_strdup ("");
  self->values = json_object_new ();
  self->confirmed = json_object_new ();
  self->address = g_strdup (address);
  self->created_at = kab_server_now (server);
  bind_definition (self, organisation);
  return self;
}

/**
 * kab_flow_run_load:
 * @server: the server
 * @id: id of a run
 *
 * Returns: (transfer full) (nullable): the run; %NULL too where the descriptor no longer has its flow
 */
KabFlowRun *
kab_flow_run_load (KabServer *server, const char *id)
{
  g_autoptr (KabFlowRun) self = NULL;
  g_autoptr (KabRows) rows
      = kab_database_select (server->database, "SELECT " COLUMNS " FROM flows WHERE id = ?", "s", id);
  KabOrganisation *organisation;

  if (!kab_rows_next (rows))
    return NULL;
  organisation = kab_server_find_organisation (server, kab_rows_get_text (rows, 1));
  self = g_new0 (KabFlowRun, 1);
  self->id = g_strdup (id);
  self->flow = g_strdup (kab_rows_get_text (rows, 2));
  self->state = g_strdup (kab_rows_get_text (rows, 3));
  self->step = g_strdup (kab_rows_get_text (rows, 4));
  self->values = kab_json_object_from_text (kab_rows_get_text (rows, 5));
  self->confirmed = kab_json_object_from_text (kab_rows_get_text (rows, 6));
  self->password = g_strdup (kab_rows_get_text (rows, 7));
  self->person = g_strdup (kab_rows_get_text (rows, 8));
  self->login = g_strdup (kab_rows_get_text (rows, 9));
  self->resumes = g_strdup (kab_rows_get_text (rows, 10));
  self->reference = g_strdup (kab_rows_get_text (rows, 11));
  self->submitted_at = kab_rows_get_integer (rows, 12);
  self->latest_at = kab_rows_get_integer (rows, 13);
  self->reason = g_strdup (kab_rows_get_text (rows, 14));
  self->address = g_strdup (kab_rows_get_text (rows, 15));
  self->created_at = kab_rows_get_integer (rows, 16);
  self->updated_at = kab_rows_get_integer (rows, 17);
  self->expires_at = kab_rows_get_integer (rows, 18);
  self->ticket_until = kab_rows_get_integer (rows, 19);
  self->decided_by = g_strdup (kab_rows_get_text (rows, 20));
  if (organisation == NULL)
    return NULL;
  bind_definition (self, organisation);
  return self->definition != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * kab_flow_run_free:
 * @self: (transfer full) (nullable): a run
 */
void
kab_flow_run_free (KabFlowRun *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->flow);
  g_free (self->state);
  g_free (self->step);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_pointer (&self->confirmed, json_object_unref);
  g_free (self->password);
  g_free (self->person);
  g_free (self->login);
  g_free (self->resumes);
  g_free (self->reference);
  g_free (self->reason);
  g_free (self->decided_by);
  g_free (self->address);
  kab_password_wipe (&self->issued);
  g_free (self->issued_hash);
  g_free (self);
}

/**
 * kab_flow_run_save:
 * @server: the server
 * @self: a run
 *
 * Writes it; each time it is written its life begins anew.
 */
void
kab_flow_run_save (KabServer *server, KabFlowRun *self)
{
  g_autofree char *values = kab_json_object_to_text (self->values);
  g_autofree char *confirmed = kab_json_object_to_text (self->confirmed);

  self->updated_at = kab_server_now (server);
  self->expires_at = self->updated_at + kab_json_get_integer (self->wiring, "lifetime", DEFAULT_LIFETIME);
  kab_database_run (
      server->database,
      "INSERT INTO flows (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (id) DO UPDATE SET state = excluded.state, step = excluded.step,"
      " accepted = excluded.accepted, confirmed = excluded.confirmed, password = excluded.password,"
      " person = excluded.person, login = excluded.login, resumes = excluded.resumes,"
      " reference = excluded.reference, submitted_at = excluded.submitted_at, latest_at = excluded.latest_at,"
      " reason = excluded.reason, updated_at = excluded.updated_at, expires_at = excluded.expires_at,"
      " ticket_until = excluded.ticket_until, decided_by = excluded.decided_by",
      "ssssssssssssllsslllls", self->id, kab_organisation_get_id (self->organisation), self->flow,
      self->state, self->step, values, confirmed, self->password, self->person, self->login, self->resumes,
      self->reference, self->submitted_at, self->latest_at, self->reason, self->address, self->created_at,
      self->updated_at, self->expires_at, self->ticket_until, self->decided_by);
}

/**
 * kab_flow_run_drop:
 * @server: the server
 * @id: id of a run
 *
 * Deletes it with all that hangs on it.
 */
void
kab_flow_run_drop (KabServer *server, const char *id)
{
  kab_database_run (server->database, "DELETE FROM consents WHERE flow = ? AND person IS NULL", "s", id);
  kab_database_run (server->database, "DELETE FROM flows WHERE id = ?", "s", id);
}

/**
 * kab_flow_handle_new:
 * @server: the server
 * @run: id of a run
 * @token: (out): what the client must show with the handle
 *
 * Returns: (transfer full): the id that the client knows the flow by
 */
char *
kab_flow_handle_new (KabServer *server, const char *run, char **token)
{
  g_autofree char *handle = kab_secrets_new_id ();
  g_autofree char *hash = NULL;

  *token = kab_secrets_new_token ();
  hash = kab_secrets_hash (*token);
  kab_database_run (server->database, "INSERT INTO flow_handles VALUES (?, ?, ?)", "sss", handle, hash, run);
  return g_steal_pointer (&handle);
}

/**
 * kab_flow_handle_find:
 * @server: the server
 * @handle: id that the client knows the flow by
 * @token: what it shows with it
 *
 * Returns: (transfer full) (nullable): id of the run
 */
char *
kab_flow_handle_find (KabServer *server, const char *handle, const char *token)
{
  g_autofree char *hash = kab_secrets_hash (token);
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT flow, token FROM flow_handles WHERE id = ?", "s", handle);

  if (!kab_rows_next (rows) || !kab_secrets_equal (kab_rows_get_text (rows, 1), hash))
    return NULL;
  return g_strdup (kab_rows_get_text (rows, 0));
}

/**
 * kab_flow_handle_move:
 * @server: the server
 * @from: id of a run
 * @to: id of another run
 *
 * Whoever held @from holds @to now.
 */
void
kab_flow_handle_move (KabServer *server, const char *from, const char *to)
{
  kab_database_run (server->database, "UPDATE flow_handles SET flow = ? WHERE flow = ?", "ss", to, from);
}

/**
 * kab_flow_run_note_address:
 * @server: the server
 * @self: a saved run
 * @field: name of a field of kind e-mail or phone
 * @value: its value in the form that addresses are compared in
 */
void
kab_flow_run_note_address (KabServer *server, KabFlowRun *self, const char *field, const char *value)
{
  kab_database_run (server->database, "INSERT OR REPLACE INTO flow_addresses VALUES (?, ?, ?)", "sss",
                    self->id, field, value);
}

/**
 * kab_flow_run_find_half_done:
 * @server: the server
 * @self: a run
 * @field: name of a field of kind e-mail or phone
 * @value: its value in the form that addresses are compared in
 *
 * Returns: (transfer full) (nullable): id of the newest other run of the same flow with the same address that
 *   is not at its end
 */
char *
kab_flow_run_find_half_done (KabServer *server, KabFlowRun *self, const char *field, const char *value)
{
  return kab_database_select_text (
      server->database,
      "SELECT f.id FROM flow_addresses a JOIN flows f ON f.id = a.flow"
      " WHERE a.value = ? AND a.field = ? AND f.organisation = ? AND f.flow = ?"
      " AND f.id <> ? AND f.state IN ('active', 'rejected') AND f.resumes IS NULL"
      " AND f.expires_at > ? ORDER BY f.updated_at DESC, f.created_at DESC LIMIT 1",
      "sssssl", value, field, kab_organisation_get_id (self->organisation), self->flow, self->id,
      kab_server_now (server));
}

/**
 * kab_flow_run_forget:
 * @server: the server
 *
 * Drops the personal data in runs whose time is over, and a month later what is left of them.
 */
void
kab_flow_run_forget (KabServer *server)
{
  gint64 now = kab_server_now (server);

  kab_database_run (server->database,
                    "DELETE FROM consents WHERE person IS NULL AND flow IN"
                    " (SELECT id FROM flows WHERE expires_at < ?)",
                    "l", now);
  kab_database_run (server->database,
                    "DELETE FROM flow_addresses WHERE flow IN (SELECT id FROM flows WHERE expires_at < ?)",
                    "l", now);
  kab_database_run (
      server->database,
      "UPDATE flows SET accepted = '{}', confirmed = '{}', password = NULL WHERE expires_at < ?", "l", now);
  kab_database_run (server->database, "DELETE FROM flows WHERE expires_at < ?", "l", now - KEEP_SECONDS);
}
