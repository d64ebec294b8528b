/* kab-paper-view-private.h: what the two halves of the paper view share: pages and what is found on them. */
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
  gboolean fits;
  guint draw_source;
  guint fit_source;
  guint float_source;

  char *needle;
  guint n_matches;
  guint match; /* the current one, counted over all pages */
};

KabSheet *kab_paper_view_get_sheet (KabPaperView *self, guint page);
void kab_paper_view_keep (KabPaperView *self, guint index, DexFuture *future);
void kab_paper_view_update_actions (KabPaperView *self);

void kab_paper_view_text_wanted_cb (KabPaperView *self, KabSheet *sheet);
void kab_paper_view_selection_begun_cb (KabPaperView *self, KabSheet *sheet);
void kab_paper_view_copy_action (GtkWidget *widget, const char *name, GVariant *parameter);
void kab_paper_view_select_all_action (GtkWidget *widget, const char *name, GVariant *parameter);
void kab_paper_view_match_action (GtkWidget *widget, const char *name, GVariant *parameter);
char *kab_paper_view_dup_match_text (KabPaperView *self);

G_END_DECLS
