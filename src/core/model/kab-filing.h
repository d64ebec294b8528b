/* kab-filing.h: what comes with documents that people file: promises, files, documents that belong together. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-descriptor.h"
#include "kab-field.h"
#include "kab-record.h"

G_BEGIN_DECLS

/* By when somebody answers, counted in working time. */
#define KAB_TYPE_PROMISE (kab_promise_get_type ())
G_DECLARE_FINAL_TYPE (KabPromise, kab_promise, KAB, PROMISE, KabRecord)

const char *kab_promise_get_text (KabPromise *self);
GDateTime *kab_promise_get_from (KabPromise *self);
GDateTime *kab_promise_get_by (KabPromise *self);

/* What may be filed out of a document now, or why not. */
#define KAB_TYPE_FILING_OFFER (kab_filing_offer_get_type ())
G_DECLARE_FINAL_TYPE (KabFilingOffer, kab_filing_offer, KAB, FILING_OFFER, KabRecord)

const char *kab_filing_offer_get_type_id (KabFilingOffer *self); /* id of the document type */
const char *kab_filing_offer_get_title (KabFilingOffer *self);
gboolean kab_filing_offer_get_allowed (KabFilingOffer *self);
const char *kab_filing_offer_get_reason (KabFilingOffer *self); /* why it is not allowed */

/* A document that another one came out of, or that came out of it. */
#define KAB_TYPE_RELATED_DOCUMENT (kab_related_document_get_type ())
G_DECLARE_FINAL_TYPE (KabRelatedDocument, kab_related_document, KAB, RELATED_DOCUMENT, KabRecord)

const char *kab_related_document_get_id (KabRelatedDocument *self);
const char *kab_related_document_get_type_title (KabRelatedDocument *self);
const char *kab_related_document_get_number (KabRelatedDocument *self);
KabDocumentState *kab_related_document_get_state (KabRelatedDocument *self);

/* A file that came with a document or a message. */
#define KAB_TYPE_FILE_INFO (kab_file_info_get_type ())
G_DECLARE_FINAL_TYPE (KabFileInfo, kab_file_info, KAB, FILE_INFO, KabRecord)

const char *kab_file_info_get_id (KabFileInfo *self);
const char *kab_file_info_get_name (KabFileInfo *self);
const char *kab_file_info_get_content_type (KabFileInfo *self);
gint64 kab_file_info_get_size (KabFileInfo *self); /* bytes */

/* A time that the customer wished, the staff offered, or both agreed on. */
#define KAB_TYPE_APPOINTMENT (kab_appointment_get_type ())
G_DECLARE_FINAL_TYPE (KabAppointment, kab_appointment, KAB, APPOINTMENT, KabRecord)

GDateTime *kab_appointment_get_at (KabAppointment *self);
const char *kab_appointment_get_state (KabAppointment *self); /* wished, offered or agreed */

/* How something is written about a document. */
#define KAB_TYPE_THREAD (kab_thread_get_type ())
G_DECLARE_FINAL_TYPE (KabThread, kab_thread, KAB, THREAD, KabRecord)

const char *kab_thread_get_title (KabThread *self);
const char *kab_thread_get_submit (KabThread *self);
const char *kab_thread_get_closed (KabThread *self); /* why nothing is written any more, or NULL */
GListModel *kab_thread_get_fields (KabThread *self); /* of KabField */

/* What somebody wrote about a document. */
#define KAB_TYPE_MESSAGE (kab_message_get_type ())
G_DECLARE_FINAL_TYPE (KabMessage, kab_message, KAB, MESSAGE, KabRecord)

const char *kab_message_get_id (KabMessage *self);
GDateTime *kab_message_get_at (KabMessage *self);
const char *kab_message_get_role (KabMessage *self); /* customer or staff */
const char *kab_message_get_by (KabMessage *self);
const char *kab_message_get_text (KabMessage *self);
GListModel *kab_message_get_files (KabMessage *self); /* of KabFileInfo */

/* Where a shipment came to. */
#define KAB_TYPE_SHIPMENT_STAGE (kab_shipment_stage_get_type ())
G_DECLARE_FINAL_TYPE (KabShipmentStage, kab_shipment_stage, KAB, SHIPMENT_STAGE, KabRecord)

GDateTime *kab_shipment_stage_get_at (KabShipmentStage *self);
const char *kab_shipment_stage_get_stage (KabShipmentStage *self); /* registered, accepted, on_way… */
const char *kab_shipment_stage_get_title (KabShipmentStage *self);
const char *kab_shipment_stage_get_text (KabShipmentStage *self); /* the carrier's own words */

/* A part of an order on its way. */
#define KAB_TYPE_SHIPMENT (kab_shipment_get_type ())
G_DECLARE_FINAL_TYPE (KabShipment, kab_shipment, KAB, SHIPMENT, KabRecord)

const char *kab_shipment_get_id (KabShipment *self);
const char *kab_shipment_get_carrier (KabShipment *self);
const char *kab_shipment_get_tracking_number (KabShipment *self);
const char *kab_shipment_get_link (KabShipment *self);         /* the carrier's page about it */
const char *const *kab_shipment_get_lines (KabShipment *self); /* titles of what is in it */
GListModel *kab_shipment_get_stages (KabShipment *self);       /* of KabShipmentStage, the oldest first */

G_END_DECLS
