/* kab-qr-code.h: a QR code on its white plate, for the camera of a telephone. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAB_TYPE_QR_CODE (kab_qr_code_get_type ())
G_DECLARE_FINAL_TYPE (KabQrCode, kab_qr_code, KAB, QR_CODE, GtkWidget)

GtkWidget *kab_qr_code_new (void);
gboolean kab_qr_code_set_text (KabQrCode *self, const char *text, const char *kind);
GdkTexture *kab_qr_code_get_texture (KabQrCode *self);

G_END_DECLS
