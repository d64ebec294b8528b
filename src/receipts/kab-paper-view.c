/* kab-paper-view.c: all pages of a document below each other, to read, search and copy from. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "kab-paper-view-private.h"
#include "kab-settle.h"

#define DRAW_AFTER_MS 80
#define FLOAT_SECONDS 3

G_DEFINE_FINAL_TYPE (KabPaperView, kab_paper_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_PAGE = 1,
  PROP_N_PAGES,
  PROP_MANY,
  PROP_PAGE_TEXT,
  PROP_ZOOM_TEXT,
  PROP_ROTATION,
  PROP_MATCH_TEXT,
} Property;

static GParamSpec *properties[PROP_MATCH_TEXT + 1];

static guint
get_n_pages (KabPaperView *self)
{
  return self->pages->len;
}

static void
clear_future (gpointer data)
{
  if (data != NULL)
    dex_unref (data);
}

static double
get_pixels (KabPaperView *self)
{
  return self->zoom * KAB_PAPER_PIXELS_PER_POINT * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void
picture_drawn (gpointer object, const GValue *value, const GError *error)
{
  KabSheet *sheet = object;

  if (value != NULL)
    kab_sheet_set_texture (sheet, g_value_get_object (value),
                           kab_sheet_get_scale (sheet) * gtk_widget_get_scale_factor (GTK_WIDGET (sheet)));
}

/* How many heights of the window the sheet is away from it; 0 while it is seen. */
static double
get_distance (KabPaperView *self, KabSheet *sheet)
{
  graphene_rect_t bounds;
  double height = gtk_widget_get_height (GTK_WIDGET (self->scrolled));

  if (height <= 0 || !gtk_widget_compute_bounds (GTK_WIDGET (sheet), GTK_WIDGET (self->scrolled), &bounds))
    return INFINITY;
  return MAX (0, MAX (bounds.origin.y - height, -bounds.origin.y - bounds.size.height)) / height;
}

static gboolean
draw_due_cb (gpointer data)
{
  KabPaperView *self = data;
  double pixels = get_pixels (self);

  self->draw_source = 0;
  for (guint i = 0; i < get_n_pages (self); i++)
    {
      KabSheet *sheet = kab_paper_view_get_sheet (self, i);
      double distance = get_distance (self, sheet);

      if (distance <= 0.5 && !kab_sheet_is_drawn (sheet, pixels))
        kab_paper_view_keep (
            self, i, kab_settle (kab_renderer_draw_page (self->renderer, i, pixels), sheet, picture_drawn));
      else if (distance > 3)
        kab_sheet_set_texture (sheet, NULL, 0);
    }
  return G_SOURCE_REMOVE;
}

/* Draws what is seen, once nothing has moved for a moment. */
void
kab_paper_view_queue_drawing (KabPaperView *self)
{
  if (self->draw_source == 0 && self->renderer != NULL)
    self->draw_source = g_timeout_add (DRAW_AFTER_MS, draw_due_cb, self);
}

void
kab_paper_view_update_actions (KabPaperView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "paper.previous-page", self->page > 0);
  gtk_widget_action_set_enabled (widget, "paper.next-page", self->page + 1 < get_n_pages (self));
  gtk_widget_action_set_enabled (widget, "paper.zoom-in", self->zoom < KAB_PAPER_LARGEST_ZOOM);
  gtk_widget_action_set_enabled (widget, "paper.zoom-out", self->zoom > KAB_PAPER_SMALLEST_ZOOM);
  gtk_widget_action_set_enabled (widget, "paper.next-match", self->n_matches > 0);
  gtk_widget_action_set_enabled (widget, "paper.previous-match", self->n_matches > 0);
}

static void
scrolled_cb (KabPaperView *self)
{
  double best = INFINITY;
  guint page = 0;
  double middle = gtk_widget_get_height (GTK_WIDGET (self->scrolled)) / 2.0;

  for (guint i = 0; i < get_n_pages (self); i++)
    {
      graphene_rect_t bounds;
      double distance;

      if (!gtk_widget_compute_bounds (g_ptr_array_index (self->pages, i), GTK_WIDGET (self->scrolled),
                                      &bounds))
        continue;
      distance = fabs (bounds.origin.y + bounds.size.height / 2 - middle);
      if (distance < best)
        {
          best = distance;
          page = i;
        }
    }
  if (page != self->page)
    {
      self->page = page;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE_TEXT]);
    }
  kab_paper_view_update_actions (self);
  kab_paper_view_queue_drawing (self);
}

static gboolean
float_due_cb (gpointer data)
{
  KabPaperView *self = data;

  if ((gtk_widget_get_state_flags (GTK_WIDGET (self->floating))
       & (GTK_STATE_FLAG_FOCUS_WITHIN | GTK_STATE_FLAG_PRELIGHT))
      != 0)
    return G_SOURCE_CONTINUE;
  self->float_source = 0;
  gtk_revealer_set_reveal_child (self->floating, FALSE);
  return G_SOURCE_REMOVE;
}

/* What floats over the paper fades when nobody moves; the keyboard brings it back by moving the focus there. */
static void
show_floating (KabPaperView *self)
{
  gtk_revealer_set_reveal_child (self->floating, TRUE);
  g_clear_handle_id (&self->float_source, g_source_remove);
  self->float_source = g_timeout_add_seconds (FLOAT_SECONDS, float_due_cb, self);
}

static void
page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabPaperView *self = KAB_PAPER_VIEW (widget);

  if (g_str_equal (name, "paper.next-page") && self->page + 1 < get_n_pages (self))
    kab_paper_view_show_page (self, self->page + 1);
  else if (g_str_equal (name, "paper.previous-page") && self->page > 0)
    kab_paper_view_show_page (self, self->page - 1);
}

static void
kab_paper_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabPaperView *self = KAB_PAPER_VIEW (object);

  switch ((Property) id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, self->page);
      break;
    case PROP_N_PAGES:
      g_value_set_uint (value, get_n_pages (self));
      break;
    case PROP_MANY:
      g_value_set_boolean (value, get_n_pages (self) > 1);
      break;
    case PROP_PAGE_TEXT:
      /* Translators: the page that is shown and how many there are. */
      g_value_take_string (value, g_strdup_printf (_ ("%u of %u"), self->page + 1, get_n_pages (self)));
      break;
    case PROP_ZOOM_TEXT:
      /* Translators: how large the page is drawn; the percent sign is written %% */
      g_value_take_string (value, g_strdup_printf (_ ("%d %%"), (int) round (self->zoom * 100)));
      break;
    case PROP_ROTATION:
      g_value_set_uint (value, self->rotation);
      break;
    case PROP_MATCH_TEXT:
      g_value_take_string (value, kab_paper_view_dup_match_text (self));
      break;
    }
}

static void
kab_paper_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (KAB_PAPER_VIEW (widget)->overlay, width, height, baseline, NULL);
  kab_paper_view_follow_width (KAB_PAPER_VIEW (widget));
}

static void
kab_paper_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  gtk_widget_measure (KAB_PAPER_VIEW (widget)->overlay, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
clear_pages (KabPaperView *self)
{
  g_ptr_array_set_size (self->pending, 0);
  for (guint i = 0; i < get_n_pages (self); i++)
    gtk_box_remove (self->sheets, g_ptr_array_index (self->pages, i));
  g_ptr_array_set_size (self->pages, 0);
}

static void
kab_paper_view_dispose (GObject *object)
{
  KabPaperView *self = KAB_PAPER_VIEW (object);

  g_clear_handle_id (&self->draw_source, g_source_remove);
  g_clear_handle_id (&self->fit_source, g_source_remove);
  g_clear_handle_id (&self->float_source, g_source_remove);
  g_ptr_array_set_size (self->pending, 0);
  g_ptr_array_set_size (self->pages, 0);
  g_clear_object (&self->renderer);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_PAPER_VIEW);
  G_OBJECT_CLASS (kab_paper_view_parent_class)->dispose (object);
}

static void
kab_paper_view_finalize (GObject *object)
{
  KabPaperView *self = KAB_PAPER_VIEW (object);

  g_ptr_array_unref (self->pending);
  g_ptr_array_unref (self->pages);
  g_free (self->needle);
  G_OBJECT_CLASS (kab_paper_view_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    GdkModifierType mods;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, GDK_CONTROL_MASK, "paper.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "paper.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "paper.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "paper.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "paper.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "paper.fit-width" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "paper.fit-width" },
    { GDK_KEY_Left, GDK_CONTROL_MASK, "paper.rotate-left" },
    { GDK_KEY_Right, GDK_CONTROL_MASK, "paper.rotate-right" },
    { GDK_KEY_Page_Up, 0, "paper.previous-page" },
    { GDK_KEY_Page_Down, 0, "paper.next-page" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "paper.copy" },
    { GDK_KEY_a, GDK_CONTROL_MASK, "paper.select-all" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "paper.next-match" },
    { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "paper.previous-match" },
  };

  gtk_widget_class_install_action (klass, "paper.zoom-in", NULL, kab_paper_view_zoom_action);
  gtk_widget_class_install_action (klass, "paper.zoom-out", NULL, kab_paper_view_zoom_action);
  gtk_widget_class_install_action (klass, "paper.rotate-left", NULL, kab_paper_view_rotate_action);
  gtk_widget_class_install_action (klass, "paper.rotate-right", NULL, kab_paper_view_rotate_action);
  gtk_widget_class_install_action (klass, "paper.fit-width", NULL, kab_paper_view_fit_action);
  gtk_widget_class_install_action (klass, "paper.previous-page", NULL, page_action);
  gtk_widget_class_install_action (klass, "paper.next-page", NULL, page_action);
  gtk_widget_class_install_action (klass, "paper.copy", NULL, kab_paper_view_copy_action);
  gtk_widget_class_install_action (klass, "paper.select-all", NULL, kab_paper_view_select_all_action);
  gtk_widget_class_install_action (klass, "paper.next-match", NULL, kab_paper_view_match_action);
  gtk_widget_class_install_action (klass, "paper.previous-match", NULL, kab_paper_view_match_action);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, keys[i].mods, keys[i].action, NULL);
}

static void
kab_paper_view_class_init (KabPaperViewClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_paper_view_get_property;
  object_class->dispose = kab_paper_view_dispose;
  object_class->finalize = kab_paper_view_finalize;
  widget_class->measure = kab_paper_view_measure;
  widget_class->size_allocate = kab_paper_view_size_allocate;

  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_PAGES] = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_MANY] = g_param_spec_boolean ("many", NULL, NULL, FALSE, flags);
  properties[PROP_PAGE_TEXT] = g_param_spec_string ("page-text", NULL, NULL, NULL, flags);
  properties[PROP_ZOOM_TEXT] = g_param_spec_string ("zoom-text", NULL, NULL, NULL, flags);
  /* Quarter turns clockwise. */
  properties[PROP_ROTATION] = g_param_spec_uint ("rotation", NULL, NULL, 0, 3, 0, flags);
  properties[PROP_MATCH_TEXT] = g_param_spec_string ("match-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/receipts/kab-paper-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPaperView, overlay);
  gtk_widget_class_bind_template_child (widget_class, KabPaperView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, KabPaperView, sheets);
  gtk_widget_class_bind_template_child_full (widget_class, "float", FALSE,
                                             G_STRUCT_OFFSET (KabPaperView, floating));
  install_actions (widget_class);
}

static void
kab_paper_view_init (KabPaperView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->zoom = 1;
  self->fits = TRUE;
  self->pages = g_ptr_array_new ();
  self->pending = g_ptr_array_new_with_free_func (clear_future);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);

  kab_paper_view_watch_zoom (self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (show_floating), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "changed",
                           G_CALLBACK (kab_paper_view_queue_drawing), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self, "notify::scale-factor", G_CALLBACK (kab_paper_view_queue_drawing), self);
}

/**
 * kab_paper_view_new:
 *
 * Returns: (transfer floating): a view without a document
 */
GtkWidget *
kab_paper_view_new (void)
{
  return g_object_new (KAB_TYPE_PAPER_VIEW, NULL);
}

/**
 * kab_paper_view_set_renderer:
 * @self: a paper view
 * @renderer: an open renderer
 * @title: what the document is, for those who do not see it
 */
void
kab_paper_view_set_renderer (KabPaperView *self, KabRenderer *renderer, const char *title)
{
  guint n;

  g_return_if_fail (KAB_IS_PAPER_VIEW (self) && KAB_IS_RENDERER (renderer) && title != NULL);

  clear_pages (self);
  g_set_object (&self->renderer, renderer);
  n = kab_renderer_get_n_pages (renderer);
  g_ptr_array_set_size (self->pending, (int) (2 * n));
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *sheet = kab_sheet_new ();
      /* Translators: the title of a document, a page and the number of pages. */
      g_autofree char *name = g_strdup_printf (_ ("%s, page %u of %u"), title, i + 1, n);

      gtk_accessible_update_property (GTK_ACCESSIBLE (sheet), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      _ ("The same lines can be read in the Text view"), -1);
      g_signal_connect_object (sheet, "text-wanted", G_CALLBACK (kab_paper_view_text_wanted_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (sheet, "selection-begun", G_CALLBACK (kab_paper_view_selection_begun_cb), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (self->pages, sheet);
      gtk_box_append (self->sheets, sheet);
    }
  self->page = 0;
  self->rotation = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PAGES]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MANY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE_TEXT]);
  kab_paper_view_lay_out (self);
  show_floating (self);
}

/**
 * kab_paper_view_get_page:
 * @self: a paper view
 *
 * Returns: the page in the middle of the window
 */
guint
kab_paper_view_get_page (KabPaperView *self)
{
  g_return_val_if_fail (KAB_IS_PAPER_VIEW (self), 0);

  return self->page;
}

/**
 * kab_paper_view_show_page:
 * @self: a paper view
 * @page: index of a page
 *
 * Scrolls to the page.
 */
void
kab_paper_view_show_page (KabPaperView *self, guint page)
{
  graphene_point_t point;

  g_return_if_fail (KAB_IS_PAPER_VIEW (self) && page < get_n_pages (self));

  if (gtk_widget_compute_point (g_ptr_array_index (self->pages, page), GTK_WIDGET (self->sheets),
                                &GRAPHENE_POINT_INIT (0, 0), &point))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), point.y);
}
