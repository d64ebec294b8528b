/* cart-store.h: the cart of a customer in the database. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue-pricing.h"

G_BEGIN_DECLS

#define KAB_CART_MAX_LINES 200
#define KAB_CART_MAX_QUANTITY 100000

typedef struct
{
  KabCatalogueItem *item;
  gint64 quantity;
  gint64 seen;    /* the price that the person saw last */
  KabPrice price; /* what it costs now */
} KabCartLine;

typedef struct
{
  gint64 version; /* 0: there never was one */
  gint64 changed_at;
  KabPricing *pricing;
  GPtrArray *lines; /* of KabCartLine */
} KabCart;

KabCart *kab_cart_load (KabServer *server, KabCall *call, const char *person) G_GNUC_WARN_UNUSED_RESULT;
void kab_cart_free (KabCart *self);
void kab_cart_replace (KabServer *server, KabCall *call, const KabCart *now, GPtrArray *lines);
char *kab_cart_dup_etag (const KabCart *self) G_GNUC_WARN_UNUSED_RESULT;
const char *kab_cart_line_get_trouble (const KabCartLine *line);
const char *kab_cart_get_obstacle (const KabCart *self);
gint64 kab_cart_get_total (const KabCart *self);
KabCartLine *kab_cart_line_new (KabCatalogueItem *item, gint64 quantity, gint64 seen);
void kab_cart_line_free (KabCartLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabCart, kab_cart_free)

G_END_DECLS
