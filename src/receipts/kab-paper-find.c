/* kab-paper-find.c: the words on the paper: searching, selecting and copying them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-paper-view-private.h"
#include "kab-settle.h"

/* Returns: (transfer none): the sheet of a page. */
KabSheet *
kab_paper_view_get_sheet (KabPaperView *self, guint page)
{
  return KAB_SHEET (g_ptr_array_index (self->pages, page));
}

/* Futures are kept in one array: the picture of page i at i, its text at n + i. */
void
kab_paper_view_keep (KabPaperView *self, guint index, DexFuture *future)
{
  DexFuture **place = (DexFuture **) &g_ptr_array_index (self->pending, index);

  dex_clear (place);
  *place = future;
}

static void
show_matches (KabPaperView *self)
{
  guint before = 0;

  for (guint i = 0; i < self->pages->len; i++)
    {
      KabSheet *sheet = kab_paper_view_get_sheet (self, i);
      KabPageText *text = kab_sheet_get_text (sheet);
      g_autoptr (GArray) found
          = text != NULL && self->needle != NULL ? kab_page_text_find (text, self->needle) : NULL;
      int current = found != NULL && self->match >= before && self->match < before + found->len
                        ? (int) (self->match - before)
                        : -1;

      kab_sheet_set_matches (sheet, found,
                             self->needle != NULL ? (guint) g_utf8_strlen (self->needle, -1) : 0, current);
      before += found != NULL ? found->len : 0;
    }
  self->n_matches = before;
  g_object_notify (G_OBJECT (self), "match-text");
  kab_paper_view_update_actions (self);
}

static void
scroll_to_match (KabPaperView *self)
{
  guint left = self->match;

  for (guint i = 0; i < self->pages->len; i++)
    {
      KabSheet *sheet = kab_paper_view_get_sheet (self, i);
      KabPageText *text = kab_sheet_get_text (sheet);
      g_autoptr (GArray) found = text != NULL ? kab_page_text_find (text, self->needle) : NULL;
      graphene_rect_t area;
      graphene_point_t point;

      if (found == NULL || left >= found->len)
        {
          left -= found != NULL ? found->len : 0;
          continue;
        }
      if (kab_sheet_get_match_area (sheet, left, &area)
          && gtk_widget_compute_point (GTK_WIDGET (sheet), GTK_WIDGET (self->sheets), &area.origin, &point))
        {
          GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
          double size = gtk_adjustment_get_page_size (adjustment);

          gtk_adjustment_set_value (adjustment, point.y - size / 3);
        }
      return;
    }
}

static void
text_read (gpointer object, const GValue *value, const GError *error)
{
  KabSheet *sheet = object;
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (sheet), KAB_TYPE_PAPER_VIEW);

  if (value == NULL || view == NULL)
    return;
  kab_sheet_set_text (sheet, g_value_get_object (value));
  if (KAB_PAPER_VIEW (view)->needle != NULL)
    {
      gboolean first = KAB_PAPER_VIEW (view)->n_matches == 0;

      show_matches (KAB_PAPER_VIEW (view));
      if (first && KAB_PAPER_VIEW (view)->n_matches > 0)
        scroll_to_match (KAB_PAPER_VIEW (view));
    }
}

static void
want_text (KabPaperView *self, guint page)
{
  guint index = self->pages->len + page;

  if (kab_sheet_get_text (kab_paper_view_get_sheet (self, page)) == NULL
      && g_ptr_array_index (self->pending, index) == NULL)
    kab_paper_view_keep (self, index,
                         kab_settle (kab_renderer_read_text (self->renderer, page),
                                     kab_paper_view_get_sheet (self, page), text_read));
}

void
kab_paper_view_text_wanted_cb (KabPaperView *self, KabSheet *sheet)
{
  guint page;

  if (g_ptr_array_find (self->pages, sheet, &page))
    want_text (self, page);
}

void
kab_paper_view_selection_begun_cb (KabPaperView *self, KabSheet *sheet)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  for (guint i = 0; i < self->pages->len; i++)
    kab_sheet_select (kab_paper_view_get_sheet (self, i), 0, 0);
}

void
kab_paper_view_copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *text = kab_paper_view_dup_selection (KAB_PAPER_VIEW (widget));

  if (text[0] != '\0')
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

void
kab_paper_view_select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabPaperView *self = KAB_PAPER_VIEW (widget);

  for (guint i = 0; i < self->pages->len; i++)
    {
      want_text (self, i);
      kab_sheet_select (kab_paper_view_get_sheet (self, i), 0, G_MAXUINT);
    }
}

void
kab_paper_view_match_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabPaperView *self = KAB_PAPER_VIEW (widget);
  guint step = g_str_equal (name, "paper.next-match") ? 1 : self->n_matches - 1;

  if (self->n_matches == 0)
    return;
  self->match = (self->match + step) % self->n_matches;
  show_matches (self);
  scroll_to_match (self);
}

/* Returns: (transfer full): which match of how many is shown. */
char *
kab_paper_view_dup_match_text (KabPaperView *self)
{
  if (self->needle == NULL)
    return g_strdup ("");
  if (self->n_matches == 0)
    return g_strdup (_ ("Nothing found"));
  /* Translators: the match that is shown and how many there are. */
  return g_strdup_printf (_ ("%u of %u"), self->match + 1, self->n_matches);
}

/**
 * kab_paper_view_find:
 * @self: a paper view
 * @text: (nullable): what to look for on all pages, or %NULL to stop
 *
 * Marks every match and scrolls to the first.
 */
void
kab_paper_view_find (KabPaperView *self, const char *text)
{
  g_return_if_fail (KAB_IS_PAPER_VIEW (self));

  if (!g_set_str (&self->needle, text != NULL && text[0] != '\0' ? text : NULL))
    return;
  self->match = 0;
  show_matches (self);
  for (guint i = 0; self->needle != NULL && i < self->pages->len; i++)
    want_text (self, i);
  if (self->n_matches > 0)
    scroll_to_match (self);
}

/**
 * kab_paper_view_dup_selection:
 * @self: a paper view
 *
 * Returns: (transfer full): the selected text of all pages, or an empty one
 */
char *
kab_paper_view_dup_selection (KabPaperView *self)
{
  g_autoptr (GString) all = g_string_new (NULL);

  g_return_val_if_fail (KAB_IS_PAPER_VIEW (self), NULL);

  for (guint i = 0; i < self->pages->len; i++)
    {
      g_autofree char *text = kab_sheet_dup_selection (kab_paper_view_get_sheet (self, i));

      if (text[0] != '\0')
        g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", text);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}
