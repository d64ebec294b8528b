/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-contact.h"

static const KabMember kab_contact_members[] = {
  { "kind", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "label", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "value", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "extension", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "uri", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "calendar", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_calendar_get_type },
  { "note", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabContact, kab_contact)

KAB_GET_STRING (KabContact, kab_contact, kind)
KAB_GET_STRING (KabContact, kab_contact, label)
KAB_GET_STRING (KabContact, kab_contact, value)
KAB_GET_STRING (KabContact, kab_contact, extension)
KAB_GET_STRING (KabContact, kab_contact, uri)
KAB_GET_RECORD (KabContact, kab_contact, KabCalendar, calendar)
KAB_GET_STRING (KabContact, kab_contact, note)
