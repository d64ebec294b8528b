/* kab-paged-model-private.h: what the parts of the paged list share, and what tests may replace. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-paged-model.h"
#include "kab-row-private.h"

G_BEGIN_DECLS

#define KAB_PAGED_MODEL_IN_FLIGHT 3 /* requests at a time */
#define KAB_PAGED_MODEL_REST 80     /* milliseconds without a new page before anything is asked for */
#define KAB_PAGED_MODEL_NEAR 2      /* pages around the last one that are worth asking for */

/**
 * KabPagedFetch:
 * @client: what the list was made with
 * @request: a request for a window
 * @window_type: its type
 * @data: for the function
 *
 * Returns: (transfer full): a future that resolves to a record of @window_type
 */
typedef DexFuture *(*KabPagedFetch) (KabClient *client,
                                     KabRequest *request,
                                     GType window_type,
                                     gpointer data);

/**
 * KabPagedRest:
 * @data: for the function
 *
 * Returns: (transfer full): a future that settles when the person has rested
 */
typedef DexFuture *(*KabPagedRest) (gpointer data);

/* A window of the list, aligned to its length. */
typedef struct
{
  guint number;
  guint64 touched;
  GListModel *items;  /* NULL until it has arrived */
  DexFuture *pending; /* a request that is under way */
  gboolean wanted;
  gboolean failed;
} KabPage;

struct _KabPagedModel
{
  GObject parent_instance;

  KabClient *client;
  char *path;
  GType window_type;
  KabPagedFetch fetch;
  KabPagedRest rest;
  gpointer hook_data;

  GTree *query; /* name → value: what the person asks for */
  GTree *shown; /* the same, of the rows that are there */
  char *as_of;
  JsonNode *counts;
  GDateTime *fetched_at;
  KabLoad *load;
  GError *error;

  guint n_rows;
  GHashTable *rows;  /* position → KabRow */
  GHashTable *pages; /* number → KabPage */
  guint64 clock;
  guint last; /* number of the page that was touched last */
  guint in_flight;
  guint told_total;
  gboolean started;
  gboolean busy;     /* `loading` is under way */
  gboolean outdated; /* the query is another one than that of the rows that are there */
  gboolean applying; /* rows are being moved; what is asked for meanwhile means nothing */

  DexFuture *resting;
  DexFuture *peeking; /* the first window as it was last known */
  DexFuture *loading; /* the first window of a new query, or a refresh */
  guint starting;     /* source: several changes of the query make one request */
};

/* kab-paged-pages.c */
void kab_page_free (gpointer data);
KabPage *kab_paged_model_touch (KabPagedModel *self, guint number);
KabRow *kab_paged_model_get_row (KabPagedModel *self, guint position);
gboolean kab_paged_model_is_held (KabPagedModel *self, guint number);
void kab_paged_model_add_page (KabPagedModel *self, guint number, GListModel *items);
void kab_paged_model_fill_page (KabPagedModel *self, guint number);
void kab_paged_model_drop_pages (KabPagedModel *self);
void kab_paged_model_splice (
    KabPagedModel *self, guint position, guint removed, guint added, GHashTable *arrivals);
void kab_paged_model_set_total (KabPagedModel *self, guint total);

/* kab-paged-fetch.c */
void kab_paged_model_want (KabPagedModel *self, KabPage *page);
void kab_paged_model_fetch_wanted (KabPagedModel *self);
void kab_paged_model_reload (KabPagedModel *self);
void kab_paged_model_stop (KabPagedModel *self);
void kab_paged_model_fail (KabPagedModel *self, const GError *error);
GHashTable *kab_paged_model_collect_held (KabPagedModel *self);
KabRequest *kab_paged_make_request (const char *path, GTree *query, guint number, const char *as_of);
GTree *kab_paged_copy_query (GTree *query);
void kab_paged_set_parameter (GTree *query, const char *name, const char *value);

/* kab-paged-window.c */
GListModel *kab_window_dup_items (gpointer window);
gint64 kab_window_get_total (gpointer window);
char *kab_window_dup_as_of (gpointer window);
JsonNode *kab_window_dup_counts (gpointer window);

/* kab-paged-refresh.c */
void kab_paged_model_start_refresh (KabPagedModel *self);

/* kab-paged-model.c */
void kab_paged_model_take_window (KabPagedModel *self, gpointer window, GDateTime *fetched_at);
void kab_paged_model_notify_total (KabPagedModel *self);
void kab_paged_model_set_error (KabPagedModel *self, const GError *error);
void kab_paged_model_set_hooks (KabPagedModel *self, KabPagedFetch fetch, KabPagedRest rest, gpointer data);

G_END_DECLS
