/* money-text.h: amounts as papers and messages write them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kab_amount_to_text (gint64 minor) G_GNUC_WARN_UNUSED_RESULT;
char *kab_money_to_text (gint64 minor, const char *currency) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
