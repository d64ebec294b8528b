/* cart.h: the resource /{org}/cart: what a customer is about to order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cart-store.h"

G_BEGIN_DECLS

gboolean kab_cart_open (KabServer *server, GError **error);
JsonObject *
kab_cart_to_json (KabServer *server, KabCall *call, const KabCart *cart) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *kab_cart_build_totals (KabCall *call, const KabCart *cart) G_GNUC_WARN_UNUSED_RESULT;
void kab_cart_set_obstacle (KabCall *call, const KabCart *cart, JsonObject *object);

G_END_DECLS
