/* kab-load.h: where the loading of something stands; every page binds the same five states. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  KAB_LOAD_IDLE,    /* nothing was asked for yet */
  KAB_LOAD_LOADING, /* asked, and nothing to show */
  KAB_LOAD_READY,   /* something to show */
  KAB_LOAD_EMPTY,   /* the answer came, and there is nothing */
  KAB_LOAD_FAILED,  /* no answer, and nothing to show */
} KabLoadState;

#define KAB_TYPE_LOAD_STATE (kab_load_state_get_type ())
GType kab_load_state_get_type (void);

#define KAB_TYPE_LOAD (kab_load_get_type ())
G_DECLARE_FINAL_TYPE (KabLoad, kab_load, KAB, LOAD, GObject)

KabLoad *kab_load_new (void);

void kab_load_begin (KabLoad *self);
void kab_load_finish (KabLoad *self, gboolean empty);
void kab_load_fail (KabLoad *self, const GError *error, const char *message);
void kab_load_reset (KabLoad *self);

KabLoadState kab_load_get_state (KabLoad *self);
const char *kab_load_get_state_name (KabLoad *self);
const GError *kab_load_get_error (KabLoad *self);
const char *kab_load_get_message (KabLoad *self);
gboolean kab_load_get_busy (KabLoad *self);
gboolean kab_load_get_stale (KabLoad *self);

G_END_DECLS
