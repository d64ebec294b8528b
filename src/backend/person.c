/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "person.h"

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
  g_free (self->session);
  g_free (self);
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
