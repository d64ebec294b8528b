/* kab-captcha-row.h: the question of a captcha: a picture, or words for those who cannot see it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-flow.h"

G_BEGIN_DECLS

/* Signals: refresh (another one is wanted), way-changed (picture or words). */
#define KAB_TYPE_CAPTCHA_ROW (kab_captcha_row_get_type ())
G_DECLARE_FINAL_TYPE (KabCaptchaRow, kab_captcha_row, KAB, CAPTCHA_ROW, GtkListBoxRow)

GtkWidget *kab_captcha_row_new (void);
void kab_captcha_row_show_loading (KabCaptchaRow *self);
void kab_captcha_row_show_failure (KabCaptchaRow *self, const char *message);
void kab_captcha_row_show (KabCaptchaRow *self, KabCaptcha *captcha);
gboolean kab_captcha_row_get_words (KabCaptchaRow *self);
const char *kab_captcha_row_get_page (KabCaptchaRow *self);

G_END_DECLS
