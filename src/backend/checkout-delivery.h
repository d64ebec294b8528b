/* checkout-delivery.h: ways of delivery and points of issue, what they cost and when things are there. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cart-store.h"

G_BEGIN_DECLS

JsonArray *kab_checkout_build_deliveries (KabServer *server,
                                          KabCall *call,
                                          const KabCart *cart) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *
kab_checkout_build_points (KabServer *server, KabCall *call, const KabCart *cart) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *
kab_checkout_build_fields (KabServer *server, KabCall *call, const KabCart *cart) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *kab_checkout_find_delivery (KabCall *call, JsonObject *values);
gint64 kab_checkout_get_delivery_price (JsonObject *delivery, gint64 total);
char *kab_checkout_dup_promised (KabServer *server, KabCall *call, const KabCart *cart, JsonObject *values)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
