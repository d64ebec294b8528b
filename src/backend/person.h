/* person.h: somebody with a login in one organisation. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "server.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *organisation;
  char *role;  /* "customer" or "staff" */
  char *login; /* as shown to the person */
  char *name;
  char *first_name;
  char *last_name;
  char *email;
  char *phone; /* E.164 */
  char *person_kind;
  char *password; /* argon2id */
  gboolean must_change_password;
  gint64 manager; /* index into the organisation's managers, or -1 */
  gint64 created_at;
  gint64 blocked_at; /* 0: not blocked */
  char *blocked_reason;
  char *session; /* id of the session that the call came with */
} KabPerson;

KabPerson *kab_person_new (KabOrganisation *organisation, const char *role) G_GNUC_WARN_UNUSED_RESULT;
KabPerson *kab_person_load (KabServer *server, const char *id) G_GNUC_WARN_UNUSED_RESULT;
void kab_person_free (KabPerson *self);
gboolean kab_person_insert (KabServer *server, KabPerson *self);

gboolean kab_person_is_staff (const KabPerson *self);
const char *kab_person_get_display_name (const KabPerson *self);
JsonObject *kab_person_get_manager (const KabPerson *self, KabOrganisation *organisation);

void kab_person_set_password (KabServer *server, const char *id, const char *hash, gboolean must_change);
void kab_person_block (KabServer *server, const char *id, const char *reason);
void kab_person_unblock (KabServer *server, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabPerson, kab_person_free)

G_END_DECLS
