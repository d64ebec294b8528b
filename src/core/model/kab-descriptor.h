/* kab-descriptor.h: what an organisation is, asks and has. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-calendar.h"
#include "kab-contact.h"
#include "kab-password-rule.h"
#include "kab-payment-rules.h"
#include "kab-record.h"

G_BEGIN_DECLS

/* How a person signs in. */
#define KAB_TYPE_SIGN_IN (kab_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (KabSignIn, kab_sign_in, KAB, SIGN_IN, KabRecord)

const char *kab_sign_in_get_title (KabSignIn *self);
const char *kab_sign_in_get_lead (KabSignIn *self);
const char *kab_sign_in_get_submit (KabSignIn *self); /* label of the button */
const char *kab_sign_in_get_login_label (KabSignIn *self);
const char *const *kab_sign_in_get_logins (KabSignIn *self); /* email, phone, login, account_number */
gboolean kab_sign_in_get_remember (KabSignIn *self);         /* whether staying signed in is offered */
const char *kab_sign_in_get_register (KabSignIn *self);      /* label of the way to registration */
const char *
kab_sign_in_get_recover (KabSignIn *self);       /* label of the way to recovery; NULL if there is none */
gboolean kab_sign_in_get_tabs (KabSignIn *self); /* whether sign-in and registration are tabs of one page */

/* A text that a person reads and may consent to. */
#define KAB_TYPE_LEGAL_TEXT (kab_legal_text_get_type ())
G_DECLARE_FINAL_TYPE (KabLegalText, kab_legal_text, KAB, LEGAL_TEXT, KabRecord)

const char *kab_legal_text_get_id (KabLegalText *self);
const char *kab_legal_text_get_version (KabLegalText *self);
const char *kab_legal_text_get_title (KabLegalText *self);
const char *kab_legal_text_get_text (KabLegalText *self);
const char *kab_legal_text_get_sha256 (KabLegalText *self); /* of the text, sent back with a consent */

/* A step in the plan of a flow. */
#define KAB_TYPE_STEP_SUMMARY (kab_step_summary_get_type ())
G_DECLARE_FINAL_TYPE (KabStepSummary, kab_step_summary, KAB, STEP_SUMMARY, KabRecord)

const char *kab_step_summary_get_id (KabStepSummary *self);
const char *kab_step_summary_get_kind (KabStepSummary *self);
const char *kab_step_summary_get_title (KabStepSummary *self);

/* A flow as the descriptor announces it. */
#define KAB_TYPE_FLOW_SUMMARY (kab_flow_summary_get_type ())
G_DECLARE_FINAL_TYPE (KabFlowSummary, kab_flow_summary, KAB, FLOW_SUMMARY, KabRecord)

const char *kab_flow_summary_get_title (KabFlowSummary *self);
const char *kab_flow_summary_get_lead (KabFlowSummary *self);
const char *kab_flow_summary_get_start (KabFlowSummary *self);    /* label of the button that begins */
const char *kab_flow_summary_get_duration (KabFlowSummary *self); /* how long it takes, in words */
GListModel *kab_flow_summary_get_steps (KabFlowSummary *self);    /* of KabStepSummary */

/* A state with the organisation's own title. */
#define KAB_TYPE_DOCUMENT_STATE (kab_document_state_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentState, kab_document_state, KAB, DOCUMENT_STATE, KabRecord)

const char *kab_document_state_get_id (KabDocumentState *self);
const char *kab_document_state_get_title (KabDocumentState *self); /* may be empty */
const char *kab_document_state_get_tone (KabDocumentState *self);  /* neutral, accent, waits, good or bad */

/* That and how people file a kind of document. */
#define KAB_TYPE_FILING (kab_filing_get_type ())
G_DECLARE_FINAL_TYPE (KabFiling, kab_filing, KAB, FILING, KabRecord)

const char *kab_filing_get_title (KabFiling *self);
const char *kab_filing_get_lead (KabFiling *self);
const char *kab_filing_get_submit (KabFiling *self); /* label of the button */
gboolean kab_filing_get_alone (KabFiling *self);
gboolean kab_filing_get_staff (KabFiling *self); /* whether staff file it for a customer */

/* A kind of document of this organisation. */
#define KAB_TYPE_DOCUMENT_TYPE (kab_document_type_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentType, kab_document_type, KAB, DOCUMENT_TYPE, KabRecord)

const char *kab_document_type_get_id (KabDocumentType *self);
const char *kab_document_type_get_title (KabDocumentType *self);
const char *kab_document_type_get_plural (KabDocumentType *self); /* title of many of them */
const char *kab_document_type_get_icon (KabDocumentType *self);   /* name of a symbolic icon */
const char *kab_document_type_get_number_sample (KabDocumentType *self);
gboolean kab_document_type_get_planned (KabDocumentType *self);   /* due_at is a date agreed on */
KabFiling *kab_document_type_get_filing (KabDocumentType *self);  /* NULL: nobody files it */
gboolean kab_document_type_get_staff (KabDocumentType *self);     /* customers have no such documents */
GListModel *kab_document_type_get_states (KabDocumentType *self); /* of KabDocumentState */

/* A column of the documents table that only this organisation has. */
#define KAB_TYPE_DOCUMENT_COLUMN (kab_document_column_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentColumn, kab_document_column, KAB, DOCUMENT_COLUMN, KabRecord)

const char *kab_document_column_get_id (KabDocumentColumn *self);
const char *kab_document_column_get_title (KabDocumentColumn *self);
const char *kab_document_column_get_property (KabDocumentColumn *self); /* NULL: what the document is about */
gboolean kab_document_column_get_hidden (KabDocumentColumn *self);      /* until the person wants it */

/* What an organisation is, asks and has. */
#define KAB_TYPE_DESCRIPTOR (kab_descriptor_get_type ())
G_DECLARE_FINAL_TYPE (KabDescriptor, kab_descriptor, KAB, DESCRIPTOR, KabRecord)

const char *kab_descriptor_get_id (KabDescriptor *self);
const char *kab_descriptor_get_version (KabDescriptor *self);
const char *kab_descriptor_get_name (KabDescriptor *self);
const char *kab_descriptor_get_legal_name (KabDescriptor *self);
const char *kab_descriptor_get_short_name (KabDescriptor *self); /* a letter or two for the avatar */
const char *kab_descriptor_get_kind (KabDescriptor *self);       /* what kind of company, in words */
const char *kab_descriptor_get_city (KabDescriptor *self);
const char *kab_descriptor_get_site (KabDescriptor *self);
gint64 kab_descriptor_get_palette (KabDescriptor *self);        /* number of the avatar's colours, 0 to 13 */
const char *kab_descriptor_get_time_zone (KabDescriptor *self); /* such as "Europe/Minsk" */
const char *kab_descriptor_get_country (KabDescriptor *self);   /* ISO 3166 */
const char *kab_descriptor_get_currency (KabDescriptor *self);  /* ISO 4217 */
const char *const *kab_descriptor_get_languages (KabDescriptor *self);
KabCalendar *kab_descriptor_get_calendar (KabDescriptor *self);
GListModel *kab_descriptor_get_contacts (KabDescriptor *self); /* of KabContact */
const char *kab_descriptor_get_welcome (KabDescriptor *self);  /* text for those who have just come */
const char *const *
kab_descriptor_get_sections (KabDescriptor *self); /* what a cabinet has: documents, receipts… */
JsonNode *kab_descriptor_get_section_titles (
    KabDescriptor *self); /* object of titles by section; see kab_descriptor_get_section_title() */
KabSignIn *kab_descriptor_get_sign_in (KabDescriptor *self);
const char *const *kab_descriptor_get_person_kinds (KabDescriptor *self); /* natural, legal */
KabPasswordRule *kab_descriptor_get_password (KabDescriptor *self);
GListModel *kab_descriptor_get_legal (KabDescriptor *self); /* of KabLegalText */
JsonNode *kab_descriptor_get_flows (KabDescriptor *self); /* object of flows; see kab_descriptor_dup_flow() */
GListModel *kab_descriptor_get_document_types (KabDescriptor *self); /* of KabDocumentType */
const char *const *
kab_descriptor_get_document_columns (KabDescriptor *self);           /* columns of the documents table */
GListModel *kab_descriptor_get_custom_columns (KabDescriptor *self); /* of KabDocumentColumn */
const GDate *kab_descriptor_get_history_from (KabDescriptor *self);  /* nothing older is shown */
gboolean kab_descriptor_get_date_seconds (KabDescriptor *self); /* whether dates of documents show seconds */
KabPaymentRules *kab_descriptor_get_payments (KabDescriptor *self); /* NULL: nothing is paid here */

KabFlowSummary *kab_descriptor_dup_flow (KabDescriptor *self, const char *flow);
const char *kab_descriptor_get_section_title (KabDescriptor *self, const char *section);
gboolean kab_descriptor_has_section (KabDescriptor *self, const char *section);
KabDocumentType *kab_descriptor_dup_document_type (KabDescriptor *self, const char *id);
KabLegalText *kab_descriptor_dup_legal_text (KabDescriptor *self, const char *id);

G_END_DECLS
