/* kab-paged-model.h: a list of any length, fetched from the server window by window. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-client.h"
#include "kab-load.h"
#include "kab-row.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define KAB_PAGED_MODEL_PAGE 100u     /* rows of a window */
#define KAB_PAGED_MODEL_MAX_PAGES 20u /* windows kept */

#define KAB_TYPE_PAGED_MODEL (kab_paged_model_get_type ())
G_DECLARE_FINAL_TYPE (KabPagedModel, kab_paged_model, KAB, PAGED_MODEL, GObject)

KabPagedModel *kab_paged_model_new (KabClient *client, const char *path, GType window_type);
void kab_paged_model_set_query (KabPagedModel *self, const char *name, const char *value);
const char *kab_paged_model_get_query (KabPagedModel *self, const char *name);
void kab_paged_model_refresh (KabPagedModel *self);
void kab_paged_model_retry (KabPagedModel *self);
guint kab_paged_model_get_total (KabPagedModel *self);
JsonNode *kab_paged_model_get_counts (KabPagedModel *self);
gint64 kab_paged_model_get_count (KabPagedModel *self, const char *name);
KabLoad *kab_paged_model_get_load (KabPagedModel *self);
const GError *kab_paged_model_get_error (KabPagedModel *self);
GDateTime *kab_paged_model_get_fetched_at (KabPagedModel *self);
guint kab_paged_model_find (KabPagedModel *self, const char *id);

G_END_DECLS
