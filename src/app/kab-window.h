/* kab-window.h: the window: cabinets on the left, one of their pages on the right. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinets.h"
#include "kab-link.h"

G_BEGIN_DECLS

#define KAB_TYPE_WINDOW (kab_window_get_type ())
G_DECLARE_FINAL_TYPE (KabWindow, kab_window, KAB, WINDOW, AdwApplicationWindow)

KabWindow *kab_window_new (GtkApplication *application, KabCabinets *cabinets, const char *origin);
void kab_window_go (KabWindow *self, KabCabinet *cabinet, const char *section);
void kab_window_follow (KabWindow *self, const KabLink *link);
void kab_window_say (KabWindow *self, const char *text);
KabCabinet *kab_window_get_cabinet (KabWindow *self);
const char *kab_window_get_section (KabWindow *self);

G_END_DECLS
