/* kab-cart.h: what a person is about to order, and what an order needs to know. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-item.h"

G_BEGIN_DECLS

/* So much of an item; a state tells what has happened to it since the person looked. */
#define KAB_TYPE_CART_LINE (kab_cart_line_get_type ())
G_DECLARE_FINAL_TYPE (KabCartLine, kab_cart_line, KAB, CART_LINE, KabRecord)

KabItem *kab_cart_line_get_item (KabCartLine *self);
gint64 kab_cart_line_get_quantity (KabCartLine *self);
const KabMoney *kab_cart_line_get_amount (KabCartLine *self);
const KabMoney *kab_cart_line_get_seen_price (KabCartLine *self);
KabDocumentState *kab_cart_line_get_state (KabCartLine *self);

/* The cart with the prices of the moment in which it was asked for. */
#define KAB_TYPE_CART (kab_cart_get_type ())
G_DECLARE_FINAL_TYPE (KabCart, kab_cart, KAB, CART, KabRecord)

gint64 kab_cart_get_version (KabCart *self);
GListModel *kab_cart_get_lines (KabCart *self);  /* of KabCartLine */
GListModel *kab_cart_get_totals (KabCart *self); /* of KabTotal */
GDateTime *kab_cart_get_changed_at (KabCart *self);
gboolean kab_cart_get_can_order (KabCart *self);
const char *kab_cart_get_reason (KabCart *self);

/* What a server understood of a row: found, several, unknown, quantity or heading. */
#define KAB_TYPE_UNDERSTOOD_ROW (kab_understood_row_get_type ())
G_DECLARE_FINAL_TYPE (KabUnderstoodRow, kab_understood_row, KAB, UNDERSTOOD_ROW, KabRecord)

gint64 kab_understood_row_get_line (KabUnderstoodRow *self);
const char *kab_understood_row_get_text (KabUnderstoodRow *self);
const char *kab_understood_row_get_state (KabUnderstoodRow *self);
gint64 kab_understood_row_get_quantity (KabUnderstoodRow *self);
GListModel *kab_understood_row_get_items (KabUnderstoodRow *self); /* of KabItem */

#define KAB_TYPE_UNDERSTOOD_ROWS (kab_understood_rows_get_type ())
G_DECLARE_FINAL_TYPE (KabUnderstoodRows, kab_understood_rows, KAB, UNDERSTOOD_ROWS, KabRecord)

GListModel *kab_understood_rows_get_rows (KabUnderstoodRows *self); /* of KabUnderstoodRow */
gboolean kab_understood_rows_get_cut (KabUnderstoodRows *self);

/* A customer of the shop as its staff see one. */
#define KAB_TYPE_CUSTOMER_CART (kab_customer_cart_get_type ())
G_DECLARE_FINAL_TYPE (KabCustomerCart, kab_customer_cart, KAB, CUSTOMER_CART, KabRecord)

const char *kab_customer_cart_get_id (KabCustomerCart *self);
const char *kab_customer_cart_get_name (KabCustomerCart *self);
const char *kab_customer_cart_get_phone (KabCustomerCart *self);
GDateTime *kab_customer_cart_get_changed_at (KabCustomerCart *self);
gint64 kab_customer_cart_get_lines (KabCustomerCart *self);
gint64 kab_customer_cart_get_percent (KabCustomerCart *self);
const char *kab_customer_cart_get_reason (KabCustomerCart *self);
KabCart *kab_customer_cart_get_cart (KabCustomerCart *self);
KabAction *kab_customer_cart_get_discount (KabCustomerCart *self);

#define KAB_TYPE_CUSTOMER_CART_LIST (kab_customer_cart_list_get_type ())
G_DECLARE_FINAL_TYPE (KabCustomerCartList, kab_customer_cart_list, KAB, CUSTOMER_CART_LIST, KabRecord)

GListModel *kab_customer_cart_list_get_items (KabCustomerCartList *self); /* of KabCustomerCart */

/* A way of delivery and what it costs for this cart. */
#define KAB_TYPE_DELIVERY (kab_delivery_get_type ())
G_DECLARE_FINAL_TYPE (KabDelivery, kab_delivery, KAB, DELIVERY, KabRecord)

const char *kab_delivery_get_id (KabDelivery *self);
const char *kab_delivery_get_title (KabDelivery *self);
const char *kab_delivery_get_note (KabDelivery *self);
const KabMoney *kab_delivery_get_price (KabDelivery *self);

/* Where things are fetched, and when they are there. */
#define KAB_TYPE_PICKUP_POINT (kab_pickup_point_get_type ())
G_DECLARE_FINAL_TYPE (KabPickupPoint, kab_pickup_point, KAB, PICKUP_POINT, KabRecord)

const char *kab_pickup_point_get_id (KabPickupPoint *self);
const char *kab_pickup_point_get_title (KabPickupPoint *self);
const char *kab_pickup_point_get_address (KabPickupPoint *self);
const char *kab_pickup_point_get_open (KabPickupPoint *self);
const char *kab_pickup_point_get_ready (KabPickupPoint *self);
const char *kab_pickup_point_get_uri (KabPickupPoint *self);

/* What an order of the cart needs to know, and what it promises. */
#define KAB_TYPE_CHECKOUT (kab_checkout_get_type ())
G_DECLARE_FINAL_TYPE (KabCheckout, kab_checkout, KAB, CHECKOUT, KabRecord)

gint64 kab_checkout_get_version (KabCheckout *self);
const char *kab_checkout_get_title (KabCheckout *self);
const char *kab_checkout_get_lead (KabCheckout *self);
const char *kab_checkout_get_submit (KabCheckout *self);
GListModel *kab_checkout_get_fields (KabCheckout *self);     /* of KabField */
GListModel *kab_checkout_get_deliveries (KabCheckout *self); /* of KabDelivery */
GListModel *kab_checkout_get_points (KabCheckout *self);     /* of KabPickupPoint */
GListModel *kab_checkout_get_totals (KabCheckout *self);     /* of KabTotal */
const char *kab_checkout_get_promise (KabCheckout *self);
gboolean kab_checkout_get_can_order (KabCheckout *self);
const char *kab_checkout_get_reason (KabCheckout *self);

G_END_DECLS
