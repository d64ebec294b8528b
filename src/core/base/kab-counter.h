/* kab-counter.h: what a meter shows: read from what a person types, compared with what it showed before. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The counter of a meter: values are whole numbers of its last decimal place; 482,319 of three places is 482319. */
typedef struct
{
  int digits;   /* whole places, 1 to 9 */
  int decimals; /* 0 to 4 */
} KabCounter;

#define KAB_COUNTER_NONE (-1)

typedef enum
{
  KAB_COUNTER_GOOD,
  KAB_COUNTER_EMPTY,
  KAB_COUNTER_NOT_A_NUMBER,
  KAB_COUNTER_NEGATIVE,
  KAB_COUNTER_TOO_LONG, /* more whole places than the counter has */
  KAB_COUNTER_TOO_FINE, /* more decimals than the counter has */
} KabCounterFault;

typedef enum
{
  KAB_COUNTER_PLAIN,
  KAB_COUNTER_LOWER,       /* than last time: a slip, or another meter */
  KAB_COUNTER_PASSED_ZERO, /* lower, and the counter stood near its end */
  KAB_COUNTER_HIGH,        /* more than three times what is usual */
} KabCounterDoubt;

gint64 kab_counter_get_range (KabCounter counter);
KabCounterFault kab_counter_parse (const char *text, KabCounter counter, gint64 *value);
char *kab_counter_format (gint64 value, KabCounter counter) G_GNUC_WARN_UNUSED_RESULT;
char *kab_counter_format_used (gint64 used, KabCounter counter) G_GNUC_WARN_UNUSED_RESULT;
char *kab_counter_format_plain (gint64 value, KabCounter counter) G_GNUC_WARN_UNUSED_RESULT;

gint64 kab_counter_measure (gint64 last, gint64 value, KabCounter counter);
KabCounterDoubt kab_counter_judge (gint64 last, gint64 value, gint64 usual, KabCounter counter);
gint64 kab_counter_propose (const char *text, gint64 last, gint64 usual, KabCounter counter);
gint64 kab_counter_find_usual (const gint64 *used, gsize count);

G_END_DECLS
