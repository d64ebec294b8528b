/* kab-text.h: small text helpers that several rules share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kab_text_digits (const char *text);

G_END_DECLS
