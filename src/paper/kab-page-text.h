/* kab-page-text.h: the words of one page and where they stand. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <graphene.h>
#include <glib-object.h>

G_BEGIN_DECLS

#define KAB_TYPE_PAGE_TEXT (kab_page_text_get_type ())
G_DECLARE_FINAL_TYPE (KabPageText, kab_page_text, KAB, PAGE_TEXT, GObject)

typedef enum
{
  KAB_PAGE_TEXT_WORD,
  KAB_PAGE_TEXT_LINE,
} KabPageTextRun;

KabPageText *kab_page_text_new (const char *text, GVariant *places);
const char *kab_page_text_get_text (KabPageText *self);
guint kab_page_text_get_length (KabPageText *self);
GArray *kab_page_text_find (KabPageText *self, const char *needle);
GArray *kab_page_text_get_areas (KabPageText *self, guint first, guint end);
guint kab_page_text_get_index_at (KabPageText *self, double x, double y);
void
kab_page_text_get_run (KabPageText *self, double x, double y, KabPageTextRun run, guint *first, guint *end);
char *kab_page_text_dup_range (KabPageText *self, guint first, guint end);

G_END_DECLS
