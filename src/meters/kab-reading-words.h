/* kab-reading-words.h: what is wrong with a reading, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-meter.h"

G_BEGIN_DECLS

char *kab_reading_describe_fault (KabCounterFault fault, KabCounter counter, const char *proposal);
char *
kab_reading_describe_doubt (KabCounterDoubt doubt, const char *last, gint64 times, const char *proposal);
char *kab_reading_describe_error (KabFieldError *error, KabCounter counter);
char *kab_reading_describe_window (KabReadingWindow *window);
char *kab_reading_describe_verification (KabMeter *meter, const GDate *today, int *days);

G_END_DECLS
