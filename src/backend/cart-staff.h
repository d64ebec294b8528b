/* cart-staff.h: carts that customers have left, and the discount that they get. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

void kab_cart_answer_carts (KabServer *server, KabCall *call);
void kab_cart_answer_customer (KabServer *server, KabCall *call);
void kab_cart_set_discount (KabServer *server, KabCall *call);

G_END_DECLS
