/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-document.h"
#include "kab-filing.h"

static const KabMember kab_line_decision_members[] = {
  { "accepted", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "by", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "through", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabLineDecision, kab_line_decision)

KAB_GET_BOOLEAN (KabLineDecision, kab_line_decision, accepted)
KAB_GET_DATE_TIME (KabLineDecision, kab_line_decision, at)
KAB_GET_STRING (KabLineDecision, kab_line_decision, by)
KAB_GET_STRING (KabLineDecision, kab_line_decision, through)

static const KabMember kab_document_line_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "group", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "note", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "quantity", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "unit", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "price", KAB_MEMBER_MONEY, KAB_OPTIONAL },
  { "amount", KAB_MEMBER_MONEY, KAB_OPTIONAL },
  { "state", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_document_state_get_type },
  { "decision", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_line_decision_get_type },
};

KAB_DEFINE_RECORD (KabDocumentLine, kab_document_line)

KAB_GET_STRING (KabDocumentLine, kab_document_line, id)
KAB_GET_STRING (KabDocumentLine, kab_document_line, group)
KAB_GET_STRING (KabDocumentLine, kab_document_line, title)
KAB_GET_STRING (KabDocumentLine, kab_document_line, note)
KAB_GET_STRING (KabDocumentLine, kab_document_line, quantity)
KAB_GET_STRING (KabDocumentLine, kab_document_line, unit)
KAB_GET_MONEY (KabDocumentLine, kab_document_line, price)
KAB_GET_MONEY (KabDocumentLine, kab_document_line, amount)
KAB_GET_RECORD (KabDocumentLine, kab_document_line, KabDocumentState, state)
KAB_GET_RECORD (KabDocumentLine, kab_document_line, KabLineDecision, decision)

static const KabMember kab_total_members[] = {
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "amount", KAB_MEMBER_MONEY, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabTotal, kab_total)

KAB_GET_STRING (KabTotal, kab_total, title)
KAB_GET_MONEY (KabTotal, kab_total, amount)

static const KabMember kab_timeline_entry_members[] = {
  { "at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "text", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "by", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabTimelineEntry, kab_timeline_entry)

KAB_GET_DATE_TIME (KabTimelineEntry, kab_timeline_entry, at)
KAB_GET_STRING (KabTimelineEntry, kab_timeline_entry, title)
KAB_GET_STRING (KabTimelineEntry, kab_timeline_entry, text)
KAB_GET_STRING (KabTimelineEntry, kab_timeline_entry, by)

static const KabMember kab_document_version_members[] = {
  { "version", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "by", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "total", KAB_MEMBER_MONEY, KAB_OPTIONAL },
  { "lines", KAB_MEMBER_LIST, KAB_REQUIRED, kab_document_line_get_type },
};

KAB_DEFINE_RECORD (KabDocumentVersion, kab_document_version)

KAB_GET_INTEGER (KabDocumentVersion, kab_document_version, version)
KAB_GET_DATE_TIME (KabDocumentVersion, kab_document_version, at)
KAB_GET_STRING (KabDocumentVersion, kab_document_version, by)
KAB_GET_MONEY (KabDocumentVersion, kab_document_version, total)
KAB_GET_LIST (KabDocumentVersion, kab_document_version, lines)

static const KabMember kab_closed_line_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "reason", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabClosedLine, kab_closed_line)

KAB_GET_STRING (KabClosedLine, kab_closed_line, id)
KAB_GET_STRING (KabClosedLine, kab_closed_line, reason)

static const KabMember kab_action_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "tone", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "allowed", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "reason", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "fields", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_field_get_type },
  { "confirm", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "lines", KAB_MEMBER_WORD, KAB_OPTIONAL },
  { "quantities", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
  { "groups", KAB_MEMBER_STRINGS, KAB_OPTIONAL },
  { "closed_lines", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_closed_line_get_type },
};

KAB_DEFINE_RECORD (KabAction, kab_action)

KAB_GET_STRING (KabAction, kab_action, id)
KAB_GET_STRING (KabAction, kab_action, title)
KAB_GET_STRING (KabAction, kab_action, tone)
KAB_GET_BOOLEAN (KabAction, kab_action, allowed)
KAB_GET_STRING (KabAction, kab_action, reason)
KAB_GET_LIST (KabAction, kab_action, fields)
KAB_GET_STRING (KabAction, kab_action, confirm)
KAB_GET_STRING (KabAction, kab_action, lines)
KAB_GET_BOOLEAN (KabAction, kab_action, quantities)
KAB_GET_STRINGS (KabAction, kab_action, groups)
KAB_GET_LIST (KabAction, kab_action, closed_lines)

static const KabMember kab_document_cell_members[] = {
  { "column", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "text", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabDocumentCell, kab_document_cell)

KAB_GET_STRING (KabDocumentCell, kab_document_cell, column)
KAB_GET_STRING (KabDocumentCell, kab_document_cell, text)

static const KabMember kab_document_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "type", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "type_title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "number", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "subject", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "date", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "amount", KAB_MEMBER_MONEY, KAB_OPTIONAL },
  { "state", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_document_state_get_type },
  { "waits", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "due_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "version", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "thing", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "customer", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "currency", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "cells", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_document_cell_get_type },
  { "lines", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_document_line_get_type },
  { "totals", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_total_get_type },
  { "timeline", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_timeline_entry_get_type },
  { "properties", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_property_get_type },
  { "actions", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_action_get_type },
  { "history_note", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "versions", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_document_version_get_type },
  { "promise", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_promise_get_type },
  { "filings", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_filing_offer_get_type },
  { "related", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_related_document_get_type },
  { "files", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_file_info_get_type },
  { "appointment", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_appointment_get_type },
  { "thread", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_thread_get_type },
  { "messages", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_message_get_type },
  { "shipments", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_shipment_get_type },
};

KAB_DEFINE_RECORD (KabDocument, kab_document)

KAB_GET_STRING (KabDocument, kab_document, id)
KAB_GETTER (const char *, KabDocument, kab_document, type_id, type, string)
KAB_GET_STRING (KabDocument, kab_document, type_title)
KAB_GET_STRING (KabDocument, kab_document, number)
KAB_GET_STRING (KabDocument, kab_document, subject)
KAB_GET_DATE_TIME (KabDocument, kab_document, date)
KAB_GET_MONEY (KabDocument, kab_document, amount)
KAB_GET_RECORD (KabDocument, kab_document, KabDocumentState, state)
KAB_GET_BOOLEAN (KabDocument, kab_document, waits)
KAB_GET_DATE_TIME (KabDocument, kab_document, due_at)
KAB_GET_INTEGER (KabDocument, kab_document, version)
KAB_GET_STRING (KabDocument, kab_document, thing)
KAB_GET_STRING (KabDocument, kab_document, customer)
KAB_GET_STRING (KabDocument, kab_document, currency)
KAB_GET_LIST (KabDocument, kab_document, cells)
KAB_GET_LIST (KabDocument, kab_document, lines)
KAB_GET_LIST (KabDocument, kab_document, totals)
KAB_GET_LIST (KabDocument, kab_document, timeline)
KAB_GET_LIST (KabDocument, kab_document, properties)
KAB_GET_LIST (KabDocument, kab_document, actions)
KAB_GET_STRING (KabDocument, kab_document, history_note)
KAB_GET_LIST (KabDocument, kab_document, versions)
KAB_GET_RECORD (KabDocument, kab_document, KabPromise, promise)
KAB_GET_LIST (KabDocument, kab_document, filings)
KAB_GET_LIST (KabDocument, kab_document, related)
KAB_GET_LIST (KabDocument, kab_document, files)
KAB_GET_RECORD (KabDocument, kab_document, KabAppointment, appointment)
KAB_GET_RECORD (KabDocument, kab_document, KabThread, thread)
KAB_GET_LIST (KabDocument, kab_document, messages)
KAB_GET_LIST (KabDocument, kab_document, shipments)

static const KabMember kab_document_window_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_document_get_type },
  { "total", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "offset", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "as_of", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "counts", KAB_MEMBER_JSON, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabDocumentWindow, kab_document_window)

KAB_GET_LIST (KabDocumentWindow, kab_document_window, items)
KAB_GET_INTEGER (KabDocumentWindow, kab_document_window, total)
KAB_GET_INTEGER (KabDocumentWindow, kab_document_window, offset)
KAB_GET_STRING (KabDocumentWindow, kab_document_window, as_of)
KAB_GET_JSON (KabDocumentWindow, kab_document_window, counts)

/**
 * kab_document_window_get_count:
 * @self: a window
 * @name: waits, open or closed
 *
 * Returns: how many documents there are of the kind, 0 if the server does not say
 */
gint64
kab_document_window_get_count (KabDocumentWindow *self, const char *name)
{
  JsonNode *counts, *count = NULL;

  g_return_val_if_fail (KAB_IS_DOCUMENT_WINDOW (self), 0);
  g_return_val_if_fail (name != NULL, 0);

  counts = kab_document_window_get_counts (self);
  if (counts != NULL && JSON_NODE_HOLDS_OBJECT (counts))
    count = json_object_get_member (json_node_get_object (counts), name);
  return count != NULL && json_node_get_value_type (count) == G_TYPE_INT64 ? json_node_get_int (count) : 0;
}
