/* kab-outbox.h: the messages of a demonstration server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-record.h"

G_BEGIN_DECLS

/* A message that was not really sent. */
#define KAB_TYPE_OUTBOX_MESSAGE (kab_outbox_message_get_type ())
G_DECLARE_FINAL_TYPE (KabOutboxMessage, kab_outbox_message, KAB, OUTBOX_MESSAGE, KabRecord)

gint64 kab_outbox_message_get_id (KabOutboxMessage *self);
GDateTime *kab_outbox_message_get_at (KabOutboxMessage *self);
const char *kab_outbox_message_get_organisation (KabOutboxMessage *self);
const char *kab_outbox_message_get_channel (KabOutboxMessage *self); /* sms or email */
const char *kab_outbox_message_get_to (KabOutboxMessage *self);
const char *kab_outbox_message_get_subject (KabOutboxMessage *self);
const char *kab_outbox_message_get_text (KabOutboxMessage *self);
const char *kab_outbox_message_get_code (KabOutboxMessage *self);
const char *kab_outbox_message_get_link (KabOutboxMessage *self);

/* The messages of a demonstration server. */
#define KAB_TYPE_OUTBOX (kab_outbox_get_type ())
G_DECLARE_FINAL_TYPE (KabOutbox, kab_outbox, KAB, OUTBOX, KabRecord)

GListModel *kab_outbox_get_items (KabOutbox *self); /* of KabOutboxMessage */

G_END_DECLS
