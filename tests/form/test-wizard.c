/* test-wizard.c: the wizard at every kind of step, over restarts and failures. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-flow-stage.h"
#include "kab-stage.h"
#include "kab-test.h"

#define FORM_STEP                                                                                            \
  "{\"id\":\"who\",\"kind\":\"form\",\"title\":\"Кто заявитель\",\"submit\":\"Отправить заявку\","           \
  "\"busy_text\":\"Проверка данных…\",\"fields\":["                                                          \
  "{\"name\":\"email\",\"kind\":\"email\",\"label\":\"E-mail\",\"required\":true},"                          \
  "{\"name\":\"password\",\"kind\":\"password\",\"label\":\"Пароль\",\"required\":true,\"rule\":"            \
  "\"password\"}]}"
#define CODE_STEP                                                                                            \
  "{\"id\":\"phone_code\",\"kind\":\"code\",\"channel\":\"sms\",\"title\":\"Код из "                         \
  "СМС\",\"text\":\"Отправлен\","                                                                            \
  "\"target\":\"+7 913 ••• •• "                                                                              \
  "45\",\"length\":6,\"sent_at\":\"%s\",\"resend_at\":\"%s\",\"attempts_left\":5,"                           \
  "\"resend\":\"Получить новый "                                                                             \
  "код\",\"can_go_back\":true,\"back_to\":\"phone\",\"delivery\":\"sent\",\"advice\":["                      \
  "{\"kind\":\"target\",\"title\":\"Проверьте номер\",\"after\":0},"                                         \
  "{\"kind\":\"spam\",\"title\":\"Проверьте папку «Спам»\",\"after\":1200},"                                 \
  "{\"kind\":\"spelling\",\"title\":\"Проверьте адрес\",\"after\":1201},"                                    \
  "{\"kind\":\"phone\",\"title\":\"Позвоните\",\"value\":\"8 (800) "                                         \
  "234-58-56\",\"extension\":\"200\",\"after\":0,"                                                           \
  "\"uri\":\"tel:+78002345856;ext=200\"}]}"
#define LINK_STEP                                                                                            \
  "{\"id\":\"mail\",\"kind\":\"email_link\",\"channel\":\"email\",\"title\":\"Подтвердите "                  \
  "почту\",\"length\":6,"                                                                                    \
  "\"sent_at\":\"2026-11-24T14:18:00+03:00\",\"poll_after\":1}"
#define REVIEW_STEP                                                                                          \
  "{\"id\":\"review\",\"kind\":\"review\",\"title\":\"Заявку рассматривают\",\"text\":\"От нескольких "      \
  "минут до трёх суток\","                                                                                   \
  "\"submitted_at\":\"2026-11-24T14:05:00+03:00\",\"latest_at\":\"%s\",\"reference\":\"З-000017\","          \
  "\"poll_after\":1,\"back_to\":\"who\"}"
#define REJECTED_STEP                                                                                        \
  "{\"id\":\"no\",\"kind\":\"rejected\",\"title\":\"Заявка отклонена\",\"reason_title\":\"Имя не "           \
  "совпадает\","                                                                                             \
  "\"reason\":\"В реестре <b>другое</b> имя & отчество\",\"correct\":\"Исправить "                           \
  "заявку\",\"back_to\":\"who\"}"
#define DONE_STEP                                                                                            \
  "{\"id\":\"end\",\"kind\":\"done\",\"title\":\"Успешно\",\"login\":\"anna@example.org\",\"ticket\":"       \
  "\"once\","                                                                                                \
  "\"actions\":[{\"id\":\"home\",\"title\":\"На главную\"},"                                                 \
  "{\"id\":\"cabinet\",\"title\":\"В личный кабинет\",\"suggested\":true}]}"
#define VALIDATION                                                                                           \
  "{\"type\":\"urn:kabinet:problem:validation\",\"title\":\"T\",\"status\":422,\"errors\":["                 \
  "{\"pointer\":\"/values/email\",\"code\":\"taken\",\"params\":{}}]}"

/* The label with this text that a person sees; the same words may stand in a part that is not shown. */
static GtkWidget *
find_label (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root)
      && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
wait_label (KabRegistrationPage *page, const char *text)
{
  KAB_TEST_UNTIL (find_label (GTK_WIDGET (page), text) != NULL);
  return find_label (GTK_WIDGET (page), text);
}

static gboolean
shows (KabRegistrationPage *page, const char *text)
{
  return find_label (GTK_WIDGET (page), text) != NULL;
}

static GtkWidget *
get_button (GtkWidget *inside)
{
  return gtk_widget_get_ancestor (inside, GTK_TYPE_BUTTON);
}

static char *
code_step (const char *sent, const char *resend)
{
  return g_strdup_printf (CODE_STEP, sent, resend);
}

static void
close_window (GtkWindow *window, KabRegistrationPage *page)
{
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (window);
  KAB_TEST_UNTIL (page == NULL);
}

static GtkWidget *
code_entry (KabRegistrationPage *page)
{
  KAB_TEST_UNTIL (kab_stage_find (GTK_WIDGET (page), GTK_TYPE_ENTRY, NULL) != NULL);
  return kab_stage_find (GTK_WIDGET (page), GTK_TYPE_ENTRY, NULL);
}

static void
fill_form (KabRegistrationPage *page, const char *email, const char *password)
{
  GtkWidget *field = kab_stage_find (GTK_WIDGET (page), ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);

  gtk_editable_set_text (GTK_EDITABLE (kab_stage_find (GTK_WIDGET (page), ADW_TYPE_ENTRY_ROW, "E-mail")),
                         email);
  gtk_editable_set_text (GTK_EDITABLE (field), password);
}

/* T-09 T-10 T-11 T-12: the phone is confirmed by a code; another one only after two minutes of the server's. */
static void
test_countdown (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  g_autofree char *step = code_step ("2026-11-24T14:18:36+03:00", "2026-11-24T14:20:36+03:00");
  KabRegistrationPage *page;
  GtkWindow *window;
  GtkWidget *label;

  kab_flow_stage_answer_step (stage, step);
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "Код из СМС");
  label = wait_label (page, "New Code in 2:00");
  g_assert_false (gtk_widget_get_sensitive (get_button (label)));
  g_assert_true (gtk_widget_get_visible (get_button (label)));
  close_window (window, page);
}

/* T-12 T-22: when the time has passed by the server's clock, the button asks for a new code. */
static void
test_resend (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  g_autofree char *step = code_step ("2026-11-24T14:16:00+03:00", "2026-11-24T14:18:00+03:00");
  g_autofree char *later = code_step ("2026-11-24T14:18:36+03:00", "2026-11-24T14:20:36+03:00");
  KabRegistrationPage *page;
  GtkWindow *window;
  GtkWidget *label;

  kab_flow_stage_answer_step (stage, step);
  window = kab_flow_stage_open (stage, "registration", &page);
  label = wait_label (page, "Получить новый код");
  g_assert_true (gtk_widget_get_sensitive (get_button (label)));
  kab_flow_stage_answer_step (stage, later);
  kab_flow_stage_drop_answer (stage);
  gtk_widget_activate (get_button (label));
  wait_label (page, "New Code in 2:00");
  g_assert_cmpstr (kab_test_server_get_line (stage->server, 1), ==, "POST /example-org/flows/f1/resend");
  g_assert_cmpstr (kab_test_server_get_header (stage->server, 1, "Flow-Token"), ==, "t-secret");
  close_window (window, page);
}

/* T-13 T-20 T-21 T-23: what helps later is said later; support with phone and extension stands there at once. */
static void
test_advice (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  g_autofree char *early = code_step ("2026-11-24T14:18:00+03:00", "2026-11-24T14:20:00+03:00");
  g_autofree char *late = code_step ("2026-11-24T13:58:00+03:00", "2026-11-24T14:00:00+03:00");
  KabRegistrationPage *page;
  GtkWindow *window;

  kab_flow_stage_answer_step (stage, early);
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "Позвоните 8 (800) 234-58-56, extension 200");
  g_assert_false (shows (page, "Проверьте папку «Спам»"));
  kab_flow_stage_answer_step (stage, late);
  kab_flow_stage_drop_answer (stage);
  gtk_editable_set_text (GTK_EDITABLE (code_entry (page)), "111111");
  wait_label (page, "Проверьте папку «Спам»");
  wait_label (page, "Проверьте адрес");
  close_window (window, page);
}

/* T-19 S-09 S-10 H-31: the code sends itself, out of a whole message too, with its zeros. */
static void
test_paste (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  g_autofree char *step = code_step ("2026-11-24T14:18:36+03:00", "2026-11-24T14:20:36+03:00");
  g_autoptr (JsonObject) body = NULL;
  KabRegistrationPage *page;
  GtkWindow *window;

  kab_flow_stage_answer_step (stage, step);
  window = kab_flow_stage_open (stage, "registration", &page);
  code_entry (page);
  kab_flow_stage_answer_step (stage, DONE_STEP);
  kab_flow_stage_drop_answer (stage);
  gtk_editable_set_text (GTK_EDITABLE (code_entry (page)), "Ваш код: 048 213. Никому не сообщайте.");
  wait_label (page, "Успешно");
  body = kab_flow_stage_dup_body (stage, 1);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (body, "values"), "code"), ==,
                   "048213");
  g_assert_cmpstr (json_object_get_string_member (body, "step"), ==, "phone_code");
  close_window (window, page);
}

static void
test_wrong_code (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  g_autofree char *step = code_step ("2026-11-24T14:18:36+03:00", "2026-11-24T14:20:36+03:00");
  KabRegistrationPage *page;
  GtkWindow *window;
  GtkWidget *entry;

  kab_flow_stage_answer_step (stage, step);
  window = kab_flow_stage_open (stage, "registration", &page);
  entry = code_entry (page);
  kab_flow_stage_answer (
      stage, 422,
      "{\"type\":\"urn:kabinet:problem:wrong-code\",\"title\":\"T\",\"status\":422,\"attempts_left\":3}");
  kab_flow_stage_drop_answer (stage);
  gtk_editable_set_text (GTK_EDITABLE (entry), "999999");
  KAB_TEST_UNTIL (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "999999");
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  close_window (window, page);
}

/* E-36 A-11: a link that is pasted, and one that comes from outside, are both taken. */
static void
test_link (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  g_autoptr (JsonObject) body = NULL;
  g_autofree char *problem = g_strdup (PROBLEM ("wrong-code", 422));
  KabRegistrationPage *page;
  GtkWindow *window;
  guint n;

  kab_flow_stage_answer_step (stage, LINK_STEP);
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "Подтвердите почту");
  kab_flow_stage_answer (stage, 422, problem);
  kab_flow_stage_drop_answer (stage);
  gtk_editable_set_text (GTK_EDITABLE (code_entry (page)),
                         "https://lk.example.org/example-org/confirm/abc_DEF-123456789012345");
  KAB_TEST_UNTIL (gtk_widget_has_css_class (code_entry (page), "error"));
  n = *kab_test_server_get_count (stage->server);
  body = kab_flow_stage_dup_body (stage, n - 1);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (body, "values"), "link"), ==,
                   "abc_DEF-123456789012345");
  kab_flow_stage_answer_step (stage, DONE_STEP);
  kab_flow_stage_drop_answer (stage);
  g_assert_true (kab_registration_page_take_link (page, "abc_DEF-123456789012345"));
  wait_label (page, "Успешно");
  g_assert_false (kab_registration_page_take_link (page, "abc_DEF-123456789012345"));
  close_window (window, page);
}

/* E-35 E-36: the mail was followed in a browser; the page asks the server and moves on. */
static void
test_followed_elsewhere (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  KabRegistrationPage *page;
  GtkWindow *window;

  kab_flow_stage_answer_step (stage, LINK_STEP);
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "Подтвердите почту");
  kab_flow_stage_answer_step (stage, DONE_STEP);
  kab_flow_stage_drop_answer (stage);
  wait_label (page, "Успешно");
  close_window (window, page);
}

/* H-27 H-28 H-29: the application was sent, until when an answer comes, and the way on when it has. */
static void
test_review (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  g_autofree char *step = g_strdup_printf (REVIEW_STEP, "2026-11-27T14:05:00+03:00");
  g_autofree char *code = code_step ("2026-11-24T14:18:36+03:00", "2026-11-24T14:20:36+03:00");
  KabRegistrationPage *page;
  GtkWindow *window;

  kab_flow_stage_answer_step (stage, step);
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "Заявку рассматривают");
  g_assert_true (shows (page, "От нескольких минут до трёх суток"));
  g_assert_true (shows (page, "З-000017"));
  /* H-30: the staff have approved, a code is on its way. */
  kab_flow_stage_answer_step (stage, code);
  kab_flow_stage_drop_answer (stage);
  wait_label (page, "Код из СМС");
  close_window (window, page);
}

static void
test_late_review (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  g_autofree char *step = g_strdup_printf (REVIEW_STEP, "2026-11-24T14:00:00+03:00");
  KabRegistrationPage *page;
  GtkWindow *window;

  kab_flow_stage_answer_step (stage, step);
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "The answer should have come by now. Nothing is lost; call and ask.");
  close_window (window, page);
}

/* H-34: the reason is shown as it was written, and the way to correct leads back into the form. */
static void
test_rejected (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  KabRegistrationPage *page;
  GtkWindow *window;

  kab_flow_stage_answer_step (stage, REJECTED_STEP);
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "В реестре <b>другое</b> имя & отчество");
  g_assert_true (gtk_window_get_focus (window)
                 == kab_stage_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Исправить заявку"));
  kab_flow_stage_answer_step (stage, FORM_STEP);
  kab_flow_stage_drop_answer (stage);
  gtk_widget_activate (kab_stage_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Исправить заявку"));
  wait_label (page, "Кто заявитель");
  g_assert_cmpstr (kab_test_server_get_line (stage->server, 1), ==, "POST /example-org/flows/f1/back");
  close_window (window, page);
}

static void
finished_cb (KabRegistrationPage *page, const char *action, const char *ticket, gpointer data)
{
  *(char **) data = g_strconcat (action, " ", ticket, NULL);
}

/* T-35 T-36 T-37 S-11 H-33: success has the organisation's buttons; afterwards nothing of the flow is kept. */
static void
test_done (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  g_autofree char *code = code_step ("2026-11-24T14:18:36+03:00", "2026-11-24T14:20:36+03:00");
  g_autofree char *chosen = NULL;
  KabRegistrationPage *page;
  GtkWindow *window;

  kab_flow_stage_answer_step (stage, code);
  window = kab_flow_stage_open (stage, "registration", &page);
  code_entry (page);
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_items (stage->secrets) == 1);
  kab_flow_stage_answer_step (stage, DONE_STEP);
  kab_flow_stage_drop_answer (stage);
  gtk_editable_set_text (GTK_EDITABLE (code_entry (page)), "482913");
  wait_label (page, "anna@example.org");
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_items (stage->secrets) == 0);
  g_assert_nonnull (kab_stage_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "На главную"));
  g_signal_connect (page, "finished", G_CALLBACK (finished_cb), &chosen);
  gtk_widget_activate (kab_stage_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "В личный кабинет"));
  KAB_TEST_UNTIL (chosen != NULL);
  g_assert_cmpstr (chosen, ==, "cabinet once");
  close_window (window, page);
}

static void
test_unknown_step (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  KabRegistrationPage *page;
  GtkWindow *window;

  kab_flow_stage_answer_step (stage, "{\"id\":\"x\",\"kind\":\"retina_scan\",\"title\":\"Глаз\"}");
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "Update Kabinet");
  close_window (window, page);
}

/* H-29 T-38: the program ends in the middle, and goes on at the very step. */
static void
test_resume (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  g_autofree char *step = g_strdup_printf (REVIEW_STEP, "2026-11-27T14:05:00+03:00");
  KabRegistrationPage *page;
  GtkWindow *window;
  guint n;

  kab_flow_stage_answer_step (stage, step);
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "Заявку рассматривают");
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_items (stage->secrets) == 1);
  close_window (window, page);
  kab_drafts_flush (kab_cabinets_get_drafts (stage->cabinets));

  n = *kab_test_server_get_count (stage->server);
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "Заявку рассматривают");
  g_assert_cmpstr (kab_test_server_get_line (stage->server, n), ==, "GET /example-org/flows/f1");
  g_assert_cmpstr (kab_test_server_get_header (stage->server, n, "Flow-Token"), ==, "t-secret");
  close_window (window, page);
}

/* T-38: the server has given the flow up meanwhile; a new one begins by itself. */
static void
test_resume_gone (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  g_autofree char *step = code_step ("2026-11-24T14:18:36+03:00", "2026-11-24T14:20:36+03:00");
  KabRegistrationPage *page;
  GtkWindow *window;
  guint n;

  kab_flow_stage_answer_step (stage, step);
  window = kab_flow_stage_open (stage, "registration", &page);
  code_entry (page);
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_items (stage->secrets) == 1);
  close_window (window, page);
  n = *kab_test_server_get_count (stage->server);
  kab_flow_stage_answer (stage, 410, PROBLEM ("gone", 410));
  kab_flow_stage_drop_answer (stage);
  kab_flow_stage_answer_step (stage, FORM_STEP);
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "Кто заявитель");
  g_assert_cmpstr (kab_test_server_get_line (stage->server, n), ==, "GET /example-org/flows/f1");
  g_assert_cmpstr (kab_test_server_get_line (stage->server, n + 1), ==, "POST /example-org/flows");
  close_window (window, page);
}

/* H-25 H-26: the organisation's own words on the button and while it waits. */
static void
test_form_words (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  KabRegistrationPage *page;
  GtkWindow *window;
  GtkWidget *label;

  kab_flow_stage_answer_step (stage, FORM_STEP);
  window = kab_flow_stage_open (stage, "registration", &page);
  label = wait_label (page, "Отправить заявку");
  g_assert_false (gtk_widget_get_sensitive (get_button (label)));
  fill_form (page, "anna@example.org", "abc12345");
  KAB_TEST_UNTIL (gtk_widget_get_sensitive (get_button (label)));
  gtk_widget_activate (get_button (label));
  wait_label (page, "Проверка данных…");
  close_window (window, page);
}

/* B7 C2: what the server refused stays on the form, on its field; the same again goes under the same key, other
 * values under another. */
static void
test_refused (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  KabRegistrationPage *page;
  GtkWindow *window;
  GtkWidget *next;

  kab_flow_stage_answer_step (stage, FORM_STEP);
  window = kab_flow_stage_open (stage, "registration", &page);
  next = get_button (wait_label (page, "Отправить заявку"));
  kab_flow_stage_answer (stage, 500, PROBLEM ("internal", 500));
  kab_flow_stage_drop_answer (stage);
  fill_form (page, "anna@example.org", "abc12345");
  KAB_TEST_UNTIL (gtk_widget_get_sensitive (next));
  gtk_widget_activate (next);
  KAB_TEST_UNTIL (*kab_test_server_get_count (stage->server) == 2 && gtk_widget_get_sensitive (next));
  gtk_widget_activate (next);
  KAB_TEST_UNTIL (*kab_test_server_get_count (stage->server) == 3 && gtk_widget_get_sensitive (next));
  g_assert_cmpstr (kab_test_server_get_header (stage->server, 1, "Idempotency-Key"), ==,
                   kab_test_server_get_header (stage->server, 2, "Idempotency-Key"));
  kab_flow_stage_answer (stage, 422, VALIDATION);
  kab_flow_stage_drop_answer (stage);
  fill_form (page, "boris@example.org", "abc12345");
  gtk_widget_activate (next);
  KAB_TEST_UNTIL (*kab_test_server_get_count (stage->server) == 4);
  g_assert_cmpstr (kab_test_server_get_header (stage->server, 3, "Idempotency-Key"), !=,
                   kab_test_server_get_header (stage->server, 2, "Idempotency-Key"));
  KAB_TEST_UNTIL (
      gtk_widget_has_css_class (kab_stage_find (GTK_WIDGET (page), ADW_TYPE_ENTRY_ROW, "E-mail"), "error"));
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (kab_stage_find (GTK_WIDGET (page), ADW_TYPE_ENTRY_ROW, "E-mail"))),
      ==, "boris@example.org");
  close_window (window, page);
}

/* C9 T-38: what was typed is there again, but for the password, of which nothing is on the disk. */
static void
test_draft (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  KabRegistrationPage *page;
  GtkWindow *window;
  GtkWidget *password;

  kab_flow_stage_answer_step (stage, FORM_STEP);
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "Кто заявитель");
  fill_form (page, "anna@example.org", "canary-1234");
  close_window (window, page);
  kab_drafts_flush (kab_cabinets_get_drafts (stage->cabinets));
  window = kab_flow_stage_open (stage, "registration", &page);
  wait_label (page, "Кто заявитель");
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (kab_stage_find (GTK_WIDGET (page), ADW_TYPE_ENTRY_ROW, "E-mail"))),
      ==, "anna@example.org");
  password = kab_stage_find (GTK_WIDGET (page), ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (password)), ==, "");
  close_window (window, page);
}

/* A-80 A-81: no server, no form; the page says so and tries again. */
static void
test_unreachable (void)
{
  g_autoptr (KabFlowStage) stage = kab_flow_stage_new ();
  KabRegistrationPage *page;
  GtkWindow *window;

  kab_flow_stage_answer (stage, 500, PROBLEM ("internal", 500));
  window = kab_flow_stage_open (stage, "registration", &page);
  KAB_TEST_UNTIL (kab_stage_find (GTK_WIDGET (page), ADW_TYPE_STATUS_PAGE, NULL) != NULL
                  && gtk_widget_get_mapped (kab_stage_find (GTK_WIDGET (page), ADW_TYPE_STATUS_PAGE, NULL)));
  close_window (window, page);
}

int
main (int argc, char *argv[])
{
  kab_stage_init (&argc, &argv);
  g_test_add_func ("/registration/T-12/countdown", test_countdown);
  g_test_add_func ("/registration/T-22/resend", test_resend);
  g_test_add_func ("/registration/T-20/advice", test_advice);
  g_test_add_func ("/registration/T-19/paste", test_paste);
  g_test_add_func ("/registration/code/wrong", test_wrong_code);
  g_test_add_func ("/registration/A-11/link", test_link);
  g_test_add_func ("/registration/E-36/followed-elsewhere", test_followed_elsewhere);
  g_test_add_func ("/registration/H-28/review", test_review);
  g_test_add_func ("/registration/H-28/late", test_late_review);
  g_test_add_func ("/registration/H-34/rejected", test_rejected);
  g_test_add_func ("/registration/T-35/done", test_done);
  g_test_add_func ("/registration/unknown-step", test_unknown_step);
  g_test_add_func ("/registration/H-29/resume", test_resume);
  g_test_add_func ("/registration/T-38/resume-gone", test_resume_gone);
  g_test_add_func ("/registration/H-26/words", test_form_words);
  g_test_add_func ("/registration/B7/refused", test_refused);
  g_test_add_func ("/registration/C9/draft", test_draft);
  g_test_add_func ("/registration/A-80/unreachable", test_unreachable);
  return g_test_run ();
}
