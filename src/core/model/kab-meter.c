/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-meter.h"

static const KabMember kab_reading_window_members[] = {
  { "month", KAB_MEMBER_MONTH, KAB_REQUIRED },       { "open", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "from", KAB_MEMBER_DATE, KAB_REQUIRED },         { "to", KAB_MEMBER_DATE, KAB_REQUIRED },
  { "days_left", KAB_MEMBER_INTEGER, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabReadingWindow, kab_reading_window)

KAB_GET_DATE (KabReadingWindow, kab_reading_window, month)
KAB_GET_BOOLEAN (KabReadingWindow, kab_reading_window, open)
KAB_GET_DATE (KabReadingWindow, kab_reading_window, from)
KAB_GET_DATE (KabReadingWindow, kab_reading_window, to)
KAB_GET_INTEGER (KabReadingWindow, kab_reading_window, days_left)

static const KabMember kab_reading_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "zone", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "month", KAB_MEMBER_MONTH, KAB_REQUIRED },
  { "value", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "used", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "source", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "source_title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "state", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_document_state_get_type },
  { "note", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "sent_at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "taken_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabReading, kab_reading)

KAB_GET_STRING (KabReading, kab_reading, id)
KAB_GET_STRING (KabReading, kab_reading, zone)
KAB_GET_DATE (KabReading, kab_reading, month)
KAB_GET_STRING (KabReading, kab_reading, value)
KAB_GET_STRING (KabReading, kab_reading, used)
KAB_GET_STRING (KabReading, kab_reading, source)
KAB_GET_STRING (KabReading, kab_reading, source_title)
KAB_GET_RECORD (KabReading, kab_reading, KabDocumentState, state)
KAB_GET_STRING (KabReading, kab_reading, note)
KAB_GET_DATE_TIME (KabReading, kab_reading, sent_at)
KAB_GET_DATE_TIME (KabReading, kab_reading, taken_at)

static const KabMember kab_meter_zone_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "last", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_reading_get_type },
  { "current", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_reading_get_type },
  { "usual", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabMeterZone, kab_meter_zone)

KAB_GET_STRING (KabMeterZone, kab_meter_zone, id)
KAB_GET_STRING (KabMeterZone, kab_meter_zone, title)
KAB_GET_RECORD (KabMeterZone, kab_meter_zone, KabReading, last)
KAB_GET_RECORD (KabMeterZone, kab_meter_zone, KabReading, current)
KAB_GET_STRING (KabMeterZone, kab_meter_zone, usual)

static const KabMember kab_meter_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "number", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "kind", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "unit", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "digits", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "decimals", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "verified_until", KAB_MEMBER_DATE, KAB_OPTIONAL },
  { "zones", KAB_MEMBER_LIST, KAB_REQUIRED, kab_meter_zone_get_type },
};

KAB_DEFINE_RECORD (KabMeter, kab_meter)

KAB_GET_STRING (KabMeter, kab_meter, id)
KAB_GET_STRING (KabMeter, kab_meter, number)
KAB_GET_STRING (KabMeter, kab_meter, title)
KAB_GET_STRING (KabMeter, kab_meter, kind)
KAB_GET_STRING (KabMeter, kab_meter, unit)
KAB_GET_INTEGER (KabMeter, kab_meter, digits)
KAB_GET_INTEGER (KabMeter, kab_meter, decimals)
KAB_GET_DATE (KabMeter, kab_meter, verified_until)
KAB_GET_LIST (KabMeter, kab_meter, zones)

/**
 * kab_meter_get_counter:
 * @self: a meter
 *
 * Returns: how many places its counters have; never more than can be reckoned with, whatever a server says
 */
KabCounter
kab_meter_get_counter (KabMeter *self)
{
  return (KabCounter) { .digits = (int) CLAMP (kab_meter_get_digits (self), 1, 9),
                        .decimals = (int) CLAMP (kab_meter_get_decimals (self), 0, 4) };
}

static const KabMember kab_meter_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_meter_get_type },
  { "window", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_reading_window_get_type },
  { "empty", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabMeterList, kab_meter_list)

KAB_GET_LIST (KabMeterList, kab_meter_list, items)
KAB_GET_RECORD (KabMeterList, kab_meter_list, KabReadingWindow, window)
KAB_GET_STRING (KabMeterList, kab_meter_list, empty)

static const KabMember kab_reading_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_reading_get_type },
};

KAB_DEFINE_RECORD (KabReadingList, kab_reading_list)

KAB_GET_LIST (KabReadingList, kab_reading_list, items)

static const KabMember kab_reading_result_members[] = {
  { "meter", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "zone", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "reading", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_reading_get_type },
  { "error", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_field_error_get_type },
};

KAB_DEFINE_RECORD (KabReadingResult, kab_reading_result)

KAB_GET_STRING (KabReadingResult, kab_reading_result, meter)
KAB_GET_STRING (KabReadingResult, kab_reading_result, zone)
KAB_GET_RECORD (KabReadingResult, kab_reading_result, KabReading, reading)
KAB_GET_RECORD (KabReadingResult, kab_reading_result, KabFieldError, error)

static const KabMember kab_reading_result_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_reading_result_get_type },
};

KAB_DEFINE_RECORD (KabReadingResultList, kab_reading_result_list)

KAB_GET_LIST (KabReadingResultList, kab_reading_result_list, items)
