/* kab-organisation-page.h: one organisation: sign in, or register. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinets.h"
#include "kab-net.h"

G_BEGIN_DECLS

#define KAB_TYPE_ORGANISATION_PAGE (kab_organisation_page_get_type ())
G_DECLARE_FINAL_TYPE (KabOrganisationPage, kab_organisation_page, KAB, ORGANISATION_PAGE, AdwNavigationPage)

/* Makes the page of a flow: registration or recovery. */
typedef AdwNavigationPage *(*KabFlowPageFunc) (KabCabinets *cabinets,
                                               KabClient *client,
                                               KabDescriptor *descriptor,
                                               const char *flow);

void kab_organisation_page_set_flow_page (KabFlowPageFunc func);

AdwNavigationPage *
kab_organisation_page_new (KabCabinets *cabinets, KabNet *net, const char *origin, const char *organisation);
AdwNavigationPage *kab_organisation_page_new_for_cabinet (KabCabinets *cabinets, KabCabinet *cabinet);

G_END_DECLS
