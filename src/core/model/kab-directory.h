/* kab-directory.h: the directory of organisations, and the health of the server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-record.h"

G_BEGIN_DECLS

/* One organisation in the directory. */
#define KAB_TYPE_DIRECTORY_ENTRY (kab_directory_entry_get_type ())
G_DECLARE_FINAL_TYPE (KabDirectoryEntry, kab_directory_entry, KAB, DIRECTORY_ENTRY, KabRecord)

const char *kab_directory_entry_get_id (KabDirectoryEntry *self);   /* what stands in the address: /{id}/ */
const char *kab_directory_entry_get_name (KabDirectoryEntry *self); /* the name for people */
const char *kab_directory_entry_get_short_name (KabDirectoryEntry *self); /* a letter or two for the avatar */
const char *kab_directory_entry_get_kind (KabDirectoryEntry *self);       /* what kind of company, in words */
const char *kab_directory_entry_get_city (KabDirectoryEntry *self);
const char *kab_directory_entry_get_site (KabDirectoryEntry *self); /* the public site */
gint64
kab_directory_entry_get_palette (KabDirectoryEntry *self); /* number of the avatar's colours, 0 to 13 */
const char *kab_directory_entry_get_version (KabDirectoryEntry *self); /* of the descriptor */

/* The organisations of a server. */
#define KAB_TYPE_DIRECTORY (kab_directory_get_type ())
G_DECLARE_FINAL_TYPE (KabDirectory, kab_directory, KAB, DIRECTORY, KabRecord)

GListModel *kab_directory_get_items (KabDirectory *self); /* of KabDirectoryEntry */

/* That the server is there. */
#define KAB_TYPE_HEALTH (kab_health_get_type ())
G_DECLARE_FINAL_TYPE (KabHealth, kab_health, KAB, HEALTH, KabRecord)

const char *kab_health_get_status (KabHealth *self);  /* "ok" */
const char *kab_health_get_version (KabHealth *self); /* of the server */
GDateTime *kab_health_get_time (KabHealth *self);     /* the server's clock */

G_END_DECLS
