/* test-overview.c: what needs the person now, what is to pay, what happened. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "kab-cabinets.h"
#include "kab-document-text.h"
#include "kab-memory-secret-store.h"
#include "kab-overview-account.h"
#include "kab-overview-page.h"
#include "kab-overview-row.h"
#include "kab-state-page.h"
#include "kab-status-pill.h"
#include "kab-summary.h"
#include "kab-test-pages.h"
#include "kab-test-server.h"

#define TOKENS                                                                                               \
  "{\"access_token\":\"a\",\"expires_in\":600,\"refresh_token\":\"r\",\"session_id\":\"s\",\"person\":{"     \
  "\"id\":\"p\",\"login\":\"demo@example.org\",\"name\":\"Анна\",\"role\":\"customer\","                     \
  "\"must_change_password\":false}}"
#define NO_DOCUMENTS                                                                                         \
  "{\"items\":[],\"total\":0,\"offset\":0,\"as_of\":\"m\",\"counts\":{\"waits\":0,\"open\":0,\"closed\":0}}"

/* A world with two organisations: a garage that has documents, a utility that has accounts. */
typedef struct
{
  KabTestServer *server;
  KabNet *net;
  KabSecretStore *store;
  KabCabinets *cabinets;
  GtkWidget *window;
  GtkWidget *page;
  GSimpleActionGroup *actions;
  char *activated; /* the action that was, and its parameter */

  const char *documents; /* bodies; NULL: the server fails */
  const char *waiting;
  const char *planned;
  const char *accounts;
  const char *balance;
  GPtrArray *fixtures;
} World;

static const char *
fixture (World *world, const char *name)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("KABINET_SOURCE_DIR"), "tests", "app", "fixtures", name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_ptr_array_add (world->fixtures, text);
  return text;
}

static void
answer (SoupServerMessage *message, guint number, gpointer data)
{
  World *world = data;
  GUri *uri = soup_server_message_get_uri (message);
  const char *path = g_uri_get_path (uri);
  const char *query = g_uri_get_query (uri);
  const char *body;

  if (g_str_has_suffix (path, "/sessions"))
    {
      kab_test_server_reply (message, 201, JSON_TYPE, TOKENS);
      return;
    }
  if (g_str_has_suffix (path, "/documents"))
    body = query != NULL && strstr (query, "waits=true") != NULL                  ? world->waiting
           : query != NULL && strstr (query, "type=maintenance%2Csurvey") != NULL ? world->planned
                                                                                  : world->documents;
  else if (g_str_has_suffix (path, "/balance"))
    body = world->balance;
  else if (g_str_has_suffix (path, "/accounts"))
    body = world->accounts;
  else
    body = fixture (world, g_str_equal (path, "/garage") ? "garage.json" : "utility.json");
  if (body != NULL)
    kab_test_server_reply (message, 200, JSON_TYPE, body);
  else
    kab_test_server_reply (message, 500, PROBLEM_TYPE, PROBLEM ("internal", 500));
}

static void
set_up (World *world, gconstpointer data)
{
  g_autofree char *template = g_build_filename (g_get_home_dir (), "state-XXXXXX", NULL);

  world->fixtures = g_ptr_array_new_with_free_func (g_free);
  world->documents = fixture (world, "documents.json");
  world->waiting = fixture (world, "waiting.json");
  world->planned = NO_DOCUMENTS;
  world->accounts = fixture (world, "accounts.json");
  world->balance = fixture (world, "balance.json");
  world->server = kab_test_server_new ();
  kab_test_server_set_handler (world->server, answer, world);
  world->net = kab_net_new ();
  world->store = KAB_SECRET_STORE (kab_memory_secret_store_new ());
  world->cabinets = kab_cabinets_new (world->net, world->store, g_mkdtemp (template));
}

static void
activated_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  World *world = data;
  g_autofree char *text = g_variant_print (parameter, FALSE);

  g_free (world->activated);
  world->activated = g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)), text);
}

static void
add_action (World *world, const char *name, const char *type)
{
  g_autoptr (GVariantType) parameter = g_variant_type_new (type);
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, parameter);

  g_signal_connect (action, "activate", G_CALLBACK (activated_cb), world);
  g_action_map_add_action (G_ACTION_MAP (world->actions), G_ACTION (action));
}

static void
tear_down (World *world, gconstpointer data)
{
  if (world->window != NULL)
    kab_test_close (world->window);
  g_clear_object (&world->actions);
  g_clear_object (&world->cabinets);
  g_clear_object (&world->store);
  g_clear_object (&world->net);
  kab_test_server_free (world->server);
  g_ptr_array_unref (world->fixtures);
  g_free (world->activated);
}

static KabCabinet *
sign_in (World *world, const char *organisation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabCabinet) cabinet = kab_ui_await_object (
      kab_cabinets_sign_in (world->cabinets, kab_test_server_get_origin (world->server), organisation,
                            "demo@example.org", "demo2026", FALSE),
      &error);

  g_assert_no_error (error);
  /* The list of cabinets keeps it. */
  return kab_cabinets_find (world->cabinets, kab_cabinet_get_id (cabinet));
}

static void
show (World *world, KabCabinet *cabinet, int width)
{
  GtkWidget *view = adw_navigation_view_new ();
  AdwNavigationPage *page = kab_overview_page_new (world->cabinets, cabinet);

  world->page = GTK_WIDGET (page);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
  world->window = kab_test_window (view, width, 760);
  world->actions = g_simple_action_group_new ();
  add_action (world, "open-document", "(ss)");
  add_action (world, "open-section", "(ss)");
  add_action (world, "link-account", "s");
  gtk_widget_insert_action_group (world->window, "win", G_ACTION_GROUP (world->actions));
}

static gboolean
is_settled (gpointer data)
{
  World *world = data;
  KabStatePage *state = KAB_STATE_PAGE (kab_test_find (world->page, KAB_TYPE_STATE_PAGE, 0));
  KabLoad *load = kab_state_page_get_load (state);
  GListModel *cabinets = G_LIST_MODEL (world->cabinets);

  for (guint i = 0; i < g_list_model_get_n_items (cabinets); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (cabinets, i);
      KabSummary *summary = kab_summary_get (cabinet);

      if (kab_load_get_busy (kab_summary_get_documents_load (summary))
          || kab_load_get_busy (kab_summary_get_accounts_load (summary))
          || kab_cabinet_get_descriptor (cabinet) == NULL)
        return FALSE;
    }
  return kab_load_get_state (load) != KAB_LOAD_IDLE && kab_load_get_state (load) != KAB_LOAD_LOADING;
}

static void
settle (World *world)
{
  kab_test_wait_until (is_settled, world);
  kab_ui_settle ();
}

static const char *
row_title (World *world, guint nth)
{
  GtkWidget *row = kab_test_find (world->page, KAB_TYPE_OVERVIEW_ROW, nth);

  return row != NULL ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)) : NULL;
}

static gboolean
has (World *world, const char *text)
{
  return kab_test_find_label (world->page, text) != NULL;
}

static gboolean
has_money (GtkWidget *root, gint64 minor, const char *currency)
{
  g_autoptr (KabMoney) money = kab_money_new (minor, currency);
  g_autofree char *text = kab_money_format (money);

  return kab_test_find_label (root, text) != NULL;
}

static void
test_documents (World *world, gconstpointer data)
{
  KabCabinet *cabinet = sign_in (world, "garage");
  g_autoptr (KabDocumentWindow) document = NULL;
  g_autoptr (KabDocument) first = NULL;
  g_autofree char *sentence = NULL;
  GtkWidget *row;

  show (world, cabinet, 900);
  settle (world);

  /* What waits comes first: what has an end before what has none. */
  g_assert_cmpstr (row_title (world, 0), ==, "Заказ-наряд ИСТ0002714");
  g_assert_cmpstr (row_title (world, 1), ==, "Заявка на ремонт 1000016320");
  /* E-51: the newest document is on top, whatever the order in the answer was. E-40, E-41: type and number. */
  g_assert_cmpstr (row_title (world, 2), ==, "Заказ-наряд ИСТ0002714");
  g_assert_cmpstr (row_title (world, 3), ==, "Заявка на ремонт 1000016317");
  g_assert_cmpstr (row_title (world, 4), ==, "Заказ-наряд ИСТ0002688");
  g_assert_null (row_title (world, 5));
  /* E-42, E-43: reason and date; markup is text. */
  row = kab_test_find (world->page, KAB_TYPE_OVERVIEW_ROW, 3);
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)),
                                   "<a href=\"x\">&</a> стук справа · "));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "2026"));
  /* E-44: a dash while there is no amount. E-45, E-50: a state without a word is just filed. */
  g_assert_nonnull (kab_test_find_label (row, "—"));
  g_assert_nonnull (kab_test_find_label (row, "Filed"));
  g_assert_true (has (world, "Закрыт"));
  /* What the organisation has not is not shown. */
  g_assert_false (has (world, "To Pay"));
  g_assert_true (has (world, "Кабинет клиента"));
  kab_test_check_names (world->page);
  document = kab_test_fixture (KAB_TYPE_DOCUMENT_WINDOW, "documents.json");
  first = g_list_model_get_item (kab_document_window_get_items (document), 0);
  sentence = kab_document_dup_sentence (first);
  g_assert_nonnull (strstr (sentence, "Заявка на ремонт 1000016317, <a href=\"x\">&</a> стук справа, "));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
  kab_test_shoot (world->window, "overview-cabinet");
}

static void
test_ways (World *world, gconstpointer data)
{
  KabCabinet *cabinet = sign_in (world, "garage");
  g_autofree char *document = g_strdup_printf ("open-document ('%s', 'd2')", kab_cabinet_get_id (cabinet));
  g_autofree char *section
      = g_strdup_printf ("open-section ('%s', 'documents')", kab_cabinet_get_id (cabinet));

  show (world, cabinet, 900);
  settle (world);
  g_assert_true (gtk_widget_activate (kab_test_find (world->page, KAB_TYPE_OVERVIEW_ROW, 0)));
  g_assert_cmpstr (world->activated, ==, document);
  g_signal_emit_by_name (gtk_widget_get_parent (kab_test_find_label (world->page, "All")), "clicked");
  g_assert_cmpstr (world->activated, ==, section);
}

static void
test_all (World *world, gconstpointer data)
{
  sign_in (world, "garage");
  sign_in (world, "utility");
  show (world, NULL, 1100);
  settle (world);

  g_assert_cmpstr (row_title (world, 0), ==, "Заказ-наряд ИСТ0002714");
  g_assert_true (has (world, "Автоцентр «Север» · Текущий ремонт · Škoda Octavia · 7742 KX-7"));
  /* S-40: what is to pay, of both accounts together; S-15 in figures. */
  g_assert_true (has_money (world->page, 62622, "RUB"));
  g_assert_true (has (world, "No. 123543566"));
  kab_test_check_names (world->page);
  kab_test_shoot (world->window, "overview-all");
}

static void
test_currencies (World *world, gconstpointer data)
{
  g_autoptr (KabMoney) roubles = kab_money_new (44730, "RUB");
  g_autoptr (KabMoney) others = kab_money_new (17892, "BYN");
  g_autofree char *first = kab_money_format (roubles);
  g_autofree char *second = kab_money_format (others);
  g_autofree char *both = NULL;

  world->accounts = g_strdup (world->accounts);
  g_ptr_array_add (world->fixtures, (gpointer) world->accounts);
  memcpy (strstr (strstr (world->accounts, "17892"), "RUB"), "BYN", 3);
  sign_in (world, "utility");
  show (world, NULL, 1100);
  settle (world);
  both = g_strjoin ("\n", first, second, NULL);
  g_assert_true (has (world, both));
}

#define PLANNED(id, type, due, rest)                                                                         \
  "{\"id\":\"" id "\",\"type\":\"" type "\",\"type_title\":\"ТО\",\"number\":\"П-1\","                       \
  "\"subject\":\"ТО на 60 000 км\",\"date\":\"2026-06-16T10:00:00+03:00\",\"waits\":false,\"version\":1,"    \
  "\"state\":{\"id\":\"agreed\",\"title\":\"Согласовано\",\"tone\":\"accent\"},\"due_at\":" due rest "}"
#define PLANNED_WINDOW(items)                                                                                \
  "{\"items\":[" items "],\"total\":3,\"offset\":0,\"as_of\":\"m\",\"counts\":{\"waits\":0,\"open\":2}}"
#define FAR PLANNED ("p1", "maintenance", "\"2126-01-14T12:00:00+03:00\"", ",\"thing\":\"Octavia <&>\"")
#define LATE PLANNED ("p2", "maintenance", "\"2026-01-14T12:00:00+03:00\"", "")
#define DONE PLANNED ("p3", "maintenance", "null", ",\"thing\":\"Golf\"")
#define SURVEY PLANNED ("p4", "survey", "\"2126-02-14T12:00:00+03:00\"", ",\"thing\":\"Duster\"")

static gboolean
has_planned (gpointer world)
{
  return has (world, "Octavia <&>");
}

/* The answers come in any order. */
static gboolean
has_everything (gpointer world)
{
  return row_title (world, 6) != NULL;
}

static gboolean
has_survey (gpointer world)
{
  return has (world, "Duster");
}

/* E-39: the first page tells about planned maintenance. E-07: the agreed date, vehicle by vehicle. */
static void
test_planned (World *world, gconstpointer data)
{
  KabCabinet *cabinet;
  g_autofree char *document = NULL;
  GtkWidget *row;

  world->planned = PLANNED_WINDOW (FAR "," LATE "," DONE);
  cabinet = sign_in (world, "garage");
  document = g_strdup_printf ("open-document ('%s', 'p1')", kab_cabinet_get_id (cabinet));
  show (world, cabinet, 900);
  kab_test_wait_until (has_everything, world);
  settle (world);

  g_assert_true (has (world, "ТО & осмотр"));
  g_assert_false (has (world, "To Pay"));
  /* Its rows are found first, being the least deep. What is due first is first, and a day that has passed stands out; what is over has no day any more. */
  g_assert_cmpstr (row_title (world, 0), ==, "ТО П-1");
  row = kab_test_find (world->page, KAB_TYPE_OVERVIEW_ROW, 0);
  g_assert_true (gtk_widget_get_mapped (kab_test_find (row, KAB_TYPE_STATUS_PILL, 0)));
  g_assert_cmpstr (row_title (world, 1), ==, "Octavia <&>");
  row = kab_test_find (world->page, KAB_TYPE_OVERVIEW_ROW, 1);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "January 14, 2126 · ТО на 60 000 км");
  g_assert_null (row_title (world, 7));
  kab_test_check_names (world->page);
  g_assert_true (gtk_widget_activate (row));
  g_assert_cmpstr (world->activated, ==, document);
  kab_test_shoot (world->window, "overview-planned");

  /* Of several kinds there is a title for all; without any there is no group. */
  world->planned = PLANNED_WINDOW (FAR "," SURVEY);
  gtk_widget_activate_action (world->page, "page.refresh", NULL);
  kab_test_wait_until (has_survey, world);
  g_assert_true (has (world, "Planned"));
}

static gboolean
has_no_planned (gpointer world)
{
  return !has_planned (world);
}

static void
test_nothing_planned (World *world, gconstpointer data)
{
  world->planned = PLANNED_WINDOW (FAR);
  show (world, sign_in (world, "garage"), 900);
  kab_test_wait_until (has_planned, world);
  world->planned = NO_DOCUMENTS;
  gtk_widget_activate_action (world->page, "page.refresh", NULL);
  kab_test_wait_until (has_no_planned, world);
  g_assert_false (has (world, "ТО & осмотр"));
}

static gboolean
has_figures (gpointer page)
{
  return kab_test_find_label (page, "Debt at the Beginning of October 2026") != NULL;
}

static void
test_balance (World *world, gconstpointer data)
{
  static const char *const lines[] = { "Debt at the Beginning of October 2026",
                                       "Charged for October 2026",
                                       "Recalculated",
                                       "Penalty for October 2026",
                                       "Paid",
                                       "To Pay" };
  KabCabinet *cabinet = sign_in (world, "utility");
  GtkWidget *row;

  show (world, cabinet, 900);
  settle (world);
  row = kab_test_find (world->page, KAB_TYPE_OVERVIEW_ACCOUNT, 0);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  kab_test_wait_until (has_figures, row);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_nonnull (kab_test_find_label (row, lines[i]));
  g_assert_true (has_money (row, -44730, "RUB"));
  g_assert_true (has_money (row, 0, "RUB"));
  /* The month is named. */
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), "October 2026"));
  g_assert_nonnull (kab_test_find_label (row, "Начисления и платежи"));
  kab_test_check_names (world->page);
  kab_test_shoot (world->window, "overview-balance");
}

static gboolean
has_retry (gpointer row)
{
  return kab_test_find_label (row, "Try Again") != NULL;
}

static void
test_balance_fails (World *world, gconstpointer data)
{
  KabCabinet *cabinet = sign_in (world, "utility");
  const char *balance = world->balance;
  GtkWidget *row;

  world->balance = NULL;
  show (world, cabinet, 900);
  settle (world);
  row = kab_test_find (world->page, KAB_TYPE_OVERVIEW_ACCOUNT, 0);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  kab_test_wait_until (has_retry, row);
  world->balance = balance;
  g_signal_emit_by_name (gtk_widget_get_parent (kab_test_find_label (row, "Try Again")), "clicked");
  kab_test_wait_until (has_figures, row);
}

static void
test_unlinked (World *world, gconstpointer data)
{
  KabCabinet *cabinet;
  g_autofree char *link = NULL;

  world->accounts = "{\"items\":[]}";
  cabinet = sign_in (world, "utility");
  link = g_strdup_printf ("link-account '%s'", kab_cabinet_get_id (cabinet));
  show (world, NULL, 900);
  settle (world);
  g_assert_cmpstr (row_title (world, 0), ==, "Link Account");
  g_assert_true (has_money (world->page, 0, "RUB"));
  g_assert_true (gtk_widget_activate (kab_test_find (world->page, KAB_TYPE_OVERVIEW_ROW, 0)));
  g_assert_cmpstr (world->activated, ==, link);
}

static void
test_unlinked_cabinet (World *world, gconstpointer data)
{
  world->accounts = "{\"items\":[]}";
  show (world, sign_in (world, "utility"), 900);
  settle (world);
  g_assert_true (has (world, "Personal account not linked"));
  g_assert_true (has (world, "Nothing needs you now"));
  kab_test_check_names (world->page);
  kab_test_shoot (world->window, "overview-unlinked");
}

static void
test_one_fails (World *world, gconstpointer data)
{
  AdwBanner *banner;

  sign_in (world, "garage");
  sign_in (world, "utility");
  world->accounts = NULL;
  show (world, NULL, 1100);
  settle (world);
  banner = ADW_BANNER (kab_test_find (world->page, ADW_TYPE_BANNER, 0));
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_cmpstr (adw_banner_get_title (banner), ==, "No answer from Чистый город");
  g_assert_cmpstr (row_title (world, 0), ==, "Заказ-наряд ИСТ0002714");

  /* It is known again after the next try. */
  world->accounts = fixture (world, "accounts.json");
  gtk_widget_activate_action (world->page, "page.refresh", NULL);
  settle (world);
  g_assert_false (adw_banner_get_revealed (banner));
  g_assert_true (has_money (world->page, 62622, "RUB"));

  /* What was known stays, and its age is told. */
  world->accounts = NULL;
  gtk_widget_activate_action (world->page, "page.refresh", NULL);
  settle (world);
  g_assert_true (g_str_has_prefix (adw_banner_get_title (banner),
                                   "No answer from Чистый город, shown is what was known on "));
  g_assert_true (has_money (world->page, 62622, "RUB"));
  kab_test_shoot (world->window, "overview-one-fails");
}

static void
test_fails (World *world, gconstpointer data)
{
  KabStatePage *state;

  world->documents = world->waiting = NULL;
  show (world, sign_in (world, "garage"), 900);
  settle (world);
  state = KAB_STATE_PAGE (kab_test_find (world->page, KAB_TYPE_STATE_PAGE, 0));
  g_assert_cmpstr (kab_state_page_get_shown (state), ==, "failed");
  g_assert_true (has (world, "+375 17 200-00-00"));

  world->documents = world->waiting = NO_DOCUMENTS;
  g_signal_emit_by_name (state, "retry");
  settle (world);
  g_assert_cmpstr (kab_state_page_get_shown (state), ==, "ready");
  g_assert_true (has (world, "Nothing needs you now"));
  g_assert_true (has (world, "No documents yet"));
}

static void
test_empty (World *world, gconstpointer data)
{
  show (world, NULL, 900);
  settle (world);
  g_assert_true (has (world, "No Cabinets Yet"));
  kab_test_check_names (world->page);
}

static void
test_compact (World *world, gconstpointer data)
{
  GtkWidget *row;

  show (world, sign_in (world, "garage"), 360);
  settle (world);
  kab_test_shoot (world->window, "overview-narrow");
  row = kab_test_find (world->page, KAB_TYPE_OVERVIEW_ROW, 2);
  g_assert_null (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "486"));
  g_object_set (world->page, "compact", TRUE, NULL);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "486.20"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), " · Ждёт вас"));
  g_object_set (world->page, "compact", FALSE, NULL);
}

/* A refresh that brings nothing new leaves the rows, and so the focus, where they are. */
static void
test_refresh (World *world, gconstpointer data)
{
  GtkWidget *row;

  show (world, sign_in (world, "garage"), 900);
  settle (world);
  row = kab_test_find (world->page, KAB_TYPE_OVERVIEW_ROW, 2);
  gtk_widget_activate_action (world->page, "page.refresh", NULL);
  settle (world);
  g_assert_true (kab_test_find (world->page, KAB_TYPE_OVERVIEW_ROW, 2) == row);
}

#define ADD(path, func) g_test_add (path, World, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  kab_test_init (&argc, &argv);
  ADD ("/overview/E-38/E-40/E-41/E-42/E-43/E-44/E-45/E-51/documents", test_documents);
  ADD ("/overview/ways", test_ways);
  ADD ("/overview/E-07/E-39/planned-maintenance", test_planned);
  ADD ("/overview/E-39/nothing-planned", test_nothing_planned);
  ADD ("/overview/S-40/all-cabinets", test_all);
  ADD ("/overview/currencies-are-not-added", test_currencies);
  ADD ("/overview/S-41/S-42/S-43/S-44/S-45/S-46/balance", test_balance);
  ADD ("/overview/balance-fails", test_balance_fails);
  ADD ("/overview/S-15/S-17/account-not-linked", test_unlinked);
  ADD ("/overview/S-17/cabinet-without-account", test_unlinked_cabinet);
  ADD ("/overview/C1/one-fails", test_one_fails);
  ADD ("/overview/fails-and-comes-back", test_fails);
  ADD ("/overview/empty", test_empty);
  ADD ("/overview/H1/compact", test_compact);
  ADD ("/overview/refresh-keeps-rows", test_refresh);
  return g_test_run ();
}
