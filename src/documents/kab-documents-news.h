/* kab-documents-news.h: what has come to a list of documents since it was read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-events.h"
#include "kab-paged-model.h"

G_BEGIN_DECLS

/* Property: count, how many rows are new. Nothing moves under the person: they come when they are asked for (C7). */
#define KAB_TYPE_DOCUMENTS_NEWS (kab_documents_news_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentsNews, kab_documents_news, KAB, DOCUMENTS_NEWS, GObject)

KabDocumentsNews *kab_documents_news_new (KabClient *client, KabPagedModel *model);
void kab_documents_news_set_events (KabDocumentsNews *self, KabEvents *events);
guint kab_documents_news_get_count (KabDocumentsNews *self);

GHashTable *kab_documents_news_copy_query (KabPagedModel *model) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
