/* kab-meter.h: meters, what they showed, and the days on which readings are taken. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-counter.h"
#include "kab-document.h"
#include "kab-problem.h"
#include "kab-record.h"

G_BEGIN_DECLS

/* The days on which readings of a month are taken. */
#define KAB_TYPE_READING_WINDOW (kab_reading_window_get_type ())
G_DECLARE_FINAL_TYPE (KabReadingWindow, kab_reading_window, KAB, READING_WINDOW, KabRecord)

const GDate *kab_reading_window_get_month (KabReadingWindow *self);
gboolean kab_reading_window_get_open (KabReadingWindow *self);
const GDate *kab_reading_window_get_from (KabReadingWindow *self);
const GDate *kab_reading_window_get_to (KabReadingWindow *self);  /* the last day, inclusive */
gint64 kab_reading_window_get_days_left (KabReadingWindow *self); /* 1 on the last day */

/* What a meter showed in a month. */
#define KAB_TYPE_READING (kab_reading_get_type ())
G_DECLARE_FINAL_TYPE (KabReading, kab_reading, KAB, READING, KabRecord)

const char *kab_reading_get_id (KabReading *self);
const char *kab_reading_get_zone (KabReading *self);
const GDate *kab_reading_get_month (KabReading *self);
const char *kab_reading_get_value (KabReading *self);  /* "482.319" */
const char *kab_reading_get_used (KabReading *self);   /* NULL: the first one */
const char *kab_reading_get_source (KabReading *self); /* "customer", "staff", "device", "estimate" */
const char *kab_reading_get_source_title (KabReading *self);
KabDocumentState *kab_reading_get_state (KabReading *self);
const char *kab_reading_get_note (KabReading *self); /* what staff ask or say about it */
GDateTime *kab_reading_get_sent_at (KabReading *self);
GDateTime *kab_reading_get_taken_at (KabReading *self);

/* One counter of a meter. */
#define KAB_TYPE_METER_ZONE (kab_meter_zone_get_type ())
G_DECLARE_FINAL_TYPE (KabMeterZone, kab_meter_zone, KAB, METER_ZONE, KabRecord)

const char *kab_meter_zone_get_id (KabMeterZone *self);
const char *kab_meter_zone_get_title (KabMeterZone *self); /* NULL: the meter has but one */
KabReading *kab_meter_zone_get_last (KabMeterZone *self);
KabReading *kab_meter_zone_get_current (KabMeterZone *self); /* of the window's month */
const char *kab_meter_zone_get_usual (KabMeterZone *self);

/* A meter. */
#define KAB_TYPE_METER (kab_meter_get_type ())
G_DECLARE_FINAL_TYPE (KabMeter, kab_meter, KAB, METER, KabRecord)

const char *kab_meter_get_id (KabMeter *self);
const char *kab_meter_get_number (KabMeter *self);
const char *kab_meter_get_title (KabMeter *self);
const char *kab_meter_get_kind (KabMeter *self);
const char *kab_meter_get_unit (KabMeter *self);
gint64 kab_meter_get_digits (KabMeter *self);
gint64 kab_meter_get_decimals (KabMeter *self);
const GDate *kab_meter_get_verified_until (KabMeter *self);
GListModel *kab_meter_get_zones (KabMeter *self); /* of KabMeterZone */

KabCounter kab_meter_get_counter (KabMeter *self);

/* The meters of an account. */
#define KAB_TYPE_METER_LIST (kab_meter_list_get_type ())
G_DECLARE_FINAL_TYPE (KabMeterList, kab_meter_list, KAB, METER_LIST, KabRecord)

GListModel *kab_meter_list_get_items (KabMeterList *self); /* of KabMeter */
KabReadingWindow *kab_meter_list_get_window (KabMeterList *self);
const char *kab_meter_list_get_empty (KabMeterList *self); /* why there are none */

/* What a meter showed, the newest first. */
#define KAB_TYPE_READING_LIST (kab_reading_list_get_type ())
G_DECLARE_FINAL_TYPE (KabReadingList, kab_reading_list, KAB, READING_LIST, KabRecord)

GListModel *kab_reading_list_get_items (KabReadingList *self); /* of KabReading */

/* What became of a reading that was sent: it was taken in, or something is against it. */
#define KAB_TYPE_READING_RESULT (kab_reading_result_get_type ())
G_DECLARE_FINAL_TYPE (KabReadingResult, kab_reading_result, KAB, READING_RESULT, KabRecord)

const char *kab_reading_result_get_meter (KabReadingResult *self);
const char *kab_reading_result_get_zone (KabReadingResult *self);
KabReading *kab_reading_result_get_reading (KabReadingResult *self);
KabFieldError *kab_reading_result_get_error (KabReadingResult *self);

#define KAB_TYPE_READING_RESULT_LIST (kab_reading_result_list_get_type ())
G_DECLARE_FINAL_TYPE (KabReadingResultList, kab_reading_result_list, KAB, READING_RESULT_LIST, KabRecord)

GListModel *kab_reading_result_list_get_items (KabReadingResultList *self); /* of KabReadingResult */

G_END_DECLS
