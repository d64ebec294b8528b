/* kab-tracking.h: tracking numbers of parcels. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KAB_CARRIER_UNKNOWN,
  KAB_CARRIER_S10,         /* a post of the Universal Postal Union */
  KAB_CARRIER_RUSSIA,      /* Russian inland post */
  KAB_CARRIER_NOVA_POSHTA, /* has no public check digit */
} KabCarrier;

KabCarrier kab_tracking_recognise (const char *text, gboolean *check_fits);
gboolean kab_tracking_is_s10 (const char *number);

G_END_DECLS
