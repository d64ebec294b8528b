/* kab-state-page.h: one page, five states: every page of the program has the same five. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-descriptor.h"
#include "kab-load.h"

G_BEGIN_DECLS

/* Properties: load (KabLoad), child (what the ready state shows), loading-text, and for the empty state
 * empty-icon, empty-title, empty-text, empty-action (label of the one button that fills the page) and
 * empty-action-name. Signal: retry (the person, or the clock, asks to load again). */
#define KAB_TYPE_STATE_PAGE (kab_state_page_get_type ())
G_DECLARE_FINAL_TYPE (KabStatePage, kab_state_page, KAB, STATE_PAGE, GtkWidget)

KabLoad *kab_state_page_get_load (KabStatePage *self);
void kab_state_page_set_load (KabStatePage *self, KabLoad *load);
void kab_state_page_set_organisation (KabStatePage *self, KabDescriptor *descriptor);
void kab_state_page_set_empty_suggested (KabStatePage *self, gboolean suggested);
const char *kab_state_page_get_shown (KabStatePage *self);

G_END_DECLS
