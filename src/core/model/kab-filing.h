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

G_END_DECLS
