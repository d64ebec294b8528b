/* kab-charge-chart.c: what was charged in twelve months, beside the same months a year before. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-charge-chart.h"
#include "kab-format.h"

#define MONTHS 12
#define HEIGHT 180
#define WIDTH 240
#define GAP 6
#define UNKNOWN (-1)

/* One place of the chart: a month, and the same one of the year before. */
typedef struct
{
  GDate month;
  gint64 now;    /* in minor units, or UNKNOWN */
  gint64 before; /* in minor units, or UNKNOWN */
} Place;

struct _KabChargeChart
{
  GtkWidget parent_instance;

  Place places[MONTHS]; /* the oldest first */
  gint64 highest;
  char currency[4];
  gboolean filled;
};

G_DEFINE_FINAL_TYPE (KabChargeChart, kab_charge_chart, GTK_TYPE_WIDGET)

static char *
format (KabChargeChart *self, gint64 minor)
{
  g_autoptr (KabMoney) money = kab_money_new (minor, self->currency);

  return kab_money_format (money);
}

static int
measure_text (PangoLayout *layout, int *height)
{
  int width;

  pango_layout_get_pixel_size (layout, &width, height);
  return width;
}

static void
draw_bar (GtkSnapshot *snapshot, float x, float width, float bottom, float height, const GdkRGBA *color)
{
  float radius = MIN (3, width / 2);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, bottom - height, width, height);
  GskRoundedRect outline;

  if (height < 1)
    return;
  gsk_rounded_rect_init (&outline, &bounds, &GRAPHENE_SIZE_INIT (radius, radius),
                         &GRAPHENE_SIZE_INIT (radius, radius), &GRAPHENE_SIZE_INIT (0, 0),
                         &GRAPHENE_SIZE_INIT (0, 0));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_text (GtkSnapshot *snapshot, PangoLayout *layout, float x, float y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* A short name, or as much of it as there is room for. */
static void
draw_name (KabChargeChart *self,
           GtkSnapshot *snapshot,
           const Place *place,
           float x,
           float width,
           float y,
           const GdkRGBA *color)
{
  char name[64];
  g_autofree char *letter = NULL;
  g_autoptr (PangoLayout) layout = NULL;

  g_date_strftime (name, sizeof name, "%b", &place->month);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), name);
  if (measure_text (layout, NULL) > width)
    {
      letter = g_utf8_substring (name, 0, MIN (1, g_utf8_strlen (name, -1)));
      pango_layout_set_text (layout, letter, -1);
    }
  draw_text (snapshot, layout, x + (width - (float) measure_text (layout, NULL)) / 2, y, color);
}

static void
draw_place (KabChargeChart *self,
            GtkSnapshot *snapshot,
            const Place *place,
            float x,
            float width,
            float top,
            float bottom,
            const GdkRGBA *colors)
{
  float scale = self->highest > 0 ? (bottom - top) / (float) self->highest : 0;
  float half = (width - GAP) / 2;

  if (place->before != UNKNOWN)
    draw_bar (snapshot, x + GAP / 2.0f, half, bottom, (float) place->before * scale, &colors[1]);
  if (place->now != UNKNOWN)
    draw_bar (snapshot, x + GAP / 2.0f + half, half, bottom, (float) place->now * scale, &colors[0]);
}

static void
kab_charge_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KabChargeChart *self = KAB_CHARGE_CHART (widget);
  g_autofree char *most = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (
      adw_style_manager_get_for_display (gtk_widget_get_display (widget)));
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  float place = width / MONTHS;
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA colors[2], text, line;
  int row;

  if (!self->filled)
    return;
  gtk_widget_get_color (widget, &text);
  line = text;
  line.alpha *= 0.15f;
  colors[0] = *accent;
  colors[1] = text;
  colors[1].alpha *= 0.25f;
  text.alpha *= 0.65f;
  most = format (self, self->highest);
  layout = gtk_widget_create_pango_layout (widget, most);
  measure_text (layout, &row);
  draw_text (snapshot, layout, mirrored ? width - (float) measure_text (layout, NULL) : 0, 0, &text);
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (0, (float) row + 2, width, 1));
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (0, height - (float) row - 4, width, 1));
  for (int i = 0; i < MONTHS; i++)
    {
      float x = place * (float) (mirrored ? MONTHS - 1 - i : i);

      draw_place (self, snapshot, &self->places[i], x, place, (float) row + 3, height - (float) row - 4,
                  colors);
      draw_name (self, snapshot, &self->places[i], x, place, height - (float) row, &text);
    }
}

static void
kab_charge_chart_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *min_base,
                          int *nat_base)
{
  gboolean wide = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = wide ? WIDTH : HEIGHT;
  *natural = wide ? WIDTH * 2 : HEIGHT;
}

/* "October 2026: 4,218.64 ₽, a year before 3,972.04 ₽". */
static char *
describe (KabChargeChart *self, const Place *place)
{
  g_autofree char *month = kab_format_month_title (&place->month);
  g_autofree char *now = place->now != UNKNOWN ? format (self, place->now) : g_strdup ("—");
  g_autofree char *before = place->before != UNKNOWN ? format (self, place->before) : NULL;

  if (before == NULL)
    /* Translators: a month and what was charged in it. */
    return g_strdup_printf (_ ("%s: %s"), month, now);
  /* Translators: a month, what was charged in it, and what in the same month a year before. */
  return g_strdup_printf (_ ("%s: %s, a year before %s"), month, now, before);
}

static gboolean
query_tooltip_cb (KabChargeChart *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int place = width > 0 ? CLAMP (x * MONTHS / width, 0, MONTHS - 1) : 0;
  g_autofree char *text = NULL;

  if (!self->filled || keyboard)
    return FALSE;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    place = MONTHS - 1 - place;
  text = describe (self, &self->places[place]);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
kab_charge_chart_class_init (KabChargeChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = kab_charge_chart_snapshot;
  widget_class->measure = kab_charge_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
}

static void
kab_charge_chart_init (KabChargeChart *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/**
 * kab_charge_chart_new:
 *
 * Returns: (transfer floating): a chart of nothing yet
 */
GtkWidget *
kab_charge_chart_new (void)
{
  return g_object_new (KAB_TYPE_CHARGE_CHART, NULL);
}

static gint64
find_charged (KabChargeChart *self, GListModel *months, const GDate *month)
{
  for (guint i = 0; i < g_list_model_get_n_items (months); i++)
    {
      g_autoptr (KabBalance) balance = g_list_model_get_item (months, i);
      const KabMoney *charged = kab_balance_get_charged (balance);

      if (g_date_compare (kab_balance_get_month (balance), month) == 0
          && g_str_equal (charged->currency, self->currency))
        return MAX (charged->minor, 0);
    }
  return UNKNOWN;
}

/**
 * kab_charge_chart_dup_words:
 * @self: a chart
 *
 * Returns: (transfer full): all that it shows, in words, a month a line; the same for those who do not see it
 */
char *
kab_charge_chart_dup_words (KabChargeChart *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (KAB_IS_CHARGE_CHART (self), NULL);

  for (int i = MONTHS - 1; self->filled && i >= 0; i--)
    if (self->places[i].now != UNKNOWN)
      {
        g_autofree char *text = describe (self, &self->places[i]);

        g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", text);
      }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/**
 * kab_charge_chart_set_months:
 * @self: a chart
 * @months: a list of #KabBalance, the newest first
 *
 * Shows the last twelve of them, and beside each what is known of the same month a year before.
 */
void
kab_charge_chart_set_months (KabChargeChart *self, GListModel *months)
{
  g_autoptr (KabBalance) last = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (KAB_IS_CHARGE_CHART (self) && G_IS_LIST_MODEL (months));

  last = g_list_model_get_item (months, 0);
  self->filled = last != NULL;
  self->highest = 0;
  if (last != NULL)
    g_strlcpy (self->currency, kab_balance_get_charged (last)->currency, sizeof self->currency);
  for (int i = 0; self->filled && i < MONTHS; i++)
    {
      Place *place = &self->places[i];
      GDate before;

      place->month = *kab_balance_get_month (last);
      if (i < MONTHS - 1)
        g_date_subtract_months (&place->month, (guint) (MONTHS - 1 - i));
      before = place->month;
      g_date_subtract_years (&before, 1);
      place->now = find_charged (self, months, &place->month);
      place->before = find_charged (self, months, &before);
      self->highest = MAX (self->highest, MAX (place->now, place->before));
    }
  words = kab_charge_chart_dup_words (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Charges of twelve months beside those of the year before"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
