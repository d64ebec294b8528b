/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-filing.h"

static const KabMember kab_promise_members[] = {
  { "text", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "from", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "by", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabPromise, kab_promise)

KAB_GET_STRING (KabPromise, kab_promise, text)
KAB_GET_DATE_TIME (KabPromise, kab_promise, from)
KAB_GET_DATE_TIME (KabPromise, kab_promise, by)

static const KabMember kab_filing_offer_members[] = {
  { "type", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "allowed", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "reason", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabFilingOffer, kab_filing_offer)

KAB_GETTER (const char *, KabFilingOffer, kab_filing_offer, type_id, type, string)
KAB_GET_STRING (KabFilingOffer, kab_filing_offer, title)
KAB_GET_BOOLEAN (KabFilingOffer, kab_filing_offer, allowed)
KAB_GET_STRING (KabFilingOffer, kab_filing_offer, reason)

static const KabMember kab_related_document_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "type_title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "number", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "state", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_document_state_get_type },
};

KAB_DEFINE_RECORD (KabRelatedDocument, kab_related_document)

KAB_GET_STRING (KabRelatedDocument, kab_related_document, id)
KAB_GET_STRING (KabRelatedDocument, kab_related_document, type_title)
KAB_GET_STRING (KabRelatedDocument, kab_related_document, number)
KAB_GET_RECORD (KabRelatedDocument, kab_related_document, KabDocumentState, state)

static const KabMember kab_file_info_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "name", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "content_type", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "size", KAB_MEMBER_INTEGER, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabFileInfo, kab_file_info)

KAB_GET_STRING (KabFileInfo, kab_file_info, id)
KAB_GET_STRING (KabFileInfo, kab_file_info, name)
KAB_GET_STRING (KabFileInfo, kab_file_info, content_type)
KAB_GET_INTEGER (KabFileInfo, kab_file_info, size)
