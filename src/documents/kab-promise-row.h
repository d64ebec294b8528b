/* kab-promise-row.h: by when somebody answers, in the organisation's time and in the person's own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-filing.h"

G_BEGIN_DECLS

char *kab_promise_dup_note (KabPromise *promise, GTimeZone *here);

#define KAB_TYPE_PROMISE_ROW (kab_promise_row_get_type ())
G_DECLARE_FINAL_TYPE (KabPromiseRow, kab_promise_row, KAB, PROMISE_ROW, GtkWidget)

void kab_promise_row_show (KabPromiseRow *self, KabPromise *promise);
void kab_promise_row_show_appointment (KabPromiseRow *self, KabAppointment *appointment);

G_END_DECLS
