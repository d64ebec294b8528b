/* kab-paper-zoom.c: how large the pages are and which way up. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "kab-paper-view-private.h"

#define ZOOM_STEP 1.2
/* Around the pages and between them; the same numbers stand in the template. */
#define MARGIN 18
/* How far fingers move on a touchpad for one step of a wheel. */
#define PIXELS_A_STEP 60.0

/* The size of a page as it lies there, in points. */
static void
get_lying_size (KabPaperView *self, guint page, double *width, double *height)
{
  double w, h;

  kab_renderer_get_page_size (self->renderer, page, &w, &h);
  *width = self->rotation % 2 == 0 ? w : h;
  *height = self->rotation % 2 == 0 ? h : w;
}

static double
get_height (KabPaperView *self, guint page)
{
  double width, height;

  get_lying_size (self, page, &width, &height);
  return round (height * self->zoom * KAB_PAPER_PIXELS_PER_POINT);
}

static void
apply (KabPaperView *self, double zoom)
{
  self->zoom = CLAMP (zoom, KAB_PAPER_SMALLEST_ZOOM, KAB_PAPER_LARGEST_ZOOM);
  for (guint i = 0; i < self->pages->len; i++)
    {
      KabSheet *sheet = kab_paper_view_get_sheet (self, i);
      double width, height;

      kab_renderer_get_page_size (self->renderer, i, &width, &height);
      kab_sheet_set_size (sheet, width, height, self->zoom * KAB_PAPER_PIXELS_PER_POINT);
      kab_sheet_set_rotation (sheet, self->rotation);
    }
  g_object_notify (G_OBJECT (self), "zoom-text");
  kab_paper_view_update_actions (self);
  kab_paper_view_queue_drawing (self);
}

/* The zoom at which the widest page fills the window, 0 while the window has no width. */
static double
get_fitting_zoom (KabPaperView *self)
{
  double widest = 0;
  int room = gtk_widget_get_width (GTK_WIDGET (self->scrolled)) - 2 * MARGIN;

  for (guint i = 0; i < self->pages->len; i++)
    {
      double width, height;

      get_lying_size (self, i, &width, &height);
      widest = MAX (widest, width);
    }
  if (room <= 0 || widest <= 0)
    return 0;
  /* Wider than a sheet of paper in the hand is no easier to read. */
  return MIN (room / (widest * KAB_PAPER_PIXELS_PER_POINT), 1.5);
}

/* Which page is at a height of the document, and how far down it, from 0 to 1. */
static guint
find_page (KabPaperView *self, double y, double *fraction)
{
  double top = MARGIN;
  guint page = 0;

  while (page + 1 < self->pages->len && y >= top + get_height (self, page) + MARGIN)
    top += get_height (self, page++) + MARGIN;
  *fraction = CLAMP ((y - top) / get_height (self, page), 0, 1);
  return page;
}

static double
get_top (KabPaperView *self, guint page)
{
  double top = MARGIN;

  for (guint i = 0; i < page; i++)
    top += get_height (self, i) + MARGIN;
  return top;
}

static void
place (GtkAdjustment *adjustment, double upper, double value)
{
  gtk_adjustment_set_upper (adjustment, MAX (upper, gtk_adjustment_get_page_size (adjustment)));
  gtk_adjustment_set_value (adjustment, value);
}

/* What lies under the point (x, y) of the window stays there while everything around it grows or shrinks. */
static void
zoom_at (KabPaperView *self, double zoom, double x, double y)
{
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scrolled);
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scrolled);
  double before = self->zoom;
  double width = gtk_adjustment_get_upper (across);
  double at = gtk_adjustment_get_value (across) + x;
  double fraction;
  guint page;

  if (self->pages->len == 0)
    return;
  page = find_page (self, gtk_adjustment_get_value (down) + y, &fraction);
  self->fits = FALSE;
  apply (self, zoom);
  place (down, get_top (self, self->pages->len),
         get_top (self, page) + fraction * get_height (self, page) - y);
  place (across, width * self->zoom / before, at * self->zoom / before - x);
}

static void
zoom_by (KabPaperView *self, double factor)
{
  zoom_at (self, self->zoom * factor, gtk_widget_get_width (GTK_WIDGET (self->scrolled)) / 2.0,
           gtk_widget_get_height (GTK_WIDGET (self->scrolled)) / 2.0);
}

static gboolean
wheel_turned_cb (KabPaperView *self, double dx, double dy, GtkEventControllerScroll *wheel)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (wheel));

  if ((state & GDK_CONTROL_MASK) == 0 || dy == 0)
    return GDK_EVENT_PROPAGATE;
  if (gtk_event_controller_scroll_get_unit (wheel) == GDK_SCROLL_UNIT_SURFACE)
    dy /= PIXELS_A_STEP;
  zoom_at (self, self->zoom * pow (ZOOM_STEP, -dy), self->pointer_x, self->pointer_y);
  return GDK_EVENT_STOP;
}

static void
pointer_moved_cb (KabPaperView *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
pinch_begun_cb (KabPaperView *self)
{
  self->pinch_zoom = self->zoom;
}

static void
pinched_cb (KabPaperView *self, double scale, GtkGesture *pinch)
{
  double x = self->pointer_x, y = self->pointer_y;

  if (gtk_gesture_is_active (pinch))
    gtk_gesture_get_bounding_box_center (pinch, &x, &y);
  zoom_at (self, self->pinch_zoom * scale, x, y);
}

static gboolean
fit_due_cb (gpointer data)
{
  KabPaperView *self = data;
  double zoom = get_fitting_zoom (self);

  self->fit_source = 0;
  if (self->fits && zoom > 0 && fabs (zoom - self->zoom) > 0.001)
    apply (self, zoom);
  return G_SOURCE_REMOVE;
}

/* Sizes cannot change while sizes are given out, so the pages follow the window one step later. */
void
kab_paper_view_follow_width (KabPaperView *self)
{
  if (self->fits && self->pages->len > 0 && self->fit_source == 0
      && fabs (get_fitting_zoom (self) - self->zoom) > 0.001)
    self->fit_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_due_cb, self, NULL);
}

/* Gives all pages their size. */
void
kab_paper_view_lay_out (KabPaperView *self)
{
  double fitting = self->fits ? get_fitting_zoom (self) : 0;

  apply (self, fitting > 0 ? fitting : self->zoom);
}

void
kab_paper_view_zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zoom_by (KAB_PAPER_VIEW (widget), g_str_equal (name, "paper.zoom-in") ? ZOOM_STEP : 1 / ZOOM_STEP);
}

void
kab_paper_view_fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_paper_view_fit_width (KAB_PAPER_VIEW (widget));
}

void
kab_paper_view_rotate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabPaperView *self = KAB_PAPER_VIEW (widget);
  guint page = self->page;

  if (self->pages->len == 0)
    return;
  self->rotation = (self->rotation + (g_str_equal (name, "paper.rotate-right") ? 1 : 3)) % 4;
  g_object_notify (G_OBJECT (self), "rotation");
  kab_paper_view_lay_out (self);
  place (gtk_scrolled_window_get_vadjustment (self->scrolled), get_top (self, self->pages->len),
         get_top (self, page) - MARGIN);
}

/* Wheel with Ctrl, and two fingers on a screen or a touchpad. */
void
kab_paper_view_watch_zoom (KabPaperView *self)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (wheel, "scroll", G_CALLBACK (wheel_turned_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (pinch), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begun_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), wheel);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}

/**
 * kab_paper_view_get_zoom:
 * @self: a paper view
 *
 * Returns: how large the pages are drawn, 1 for an inch as 96 pixels
 */
double
kab_paper_view_get_zoom (KabPaperView *self)
{
  g_return_val_if_fail (KAB_IS_PAPER_VIEW (self), 1);

  return self->zoom;
}

/**
 * kab_paper_view_set_zoom:
 * @self: a paper view
 * @zoom: how large to draw the pages, from now on at every width of the window
 */
void
kab_paper_view_set_zoom (KabPaperView *self, double zoom)
{
  g_return_if_fail (KAB_IS_PAPER_VIEW (self) && zoom > 0);

  zoom_by (self, zoom / self->zoom);
}

/**
 * kab_paper_view_fit_width:
 * @self: a paper view
 *
 * Draws the pages as wide as the window, and goes on so when the window changes.
 */
void
kab_paper_view_fit_width (KabPaperView *self)
{
  g_return_if_fail (KAB_IS_PAPER_VIEW (self));

  self->fits = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
