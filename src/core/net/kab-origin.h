/* kab-origin.h: which addresses Kabinet talks to, and what it calls the same one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *kab_origin_parse (const char *text, GError **error);
char *kab_origin_of_uri (GUri *uri);

G_END_DECLS
