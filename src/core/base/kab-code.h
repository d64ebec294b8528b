/* kab-code.h: the confirmation code in what a person pastes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kab_code_extract (const char *text, guint length);
char *kab_code_extract_token (const char *text);

G_END_DECLS
