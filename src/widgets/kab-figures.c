/* kab-figures.c: names on the left, amounts on the right, the sum below a line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-document.h"
#include "kab-figures.h"
#include "kab-format.h"
#include "kab-money-label.h"

struct _KabFigures
{
  GtkWidget parent_instance;

  GtkGrid *grid;
  int n_rows;
};

G_DEFINE_FINAL_TYPE (KabFigures, kab_figures, GTK_TYPE_WIDGET)

static void
kab_figures_dispose (GObject *object)
{
  KabFigures *self = KAB_FIGURES (object);

  if (self->grid != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->grid));
  self->grid = NULL;
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
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
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

  while (self->n_rows > 0)
    gtk_grid_remove_row (self->grid, --self->n_rows);
}

static void
add_row (KabFigures *self, const char *title, const KabMoney *amount, const char *css_class)
{
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *value = kab_money_label_new (amount);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (name, css_class);
  if (!g_str_equal (css_class, "dim-label"))
    gtk_widget_add_css_class (value, css_class);
  gtk_grid_attach (self->grid, name, 0, self->n_rows, 1, 1);
  gtk_grid_attach (self->grid, value, 1, self->n_rows++, 1, 1);
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

  if (self->n_rows > 0)
    {
      GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

      gtk_widget_set_margin_top (line, 3);
      gtk_widget_set_margin_bottom (line, 3);
      gtk_grid_attach (self->grid, line, 0, self->n_rows++, 2, 1);
    }
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
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "warning");
  gtk_grid_attach (self->grid, box, 0, self->n_rows++, 2, 1);
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

  g_return_if_fail (KAB_IS_FIGURES (self) && KAB_IS_BALANCE (balance));

  paid = kab_balance_get_paid (balance);
  taken_off = paid != NULL ? kab_money_new (-paid->minor, paid->currency) : NULL;
  kab_figures_clear (self);
  kab_figures_add (self, _ ("Debt at the Beginning"), kab_balance_get_opening (balance));
  kab_figures_add (self, _ ("Charged"), kab_balance_get_charged (balance));
  kab_figures_add (self, _ ("Recalculated"), kab_balance_get_recalculated (balance));
  kab_figures_add (self, _ ("Penalty"), kab_balance_get_penalty (balance));
  kab_figures_add (self, _ ("Paid"), taken_off);
  kab_figures_add_sum (self, _ ("To Pay"), kab_balance_get_to_pay (balance));
  add_gap (self, balance);
}
