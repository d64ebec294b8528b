/* kab-text.h: small text helpers that several rules share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kab_text_digits (const char *text);
gboolean kab_text_has_shape (const char *text, const char *shape);
char *kab_text_fold_look_alikes (const char *text);
char *kab_text_compact (const char *text);
gboolean kab_text_is_space (gunichar c);
gboolean kab_text_is_invisible (gunichar c);
char *kab_text_strip_invisible (const char *text);
char *kab_text_begin_sentence (const char *text);
char *kab_text_isolate (const char *text);
char *kab_text_safe_file_name (const char *name);

G_END_DECLS
