/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-filing-form.h"

static const KabMember kab_filing_form_members[] = {
  { "type", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "lead", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "submit", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "about", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "fields", KAB_MEMBER_LIST, KAB_REQUIRED, kab_field_get_type },
  { "lines", KAB_MEMBER_LIST, KAB_REQUIRED, kab_document_line_get_type },
  { "promise", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_promise_get_type },
};

KAB_DEFINE_RECORD (KabFilingForm, kab_filing_form)

KAB_GETTER (const char *, KabFilingForm, kab_filing_form, type_id, type, string)
KAB_GET_STRING (KabFilingForm, kab_filing_form, title)
KAB_GET_STRING (KabFilingForm, kab_filing_form, lead)
KAB_GET_STRING (KabFilingForm, kab_filing_form, submit)
KAB_GET_STRING (KabFilingForm, kab_filing_form, about)
KAB_GET_LIST (KabFilingForm, kab_filing_form, fields)
KAB_GET_LIST (KabFilingForm, kab_filing_form, lines)
KAB_GET_RECORD (KabFilingForm, kab_filing_form, KabPromise, promise)
