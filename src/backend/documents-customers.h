/* documents-customers.h: the cards of customers, and who turns out to be behind them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

void kab_customers_open (KabServer *server);

G_END_DECLS
