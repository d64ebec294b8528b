/* kab-events.h: listens to what changes on a server for one person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-client.h"

G_BEGIN_DECLS

#define KAB_TYPE_EVENTS (kab_events_get_type ())
G_DECLARE_FINAL_TYPE (KabEvents, kab_events, KAB, EVENTS, GObject)

KabEvents *kab_events_new (KabClient *client);
void kab_events_start (KabEvents *self);
void kab_events_stop (KabEvents *self);
void kab_events_redial (KabEvents *self);
void kab_events_set_hidden (KabEvents *self, gboolean hidden);
gboolean kab_events_get_live (KabEvents *self);

gboolean kab_events_concern (const char *type, const char *wanted);

G_END_DECLS
