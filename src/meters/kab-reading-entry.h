/* kab-reading-entry.h: one counter in the round of readings: what is typed for it, and what speaks against that. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-meter.h"
#include "kab-queue.h"

G_BEGIN_DECLS

/* Signal: changed (anything about it). */
#define KAB_TYPE_READING_ENTRY (kab_reading_entry_get_type ())
G_DECLARE_FINAL_TYPE (KabReadingEntry, kab_reading_entry, KAB, READING_ENTRY, GObject)

KabReadingEntry *kab_reading_entry_new (KabMeter *meter, KabMeterZone *zone, gboolean open);
void kab_reading_entry_update (KabReadingEntry *self, KabMeter *meter, KabMeterZone *zone, gboolean open);
KabMeter *kab_reading_entry_get_meter (KabReadingEntry *self);
KabMeterZone *kab_reading_entry_get_zone (KabReadingEntry *self);
gboolean kab_reading_entry_is_for (KabReadingEntry *self, const char *meter, const char *zone);
char *kab_reading_entry_dup_title (KabReadingEntry *self);
char *kab_reading_entry_dup_value (KabReadingEntry *self, KabReading *reading);

const char *kab_reading_entry_get_text (KabReadingEntry *self);
void kab_reading_entry_set_text (KabReadingEntry *self, const char *text);
void kab_reading_entry_answer (KabReadingEntry *self, const char *answer);
const char *kab_reading_entry_get_answer (KabReadingEntry *self);
void kab_reading_entry_correct (KabReadingEntry *self);

gboolean kab_reading_entry_takes_text (KabReadingEntry *self);
gboolean kab_reading_entry_is_filled (KabReadingEntry *self);
gboolean kab_reading_entry_is_ready (KabReadingEntry *self);
KabCounterFault kab_reading_entry_get_fault (KabReadingEntry *self);
KabCounterDoubt kab_reading_entry_get_doubt (KabReadingEntry *self);
char *kab_reading_entry_dup_difference (KabReadingEntry *self);
char *kab_reading_entry_dup_plain (KabReadingEntry *self);
char *kab_reading_entry_dup_proposal (KabReadingEntry *self);
char *kab_reading_entry_dup_hint (KabReadingEntry *self);

KabQueued *kab_reading_entry_get_queued (KabReadingEntry *self);
void kab_reading_entry_set_queued (KabReadingEntry *self, KabQueued *queued);
void kab_reading_entry_refuse (KabReadingEntry *self, const char *text);

G_END_DECLS
