/* kab-renderer.h: one document, opened by a process of its own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * KabRenderError:
 * @KAB_RENDER_ERROR_DAMAGED: it is no document, or one that ends the renderer
 * @KAB_RENDER_ERROR_ENCRYPTED: it asks for a password
 * @KAB_RENDER_ERROR_TOO_LARGE: more pages or pixels than are allowed
 * @KAB_RENDER_ERROR_MISSING: the renderer is not installed
 */
typedef enum
{
  KAB_RENDER_ERROR_DAMAGED,
  KAB_RENDER_ERROR_ENCRYPTED,
  KAB_RENDER_ERROR_TOO_LARGE,
  KAB_RENDER_ERROR_MISSING,
} KabRenderError;

#define KAB_RENDER_ERROR (kab_render_error_quark ())
GQuark kab_render_error_quark (void);

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
