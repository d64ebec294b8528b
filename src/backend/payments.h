/* payments.h: paying: what is due, ways to pay, and where a payment is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_payments_open (KabServer *server, GError **error);

G_END_DECLS
