/* kab-event-parser.h: takes a text/event-stream apart, however it is cut. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The longest line and the longest event that are put up with (rule D1). */
#define KAB_EVENT_LINE_LIMIT (64 * 1024)
#define KAB_EVENT_LIMIT (256 * 1024)

/* One event: a hint about something that has changed. */
typedef struct
{
  char *type; /* "message" if the stream names none */
  char *data;
  char *id; /* the last id that the stream gave, "" before the first */
} KabEvent;

typedef struct _KabEventParser KabEventParser;

void kab_event_free (KabEvent *event);

KabEventParser *kab_event_parser_new (void);
void kab_event_parser_free (KabEventParser *self);
gboolean kab_event_parser_feed (KabEventParser *self, const char *bytes, gsize length, GError **error);
KabEvent *kab_event_parser_pop (KabEventParser *self);
const char *kab_event_parser_get_last_id (KabEventParser *self);
gint64 kab_event_parser_get_retry (KabEventParser *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabEvent, kab_event_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabEventParser, kab_event_parser_free)

G_END_DECLS
