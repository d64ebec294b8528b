/* kab-field-slot.h: the one place at the end of a row: asterisk, tick or warning. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabFieldState:
 * @KAB_FIELD_EMPTY: nothing there, and nothing needed
 * @KAB_FIELD_REQUIRED: nothing there yet, but needed
 * @KAB_FIELD_PENDING: not right yet, and the person is still at it
 * @KAB_FIELD_GOOD: can be sent
 * @KAB_FIELD_BAD: cannot be sent, and the person has been told
 *
 * How a field stands.
 */
typedef enum
{
  KAB_FIELD_EMPTY,
  KAB_FIELD_REQUIRED,
  KAB_FIELD_PENDING,
  KAB_FIELD_GOOD,
  KAB_FIELD_BAD,
} KabFieldState;

#define KAB_TYPE_FIELD_SLOT (kab_field_slot_get_type ())
G_DECLARE_FINAL_TYPE (KabFieldSlot, kab_field_slot, KAB, FIELD_SLOT, AdwBin)

GtkWidget *kab_field_slot_new (void);
KabFieldState kab_field_slot_get_state (KabFieldSlot *self);
void kab_field_slot_set_state (KabFieldSlot *self, KabFieldState state);

G_END_DECLS
