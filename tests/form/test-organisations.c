/* test-organisations.c: the forms of the five organisations, row by row of what was asked for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-captcha-row.h"
#include "kab-stage.h"

#define E "data/organisations/east-motors.json"
#define S "data/organisations/spetsavto.json"
#define H "data/organisations/priozernaya.json"
#define A "data/organisations/autodoc.json"
#define T "data/organisations/santrek.json"

/* Whether a part of a password's rule is ticked off. */
static gboolean
is_kept (KabStage *stage, const char *title, const char *line)
{
  GtkWidget *label = kab_stage_find_label (GTK_WIDGET (kab_stage_get_hint (stage, title)), line);

  if (label == NULL)
    g_error ("the rule has no line “%s”", line);
  return gtk_widget_has_css_class (gtk_widget_get_parent (label), "success");
}

static gboolean
is_broken (KabStage *stage, const char *title, const char *line)
{
  GtkWidget *label = kab_stage_find_label (GTK_WIDGET (kab_stage_get_hint (stage, title)), line);

  if (label == NULL)
    g_error ("the rule has no line “%s”", line);
  return gtk_widget_has_css_class (gtk_widget_get_parent (label), "error");
}

static gboolean
is_secret (KabStage *stage, const char *title)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (kab_stage_get_row (stage, title)));

  return !gtk_text_get_visibility (GTK_TEXT (text));
}

static void
wait_for_picture (KabStage *stage)
{
  KabCaptchaRow *row
      = KAB_CAPTCHA_ROW (kab_stage_find (GTK_WIDGET (stage->form), KAB_TYPE_CAPTCHA_ROW, NULL));

  while (!g_str_equal (kab_captcha_row_get_page (row), "picture"))
    g_main_context_iteration (NULL, TRUE);
}

static GtkCheckButton *
tick_of (KabStage *stage, const char *title)
{
  return GTK_CHECK_BUTTON (kab_stage_find (kab_stage_get_row (stage, title), GTK_TYPE_CHECK_BUTTON, NULL));
}

/* E-19: a person or a company. */
static void
test_e_kinds (void)
{
  g_autoptr (KabStage) stage = kab_stage_new_step (E, "registration", "form");
  GtkWidget *row = kab_stage_get_row (stage, "Кто регистрируется");
  AdwToggleGroup *kinds = ADW_TOGGLE_GROUP (kab_stage_find (row, ADW_TYPE_TOGGLE_GROUP, NULL));

  g_assert_cmpuint (adw_toggle_group_get_n_toggles (kinds), ==, 2);
  g_assert_cmpstr (adw_toggle_get_label (adw_toggle_group_get_toggle (kinds, 0)), ==, "Физ. лицо");
  g_assert_cmpstr (adw_toggle_get_label (adw_toggle_group_get_toggle (kinds, 1)), ==, "Юр. лицо");
  g_assert_cmpuint (adw_toggle_group_get_active (kinds), ==, 0);
  g_assert_false (gtk_widget_get_visible (kab_stage_get_row (stage, "УНП")));
  adw_toggle_group_set_active (kinds, 1);
  g_assert_true (gtk_widget_get_visible (kab_stage_get_row (stage, "УНП")));
}

/* E-20, E-21, E-22, E-23, E-24, E-25, E-26, E-28, E-29, E-33: what is needed, and what is not. */
static void
test_e_required (void)
{
  static const char *const required[]
      = { "E-Mail", "Пароль", "Подтверждение пароля", "Телефон", "Введите слово на картинке" };
  static const char *const optional[] = { "Имя", "Фамилия", "Марка, модель и номер автомобиля" };
  g_autoptr (KabStage) stage = kab_stage_new_step (E, "registration", "form");

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    g_assert_cmpint (kab_stage_get_state (stage, required[i]), ==, KAB_FIELD_REQUIRED);
  for (guint i = 0; i < G_N_ELEMENTS (optional); i++)
    g_assert_cmpint (kab_stage_get_state (stage, optional[i]), ==, KAB_FIELD_EMPTY);
  g_assert_true (is_secret (stage, "Пароль"));
  g_assert_true (is_secret (stage, "Подтверждение пароля"));
  g_assert_true (
      kab_stage_shows (GTK_WIDGET (kab_stage_get_hint (stage, "Пароль")), "at least 6 characters"));
  g_assert_true (kab_stage_shows (kab_stage_get_row (stage, "Телефон"), "+375"));
}

/* E-22, E-23: the password has six characters of any kind, and is typed twice. */
static void
test_e_password (void)
{
  g_autoptr (KabStage) stage = kab_stage_new_step (E, "registration", "form");

  kab_stage_type (stage, "Пароль", "12345");
  kab_stage_leave (stage);
  g_assert_true (is_broken (stage, "Пароль", "at least 6 characters"));
  g_assert_cmpint (kab_stage_get_state (stage, "Пароль"), ==, KAB_FIELD_BAD);
  kab_stage_type (stage, "Пароль", "пароль");
  g_assert_true (is_kept (stage, "Пароль", "at least 6 characters"));
  g_assert_cmpint (kab_stage_get_state (stage, "Пароль"), ==, KAB_FIELD_GOOD);
  kab_stage_type (stage, "Подтверждение пароля", "парол");
  kab_stage_leave (stage);
  g_assert_cmpint (kab_stage_get_state (stage, "Подтверждение пароля"), ==, KAB_FIELD_BAD);
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "Подтверждение пароля"), ==,
                   "This is not the same password as above");
  kab_stage_type (stage, "Подтверждение пароля", "пароль");
  g_assert_cmpint (kab_stage_get_state (stage, "Подтверждение пароля"), ==, KAB_FIELD_GOOD);
  /* The first one changes afterwards: the second is wrong now. */
  kab_stage_type (stage, "Пароль", "пароль2");
  g_assert_cmpint (kab_stage_get_state (stage, "Подтверждение пароля"), ==, KAB_FIELD_BAD);
}

/* E-18, E-29, E-30, E-31: what the form says about itself and about the vehicle. */
static void
test_e_advice (void)
{
  g_autoptr (KabStage) stage = kab_stage_new_step (E, "registration", "form");

  g_assert_true (kab_stage_shows (GTK_WIDGET (stage->form), "Информация о вашем автомобиле"));
  g_assert_true (
      kab_stage_shows (GTK_WIDGET (stage->form),
                       "Не рекомендуется вносить при первичной регистрации информацию об автомобиле, "
                       "наиболее корректно это возможно "
                       "сделать непосредственно в личном кабинете, уже после подтверждения вашей "
                       "регистрации. А если вы уже обслуживались "
                       "у нас, то информация о вашем авто появится в личном кабинете автоматически."));
}

/* E-27, E-32, E-33, E-34: ticks, the picture, and the form that goes only when all is there. */
static void
test_e_whole (void)
{
  static const char *const filled[][2] = { { "E-Mail", "anna@example.org" },
                                           { "Пароль", "a b c!" },
                                           { "Подтверждение пароля", "a b c!" },
                                           { "Телефон", "8 029 123-45-67" },
                                           { "Введите слово на картинке", "MXT R5" } };
  g_autoptr (KabStage) stage = kab_stage_new_step (E, "registration", "form");
  g_autofree char *phone = NULL;
  g_autofree char *captcha = NULL;

  wait_for_picture (stage);
  g_assert_true (kab_stage_shows (GTK_WIDGET (stage->form), "Защита от автоматической регистрации"));
  for (guint i = 0; i < G_N_ELEMENTS (filled); i++)
    {
      g_assert_false (kab_form_get_complete (stage->form));
      kab_stage_type (stage, filled[i][0], filled[i][1]);
      g_assert_cmpint (kab_stage_get_state (stage, filled[i][0]), ==, KAB_FIELD_GOOD);
    }
  kab_stage_leave (stage);
  g_assert_true (kab_form_get_complete (stage->form));
  phone = kab_stage_dup_value (stage, "phone");
  captcha = kab_stage_dup_value (stage, "captcha");
  g_assert_cmpstr (phone, ==, "\"+375291234567\"");
  g_assert_cmpstr (captcha, ==, "{\"id\":\"c1\",\"answer\":\"MXT R5\",\"way\":\"picture\"}");
}

/* S-01, S-02, S-03, S-04, S-07: an address that becomes the login, and a password of a certain kind. */
static void
test_s_form (void)
{
  g_autoptr (KabStage) stage = kab_stage_new_step (S, "registration", "form");
  static const char *const good[] = { "abcde", "12345", "a1b2c3d4e5" };

  g_assert_cmpstr (kab_form_get_missing (stage->form), ==, "e-mail, password");
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "E-mail"), ==,
                   "Адрес станет вашим именем пользователя (логином)");
  kab_stage_type (stage, "Пароль", "abcd");
  g_assert_true (is_broken (stage, "Пароль", "from 5 to 10 characters"));
  kab_stage_type (stage, "Пароль", "12345678901");
  g_assert_true (is_broken (stage, "Пароль", "from 5 to 10 characters"));
  kab_stage_type (stage, "Пароль", "abc de");
  g_assert_true (is_broken (stage, "Пароль", "no spaces"));
  kab_stage_type (stage, "Пароль", "пароль1");
  g_assert_true (is_broken (stage, "Пароль", "only Latin letters: “п” is Cyrillic"));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      kab_stage_type (stage, "Пароль", good[i]);
      g_assert_cmpint (kab_stage_get_state (stage, "Пароль"), ==, KAB_FIELD_GOOD);
    }
  kab_stage_type (stage, "E-mail", "abc@example.org");
  g_assert_true (kab_form_get_complete (stage->form));
}

/* H-01, H-06, H-07, H-08, H-09, H-10, H-11, H-15: who applies; each field says why it is asked. */
static void
test_h_person (void)
{
  static const char *const fields[]
      = { "ФИО", "Номер лицевого счёта", "Номер мобильного телефона", "Адрес электронной почты" };
  g_autoptr (KabStage) stage = kab_stage_new_step (H, "registration", "person");
  GtkWidget *hint = GTK_WIDGET (kab_stage_get_hint (stage, "Номер лицевого счёта"));
  g_autofree char *phone = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_assert_cmpint (kab_stage_get_state (stage, fields[i]), ==, KAB_FIELD_REQUIRED);
      g_assert_cmpuint (strlen (kab_stage_get_hint_text (stage, fields[i])), >, 20);
    }
  g_assert_true (g_str_has_prefix (kab_stage_get_hint_text (stage, "Номер мобильного телефона"),
                                   "На данный номер вам будет направлен код для подтверждения регистрации."));
  /* Where the number stands on the receipt. */
  g_assert_true (kab_stage_shows (hint, "Где найти номер лицевого счёта"));
  kab_stage_type (stage, "ФИО", "Иванов");
  kab_stage_leave (stage);
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "ФИО"), ==, "Фамилия, имя и отчество через пробел");
  kab_stage_type (stage, "ФИО", "Иванов Иван Иванович");
  kab_stage_type (stage, "Номер лицевого счёта", "123456789");
  kab_stage_type (stage, "Номер мобильного телефона", "8-123-456-7896");
  kab_stage_type (stage, "Адрес электронной почты", "123456789@mail.ru");
  kab_stage_leave (stage);
  g_assert_true (kab_form_get_complete (stage->form));
  phone = kab_stage_dup_value (stage, "phone");
  g_assert_cmpstr (phone, ==, "\"+71234567896\"");
}

/* H-12, H-13, H-14, H-17, H-18, H-20, H-21, H-22, H-23, H-24: password, picture, and consents that gate the button. */
static void
test_h_secret (void)
{
  g_autoptr (KabStage) stage = kab_stage_new_step (H, "registration", "password");
  GtkWidget *read;

  wait_for_picture (stage);
  g_assert_true (g_str_has_prefix (kab_stage_get_hint_text (stage, "Данные с картинки"),
                                   "Данное поле призвано защитить ваш личный кабинет"));
  kab_stage_type (stage, "Пароль", "abc123");
  g_assert_true (is_broken (stage, "Пароль", "at least 7 characters"));
  g_assert_true (is_kept (stage, "Пароль", "a digit"));
  g_assert_true (is_kept (stage, "Пароль", "a letter"));
  kab_stage_type (stage, "Пароль", "абв1234");
  g_assert_true (is_broken (stage, "Пароль", "only Latin letters: “а” is Cyrillic"));
  g_assert_true (is_broken (stage, "Пароль", "a letter"));
  kab_stage_type (stage, "Пароль", "abc1234");
  kab_stage_type (stage, "Пароль (повторно)", "abc1234");
  kab_stage_type (stage, "Данные с картинки", "MXT R5");
  kab_stage_leave (stage);
  g_assert_false (kab_form_get_complete (stage->form));
  g_assert_cmpstr (kab_form_get_missing (stage->form), ==, "consent");
  gtk_check_button_set_active (tick_of (stage, "Настоящее положение принимаю"), TRUE);
  g_assert_false (kab_form_get_complete (stage->form));
  gtk_check_button_set_active (tick_of (stage, "Согласие на обработку персональных данных"), TRUE);
  g_assert_true (kab_form_get_complete (stage->form));
  gtk_check_button_set_active (tick_of (stage, "Настоящее положение принимаю"), FALSE);
  g_assert_false (kab_form_get_complete (stage->form));

  read = kab_stage_find (kab_stage_get_row (stage, "Настоящее положение принимаю"), GTK_TYPE_BUTTON, "Read");
  g_assert_nonnull (read);
}

/* category, the fields that hang on it, the offer. */
static void
test_a_form (void)
{
  g_autoptr (KabStage) stage = kab_stage_new_step (A, "registration", "form");
  AdwComboRow *kind = ADW_COMBO_ROW (kab_stage_get_row (stage, "Категория клиента"));
  g_autofree char *inn = NULL;

  g_assert_false (gtk_widget_get_visible (kab_stage_get_row (stage, "ИНН")));
  adw_combo_row_set_selected (kind, 1);
  g_assert_true (gtk_widget_get_visible (kab_stage_get_row (stage, "Название организации")));
  g_assert_true (gtk_widget_get_visible (kab_stage_get_row (stage, "ИНН")));
  g_assert_false (gtk_widget_get_visible (kab_stage_get_row (stage, "ЕГРПОУ")));
  kab_stage_type (stage, "ИНН", "7707083893");
  adw_combo_row_set_selected (kind, 0);
  inn = kab_stage_dup_value (stage, "inn");
  g_assert_null (inn);
  g_assert_cmpint (kab_stage_get_state (stage, "Условия договора-оферты принимаю"), ==, KAB_FIELD_REQUIRED);
  g_assert_false (gtk_check_button_get_active (tick_of (stage, "Условия договора-оферты принимаю")));
}

/* recovery asks for the address and for a proof against programs. */
static void
test_a_recovery (void)
{
  g_autoptr (KabStage) stage = kab_stage_new_step (A, "recovery", "who");

  wait_for_picture (stage);
  g_assert_cmpint (kab_stage_get_state (stage, "Адрес электронной почты"), ==, KAB_FIELD_REQUIRED);
  g_assert_cmpint (kab_stage_get_state (stage, "Знаки с картинки"), ==, KAB_FIELD_REQUIRED);
}

/* T-07, T-08: a mobile number without the leading 8; who types it is told what became of it. */
static void
test_t_phone (void)
{
  g_autoptr (KabStage) stage = kab_stage_new_step (T, "registration", "phone");
  g_autofree char *value = NULL;

  g_assert_true (kab_stage_shows (kab_stage_get_row (stage, "Телефон"), "+7"));
  kab_stage_type (stage, "Телефон", "8 913 000-00-45");
  kab_stage_leave (stage);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (stage, "Телефон"))), ==,
                   "913 000-00-45");
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "Телефон"), ==,
                   "The leading 8 was removed: +7 is there already");
  value = kab_stage_dup_value (stage, "phone");
  g_assert_cmpstr (value, ==, "\"+79130000045\"");
}

/* T-15, T-16, T-17: mistakes in the address, and spaces around it, are warned of. */
static void
test_t_email (void)
{
  g_autoptr (KabStage) stage = kab_stage_new_step (T, "registration", "email");

  kab_stage_type (stage, "Email", "anna@example.org ");
  kab_stage_leave (stage);
  g_assert_cmpint (kab_stage_get_state (stage, "Email"), ==, KAB_FIELD_BAD);
  g_assert_cmpstr (kab_hint_row_get_action (kab_stage_get_hint (stage, "Email")), ==, "Remove");
  kab_stage_type (stage, "Email", "anna.example.org");
  kab_stage_leave (stage);
  g_assert_cmpint (kab_stage_get_state (stage, "Email"), ==, KAB_FIELD_BAD);
  kab_stage_type (stage, "Email", "anna@example.org");
  g_assert_cmpint (kab_stage_get_state (stage, "Email"), ==, KAB_FIELD_GOOD);
}

/* T-25, T-26, T-27, T-28, T-29, T-30: names and a password with its rules. */
static void
test_t_finish (void)
{
  static const char *const refused[] = { "abc", "a 1", "a1!", "a_1", "a№1", "а1" };
  g_autoptr (KabStage) stage = kab_stage_new_step (T, "registration", "finish");

  g_assert_cmpint (kab_stage_get_state (stage, "Имя"), ==, KAB_FIELD_REQUIRED);
  g_assert_cmpint (kab_stage_get_state (stage, "Фамилия"), ==, KAB_FIELD_REQUIRED);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      kab_stage_type (stage, "Пароль", refused[i]);
      kab_stage_leave (stage);
      g_assert_cmpint (kab_stage_get_state (stage, "Пароль"), ==, KAB_FIELD_BAD);
    }
  kab_stage_type (stage, "Пароль", "a1!");
  g_assert_true (is_broken (stage, "Пароль", "only Latin letters and digits: without “!”"));
  kab_stage_type (stage, "Пароль", "abc");
  g_assert_true (is_broken (stage, "Пароль", "a digit"));
  kab_stage_type (stage, "Пароль", "a1");
  g_assert_true (is_kept (stage, "Пароль", "a digit"));
  g_assert_cmpint (kab_stage_get_state (stage, "Пароль"), ==, KAB_FIELD_GOOD);
}

static GtkWidget *
find_eye (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strrstr (gtk_button_get_icon_name (GTK_BUTTON (root)), "view-") != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_eye (child);
  return found;
}

/* T-31, T-32, T-33: the eye shows the password, is crossed out meanwhile, and stays until it is clicked again. */
static void
test_t_eye (void)
{
  g_autoptr (KabStage) stage = kab_stage_new_step (T, "registration", "finish");
  GtkWidget *eye = find_eye (kab_stage_get_row (stage, "Пароль"));

  g_assert_nonnull (eye);
  kab_stage_type (stage, "Пароль", "a1");
  g_assert_true (is_secret (stage, "Пароль"));
  g_assert_cmpstr (gtk_button_get_icon_name (GTK_BUTTON (eye)), ==, "view-reveal-symbolic");
  g_signal_emit_by_name (eye, "clicked");
  g_assert_false (is_secret (stage, "Пароль"));
  g_assert_cmpstr (gtk_button_get_icon_name (GTK_BUTTON (eye)), ==, "view-conceal-symbolic");
  kab_stage_leave (stage);
  kab_stage_type (stage, "Имя", "Анна");
  kab_stage_type (stage, "Пароль", "a12");
  g_assert_false (is_secret (stage, "Пароль"));
  g_signal_emit_by_name (eye, "clicked");
  g_assert_true (is_secret (stage, "Пароль"));
}

/* A sixth organisation, of which nobody here has heard, gets its form from its descriptor alone. */
static void
test_sixth (void)
{
  g_autoptr (KabStage) stage = kab_stage_new_step ("tests/form/organisation.json", "registration", "person");

  kab_stage_type (stage, "Номер лицевого счёта", "12345678");
  kab_stage_leave (stage);
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "Номер лицевого счёта"), ==, "Нужно девять цифр");
  g_assert_cmpstr (kab_form_get_missing (stage->form), ==,
                   "фамилия, имя, отчество, account number, phone, e-mail");
}

int
main (int argc, char *argv[])
{
  kab_stage_init (&argc, &argv);
  g_test_add_func ("/organisations/e/E-19/kinds", test_e_kinds);
  g_test_add_func ("/organisations/e/E-20/E-21/E-24/E-25/E-26/E-28/E-29/required", test_e_required);
  g_test_add_func ("/organisations/e/E-22/E-23/password", test_e_password);
  g_test_add_func ("/organisations/e/E-30/E-31/advice", test_e_advice);
  g_test_add_func ("/organisations/e/E-27/E-32/E-33/E-34/whole", test_e_whole);
  g_test_add_func ("/organisations/s/S-01/S-02/S-03/S-04/S-07/form", test_s_form);
  g_test_add_func ("/organisations/h/H-01/H-06/H-07/H-08/H-09/H-10/H-11/H-15/person", test_h_person);
  g_test_add_func ("/organisations/h/H-12/H-13/H-14/H-17/H-18/H-20/H-23/H-24/secret", test_h_secret);
  g_test_add_func ("/organisations/a/A-07/A-08/A-09/form", test_a_form);
  g_test_add_func ("/organisations/a/A-16/A-17/recovery", test_a_recovery);
  g_test_add_func ("/organisations/t/T-07/T-08/phone", test_t_phone);
  g_test_add_func ("/organisations/t/T-15/T-16/T-17/email", test_t_email);
  g_test_add_func ("/organisations/t/T-25/T-26/T-27/T-28/T-29/T-30/finish", test_t_finish);
  g_test_add_func ("/organisations/t/T-31/T-32/T-33/eye", test_t_eye);
  g_test_add_func ("/organisations/sixth", test_sixth);
  return g_test_run ();
}
