/* show-page.c: shows a page of sign-in and leaves a picture of it; for people, not a test.
 * usage: show-page welcome|organisation|refused|blocked|keyring PICTURE [WIDTH HEIGHT [ID or STATE]] */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-organisation-page.h"
#include "kab-stage-server.h"
#include "kab-stage.h"
#include "kab-welcome-page.h"

static AdwNavigationPage *
no_flow (KabCabinets *cabinets, KabClient *client, KabDescriptor *descriptor, const char *flow)
{
  return adw_navigation_page_new (gtk_label_new (flow), flow);
}

static void
sign_in (GtkWidget *page, KabStageServer *stage, gboolean blocked)
{
  GtkWidget *password = kab_stage_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);
  GtkWidget *login = kab_stage_find (page, ADW_TYPE_ENTRY_ROW, NULL);

  stage->sign_in_status = blocked ? 403 : 401;
  stage->sign_in_body = blocked ? "{\"type\":\"urn:kabinet:problem:blocked\",\"title\":\"T\",\"status\":403,"
                                  "\"reason\":\"Долг за три "
                                  "месяца\",\"since\":\"2026-11-02T10:00:00+03:00\",\"contact\":{\"kind\":"
                                  "\"phone\",\"label\":\"Отдел\","
                                  "\"value\":\"8 (4812) 00-00-67\",\"uri\":\"tel:+74812000067\"}}"
                                : PROBLEM ("wrong-credentials", 401);
  gtk_editable_set_text (GTK_EDITABLE (login), "anna.kuznetsova@example.ru");
  gtk_editable_set_text (GTK_EDITABLE (password), "smolensk67");
  g_signal_emit_by_name (password, "entry-activated");
}

int
main (int argc, char *argv[])
{
  g_autoptr (KabStageServer) stage = NULL;
  AdwNavigationPage *page;
  GtkWidget *view;
  GtkWindow *window;

  kab_stage_init (&argc, &argv);
  g_assert_cmpint (argc, >=, 3);
  kab_organisation_page_set_flow_page (no_flow);
  stage = kab_stage_server_new ();
  if (g_str_equal (argv[1], "failed"))
    stage->directory_status = 500;
  if (g_str_equal (argv[1], "welcome") || g_str_equal (argv[1], "failed"))
    page = kab_welcome_page_new (stage->cabinets, stage->net, kab_stage_server_get_origin (stage));
  else
    page = kab_organisation_page_new (stage->cabinets, stage->net, kab_stage_server_get_origin (stage),
                                      argc > 5 ? argv[5] : "example-org");
  view = adw_navigation_view_new ();
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
  window = kab_stage_present (view, argc > 3 ? atoi (argv[3]) : 900, argc > 4 ? atoi (argv[4]) : 680);
  kab_stage_settle (1000);
  if (g_str_equal (argv[1], "refused") || g_str_equal (argv[1], "blocked"))
    {
      sign_in (GTK_WIDGET (page), stage, g_str_equal (argv[1], "blocked"));
      kab_stage_settle (1200);
    }
  if (g_str_equal (argv[1], "tab"))
    {
      adw_view_stack_set_visible_child_name (
          ADW_VIEW_STACK (kab_stage_find (GTK_WIDGET (page), ADW_TYPE_VIEW_STACK, NULL)), "up");
      kab_stage_settle (600);
    }
  g_assert_true (kab_stage_save (GTK_WIDGET (window), argv[2]));
  gtk_window_destroy (window);
  return 0;
}
