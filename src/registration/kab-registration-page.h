/* kab-registration-page.h: registration, recovery or linking, one step a page. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinets.h"
#include "kab-client.h"
#include "kab-descriptor.h"

G_BEGIN_DECLS

#define KAB_TYPE_REGISTRATION_PAGE (kab_registration_page_get_type ())
G_DECLARE_FINAL_TYPE (KabRegistrationPage, kab_registration_page, KAB, REGISTRATION_PAGE, AdwNavigationPage)

/* Signal: finished (string action, string ticket): the person chose a button of the last page. */
AdwNavigationPage *kab_registration_page_new (KabCabinets *cabinets,
                                              KabClient *client,
                                              KabDescriptor *descriptor,
                                              const char *flow);
gboolean kab_registration_page_take_link (KabRegistrationPage *self, const char *token);

G_END_DECLS
