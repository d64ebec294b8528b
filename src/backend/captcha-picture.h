/* captcha-picture.h: letters that a person reads and a program does not, as PNG. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KAB_CAPTCHA_WIDTH 200
#define KAB_CAPTCHA_HEIGHT 64

GBytes *kab_captcha_picture_draw (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
