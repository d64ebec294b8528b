/* kab-status-pill.h: one or two words about the state of something. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-descriptor.h"

G_BEGIN_DECLS

/* Properties: label (string; nothing is drawn while it is empty), tone (string: neutral, accent, waits,
 * good, bad; any other is drawn as neutral). */
#define KAB_TYPE_STATUS_PILL (kab_status_pill_get_type ())
G_DECLARE_FINAL_TYPE (KabStatusPill, kab_status_pill, KAB, STATUS_PILL, GtkWidget)

GtkWidget *kab_status_pill_new (void);
void kab_status_pill_set_label (KabStatusPill *self, const char *label);
void kab_status_pill_set_tone (KabStatusPill *self, const char *tone);
void kab_status_pill_set_state (KabStatusPill *self, KabDocumentState *state);

G_END_DECLS
