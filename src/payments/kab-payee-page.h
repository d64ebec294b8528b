/* kab-payee-page.h: which of several organisations is paid. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinets.h"

G_BEGIN_DECLS

gboolean kab_payee_takes_payments (KabCabinet *cabinet);
AdwNavigationPage *kab_payee_page_new (KabCabinets *cabinets);

G_END_DECLS
