/* kab-opening-page.h: a cabinet that is being opened: its session or its organisation is not there yet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

#define KAB_TYPE_OPENING_PAGE (kab_opening_page_get_type ())
G_DECLARE_FINAL_TYPE (KabOpeningPage, kab_opening_page, KAB, OPENING_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_opening_page_new (KabCabinet *cabinet);

G_END_DECLS
