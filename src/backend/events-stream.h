/* events-stream.h: one answer of events that does not end. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

/* Ends by itself when the client goes away, reads too slowly, or may no longer listen. */
typedef struct
{
  KabOrganisation *organisation;
  char *person;
  char *session;
  gboolean staff;
  gint64 last;                /* id of the last event that was written */
  SoupServerMessage *message; /* NULL when it is over */
  guint unsent;               /* pieces that the socket has not taken */
} KabEventStream;

KabEventStream *kab_event_stream_new (KabCall *call);
void kab_event_stream_free (KabEventStream *self);
void kab_event_stream_write (KabEventStream *self, const char *text);
void kab_event_stream_end (KabEventStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabEventStream, kab_event_stream_free)

G_END_DECLS
