/* test-form.c: what a form does as a whole: states, conditions, errors, drafts, keys, what is said aloud. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-stage.h"

#define TWO                                                                                                  \
  "[{\"name\":\"email\",\"kind\":\"email\",\"label\":\"Mail\",\"required\":true,\"help\":\"For letters\"},"  \
  "{\"name\":\"phone\",\"kind\":\"phone\",\"label\":\"Mobile\",\"required\":true,\"country\":\"RU\"},"       \
  "{\"name\":\"name\",\"kind\":\"text\",\"label\":\"First Name\"}]"

static GtkAccessible *
target_of (KabStage *stage, const char *title)
{
  return GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (kab_stage_get_row (stage, title))));
}

static gboolean
has_focus (KabStage *stage, const char *title)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (stage->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, kab_stage_get_row (stage, title));
}

/* The one slot: asterisk, nothing while typing, tick at once when it is good, warning after leaving. */
static void
test_slot (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (TWO);

  g_assert_cmpint (kab_stage_get_state (stage, "Mail"), ==, KAB_FIELD_REQUIRED);
  g_assert_cmpint (kab_stage_get_state (stage, "First Name"), ==, KAB_FIELD_EMPTY);
  kab_stage_type (stage, "Mail", "anna@");
  g_assert_cmpint (kab_stage_get_state (stage, "Mail"), ==, KAB_FIELD_PENDING);
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "Mail"), ==, "For letters");
  kab_stage_leave (stage);
  g_assert_cmpint (kab_stage_get_state (stage, "Mail"), ==, KAB_FIELD_BAD);
  kab_stage_type (stage, "Mail", "anna@example.org");
  g_assert_cmpint (kab_stage_get_state (stage, "Mail"), ==, KAB_FIELD_GOOD);
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "Mail"), ==, "For letters");
  /* Emptied again it is not called wrong, only needed. */
  kab_stage_type (stage, "Mail", "");
  kab_stage_leave (stage);
  g_assert_cmpint (kab_stage_get_state (stage, "Mail"), ==, KAB_FIELD_REQUIRED);
}

static void
test_missing (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (TWO);

  g_assert_false (kab_form_get_complete (stage->form));
  g_assert_cmpstr (kab_form_get_missing (stage->form), ==, "e-mail, phone");
  kab_stage_type (stage, "Mail", "anna@example.org");
  g_assert_cmpstr (kab_form_get_missing (stage->form), ==, "phone");
  kab_stage_type (stage, "Mobile", "9123456789");
  g_assert_cmpstr (kab_form_get_missing (stage->form), ==, "");
  g_assert_true (kab_form_get_complete (stage->form));
}

static void
test_missing_many (void)
{
  g_autoptr (KabStage) stage
      = kab_stage_new ("[{\"name\":\"a\",\"kind\":\"text\",\"label\":\"Alpha\",\"required\":true},"
                       "{\"name\":\"b\",\"kind\":\"text\",\"label\":\"VIN\",\"required\":true},"
                       "{\"name\":\"c\",\"kind\":\"text\",\"label\":\"Gamma\",\"required\":true},"
                       "{\"name\":\"d\",\"kind\":\"consent\",\"label\":\"D\",\"required\":true},"
                       "{\"name\":\"e\",\"kind\":\"consent\",\"label\":\"E\",\"required\":true},"
                       "{\"name\":\"f\",\"kind\":\"rating\",\"label\":\"F\",\"required\":true}]");

  g_assert_cmpstr (kab_form_get_missing (stage->form), ==, "alpha, VIN, gamma and 2 more");
}

/* The person tries to send: everything that is wrong is shown, and the focus goes to the first. */
static void
test_validate (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (TWO);

  kab_stage_type (stage, "Mail", "anna@example.org");
  g_assert_false (kab_form_validate (stage->form));
  g_assert_cmpint (kab_stage_get_state (stage, "Mobile"), ==, KAB_FIELD_BAD);
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "Mobile"), ==, "Fill this in");
  g_assert_true (has_focus (stage, "Mobile"));
  kab_stage_type (stage, "Mobile", "9123456789");
  g_assert_true (kab_form_validate (stage->form));
}

static void
test_spaces_removed (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (TWO);
  KabHintRow *hint = kab_stage_get_hint (stage, "Mail");

  kab_stage_type (stage, "Mail", " anna@example.org ");
  kab_stage_leave (stage);
  g_assert_cmpstr (kab_hint_row_get_action (hint), ==, "Remove");
  g_signal_emit_by_name (hint, "action");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (stage, "Mail"))), ==,
                   "anna@example.org");
  g_assert_cmpint (kab_stage_get_state (stage, "Mail"), ==, KAB_FIELD_GOOD);
  g_assert_null (kab_hint_row_get_action (hint));
}

static void
test_suggestion_taken (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (TWO);
  KabHintRow *hint = kab_stage_get_hint (stage, "Mail");

  kab_stage_type (stage, "Mail", "anna@gmial.com");
  g_assert_cmpstr (kab_hint_row_get_action (hint), ==, "Correct");
  g_signal_emit_by_name (hint, "action");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (stage, "Mail"))), ==,
                   "anna@gmail.com");
}

static void
test_vin_offer (void)
{
  g_autoptr (KabStage) stage = kab_stage_new ("[{\"name\":\"v\",\"kind\":\"vin\",\"label\":\"Number\"}]");
  KabHintRow *hint = kab_stage_get_hint (stage, "Number");

  kab_stage_type (stage, "Number", "WVWZZZ1JZXWO0OO01");
  kab_stage_leave (stage);
  g_assert_cmpstr (kab_hint_row_get_action (hint), ==, "Put 0");
  g_signal_emit_by_name (hint, "action");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (stage, "Number"))), ==,
                   "WVWZZZ1JZXW000001");
}

/* A field that hangs on a hidden field is hidden too, and neither is sent nor missed. */
static void
test_conditions (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (
      "[{\"name\":\"inn\",\"kind\":\"text\",\"label\":\"INN\",\"required\":true,\"when\":{\"field\":"
      "\"register\","
      "\"equals\":\"RU\"}},"
      "{\"name\":\"register\",\"kind\":\"choice\",\"label\":\"Register\",\"required\":true,\"default\":"
      "\"RU\",\"when\":{"
      "\"field\":\"kind\",\"equals\":\"legal\"},\"options\":[{\"value\":\"RU\",\"title\":\"Russia\"},{"
      "\"value\":\"UA\","
      "\"title\":\"Ukraine\"}]},"
      "{\"name\":\"kind\",\"kind\":\"choice\",\"label\":\"Kind\",\"required\":true,\"default\":\"natural\","
      "\"options\":["
      "{\"value\":\"natural\",\"title\":\"Person\"},{\"value\":\"legal\",\"title\":\"Company\"}]}]");
  AdwToggleGroup *kind
      = ADW_TOGGLE_GROUP (kab_stage_find (kab_stage_get_row (stage, "Kind"), ADW_TYPE_TOGGLE_GROUP, NULL));
  g_autofree char *before = kab_stage_dup_value (stage, "register");
  g_autofree char *after = NULL;

  g_assert_false (gtk_widget_get_visible (kab_stage_get_row (stage, "Register")));
  g_assert_false (gtk_widget_get_visible (kab_stage_get_row (stage, "INN")));
  g_assert_null (before);
  g_assert_true (kab_form_get_complete (stage->form));

  adw_toggle_group_set_active (kind, 1);
  g_assert_true (gtk_widget_get_visible (kab_stage_get_row (stage, "Register")));
  g_assert_true (gtk_widget_get_visible (kab_stage_get_row (stage, "INN")));
  g_assert_cmpstr (kab_form_get_missing (stage->form), ==, "INN");
  after = kab_stage_dup_value (stage, "register");
  g_assert_cmpstr (after, ==, "\"RU\"");

  kab_stage_type (stage, "INN", "7707083893");
  adw_toggle_group_set_active (kind, 0);
  g_assert_false (gtk_widget_get_visible (kab_stage_get_row (stage, "INN")));
  g_assert_null (kab_stage_dup_value (stage, "inn"));
  /* What was typed is still there should the person change their mind. */
  adw_toggle_group_set_active (kind, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (stage, "INN"))), ==, "7707083893");
}

/* A circle of conditions shows nothing, and ends. */
static void
test_conditions_in_a_circle (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (
      "[{\"name\":\"a\",\"kind\":\"text\",\"label\":\"A\",\"when\":{\"field\":\"b\",\"equals\":\"1\"}},"
      "{\"name\":\"b\",\"kind\":\"text\",\"label\":\"B\",\"when\":{\"field\":\"a\",\"equals\":\"1\"}},"
      "{\"name\":\"c\",\"kind\":\"text\",\"label\":\"C\",\"when\":{\"field\":\"nobody\",\"equals\":\"1\"}}]");

  g_assert_false (gtk_widget_get_visible (kab_stage_get_row (stage, "A")));
  g_assert_false (gtk_widget_get_visible (kab_stage_get_row (stage, "C")));
}

static GListModel *
make_errors (const char *json)
{
  g_autofree char *text = g_strdup_printf (
      "{\"type\":\"urn:kabinet:problem:validation\",\"title\":\"T\",\"status\":422,\"errors\":%s}", json);
  g_autoptr (JsonNode) node = kab_stage_parse (text);
  g_autoptr (KabProblem) problem = kab_record_decode (KAB_TYPE_PROBLEM, node, NULL);

  return g_object_ref (kab_problem_get_errors (problem));
}

/* Each error of the server comes to its field, in our words; those without a field are not lost. */
static void
test_errors_placed (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (TWO);
  g_autoptr (GListModel) errors
      = make_errors ("[{\"pointer\":\"/values/phone\",\"code\":\"taken\",\"params\":{}},"
                     "{\"pointer\":\"/values/email\",\"code\":\"unheard_of\"},"
                     "{\"pointer\":\"/values/passport\",\"code\":\"required\"},"
                     "{\"pointer\":\"/step\",\"code\":\"option\"}]");
  g_autoptr (GListModel) unplaced = NULL;
  GtkWidget *bar;

  kab_stage_type (stage, "Mail", "anna@example.org");
  kab_stage_type (stage, "Mobile", "9123456789");
  kab_stage_leave (stage);
  unplaced = kab_form_take_errors (stage->form, errors);
  g_assert_cmpuint (g_list_model_get_n_items (unplaced), ==, 2);
  g_assert_cmpint (kab_stage_get_state (stage, "Mail"), ==, KAB_FIELD_BAD);
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "Mail"), ==, "The service does not accept this");
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "Mobile"), ==,
                   "Somebody has registered with this number: sign in, or recover the password");
  g_assert_true (has_focus (stage, "Mail"));
  gtk_test_accessible_assert_state (target_of (stage, "Mail"), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  bar = kab_stage_find_label (GTK_WIDGET (stage->form),
                              "passport: Fill this in\nstep: Choose one of the list");
  g_assert_nonnull (bar);
  g_assert_true (gtk_widget_get_mapped (bar));

  /* Once the value changes, the server has not spoken about it. */
  kab_stage_type (stage, "Mobile", "9123456780");
  g_assert_cmpint (kab_stage_get_state (stage, "Mobile"), ==, KAB_FIELD_GOOD);
  g_assert_false (gtk_widget_get_mapped (bar));
}

static void
test_errors_unplaced_get_focus (void)
{
  g_autoptr (KabStage) stage
      = kab_stage_new ("[{\"name\":\"name\",\"kind\":\"text\",\"label\":\"First Name\"}]");
  g_autoptr (GListModel) errors
      = make_errors ("[{\"pointer\":\"/values/other\",\"code\":\"too_long\",\"params\":{\"max\":5}}]");
  g_autoptr (GListModel) unplaced = kab_form_take_errors (stage->form, errors);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (stage->window));

  g_assert_cmpuint (g_list_model_get_n_items (unplaced), ==, 1);
  g_assert_nonnull (kab_stage_find_label (focus, "other: At most 5 characters fit"));
}

/* Every code of the contract has words of its own. */
static void
test_every_code_is_worded (void)
{
  static const char *const codes[] = { "required",
                                       "too_short",
                                       "too_long",
                                       "pattern",
                                       "alphabet",
                                       "password_length",
                                       "password_alphabet",
                                       "password_digit",
                                       "password_letter",
                                       "mismatch",
                                       "email",
                                       "email_spaces",
                                       "phone",
                                       "phone_country",
                                       "number_check",
                                       "vin_length",
                                       "vin_alphabet",
                                       "option",
                                       "consent",
                                       "captcha",
                                       "code",
                                       "taken",
                                       "unknown_account",
                                       "range",
                                       "date",
                                       "file_size",
                                       "file_type",
                                       "wrong_amount",
                                       "unknown_member" };
  g_autoptr (KabStage) stage = kab_stage_new ("[{\"name\":\"f\",\"kind\":\"text\",\"label\":\"Field\"}]");

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *json = g_strdup_printf ("[{\"pointer\":\"/values/f\",\"code\":\"%s\"}]", codes[i]);
      g_autoptr (GListModel) errors = make_errors (json);
      g_autoptr (GListModel) unplaced = kab_form_take_errors (stage->form, errors);
      const char *text = kab_stage_get_hint_text (stage, "Field");

      g_test_message ("%s: %s", codes[i], text);
      g_assert_nonnull (text);
      g_assert_cmpstr (text, !=, "The service does not accept this");
    }
}

/* Everything comes back as it was typed; nothing secret was written down. */
static void
test_draft (void)
{
  static const char *fields
      = "[{\"name\":\"email\",\"kind\":\"email\",\"label\":\"Mail\"},"
        "{\"name\":\"phone\",\"kind\":\"phone\",\"label\":\"Mobile\",\"country\":\"RU\",\"prefix\":\"+7\"},"
        "{\"name\":\"date\",\"kind\":\"date\",\"label\":\"Day\"},"
        "{\"name\":\"kind\",\"kind\":\"choice\",\"label\":\"Kind\",\"options\":[{\"value\":\"a\",\"title\":"
        "\"A\"},{\"value\":"
        "\"b\",\"title\":\"B\"}]},"
        "{\"name\":\"pin\",\"kind\":\"text\",\"label\":\"Secret\",\"secret\":true},"
        "{\"name\":\"password\",\"kind\":\"password\",\"label\":\"Password\",\"rule\":\"password\"},"
        "{\"name\":\"code\",\"kind\":\"code\",\"label\":\"Code\"},"
        "{\"name\":\"captcha\",\"kind\":\"captcha\",\"label\":\"Captcha\"},"
        "{\"name\":\"consent\",\"kind\":\"consent\",\"label\":\"Consent\"}]";
  g_autoptr (KabStage) stage = kab_stage_new (fields);
  g_autoptr (KabStage) again = NULL;
  g_autoptr (JsonObject) draft = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  GtkWidget *toggles = kab_stage_find (kab_stage_get_row (stage, "Kind"), ADW_TYPE_TOGGLE_GROUP, NULL);

  kab_stage_type (stage, "Mail", "anna@");
  kab_stage_type (stage, "Mobile", "912 34");
  kab_stage_type (stage, "Day", "24.11");
  kab_stage_type (stage, "Secret", "CANARY1");
  kab_stage_type (stage, "Password", "CANARY2");
  kab_stage_type (stage, "Code", "123456");
  kab_stage_type (stage, "Captcha", "CANARY3");
  adw_toggle_group_set_active (ADW_TOGGLE_GROUP (toggles), 1);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (kab_stage_find (kab_stage_get_row (stage, "Consent"), GTK_TYPE_CHECK_BUTTON, NULL)),
      TRUE);
  draft = kab_form_dup_draft (stage->form);
  node = json_node_init_object (json_node_alloc (), draft);
  text = json_to_string (node, FALSE);
  g_assert_cmpstr (text, ==, "{\"email\":\"anna@\",\"phone\":\"912 34\",\"date\":\"24.11\",\"kind\":\"b\"}");

  again = kab_stage_new (fields);
  kab_form_set_values (again->form, draft);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (again, "Mobile"))), ==, "912 34");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (again, "Day"))), ==, "24.11");
  /* No tick is set beforehand, not even by a draft. */
  g_assert_false (gtk_check_button_get_active (
      GTK_CHECK_BUTTON (kab_stage_find (kab_stage_get_row (again, "Consent"), GTK_TYPE_CHECK_BUTTON, NULL))));
}

/* What the server has is shown as a person would type it. */
static void
test_values_of_the_server (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (
      "[{\"name\":\"phone\",\"kind\":\"phone\",\"label\":\"Mobile\",\"country\":\"BY\",\"prefix\":\"+375\"},"
      "{\"name\":\"sum\",\"kind\":\"money\",\"label\":\"Sum\",\"currency\":\"BYN\"},"
      "{\"name\":\"n\",\"kind\":\"number\",\"label\":\"Number\"},"
      "{\"name\":\"d\",\"kind\":\"date\",\"label\":\"Day\"},{\"name\":\"r\",\"kind\":\"rating\",\"label\":"
      "\"Rating\"},"
      "{\"name\":\"c\",\"kind\":\"choice\",\"label\":\"Choice\",\"options\":[{\"value\":\"a\",\"title\":"
      "\"A\"}]}]");
  g_autoptr (JsonNode) values = kab_stage_parse ("{\"phone\":\"+375291234567\",\"sum\":{\"minor\":48620,"
                                                 "\"currency\":\"BYN\"},\"n\":12.5,\"d\":\"2026-11-24\","
                                                 "\"r\":4,\"c\":\"gone\",\"unknown\":[1],\"nothing\":null}");
  g_autofree char *rating = NULL;
  g_autofree char *choice = NULL;

  kab_form_set_values (stage->form, json_node_get_object (values));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (stage, "Mobile"))), ==,
                   "29 123-45-67");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (stage, "Number"))), ==, "12.5");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (stage, "Day"))), ==, "24.11.2026");
  rating = kab_stage_dup_value (stage, "r");
  choice = kab_stage_dup_value (stage, "c");
  g_assert_cmpstr (rating, ==, "4");
  g_assert_null (choice);
}

/* Values of the wrong type are left out, whatever a server sends. */
static void
test_values_of_wrong_types (void)
{
  g_autoptr (KabStage) stage = kab_stage_new ("[{\"name\":\"a\",\"kind\":\"text\",\"label\":\"A\"},{\"name\":"
                                              "\"b\",\"kind\":\"choice\",\"label\":\"B\"},"
                                              "{\"name\":\"c\",\"kind\":\"date\",\"label\":\"C\"},{\"name\":"
                                              "\"d\",\"kind\":\"money\",\"label\":\"D\"},"
                                              "{\"name\":\"e\",\"kind\":\"rating\",\"label\":\"E\"},{"
                                              "\"name\":\"f\",\"kind\":\"number\",\"label\":\"F\"},"
                                              "{\"name\":\"g\",\"kind\":\"phone\",\"label\":\"G\"},{\"name\":"
                                              "\"h\",\"kind\":\"password\",\"label\":\"H\"}]");
  static const char *const wrong[]
      = { "[]", "{}", "true", "1.5", "\"x\"", "null", "{\"minor\":\"x\"}", "-7" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"a\":%1$s,\"b\":%1$s,\"c\":%1$s,\"d\":%1$s,\"e\":%1$s,\"f\":%1$s,\"g\":%1$s,\"h\":%1$s}",
          wrong[i]);
      g_autoptr (JsonNode) values = kab_stage_parse (json);

      kab_form_set_values (stage->form, json_node_get_object (values));
    }
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kab_stage_get_row (stage, "H"))), ==, "");
}

static void
count_cb (KabForm *form, int *count)
{
  (*count)++;
}

/* Enter goes on, and sends from the last field. */
static void
test_enter (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (TWO);
  int activated = 0;

  g_signal_connect (stage->form, "activate", G_CALLBACK (count_cb), &activated);
  gtk_widget_grab_focus (kab_stage_get_row (stage, "Mail"));
  g_signal_emit_by_name (kab_stage_get_row (stage, "Mail"), "entry-activated");
  g_assert_true (has_focus (stage, "Mobile"));
  g_signal_emit_by_name (kab_stage_get_row (stage, "Mobile"), "entry-activated");
  g_assert_true (has_focus (stage, "First Name"));
  g_assert_cmpint (activated, ==, 0);
  g_signal_emit_by_name (kab_stage_get_row (stage, "First Name"), "entry-activated");
  g_assert_cmpint (activated, ==, 1);
}

static void
test_busy (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (TWO);

  gtk_widget_grab_focus (kab_stage_get_row (stage, "Mobile"));
  kab_form_set_busy (stage->form, TRUE);
  g_assert_false (gtk_widget_is_sensitive (kab_stage_get_row (stage, "Mail")));
  g_assert_true (gtk_widget_get_mapped (kab_stage_get_row (stage, "Mail")));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (stage->form), GTK_ACCESSIBLE_STATE_BUSY, TRUE);
  kab_form_set_busy (stage->form, FALSE);
  g_assert_true (gtk_widget_is_sensitive (kab_stage_get_row (stage, "Mail")));
  g_assert_true (has_focus (stage, "Mobile"));
}

/* A kind of a newer server: said on that row, the rest works, and the form can be sent. */
static void
test_unknown_kind (void)
{
  g_autoptr (KabStage) stage
      = kab_stage_new ("[{\"name\":\"h\",\"kind\":\"hologram\",\"label\":\"Hologram\",\"required\":true},"
                       "{\"name\":\"n\",\"kind\":\"text\",\"label\":\"Name\",\"required\":true},"
                       "{\"name\":\"e\",\"kind\":\"telepathy\"}]");
  g_autoptr (GListModel) errors = make_errors ("[{\"pointer\":\"/values/h\",\"code\":\"required\"}]");
  g_autoptr (GListModel) unplaced = NULL;

  g_assert_nonnull (
      kab_stage_find_label (kab_stage_get_row (stage, "Hologram"),
                            "This Kabinet does not know such a field yet. Please update Kabinet."));
  g_assert_nonnull (kab_stage_get_row (stage, "e"));
  kab_stage_type (stage, "Name", "Анна");
  g_assert_true (kab_form_get_complete (stage->form));
  unplaced = kab_form_take_errors (stage->form, errors);
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "Hologram"), ==, "Fill this in");
}

/* A descriptor that forgot labels and texts still gives a form. */
static void
test_missing_texts (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (
      "[{\"name\":\"a\",\"kind\":\"email\"},{\"name\":\"b\",\"kind\":\"choice\"},{\"name\":\"c\",\"kind\":"
      "\"captcha\"},{\"name\":\"d\",\"kind\":\"consent\"},{\"name\":\"e\",\"kind\":\"note\"},{\"name\":\"f\","
      "\"kind\":\"text\",\"pattern\":\"[\"},{\"name\":\"g\",\"kind\":\"password\",\"repeat_of\":\"nobody\"}"
      "]");

  g_assert_nonnull (kab_stage_get_row (stage, "E-mail"));
  g_assert_nonnull (kab_stage_get_row (stage, "Choice"));
  /* A pattern that is none is the server's own affair. */
  kab_stage_type (stage, "Text", "anything");
  g_assert_cmpint (kab_stage_get_state (stage, "Text"), ==, KAB_FIELD_GOOD);
}

/* What screen readers are told of a field. */
static void
test_accessible (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (TWO);
  GtkAccessible *mail = target_of (stage, "Mail");
  GtkWidget *label = kab_hint_row_get_label (kab_stage_get_hint (stage, "Mail"));

  gtk_test_accessible_assert_role (mail, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (mail, GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
  gtk_test_accessible_assert_relation (mail, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL);
  kab_stage_type (stage, "Mail", "anna@");
  kab_stage_leave (stage);
  gtk_test_accessible_assert_state (mail, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_relation (mail, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, label, NULL);
  kab_stage_type (stage, "Mail", "anna@example.org");
  gtk_test_accessible_assert_state (mail, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
  g_assert_false (gtk_test_accessible_has_relation (mail, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (target_of (stage, "First Name")),
                                       GTK_ACCESSIBLE_PROPERTY_REQUIRED, FALSE);
}

static void
add_behaviour (void)
{
  g_test_add_func ("/form/E-27/E-28/slot", test_slot);
  g_test_add_func ("/form/E-34/missing", test_missing);
  g_test_add_func ("/form/missing/many", test_missing_many);
  g_test_add_func ("/form/E-34/validate", test_validate);
  g_test_add_func ("/form/T-17/spaces-removed", test_spaces_removed);
  g_test_add_func ("/form/email/suggestion-taken", test_suggestion_taken);
  g_test_add_func ("/form/vin/offer", test_vin_offer);
  g_test_add_func ("/form/A-08/conditions", test_conditions);
  g_test_add_func ("/form/conditions/circle", test_conditions_in_a_circle);
  g_test_add_func ("/form/enter", test_enter);
  g_test_add_func ("/form/H-26/busy", test_busy);
  g_test_add_func ("/form/H2/accessible", test_accessible);
  g_test_add_func ("/form/unknown-kind", test_unknown_kind);
  g_test_add_func ("/form/missing-texts", test_missing_texts);
}

int
main (int argc, char *argv[])
{
  kab_stage_init (&argc, &argv);
  add_behaviour ();
  g_test_add_func ("/form/C2/errors-placed", test_errors_placed);
  g_test_add_func ("/form/C2/unplaced-get-focus", test_errors_unplaced_get_focus);
  g_test_add_func ("/form/C1/every-code-is-worded", test_every_code_is_worded);
  g_test_add_func ("/form/C9/A10/draft", test_draft);
  g_test_add_func ("/form/values/server", test_values_of_the_server);
  g_test_add_func ("/form/values/wrong-types", test_values_of_wrong_types);
  return g_test_run ();
}
