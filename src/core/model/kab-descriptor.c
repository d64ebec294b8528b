/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-descriptor.h"

static const KabMember kab_sign_in_members[] = {
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },    { "lead", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "submit", KAB_MEMBER_STRING, KAB_REQUIRED },   { "login_label", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "logins", KAB_MEMBER_STRINGS, KAB_REQUIRED },  { "remember", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "register", KAB_MEMBER_STRING, KAB_REQUIRED }, { "recover", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "tabs", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabSignIn, kab_sign_in)

KAB_GET_STRING (KabSignIn, kab_sign_in, title)
KAB_GET_STRING (KabSignIn, kab_sign_in, lead)
KAB_GET_STRING (KabSignIn, kab_sign_in, submit)
KAB_GET_STRING (KabSignIn, kab_sign_in, login_label)
KAB_GET_STRINGS (KabSignIn, kab_sign_in, logins)
KAB_GET_BOOLEAN (KabSignIn, kab_sign_in, remember)
KAB_GET_STRING (KabSignIn, kab_sign_in, register)
KAB_GET_STRING (KabSignIn, kab_sign_in, recover)
KAB_GET_BOOLEAN (KabSignIn, kab_sign_in, tabs)

static const KabMember kab_legal_text_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },     { "version", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },  { "text", KAB_MEMBER_TEXT, KAB_REQUIRED },
  { "sha256", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabLegalText, kab_legal_text)

KAB_GET_STRING (KabLegalText, kab_legal_text, id)
KAB_GET_STRING (KabLegalText, kab_legal_text, version)
KAB_GET_STRING (KabLegalText, kab_legal_text, title)
KAB_GET_STRING (KabLegalText, kab_legal_text, text)
KAB_GET_STRING (KabLegalText, kab_legal_text, sha256)

static const KabMember kab_step_summary_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "kind", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabStepSummary, kab_step_summary)

KAB_GET_STRING (KabStepSummary, kab_step_summary, id)
KAB_GET_STRING (KabStepSummary, kab_step_summary, kind)
KAB_GET_STRING (KabStepSummary, kab_step_summary, title)

static const KabMember kab_flow_summary_members[] = {
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "lead", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "start", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "duration", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "steps", KAB_MEMBER_LIST, KAB_REQUIRED, kab_step_summary_get_type },
};

KAB_DEFINE_RECORD (KabFlowSummary, kab_flow_summary)

KAB_GET_STRING (KabFlowSummary, kab_flow_summary, title)
KAB_GET_STRING (KabFlowSummary, kab_flow_summary, lead)
KAB_GET_STRING (KabFlowSummary, kab_flow_summary, start)
KAB_GET_STRING (KabFlowSummary, kab_flow_summary, duration)
KAB_GET_LIST (KabFlowSummary, kab_flow_summary, steps)

static const KabMember kab_document_state_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "tone", KAB_MEMBER_WORD, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabDocumentState, kab_document_state)

KAB_GET_STRING (KabDocumentState, kab_document_state, id)
KAB_GET_STRING (KabDocumentState, kab_document_state, title)
KAB_GET_STRING (KabDocumentState, kab_document_state, tone)

static const KabMember kab_filing_members[] = {
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },  { "lead", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "submit", KAB_MEMBER_STRING, KAB_REQUIRED }, { "alone", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
  { "staff", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabFiling, kab_filing)

KAB_GET_STRING (KabFiling, kab_filing, title)
KAB_GET_STRING (KabFiling, kab_filing, lead)
KAB_GET_STRING (KabFiling, kab_filing, submit)
KAB_GET_BOOLEAN (KabFiling, kab_filing, staff)

/**
 * kab_filing_get_alone:
 * @self: how a kind of document is filed
 *
 * Returns: whether it is filed by itself; otherwise only out of another document
 */
gboolean
kab_filing_get_alone (KabFiling *self)
{
  g_return_val_if_fail (KAB_IS_FILING (self), FALSE);

  return !kab_record_has (KAB_RECORD (self), "alone") || kab_record_get_boolean (KAB_RECORD (self), "alone");
}

static const KabMember kab_document_type_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "plural", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "icon", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "number_sample", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "planned", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
  { "filing", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_filing_get_type },
  { "staff", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
  { "states", KAB_MEMBER_LIST, KAB_REQUIRED, kab_document_state_get_type },
};

KAB_DEFINE_RECORD (KabDocumentType, kab_document_type)

KAB_GET_STRING (KabDocumentType, kab_document_type, id)
KAB_GET_STRING (KabDocumentType, kab_document_type, title)
KAB_GET_STRING (KabDocumentType, kab_document_type, plural)
KAB_GET_STRING (KabDocumentType, kab_document_type, icon)
KAB_GET_STRING (KabDocumentType, kab_document_type, number_sample)
KAB_GET_BOOLEAN (KabDocumentType, kab_document_type, planned)
KAB_GET_RECORD (KabDocumentType, kab_document_type, KabFiling, filing)
KAB_GET_BOOLEAN (KabDocumentType, kab_document_type, staff)
KAB_GET_LIST (KabDocumentType, kab_document_type, states)

static const KabMember kab_document_column_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "property", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "hidden", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabDocumentColumn, kab_document_column)

KAB_GET_STRING (KabDocumentColumn, kab_document_column, id)
KAB_GET_STRING (KabDocumentColumn, kab_document_column, title)
KAB_GET_STRING (KabDocumentColumn, kab_document_column, property)
KAB_GET_BOOLEAN (KabDocumentColumn, kab_document_column, hidden)

static const KabMember kab_descriptor_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "version", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "name", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "legal_name", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "short_name", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "kind", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "city", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "site", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "palette", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "time_zone", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "country", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "currency", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "languages", KAB_MEMBER_STRINGS, KAB_OPTIONAL },
  { "calendar", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_calendar_get_type },
  { "contacts", KAB_MEMBER_LIST, KAB_REQUIRED, kab_contact_get_type },
  { "welcome", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "sections", KAB_MEMBER_STRINGS, KAB_REQUIRED },
  { "section_titles", KAB_MEMBER_JSON, KAB_OPTIONAL },
  { "sign_in", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_sign_in_get_type },
  { "person_kinds", KAB_MEMBER_STRINGS, KAB_REQUIRED },
  { "password", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_password_rule_get_type },
  { "legal", KAB_MEMBER_LIST, KAB_REQUIRED, kab_legal_text_get_type },
  { "flows", KAB_MEMBER_JSON, KAB_REQUIRED },
  { "document_types", KAB_MEMBER_LIST, KAB_REQUIRED, kab_document_type_get_type },
  { "document_columns", KAB_MEMBER_STRINGS, KAB_OPTIONAL },
  { "custom_columns", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_document_column_get_type },
  { "history_from", KAB_MEMBER_DATE, KAB_OPTIONAL },
  { "date_seconds", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
  { "payments", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_payment_rules_get_type },
};

KAB_DEFINE_RECORD (KabDescriptor, kab_descriptor)

KAB_GET_STRING (KabDescriptor, kab_descriptor, id)
KAB_GET_STRING (KabDescriptor, kab_descriptor, version)
KAB_GET_STRING (KabDescriptor, kab_descriptor, name)
KAB_GET_STRING (KabDescriptor, kab_descriptor, legal_name)
KAB_GET_STRING (KabDescriptor, kab_descriptor, short_name)
KAB_GET_STRING (KabDescriptor, kab_descriptor, kind)
KAB_GET_STRING (KabDescriptor, kab_descriptor, city)
KAB_GET_STRING (KabDescriptor, kab_descriptor, site)
KAB_GET_INTEGER (KabDescriptor, kab_descriptor, palette)
KAB_GET_STRING (KabDescriptor, kab_descriptor, time_zone)
KAB_GET_STRING (KabDescriptor, kab_descriptor, country)
KAB_GET_STRING (KabDescriptor, kab_descriptor, currency)
KAB_GET_STRINGS (KabDescriptor, kab_descriptor, languages)
KAB_GET_RECORD (KabDescriptor, kab_descriptor, KabCalendar, calendar)
KAB_GET_LIST (KabDescriptor, kab_descriptor, contacts)
KAB_GET_STRING (KabDescriptor, kab_descriptor, welcome)
KAB_GET_STRINGS (KabDescriptor, kab_descriptor, sections)
KAB_GET_JSON (KabDescriptor, kab_descriptor, section_titles)
KAB_GET_RECORD (KabDescriptor, kab_descriptor, KabSignIn, sign_in)
KAB_GET_STRINGS (KabDescriptor, kab_descriptor, person_kinds)
KAB_GET_RECORD (KabDescriptor, kab_descriptor, KabPasswordRule, password)
KAB_GET_LIST (KabDescriptor, kab_descriptor, legal)
KAB_GET_JSON (KabDescriptor, kab_descriptor, flows)
KAB_GET_LIST (KabDescriptor, kab_descriptor, document_types)
KAB_GET_STRINGS (KabDescriptor, kab_descriptor, document_columns)
KAB_GET_LIST (KabDescriptor, kab_descriptor, custom_columns)
KAB_GET_DATE (KabDescriptor, kab_descriptor, history_from)
KAB_GET_BOOLEAN (KabDescriptor, kab_descriptor, date_seconds)
KAB_GET_RECORD (KabDescriptor, kab_descriptor, KabPaymentRules, payments)

/* A member of the object @map, if there is one. */
static JsonNode *
look_up (JsonNode *map, const char *name)
{
  if (map == NULL || !JSON_NODE_HOLDS_OBJECT (map))
    return NULL;
  return json_object_get_member (json_node_get_object (map), name);
}

/* The item of @list whose member "id" is @id. */
static gpointer
find_by_id (GListModel *list, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KabRecord) item = g_list_model_get_item (list, i);

      if (g_strcmp0 (kab_record_get_string (item, "id"), id) == 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/**
 * kab_descriptor_dup_flow:
 * @self: a descriptor
 * @flow: registration, recovery or link_account
 *
 * Returns: (nullable) (transfer full): the flow, or NULL if the organisation has none of the name
 *   or it cannot be understood
 */
KabFlowSummary *
kab_descriptor_dup_flow (KabDescriptor *self, const char *flow)
{
  JsonNode *node;

  g_return_val_if_fail (KAB_IS_DESCRIPTOR (self), NULL);
  g_return_val_if_fail (flow != NULL, NULL);

  node = look_up (kab_descriptor_get_flows (self), flow);
  return node != NULL ? kab_record_decode (KAB_TYPE_FLOW_SUMMARY, node, NULL) : NULL;
}

/**
 * kab_descriptor_get_section_title:
 * @self: a descriptor
 * @section: id of a section
 *
 * Returns: (nullable) (transfer none): what the organisation calls @section, or NULL if it leaves
 *   that to the program
 */
const char *
kab_descriptor_get_section_title (KabDescriptor *self, const char *section)
{
  JsonNode *node;

  g_return_val_if_fail (KAB_IS_DESCRIPTOR (self), NULL);
  g_return_val_if_fail (section != NULL, NULL);

  node = look_up (kab_descriptor_get_section_titles (self), section);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/**
 * kab_descriptor_has_section:
 * @self: a descriptor
 * @section: id of a section
 *
 * Returns: whether a cabinet of the organisation has @section
 */
gboolean
kab_descriptor_has_section (KabDescriptor *self, const char *section)
{
  g_return_val_if_fail (KAB_IS_DESCRIPTOR (self), FALSE);
  g_return_val_if_fail (section != NULL, FALSE);

  return g_strv_contains (kab_descriptor_get_sections (self), section);
}

/**
 * kab_descriptor_dup_document_type:
 * @self: a descriptor
 * @id: id of a document type
 *
 * Returns: (nullable) (transfer full): the document type, or NULL if there is none of the id
 */
KabDocumentType *
kab_descriptor_dup_document_type (KabDescriptor *self, const char *id)
{
  g_return_val_if_fail (KAB_IS_DESCRIPTOR (self), NULL);

  return find_by_id (kab_descriptor_get_document_types (self), id);
}

/**
 * kab_descriptor_dup_legal_text:
 * @self: a descriptor
 * @id: id of a legal text
 *
 * Returns: (nullable) (transfer full): the text, or NULL if there is none of the id
 */
KabLegalText *
kab_descriptor_dup_legal_text (KabDescriptor *self, const char *id)
{
  g_return_val_if_fail (KAB_IS_DESCRIPTOR (self), NULL);

  return find_by_id (kab_descriptor_get_legal (self), id);
}
