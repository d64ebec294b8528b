/* kab-flow-page.h: a flow in this program: its page, and where the program goes when it ends. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinets.h"

G_BEGIN_DECLS

AdwNavigationPage *
kab_flow_page_new (KabCabinets *cabinets, KabClient *client, KabDescriptor *descriptor, const char *flow);

G_END_DECLS
