/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-calendar.h"
#include "kab-descriptor.h"
#include "kab-document.h"
#include "kab-flow.h"
#include "kab-problem.h"
#include "record-types.h"

/* What the records offer beside their getters. */

static gpointer
decode (GType type, const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;
  gpointer record = kab_record_decode (type, node, &error);

  g_assert_no_error (error);
  return record;
}

static KabDescriptor *
make_descriptor (const char *member, const char *json)
{
  g_autoptr (JsonNode) node = record_type_make_json (KAB_TYPE_DESCRIPTOR, TRUE);
  g_autoptr (GError) error = NULL;
  KabDescriptor *descriptor;

  json_object_set_member (json_node_get_object (node), member, json_from_string (json, NULL));
  descriptor = kab_record_decode (KAB_TYPE_DESCRIPTOR, node, &error);
  g_assert_no_error (error);
  return descriptor;
}

static void
test_flows (void)
{
  g_autoptr (KabDescriptor) descriptor = make_descriptor (
      "flows",
      "{\"registration\":{\"title\":\"R\",\"steps\":[{\"id\":\"a\",\"kind\":\"hologram\",\"title\":\"A\"}]},"
      "\"recovery\":{\"title\":5},\"link_account\":null}");
  g_autoptr (KabFlowSummary) flow = kab_descriptor_dup_flow (descriptor, "registration");
  g_autoptr (KabStepSummary) step = NULL;

  g_assert_cmpstr (kab_flow_summary_get_title (flow), ==, "R");
  step = g_list_model_get_item (kab_flow_summary_get_steps (flow), 0);
  /* A kind from the future is kept as it is. */
  g_assert_cmpstr (kab_step_summary_get_kind (step), ==, "hologram");
  g_assert_null (kab_descriptor_dup_flow (descriptor, "recovery"));
  g_assert_null (kab_descriptor_dup_flow (descriptor, "link_account"));
  g_assert_null (kab_descriptor_dup_flow (descriptor, "other"));
}

static void
test_sections (void)
{
  g_autoptr (KabDescriptor) titled = make_descriptor (
      "section_titles", "{\"documents\":\"Заявки и наряды\",\"receipts\":5,\"pages\":null}");
  g_autoptr (KabDescriptor) untitled = make_descriptor ("section_titles", "null");
  g_autoptr (KabDescriptor) odd = make_descriptor ("section_titles", "[]");
  g_autoptr (KabDescriptor) some = make_descriptor ("sections", "[\"documents\"]");

  g_assert_cmpstr (kab_descriptor_get_section_title (titled, "documents"), ==, "Заявки и наряды");
  g_assert_null (kab_descriptor_get_section_title (titled, "receipts"));
  g_assert_null (kab_descriptor_get_section_title (titled, "pages"));
  g_assert_null (kab_descriptor_get_section_title (titled, "accounts"));
  g_assert_null (kab_descriptor_get_section_title (untitled, "documents"));
  g_assert_null (kab_descriptor_get_section_title (odd, "documents"));
  g_assert_true (kab_descriptor_has_section (some, "documents"));
  g_assert_false (kab_descriptor_has_section (some, "receipts"));
}

static void
test_look_ups (void)
{
  g_autoptr (KabDescriptor) types
      = make_descriptor ("document_types", "[{\"id\":\"request\",\"title\":\"Заявка\",\"states\":[]},"
                                           "{\"id\":\"work_order\",\"title\":\"Наряд\",\"states\":[]}]");
  g_autoptr (KabDescriptor) texts = make_descriptor (
      "legal", "[{\"id\":\"privacy\",\"version\":\"1\",\"title\":\"P\",\"text\":\"…\",\"sha256\":\"0\"}]");
  g_autoptr (KabDocumentType) type = kab_descriptor_dup_document_type (types, "work_order");
  g_autoptr (KabLegalText) text = kab_descriptor_dup_legal_text (texts, "privacy");

  g_assert_cmpstr (kab_document_type_get_title (type), ==, "Наряд");
  g_assert_cmpstr (kab_legal_text_get_title (text), ==, "P");
  g_assert_null (kab_descriptor_dup_document_type (types, "other"));
  g_assert_null (kab_descriptor_dup_legal_text (texts, NULL));
}

/* A-72: the organisation's hours, from its descriptor. */
static void
test_calendar (void)
{
  g_autoptr (KabCalendar) calendar
      = decode (KAB_TYPE_CALENDAR, "{\"week\":[{\"days\":[1,2,3,4,5],\"from\":\"09:00\",\"to\":\"18:00\"},"
                                   "{\"days\":[6,\"x\",99,null],\"from\":\"10:00\",\"to\":\"14:00\"},"
                                   "{\"days\":7,\"from\":\"00:00\",\"to\":\"24:00\"},"
                                   "{\"days\":[7],\"from\":\"late\",\"to\":\"later\"}],"
                                   "\"holidays\":[\"2026-11-24\",\"never\"]}");
  g_autoptr (KabWorkingTime) time = kab_calendar_dup_working_time (calendar, "Europe/Minsk");
  g_autoptr (KabWorkingTime) nowhere = kab_calendar_dup_working_time (calendar, "Mars/Olympus");
  static const struct
  {
    const char *at;
    gboolean open;
  } rows[] = {
    { "2026-11-23T09:00:00+03:00", TRUE },  { "2026-11-23T08:59:00+03:00", FALSE },
    { "2026-11-24T12:00:00+03:00", FALSE }, { "2026-11-28T13:00:00+03:00", TRUE },
    { "2026-11-29T12:00:00+03:00", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (rows[i].at, NULL);

      g_assert_cmpint (kab_working_time_is_open (time, at), ==, rows[i].open);
    }
  g_assert_nonnull (nowhere);
}

static void
test_field_error (void)
{
  static const struct
  {
    const char *pointer;
    const char *field;
  } rows[] = {
    { "/values/email", "email" },
    { "/login", "login" },
    { "/values/a~1b~0c", "a/b~c" },
    { "", NULL },
    { "/", NULL },
    { "/values/", NULL },
    { "/items/0/quantity", NULL },
    { "email", NULL },
    { "/values/~01", "~1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KabFieldError) error
          = g_object_new (KAB_TYPE_FIELD_ERROR, "pointer", rows[i].pointer, "code", "email", NULL);
      g_autofree char *field = kab_field_error_dup_field (error);

      g_assert_cmpstr (field, ==, rows[i].field);
    }
}

static void
test_field_error_params (void)
{
  g_autoptr (KabFieldError) error = decode (
      KAB_TYPE_FIELD_ERROR,
      "{\"pointer\":\"/a\",\"code\":\"range\",\"params\":{\"min\":5,\"rule\":\"inn\",\"max\":\"9\"}}");
  g_autoptr (KabFieldError) bare = decode (KAB_TYPE_FIELD_ERROR, "{\"pointer\":\"/a\",\"code\":\"range\"}");

  g_assert_cmpint (kab_field_error_get_number (error, "min", -1), ==, 5);
  g_assert_cmpint (kab_field_error_get_number (error, "max", -1), ==, -1);
  g_assert_cmpint (kab_field_error_get_number (bare, "min", -1), ==, -1);
  g_assert_cmpstr (kab_field_error_get_text (error, "rule"), ==, "inn");
  g_assert_null (kab_field_error_get_text (error, "min"));
  g_assert_null (kab_field_error_get_text (bare, "rule"));
}

static void
test_problem_name (void)
{
  g_autoptr (KabProblem) ours = decode (KAB_TYPE_PROBLEM, "{\"type\":\"urn:kabinet:problem:wrong-code\"}");
  g_autoptr (KabProblem) theirs
      = decode (KAB_TYPE_PROBLEM, "{\"type\":\"https://example.org/out-of-credit\"}");
  g_autoptr (KabProblem) bare = decode (KAB_TYPE_PROBLEM, "{}");

  g_assert_cmpstr (kab_problem_get_name (ours), ==, "wrong-code");
  g_assert_null (kab_problem_get_name (theirs));
  g_assert_null (kab_problem_get_name (bare));
}

static void
test_counts (void)
{
  g_autoptr (KabDocumentWindow) window
      = decode (KAB_TYPE_DOCUMENT_WINDOW, "{\"items\":[],\"total\":0,\"offset\":0,\"as_of\":\"1\","
                                          "\"counts\":{\"waits\":3,\"open\":\"many\"}}");

  g_assert_cmpint (kab_document_window_get_count (window, "waits"), ==, 3);
  g_assert_cmpint (kab_document_window_get_count (window, "open"), ==, 0);
  g_assert_cmpint (kab_document_window_get_count (window, "closed"), ==, 0);
}

/* H-14, as it comes from the server. */
static void
test_password_rule (void)
{
  g_autoptr (KabPasswordRule) rule = decode (
      KAB_TYPE_PASSWORD_RULE, "{\"min\":7,\"alphabet\":\"latin_digits\",\"require\":[\"digit\",\"letter\"],"
                              "\"text\":\"Не менее 7 символов\"}");
  g_autoptr (KabPasswordRule) future
      = decode (KAB_TYPE_PASSWORD_RULE,
                "{\"min\":1,\"alphabet\":\"runes\",\"require\":[\"rune\"],\"forbid\":\"!\",\"text\":\"\"}");
  KabPasswordVerdict verdicts[KAB_PASSWORD_MAX_VERDICTS];
  KabIssue issue;

  g_assert_true (kab_password_rule_check (rule, "abc1234", NULL));
  g_assert_false (kab_password_rule_check (rule, "abcdefg", &issue));
  g_assert_cmpint (issue.code, ==, KAB_ISSUE_PASSWORD_DIGIT);
  g_assert_cmpuint (kab_password_rule_judge (rule, "", verdicts), ==, 4);
  /* What a later server asks for is left to it. */
  g_assert_true (kab_password_rule_check (future, "пароль", NULL));
  g_assert_false (kab_password_rule_check (future, "пароль!", NULL));
}

/* A state from the future keeps the server's own title (E-45); a blank one stays blank (E-50). */
static void
test_states (void)
{
  g_autoptr (KabDocumentState) future
      = decode (KAB_TYPE_DOCUMENT_STATE,
                "{\"id\":\"teleported\",\"title\":\"Телепортирован\",\"tone\":\"ultraviolet\"}");
  g_autoptr (KabDocumentState) blank
      = decode (KAB_TYPE_DOCUMENT_STATE, "{\"id\":\"filed\",\"title\":\"\",\"tone\":\"neutral\"}");

  g_assert_cmpstr (kab_document_state_get_title (future), ==, "Телепортирован");
  g_assert_cmpstr (kab_document_state_get_tone (future), ==, "ultraviolet");
  g_assert_cmpstr (kab_document_state_get_title (blank), ==, "");
}

/* Decodes every item of the array @member of @object, which may be absent. */
static guint
decode_items (GType type, JsonObject *object, const char *member, const char *where)
{
  JsonArray *items
      = json_object_has_member (object, member) ? json_object_get_array_member (object, member) : NULL;
  guint n_items = items != NULL ? json_array_get_length (items) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KabRecord) item = kab_record_decode (type, json_array_get_element (items, i), &error);

      if (item == NULL)
        g_error ("%s: %s %u: %s", where, member, i, error->message);
    }
  return n_items;
}

static guint
decode_flow (JsonObject *flow, const char *where)
{
  JsonArray *steps = json_object_get_array_member (flow, "steps");
  guint n_items = decode_items (KAB_TYPE_STEP_SUMMARY, flow, "steps", where);

  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      n_items += decode_items (KAB_TYPE_FIELD, json_array_get_object_element (steps, i), "fields", where);
      n_items += decode_items (KAB_TYPE_ADVICE, json_array_get_object_element (steps, i), "advice", where);
    }
  return n_items;
}

/* The descriptors that come with the program: every step of every flow, with its fields and advice. */
static void
test_shipped_descriptors (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("KABINET_SOURCE_DIR"), "data", "organisations", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_items = 0;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GList) ids = NULL;
      JsonObject *flows;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      node = json_from_string (text, NULL);
      flows = json_object_get_object_member (json_node_get_object (node), "flows");
      ids = json_object_get_members (flows);
      for (GList *id = ids; id != NULL; id = id->next)
        n_items += decode_flow (json_object_get_object_member (flows, id->data), name);
    }
  g_assert_cmpuint (n_items, >, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/helpers/descriptor/flows", test_flows);
  g_test_add_func ("/helpers/descriptor/sections", test_sections);
  g_test_add_func ("/helpers/descriptor/look-ups", test_look_ups);
  g_test_add_func ("/helpers/A-72/calendar", test_calendar);
  g_test_add_func ("/helpers/field-error/C2/field", test_field_error);
  g_test_add_func ("/helpers/field-error/C2/params", test_field_error_params);
  g_test_add_func ("/helpers/problem-name", test_problem_name);
  g_test_add_func ("/helpers/counts", test_counts);
  g_test_add_func ("/helpers/H-14/password-rule", test_password_rule);
  g_test_add_func ("/helpers/E-45/E-50/states", test_states);
  g_test_add_func ("/helpers/shipped-descriptors", test_shipped_descriptors);
  return g_test_run ();
}
