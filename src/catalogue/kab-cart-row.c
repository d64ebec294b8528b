/* kab-cart-row.c: so much of an item, to be changed in place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-cart-row.h"
#include "kab-item-text.h"
#include "kab-money-label.h"
#include "kab-status-pill.h"

#define MAX_QUANTITY 100000

struct _KabCartRow
{
  AdwActionRow parent_instance;

  KabShop *shop;
  KabItem *item;
  GtkSpinButton *quantity;
  GtkWidget *pill;
  GtkWidget *amount;
  GtkWidget *remove;
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (KabCartRow, kab_cart_row, ADW_TYPE_ACTION_ROW)

static void
quantity_changed_cb (KabCartRow *self)
{
  if (!self->quiet && self->item != NULL)
    kab_basket_set (kab_shop_get_basket (self->shop), self->item,
                    gtk_spin_button_get_value_as_int (self->quantity));
}

static void
remove_cb (KabCartRow *self)
{
  /* The row goes with its item; what follows must not be taken from it. */
  g_autoptr (KabItem) item = g_object_ref (self->item);
  g_autoptr (KabShop) shop = g_object_ref (self->shop);

  kab_basket_set (kab_shop_get_basket (shop), item, 0);
}

static void
kab_cart_row_dispose (GObject *object)
{
  KabCartRow *self = KAB_CART_ROW (object);

  g_clear_object (&self->shop);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (kab_cart_row_parent_class)->dispose (object);
}

static void
kab_cart_row_class_init (KabCartRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_cart_row_dispose;
}

/* Two lines, so that a narrow window has room for them. */
static void
add_suffixes (KabCartRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->quantity));
  gtk_box_append (GTK_BOX (line), self->remove);
  gtk_widget_set_halign (self->pill, GTK_ALIGN_END);
  gtk_widget_set_halign (self->amount, GTK_ALIGN_END);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->amount);
  gtk_box_append (GTK_BOX (box), self->pill);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), box);
}

static void
kab_cart_row_init (KabCartRow *self)
{
  self->pill = kab_status_pill_new ();
  self->quantity = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, MAX_QUANTITY, 1));
  self->amount = kab_money_label_new (NULL);
  self->remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_spin_button_set_numeric (self->quantity, TRUE);
  gtk_spin_button_set_snap_to_ticks (self->quantity, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->quantity), 3);
  gtk_widget_set_valign (GTK_WIDGET (self->quantity), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->pill, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->remove, _ ("Take Out of the Cart"));
  gtk_widget_add_css_class (self->remove, "flat");
  g_signal_connect_object (self->quantity, "value-changed", G_CALLBACK (quantity_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  add_suffixes (self);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

/**
 * kab_cart_row_new:
 * @shop: a shop
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
kab_cart_row_new (KabShop *shop)
{
  KabCartRow *self;

  g_return_val_if_fail (KAB_IS_SHOP (shop), NULL);

  self = g_object_new (KAB_TYPE_CART_ROW, "use-markup", FALSE, NULL);
  self->shop = g_object_ref (shop);
  return GTK_WIDGET (self);
}

/**
 * kab_cart_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it is a row of
 */
KabItem *
kab_cart_row_get_item (KabCartRow *self)
{
  g_return_val_if_fail (KAB_IS_CART_ROW (self), NULL);

  return self->item;
}

static void
show_words (KabCartRow *self, KabCartLine *held)
{
  g_autofree char *note = kab_item_dup_note (self->item);
  g_autofree char *each = kab_money_format (kab_item_get_price (self->item));
  g_autofree char *seen = held != NULL ? kab_money_format (kab_cart_line_get_seen_price (held)) : NULL;
  gboolean changed
      = held != NULL
        && !kab_money_equal (kab_cart_line_get_seen_price (held), kab_item_get_price (self->item));
  /* Translators: a price, and what it was before. */
  g_autofree char *price = changed ? g_strdup_printf (_ ("%s, before %s"), each, seen) : g_strdup (each);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s · %s", note, price, kab_item_get_unit (self->item));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), kab_item_get_title (self->item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  kab_status_pill_set_state (KAB_STATUS_PILL (self->pill),
                             held != NULL ? kab_cart_line_get_state (held) : NULL);
  gtk_widget_set_visible (self->pill, held != NULL && kab_cart_line_get_state (held) != NULL);
}

/**
 * kab_cart_row_show:
 * @self: a row
 * @wanted: so much of an item
 * @held: (nullable): what the server says of it
 */
void
kab_cart_row_show (KabCartRow *self, KabBasketLine *wanted, KabCartLine *held)
{
  KabMoney amount;
  gint64 step;
  g_autofree char *name = NULL;

  g_return_if_fail (KAB_IS_CART_ROW (self) && KAB_IS_BASKET_LINE (wanted));

  g_set_object (&self->item,
                (held != NULL ? kab_cart_line_get_item (held) : kab_basket_line_get_item (wanted)));
  step = kab_item_get_step (self->item);
  show_words (self, held);
  self->quiet = TRUE;
  gtk_spin_button_set_range (self->quantity, (double) step, (double) (MAX_QUANTITY / step * step));
  gtk_spin_button_set_increments (self->quantity, (double) step, (double) (10 * step));
  if (gtk_spin_button_get_value_as_int (self->quantity) != (int) kab_basket_line_get_quantity (wanted))
    gtk_spin_button_set_value (self->quantity, (double) kab_basket_line_get_quantity (wanted));
  self->quiet = FALSE;
  amount = *kab_item_get_price (self->item);
  amount.minor *= kab_basket_line_get_quantity (wanted);
  kab_money_label_set_money (KAB_MONEY_LABEL (self->amount), &amount);
  /* Translators: the name of something that is sold. */
  name = g_strdup_printf (_ ("Quantity of %s"), kab_item_get_title (self->item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->quantity), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
