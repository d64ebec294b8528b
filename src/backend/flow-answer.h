/* flow-answer.h: a flow as the client sees it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow-run.h"

G_BEGIN_DECLS

JsonObject *kab_flow_answer_build (KabServer *server, KabFlowRun *run, const char *handle, const char *token)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
