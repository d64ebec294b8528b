/* kab-flow-page.c: a flow in this program: its page, and where the program goes when it ends. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error-text.h"
#include "kab-error.h"
#include "kab-flow-page.h"
#include "kab-registration-page.h"
#include "kab-settle.h"

/* What the end of a flow needs; belongs to the page. */
typedef struct
{
  KabCabinets *cabinets;
  KabClient *client;
  gboolean link;       /* whether an account is linked next */
  KabCabinet *cabinet; /* that was signed in to */
  DexFuture *signing_in;
  DexFuture *describing;
} Ending;

static void
ending_free (gpointer data)
{
  Ending *ending = data;

  dex_clear (&ending->signing_in);
  dex_clear (&ending->describing);
  g_clear_object (&ending->cabinet);
  g_clear_object (&ending->cabinets);
  g_clear_object (&ending->client);
  g_free (ending);
}

/* The page may be gone with the first action, so the window is asked. */
static void
activate (GtkWidget *window, const char *action, const char *parameter)
{
  gtk_widget_activate_action (window, action, "s", parameter);
}

static void
leave (GtkWidget *page)
{
  GtkWidget *view = gtk_widget_get_ancestor (page, ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL)
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
}

static void
open_cabinet (GtkWidget *page, KabCabinet *cabinet, gboolean changed, gboolean link)
{
  g_autoptr (GtkWidget) window = NULL;
  GtkRoot *root = gtk_widget_get_root (page);
  g_autofree char *id = g_strdup (kab_cabinet_get_id (cabinet));

  if (root == NULL)
    return;
  window = g_object_ref (GTK_WIDGET (root));
  activate (window, changed ? "win.accounts-changed" : "win.open-cabinet", id);
  if (link)
    activate (window, "win.link-account", id);
}

/* Without its descriptor a cabinet has no pages yet; that it fails to come, the cabinet itself tells. */
static void
described (gpointer object, const GValue *value, const GError *error)
{
  Ending *ending = g_object_get_data (object, "ending");

  if (!kab_error_is_cancelled (error))
    open_cabinet (object, ending->cabinet, FALSE, ending->link && error == NULL);
}

/* A ticket serves once and not for long; without it the person signs in with the new password. */
static void
signed_in (gpointer object, const GValue *value, const GError *error)
{
  Ending *ending = g_object_get_data (object, "ending");

  if (value != NULL)
    {
      g_set_object (&ending->cabinet, g_value_get_object (value));
      dex_clear (&ending->describing);
      ending->describing = kab_settle (kab_cabinet_load_descriptor (ending->cabinet), object, described);
    }
  else if (!kab_error_is_cancelled (error))
    {
      g_autofree char *text = kab_error_describe (error);

      gtk_widget_activate_action (object, "win.toast", "s", text);
      leave (object);
    }
}

static KabCabinet *
find_cabinet (Ending *ending)
{
  GListModel *cabinets = G_LIST_MODEL (ending->cabinets);

  for (guint i = 0; i < g_list_model_get_n_items (cabinets); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (cabinets, i);

      if (kab_cabinet_get_client (cabinet) == ending->client)
        return cabinet; /* the list keeps it */
    }
  return NULL;
}

static void
finished_cb (GtkWidget *page, const char *action, const char *ticket, Ending *ending)
{
  KabCabinet *cabinet = find_cabinet (ending);

  ending->link = g_strcmp0 (action, "link_account") == 0;
  if (ticket != NULL && *ticket != '\0')
    {
      dex_clear (&ending->signing_in);
      ending->signing_in = kab_settle (
          kab_cabinets_sign_in_with_ticket (ending->cabinets, kab_client_get_origin (ending->client),
                                            kab_client_get_organisation (ending->client), ticket),
          page, signed_in);
    }
  else if (cabinet != NULL)
    open_cabinet (page, cabinet, TRUE, ending->link);
  else
    leave (page);
}

/**
 * kab_flow_page_new:
 * @cabinets: all cabinets
 * @client: sends; with a session for flows that need one
 * @descriptor: the organisation
 * @flow: registration, recovery or link_account
 *
 * Returns: (transfer floating): the page of a flow, which opens the cabinet at its end
 */
AdwNavigationPage *
kab_flow_page_new (KabCabinets *cabinets, KabClient *client, KabDescriptor *descriptor, const char *flow)
{
  AdwNavigationPage *page = kab_registration_page_new (cabinets, client, descriptor, flow);
  Ending *ending;

  g_return_val_if_fail (page != NULL, NULL);

  ending = g_new0 (Ending, 1);
  ending->cabinets = g_object_ref (cabinets);
  ending->client = g_object_ref (client);
  g_object_set_data_full (G_OBJECT (page), "ending", ending, ending_free);
  g_signal_connect (page, "finished", G_CALLBACK (finished_cb), ending);
  return page;
}
