/* kab-figures.c: names on the left, amounts on the right or, where that is too narrow, below; the sum below a line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-document.h"
#include "kab-figures.h"
#include "kab-format.h"
#include "kab-money-label.h"

struct _KabFigures
{
  GtkWidget parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (KabFigures, kab_figures, GTK_TYPE_WIDGET)

static void
kab_figures_dispose (GObject *object)
{
  KabFigures *self = KAB_FIGURES (object);

  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;
  G_OBJECT_CLASS (kab_figures_parent_class)->dispose (object);
}

static void
kab_figures_class_init (KabFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_figures_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kab_figures_init (KabFigures *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

/**
 * kab_figures_new:
 *
 * Returns: (transfer floating): no figures yet
 */
GtkWidget *
kab_figures_new (void)
{
  return g_object_new (KAB_TYPE_FIGURES, NULL);
}

/**
 * kab_figures_clear:
 * @self: figures
 */
void
kab_figures_clear (KabFigures *self)
{
  g_return_if_fail (KAB_IS_FIGURES (self));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->box)); row != NULL;
       row = gtk_widget_get_first_child (GTK_WIDGET (self->box)))
    gtk_box_remove (self->box, row);
}

/* At the largest text on the narrowest window an amount takes a line of its own below its name. */
static void
add_row (KabFigures *self, const char *title, const KabMoney *amount, const char *css_class)
{
  GtkWidget *row = adw_wrap_box_new ();
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *value = kab_money_label_new (amount);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_add_css_class (name, css_class);
  if (!g_str_equal (css_class, "dim-label"))
    gtk_widget_add_css_class (value, css_class);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (row), 12);
  adw_wrap_box_set_justify (ADW_WRAP_BOX (row), ADW_JUSTIFY_SPREAD);
  adw_wrap_box_set_justify_last_line (ADW_WRAP_BOX (row), TRUE);
  adw_wrap_box_append (ADW_WRAP_BOX (row), name);
  adw_wrap_box_append (ADW_WRAP_BOX (row), value);
  gtk_box_append (self->box, row);
}

/**
 * kab_figures_add:
 * @self: figures
 * @title: what the amount is
 * @amount: (nullable): the amount
 */
void
kab_figures_add (KabFigures *self, const char *title, const KabMoney *amount)
{
  g_return_if_fail (KAB_IS_FIGURES (self) && title != NULL);

  add_row (self, title, amount, "dim-label");
}

/**
 * kab_figures_add_sum:
 * @self: figures
 * @title: what the amount is
 * @amount: (nullable): the amount
 *
 * Adds a line and below it what the figures above come to.
 */
void
kab_figures_add_sum (KabFigures *self, const char *title, const KabMoney *amount)
{
  g_return_if_fail (KAB_IS_FIGURES (self) && title != NULL);

  if (gtk_widget_get_first_child (GTK_WIDGET (self->box)) != NULL)
    gtk_box_append (self->box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  add_row (self, title, amount, "heading");
}

/**
 * kab_figures_show_totals:
 * @self: figures
 * @totals: a list of #KabTotal
 */
void
kab_figures_show_totals (KabFigures *self, GListModel *totals)
{
  g_return_if_fail (KAB_IS_FIGURES (self) && G_IS_LIST_MODEL (totals));

  kab_figures_clear (self);
  for (guint i = 0; i < g_list_model_get_n_items (totals); i++)
    {
      g_autoptr (KabTotal) total = g_list_model_get_item (totals, i);

      kab_figures_add (self, kab_total_get_title (total), kab_total_get_amount (total));
    }
}

static gint64
minor (const KabMoney *money)
{
  return money != NULL ? money->minor : 0;
}

/**
 * kab_balance_get_gap:
 * @balance: a balance
 *
 * Returns: how far the five lines are from what is to pay, in minor units; 0 if they add up
 */
gint64
kab_balance_get_gap (KabBalance *balance)
{
  g_return_val_if_fail (KAB_IS_BALANCE (balance), 0);

  return minor (kab_balance_get_opening (balance)) + minor (kab_balance_get_charged (balance))
         + minor (kab_balance_get_recalculated (balance)) + minor (kab_balance_get_penalty (balance))
         - minor (kab_balance_get_paid (balance)) - minor (kab_balance_get_to_pay (balance));
}

/* Says by how much the lines miss the sum: hiding it would only make people count again. */
static void
add_gap (KabFigures *self, KabBalance *balance)
{
  const KabMoney *to_pay = kab_balance_get_to_pay (balance);
  gint64 gap = kab_balance_get_gap (balance);
  g_autoptr (KabMoney) money = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *text = NULL;
  GtkWidget *box, *label;

  if (gap == 0 || to_pay == NULL)
    return;
  money = kab_money_new (ABS (gap), to_pay->currency);
  amount = kab_money_format (money);
  /* Translators: the amount is by how much the lines of a balance miss its sum. */
  text = g_strdup_printf (_ ("The lines do not add up: %s is missing"), amount);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "warning");
  gtk_box_append (self->box, box);
}

/* S-47: the names of the lines name the month, so they change with it. */
static void
add_named (KabFigures *self, const char *format, const char *month, const KabMoney *amount)
{
  g_autoptr (GString) title = g_string_new (format);

  g_string_replace (title, "%s", month, 1);
  kab_figures_add (self, title->str, amount);
}

/* What was paid too much is told in words and not by a sign. */
static void
add_to_pay (KabFigures *self, const KabMoney *to_pay)
{
  g_autoptr (KabMoney) over = NULL;

  if (to_pay == NULL || to_pay->minor >= 0)
    {
      kab_figures_add_sum (self, _ ("To Pay"), to_pay);
      return;
    }
  over = kab_money_new (-to_pay->minor, to_pay->currency);
  kab_figures_add_sum (self, _ ("Overpaid"), over);
}

/**
 * kab_figures_show_balance:
 * @self: figures
 * @balance: the five lines of a month and what they come to
 */
void
kab_figures_show_balance (KabFigures *self, KabBalance *balance)
{
  const KabMoney *paid;
  g_autoptr (KabMoney) taken_off = NULL;
  g_autofree char *month = NULL, *of_month = NULL;

  g_return_if_fail (KAB_IS_FIGURES (self) && KAB_IS_BALANCE (balance));

  paid = kab_balance_get_paid (balance);
  taken_off = paid != NULL ? kab_money_new (-paid->minor, paid->currency) : NULL;
  month = kab_format_month (kab_balance_get_month (balance));
  of_month = kab_format_month_of (kab_balance_get_month (balance));
  kab_figures_clear (self);
  /* Translators: a month in the genitive, such as October 2026. */
  add_named (self, _ ("Debt at the Beginning of %s"), of_month, kab_balance_get_opening (balance));
  /* Translators: a month, such as October 2026. */
  add_named (self, _ ("Charged for %s"), month, kab_balance_get_charged (balance));
  kab_figures_add (self, _ ("Recalculated"), kab_balance_get_recalculated (balance));
  /* Translators: a month, such as October 2026. */
  add_named (self, _ ("Penalty for %s"), month, kab_balance_get_penalty (balance));
  kab_figures_add (self, _ ("Paid"), taken_off);
  add_to_pay (self, kab_balance_get_to_pay (balance));
  add_gap (self, balance);
}
