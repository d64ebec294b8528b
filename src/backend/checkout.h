/* checkout.h: the resource /{org}/checkout: a cart becomes one order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_checkout_open (KabServer *server, GError **error);

G_END_DECLS
