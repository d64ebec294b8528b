/* kab-save.h: a document becomes a file of the person's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

DexFuture *kab_save_write (GFile *file, GBytes *document) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_save_ask (GtkWidget *from, const char *title, const char *name) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_save_ask_folder (GtkWidget *from, const char *title) G_GNUC_WARN_UNUSED_RESULT;
char *kab_save_describe (const GError *error);

G_END_DECLS
