/* confirm.h: the page that a link in a mail opens in the browser. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_confirm_open (KabServer *server, GError **error);

G_END_DECLS
