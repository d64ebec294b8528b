/* kab-paper-view.h: all pages of a document below each other, to read, search and copy from. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-renderer.h"

G_BEGIN_DECLS

/* Properties: page (uint, from 0), n-pages (uint), zoom-text (string, "95 %"), match-text (string, "2 of 7").
 * Actions: paper.zoom-in, paper.zoom-out, paper.fit-width, paper.rotate-left, paper.rotate-right, paper.previous-page, paper.next-page, paper.copy,
 * paper.select-all, paper.next-match, paper.previous-match. */
#define KAB_TYPE_PAPER_VIEW (kab_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (KabPaperView, kab_paper_view, KAB, PAPER_VIEW, GtkWidget)

GtkWidget *kab_paper_view_new (void);
void kab_paper_view_set_renderer (KabPaperView *self, KabRenderer *renderer, const char *title);
guint kab_paper_view_get_page (KabPaperView *self);
void kab_paper_view_show_page (KabPaperView *self, guint page);
double kab_paper_view_get_zoom (KabPaperView *self);
void kab_paper_view_set_zoom (KabPaperView *self, double zoom);
void kab_paper_view_fit_width (KabPaperView *self);
void kab_paper_view_find (KabPaperView *self, const char *text);
char *kab_paper_view_dup_selection (KabPaperView *self);

G_END_DECLS
