/* person.h: somebody with a login in one organisation. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *organisation;
  char *role; /* "customer" or "staff" */
  char *login;
  char *name;
  char *first_name;
  char *last_name;
  char *email;
  char *phone;
  char *person_kind;
  char *session; /* id of the session that the call came with */
  gboolean must_change_password;
  gint64 created_at;
  gint64 manager; /* index into the organisation's managers, or -1 */
} KabPerson;

void kab_person_free (KabPerson *self);
gboolean kab_person_is_staff (const KabPerson *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabPerson, kab_person_free)

G_END_DECLS
