/* kab-json-scan.h: a look at JSON text before a parser may see it, and the parser behind it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/* How deep an answer may be nested (rule J3). */
#define KAB_JSON_DEPTH 64

gboolean kab_json_scan (const char *text, gsize length, gsize limit, GError **error);
DexFuture *kab_json_parse (GBytes *text, gsize limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
