/* kab-retry.h: which requests are tried again, and when. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-request.h"

G_BEGIN_DECLS

gboolean kab_retry_is_repeatable (KabRequest *request);
gboolean kab_retry_is_busy (guint status);
gboolean kab_retry_is_transient (const GError *error);
int kab_retry_get_pause (const GError *error, guint tries, guint base, double chance);
gint64 kab_retry_parse_after (const char *header, GDateTime *now);

G_END_DECLS
