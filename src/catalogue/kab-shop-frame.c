/* kab-shop-frame.c: what the pages of a shop look like: a header, a banner, one column, and a bar below. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error-text.h"
#include "kab-shop-frame.h"
#include "kab-stale.h"

struct _KabShopFrame
{
  AdwBin parent_instance;

  AdwToolbarView *view;
  AdwHeaderBar *header;
  AdwWindowTitle *heading;
  AdwBanner *banner;
  KabStatePage *state;
  GtkBox *box;
  GtkWidget *bar_clamp;
  GtkBox *bar;

  AdwNavigationPage *page; /* not owned: it holds this */
  KabLoad *load;
  GDateTime *as_of; /* of the offline copy that is shown */
};

G_DEFINE_FINAL_TYPE (KabShopFrame, kab_shop_frame, ADW_TYPE_BIN)

static void
kab_shop_frame_dispose (GObject *object)
{
  KabShopFrame *self = KAB_SHOP_FRAME (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_SHOP_FRAME);
  g_clear_object (&self->load);
  g_clear_pointer (&self->as_of, g_date_time_unref);
  G_OBJECT_CLASS (kab_shop_frame_parent_class)->dispose (object);
}

static void
kab_shop_frame_class_init (KabShopFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_shop_frame_dispose;
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/catalogue/kab-shop-frame.ui");
  gtk_widget_class_bind_template_child (widget_class, KabShopFrame, view);
  gtk_widget_class_bind_template_child (widget_class, KabShopFrame, header);
  gtk_widget_class_bind_template_child (widget_class, KabShopFrame, heading);
  gtk_widget_class_bind_template_child (widget_class, KabShopFrame, banner);
  gtk_widget_class_bind_template_child (widget_class, KabShopFrame, state);
  gtk_widget_class_bind_template_child (widget_class, KabShopFrame, box);
  gtk_widget_class_bind_template_child (widget_class, KabShopFrame, bar_clamp);
  gtk_widget_class_bind_template_child (widget_class, KabShopFrame, bar);
}

static void
kab_shop_frame_init (KabShopFrame *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->load = kab_load_new ();
  kab_state_page_set_load (self->state, self->load);
}

/**
 * kab_shop_frame_new:
 * @page: a page, which gets the frame as its child
 * @shop: the shop
 * @title: what the page is called
 *
 * Returns: (transfer none): the frame
 */
KabShopFrame *
kab_shop_frame_new (AdwNavigationPage *page, KabShop *shop, const char *title)
{
  KabShopFrame *self;

  g_return_val_if_fail (ADW_IS_NAVIGATION_PAGE (page) && KAB_IS_SHOP (shop), NULL);

  self = g_object_new (KAB_TYPE_SHOP_FRAME, NULL);
  self->page = page;
  adw_window_title_set_subtitle (self->heading, kab_descriptor_get_name (kab_shop_get_descriptor (shop)));
  kab_state_page_set_organisation (self->state, kab_shop_get_descriptor (shop));
  kab_shop_frame_set_title (self, title);
  adw_navigation_page_set_child (page, GTK_WIDGET (self));
  return self;
}

/**
 * kab_shop_frame_set_title:
 * @self: a frame
 * @title: what the page is called
 */
void
kab_shop_frame_set_title (KabShopFrame *self, const char *title)
{
  g_return_if_fail (KAB_IS_SHOP_FRAME (self) && title != NULL);

  adw_window_title_set_title (self->heading, title);
  adw_navigation_page_set_title (self->page, title);
}

/**
 * kab_shop_frame_get_state:
 * @self: a frame
 *
 * Returns: (transfer none): the page that shows the five states
 */
KabStatePage *
kab_shop_frame_get_state (KabShopFrame *self)
{
  g_return_val_if_fail (KAB_IS_SHOP_FRAME (self), NULL);

  return self->state;
}

/**
 * kab_shop_frame_get_load:
 * @self: a frame
 *
 * Returns: (transfer none): where the loading of the page stands
 */
KabLoad *
kab_shop_frame_get_load (KabShopFrame *self)
{
  g_return_val_if_fail (KAB_IS_SHOP_FRAME (self), NULL);

  return self->load;
}

/**
 * kab_shop_frame_get_banner:
 * @self: a frame
 *
 * Returns: (transfer none): the banner below the header
 */
AdwBanner *
kab_shop_frame_get_banner (KabShopFrame *self)
{
  g_return_val_if_fail (KAB_IS_SHOP_FRAME (self), NULL);

  return self->banner;
}

static void
remove_all (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/**
 * kab_shop_frame_clear:
 * @self: a frame
 *
 * Empties the column.
 */
void
kab_shop_frame_clear (KabShopFrame *self)
{
  g_return_if_fail (KAB_IS_SHOP_FRAME (self));

  remove_all (self->box);
}

/**
 * kab_shop_frame_append:
 * @self: a frame
 * @child: what comes next in the column
 */
void
kab_shop_frame_append (KabShopFrame *self, GtkWidget *child)
{
  g_return_if_fail (KAB_IS_SHOP_FRAME (self) && GTK_IS_WIDGET (child));

  gtk_box_append (self->box, child);
}

/**
 * kab_shop_frame_add_button:
 * @self: a frame
 * @button: what stands at the end of the header
 */
void
kab_shop_frame_add_button (KabShopFrame *self, GtkWidget *button)
{
  g_return_if_fail (KAB_IS_SHOP_FRAME (self) && GTK_IS_WIDGET (button));

  adw_header_bar_pack_end (self->header, button);
}

/**
 * kab_shop_frame_add_to_bar:
 * @self: a frame
 * @child: what stands in the bar below
 */
void
kab_shop_frame_add_to_bar (KabShopFrame *self, GtkWidget *child)
{
  g_return_if_fail (KAB_IS_SHOP_FRAME (self) && GTK_IS_WIDGET (child));

  gtk_box_append (self->bar, child);
}

/**
 * kab_shop_frame_show_bar:
 * @self: a frame
 * @shown: whether there is something to do in the bar
 */
void
kab_shop_frame_show_bar (KabShopFrame *self, gboolean shown)
{
  g_return_if_fail (KAB_IS_SHOP_FRAME (self));

  gtk_widget_set_visible (self->bar_clamp, shown);
}

/**
 * kab_shop_frame_take:
 * @self: a frame
 * @empty: whether there is nothing to show
 * @as_of: (nullable): when the offline copy was made that is shown
 * @error: (nullable): why nothing newer came
 *
 * Shows where the loading stands: what was seen before stays, with its age.
 */
void
kab_shop_frame_take (KabShopFrame *self, gboolean empty, GDateTime *as_of, const GError *error)
{
  g_return_if_fail (KAB_IS_SHOP_FRAME (self));

  if (error != NULL)
    {
      g_autofree char *text = kab_error_describe (error);

      kab_load_fail (self->load, error, text);
    }
  else
    {
      kab_load_finish (self->load, empty);
      g_clear_pointer (&self->as_of, g_date_time_unref);
    }
  if (as_of != NULL)
    {
      self->as_of = g_date_time_ref (as_of);
      kab_load_begin (self->load);
    }
  kab_stale_tell (self->banner, self->load, self->as_of);
}

/**
 * kab_shop_group_new:
 * @title: (nullable): what stands above
 * @description: (nullable): and below that
 *
 * Returns: (transfer floating): a group of rows
 */
GtkWidget *
kab_shop_group_new (const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *safe_title = g_markup_escape_text (title != NULL ? title : "", -1);
  g_autofree char *safe = g_markup_escape_text (description != NULL ? description : "", -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), safe_title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), safe);
  return group;
}

/**
 * kab_shop_label_new:
 * @text: (nullable): what it says
 * @style: a style class
 *
 * Returns: (transfer floating): a label that wraps, on the left
 */
GtkWidget *
kab_shop_label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}
