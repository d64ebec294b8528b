/* meters-sheets.h: the documents that staff see of readings: a sheet for each account and month, one for each window. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"
#include "meters-store.h"

G_BEGIN_DECLS

void kab_sheets_keep (KabServer *server);
void kab_sheets_keep_accounts (KabServer *server, KabOrganisation *organisation);
void
kab_sheets_note_sent (KabServer *server, KabCall *call, const KabMeterZone *zone, const KabReading *reading);
const char *kab_sheets_describe (KabServer *server, KabOrganisation *organisation, KabDocument *sheet);
char *kab_sheets_describe_reading (const KabMeterZone *zone, gint64 value) G_GNUC_WARN_UNUSED_RESULT;
gint64 kab_sheets_get_account (const KabDocument *sheet);
const char *kab_sheets_get_month (const KabDocument *sheet);

G_END_DECLS
