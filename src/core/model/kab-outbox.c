/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-outbox.h"

static const KabMember kab_outbox_message_members[] = {
  { "id", KAB_MEMBER_INTEGER, KAB_REQUIRED },          { "at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "organisation", KAB_MEMBER_STRING, KAB_REQUIRED }, { "channel", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "to", KAB_MEMBER_STRING, KAB_REQUIRED },           { "subject", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "text", KAB_MEMBER_STRING, KAB_REQUIRED },         { "code", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "link", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabOutboxMessage, kab_outbox_message)

KAB_GET_INTEGER (KabOutboxMessage, kab_outbox_message, id)
KAB_GET_DATE_TIME (KabOutboxMessage, kab_outbox_message, at)
KAB_GET_STRING (KabOutboxMessage, kab_outbox_message, organisation)
KAB_GET_STRING (KabOutboxMessage, kab_outbox_message, channel)
KAB_GET_STRING (KabOutboxMessage, kab_outbox_message, to)
KAB_GET_STRING (KabOutboxMessage, kab_outbox_message, subject)
KAB_GET_STRING (KabOutboxMessage, kab_outbox_message, text)
KAB_GET_STRING (KabOutboxMessage, kab_outbox_message, code)
KAB_GET_STRING (KabOutboxMessage, kab_outbox_message, link)

static const KabMember kab_outbox_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_outbox_message_get_type },
};

KAB_DEFINE_RECORD (KabOutbox, kab_outbox)

KAB_GET_LIST (KabOutbox, kab_outbox, items)
