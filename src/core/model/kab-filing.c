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

static const KabMember kab_appointment_members[] = {
  { "at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "state", KAB_MEMBER_WORD, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabAppointment, kab_appointment)

KAB_GET_DATE_TIME (KabAppointment, kab_appointment, at)
KAB_GET_STRING (KabAppointment, kab_appointment, state)

static const KabMember kab_thread_members[] = {
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "submit", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "closed", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "fields", KAB_MEMBER_LIST, KAB_REQUIRED, kab_field_get_type },
};

KAB_DEFINE_RECORD (KabThread, kab_thread)

KAB_GET_STRING (KabThread, kab_thread, title)
KAB_GET_STRING (KabThread, kab_thread, submit)
KAB_GET_STRING (KabThread, kab_thread, closed)
KAB_GET_LIST (KabThread, kab_thread, fields)

static const KabMember kab_message_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "role", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "by", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "text", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "files", KAB_MEMBER_LIST, KAB_REQUIRED, kab_file_info_get_type },
};

KAB_DEFINE_RECORD (KabMessage, kab_message)

KAB_GET_STRING (KabMessage, kab_message, id)
KAB_GET_DATE_TIME (KabMessage, kab_message, at)
KAB_GET_STRING (KabMessage, kab_message, role)
KAB_GET_STRING (KabMessage, kab_message, by)
KAB_GET_STRING (KabMessage, kab_message, text)
KAB_GET_LIST (KabMessage, kab_message, files)

static const KabMember kab_shipment_stage_members[] = {
  { "at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "stage", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "text", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabShipmentStage, kab_shipment_stage)

KAB_GET_DATE_TIME (KabShipmentStage, kab_shipment_stage, at)
KAB_GET_STRING (KabShipmentStage, kab_shipment_stage, stage)
KAB_GET_STRING (KabShipmentStage, kab_shipment_stage, title)
KAB_GET_STRING (KabShipmentStage, kab_shipment_stage, text)

static const KabMember kab_shipment_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "carrier", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "tracking_number", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "link", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "lines", KAB_MEMBER_STRINGS, KAB_REQUIRED },
  { "stages", KAB_MEMBER_LIST, KAB_REQUIRED, kab_shipment_stage_get_type },
};

KAB_DEFINE_RECORD (KabShipment, kab_shipment)

KAB_GET_STRING (KabShipment, kab_shipment, id)
KAB_GET_STRING (KabShipment, kab_shipment, carrier)
KAB_GET_STRING (KabShipment, kab_shipment, tracking_number)
KAB_GET_STRING (KabShipment, kab_shipment, link)
KAB_GET_STRINGS (KabShipment, kab_shipment, lines)
KAB_GET_LIST (KabShipment, kab_shipment, stages)
