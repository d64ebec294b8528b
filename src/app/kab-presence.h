/* kab-presence.h: whether the machine is awake and somebody looks, for those who listen to servers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-cabinets.h"

G_BEGIN_DECLS

#define KAB_TYPE_PRESENCE (kab_presence_get_type ())
G_DECLARE_FINAL_TYPE (KabPresence, kab_presence, KAB, PRESENCE, GObject)

KabPresence *kab_presence_new (GtkApplication *application, KabCabinets *cabinets);

G_END_DECLS
