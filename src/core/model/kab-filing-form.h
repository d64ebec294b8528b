/* kab-filing-form.h: the form through which a document is filed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-document.h"
#include "kab-filing.h"

G_BEGIN_DECLS

#define KAB_TYPE_FILING_FORM (kab_filing_form_get_type ())
G_DECLARE_FINAL_TYPE (KabFilingForm, kab_filing_form, KAB, FILING_FORM, KabRecord)

const char *kab_filing_form_get_type_id (KabFilingForm *self); /* id of the document type */
const char *kab_filing_form_get_title (KabFilingForm *self);
const char *kab_filing_form_get_lead (KabFilingForm *self);
const char *kab_filing_form_get_submit (KabFilingForm *self);
const char *kab_filing_form_get_about (KabFilingForm *self);  /* the document that it is filed out of */
GListModel *kab_filing_form_get_fields (KabFilingForm *self); /* of KabField */
GListModel *kab_filing_form_get_lines (KabFilingForm *self); /* of KabDocumentLine; what there is to choose */
KabPromise *kab_filing_form_get_promise (KabFilingForm *self);

G_END_DECLS
