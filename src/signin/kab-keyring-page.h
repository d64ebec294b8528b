/* kab-keyring-page.h: the keyring is locked, absent, closed to us, or empty: what to do. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinets.h"

G_BEGIN_DECLS

#define KAB_TYPE_KEYRING_PAGE (kab_keyring_page_get_type ())
G_DECLARE_FINAL_TYPE (KabKeyringPage, kab_keyring_page, KAB, KEYRING_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_keyring_page_new (KabCabinets *cabinets, KabCabinet *cabinet);

G_END_DECLS
