/* kab-merge.c: documents one behind the other in a new one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>

#include "kab-merge.h"

/* Pages are drawn anew: text stays text, lines stay lines, and whatever else a document may hold, such as
 * scripts and forms, is left behind. */
struct _KabMerge
{
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cr;
  guint n_pages;
};

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * kab_merge_new:
 *
 * Returns: (transfer full): a document without pages; kab_merge_finish() frees it
 */
KabMerge *
kab_merge_new (void)
{
  KabMerge *self = g_new0 (KabMerge, 1);

  self->bytes = g_byte_array_new ();
  self->surface = cairo_pdf_surface_create_for_stream (collect, self->bytes, 595, 842);
  self->cr = cairo_create (self->surface);
  return self;
}

/**
 * kab_merge_add_page:
 * @self: a document
 * @page: a page of another
 *
 * Returns: whether it stands in the document now
 */
gboolean
kab_merge_add_page (KabMerge *self, PopplerPage *page)
{
  double width, height;

  poppler_page_get_size (page, &width, &height);
  cairo_pdf_surface_set_size (self->surface, width, height);
  poppler_page_render_for_printing (page, self->cr);
  cairo_show_page (self->cr);
  self->n_pages++;
  return cairo_status (self->cr) == CAIRO_STATUS_SUCCESS;
}

/**
 * kab_merge_get_n_pages:
 * @self: a document
 *
 * Returns: how many pages it has
 */
guint
kab_merge_get_n_pages (KabMerge *self)
{
  return self->n_pages;
}

/**
 * kab_merge_finish:
 * @self: (transfer full): a document
 *
 * Returns: (transfer full) (nullable): the document, or %NULL if it could not be drawn
 */
GBytes *
kab_merge_finish (KabMerge *self)
{
  cairo_status_t status;
  GByteArray *bytes = self->bytes;

  cairo_destroy (self->cr);
  cairo_surface_finish (self->surface);
  status = cairo_surface_status (self->surface);
  cairo_surface_destroy (self->surface);
  g_free (self);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  return NULL;
}
