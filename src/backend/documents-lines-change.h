/* documents-lines-change.h: does what was planned with the lines of a document, and keeps the record of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-hooks.h"
#include "documents-lines-plan.h"

G_BEGIN_DECLS

void kab_lines_plan_tell (const KabLinesPlan *self, JsonObject *values);
JsonObject *kab_lines_plan_find_outcome (const KabLinesPlan *self, const KabDeed *deed);
void kab_lines_plan_carry_out (const KabLinesPlan *self, const KabDeed *deed, const char *through);

G_END_DECLS
