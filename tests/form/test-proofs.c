/* test-proofs.c: captchas and consents in a form. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-captcha-row.h"
#include "kab-legal-dialog.h"
#include "kab-stage.h"

static gboolean
has_focus (KabStage *stage, const char *title)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (stage->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, kab_stage_get_row (stage, title));
}

static KabCaptchaRow *
captcha_of (KabStage *stage)
{
  return KAB_CAPTCHA_ROW (kab_stage_find (GTK_WIDGET (stage->form), KAB_TYPE_CAPTCHA_ROW, NULL));
}

#define CAPTCHA                                                                                              \
  "[{\"name\":\"name\",\"kind\":\"text\",\"label\":\"Name\"},{\"name\":\"captcha\",\"kind\":\"captcha\","    \
  "\"label\":\"Signs\",\"required\":true}]"

static void
wait_for_picture (KabStage *stage)
{
  while (!g_str_equal (kab_captcha_row_get_page (captcha_of (stage)), "picture"))
    g_main_context_iteration (NULL, TRUE);
}

/* Another picture comes, and what was typed elsewhere stays. */
static void
test_captcha_refresh (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (CAPTCHA);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  wait_for_picture (stage);
  kab_stage_type (stage, "Name", "Анна");
  kab_stage_type (stage, "Signs", "MXT R5");
  first = kab_stage_dup_value (stage, "captcha");
  g_assert_cmpstr (first, ==, "{\"id\":\"c1\",\"answer\":\"MXT R5\",\"way\":\"picture\"}");
  g_signal_emit_by_name (captcha_of (stage), "refresh");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (stage, "Signs"))), ==, "");
  wait_for_picture (stage);
  kab_stage_type (stage, "Signs", "ABC");
  second = kab_stage_dup_value (stage, "captcha");
  g_assert_cmpstr (second, ==, "{\"id\":\"c2\",\"answer\":\"ABC\",\"way\":\"picture\"}");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (stage, "Name"))), ==, "Анна");
}

/* Those who cannot see the picture get a question in words. */
static void
test_captcha_words (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (CAPTCHA);
  g_autofree char *value = NULL;
  GtkWidget *way;

  wait_for_picture (stage);
  way = kab_stage_find (GTK_WIDGET (captcha_of (stage)), GTK_TYPE_BUTTON, "Another Way");
  g_signal_emit_by_name (way, "clicked");
  g_assert_cmpstr (kab_captcha_row_get_page (captcha_of (stage)), ==, "words");
  g_assert_nonnull (kab_stage_find_label (GTK_WIDGET (captcha_of (stage)), "Сколько будет три плюс четыре?"));
  kab_stage_type (stage, "Answer", "7");
  value = kab_stage_dup_value (stage, "captcha");
  g_assert_cmpstr (value, ==, "{\"id\":\"c1\",\"answer\":\"7\",\"way\":\"words\"}");
}

/* A wrong answer brings the next question at once, and the focus to it. */
static void
test_captcha_refused (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (CAPTCHA);
  g_autoptr (KabCaptcha) next = kab_stage_captcha ("c9", "NEXT");
  g_autofree char *value = NULL;

  wait_for_picture (stage);
  kab_stage_type (stage, "Name", "Анна");
  kab_stage_type (stage, "Signs", "wrong");
  kab_form_take_captcha (stage->form, next);
  g_assert_cmpint (kab_stage_get_state (stage, "Signs"), ==, KAB_FIELD_BAD);
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "Signs"), ==, "That was not it. Here is another one");
  g_assert_true (has_focus (stage, "Signs"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (stage, "Name"))), ==, "Анна");
  kab_stage_type (stage, "Signs", "NEXT");
  value = kab_stage_dup_value (stage, "captcha");
  g_assert_cmpstr (value, ==, "{\"id\":\"c9\",\"answer\":\"NEXT\",\"way\":\"picture\"}");
  g_assert_true (kab_form_get_complete (stage->form));
}

/* A picture that is none, or one that would fill the memory, leaves the words. */
static void
test_captcha_broken_picture (void)
{
  static const char *const images[]
      = { "", "bm90IGEgcGljdHVyZQ==", "iVBORw0KGgoAAAANSUhEUgAAJxAAACcQCAYAAAA=", "%%%" };
  g_autoptr (KabStage) stage = kab_stage_new (CAPTCHA);

  for (guint i = 0; i < G_N_ELEMENTS (images); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"id\":\"x\",\"image\":\"%s\",\"width\":200,\"height\":64,\"words\":\"Сколько?\",\"expires_at\":"
          "\"2026-11-24T15:00:00+03:00\"}",
          images[i]);
      g_autoptr (JsonNode) node = kab_stage_parse (json);
      g_autoptr (KabCaptcha) captcha = kab_record_decode (KAB_TYPE_CAPTCHA, node, NULL);

      kab_form_take_captcha (stage->form, captcha);
      g_assert_cmpstr (kab_captcha_row_get_page (captcha_of (stage)), ==, "words");
    }
}

static DexFuture *
bring_nothing (gpointer data)
{
  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_FAILED, "no network");
}

static void
test_captcha_failed (void)
{
  g_autoptr (KabFormContext) context = kab_stage_context ();
  g_autoptr (GListModel) fields = kab_stage_fields (CAPTCHA);
  GtkWidget *form;
  GtkWindow *window;
  KabCaptchaRow *row;

  kab_form_context_set_captcha_func (context, bring_nothing, NULL, NULL);
  form = kab_form_new (fields, context);
  window = kab_stage_present (form, 520, 400);
  row = KAB_CAPTCHA_ROW (kab_stage_find (form, KAB_TYPE_CAPTCHA_ROW, NULL));
  while (!g_str_equal (kab_captcha_row_get_page (row), "failed"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (kab_form_get_complete (KAB_FORM (form)));
  gtk_window_destroy (window);
}

/* What was consented to, in which version, when; each by itself, none beforehand. */
static void
test_consents (void)
{
  g_autoptr (KabStage) stage
      = kab_stage_new ("[{\"name\":\"p\",\"kind\":\"consent\",\"label\":\"Policy\",\"required\":true,"
                       "\"document\":\"privacy\"},"
                       "{\"name\":\"m\",\"kind\":\"consent\",\"label\":\"Letters\",\"document\":\"consent\"},"
                       "{\"name\":\"x\",\"kind\":\"consent\",\"label\":\"Lost\",\"document\":\"nowhere\"}]");
  GtkCheckButton *policy
      = GTK_CHECK_BUTTON (kab_stage_find (kab_stage_get_row (stage, "Policy"), GTK_TYPE_CHECK_BUTTON, NULL));
  GtkWidget *lost = kab_stage_find (kab_stage_get_row (stage, "Lost"), GTK_TYPE_CHECK_BUTTON, NULL);
  g_autoptr (JsonObject) values = NULL;
  JsonObject *consent;

  g_assert_false (gtk_check_button_get_active (policy));
  g_assert_false (kab_form_get_complete (stage->form));
  g_assert_cmpstr (kab_form_get_missing (stage->form), ==, "consent");
  gtk_check_button_set_active (policy, TRUE);
  g_assert_true (kab_form_get_complete (stage->form));
  values = kab_form_dup_values (stage->form);
  g_assert_false (json_object_has_member (values, "m"));
  consent = json_object_get_object_member (values, "p");
  g_assert_true (json_object_get_boolean_member (consent, "accepted"));
  g_assert_cmpstr (json_object_get_string_member (consent, "id"), ==, "privacy");
  g_assert_cmpstr (json_object_get_string_member (consent, "version"), ==, "2025-09-01");
  g_assert_cmpuint (strlen (json_object_get_string_member (consent, "sha256")), ==, 64);
  g_assert_cmpstr (json_object_get_string_member (consent, "at"), ==, "2026-11-24T14:05:00+03:00");
  g_assert_nonnull (json_object_get_string_member (consent, "locale"));
  /* Nobody consents to a text that is not there. */
  g_assert_false (gtk_widget_get_sensitive (lost));
  g_assert_nonnull (kab_stage_find_label (kab_stage_get_row (stage, "Lost"),
                                          "The service did not send this text. Ask it before you go on"));
}

/* "Read" shows the text with its version, as it is. */
static void
test_consent_text (void)
{
  g_autoptr (KabStage) stage = kab_stage_new ("[{\"name\":\"p\",\"kind\":\"consent\",\"label\":\"Policy\","
                                              "\"required\":true,\"document\":\"privacy\"}]");
  GtkWidget *read = kab_stage_find (kab_stage_get_row (stage, "Policy"), GTK_TYPE_BUTTON, "Read");
  GtkWidget *dialog, *view;
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  g_signal_emit_by_name (read, "clicked");
  dialog = kab_stage_find (GTK_WIDGET (stage->window), KAB_TYPE_LEGAL_DIALOG, NULL);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (dialog)), ==, "Положение о конфиденциальности");
  g_assert_nonnull (kab_stage_find_label (dialog, "Version of September\302\2401, 2025"));
  view = kab_stage_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start, &end);
  text = gtk_text_buffer_get_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start, &end, TRUE);
  g_assert_true (g_str_has_prefix (text, "Первый абзац <a href=\"x\">&</a>."));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

int
main (int argc, char *argv[])
{
  kab_stage_init (&argc, &argv);
  g_test_add_func ("/form/captcha/E-32/E-33/H-17/H-19/refresh", test_captcha_refresh);
  g_test_add_func ("/form/captcha/words", test_captcha_words);
  g_test_add_func ("/form/captcha/A-17/refused", test_captcha_refused);
  g_test_add_func ("/form/captcha/broken-picture", test_captcha_broken_picture);
  g_test_add_func ("/form/captcha/failed", test_captcha_failed);
  g_test_add_func ("/form/consent/A-09/H-23/H-24", test_consents);
  g_test_add_func ("/form/consent/H-20/text", test_consent_text);
  return g_test_run ();
}
