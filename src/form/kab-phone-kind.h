/* kab-phone-kind.h: phone numbers in a form: the prefix before the field, and what becomes of an 8. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-fault.h"
#include "kab-form-context.h"

G_BEGIN_DECLS

KabFault *kab_phone_kind_check (KabField *field, KabFormContext *context, const char *text);
JsonNode *kab_phone_kind_dup_value (KabField *field, KabFormContext *context, const char *text);
char *kab_phone_kind_dup_text (KabField *field, KabFormContext *context, JsonNode *value);
char *kab_phone_kind_tidy (KabField *field, KabFormContext *context, const char *text, char **note);
char *kab_phone_kind_notice (
    KabField *field, KabFormContext *context, const char *text, char **action, char **offer);

G_END_DECLS
