/* fields.h: values that a person typed, held against the fields that asked for them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "organisation.h"
#include "problem.h"

G_BEGIN_DECLS

JsonObject *kab_fields_find (JsonArray *fields, const char *name);
gboolean kab_fields_is_shown (JsonArray *fields, JsonObject *field, JsonObject *values, JsonObject *earlier);
JsonObject *kab_fields_check (KabOrganisation *organisation,
                              JsonArray *fields,
                              JsonObject *values,
                              JsonObject *earlier,
                              KabFieldErrors *errors) G_GNUC_WARN_UNUSED_RESULT;
char *kab_fields_build_pointer (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
