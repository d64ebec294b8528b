/* kab-events-private.h: what tests of the event stream may replace: the clock and the pauses. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-events.h"

G_BEGIN_DECLS

#define KAB_EVENTS_TICK 5          /* seconds between two looks at the clock */
#define KAB_EVENTS_SILENCE 40      /* seconds without a byte after which the stream is dead (D2) */
#define KAB_EVENTS_HEALTHY 30      /* seconds after which earlier failures are forgotten (D3) */
#define KAB_EVENTS_POLL 60         /* seconds between two looks without a stream */
#define KAB_EVENTS_HIDDEN (5 * 60) /* seconds that nobody sees us before the stream is closed (D6) */
#define KAB_EVENTS_CLOCK_JUMP 10   /* seconds that the clocks may drift apart between two looks (D5) */
#define KAB_EVENTS_DIAL 10         /* seconds for an answer to the dial */
#define KAB_EVENTS_COALESCE 250    /* milliseconds from one emission to the next (D7) */
#define KAB_EVENTS_LONGEST_PAUSE 60000

typedef struct
{
  gint64 (*monotonic) (gpointer data); /* microseconds */
  gint64 (*real) (gpointer data);      /* microseconds */
  DexFuture *(*pause) (guint milliseconds, gpointer data);
  gpointer data;
} KabEventsHooks;

void kab_events_set_hooks (KabEvents *self, const KabEventsHooks *hooks);
void kab_events_tick (KabEvents *self);
guint kab_events_choose_pause (gboolean lost, guint failures, guint base, guint spread, double chance);

G_END_DECLS
