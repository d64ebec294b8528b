/* kab-reading-row.h: the row of one counter in the round of readings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-reading-entry.h"

G_BEGIN_DECLS

/* Property: compact (boolean: what is typed stands below the words). */
#define KAB_TYPE_READING_ROW (kab_reading_row_get_type ())
G_DECLARE_FINAL_TYPE (KabReadingRow, kab_reading_row, KAB, READING_ROW, AdwPreferencesRow)

GtkWidget *kab_reading_row_new (KabReadingEntry *entry);
KabReadingEntry *kab_reading_row_get_entry (KabReadingRow *self);
void kab_reading_row_set_compact (KabReadingRow *self, gboolean compact);
gboolean kab_reading_row_grab (KabReadingRow *self);
gboolean kab_reading_row_has_cursor (KabReadingRow *self);
void kab_reading_row_take_proposal (KabReadingRow *self);

G_END_DECLS
