/* cart-paste.h: items out of a spreadsheet, or out of an earlier order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

void kab_cart_answer_paste (KabServer *server, KabCall *call);
void kab_cart_answer_again (KabServer *server, KabCall *call);

G_END_DECLS
