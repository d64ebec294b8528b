/* kab-picture.h: a photograph or a scan as shades of grey. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "kab-render-protocol.h"

G_BEGIN_DECLS

typedef struct
{
  guint width, height;
  guint8 *pixels; /* one byte each, without gaps */
} KabPicture;

void kab_picture_free (KabPicture *self);
KabPicture *kab_picture_read (const guint8 *data, gsize length, KabRenderStatus *status);
KabPicture *kab_picture_new_for_surface (cairo_surface_t *surface);
KabPicture *kab_picture_shrink (const KabPicture *self, guint longest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabPicture, kab_picture_free)

G_END_DECLS
