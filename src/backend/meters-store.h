/* meters-store.h: meters in the database, with what they showed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"
#include "kab-counter.h"

G_BEGIN_DECLS

/* One counter of a meter. */
typedef struct
{
  gint64 meter;
  gint64 account;
  char *zone;
  char *zone_title; /* NULL: the meter has but one */
  char *number;
  char *title;
  char *kind;
  char *unit;
  KabCounter counter;
  char *verified_until;
  char *removed_on;
} KabMeterZone;

typedef struct
{
  gint64 id;
  char *month;
  gint64 value;
  gint64 used; /* KAB_COUNTER_NONE: the first one */
  char *source;
  char *state;
  char *answer;
  char *note;
  gint64 sent_at;
  gint64 taken_at; /* 0: not yet */
} KabReading;

GPtrArray *kab_meters_load (KabServer *server, gint64 account) G_GNUC_WARN_UNUSED_RESULT;
KabMeterZone *kab_meters_load_zone (KabServer *server,
                                    KabOrganisation *organisation,
                                    const char *meter,
                                    const char *zone) G_GNUC_WARN_UNUSED_RESULT;
void kab_meter_zone_free (KabMeterZone *self);
char *kab_meter_zone_dup_title (const KabMeterZone *self) G_GNUC_WARN_UNUSED_RESULT;

KabReading *
kab_readings_find (KabServer *server, const KabMeterZone *zone, const char *month) G_GNUC_WARN_UNUSED_RESULT;
KabReading *kab_readings_find_before (KabServer *server,
                                      const KabMeterZone *zone,
                                      const char *month) G_GNUC_WARN_UNUSED_RESULT;
gint64 kab_readings_find_usual (KabServer *server, const KabMeterZone *zone, const char *month);
void kab_readings_store (KabServer *server, const KabMeterZone *zone, const KabReading *reading);
KabReading *kab_reading_from_rows (KabRows *rows) G_GNUC_WARN_UNUSED_RESULT;
void kab_reading_free (KabReading *self);
JsonObject *kab_reading_to_json (KabCall *call,
                                 const KabMeterZone *zone,
                                 const KabReading *reading) G_GNUC_WARN_UNUSED_RESULT;

#define KAB_READING_COLUMNS                                                                                  \
  "r.id, r.month, r.value, r.used, r.source, r.state, r.answer, r.note, r.sent_at, r.taken_at"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabMeterZone, kab_meter_zone_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabReading, kab_reading_free)

G_END_DECLS
