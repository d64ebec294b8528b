/* payments-bank.h: the page where a bank would ask for the card. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "payments-store.h"

G_BEGIN_DECLS

void kab_bank_open (KabServer *server);
char *kab_bank_build_page (KabServer *server, const KabPayment *payment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
