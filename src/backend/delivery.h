/* delivery.h: messages to people: a queue in the database, and who carries them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "server.h"

G_BEGIN_DECLS

typedef struct
{
  const char *channel; /* "sms" or "email" */
  const char *to;
  const char *subject; /* NULL for an SMS */
  const char *text;
  const char *code; /* what the demo's outbox offers to copy; may be NULL */
  const char *link;
} KabLetter;

gboolean kab_delivery_open (KabServer *server, GError **error);
void kab_delivery_close (KabServer *server);
gint64 kab_delivery_send (KabServer *server, KabOrganisation *organisation, const KabLetter *letter);
char *kab_delivery_dup_state (KabServer *server, gint64 id) G_GNUC_WARN_UNUSED_RESULT;
void kab_delivery_wake (KabServer *server);
void kab_delivery_forget (KabServer *server);
JsonObject *kab_delivery_build_outbox (KabServer *server,
                                       const char *organisation,
                                       gint64 since) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
