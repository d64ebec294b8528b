/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cart.h"

static const KabMember kab_cart_line_members[] = {
  { "item", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_item_get_type },
  { "quantity", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "amount", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "seen_price", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "state", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_document_state_get_type },
};

KAB_DEFINE_RECORD (KabCartLine, kab_cart_line)

KAB_GET_RECORD (KabCartLine, kab_cart_line, KabItem, item)
KAB_GET_INTEGER (KabCartLine, kab_cart_line, quantity)
KAB_GET_MONEY (KabCartLine, kab_cart_line, amount)
KAB_GET_MONEY (KabCartLine, kab_cart_line, seen_price)
KAB_GET_RECORD (KabCartLine, kab_cart_line, KabDocumentState, state)

static const KabMember kab_cart_members[] = {
  { "version", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "lines", KAB_MEMBER_LIST, KAB_REQUIRED, kab_cart_line_get_type },
  { "totals", KAB_MEMBER_LIST, KAB_REQUIRED, kab_total_get_type },
  { "changed_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "can_order", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "reason", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabCart, kab_cart)

KAB_GET_INTEGER (KabCart, kab_cart, version)
KAB_GET_LIST (KabCart, kab_cart, lines)
KAB_GET_LIST (KabCart, kab_cart, totals)
KAB_GET_DATE_TIME (KabCart, kab_cart, changed_at)
KAB_GET_BOOLEAN (KabCart, kab_cart, can_order)
KAB_GET_STRING (KabCart, kab_cart, reason)

static const KabMember kab_understood_row_members[] = {
  { "line", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "text", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "state", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "quantity", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_item_get_type },
};

KAB_DEFINE_RECORD (KabUnderstoodRow, kab_understood_row)

KAB_GET_INTEGER (KabUnderstoodRow, kab_understood_row, line)
KAB_GET_STRING (KabUnderstoodRow, kab_understood_row, text)
KAB_GET_STRING (KabUnderstoodRow, kab_understood_row, state)
KAB_GET_INTEGER (KabUnderstoodRow, kab_understood_row, quantity)
KAB_GET_LIST (KabUnderstoodRow, kab_understood_row, items)

static const KabMember kab_understood_rows_members[] = {
  { "rows", KAB_MEMBER_LIST, KAB_REQUIRED, kab_understood_row_get_type },
  { "cut", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabUnderstoodRows, kab_understood_rows)

KAB_GET_LIST (KabUnderstoodRows, kab_understood_rows, rows)
KAB_GET_BOOLEAN (KabUnderstoodRows, kab_understood_rows, cut)

static const KabMember kab_customer_cart_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "name", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "phone", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "changed_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "lines", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "percent", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "reason", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "cart", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_cart_get_type },
  { "discount", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_action_get_type },
};

KAB_DEFINE_RECORD (KabCustomerCart, kab_customer_cart)

KAB_GET_STRING (KabCustomerCart, kab_customer_cart, id)
KAB_GET_STRING (KabCustomerCart, kab_customer_cart, name)
KAB_GET_STRING (KabCustomerCart, kab_customer_cart, phone)
KAB_GET_DATE_TIME (KabCustomerCart, kab_customer_cart, changed_at)
KAB_GET_INTEGER (KabCustomerCart, kab_customer_cart, lines)
KAB_GET_INTEGER (KabCustomerCart, kab_customer_cart, percent)
KAB_GET_STRING (KabCustomerCart, kab_customer_cart, reason)
KAB_GET_RECORD (KabCustomerCart, kab_customer_cart, KabCart, cart)
KAB_GET_RECORD (KabCustomerCart, kab_customer_cart, KabAction, discount)

static const KabMember kab_customer_cart_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_customer_cart_get_type },
};

KAB_DEFINE_RECORD (KabCustomerCartList, kab_customer_cart_list)

KAB_GET_LIST (KabCustomerCartList, kab_customer_cart_list, items)

static const KabMember kab_delivery_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "note", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "price", KAB_MEMBER_MONEY, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabDelivery, kab_delivery)

KAB_GET_STRING (KabDelivery, kab_delivery, id)
KAB_GET_STRING (KabDelivery, kab_delivery, title)
KAB_GET_STRING (KabDelivery, kab_delivery, note)
KAB_GET_MONEY (KabDelivery, kab_delivery, price)

static const KabMember kab_pickup_point_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },      { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "address", KAB_MEMBER_STRING, KAB_REQUIRED }, { "open", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "ready", KAB_MEMBER_STRING, KAB_REQUIRED },   { "uri", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabPickupPoint, kab_pickup_point)

KAB_GET_STRING (KabPickupPoint, kab_pickup_point, id)
KAB_GET_STRING (KabPickupPoint, kab_pickup_point, title)
KAB_GET_STRING (KabPickupPoint, kab_pickup_point, address)
KAB_GET_STRING (KabPickupPoint, kab_pickup_point, open)
KAB_GET_STRING (KabPickupPoint, kab_pickup_point, ready)
KAB_GET_STRING (KabPickupPoint, kab_pickup_point, uri)

static const KabMember kab_checkout_members[] = {
  { "version", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "lead", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "submit", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "fields", KAB_MEMBER_LIST, KAB_REQUIRED, kab_field_get_type },
  { "deliveries", KAB_MEMBER_LIST, KAB_REQUIRED, kab_delivery_get_type },
  { "points", KAB_MEMBER_LIST, KAB_REQUIRED, kab_pickup_point_get_type },
  { "totals", KAB_MEMBER_LIST, KAB_REQUIRED, kab_total_get_type },
  { "promise", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "can_order", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "reason", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabCheckout, kab_checkout)

KAB_GET_INTEGER (KabCheckout, kab_checkout, version)
KAB_GET_STRING (KabCheckout, kab_checkout, title)
KAB_GET_STRING (KabCheckout, kab_checkout, lead)
KAB_GET_STRING (KabCheckout, kab_checkout, submit)
KAB_GET_LIST (KabCheckout, kab_checkout, fields)
KAB_GET_LIST (KabCheckout, kab_checkout, deliveries)
KAB_GET_LIST (KabCheckout, kab_checkout, points)
KAB_GET_LIST (KabCheckout, kab_checkout, totals)
KAB_GET_STRING (KabCheckout, kab_checkout, promise)
KAB_GET_BOOLEAN (KabCheckout, kab_checkout, can_order)
KAB_GET_STRING (KabCheckout, kab_checkout, reason)
