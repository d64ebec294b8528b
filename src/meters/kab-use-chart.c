/* kab-use-chart.c: what was used month by month, as bars; what was only estimated is drawn hollow. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-format.h"
#include "kab-use-chart.h"

#define HEIGHT 180
#define GAP 0.3 /* of the width of a month */
#define RADIUS 3

/* The oldest month stands on the left. */
struct _KabUseChart
{
  GtkWidget parent_instance;

  GArray *uses; /* of KabUse */
  char *unit;
};

G_DEFINE_FINAL_TYPE (KabUseChart, kab_use_chart, GTK_TYPE_WIDGET)

static const KabUse *
get_use (KabUseChart *self, guint index)
{
  return &g_array_index (self->uses, KabUse, index);
}

static double
find_most (KabUseChart *self)
{
  double most = 0;

  for (guint i = 0; i < self->uses->len; i++)
    most = MAX (most, get_use (self, i)->used);
  return most;
}

static PangoLayout *
layout_new (KabUseChart *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
draw_text (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, float x, float y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* The first letters of a month, and the year under each January. */
static char *
describe_month (const KabUse *use)
{
  char text[32];

  g_date_strftime (text, sizeof text, "%b", &use->month);
  return g_strdup (text);
}

static void
draw_bar (GtkSnapshot *snapshot, const KabUse *use, const graphene_rect_t *area, const GdkRGBA *accent)
{
  GskRoundedRect bar;
  GdkRGBA colors[4] = { *accent, *accent, *accent, *accent };
  const float widths[4] = { 1.5f, 1.5f, 1.5f, 1.5f };

  gsk_rounded_rect_init_from_rect (&bar, area, RADIUS);
  if (use->estimated)
    {
      gtk_snapshot_append_border (snapshot, &bar, widths, colors);
      return;
    }
  gtk_snapshot_push_rounded_clip (snapshot, &bar);
  gtk_snapshot_append_color (snapshot, accent, area);
  gtk_snapshot_pop (snapshot);
}

/* Names are left out where they would touch one another. */
static void
draw_names (KabUseChart *self, GtkSnapshot *snapshot, const GdkRGBA *color, float step, float y)
{
  float free_from = 0;

  for (guint i = 0; i < self->uses->len; i++)
    {
      g_autofree char *text = describe_month (get_use (self, i));
      g_autoptr (PangoLayout) layout = layout_new (self, text);
      int width;
      float x;

      pango_layout_get_pixel_size (layout, &width, NULL);
      x = step * (float) i + (step - (float) width) / 2;
      if (x < free_from || x + (float) width > step * (float) self->uses->len)
        continue;
      draw_text (snapshot, layout, color, x, y);
      free_from = x + (float) width + 6;
    }
}

static void
kab_use_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KabUseChart *self = KAB_USE_CHART (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  double most = find_most (self);
  g_autofree char *top = g_strdup_printf ("%.3g %s", most, self->unit != NULL ? self->unit : "");
  g_autoptr (PangoLayout) layout = layout_new (self, top);
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  GdkRGBA color, faint;
  int line;
  float step, base;

  if (self->uses->len == 0 || most <= 0)
    return;
  gtk_widget_get_color (widget, &color);
  faint = color;
  color.alpha *= 0.6f;
  faint.alpha *= 0.15f;
  pango_layout_get_pixel_size (layout, NULL, &line);
  step = width / (float) self->uses->len;
  base = height - (float) line - 4;
  gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (0, base, width, 1));
  gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (0, (float) line + 2, width, 1));
  draw_text (snapshot, layout, &color, 0, 0);
  for (guint i = 0; i < self->uses->len; i++)
    {
      const KabUse *use = get_use (self, i);
      float tall = (float) (use->used / most) * (base - (float) line - 2);
      graphene_rect_t area = GRAPHENE_RECT_INIT (step * ((float) i + (float) GAP / 2), base - tall,
                                                 step * (1 - (float) GAP), MAX (tall, 1));

      draw_bar (snapshot, use, &area, accent);
    }
  draw_names (self, snapshot, &color, step, base + 4);
}

static void
kab_use_chart_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 120;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 480;
}

static void
kab_use_chart_finalize (GObject *object)
{
  KabUseChart *self = KAB_USE_CHART (object);

  g_array_unref (self->uses);
  g_free (self->unit);
  G_OBJECT_CLASS (kab_use_chart_parent_class)->finalize (object);
}

static void
kab_use_chart_class_init (KabUseChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kab_use_chart_finalize;
  widget_class->snapshot = kab_use_chart_snapshot;
  widget_class->measure = kab_use_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kab_use_chart_init (KabUseChart *self)
{
  self->uses = g_array_new (FALSE, FALSE, sizeof (KabUse));
}

/**
 * kab_use_chart_new:
 *
 * Returns: (transfer floating): a chart of nothing
 */
GtkWidget *
kab_use_chart_new (void)
{
  return g_object_new (KAB_TYPE_USE_CHART, NULL);
}

/* Who does not see the bars hears what they say; the figures stand in the list below. */
static void
describe (KabUseChart *self)
{
  const KabUse *most = get_use (self, 0);
  g_autofree char *first = kab_format_month (&get_use (self, 0)->month);
  g_autofree char *last = kab_format_month (&get_use (self, self->uses->len - 1)->month);
  g_autofree char *month = NULL;
  g_autofree char *text = NULL;

  for (guint i = 1; i < self->uses->len; i++)
    if (get_use (self, i)->used > most->used)
      most = get_use (self, i);
  month = kab_format_month (&most->month);
  /* Translators: a month, a month, a month, a number, a unit. */
  text = g_strdup_printf (_ ("Use by month from %s to %s; the most in %s: %.3g %s"), first, last, month,
                          most->used, self->unit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * kab_use_chart_set:
 * @self: a chart
 * @uses: (array length=count): the months, the oldest first
 * @count: how many
 * @unit: what is counted
 */
void
kab_use_chart_set (KabUseChart *self, const KabUse *uses, gsize count, const char *unit)
{
  g_return_if_fail (KAB_IS_USE_CHART (self) && unit != NULL);

  g_array_set_size (self->uses, 0);
  if (count > 0)
    g_array_append_vals (self->uses, uses, (guint) count);
  g_set_str (&self->unit, unit);
  if (count > 0)
    describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
