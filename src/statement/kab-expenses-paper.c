/* kab-expenses-paper.c: expenses as a document to keep or to print. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <pango/pangocairo.h>

#include "kab-expenses-export.h"
#include "kab-format.h"

/* A4 in points. */
#define PAGE_WIDTH 595.0
#define PAGE_HEIGHT 842.0
#define MARGIN 48.0
#define DATE_WIDTH 76.0
#define AMOUNT_WIDTH 110.0

typedef struct
{
  cairo_t *cr;
  double y;
  guint page;
} Paper;

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Returns: the height of the text. */
static double
write_text (
    Paper *paper, double x, double width, const char *font, PangoAlignment alignment, const char *text)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (paper->cr);
  PangoFontDescription *description = pango_font_description_from_string (font);
  int height;

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (paper->cr, x, paper->y);
  pango_cairo_show_layout (paper->cr, layout);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
finish_page (Paper *paper)
{
  g_autofree char *number = g_strdup_printf ("%u", ++paper->page);
  double y = paper->y;

  paper->y = PAGE_HEIGHT - MARGIN + 12;
  write_text (paper, MARGIN, PAGE_WIDTH - 2 * MARGIN, "Sans 8", PANGO_ALIGN_RIGHT, number);
  paper->y = y;
  cairo_show_page (paper->cr);
}

static void
make_room (Paper *paper, double height)
{
  if (paper->y + height <= PAGE_HEIGHT - MARGIN)
    return;
  finish_page (paper);
  paper->y = MARGIN;
}

static void
draw_line (Paper *paper)
{
  cairo_set_line_width (paper->cr, 0.5);
  cairo_move_to (paper->cr, MARGIN, paper->y);
  cairo_line_to (paper->cr, PAGE_WIDTH - MARGIN, paper->y);
  cairo_stroke (paper->cr);
}

static void
draw_heading (Paper *paper, const char *title, const char *amount)
{
  make_room (paper, 60);
  paper->y += 10;
  write_text (paper, PAGE_WIDTH - MARGIN - 2 * AMOUNT_WIDTH, 2 * AMOUNT_WIDTH, "Sans Bold 10",
              PANGO_ALIGN_RIGHT, amount);
  paper->y += write_text (paper, MARGIN, PAGE_WIDTH - 2 * MARGIN - 2 * AMOUNT_WIDTH, "Sans Bold 10",
                          PANGO_ALIGN_LEFT, title);
  paper->y += 3;
  draw_line (paper);
  paper->y += 4;
}

static void
draw_expense (Paper *paper, const KabExpense *expense)
{
  g_autofree char *day = kab_format_day (kab_statement_item_get_date (expense->item));
  g_autofree char *amount = kab_money_format (kab_statement_item_get_amount (expense->item));
  g_autofree char *what
      = g_strdup_printf ("%s\n%s · %s", kab_statement_item_get_title (expense->item), expense->organisation,
                         kab_statement_item_get_category_title (expense->item));

  make_room (paper, 40);
  write_text (paper, MARGIN, DATE_WIDTH, "Sans 9", PANGO_ALIGN_LEFT, day);
  write_text (paper, PAGE_WIDTH - MARGIN - AMOUNT_WIDTH, AMOUNT_WIDTH, "Sans 9", PANGO_ALIGN_RIGHT, amount);
  paper->y += write_text (paper, MARGIN + DATE_WIDTH, PAGE_WIDTH - 2 * MARGIN - DATE_WIDTH - AMOUNT_WIDTH,
                          "Sans 9", PANGO_ALIGN_LEFT, what);
  paper->y += 4;
}

/**
 * kab_expenses_to_pdf:
 * @self: expenses
 * @by: what belongs together
 *
 * Returns: (transfer full): A4 pages: the groups with their sums and what they consist of
 */
GBytes *
kab_expenses_to_pdf (KabExpenses *self, KabExpensesBy by)
{
  GByteArray *bytes;
  cairo_surface_t *surface;
  Paper paper = { .y = MARGIN };
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GPtrArray) total = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *period = NULL;
  g_autofree char *total_text = NULL;

  g_return_val_if_fail (KAB_IS_EXPENSES (self), NULL);

  bytes = g_byte_array_new ();
  surface = cairo_pdf_surface_create_for_stream (collect, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  paper.cr = cairo_create (surface);
  groups = kab_expenses_group (self, by);
  total = kab_expenses_sum (kab_expenses_get_entries (self));
  from = kab_format_day (kab_expenses_get_from (self));
  to = kab_format_day (kab_expenses_get_to (self));
  /* Translators: the first and the last day of a period. */
  period = g_strdup_printf (_ ("%s – %s"), from, to);
  total_text = kab_expenses_format_sums (total);
  paper.y += write_text (&paper, MARGIN, PAGE_WIDTH - 2 * MARGIN, "Sans Bold 16", PANGO_ALIGN_LEFT,
                         _ ("Expenses"));
  paper.y += write_text (&paper, MARGIN, PAGE_WIDTH - 2 * MARGIN, "Sans 10", PANGO_ALIGN_LEFT, period);
  for (guint i = 0; i < groups->len; i++)
    {
      const KabExpensesGroup *group = groups->pdata[i];
      g_autofree char *sum = kab_expenses_format_sums (group->sums);

      draw_heading (&paper, group->title, sum);
      for (guint j = 0; j < group->entries->len; j++)
        draw_expense (&paper, group->entries->pdata[j]);
    }
  draw_heading (&paper, _ ("Total"), total_text);
  finish_page (&paper);
  cairo_destroy (paper.cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}
