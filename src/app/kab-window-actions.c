/* kab-window-actions.c: what a person asks the window for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-receipt-file.h"
#include "kab-sections.h"
#include "kab-settle.h"
#include "kab-summary.h"
#include "kab-welcome-page.h"
#include "kab-window-private.h"

static KabCabinet *
find_cabinet (KabWindow *self, const char *id)
{
  return kab_cabinets_find (self->cabinets, id);
}

static void
show_overview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_window_go (KAB_WINDOW (widget), NULL, NULL);
}

static void
open_place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_window_go (KAB_WINDOW (widget), NULL, g_variant_get_string (parameter, NULL));
}

static void
open_cabinet_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  KabCabinet *cabinet = find_cabinet (self, g_variant_get_string (parameter, NULL));

  if (cabinet == NULL)
    return;
  kab_window_go (self, cabinet, NULL);
  kab_window_leave_welcome (self);
}

static void
open_section_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  const char *id, *section;

  g_variant_get (parameter, "(&s&s)", &id, &section);
  if (find_cabinet (self, id) != NULL)
    kab_window_go (self, find_cabinet (self, id), section);
}

static void
open_nth_cabinet_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  g_autoptr (KabCabinet) cabinet
      = g_list_model_get_item (G_LIST_MODEL (self->cabinets), (guint) g_variant_get_int32 (parameter) - 1);

  if (cabinet != NULL)
    kab_window_go (self, cabinet, NULL);
}

static void
open_nth_section_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  g_auto (GStrv) sections = self->cabinet != NULL ? kab_sections_list (self->cabinet) : NULL;
  guint n = (guint) g_variant_get_int32 (parameter);

  if (sections != NULL && n >= 1 && n <= g_strv_length (sections))
    kab_window_go (self, self->cabinet, sections[n - 1]);
}

static void
open_document_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  const char *id, *document;

  g_variant_get (parameter, "(&s&s)", &id, &document);
  if (find_cabinet (self, id) != NULL)
    kab_window_show_document (self, find_cabinet (self, id), document);
}

static void
open_receipt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  const char *id, *receipt;

  g_variant_get (parameter, "(&s&s)", &id, &receipt);
  if (find_cabinet (self, id) != NULL)
    kab_window_push_receipt (self, find_cabinet (self, id), receipt);
}

static void
file_document_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  const char *id, *type, *from;

  g_variant_get (parameter, "(&s&s&s)", &id, &type, &from);
  if (find_cabinet (self, id) != NULL)
    kab_window_push_filing (self, find_cabinet (self, id), type, from);
}

static void
open_item_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  const char *id, *item;

  g_variant_get (parameter, "(&s&s)", &id, &item);
  if (find_cabinet (self, id) != NULL)
    kab_window_push_item (self, find_cabinet (self, id), item);
}

static void
order_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  const char *id, *document;

  g_variant_get (parameter, "(&s&s)", &id, &document);
  if (find_cabinet (self, id) != NULL)
    kab_window_order_again (self, find_cabinet (self, id), document);
}

static void
add_cabinet_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->cabinets)) > 0)
    kab_window_push (
        self, kab_welcome_page_new (self->cabinets, kab_cabinets_get_net (self->cabinets), self->origin));
}

/* A page that asked who it is wants out: back to where the person was. */
static void
leave_welcome_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);

  kab_window_leave_welcome (self);
  kab_window_show_place (self);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->content);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cabinets)); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (G_LIST_MODEL (self->cabinets), i);

      if (self->cabinet == NULL || cabinet == self->cabinet)
        kab_summary_reload (kab_summary_get (cabinet));
    }
  if (page != NULL)
    gtk_widget_activate_action (GTK_WIDGET (page), "page.refresh", NULL);
}

static void
accounts_changed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  KabCabinet *cabinet = find_cabinet (self, g_variant_get_string (parameter, NULL));

  if (cabinet == NULL)
    return;
  kab_summary_reload (kab_summary_get (cabinet));
  kab_window_go (self, cabinet, NULL);
  kab_window_leave_welcome (self);
}

static void
link_account_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  KabCabinet *cabinet = find_cabinet (self, g_variant_get_string (parameter, NULL));

  if (cabinet != NULL)
    kab_window_push_linking (self, cabinet);
}

/* The same from a page that belongs to the open cabinet. */
static void
link_here_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);

  if (self->cabinet != NULL)
    kab_window_push_linking (self, self->cabinet);
}

static void
sign_in_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_window_push_sign_in (KAB_WINDOW (widget));
}

static void
toast_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_window_say (KAB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
sign_out_confirmed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KabCabinet) cabinet = data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (!g_str_equal (response, "sign-out"))
    return;
  kab_receipt_file_forget ();
  dex_future_disown (kab_cabinet_sign_out (cabinet));
}

/* Signing out takes the data from this computer, so it is asked for twice. */
static void
sign_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabWindow *self = KAB_WINDOW (widget);
  AdwAlertDialog *dialog;
  KabDescriptor *descriptor;
  const char *organisation;

  if (self->cabinet == NULL)
    return;
  descriptor = kab_cabinet_get_descriptor (self->cabinet);
  organisation = descriptor != NULL ? kab_descriptor_get_name (descriptor)
                                    : kab_cabinet_get_organisation (self->cabinet);
  /* A long name does not fit the heading. */
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Sign Out?"), NULL));
  adw_alert_dialog_format_body (
      dialog,
      /* Translators: the name of an organisation. */
      _ ("What this computer kept for the cabinet of %s will be removed. Nothing changes on the server."),
      organisation);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "sign-out", _ ("Sign _Out"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "sign-out", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, widget, NULL, sign_out_confirmed_cb, g_object_ref (self->cabinet));
}

/* kab_window_install_actions: gives the class of the window its actions. */
void
kab_window_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.show-overview", NULL, show_overview_action);
  gtk_widget_class_install_action (klass, "win.open-place", "s", open_place_action);
  gtk_widget_class_install_action (klass, "win.open-cabinet", "s", open_cabinet_action);
  gtk_widget_class_install_action (klass, "win.open-section", "(ss)", open_section_action);
  gtk_widget_class_install_action (klass, "win.open-nth-cabinet", "i", open_nth_cabinet_action);
  gtk_widget_class_install_action (klass, "win.open-nth-section", "i", open_nth_section_action);
  gtk_widget_class_install_action (klass, "win.open-document", "(ss)", open_document_action);
  gtk_widget_class_install_action (klass, "win.open-item", "(ss)", open_item_action);
  gtk_widget_class_install_action (klass, "win.open-receipt", "(ss)", open_receipt_action);
  gtk_widget_class_install_action (klass, "win.order-again", "(ss)", order_again_action);
  gtk_widget_class_install_action (klass, "win.file-document", "(sss)", file_document_action);
  gtk_widget_class_install_action (klass, "win.add-cabinet", NULL, add_cabinet_action);
  gtk_widget_class_install_action (klass, "win.leave-welcome", NULL, leave_welcome_action);
  gtk_widget_class_install_action (klass, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (klass, "win.accounts-changed", "s", accounts_changed_action);
  gtk_widget_class_install_action (klass, "win.link-account", "s", link_account_action);
  gtk_widget_class_install_action (klass, "win.link-here", NULL, link_here_action);
  gtk_widget_class_install_action (klass, "win.sign-in-again", NULL, sign_in_again_action);
  gtk_widget_class_install_action (klass, "win.sign-out", NULL, sign_out_action);
  gtk_widget_class_install_action (klass, "win.toast", "s", toast_action);
  kab_window_install_pay_actions (klass);
}

/* kab_window_update_actions: which of them make sense now. */
void
kab_window_update_actions (KabWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean cabinets = gtk_stack_get_visible_child (self->scenes) == GTK_WIDGET (self->split);

  gtk_widget_action_set_enabled (widget, "win.show-overview", cabinets);
  gtk_widget_action_set_enabled (widget, "win.add-cabinet", cabinets);
  gtk_widget_action_set_enabled (widget, "win.refresh", cabinets);
  gtk_widget_action_set_enabled (widget, "win.sign-out", cabinets && self->cabinet != NULL);
  gtk_widget_action_set_enabled (widget, "win.sign-in-again", cabinets && self->cabinet != NULL);
}
