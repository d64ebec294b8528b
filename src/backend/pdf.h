/* pdf.h: a sheet of paper: text, lines, boxes, in points from the upper left corner. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define KAB_PDF_WIDTH 595.0
#define KAB_PDF_HEIGHT 842.0

typedef struct _KabPdf KabPdf;

typedef enum
{
  KAB_PDF_LEFT,
  KAB_PDF_RIGHT,
  KAB_PDF_CENTRE,
} KabPdfAlign;

typedef struct
{
  double size; /* of the type */
  gboolean bold;
  double grey; /* 0 is black */
  KabPdfAlign align;
  double width; /* 0: as wide as it is; otherwise it wraps */
  int lines;    /* of a text that wraps; what is longer ends in … */
} KabPdfStyle;

KabPdf *kab_pdf_new (const char *title, const char *author, const char *created);
GBytes *kab_pdf_finish (KabPdf *self);

cairo_t *kab_pdf_get_cairo (KabPdf *self);
void kab_pdf_next_page (KabPdf *self);
double kab_pdf_text (KabPdf *self, double x, double y, const KabPdfStyle *style, const char *text);
void kab_pdf_rule (KabPdf *self, double x1, double y, double x2, double grey, double width);
void kab_pdf_dashes (KabPdf *self, double x1, double y, double x2);
void kab_pdf_box (KabPdf *self, double x, double y, double width, double height, double grey);

G_END_DECLS
