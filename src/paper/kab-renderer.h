/* kab-renderer.h: one document, opened by a process of its own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

#include "kab-render-process.h"

G_BEGIN_DECLS

#define KAB_TYPE_RENDERER (kab_renderer_get_type ())
G_DECLARE_FINAL_TYPE (KabRenderer, kab_renderer, KAB, RENDERER, GObject)

KabRenderer *kab_renderer_new (const char *program, GBytes *document);
DexFuture *kab_renderer_open (KabRenderer *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_renderer_draw_page (KabRenderer *self, guint page, double scale) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_renderer_read_text (KabRenderer *self, guint page) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *
kab_renderer_extract (KabRenderer *self, const guint32 *pages, gsize n_pages) G_GNUC_WARN_UNUSED_RESULT;
void kab_renderer_close (KabRenderer *self);
guint kab_renderer_get_n_pages (KabRenderer *self);
void kab_renderer_get_page_size (KabRenderer *self, guint page, double *width, double *height);
GBytes *kab_renderer_get_document (KabRenderer *self);

G_END_DECLS
