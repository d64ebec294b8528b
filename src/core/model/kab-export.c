/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-export.h"

static const KabMember kab_export_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },    { "state", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "done", KAB_MEMBER_INTEGER, KAB_REQUIRED }, { "total", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "size", KAB_MEMBER_INTEGER, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabExport, kab_export)

KAB_GET_STRING (KabExport, kab_export, id)
KAB_GET_STRING (KabExport, kab_export, state)
KAB_GET_INTEGER (KabExport, kab_export, done)
KAB_GET_INTEGER (KabExport, kab_export, total)
KAB_GET_INTEGER (KabExport, kab_export, size)
