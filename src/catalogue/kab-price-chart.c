/* kab-price-chart.c: how a price went, as a line of steps. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-format.h"
#include "kab-price-chart.h"

#define HEIGHT 140
#define WIDTH 240
#define EDGE 6 /* above the dearest and below the cheapest */

/* A picture for those who see it; the same in words for those who do not. A price holds until the next one, so the
 * line goes in steps and not from point to point. */
struct _KabPriceChart
{
  GtkWidget parent_instance;

  GListModel *prices; /* of KabPricePoint, oldest first */
  KabMoney *threshold;
};

G_DEFINE_FINAL_TYPE (KabPriceChart, kab_price_chart, GTK_TYPE_WIDGET)

typedef struct
{
  gint64 from, to; /* seconds */
  gint64 low, high;
  float width, height;
} Scale;

static guint
count (KabPriceChart *self)
{
  return self->prices != NULL ? g_list_model_get_n_items (self->prices) : 0;
}

static gint64
get_point (KabPriceChart *self, guint index, gint64 *at)
{
  g_autoptr (KabPricePoint) point = g_list_model_get_item (self->prices, index);

  if (at != NULL)
    *at = g_date_time_to_unix (kab_price_point_get_at (point));
  return kab_price_point_get_price (point)->minor;
}

static void
measure_scale (KabPriceChart *self, Scale *scale)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  scale->low = G_MAXINT64;
  scale->high = 0;
  for (guint i = 0; i < count (self); i++)
    {
      gint64 price = get_point (self, i, NULL);

      scale->low = MIN (scale->low, price);
      scale->high = MAX (scale->high, price);
    }
  if (self->threshold != NULL)
    {
      scale->low = MIN (scale->low, self->threshold->minor);
      scale->high = MAX (scale->high, self->threshold->minor);
    }
  get_point (self, 0, &scale->from);
  get_point (self, count (self) - 1, &scale->to);
  scale->to = MAX (scale->to, g_date_time_to_unix (now));
  scale->width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  scale->height = (float) gtk_widget_get_height (GTK_WIDGET (self));
}

static float
get_x (const Scale *scale, gint64 at)
{
  gint64 span = MAX (scale->to - scale->from, 1);

  return scale->width * (float) (at - scale->from) / (float) span;
}

static float
get_y (const Scale *scale, gint64 price)
{
  gint64 span = MAX (scale->high - scale->low, 1);
  float room = scale->height - 2 * EDGE;

  return EDGE + room * (1 - (float) (price - scale->low) / (float) span);
}

static void
draw_line (GtkSnapshot *snapshot, KabPriceChart *self, const Scale *scale, const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (2);

  for (guint i = 0; i < count (self); i++)
    {
      gint64 at;
      float y = get_y (scale, get_point (self, i, &at));
      float x = get_x (scale, at);

      if (i == 0)
        gsk_path_builder_move_to (builder, x, y);
      else
        {
          gsk_path_builder_line_to (builder, x, get_y (scale, get_point (self, i - 1, NULL)));
          gsk_path_builder_line_to (builder, x, y);
        }
    }
  gsk_path_builder_line_to (builder, scale->width, get_y (scale, get_point (self, count (self) - 1, NULL)));
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
}

static void
kab_price_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KabPriceChart *self = KAB_PRICE_CHART (widget);
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  Scale scale;
  GdkRGBA grey;

  if (count (self) == 0)
    return;
  measure_scale (self, &scale);
  gtk_widget_get_color (widget, &grey);
  grey.alpha *= 0.4f;
  if (self->threshold != NULL)
    for (float x = 0; x < scale.width; x += 8)
      gtk_snapshot_append_color (snapshot, &grey,
                                 &GRAPHENE_RECT_INIT (x, get_y (&scale, self->threshold->minor), 4, 1));
  draw_line (snapshot, self, &scale, accent);
}

static void
kab_price_chart_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : WIDTH / 2;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : WIDTH;
}

static void
kab_price_chart_finalize (GObject *object)
{
  KabPriceChart *self = KAB_PRICE_CHART (object);

  g_clear_object (&self->prices);
  g_clear_pointer (&self->threshold, kab_money_free);
  G_OBJECT_CLASS (kab_price_chart_parent_class)->finalize (object);
}

static void
kab_price_chart_class_init (KabPriceChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kab_price_chart_finalize;
  widget_class->snapshot = kab_price_chart_snapshot;
  widget_class->measure = kab_price_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kab_price_chart_init (KabPriceChart *self)
{
}

/**
 * kab_price_chart_new:
 *
 * Returns: (transfer floating): a chart without prices
 */
GtkWidget *
kab_price_chart_new (void)
{
  return g_object_new (KAB_TYPE_PRICE_CHART, NULL);
}

/**
 * kab_price_chart_dup_words:
 * @self: a chart
 *
 * Returns: (transfer full): what the chart shows, in words
 */
char *
kab_price_chart_dup_words (KabPriceChart *self)
{
  g_autoptr (KabPricePoint) first = NULL;
  g_autoptr (KabPricePoint) last = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  g_autofree char *since = NULL;
  g_autofree char *now = NULL;
  Scale scale;

  g_return_val_if_fail (KAB_IS_PRICE_CHART (self), NULL);

  if (count (self) == 0)
    return g_strdup (_ ("No prices yet"));
  measure_scale (self, &scale);
  first = g_list_model_get_item (self->prices, 0);
  last = g_list_model_get_item (self->prices, count (self) - 1);
  now = kab_money_format (kab_price_point_get_price (last));
  low = kab_money_format (&(KabMoney) { scale.low,
                                        { kab_price_point_get_price (last)->currency[0],
                                          kab_price_point_get_price (last)->currency[1],
                                          kab_price_point_get_price (last)->currency[2], '\0' } });
  high = kab_money_format (&(KabMoney) { scale.high,
                                         { kab_price_point_get_price (last)->currency[0],
                                           kab_price_point_get_price (last)->currency[1],
                                           kab_price_point_get_price (last)->currency[2], '\0' } });
  since = kab_format_date (kab_price_point_get_at (first));
  /* Translators: a day, the lowest price, the highest one, today's. */
  return g_strdup_printf (_ ("Since %s from %s to %s, now %s"), since, low, high, now);
}

/**
 * kab_price_chart_set_prices:
 * @self: a chart
 * @prices: of #KabPricePoint, oldest first
 * @threshold: (nullable): a price that is waited for, drawn as a dashed line
 */
void
kab_price_chart_set_prices (KabPriceChart *self, GListModel *prices, const KabMoney *threshold)
{
  g_autofree char *words = NULL;

  g_return_if_fail (KAB_IS_PRICE_CHART (self) && G_IS_LIST_MODEL (prices));

  g_set_object (&self->prices, prices);
  g_clear_pointer (&self->threshold, kab_money_free);
  self->threshold = threshold != NULL ? kab_money_copy (threshold) : NULL;
  words = kab_price_chart_dup_words (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
