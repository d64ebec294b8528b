/* kab-shipment-view.h: where the parcels of an order are. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAB_TYPE_SHIPMENT_VIEW (kab_shipment_view_get_type ())
G_DECLARE_FINAL_TYPE (KabShipmentView, kab_shipment_view, KAB, SHIPMENT_VIEW, GtkWidget)

void kab_shipment_view_show (KabShipmentView *self, GListModel *shipments, gboolean seconds);

G_END_DECLS
