/* kab-paper-view-private.h: what the parts of the paper view share: pages, their size, what is found on them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-paper-view.h"
#include "kab-sheet.h"

G_BEGIN_DECLS

/* Only pages on the screen and next to it are drawn, and at the size that they have there. Widths follow the
 * window until the person zooms. */
struct _KabPaperView
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  GtkScrolledWindow *scrolled;
  GtkBox *sheets;
  GtkRevealer *floating;

  KabRenderer *renderer;
  GPtrArray *pages;   /* of KabSheet, owned by the box */
  GPtrArray *pending; /* futures of pictures and texts, by page; those of texts behind those of pictures */
  guint page;
  double zoom;
  guint rotation; /* quarter turns clockwise */
  gboolean fits;
  double pinch_zoom;           /* the zoom at which two fingers met */
  double pointer_x, pointer_y; /* where the pointer was seen last */
  guint draw_source;
  guint fit_source;
  guint float_source;

  char *needle;
  guint n_matches;
  guint match; /* the current one, counted over all pages */
};

/* At 100 % an inch of paper is 96 pixels of the toolkit. */
#define KAB_PAPER_PIXELS_PER_POINT (96.0 / 72.0)
#define KAB_PAPER_SMALLEST_ZOOM 0.25
#define KAB_PAPER_LARGEST_ZOOM 4.0

KabSheet *kab_paper_view_get_sheet (KabPaperView *self, guint page);
void kab_paper_view_keep (KabPaperView *self, guint index, DexFuture *future);
void kab_paper_view_update_actions (KabPaperView *self);
void kab_paper_view_queue_drawing (KabPaperView *self);

void kab_paper_view_lay_out (KabPaperView *self);
void kab_paper_view_follow_width (KabPaperView *self);
void kab_paper_view_watch_zoom (KabPaperView *self);
void kab_paper_view_zoom_action (GtkWidget *widget, const char *name, GVariant *parameter);
void kab_paper_view_fit_action (GtkWidget *widget, const char *name, GVariant *parameter);
void kab_paper_view_rotate_action (GtkWidget *widget, const char *name, GVariant *parameter);

void kab_paper_view_text_wanted_cb (KabPaperView *self, KabSheet *sheet);
void kab_paper_view_selection_begun_cb (KabPaperView *self, KabSheet *sheet);
void kab_paper_view_copy_action (GtkWidget *widget, const char *name, GVariant *parameter);
void kab_paper_view_select_all_action (GtkWidget *widget, const char *name, GVariant *parameter);
void kab_paper_view_match_action (GtkWidget *widget, const char *name, GVariant *parameter);
char *kab_paper_view_dup_match_text (KabPaperView *self);

G_END_DECLS
