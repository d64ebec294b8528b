/* kab-basket-private.h: what the parts of the basket share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-basket.h"

#include <libdex.h>

G_BEGIN_DECLS

/* What is wanted here is one thing, what the server holds another. Whatever the person does changes the first at
 * once, online or not, and is kept on the disk; then the server's is brought to be the same. Where another window
 * has changed it meanwhile, only what was changed here since is laid over it. */
struct _KabBasket
{
  GObject parent_instance;

  KabClient *client;
  KabDrafts *drafts;
  GListModel *fields; /* what the draft may keep */
  GListStore *lines;  /* of KabBasketLine: wanted */
  GHashTable *base;   /* item id to quantity: what the server held when wanted and held were last the same */
  gint64 version;     /* of the server's cart */
  KabCart *cart;      /* as the server last described it */
  GError *error;
  DexFuture *pending;
  guint serial; /* changes here since the server was asked */
  gboolean dirty;
  gboolean accept; /* the person has seen the prices of @cart */
  guint retry;     /* timer */
  guint pause;
};

KabBasketLine *kab_basket_line_new (KabItem *item, gint64 quantity);

GListModel *kab_basket_make_fields (void);
gint64 kab_basket_get_base (KabBasket *self, const char *item);
void kab_basket_keep (KabBasket *self);
void kab_basket_recall (KabBasket *self);

G_END_DECLS
