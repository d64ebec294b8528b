/* kab-queue.h: what a person has sent and the server has not answered yet; it is sent until it is answered. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-client.h"

G_BEGIN_DECLS

/* One write. It goes under the same key every time, so that it is done once, whatever became of an answer (B7). */
#define KAB_TYPE_QUEUED (kab_queued_get_type ())
G_DECLARE_FINAL_TYPE (KabQueued, kab_queued, KAB, QUEUED, GObject)

const char *kab_queued_get_kind (KabQueued *self);
const char *kab_queued_get_key (KabQueued *self);
JsonNode *kab_queued_get_body (KabQueued *self);
GDateTime *kab_queued_get_at (KabQueued *self);
const GError *kab_queued_get_error (KabQueued *self);

/* A list model of KabQueued, the oldest first. Signals: answered (KabQueued, GObject *record, GError *), once for each
 * write, when the server has taken or refused it; waiting (KabQueued), when it could not be sent and stays. */
#define KAB_TYPE_QUEUE (kab_queue_get_type ())
G_DECLARE_FINAL_TYPE (KabQueue, kab_queue, KAB, QUEUE, GObject)

KabQueue *kab_queue_new (KabClient *client, const char *path);
KabQueued *kab_queue_push (KabQueue *self, const char *kind, const char *path, JsonNode *body);
void kab_queue_withdraw (KabQueue *self, KabQueued *queued);
void kab_queue_send (KabQueue *self);
void kab_queue_close (KabQueue *self);

G_END_DECLS
