/* meters-window.h: the days of a month on which readings are taken. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

typedef struct
{
  char month[8];   /* "2026-11" */
  char opens[11];  /* "2026-11-15" */
  char closes[11]; /* the last day, inclusive */
  gboolean open;
  gboolean over;
  int days_left; /* 1 on the last day; 0 while it is not open */
} KabReadingWindow;

JsonObject *kab_meters_get_rules (KabOrganisation *organisation);
gboolean kab_reading_window_find (KabServer *server, KabOrganisation *organisation, KabReadingWindow *window);
void kab_reading_window_get (KabServer *server,
                             KabOrganisation *organisation,
                             const char *month,
                             KabReadingWindow *window);
JsonObject *kab_reading_window_to_json (const KabReadingWindow *window) G_GNUC_WARN_UNUSED_RESULT;
char *kab_meters_format_month (KabOrganisation *organisation, const char *month) G_GNUC_WARN_UNUSED_RESULT;
char *kab_meters_format_day (const char *day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
