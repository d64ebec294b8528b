/* show-form.c: shows one form step of a descriptor and leaves a picture of it; for people, not a test.
 * usage: show-form DESCRIPTOR FLOW STEP PICTURE [WIDTH HEIGHT [VALUES]] */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-stage.h"

static DexFuture *
bring_captcha (gpointer data)
{
  return dex_future_new_take_object (kab_stage_captcha ("c1", "MXT R5"));
}

int
main (int argc, char *argv[])
{
  g_autoptr (JsonNode) file = NULL;
  g_autoptr (KabDescriptor) descriptor = NULL;
  g_autoptr (KabFlow) flow = NULL;
  g_autoptr (KabFormContext) context = NULL;
  GtkWidget *form, *scrolled, *clamp;
  GtkWindow *window;

  kab_stage_init (&argc, &argv);
  g_assert_cmpint (argc, >=, 5);
  file = kab_stage_read (argv[1]);
  descriptor = kab_stage_descriptor (file);
  flow = kab_stage_flow (file, argv[2], argv[3]);
  context = kab_form_context_new (descriptor);
  kab_form_context_set_captcha_func (context, bring_captcha, NULL, NULL);
  form = kab_form_new (kab_step_get_fields (kab_flow_get_step (flow)), context);
  gtk_widget_set_margin_start (form, 12);
  gtk_widget_set_margin_end (form, 12);
  gtk_widget_set_margin_top (form, 12);
  gtk_widget_set_margin_bottom (form, 24);
  clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 520);
  adw_clamp_set_child (ADW_CLAMP (clamp), form);
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  window = kab_stage_present (scrolled, argc > 5 ? atoi (argv[5]) : 820, argc > 6 ? atoi (argv[6]) : 760);
  if (argc > 7)
    {
      g_autoptr (JsonNode) values = kab_stage_parse (argv[7]);

      kab_form_set_values (KAB_FORM (form), json_node_get_object (values));
    }
  if (argc > 8)
    kab_form_validate (KAB_FORM (form));
  kab_stage_settle (600);
  g_print ("missing: %s\n", kab_form_get_missing (KAB_FORM (form)));
  g_assert_true (kab_stage_save (GTK_WIDGET (window), argv[4]));
  gtk_window_destroy (window);
  return 0;
}
