/* catalogue-search.h: which items a request wants, in which order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue-store.h"

G_BEGIN_DECLS

#define KAB_CATALOGUE_PARAMETERS "offset limit as_of sort q vehicle maker group stock fresh"

typedef struct
{
  gint64 organisation;
  char *key;     /* q as an article number, or NULL where it is none */
  char *match;   /* q as words, or NULL where there is none */
  gboolean none; /* q holds nothing that could be found */
  gint64 vehicle;
  char *vehicle_title;
  char *maker;
  char *part;
  gboolean stock; /* only what lies in the warehouse */
  gboolean fresh; /* only what came lately */
  gint64 fresh_since;
  const char *order;
} KabCatalogueQuery;

KabCatalogueQuery *kab_catalogue_query_new (KabServer *server, KabCall *call) G_GNUC_WARN_UNUSED_RESULT;
void kab_catalogue_query_free (KabCatalogueQuery *self);
gint64 kab_catalogue_get_fresh_since (KabServer *server, KabOrganisation *organisation);

KabCatalogueWindows *kab_catalogue_windows_new (void);
void kab_catalogue_windows_free (KabCatalogueWindows *self);
void kab_catalogue_windows_invalidate (KabCatalogueWindows *self);
char *kab_catalogue_windows_dup_mark (KabCatalogueWindows *self) G_GNUC_WARN_UNUSED_RESULT;
GArray *kab_catalogue_windows_get (KabCatalogueWindows *self,
                                   KabServer *server,
                                   const KabCatalogueQuery *query,
                                   const char *mark);
JsonArray *kab_catalogue_windows_count (KabCatalogueWindows *self,
                                        KabServer *server,
                                        KabOrganisation *organisation,
                                        const char *column) G_GNUC_WARN_UNUSED_RESULT;
GArray *kab_catalogue_find_article (KabServer *server,
                                    gint64 organisation,
                                    const char *article) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabCatalogueQuery, kab_catalogue_query_free)

G_END_DECLS
