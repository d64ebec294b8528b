/* captcha-words.h: the riddle for whom a picture is nothing: a sum in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kab_captcha_words_make (const char *language, char **solution) G_GNUC_WARN_UNUSED_RESULT;
char *kab_captcha_words_read (const char *typed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
