/* kab-sheet.c: one page of a document on paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "kab-sheet.h"

/* Sizes are in points, 72 to the inch; scale is in pixels of the toolkit a point. The picture was drawn for
 * some number of pixels a point and is stretched until a sharper one comes. Paper stays white in the dark. */
struct _KabSheet
{
  GtkWidget parent_instance;

  double width, height, scale;
  guint rotation; /* quarter turns clockwise */
  GdkTexture *texture;
  double texture_pixels;
  KabPageText *text;

  GArray *matches; /* first character of each */
  guint match_length;
  int current_match;

  guint anchor; /* where a selection began */
  guint selection_first, selection_end;
  double drag_x, drag_y;
};

G_DEFINE_FINAL_TYPE (KabSheet, kab_sheet, GTK_TYPE_WIDGET)

static guint wanted_signal;
static guint selected_signal;

static const GdkRGBA selection_colour = { 0.21f, 0.52f, 0.89f, 0.35f };
static const GdkRGBA match_colour = { 0.96f, 0.83f, 0.18f, 0.45f };
static const GdkRGBA current_colour = { 1.0f, 0.47f, 0.0f, 0.55f };

static void
kab_sheet_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  KabSheet *self = KAB_SHEET (widget);
  gboolean lies = self->rotation % 2 != 0;
  double points = (orientation == GTK_ORIENTATION_HORIZONTAL) != lies ? self->width : self->height;

  *minimum = *natural = (int) round (points * self->scale);
}

/* From the widget to the page as it was printed; both in pixels of the toolkit. */
static void
turn_back (KabSheet *self, double x, double y, double *page_x, double *page_y)
{
  double width = self->width * self->scale, height = self->height * self->scale;
  const double turned[4][2] = { { x, y }, { y, height - x }, { width - x, height - y }, { width - y, x } };

  *page_x = turned[self->rotation][0];
  *page_y = turned[self->rotation][1];
}

/* From the page to the widget. */
static GskTransform *
get_turn (KabSheet *self)
{
  float width = (float) (self->width * self->scale), height = (float) (self->height * self->scale);
  const graphene_point_t corners[] = { { 0, 0 }, { height, 0 }, { width, height }, { 0, width } };

  return gsk_transform_rotate (gsk_transform_translate (NULL, &corners[self->rotation]),
                               90.0f * (float) self->rotation);
}

static guint
get_index_at (KabSheet *self, double x, double y)
{
  turn_back (self, x, y, &x, &y);
  return kab_page_text_get_index_at (self->text, x / self->scale, y / self->scale);
}

static void
append_areas (KabSheet *self, GtkSnapshot *snapshot, guint first, guint end, const GdkRGBA *colour)
{
  g_autoptr (GArray) areas = kab_page_text_get_areas (self->text, first, end);

  for (guint i = 0; i < areas->len; i++)
    {
      graphene_rect_t area;

      graphene_rect_scale (&g_array_index (areas, graphene_rect_t, i), (float) self->scale,
                           (float) self->scale, &area);
      gtk_snapshot_append_color (snapshot, colour, &area);
    }
}

static void
append_marks (KabSheet *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; self->matches != NULL && i < self->matches->len; i++)
    {
      guint first = g_array_index (self->matches, guint, i);

      append_areas (self, snapshot, first, first + self->match_length,
                    (int) i == self->current_match ? &current_colour : &match_colour);
    }
  if (self->selection_end > self->selection_first)
    append_areas (self, snapshot, self->selection_first, self->selection_end, &selection_colour);
}

static void
kab_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KabSheet *self = KAB_SHEET (widget);
  g_autoptr (GskTransform) turn = get_turn (self);
  graphene_rect_t paper = GRAPHENE_RECT_INIT (0, 0, (float) round (self->width * self->scale),
                                              (float) round (self->height * self->scale));

  gtk_snapshot_save (snapshot);
  gtk_snapshot_transform (snapshot, turn);
  if (self->texture != NULL)
    gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR, &paper);
  if (self->text != NULL)
    append_marks (self, snapshot);
  gtk_snapshot_restore (snapshot);
}

/* Two clicks take a word, three a line. */
static void
pressed_cb (KabSheet *self, int n, double x, double y)
{
  guint first, end;

  if (n < 2 || self->text == NULL)
    return;
  turn_back (self, x, y, &x, &y);
  kab_page_text_get_run (self->text, x / self->scale, y / self->scale,
                         n == 2 ? KAB_PAGE_TEXT_WORD : KAB_PAGE_TEXT_LINE, &first, &end);
  kab_sheet_select (self, first, end);
}

static void
drag_begun_cb (KabSheet *self, double x, double y)
{
  self->drag_x = x;
  self->drag_y = y;
  g_signal_emit (self, wanted_signal, 0);
  g_signal_emit (self, selected_signal, 0);
  kab_sheet_select (self, 0, 0);
  if (self->text != NULL)
    self->anchor = get_index_at (self, x, y);
}

static void
drag_moved_cb (KabSheet *self, double x, double y)
{
  guint here;

  if (self->text == NULL)
    return;
  here = get_index_at (self, self->drag_x + x, self->drag_y + y);
  kab_sheet_select (self, MIN (self->anchor, here), MAX (self->anchor, here));
}

static void
entered_cb (KabSheet *self)
{
  g_signal_emit (self, wanted_signal, 0);
}

static void
kab_sheet_finalize (GObject *object)
{
  KabSheet *self = KAB_SHEET (object);

  g_clear_object (&self->texture);
  g_clear_object (&self->text);
  g_clear_pointer (&self->matches, g_array_unref);
  G_OBJECT_CLASS (kab_sheet_parent_class)->finalize (object);
}

static void
kab_sheet_class_init (KabSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kab_sheet_finalize;
  widget_class->measure = kab_sheet_measure;
  widget_class->snapshot = kab_sheet_snapshot;

  /* Somebody points at the page: its text is wanted. */
  wanted_signal = g_signal_new ("text-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  /* A selection begins here: others end. */
  selected_signal = g_signal_new ("selection-begun", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kab_sheet_init (KabSheet *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->scale = 1;
  self->current_match = -1;
  gtk_widget_add_css_class (GTK_WIDGET (self), "paper");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "text");

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begun_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_moved_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (entered_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/**
 * kab_sheet_new:
 *
 * Returns: (transfer floating): a blank sheet
 */
GtkWidget *
kab_sheet_new (void)
{
  return g_object_new (KAB_TYPE_SHEET, NULL);
}

/**
 * kab_sheet_set_size:
 * @self: a sheet
 * @width: width of the page in points
 * @height: height of the page in points
 * @scale: pixels of the toolkit a point
 */
void
kab_sheet_set_size (KabSheet *self, double width, double height, double scale)
{
  g_return_if_fail (KAB_IS_SHEET (self));
  g_return_if_fail (width > 0 && height > 0 && scale > 0);

  self->width = width;
  self->height = height;
  self->scale = scale;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * kab_sheet_set_rotation:
 * @self: a sheet
 * @rotation: quarter turns clockwise, from 0 to 3
 */
void
kab_sheet_set_rotation (KabSheet *self, guint rotation)
{
  g_return_if_fail (KAB_IS_SHEET (self) && rotation < 4);

  if (self->rotation == rotation)
    return;
  self->rotation = rotation;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * kab_sheet_get_scale:
 * @self: a sheet
 *
 * Returns: pixels of the toolkit a point
 */
double
kab_sheet_get_scale (KabSheet *self)
{
  g_return_val_if_fail (KAB_IS_SHEET (self), 1);

  return self->scale;
}

/**
 * kab_sheet_set_texture:
 * @self: a sheet
 * @texture: (nullable): the drawn page
 * @pixels: for how many pixels a point it was drawn
 */
void
kab_sheet_set_texture (KabSheet *self, GdkTexture *texture, double pixels)
{
  g_return_if_fail (KAB_IS_SHEET (self));
  g_return_if_fail (texture == NULL || GDK_IS_TEXTURE (texture));

  self->texture_pixels = texture != NULL ? pixels : 0;
  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kab_sheet_is_drawn:
 * @self: a sheet
 * @pixels: pixels a point
 *
 * Returns: whether its picture was drawn for just this size
 */
gboolean
kab_sheet_is_drawn (KabSheet *self, double pixels)
{
  g_return_val_if_fail (KAB_IS_SHEET (self), FALSE);

  return self->texture != NULL && fabs (self->texture_pixels - pixels) < 0.001;
}

/**
 * kab_sheet_set_text:
 * @self: a sheet
 * @text: (nullable): the words of the page
 */
void
kab_sheet_set_text (KabSheet *self, KabPageText *text)
{
  g_return_if_fail (KAB_IS_SHEET (self));

  if (g_set_object (&self->text, text))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kab_sheet_get_text:
 * @self: a sheet
 *
 * Returns: (transfer none) (nullable): the words of the page, once they are known
 */
KabPageText *
kab_sheet_get_text (KabSheet *self)
{
  g_return_val_if_fail (KAB_IS_SHEET (self), NULL);

  return self->text;
}

/**
 * kab_sheet_set_matches:
 * @self: a sheet
 * @matches: (nullable) (element-type guint): first character of each match
 * @length: how many characters a match has
 * @current: which of them is the current one, or -1
 */
void
kab_sheet_set_matches (KabSheet *self, GArray *matches, guint length, int current)
{
  g_return_if_fail (KAB_IS_SHEET (self));

  if (matches != NULL)
    g_array_ref (matches);
  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = matches;
  self->match_length = length;
  self->current_match = current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kab_sheet_select:
 * @self: a sheet
 * @first: first character
 * @end: one behind the last; the same as @first for no selection
 */
void
kab_sheet_select (KabSheet *self, guint first, guint end)
{
  g_return_if_fail (KAB_IS_SHEET (self));

  self->selection_first = first;
  self->selection_end = end;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kab_sheet_dup_selection:
 * @self: a sheet
 *
 * Returns: (transfer full): the selected text, or an empty one
 */
char *
kab_sheet_dup_selection (KabSheet *self)
{
  g_return_val_if_fail (KAB_IS_SHEET (self), NULL);

  if (self->text == NULL)
    return g_strdup ("");
  return kab_page_text_dup_range (self->text, self->selection_first, self->selection_end);
}

/**
 * kab_sheet_get_match_area:
 * @self: a sheet
 * @match: index of a match
 * @area: (out): where it stands, in pixels of the toolkit
 *
 * Returns: whether it stands anywhere
 */
gboolean
kab_sheet_get_match_area (KabSheet *self, guint match, graphene_rect_t *area)
{
  g_autoptr (GArray) areas = NULL;
  g_autoptr (GskTransform) turn = NULL;
  graphene_rect_t straight;
  guint first;

  g_return_val_if_fail (KAB_IS_SHEET (self) && area != NULL, FALSE);

  if (self->text == NULL || self->matches == NULL || match >= self->matches->len)
    return FALSE;
  first = g_array_index (self->matches, guint, match);
  areas = kab_page_text_get_areas (self->text, first, first + self->match_length);
  if (areas->len == 0)
    return FALSE;
  graphene_rect_scale (&g_array_index (areas, graphene_rect_t, 0), (float) self->scale, (float) self->scale,
                       &straight);
  turn = get_turn (self);
  gsk_transform_transform_bounds (turn, &straight, area);
  return TRUE;
}
