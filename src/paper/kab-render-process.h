/* kab-render-process.h: a running kabinet-render, asked one thing after the other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kab-render-protocol.h"

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

#define KAB_TYPE_RENDER_PROCESS (kab_render_process_get_type ())
G_DECLARE_FINAL_TYPE (KabRenderProcess, kab_render_process, KAB, RENDER_PROCESS, GObject)

char *kab_render_process_find_program (void);
KabRenderProcess *
kab_render_process_start (const char *program, const char *mode, GBytes *document, GError **error);
GVariant *kab_render_process_ask (KabRenderProcess *self,
                                  KabRenderOperation operation,
                                  GVariant *arguments,
                                  GError **error);
void kab_render_process_stop (KabRenderProcess *self);
GError *kab_render_error_new (KabRenderStatus status);

G_END_DECLS
