/* field-kinds.h: what each kind of field takes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "organisation.h"
#include "problem.h"

G_BEGIN_DECLS

typedef struct
{
  KabOrganisation *organisation;
  KabFieldErrors *errors;
} KabFieldContext;

JsonNode *kab_field_kind_check (const KabFieldContext *context,
                                JsonObject *field,
                                JsonNode *value,
                                const char *pointer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
