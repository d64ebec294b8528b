/* kab-scan-source.h: the bytes of a picture that was chosen, dropped or pasted. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

GdkContentFormats *kab_scan_source_dup_formats (void);
DexFuture *kab_scan_source_read_file (GFile *file, gsize limit) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_scan_source_read_clipboard (GdkClipboard *clipboard, gsize limit) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_scan_source_read_drop (GdkDrop *drop, gsize limit) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_scan_source_choose (GtkWidget *from) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
