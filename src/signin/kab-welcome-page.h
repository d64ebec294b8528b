/* kab-welcome-page.h: which organisation? The first page of a new cabinet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinets.h"
#include "kab-net.h"

G_BEGIN_DECLS

#define KAB_TYPE_WELCOME_PAGE (kab_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (KabWelcomePage, kab_welcome_page, KAB, WELCOME_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_welcome_page_new (KabCabinets *cabinets, KabNet *net, const char *origin);

G_END_DECLS
