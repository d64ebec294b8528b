/* kab-sheet.h: one page of a document on paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-page-text.h"

G_BEGIN_DECLS

#define KAB_TYPE_SHEET (kab_sheet_get_type ())
G_DECLARE_FINAL_TYPE (KabSheet, kab_sheet, KAB, SHEET, GtkWidget)

GtkWidget *kab_sheet_new (void);
void kab_sheet_set_size (KabSheet *self, double width, double height, double scale);
void kab_sheet_set_rotation (KabSheet *self, guint rotation);
double kab_sheet_get_scale (KabSheet *self);
void kab_sheet_set_texture (KabSheet *self, GdkTexture *texture, double pixels);
gboolean kab_sheet_is_drawn (KabSheet *self, double pixels);
void kab_sheet_set_text (KabSheet *self, KabPageText *text);
KabPageText *kab_sheet_get_text (KabSheet *self);
void kab_sheet_set_matches (KabSheet *self, GArray *matches, guint length, int current);
void kab_sheet_select (KabSheet *self, guint first, guint end);
char *kab_sheet_dup_selection (KabSheet *self);
gboolean kab_sheet_get_match_area (KabSheet *self, guint match, graphene_rect_t *area);

G_END_DECLS
