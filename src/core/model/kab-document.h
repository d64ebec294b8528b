/* kab-document.h: a document: request, order, application, complaint… and its parts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-descriptor.h"
#include "kab-field.h"
#include "kab-filing.h"
#include "kab-flow.h"
#include "kab-record.h"

G_BEGIN_DECLS

/* What was decided about a line, and how it came to be known. */
#define KAB_TYPE_LINE_DECISION (kab_line_decision_get_type ())
G_DECLARE_FINAL_TYPE (KabLineDecision, kab_line_decision, KAB, LINE_DECISION, KabRecord)

gboolean kab_line_decision_get_accepted (KabLineDecision *self);
GDateTime *kab_line_decision_get_at (KabLineDecision *self);
const char *kab_line_decision_get_by (KabLineDecision *self);
const char *kab_line_decision_get_through (KabLineDecision *self); /* a program, the telephone */

/* A work, a material, a part. */
#define KAB_TYPE_DOCUMENT_LINE (kab_document_line_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentLine, kab_document_line, KAB, DOCUMENT_LINE, KabRecord)

const char *kab_document_line_get_id (KabDocumentLine *self);
const char *kab_document_line_get_group (KabDocumentLine *self); /* lines of one group stand together */
const char *kab_document_line_get_title (KabDocumentLine *self);
const char *kab_document_line_get_note (KabDocumentLine *self);
const char *kab_document_line_get_quantity (KabDocumentLine *self); /* as the organisation writes it */
const char *kab_document_line_get_unit (KabDocumentLine *self);
const KabMoney *kab_document_line_get_price (KabDocumentLine *self);
const KabMoney *kab_document_line_get_amount (KabDocumentLine *self);
KabDocumentState *kab_document_line_get_state (KabDocumentLine *self);
KabLineDecision *kab_document_line_get_decision (KabDocumentLine *self);

/* A sum below the lines. */
#define KAB_TYPE_TOTAL (kab_total_get_type ())
G_DECLARE_FINAL_TYPE (KabTotal, kab_total, KAB, TOTAL, KabRecord)

const char *kab_total_get_title (KabTotal *self);
const KabMoney *kab_total_get_amount (KabTotal *self);

/* Something that happened to a document. */
#define KAB_TYPE_TIMELINE_ENTRY (kab_timeline_entry_get_type ())
G_DECLARE_FINAL_TYPE (KabTimelineEntry, kab_timeline_entry, KAB, TIMELINE_ENTRY, KabRecord)

GDateTime *kab_timeline_entry_get_at (KabTimelineEntry *self);
const char *kab_timeline_entry_get_title (KabTimelineEntry *self);
const char *kab_timeline_entry_get_text (KabTimelineEntry *self);
const char *kab_timeline_entry_get_by (KabTimelineEntry *self); /* who did it */

/* The lines as they were once sent to be agreed. */
#define KAB_TYPE_DOCUMENT_VERSION (kab_document_version_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentVersion, kab_document_version, KAB, DOCUMENT_VERSION, KabRecord)

gint64 kab_document_version_get_version (KabDocumentVersion *self); /* from 1 */
GDateTime *kab_document_version_get_at (KabDocumentVersion *self);
const char *kab_document_version_get_by (KabDocumentVersion *self);
const KabMoney *kab_document_version_get_total (KabDocumentVersion *self);
GListModel *kab_document_version_get_lines (KabDocumentVersion *self); /* of KabDocumentLine */

/* A line that an action does not touch now. */
#define KAB_TYPE_CLOSED_LINE (kab_closed_line_get_type ())
G_DECLARE_FINAL_TYPE (KabClosedLine, kab_closed_line, KAB, CLOSED_LINE, KabRecord)

const char *kab_closed_line_get_id (KabClosedLine *self);
const char *kab_closed_line_get_reason (KabClosedLine *self);

/* What may be done with a document now, or why not. */
#define KAB_TYPE_ACTION (kab_action_get_type ())
G_DECLARE_FINAL_TYPE (KabAction, kab_action, KAB, ACTION, KabRecord)

const char *kab_action_get_id (KabAction *self);
const char *kab_action_get_title (KabAction *self);
const char *kab_action_get_tone (KabAction *self); /* suggested, destructive or plain */
gboolean kab_action_get_allowed (KabAction *self);
const char *kab_action_get_reason (KabAction *self);        /* why it is not allowed */
GListModel *kab_action_get_fields (KabAction *self);        /* of KabField; what is asked before */
const char *kab_action_get_confirm (KabAction *self);       /* question to be answered before */
const char *kab_action_get_lines (KabAction *self);         /* none, choose, decide, edit; NULL: none */
gboolean kab_action_get_quantities (KabAction *self);       /* whether a part of a line may be chosen */
const char *const *kab_action_get_groups (KabAction *self); /* where new lines may go */
GListModel *kab_action_get_closed_lines (KabAction *self);  /* of KabClosedLine */

/* What stands in a column that only this organisation has. */
#define KAB_TYPE_DOCUMENT_CELL (kab_document_cell_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentCell, kab_document_cell, KAB, DOCUMENT_CELL, KabRecord)

const char *kab_document_cell_get_column (KabDocumentCell *self);
const char *kab_document_cell_get_text (KabDocumentCell *self);

/* A document; the members of its detail are absent in a row of the table. */
#define KAB_TYPE_DOCUMENT (kab_document_get_type ())
G_DECLARE_FINAL_TYPE (KabDocument, kab_document, KAB, DOCUMENT, KabRecord)

const char *kab_document_get_id (KabDocument *self);
const char *kab_document_get_type_id (KabDocument *self); /* id of the document type */
const char *kab_document_get_type_title (KabDocument *self);
const char *kab_document_get_number (KabDocument *self); /* text, as the organisation writes it */
const char *kab_document_get_subject (KabDocument *self);
GDateTime *kab_document_get_date (KabDocument *self);
const KabMoney *kab_document_get_amount (KabDocument *self); /* NULL while there is none */
KabDocumentState *kab_document_get_state (KabDocument *self);
gboolean kab_document_get_waits (KabDocument *self); /* whether it waits for the person */
GDateTime *kab_document_get_due_at (KabDocument *self);
gint64 kab_document_get_version (KabDocument *self);
const char *kab_document_get_thing (KabDocument *self);      /* what it is about: a car, an address */
const char *kab_document_get_customer (KabDocument *self);   /* only for staff */
const char *kab_document_get_currency (KabDocument *self);   /* ISO 4217 */
GListModel *kab_document_get_cells (KabDocument *self);      /* of KabDocumentCell */
GListModel *kab_document_get_lines (KabDocument *self);      /* of KabDocumentLine */
GListModel *kab_document_get_totals (KabDocument *self);     /* of KabTotal */
GListModel *kab_document_get_timeline (KabDocument *self);   /* of KabTimelineEntry */
GListModel *kab_document_get_properties (KabDocument *self); /* of KabProperty */
GListModel *kab_document_get_actions (KabDocument *self);    /* of KabAction */
const char *kab_document_get_history_note (KabDocument *self);
GListModel *kab_document_get_versions (KabDocument *self); /* of KabDocumentVersion, the oldest first */
KabPromise *kab_document_get_promise (KabDocument *self);  /* NULL: none, or it is over */
GListModel *kab_document_get_filings (KabDocument *self);  /* of KabFilingOffer */
GListModel *kab_document_get_related (KabDocument *self);  /* of KabRelatedDocument */
GListModel *kab_document_get_files (KabDocument *self);    /* of KabFileInfo; what came with it */
KabAppointment *kab_document_get_appointment (KabDocument *self);
KabThread *kab_document_get_thread (KabDocument *self);     /* NULL: nothing is written about it */
GListModel *kab_document_get_messages (KabDocument *self);  /* of KabMessage, the oldest first */
GListModel *kab_document_get_shipments (KabDocument *self); /* of KabShipment */

/* A window of the documents under one mark. */
#define KAB_TYPE_DOCUMENT_WINDOW (kab_document_window_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentWindow, kab_document_window, KAB, DOCUMENT_WINDOW, KabRecord)

GListModel *kab_document_window_get_items (KabDocumentWindow *self); /* of KabDocument */
gint64 kab_document_window_get_total (KabDocumentWindow *self);
gint64 kab_document_window_get_offset (KabDocumentWindow *self);
const char *
kab_document_window_get_as_of (KabDocumentWindow *self); /* mark under which the next windows are asked for */
JsonNode *kab_document_window_get_counts (
    KabDocumentWindow *self); /* object of numbers; see kab_document_window_get_count() */

gint64 kab_document_window_get_count (KabDocumentWindow *self, const char *name);

G_END_DECLS
