/* kab-dates-dialog.h: asks for a first and a last day. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal: chosen (from, to), as "2026-06-01". */
#define KAB_TYPE_DATES_DIALOG (kab_dates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabDatesDialog, kab_dates_dialog, KAB, DATES_DIALOG, AdwDialog)

AdwDialog *kab_dates_dialog_new (const char *from, const char *to);

G_END_DECLS
