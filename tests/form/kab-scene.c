/* kab-scene.c: a window with pages of sign-in in it, before a server on loopback. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-scene.h"

#include "kab-organisation-page.h"
#include "kab-welcome-page.h"

static char *pushed_flow;

static AdwNavigationPage *
push_flow (KabCabinets *cabinets, KabClient *client, KabDescriptor *descriptor, const char *flow)
{
  g_set_str (&pushed_flow, flow);
  return adw_navigation_page_new (gtk_label_new (flow), "Flow");
}

static void
open_cabinet_cb (KabScene *scene, GVariant *parameter)
{
  g_set_str (&scene->opened, g_variant_get_string (parameter, NULL));
}

KabScene *
kab_scene_new (void)
{
  KabScene *scene = g_new0 (KabScene, 1);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) open = g_simple_action_new ("open-cabinet", G_VARIANT_TYPE_STRING);

  scene->server = kab_stage_server_new ();
  scene->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_navigation_view_set_animate_transitions (scene->view, FALSE);
  scene->window = kab_stage_present (GTK_WIDGET (scene->view), 900, 680);
  g_signal_connect_swapped (open, "activate", G_CALLBACK (open_cabinet_cb), scene);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (open));
  gtk_widget_insert_action_group (GTK_WIDGET (scene->window), "win", G_ACTION_GROUP (actions));
  return scene;
}

void
kab_scene_free (KabScene *scene)
{
  gpointer view = scene->view;

  g_object_add_weak_pointer (G_OBJECT (view), &view);
  gtk_window_destroy (scene->window);
  KAB_TEST_UNTIL (view == NULL);
  kab_stage_server_free (scene->server);
  g_free (scene->opened);
  g_free (scene);
}

GtkWidget *
kab_scene_push (KabScene *scene, AdwNavigationPage *page)
{
  adw_navigation_view_push (scene->view, page);
  return GTK_WIDGET (page);
}

GtkWidget *
kab_scene_get_page (KabScene *scene)
{
  return GTK_WIDGET (adw_navigation_view_get_visible_page (scene->view));
}

GtkWidget *
kab_scene_push_welcome (KabScene *scene)
{
  GtkWidget *page
      = kab_scene_push (scene, kab_welcome_page_new (scene->server->cabinets, scene->server->net,
                                                     kab_stage_server_get_origin (scene->server)));

  return page;
}

GtkWidget *
kab_scene_push_organisation (KabScene *scene, const char *id)
{
  GtkWidget *page
      = kab_scene_push (scene, kab_organisation_page_new (scene->server->cabinets, scene->server->net,
                                                          kab_stage_server_get_origin (scene->server), id));

  KAB_TEST_UNTIL (kab_stage_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL) != NULL
                  && gtk_widget_get_mapped (kab_stage_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL)));
  return page;
}

/* The flow that a page wanted to begin last. */
const char *
kab_scene_get_flow (void)
{
  return pushed_flow;
}

void
kab_scene_init (void)
{
  kab_organisation_page_set_flow_page (push_flow);
}
