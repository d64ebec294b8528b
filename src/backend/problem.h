/* problem.h: RFC 9457 problem details, by name. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "kab-issue.h"

G_BEGIN_DECLS

typedef struct _KabFieldErrors KabFieldErrors;

guint kab_problem_get_status (const char *name);
JsonObject *
kab_problem_new (const char *name, const char *detail, const char *instance) G_GNUC_WARN_UNUSED_RESULT;

KabFieldErrors *kab_field_errors_new (void);
void kab_field_errors_free (KabFieldErrors *self);
void kab_field_errors_add (KabFieldErrors *self, const char *pointer, const char *code);
void kab_field_errors_add_integer (
    KabFieldErrors *self, const char *pointer, const char *code, const char *parameter, gint64 value);
void kab_field_errors_add_issue (KabFieldErrors *self, const char *pointer, const KabIssue *issue);
void kab_field_errors_add_take (KabFieldErrors *self,
                                const char *pointer,
                                const char *code,
                                JsonObject *parameters);
gboolean kab_field_errors_is_empty (KabFieldErrors *self);
JsonArray *kab_field_errors_get_list (KabFieldErrors *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabFieldErrors, kab_field_errors_free)

G_END_DECLS
