/* kab-window-pay.c: the window's ways to payments. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-pay-page.h"
#include "kab-payee-page.h"
#include "kab-payment-page.h"
#include "kab-summary.h"
#include "kab-window-private.h"

/* Receipts and sums are others as soon as a payment has come further. */
static void
payment_moved_cb (KabWindow *self, KabPaymentPage *page)
{
  KabCabinet *cabinet = g_object_get_data (G_OBJECT (page), "kab-cabinet");

  kab_summary_reload (kab_summary_get (cabinet));
}

/* kab_window_push_payment: shows a payment; the page on which it was begun gives way to it. */
void
kab_window_push_payment (KabWindow *self, KabCabinet *cabinet, const char *id)
{
  AdwNavigationPage *visible = adw_navigation_view_get_visible_page (self->content);
  AdwNavigationPage *page;
  gboolean begun = KAB_IS_PAY_PAGE (visible);

  if (!kab_window_is_open (cabinet))
    return;
  if (KAB_IS_PAYMENT_PAGE (visible) && g_str_equal (kab_payment_page_get_id (KAB_PAYMENT_PAGE (visible)), id))
    {
      gtk_widget_activate_action (GTK_WIDGET (visible), "page.refresh", NULL);
      return;
    }
  if (cabinet != self->cabinet)
    kab_window_go (self, cabinet, "payments");
  if (begun)
    adw_navigation_view_pop (self->content);
  page = kab_payment_page_new (cabinet, id);
  g_object_set_data (G_OBJECT (page), "kab-cabinet", cabinet);
  g_signal_connect_object (page, "moved", G_CALLBACK (payment_moved_cb), self, G_CONNECT_SWAPPED);
  kab_window_push (self, page);
  kab_summary_reload (kab_summary_get (cabinet));
}

/* kab_window_push_pay: begins a payment of what @wanted names, or of what is due. */
void
kab_window_push_pay (KabWindow *self, KabCabinet *cabinet, const char *wanted)
{
  if (!kab_window_is_open (cabinet))
    return;
  if (!kab_payee_takes_payments (cabinet))
    {
      kab_window_say (self, _ ("This organisation takes no payments through Kabinet"));
      return;
    }
  if (cabinet != self->cabinet)
    kab_window_go (self, cabinet, NULL);
  kab_window_push (self, kab_pay_page_new (kab_summary_get (cabinet), wanted));
}

/* The only one that can be paid, or NULL where there is a choice. */
static KabCabinet *
find_only (KabWindow *self)
{
  KabCabinet *only = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cabinets)); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (G_LIST_MODEL (self->cabinets), i);

      if (!kab_payee_takes_payments (cabinet))
        continue;
      if (only != NULL)
        return NULL;
      only = cabinet;
    }
  return only;
}

static void
pay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  const char *id, *wanted;
  KabCabinet *cabinet;

  g_variant_get (parameter, "(&s&s)", &id, &wanted);
  cabinet = *id != '\0' ? kab_cabinets_find (self->cabinets, id) : find_only (self);
  if (cabinet != NULL)
    kab_window_push_pay (self, cabinet, wanted);
  else if (*id == '\0')
    kab_window_push (self, kab_payee_page_new (self->cabinets));
}

/* The same from a page that belongs to the open cabinet. */
static void
pay_here_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);

  if (self->cabinet != NULL)
    kab_window_push_pay (self, self->cabinet, g_variant_get_string (parameter, NULL));
}

static void
open_payment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  const char *id, *payment;
  KabCabinet *cabinet;

  g_variant_get (parameter, "(&s&s)", &id, &payment);
  cabinet = kab_cabinets_find (self->cabinets, id);
  if (cabinet != NULL)
    kab_window_push_payment (self, cabinet, payment);
}

/* kab_window_install_pay_actions: gives the class of the window its ways to payments. */
void
kab_window_install_pay_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.pay", "(ss)", pay_action);
  gtk_widget_class_install_action (klass, "win.pay-document", "(ss)", pay_action);
  gtk_widget_class_install_action (klass, "win.pay-here", "s", pay_here_action);
  gtk_widget_class_install_action (klass, "win.open-payment", "(ss)", open_payment_action);
}
