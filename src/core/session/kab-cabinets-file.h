/* kab-cabinets-file.h: the list of cabinets as it lies on the disk, without anything secret. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-session-records.h"

G_BEGIN_DECLS

/**
 * KabCabinetEntry:
 * @id: the cabinet's id
 * @origin: the server
 * @organisation: the organisation's id
 * @person: (nullable): who signed in; %NULL for a session that is still to be revoked, of which nothing
 *   but the place is known
 *
 * One line of the list.
 */
typedef struct
{
  char *id;
  char *origin;
  char *organisation;
  KabPerson *person;
} KabCabinetEntry;

KabCabinetEntry *
kab_cabinet_entry_new (const char *id, const char *origin, const char *organisation, KabPerson *person);
void kab_cabinet_entry_free (KabCabinetEntry *self);

GPtrArray *kab_cabinets_file_read (const char *path);
char *kab_cabinets_file_to_text (GPtrArray *entries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabCabinetEntry, kab_cabinet_entry_free)

G_END_DECLS
