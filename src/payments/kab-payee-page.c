/* kab-payee-page.c: which of several organisations is paid. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-avatar-text.h"
#include "kab-money-label.h"
#include "kab-payee-page.h"
#include "kab-plain-row.h"
#include "kab-summary.h"

/**
 * kab_payee_takes_payments:
 * @cabinet: a cabinet
 *
 * Returns: whether its person can pay there now
 */
gboolean
kab_payee_takes_payments (KabCabinet *cabinet)
{
  g_return_val_if_fail (KAB_IS_CABINET (cabinet), FALSE);

  return kab_cabinet_get_state (cabinet) == KAB_CABINET_SIGNED_IN
         && kab_cabinet_get_descriptor (cabinet) != NULL
         && g_strcmp0 (kab_cabinet_get_role (cabinet), "staff") != 0
         && kab_descriptor_get_payments (kab_cabinet_get_descriptor (cabinet)) != NULL;
}

static void
row_activated_cb (GtkWidget *row, gpointer data)
{
  gtk_widget_activate_action (row, "win.pay", "(ss)",
                              (const char *) g_object_get_data (G_OBJECT (row), "kab-cabinet"), "");
}

static GtkWidget *
row_new (KabCabinet *cabinet)
{
  KabDescriptor *descriptor = kab_cabinet_get_descriptor (cabinet);
  KabSummary *summary = kab_summary_get (cabinet);
  const KabMoney *to_pay = kab_summary_get_to_pay (summary);
  g_autofree char *subtitle = kab_summary_dup_subtitle (summary);
  g_autofree char *initials = kab_avatar_text (kab_descriptor_get_short_name (descriptor),
                                               (int) kab_descriptor_get_palette (descriptor));
  GtkWidget *row = kab_plain_row_new (kab_descriptor_get_name (descriptor), subtitle);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (ADW_TYPE_AVATAR, "size", 32, "text", initials, "show-initials",
                                           TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  if (to_pay != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), kab_money_label_new (to_pay));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  g_object_set_data_full (G_OBJECT (row), "kab-cabinet", g_strdup (kab_cabinet_get_id (cabinet)), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (row_activated_cb), NULL);
  return row;
}

/**
 * kab_payee_page_new:
 * @cabinets: the cabinets that this computer knows
 *
 * Returns: (transfer floating): a page that asks who is to be paid
 */
AdwNavigationPage *
kab_payee_page_new (KabCabinets *cabinets)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *view = adw_toolbar_view_new ();

  g_return_val_if_fail (KAB_IS_CABINETS (cabinets), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (cabinets)); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (G_LIST_MODEL (cabinets), i);

      if (kab_payee_takes_payments (cabinet))
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (cabinet));
    }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  return adw_navigation_page_new (view, _ ("Who Is Paid"));
}
