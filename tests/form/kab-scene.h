/* kab-scene.h: a window with pages of sign-in in it, before a server on loopback. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-stage-server.h"
#include "kab-stage.h"
#include "kab-test.h"

G_BEGIN_DECLS

/* A window as the application has it: a navigation view, and the actions that pages ask for. */
typedef struct
{
  KabStageServer *server;
  AdwNavigationView *view;
  GtkWindow *window;
  char *opened; /* id of the cabinet that a page wants to be shown */
} KabScene;

void kab_scene_init (void);
KabScene *kab_scene_new (void);
void kab_scene_free (KabScene *scene);
GtkWidget *kab_scene_push (KabScene *scene, AdwNavigationPage *page);
GtkWidget *kab_scene_get_page (KabScene *scene);
GtkWidget *kab_scene_push_welcome (KabScene *scene);
GtkWidget *kab_scene_push_organisation (KabScene *scene, const char *id);
const char *kab_scene_get_flow (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabScene, kab_scene_free)

G_END_DECLS
