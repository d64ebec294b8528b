/* flow-review.h: an application before the staff: how it gets there, what they decide. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow-run.h"

G_BEGIN_DECLS

void kab_review_enter (KabServer *server, KabFlowRun *run, JsonObject *step);
gboolean kab_flows_decide (KabServer *server,
                           const char *run,
                           const char *decision,
                           const char *reason,
                           const char *staff,
                           GError **error);

G_END_DECLS
