/* kab-thread-view.h: what customer and staff write to each other about a document. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-client.h"
#include "kab-document.h"
#include "kab-drafts.h"

G_BEGIN_DECLS

/* Signal: sent (KabDocument document: as the message left it). */
#define KAB_TYPE_THREAD_VIEW (kab_thread_view_get_type ())
G_DECLARE_FINAL_TYPE (KabThreadView, kab_thread_view, KAB, THREAD_VIEW, GtkWidget)

void kab_thread_view_set_source (KabThreadView *self, KabClient *client, KabDescriptor *descriptor);
void kab_thread_view_set_drafts (KabThreadView *self, KabDrafts *drafts, gboolean staff);
void kab_thread_view_show (KabThreadView *self, KabDocument *document);

G_END_DECLS
