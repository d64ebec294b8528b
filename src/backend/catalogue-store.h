/* catalogue-store.h: what a shop sells, in the database. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *article;
  char *title;
  char *maker;
  char *part; /* id of the group that it belongs to */
  char *unit;
  gint64 step; /* it is sold in multiples of this */
  gint64 price;
  char *currency;
  gint64 stock;
  gint64 lead; /* days until it comes; -1: it cannot be ordered */
  gint64 added_at;
  gboolean gone;
  gint64 version;
  gint64 watchers;
  char *properties; /* JSON array of label and value */
} KabCatalogueItem;

void kab_catalogue_item_free (KabCatalogueItem *self);

JsonObject *kab_catalogue_get_wiring (KabOrganisation *organisation);
char *kab_catalogue_dup_words_table (gint64 organisation) G_GNUC_WARN_UNUSED_RESULT;
KabCatalogueItem *
kab_catalogue_load (KabServer *server, gint64 organisation, const char *id) G_GNUC_WARN_UNUSED_RESULT;
KabCatalogueItem *
kab_catalogue_load_id (KabServer *server, gint64 organisation, gint64 id) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *
kab_catalogue_load_ids (KabServer *server, const gint64 *ids, guint count) G_GNUC_WARN_UNUSED_RESULT;
gint64 kab_catalogue_insert (KabServer *server, gint64 organisation, const KabCatalogueItem *item);
void kab_catalogue_index (KabServer *server, gint64 organisation, gint64 item);
gboolean kab_catalogue_save (KabServer *server, KabCatalogueItem *item);
void kab_catalogue_note_price (KabServer *server, gint64 item, gint64 at, gint64 price);
gboolean kab_catalogue_item_is_sold (const KabCatalogueItem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabCatalogueItem, kab_catalogue_item_free)

G_END_DECLS
