/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-directory.h"

static const KabMember kab_directory_entry_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },         { "name", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "short_name", KAB_MEMBER_STRING, KAB_REQUIRED }, { "kind", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "city", KAB_MEMBER_STRING, KAB_REQUIRED },       { "site", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "palette", KAB_MEMBER_INTEGER, KAB_REQUIRED },   { "version", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabDirectoryEntry, kab_directory_entry)

KAB_GET_STRING (KabDirectoryEntry, kab_directory_entry, id)
KAB_GET_STRING (KabDirectoryEntry, kab_directory_entry, name)
KAB_GET_STRING (KabDirectoryEntry, kab_directory_entry, short_name)
KAB_GET_STRING (KabDirectoryEntry, kab_directory_entry, kind)
KAB_GET_STRING (KabDirectoryEntry, kab_directory_entry, city)
KAB_GET_STRING (KabDirectoryEntry, kab_directory_entry, site)
KAB_GET_INTEGER (KabDirectoryEntry, kab_directory_entry, palette)
KAB_GET_STRING (KabDirectoryEntry, kab_directory_entry, version)

static const KabMember kab_directory_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_directory_entry_get_type },
};

KAB_DEFINE_RECORD (KabDirectory, kab_directory)

KAB_GET_LIST (KabDirectory, kab_directory, items)

static const KabMember kab_health_members[] = {
  { "status", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "version", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "time", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabHealth, kab_health)

KAB_GET_STRING (KabHealth, kab_health, status)
KAB_GET_STRING (KabHealth, kab_health, version)
KAB_GET_DATE_TIME (KabHealth, kab_health, time)
