/* flow-form.h: a form of a flow that is handed in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow-engine.h"

G_BEGIN_DECLS

gboolean kab_form_accept (KabServer *server,
                          KabFlowRun *run,
                          JsonObject *step,
                          const KabSubmission *submission,
                          KabVerdict *verdict);
char *kab_form_fold_address (JsonObject *field, const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
