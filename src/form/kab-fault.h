/* kab-fault.h: what is wrong with one value: a code and its parameters, no text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "kab-issue.h"
#include "kab-problem.h"

G_BEGIN_DECLS

/* The codes are those of the contract's field errors, and a few of our own that a server never sends:
 * "control" (invisible characters), "phone_short", "phone_long" and "loading" (a picture on its way). */
typedef struct
{
  char *code;
  JsonObject *params;
} KabFault;

KabFault *kab_fault_new (const char *code);
KabFault *kab_fault_new_for_issue (const KabIssue *issue);
KabFault *kab_fault_new_for_error (KabFieldError *error);
KabFault *kab_fault_copy (const KabFault *fault);
void kab_fault_free (KabFault *fault);

KabFault *kab_fault_with_number (KabFault *fault, const char *param, gint64 value);
KabFault *kab_fault_with_text (KabFault *fault, const char *param, const char *value);

gboolean kab_fault_is (const KabFault *fault, const char *code);
gint64 kab_fault_get_number (const KabFault *fault, const char *param, gint64 fallback);
const char *kab_fault_get_text (const KabFault *fault, const char *param);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabFault, kab_fault_free)

G_END_DECLS
