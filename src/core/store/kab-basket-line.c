/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-basket-private.h"

struct _KabBasketLine
{
  GObject parent_instance;

  KabItem *item;
  gint64 quantity;
};

G_DEFINE_FINAL_TYPE (KabBasketLine, kab_basket_line, G_TYPE_OBJECT)

static void
kab_basket_line_finalize (GObject *object)
{
  g_clear_object (&KAB_BASKET_LINE (object)->item);
  G_OBJECT_CLASS (kab_basket_line_parent_class)->finalize (object);
}

static void
kab_basket_line_class_init (KabBasketLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_basket_line_finalize;
}

static void
kab_basket_line_init (KabBasketLine *self)
{
}

/* kab_basket_line_new: (transfer full): so much of an item. */
KabBasketLine *
kab_basket_line_new (KabItem *item, gint64 quantity)
{
  KabBasketLine *line = g_object_new (KAB_TYPE_BASKET_LINE, NULL);

  line->item = g_object_ref (item);
  line->quantity = quantity;
  return line;
}

/**
 * kab_basket_line_get_item:
 * @self: a line
 *
 * Returns: (transfer none): what is wanted, as it was last seen
 */
KabItem *
kab_basket_line_get_item (KabBasketLine *self)
{
  g_return_val_if_fail (KAB_IS_BASKET_LINE (self), NULL);

  return self->item;
}

/**
 * kab_basket_line_get_quantity:
 * @self: a line
 *
 * Returns: how much of it
 */
gint64
kab_basket_line_get_quantity (KabBasketLine *self)
{
  g_return_val_if_fail (KAB_IS_BASKET_LINE (self), 0);

  return self->quantity;
}
