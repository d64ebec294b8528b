/* kab-address.h: an address that a person typed: which server, and which organisation on it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean kab_address_parse (const char *text, char **origin, char **organisation, GError **error);

G_END_DECLS
