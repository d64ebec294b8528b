/* flow-steps.h: the steps of a flow as the descriptor orders them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow-run.h"

G_BEGIN_DECLS

JsonObject *kab_steps_find (JsonObject *definition, const char *id);
JsonObject *kab_steps_find_kind (JsonObject *definition, const char *kind);
JsonObject *kab_steps_find_field (JsonObject *definition, const char *name, JsonObject **step);
JsonObject *kab_steps_get_current (KabFlowRun *run);
JsonObject *kab_steps_get_next (KabFlowRun *run);
JsonObject *kab_steps_find_challenge (KabFlowRun *run, const char *field);
guint kab_steps_count (KabFlowRun *run, guint *number);
gboolean kab_steps_comes_before (JsonObject *definition, const char *first, const char *second);

gboolean kab_step_is (JsonObject *step, const char *kind);
gboolean kab_step_is_challenge (JsonObject *step);
const char *kab_step_get_id (JsonObject *step);
const char *kab_step_get_back (KabFlowRun *run, JsonObject *step);
const char *kab_step_get_target_field (KabFlowRun *run, JsonObject *step);

const char *kab_wiring_get_field (JsonObject *values, JsonNode *names);

G_END_DECLS
