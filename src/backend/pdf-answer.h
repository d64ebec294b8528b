/* pdf-answer.h: a paper as the answer to a call. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

void kab_pdf_answer (KabCall *call, GBytes *sheet);

G_END_DECLS
