/* test-editors.c: fields that are not typed: files, stars, choices, calendars, notes; and everybody's names. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-file-editor.h"
#include "kab-picked-file.h"
#include "kab-stage.h"
#include "kab-test.h"

#define PNG "\x89PNG\r\n\x1a\n"

static GFile *
make_file (const char *dir, const char *name, const char *content, gsize length)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, (gssize) length, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

/* A file is read whole, named as it is called, and never larger than it may be. */
static void
test_file_read (void)
{
  g_autofree char *dir = kab_test_make_dir ();
  g_autoptr (GFile) small = make_file (dir, "счёт.png", PNG, strlen (PNG));
  g_autoptr (GFile) missing = g_file_new_build_filename (dir, "missing", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabPickedFile) picked = kab_test_await_object (kab_picked_file_read (small, 100), &error);
  static const char *const png[] = { "image/png", NULL };
  static const char *const any[] = { "image/*", NULL };
  static const char *const pdf[] = { "application/pdf", NULL };
  g_autoptr (JsonObject) object = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (kab_picked_file_get_name (picked), ==, "счёт.png");
  g_assert_cmpuint (kab_picked_file_get_size (picked), ==, 8);
  g_assert_true (kab_picked_file_fits (picked, png));
  g_assert_true (kab_picked_file_fits (picked, any));
  g_assert_false (kab_picked_file_fits (picked, pdf));
  g_assert_true (kab_picked_file_fits (picked, NULL));
  object = kab_picked_file_encode (picked);
  g_assert_cmpstr (json_object_get_string_member (object, "data"), ==, "iVBORw0KGgo=");
  g_assert_cmpstr (json_object_get_string_member (object, "content_type"), ==, "image/png");

  g_assert_null (kab_test_await_object (kab_picked_file_read (small, 7), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_null (kab_test_await_object (kab_picked_file_read (missing, 7), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  kab_test_remove_dir (dir);
}

/* An editor by itself, with its rows in a window. */
typedef struct
{
  KabFormContext *context;
  KabFileEditor *editor;
  GtkWindow *window;
} FileScene;

static FileScene *
file_scene_new (const char *extra)
{
  FileScene *scene = g_new0 (FileScene, 1);
  g_autofree char *json = g_strdup_printf (
      "[{\"name\":\"f\",\"kind\":\"file\",\"label\":\"Photo\",\"required\":true%s}]", extra);
  g_autoptr (GListModel) fields = kab_stage_fields (json);
  g_autoptr (KabField) field = g_list_model_get_item (fields, 0);
  GtkWidget *list = gtk_list_box_new ();
  GPtrArray *rows;

  scene->context = kab_stage_context ();
  scene->editor = g_object_new (KAB_TYPE_FILE_EDITOR, "field", field, "context", scene->context, NULL);
  kab_field_editor_build (KAB_FIELD_EDITOR (scene->editor));
  rows = kab_field_editor_get_rows (KAB_FIELD_EDITOR (scene->editor));
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), rows->pdata[i]);
  scene->window = kab_stage_present (list, 400, 300);
  return scene;
}

static void
file_scene_free (FileScene *scene)
{
  gtk_window_destroy (scene->window);
  g_assert_finalize_object (scene->editor);
  g_assert_finalize_object (scene->context);
  g_free (scene);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FileScene, file_scene_free)

static KabFieldState
state_of (FileScene *scene)
{
  return kab_field_editor_get_state (KAB_FIELD_EDITOR (scene->editor));
}

static const char *
hint_of (FileScene *scene)
{
  return kab_hint_row_get_text (kab_field_editor_get_hint (KAB_FIELD_EDITOR (scene->editor)));
}

static void
test_file_editor (void)
{
  g_autofree char *dir = kab_test_make_dir ();
  g_autoptr (GFile) png = make_file (dir, "a.png", PNG, strlen (PNG));
  g_autoptr (GFile) other = make_file (dir, "b.png", PNG, strlen (PNG));
  g_autoptr (GFile) text = make_file (dir, "c.txt", "text", 4);
  g_autoptr (GFile) large = make_file (dir, "d.png", PNG "0123456789", 18);
  g_autoptr (GFile) missing = g_file_new_build_filename (dir, "missing", NULL);
  g_autoptr (FileScene) scene
      = file_scene_new (",\"accept\":[\"image/png\"],\"max_size\":10,\"max_count\":1");
  GtkWidget *remove;

  g_assert_cmpint (state_of (scene), ==, KAB_FIELD_REQUIRED);
  kab_file_editor_add (scene->editor, text);
  KAB_TEST_UNTIL (state_of (scene) == KAB_FIELD_BAD);
  g_assert_cmpstr (hint_of (scene), ==, "Files of this type are not taken");
  kab_file_editor_add (scene->editor, large);
  KAB_TEST_UNTIL (g_strcmp0 (hint_of (scene), "The file is too large: at most 10 bytes are taken") == 0);
  kab_file_editor_add (scene->editor, missing);
  KAB_TEST_UNTIL (g_strcmp0 (hint_of (scene), "The file cannot be read") == 0);
  kab_file_editor_add (scene->editor, png);
  KAB_TEST_UNTIL (state_of (scene) == KAB_FIELD_GOOD);
  g_assert_true (kab_stage_shows (GTK_WIDGET (scene->window), "a.png"));
  kab_file_editor_add (scene->editor, other);
  KAB_TEST_UNTIL (state_of (scene) == KAB_FIELD_BAD);
  g_assert_cmpstr (hint_of (scene), ==, "At most 1 file is taken");
  kab_stage_check_names (GTK_WIDGET (scene->window));

  remove = kab_stage_find (GTK_WIDGET (kab_field_editor_get_hint (KAB_FIELD_EDITOR (scene->editor))),
                           GTK_TYPE_BUTTON, NULL);
  g_assert_true (gtk_widget_get_mapped (remove));
  g_signal_emit_by_name (remove, "clicked");
  g_assert_cmpint (state_of (scene), ==, KAB_FIELD_REQUIRED);
  g_assert_null (kab_field_editor_dup_draft (KAB_FIELD_EDITOR (scene->editor)));
  kab_test_remove_dir (dir);
}

/* The form goes while a file is being read. */
static void
test_file_editor_gone (void)
{
  g_autofree char *dir = kab_test_make_dir ();
  g_autoptr (GFile) png = make_file (dir, "a.png", PNG, strlen (PNG));
  g_autoptr (FileScene) scene = file_scene_new ("");

  kab_file_editor_add (scene->editor, png);
  g_clear_pointer (&scene, file_scene_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  kab_test_remove_dir (dir);
}

static void
test_rating (void)
{
  g_autoptr (KabStage) stage
      = kab_stage_new ("[{\"name\":\"r\",\"kind\":\"rating\",\"label\":\"Service\",\"required\":true}]");
  GtkWidget *row = kab_stage_get_row (stage, "Service");
  GtkWidget *star = kab_stage_find (row, GTK_TYPE_TOGGLE_BUTTON, NULL);
  g_autofree char *value = NULL;

  g_assert_cmpint (kab_stage_get_state (stage, "Service"), ==, KAB_FIELD_REQUIRED);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (star), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "1 star out of 5");
  for (int i = 0; i < 3; i++)
    star = gtk_widget_get_next_sibling (star);
  g_signal_emit_by_name (star, "clicked");
  value = kab_stage_dup_value (stage, "r");
  g_assert_cmpstr (value, ==, "4");
  g_assert_cmpint (kab_stage_get_state (stage, "Service"), ==, KAB_FIELD_GOOD);
  /* Clicked once more it stays. */
  g_signal_emit_by_name (star, "clicked");
  g_assert_cmpint (kab_stage_get_state (stage, "Service"), ==, KAB_FIELD_GOOD);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (star)));
}

/* Many choices open as a list, and say what the chosen one means. */
static void
test_choice_list (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (
      "[{\"name\":\"c\",\"kind\":\"choice\",\"label\":\"Delivery\",\"required\":true,\"options\":[{\"value\":"
      "\"a\",\"title\":"
      "\"Courier\",\"note\":\"To the door\"},{\"value\":\"b\",\"title\":\"Post\",\"note\":\"Five days\"}]}]");
  AdwComboRow *row = ADW_COMBO_ROW (kab_stage_get_row (stage, "Delivery"));
  g_autofree char *value = NULL;

  g_assert_cmpint (kab_stage_get_state (stage, "Delivery"), ==, KAB_FIELD_REQUIRED);
  adw_combo_row_set_selected (row, 2);
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "Delivery"), ==, "Five days");
  value = kab_stage_dup_value (stage, "c");
  g_assert_cmpstr (value, ==, "\"b\"");
}

/* A vehicle is one of the person's own, if the server knows any. */
static void
test_vehicle_choice (void)
{
  g_autoptr (KabStage) stage
      = kab_stage_new ("[{\"name\":\"v\",\"kind\":\"vehicle\",\"label\":\"Car\",\"options\":[{\"value\":"
                       "\"7\",\"title\":\"Škoda · 7742 KX-7\"}]}]");

  g_assert_true (ADW_IS_PREFERENCES_ROW (kab_stage_get_row (stage, "Car")));
  g_assert_false (GTK_IS_EDITABLE (kab_stage_get_row (stage, "Car")));
}

static void
test_calendar (void)
{
  g_autoptr (KabStage) stage = kab_stage_new ("[{\"name\":\"d\",\"kind\":\"date\",\"label\":\"Day\"}]");
  GtkWidget *row = kab_stage_get_row (stage, "Day");
  GtkMenuButton *button = GTK_MENU_BUTTON (kab_stage_find (row, GTK_TYPE_MENU_BUTTON, NULL));
  GtkCalendar *calendar;
  g_autoptr (GDateTime) day = g_date_time_new_utc (2026, 12, 31, 0, 0, 0);

  kab_stage_type (stage, "Day", "24.11.2026");
  gtk_menu_button_popup (button);
  calendar = GTK_CALENDAR (
      kab_stage_find (GTK_WIDGET (gtk_menu_button_get_popover (button)), GTK_TYPE_CALENDAR, NULL));
  g_assert_cmpint (gtk_calendar_get_year (calendar), ==, 2026);
  g_assert_cmpint (gtk_calendar_get_month (calendar), ==, 10);
  g_assert_cmpint (gtk_calendar_get_day (calendar), ==, 24);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "24.11.2026");
  gtk_calendar_select_day (calendar, day);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "31.12.2026");
  g_assert_cmpint (kab_stage_get_state (stage, "Day"), ==, KAB_FIELD_GOOD);
}

/* H-20: a text to be read stands in the form itself, with its version. */
static void
test_note_with_text (void)
{
  g_autoptr (KabStage) stage
      = kab_stage_new ("[{\"name\":\"n\",\"kind\":\"note\",\"label\":\"Provision\",\"document\":\"privacy\"},"
                       "{\"name\":\"m\",\"kind\":\"note\",\"help\":\"Advice\",\"document\":\"nowhere\"}]");
  GtkWidget *view = kab_stage_find (GTK_WIDGET (stage->form), GTK_TYPE_TEXT_VIEW, NULL);

  g_assert_true (kab_stage_shows (GTK_WIDGET (stage->form), "Provision"));
  g_assert_true (kab_stage_shows (GTK_WIDGET (stage->form), "Advice"));
  g_assert_nonnull (view);
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (view)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Положение о конфиденциальности");
  g_assert_true (kab_form_get_complete (stage->form));
}

/* Every form of every organisation: whatever takes the focus has a name. */
static void
test_names (void)
{
  static const char *const steps[][3]
      = { { "east-motors", "registration", "form" },   { "east-motors", "recovery", "who" },
          { "spetsavto", "registration", "form" },     { "spetsavto", "link_account", "account" },
          { "priozernaya", "registration", "person" }, { "priozernaya", "registration", "password" },
          { "autodoc", "registration", "form" },       { "autodoc", "recovery", "who" },
          { "santrek", "registration", "phone" },      { "santrek", "registration", "email" },
          { "santrek", "registration", "finish" } };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *path = g_strdup_printf ("data/organisations/%s.json", steps[i][0]);
      g_autoptr (KabStage) stage = kab_stage_new_step (path, steps[i][1], steps[i][2]);

      kab_stage_check_names (GTK_WIDGET (stage->form));
    }
}

static void
test_names_of_all_kinds (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (
      "[{\"name\":\"a\",\"kind\":\"date\"},{\"name\":\"b\",\"kind\":\"rating\"},{\"name\":\"c\",\"kind\":"
      "\"file\"},"
      "{\"name\":\"d\",\"kind\":\"choice\",\"options\":[{\"value\":\"1\",\"title\":\"A\"},{\"value\":\"2\","
      "\"title\":\"B\"}]},"
      "{\"name\":\"e\",\"kind\":\"consent\",\"document\":\"privacy\"},{\"name\":\"f\",\"kind\":\"captcha\"},"
      "{\"name\":\"g\",\"kind\":\"hologram\"},{\"name\":\"h\",\"kind\":\"note\",\"document\":\"privacy\"},"
      "{\"name\":\"i\",\"kind\":\"vin\"},{\"name\":\"j\",\"kind\":\"money\"},{\"name\":\"k\",\"kind\":"
      "\"password\"}]");

  kab_stage_check_names (GTK_WIDGET (stage->form));
}

int
main (int argc, char *argv[])
{
  kab_stage_init (&argc, &argv);
  g_test_add_func ("/editors/file/read", test_file_read);
  g_test_add_func ("/editors/file/editor", test_file_editor);
  g_test_add_func ("/editors/file/gone", test_file_editor_gone);
  g_test_add_func ("/editors/rating", test_rating);
  g_test_add_func ("/editors/choice/list", test_choice_list);
  g_test_add_func ("/editors/vehicle/choice", test_vehicle_choice);
  g_test_add_func ("/editors/date/calendar", test_calendar);
  g_test_add_func ("/editors/note/H-20/text", test_note_with_text);
  g_test_add_func ("/editors/H1/names", test_names);
  g_test_add_func ("/editors/H1/names-of-all-kinds", test_names_of_all_kinds);
  return g_test_run ();
}
