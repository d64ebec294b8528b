/* kab-announce.h: says something aloud to those who use a screen reader. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*KabAnnounceFunc) (GtkWidget *from, const char *text, gboolean urgent);

void kab_announce (GtkWidget *from, const char *text, gboolean urgent);
void kab_announce_set_listener (KabAnnounceFunc func);

G_END_DECLS
