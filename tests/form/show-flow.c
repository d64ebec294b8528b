/* show-flow.c: shows a step of a flow of a shipped organisation, for people to look at; not a test.
 * usage: show-flow ORGANISATION FLOW STEP PICTURE [WIDTH HEIGHT] */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "kab-flow-stage.h"
#include "kab-stage.h"

/* What only a running server adds to a step. */
static void
add_times (JsonObject *step)
{
  const char *kind = json_object_get_string_member (step, "kind");

  /* In the file it says whether there is one. */
  json_object_remove_member (step, "ticket");
  if (g_str_equal (kind, "code") || g_str_equal (kind, "email_link"))
    {
      json_object_set_string_member (step, "target", "+7 913 ••• •• 45");
      json_object_set_string_member (step, "sent_at", "2026-11-24T14:18:00+03:00");
      json_object_set_string_member (step, "resend_at", "2026-11-24T14:20:00+03:00");
      json_object_set_string_member (step, "back_to", "phone");
    }
  else if (g_str_equal (kind, "review"))
    {
      json_object_remove_member (step, "properties");
      json_object_set_string_member (step, "submitted_at", "2026-11-24T14:05:00+03:00");
      json_object_set_string_member (step, "latest_at", "2026-11-27T14:05:00+03:00");
      json_object_set_string_member (step, "reference", "З-000017");
    }
  else if (g_str_equal (kind, "rejected"))
    {
      json_object_set_string_member (step, "reason_title", "Фамилия не совпадает с реестром");
      json_object_set_string_member (step, "reason", "Проверьте фамилию: она должна быть как в договоре.");
    }
}

/* The tests of forms speak English; people look at pictures in their own language. */
static void
speak (void)
{
  g_autofree char *catalogues = g_build_filename (g_getenv ("KABINET_BUILD_DIR"), "po", NULL);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static char *
dup_flow (JsonNode *file, const char *flow, const char *step)
{
  g_autoptr (KabFlow) record = kab_stage_flow (file, flow, step);
  g_autoptr (JsonNode) node = kab_record_encode (record);
  GString *text;

  json_object_set_string_member (json_node_get_object (node), "token", "t");
  text = g_string_new_take (json_to_string (node, FALSE));
  g_string_replace (text, "{target}", "+7 913 ••• •• 45", 0);
  g_string_replace (text, "{login}", "anna@example.org", 0);
  return g_string_free_and_steal (text);
}

int
main (int argc, char *argv[])
{
  g_autoptr (KabFlowStage) stage = NULL;
  g_autofree char *path = NULL;
  g_autofree char *flow = NULL;
  g_autoptr (JsonNode) file = NULL;
  JsonArray *steps;
  KabRegistrationPage *page;
  GtkWindow *window;

  kab_stage_init (&argc, &argv);
  speak ();
  g_assert_cmpint (argc, >=, 5);
  path = g_strdup_printf ("data/organisations/%s.json", argv[1]);
  file = kab_stage_read (path);
  steps = json_object_get_array_member (
      json_object_get_object_member (json_object_get_object_member (json_node_get_object (file), "flows"),
                                     argv[2]),
      "steps");
  for (guint i = 0; i < json_array_get_length (steps); i++)
    add_times (json_array_get_object_element (steps, i));
  flow = dup_flow (file, argv[2], argv[3]);
  stage = kab_flow_stage_new_for (path);
  kab_flow_stage_answer (stage, 201, flow);
  window = kab_flow_stage_open (stage, argv[2], &page);
  gtk_window_set_default_size (window, argc > 5 ? atoi (argv[5]) : 820, argc > 6 ? atoi (argv[6]) : 760);
  kab_stage_settle (1000);
  g_assert_true (kab_stage_save (GTK_WIDGET (window), argv[4]));
  gtk_window_destroy (window);
  return 0;
}
