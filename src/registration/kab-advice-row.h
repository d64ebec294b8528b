/* kab-advice-row.h: one rung of the ladder of advice. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-flow.h"

G_BEGIN_DECLS

GtkWidget *kab_advice_row_new (KabAdvice *advice, guint number, GCallback change, gpointer object);

G_END_DECLS
