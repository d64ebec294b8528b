/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "person.h"

#include "json.h"
#include "secrets.h"

static JsonArray *
get_managers (KabOrganisation *organisation)
{
  return kab_json_get_array (kab_organisation_get_server (organisation), "managers");
}

/**
 * kab_person_new:
 * @organisation: an organisation
 * @role: "customer" or "staff"
 *
 * Returns: (transfer full): a person with a new id, not yet in the database
 */
KabPerson *
kab_person_new (KabOrganisation *organisation, const char *role)
{
  KabPerson *self = g_new0 (KabPerson, 1);

  self->id = kab_secrets_new_id ();
  self->organisation = g_strdup (kab_organisation_get_id (organisation));
  self->role = g_strdup (role);
  self->manager = -1;
  return self;
}

/**
 * kab_person_load:
 * @server: the server
 * @id: id of a person
 *
 * Returns: (transfer full) (nullable): the person
 */
KabPerson *
kab_person_load (KabServer *server, const char *id)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT id, organisation, role, login, name, first_name, last_name, email, phone,"
      " person_kind, password, must_change_password, manager, created_at,"
      " coalesce (blocked_at, 0), blocked_reason FROM persons WHERE id = ?",
      "s", id);
  KabPerson *self;
  char **texts[11];

  if (!kab_rows_next (rows))
    return NULL;
  self = g_new0 (KabPerson, 1);
  memcpy (texts,
          (char **[]) { &self->id, &self->organisation, &self->role, &self->login, &self->name,
                        &self->first_name, &self->last_name, &self->email, &self->phone, &self->person_kind,
                        &self->password },
          sizeof texts);
  for (int i = 0; i < (int) G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (kab_rows_get_text (rows, i));
  self->must_change_password = kab_rows_get_integer (rows, 11) != 0;
  self->manager = kab_rows_get_integer (rows, 12);
  self->created_at = kab_rows_get_integer (rows, 13);
  self->blocked_at = kab_rows_get_integer (rows, 14);
  self->blocked_reason = g_strdup (kab_rows_get_text (rows, 15));
  return self;
}

/**
 * kab_person_free:
 * @self: (transfer full) (nullable): a person
 */
void
kab_person_free (KabPerson *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->organisation);
  g_free (self->role);
  g_free (self->login);
  g_free (self->name);
  g_free (self->first_name);
  g_free (self->last_name);
  g_free (self->email);
  g_free (self->phone);
  g_free (self->person_kind);
  g_free (self->password);
  g_free (self->blocked_reason);
  g_free (self->session);
  g_free (self);
}

/* managers take new people in turn. */
static gint64
choose_manager (KabServer *server, const KabPerson *self)
{
  KabOrganisation *organisation = kab_server_find_organisation (server, self->organisation);
  guint managers = kab_json_array_length (get_managers (organisation));
  gint64 people;

  if (managers == 0 || kab_person_is_staff (self))
    return -1;
  people = kab_database_select_integer (
      server->database, "SELECT count (*) FROM persons WHERE organisation = ? AND manager >= 0", "s",
      self->organisation);
  return people % managers;
}

/**
 * kab_person_insert:
 * @server: the server
 * @self: a person with at least a login; a manager is chosen, the time is set where it is not
 *
 * Returns: whether the person is in the database; what one signs in with is added with kab_login_add ()
 */
gboolean
kab_person_insert (KabServer *server, KabPerson *self)
{
  g_return_val_if_fail (self->login != NULL, FALSE);

  if (self->created_at == 0)
    self->created_at = kab_server_now (server);
  self->manager = choose_manager (server, self);
  return kab_database_run (
      server->database,
      "INSERT INTO persons (id, organisation, role, login, name, first_name, last_name, email,"
      " phone, person_kind, password, must_change_password, manager, created_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "sssssssssssill", self->id, self->organisation, self->role, self->login, self->name, self->first_name,
      self->last_name, self->email, self->phone, self->person_kind, self->password,
      self->must_change_password, self->manager, self->created_at);
}

/**
 * kab_person_is_staff:
 * @self: (nullable): a person
 *
 * Returns: whether it is somebody of the organisation's staff
 */
gboolean
kab_person_is_staff (const KabPerson *self)
{
  return self != NULL && g_strcmp0 (self->role, "staff") == 0;
}

/**
 * kab_person_get_display_name:
 * @self: a person
 *
 * Returns: the name where it is known, otherwise the login
 */
const char *
kab_person_get_display_name (const KabPerson *self)
{
  return self->name != NULL && *self->name != '\0' ? self->name : self->login;
}

/**
 * kab_person_get_manager:
 * @self: a person
 * @organisation: the person's organisation
 *
 * Returns: (transfer none) (nullable): name, phone and e-mail of the person's manager
 */
JsonObject *
kab_person_get_manager (const KabPerson *self, KabOrganisation *organisation)
{
  JsonArray *managers = get_managers (organisation);

  if (self->manager < 0 || self->manager >= kab_json_array_length (managers))
    return NULL;
  return kab_json_array_get_object (managers, (guint) self->manager);
}

/**
 * kab_person_set_password:
 * @server: the server
 * @id: id of a person
 * @hash: argon2id of the new password
 * @must_change: whether the person is asked to choose another one
 */
void
kab_person_set_password (KabServer *server, const char *id, const char *hash, gboolean must_change)
{
  kab_database_run (server->database,
                    "UPDATE persons SET password = ?, must_change_password = ? WHERE id = ?", "sis", hash,
                    must_change, id);
}

/**
 * kab_person_block:
 * @server: the server
 * @id: id of a person
 * @reason: what the person is told
 *
 * Ends the person's sessions as well.
 */
void
kab_person_block (KabServer *server, const char *id, const char *reason)
{
  gint64 now = kab_server_now (server);

  kab_database_run (server->database, "UPDATE persons SET blocked_at = ?, blocked_reason = ? WHERE id = ?",
                    "lss", now, reason, id);
  kab_database_run (server->database,
                    "DELETE FROM access_tokens WHERE session IN"
                    " (SELECT id FROM sessions WHERE person = ?)",
                    "s", id);
}

/**
 * kab_person_unblock:
 * @server: the server
 * @id: id of a person
 */
void
kab_person_unblock (KabServer *server, const char *id)
{
  kab_database_run (server->database,
                    "UPDATE persons SET blocked_at = NULL, blocked_reason = NULL WHERE id = ?", "s", id);
}
