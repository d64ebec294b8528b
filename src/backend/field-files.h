/* field-files.h: files that are sent along with a form. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "problem.h"

G_BEGIN_DECLS

JsonNode *kab_field_files_check (JsonObject *field,
                                 JsonNode *value,
                                 const char *pointer,
                                 KabFieldErrors *errors) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
