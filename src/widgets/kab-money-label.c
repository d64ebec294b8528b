/* kab-money-label.c: an amount, right-aligned, with figures of one width. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-money-label.h"

struct _KabMoneyLabel
{
  GtkWidget parent_instance;

  GtkLabel *label;
  KabMoney *money;
};

G_DEFINE_FINAL_TYPE (KabMoneyLabel, kab_money_label, GTK_TYPE_WIDGET)

enum
{
  PROP_MONEY = 1,
};

static GParamSpec *money_property;

static void
kab_money_label_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_MONEY);
  g_value_set_boxed (value, KAB_MONEY_LABEL (object)->money);
}

static void
kab_money_label_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_MONEY);
  kab_money_label_set_money (KAB_MONEY_LABEL (object), g_value_get_boxed (value));
}

static void
kab_money_label_dispose (GObject *object)
{
  KabMoneyLabel *self = KAB_MONEY_LABEL (object);

  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->label));
  self->label = NULL;
  g_clear_pointer (&self->money, kab_money_free);
  G_OBJECT_CLASS (kab_money_label_parent_class)->dispose (object);
}

static void
kab_money_label_class_init (KabMoneyLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_money_label_get_property;
  object_class->set_property = kab_money_label_set_property;
  object_class->dispose = kab_money_label_dispose;

  money_property = g_param_spec_boxed ("money", NULL, NULL, KAB_TYPE_MONEY,
                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, PROP_MONEY, money_property);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
kab_money_label_init (KabMoneyLabel *self)
{
  self->label = GTK_LABEL (gtk_label_new ("—"));
  gtk_label_set_xalign (self->label, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
}

/**
 * kab_money_label_new:
 * @money: (nullable): an amount
 *
 * Returns: (transfer floating): a label that shows it
 */
GtkWidget *
kab_money_label_new (const KabMoney *money)
{
  return g_object_new (KAB_TYPE_MONEY_LABEL, "money", money, NULL);
}

/**
 * kab_money_label_set_money:
 * @self: a money label
 * @money: (nullable): an amount, or %NULL while there is none
 */
void
kab_money_label_set_money (KabMoneyLabel *self, const KabMoney *money)
{
  g_autofree char *text = NULL;

  g_return_if_fail (KAB_IS_MONEY_LABEL (self));

  if (self->money == money)
    return;
  g_clear_pointer (&self->money, kab_money_free);
  self->money = money != NULL ? kab_money_copy (money) : NULL;
  text = kab_money_or_dash (money);
  gtk_label_set_label (self->label, text);
  g_object_notify_by_pspec (G_OBJECT (self), money_property);
}

/**
 * kab_money_or_dash:
 * @money: (nullable): an amount
 *
 * Returns: (transfer full): the amount in the locale's form, or a dash for "no amount yet"
 */
char *
kab_money_or_dash (const KabMoney *money)
{
  return money != NULL ? kab_money_format (money) : g_strdup ("—");
}
