/* kab-documents-period.h: stretches of time that a list may be narrowed to. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A period is a word ("this-month", "last-month", "last-90-days"), a year, or two days: "2026-06-01..2026-08-05". */

GStrv kab_documents_period_list (int first_year) G_GNUC_WARN_UNUSED_RESULT;
char *kab_documents_period_dup_title (const char *period) G_GNUC_WARN_UNUSED_RESULT;
void kab_documents_period_get_days (const char *period, char **from, char **to);
void kab_documents_period_get_days_at (const char *period, GDateTime *now, char **from, char **to);

G_END_DECLS
