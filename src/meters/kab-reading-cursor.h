/* kab-reading-cursor.h: from entry to entry through the rows of the round. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-reading-row.h"

G_BEGIN_DECLS

KabReadingRow *kab_reading_cursor_find (GPtrArray *rows);
gboolean kab_reading_cursor_move (GPtrArray *rows, int step);

G_END_DECLS
