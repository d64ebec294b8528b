/* kab-error-phrase.h: fills the places in an error's text with what the error knows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-net-error.h"

G_BEGIN_DECLS

char *kab_error_phrase (const char *text, const GError *error);

G_END_DECLS
