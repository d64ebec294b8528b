/* kab-still.h: holds fields still while an answer is awaited. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void kab_still_set_busy (GtkWidget *fields, gboolean busy);

G_END_DECLS
