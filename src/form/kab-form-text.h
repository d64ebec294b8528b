/* kab-form-text.h: every word that a form says about a field by itself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-fault.h"
#include "kab-field.h"

G_BEGIN_DECLS

char *kab_form_text_describe (KabField *field, const KabFault *fault);
char *kab_form_text_dup_action (const KabFault *fault);
const char *kab_form_text_get_label (KabField *field);
char *kab_form_text_dup_short_name (KabField *field);
char *kab_form_text_dup_missing (GPtrArray *names);

G_END_DECLS
