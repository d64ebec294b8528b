/* kab-information-page.h: what is known of an account: its owner, addresses, and what is to pay. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-summary.h"

G_BEGIN_DECLS

#define KAB_TYPE_INFORMATION_PAGE (kab_information_page_get_type ())
G_DECLARE_FINAL_TYPE (KabInformationPage, kab_information_page, KAB, INFORMATION_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_information_page_new (KabSummary *summary);

G_END_DECLS
