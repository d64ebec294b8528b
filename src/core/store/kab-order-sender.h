/* kab-order-sender.h: sends an order once, whatever happens to the connection or the program. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-client.h"
#include "kab-drafts.h"

G_BEGIN_DECLS

#define KAB_TYPE_ORDER_SENDER (kab_order_sender_get_type ())
G_DECLARE_FINAL_TYPE (KabOrderSender, kab_order_sender, KAB, ORDER_SENDER, GObject)

KabOrderSender *kab_order_sender_new (KabClient *client, KabDrafts *drafts);
gboolean kab_order_sender_is_pending (KabOrderSender *self);
JsonObject *kab_order_sender_dup_pending (KabOrderSender *self);
DexFuture *kab_order_sender_send (KabOrderSender *self, JsonObject *body) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_order_sender_resume (KabOrderSender *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
