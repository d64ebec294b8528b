/* test-signin.c: signing in, being refused, and the keyring's four situations. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-keyring-page.h"
#include "kab-organisation-page.h"
#include "kab-password-dialog.h"
#include "kab-scene.h"

/* S-05, S-06: registration and sign-in are tabs of one page, with the lead text. */
static void
test_tabs (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_organisation (scene, "spetsavto");
  AdwViewStack *ways = ADW_VIEW_STACK (kab_stage_find (page, ADW_TYPE_VIEW_STACK, NULL));
  GtkWidget *switcher = kab_stage_find (page, ADW_TYPE_INLINE_VIEW_SWITCHER, NULL);
  GtkWidget *start;

  g_assert_true (gtk_widget_get_mapped (switcher));
  g_assert_true (kab_stage_shows (switcher, "Вход"));
  g_assert_true (kab_stage_shows (switcher, "Регистрация"));
  adw_view_stack_set_visible_child_name (ways, "up");
  KAB_TEST_UNTIL (kab_stage_shows (
      page, "Регистрируясь в личном кабинете, вы получаете полный доступ ко всем функциям."));
  start = kab_stage_find (adw_view_stack_get_visible_child (ways), GTK_TYPE_BUTTON, "Регистрация");
  g_signal_emit_by_name (start, "clicked");
  g_assert_cmpstr (kab_scene_get_flow (), ==, "registration");
}

/* T-02, T-03, T-04, T-05, T-06: how long it takes, the welcome, and the button to register. */
static void
test_buttons (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_organisation (scene, "santrek");
  GtkWidget *start = kab_stage_find (page, GTK_TYPE_BUTTON, "Или зарегистрироваться");

  g_assert_false (gtk_widget_get_mapped (kab_stage_find (page, ADW_TYPE_INLINE_VIEW_SWITCHER, NULL)));
  g_assert_true (gtk_widget_get_mapped (start));
  g_assert_true (kab_stage_shows (
      page, "Для создания заказов через сайт необходимо зарегистрироваться в личном кабинете. "
            "Регистрироваться нужно как физическое лицо и выполнить до конца всю последовательность "
            "регистрации. It takes 3–5 минут."));
  g_assert_true (kab_stage_shows (
      page, "Добро пожаловать на обновлённый сайт «Сантрек»! Мы постарались сделать его максимально "
            "наглядным и удобным для Вашего бизнеса."));
  g_signal_emit_by_name (start, "clicked");
  g_assert_cmpstr (kab_scene_get_flow (), ==, "registration");
}

static void
sign_in (GtkWidget *page, const char *login, const char *password)
{
  GtkWidget *rows[] = { kab_stage_find (page, ADW_TYPE_ENTRY_ROW, NULL),
                        kab_stage_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL) };

  gtk_editable_set_text (GTK_EDITABLE (rows[0]), login);
  gtk_editable_set_text (GTK_EDITABLE (rows[1]), password);
  g_signal_emit_by_name (rows[1], "entry-activated");
}

static GtkWidget *
password_of (GtkWidget *page)
{
  return kab_stage_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);
}

/* login or phone, password, the button, and staying signed in. */
static void
test_sign_in (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_organisation (scene, "autodoc");
  GtkWidget *remember = kab_stage_find (page, ADW_TYPE_SWITCH_ROW, NULL);

  g_assert_nonnull (kab_stage_find (page, ADW_TYPE_ENTRY_ROW, "Логин или телефон"));
  g_assert_true (kab_stage_shows (page, "Войти"));
  g_assert_true (gtk_widget_get_mapped (remember));
  g_assert_true (adw_switch_row_get_active (ADW_SWITCH_ROW (remember)));
  sign_in (page, " anna ", "secret 1 ");
  KAB_TEST_UNTIL (scene->opened != NULL);
  g_assert_nonnull (kab_cabinets_find (scene->server->cabinets, scene->opened));
  g_assert_nonnull (strstr (scene->server->sign_in_request, "\"login\":\"anna\""));
  /* A password is never trimmed. */
  g_assert_nonnull (strstr (scene->server->sign_in_request, "\"password\":\"secret 1 \""));
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (scene->server->secrets), ==, 1);
}

static void
test_not_remembered (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_organisation (scene, "autodoc");

  adw_switch_row_set_active (ADW_SWITCH_ROW (kab_stage_find (page, ADW_TYPE_SWITCH_ROW, NULL)), FALSE);
  sign_in (page, "anna", "secret1");
  KAB_TEST_UNTIL (scene->opened != NULL);
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (scene->server->secrets), ==, 0);
}

/* While the answer is awaited nothing can be changed or sent twice, and everything can be read. */
static void
test_busy (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_organisation (scene, "autodoc");

  scene->server->hold_sign_in = TRUE;
  sign_in (page, "anna", "secret1");
  KAB_TEST_UNTIL (scene->server->held != NULL);
  g_assert_false (gtk_widget_is_sensitive (password_of (page)));
  g_assert_true (gtk_widget_get_mapped (password_of (page)));
  g_signal_emit_by_name (password_of (page), "entry-activated");
  kab_stage_server_release (scene->server);
  KAB_TEST_UNTIL (scene->opened != NULL);
  g_assert_true (gtk_widget_is_sensitive (password_of (page)));
}

/* The page goes while the answer is awaited: nothing happens any more. */
static void
test_left_while_busy (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page;
  gpointer weak;

  kab_scene_push_welcome (scene);
  page = kab_scene_push_organisation (scene, "autodoc");
  weak = page;
  scene->server->hold_sign_in = TRUE;
  sign_in (page, "anna", "secret1");
  KAB_TEST_UNTIL (scene->server->held != NULL);
  g_object_add_weak_pointer (G_OBJECT (page), &weak);
  adw_navigation_view_pop (scene->view);
  KAB_TEST_UNTIL (weak == NULL);
  kab_stage_server_release (scene->server);
  g_assert_null (scene->opened);
}

/* the way to a new password. */
static void
test_recover (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_organisation (scene, "autodoc");
  GtkWidget *button = kab_stage_find (page, GTK_TYPE_BUTTON, "Восстановить пароль?");

  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (kab_scene_get_flow (), ==, "recovery");
}

/* said plainly, under the password; both fields keep their text. */
static void
test_wrong_credentials (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_organisation (scene, "autodoc");
  GtkWidget *login = kab_stage_find (page, ADW_TYPE_ENTRY_ROW, NULL);
  GtkWidget *focus;
  g_autofree char *said = NULL;

  scene->server->sign_in_status = 401;
  scene->server->sign_in_body = PROBLEM ("wrong-credentials", 401);
  sign_in (page, "anna", "secret1");
  KAB_TEST_UNTIL (gtk_widget_has_css_class (password_of (page), "error"));
  g_assert_true (kab_stage_shows (
      page, "The login or the password is wrong. Check the keyboard layout and Caps Lock, and try "
            "again."));
  said = kab_stage_dup_said ();
  g_assert_true (g_str_has_prefix (said, "The login or the password is wrong."));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (login)), ==, "anna");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (password_of (page))), ==, "secret1");
  focus = gtk_root_get_focus (GTK_ROOT (scene->window));
  g_assert_true (gtk_widget_is_ancestor (focus, password_of (page)));
  gtk_test_accessible_assert_state (
      GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (password_of (page)))),
      GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_editable_set_text (GTK_EDITABLE (password_of (page)), "secret2");
  g_assert_false (gtk_widget_has_css_class (password_of (page), "error"));
}

/* a block is said with its reason, since when, and whom to ask. */
static void
test_blocked (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_organisation (scene, "autodoc");
  GtkWidget *banner = kab_stage_find (page, ADW_TYPE_BANNER, NULL);

  scene->server->sign_in_status = 403;
  scene->server->sign_in_body = "{\"type\":\"urn:kabinet:problem:blocked\",\"title\":\"T\",\"status\":403,"
                                "\"reason\":\"<b>Долг</b> & пени\","
                                "\"contact\":{\"kind\":\"phone\",\"label\":\"Отдел\",\"value\":\"8 (4812) "
                                "00-00-67\",\"uri\":\"tel:+74812000067\"}}";
  sign_in (page, "anna", "secret1");
  KAB_TEST_UNTIL (adw_banner_get_revealed (ADW_BANNER (banner)));
  g_assert_cmpstr (adw_banner_get_title (ADW_BANNER (banner)), ==,
                   "This account is blocked · <b>Долг</b> & пени");
  g_assert_cmpstr (adw_banner_get_button_label (ADW_BANNER (banner)), ==, "8 (4812) 00-00-67");
  KAB_TEST_UNTIL (kab_stage_shows (banner, "This account is blocked · <b>Долг</b> & пени"));
}

/* H-02, H-03, H-16: whoever got a password from the service can choose their own at the first sign-in, or later. */
static void
test_issued_password (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_organisation (scene, "autodoc");
  GtkWidget *dialog = NULL;
  GtkWidget *change;

  scene->server->sign_in_body
      = "{\"access_token\":\"a1\",\"expires_in\":600,\"refresh_token\":\"r1\",\"session_id\":\"s1\","
        "\"person\":{"
        "\"id\":\"5\",\"login\":\"anna\",\"role\":\"customer\",\"must_change_password\":true}}";
  scene->server->password_problem
      = "{\"type\":\"urn:kabinet:problem:validation\",\"title\":\"T\",\"status\":422,"
        "\"errors\":[{\"pointer\":\"/password\",\"code\":\"password_digit\"}]}";
  sign_in (page, "anna", "issued1");
  KAB_TEST_UNTIL ((dialog = kab_stage_find (GTK_WIDGET (scene->window), KAB_TYPE_PASSWORD_DIALOG, NULL))
                  != NULL);
  g_assert_null (scene->opened);
  change = kab_stage_find (dialog, GTK_TYPE_BUTTON, "_Change");
  g_assert_false (gtk_widget_get_sensitive (change));
  gtk_editable_set_text (GTK_EDITABLE (kab_stage_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, "New Password")),
                         "mine12");
  gtk_editable_set_text (
      GTK_EDITABLE (kab_stage_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, "New Password Once More")),
      "mine12");
  g_assert_true (gtk_widget_get_sensitive (change));
  g_signal_emit_by_name (change, "clicked");
  KAB_TEST_UNTIL (gtk_widget_has_css_class (
      kab_stage_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, "New Password"), "error"));
  g_assert_cmpstr (scene->server->password_request, ==, "{\"password\":\"mine12\",\"current\":\"issued1\"}");
  g_assert_null (scene->opened);

  scene->server->password_problem = NULL;
  gtk_editable_set_text (GTK_EDITABLE (kab_stage_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, "New Password")),
                         "mine123");
  gtk_editable_set_text (
      GTK_EDITABLE (kab_stage_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, "New Password Once More")),
      "mine123");
  g_signal_emit_by_name (change, "clicked");
  KAB_TEST_UNTIL (scene->opened != NULL);
}

static void
test_issued_password_later (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_organisation (scene, "autodoc");
  GtkWidget *dialog = NULL;

  scene->server->sign_in_body
      = "{\"access_token\":\"a1\",\"expires_in\":600,\"refresh_token\":\"r1\",\"session_id\":\"s1\","
        "\"person\":{"
        "\"id\":\"5\",\"login\":\"anna\",\"role\":\"customer\",\"must_change_password\":true}}";
  sign_in (page, "anna", "issued1");
  KAB_TEST_UNTIL ((dialog = kab_stage_find (GTK_WIDGET (scene->window), KAB_TYPE_PASSWORD_DIALOG, NULL))
                  != NULL);
  g_signal_emit_by_name (kab_stage_find (dialog, GTK_TYPE_BUTTON, "_Later"), "clicked");
  KAB_TEST_UNTIL (scene->opened != NULL);
  g_assert_null (scene->server->password_request);
}

/* An organisation that is not there: said so, and no form to fill in in vain. */
static void
test_no_organisation (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push (
      scene, kab_organisation_page_new (scene->server->cabinets, scene->server->net,
                                        kab_stage_server_get_origin (scene->server), "missing"));

  KAB_TEST_UNTIL (kab_stage_find (page, ADW_TYPE_STATUS_PAGE, NULL) != NULL
                  && gtk_widget_get_mapped (kab_stage_find (page, ADW_TYPE_STATUS_PAGE, NULL)));
  g_assert_false (gtk_widget_get_mapped (password_of (page)));
}

/* Signs in, then comes back as after a restart, with the keyring in a situation. */
static KabCabinet *
come_back (KabScene *scene, KabSecretSituation situation)
{
  KabStageServer *server = scene->server;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabCabinet) cabinet
      = kab_test_await_object (kab_cabinets_sign_in (server->cabinets, kab_stage_server_get_origin (server),
                                                     "autodoc", "anna", "s", TRUE),
                               &error);

  g_assert_no_error (error);
  g_clear_object (&cabinet);
  g_clear_object (&server->cabinets);
  kab_memory_secret_store_set_situation (server->secrets, situation);
  server->cabinets = kab_cabinets_new (server->net, KAB_SECRET_STORE (server->secrets), server->dir);
  kab_test_await (kab_cabinets_restore (server->cabinets), NULL);
  return g_list_model_get_item (G_LIST_MODEL (server->cabinets), 0);
}

static void
test_keyring (gconstpointer data)
{
  static const struct
  {
    KabSecretSituation situation;
    const char *title, *unlock, *sign_in;
  } cases[] = {
    { KAB_SECRET_LOCKED, "The Keyring Is Locked", "_Unlock the Keyring", "_Sign In for One Session" },
    { KAB_SECRET_NO_SERVICE, "There Is No Keyring", NULL, "_Sign In for One Session" },
    { KAB_SECRET_DENIED, "The Keyring Stayed Closed", "_Ask Again", "_Sign In for One Session" },
    { KAB_SECRET_NO_ITEM, "Sign-in Not Found", NULL, "_Sign In" },
  };
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (KabScene) scene = kab_scene_new ();
  g_autoptr (KabCabinet) cabinet = come_back (scene, cases[i].situation);
  GtkWidget *page = kab_scene_push (scene, kab_keyring_page_new (scene->server->cabinets, cabinet));
  AdwStatusPage *status = ADW_STATUS_PAGE (kab_stage_find (page, ADW_TYPE_STATUS_PAGE, NULL));

  g_assert_cmpstr (adw_status_page_get_title (status), ==, cases[i].title);
  if (cases[i].unlock != NULL)
    g_assert_true (gtk_widget_get_mapped (kab_stage_find (page, GTK_TYPE_BUTTON, cases[i].unlock)));
  else
    g_assert_null (kab_stage_find (page, GTK_TYPE_BUTTON, "_Unlock the Keyring"));
  g_signal_emit_by_name (kab_stage_find (page, GTK_TYPE_BUTTON, cases[i].sign_in), "clicked");
  KAB_TEST_UNTIL (kab_scene_get_page (scene) != page);
  KAB_TEST_UNTIL (gtk_widget_get_mapped (password_of (kab_scene_get_page (scene))));
  /* Who it was is known. */
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (kab_stage_find (kab_scene_get_page (scene), ADW_TYPE_ENTRY_ROW, NULL))),
                   ==, kab_cabinet_get_login (cabinet));
}

/* Unlocked, the cabinet opens by itself; refused, the page says the other thing. */
static void
test_keyring_unlocked (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  g_autoptr (KabCabinet) cabinet = come_back (scene, KAB_SECRET_LOCKED);
  GtkWidget *page = kab_scene_push (scene, kab_keyring_page_new (scene->server->cabinets, cabinet));
  GtkWidget *unlock = kab_stage_find (page, GTK_TYPE_BUTTON, "_Unlock the Keyring");

  g_signal_emit_by_name (unlock, "clicked");
  g_assert_false (gtk_widget_get_sensitive (unlock));
  KAB_TEST_UNTIL (kab_memory_secret_store_is_asking (scene->server->secrets));
  kab_memory_secret_store_answer (scene->server->secrets, FALSE);
  KAB_TEST_UNTIL (kab_stage_shows (page, "The Keyring Stayed Closed"));
  g_signal_emit_by_name (unlock, "clicked");
  KAB_TEST_UNTIL (kab_memory_secret_store_is_asking (scene->server->secrets));
  kab_memory_secret_store_answer (scene->server->secrets, TRUE);
  KAB_TEST_UNTIL (scene->opened != NULL);
  g_assert_cmpstr (scene->opened, ==, kab_cabinet_get_id (cabinet));
}

int
main (int argc, char *argv[])
{
  kab_stage_init (&argc, &argv);
  kab_scene_init ();
  g_test_add_func ("/signin/S-05/S-06/tabs", test_tabs);
  g_test_add_func ("/signin/E-17/T-02/T-03/T-04/T-05/T-06/buttons", test_buttons);
  g_test_add_func ("/signin/A-06/A-12/A-13/A-14/sign-in", test_sign_in);
  g_test_add_func ("/signin/A-14/not-remembered", test_not_remembered);
  g_test_add_func ("/signin/busy", test_busy);
  g_test_add_func ("/signin/left-while-busy", test_left_while_busy);
  g_test_add_func ("/signin/A-15/recover", test_recover);
  g_test_add_func ("/signin/A-82/wrong-credentials", test_wrong_credentials);
  g_test_add_func ("/signin/A-83/blocked", test_blocked);
  g_test_add_func ("/signin/H-02/H-03/H-16/issued-password", test_issued_password);
  g_test_add_func ("/signin/H-02/issued-password-later", test_issued_password_later);
  g_test_add_func ("/signin/no-organisation", test_no_organisation);
  g_test_add_data_func ("/signin/A2/keyring/locked", GUINT_TO_POINTER (0), test_keyring);
  g_test_add_data_func ("/signin/A2/keyring/no-service", GUINT_TO_POINTER (1), test_keyring);
  g_test_add_data_func ("/signin/A2/keyring/denied", GUINT_TO_POINTER (2), test_keyring);
  g_test_add_data_func ("/signin/A2/keyring/no-item", GUINT_TO_POINTER (3), test_keyring);
  g_test_add_func ("/signin/A2/keyring/unlocked", test_keyring_unlocked);
  return g_test_run ();
}
