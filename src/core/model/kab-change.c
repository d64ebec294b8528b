/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-change.h"

static const KabMember kab_change_members[] = {
  { "type", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "version", KAB_MEMBER_INTEGER, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabChange, kab_change)

KAB_GETTER (const char *, KabChange, kab_change, type_id, type, string)
KAB_GET_STRING (KabChange, kab_change, id)
KAB_GET_INTEGER (KabChange, kab_change, version)
