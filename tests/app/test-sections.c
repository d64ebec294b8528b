/* test-sections.c: the sections of a cabinet that keeps accounts, in their five states, with a hostile server too. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "kab-accounts-page.h"
#include "kab-balance-page.h"
#include "kab-charge-chart.h"
#include "kab-detail-dialog.h"
#include "kab-form.h"
#include "kab-memory-secret-store.h"
#include "kab-receipt-page.h"
#include "kab-shortcuts.h"
#include "kab-sidebar-row.h"
#include "kab-state-page.h"
#include "kab-summary.h"
#include "kab-test-pages.h"
#include "kab-test-server.h"
#include "kab-window.h"

/* What a person, an organisation or a document may be called: it is shown, letter by letter (J5). */
#define HOSTILE "<a href=\"x\">&</a>"
#define HOSTILE_JSON "<a href=\\\"x\\\">&</a>"

#define TOKENS                                                                                               \
  "{\"access_token\":\"a\",\"expires_in\":600,\"refresh_token\":\"r\",\"session_id\":\"s\",\"person\":{"     \
  "\"id\":\"p\",\"login\":\"demo@example.org\",\"name\":\"" HOSTILE_JSON "\",\"role\":\"customer\","         \
  "\"must_change_password\":false}}"
#define MONEY(minor) "{\"minor\":" #minor ",\"currency\":\"RUB\"}"
#define STATE "{\"id\":\"unpaid\",\"title\":\"" HOSTILE_JSON "\",\"tone\":\"neutral\"}"
#define ACCOUNT(id, number)                                                                                  \
  "{\"id\":\"" id "\",\"number\":\"" number "\",\"title\":\"" HOSTILE_JSON "\",\"address\":\"" HOSTILE_JSON  \
  "\",\"holder\":\"" HOSTILE_JSON                                                                            \
  "\",\"to_pay\":" MONEY (44730) ",\"linked_at\":\"2026-10-01T10:00:00+03:00\",\"currency\":\"RUB\"}"
#define ACCOUNTS "{\"items\":[" ACCOUNT ("1", "123543566") "," ACCOUNT ("2", "100000005") "]}"
#define BALANCE                                                                                              \
  "{\"month\":\"2026-10\",\"opening\":" MONEY (44730) ",\"charged\":" MONEY (                                \
      44730) ",\"recalculated\":" MONEY (0) ",\"penalty\":" MONEY (0) ",\"paid\":" MONEY (44730) ",\"to_"    \
                                                                                                 "pay\""     \
                                                                                                 ":" MONEY ( \
                                                                                                     44730) "}"
#define RECEIPT                                                                                              \
  "{\"id\":\"91\",\"number\":\"" HOSTILE_JSON "\",\"title\":\"" HOSTILE_JSON "\",\"month\":\"2026-10\","     \
  "\"issued_at\":\"2026-11-05T09:00:00+03:00\",\"amount\":" MONEY (                                          \
      44730) ",\"state\":" STATE ",\"account\":\"123543566\",\"due_at\":\"2026-12-10\",\"lines\":[{\"id\":"  \
             "\"1\",\"title\":\"" HOSTILE_JSON                                                               \
             "\",\"amount\":" MONEY (44730) "}],\"properties\":[{\"label\":\"" HOSTILE_JSON                  \
                                            "\",\"value\":\"" HOSTILE_JSON "\"}]}"
#define RECEIPTS "{\"items\":[" RECEIPT "]}"
#define EMPTY "{\"items\":[]}"
#define FIELD                                                                                                \
  "{\"name\":\"phone\",\"kind\":\"text\",\"label\":\"Телефон\",\"required\":false,\"max_length\":60}"
#define INFORMATION(phone)                                                                                   \
  "{\"id\":\"1\",\"number\":\"123543566\",\"to_pay\":" MONEY (                                               \
      44730) ",\"linked_at\":\"2026-10-01T10:00:00+03:00\","                                                 \
             "\"groups\":[{\"title\":\"" HOSTILE_JSON                                                        \
             "\",\"properties\":[{\"name\":\"holder\",\"label\":\"Владелец\",\"value\":\"" HOSTILE_JSON      \
             "\"},{\"name\":\"phone\",\"label\":\"Телефон\"," phone "\"field\":" FIELD "}]}]}"
#define OVERPAID                                                                                             \
  "{\"month\":\"2026-09\",\"opening\":" MONEY (0) ",\"charged\":" MONEY (30000) ",\"recalculated\":" MONEY ( \
      0) ","                                                                                                 \
         "\"penalty\":" MONEY (0) ",\"paid\":" MONEY (40000) ",\"to_pay\":" MONEY (-10000) "}"
#define CHARGES                                                                                              \
  "{\"items\":[{\"id\":\"1\",\"month\":\"2026-10\",\"kind\":\"charge\",\"service\":\"" HOSTILE_JSON          \
  "\",\"quantity\":\"5\","                                                                                   \
  "\"unit\":\"чел.\",\"tariff\":" MONEY (8946) ",\"amount\":" MONEY (                                        \
      44730) "},{\"id\":\"2\",\"month\":\"2026-10\","                                                        \
             "\"kind\":\"recalculation\",\"amount\":" MONEY (                                                \
                 -100) ",\"reason\":\"Двое выехали\"},{\"id\":\"3\",\"month\":"                              \
                       "\"2026-10\",\"kind\":\"penalty\",\"amount\":" MONEY (                                \
                           100) ",\"reason\":\"Просрочка\"}],\"months\":[" BALANCE "," OVERPAID              \
                                "],\"alarm\":{\"month\":\"2026-10\",\"amount\":" MONEY (                     \
                                    44730) ",\"usual\":" MONEY (30000) ",\"services\":"                      \
                                                                       "[{\"title\":\"" HOSTILE_JSON         \
                                                                       "\",\"amount\":" MONEY (              \
                                                                           44730) ",\"usual\":" MONEY (30000) "}]}}"
#define PAYMENTS                                                                                             \
  "{\"items\":[{\"id\":\"9\",\"at\":\"2026-10-08T12:41:00+03:00\",\"amount\":" MONEY (                       \
      44730) ",\"method\":\"" HOSTILE_JSON "\",\"state\":{\"id\":\"posted\",\"title\":\"Зачислен\","         \
             "\"tone\":\"good\"},\"number\":\"77-1\",\"receipt\":\"91\"},"                                   \
             "{\"id\":\"8\",\"at\":\"2026-09-08T12:41:00+03:00\",\"amount\":" MONEY (                        \
                 100) ",\"state\":{\"id\":\"expected\","                                                     \
                      "\"title\":\"В пути\",\"tone\":\"accent\"},\"note\":\"Виден через 24–48 часов\"}]}"

typedef enum
{
  GOOD,
  NOTHING,
  BROKEN,
  SILENT,
} Mood;

typedef struct
{
  KabTestServer *server;
  KabNet *net;
  KabSecretStore *store;
  KabCabinets *cabinets;
  KabWindow *window;
  KabCabinet *cabinet;
  Mood accounts; /* how the server answers */
  Mood rest;
  guint told;     /* details that came in */
  guint unlinked; /* accounts that were unlinked */
  char *folder;
  char *descriptor;
} World;

static void
reply (SoupServerMessage *message, Mood mood, const char *body)
{
  switch (mood)
    {
    case GOOD:
      kab_test_server_reply (message, 200, JSON_TYPE, body);
      break;
    case NOTHING:
      kab_test_server_reply (message, 200, JSON_TYPE, EMPTY);
      break;
    case BROKEN:
      kab_test_server_reply (message, 500, PROBLEM_TYPE, PROBLEM ("internal", 500));
      break;
    case SILENT:
      soup_server_message_pause (message);
      break;
    }
}

static void
answer (SoupServerMessage *message, guint number, gpointer data)
{
  World *world = data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  if (g_str_has_suffix (path, "/sessions"))
    kab_test_server_reply (message, 201, JSON_TYPE, TOKENS);
  else if (g_str_has_suffix (path, "/utility"))
    kab_test_server_reply (message, 200, JSON_TYPE, world->descriptor);
  else if (g_str_has_suffix (path, "/accounts"))
    reply (message, world->accounts, ACCOUNTS);
  else if (g_str_equal (soup_server_message_get_method (message), SOUP_METHOD_DELETE))
    {
      world->unlinked++;
      soup_server_message_set_status (message, 204, NULL);
      soup_message_headers_append (soup_server_message_get_response_headers (message), "X-Kabinet", "1");
    }
  else if (g_str_has_suffix (path, "/details"))
    {
      world->told++;
      kab_test_server_reply (message, 200, JSON_TYPE, INFORMATION ("\"value\":\"+7 910 777-00-66\","));
    }
  else if (g_str_has_suffix (path, "/accounts/1") || g_str_has_suffix (path, "/accounts/2"))
    reply (message, world->rest, INFORMATION (""));
  else if (g_str_has_suffix (path, "/charges"))
    reply (message, world->rest, CHARGES);
  else if (g_str_has_suffix (path, "/payments"))
    reply (message, world->rest, PAYMENTS);
  else if (g_str_has_suffix (path, "/balance"))
    reply (message, world->rest, BALANCE);
  else if (g_str_has_suffix (path, "/receipts"))
    reply (message, world->rest, RECEIPTS);
  else if (g_str_has_suffix (path, "/receipts/91"))
    reply (message, world->rest, RECEIPT);
  else
    kab_test_server_reply (message, 404, PROBLEM_TYPE, PROBLEM ("not-found", 404));
}

static char *
read_descriptor (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("KABINET_SOURCE_DIR"), "tests", "app", "fixtures", "utility.json", NULL);
  g_autoptr (GString) text = NULL;
  char *json = NULL;

  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  text = g_string_new_take (json);
  g_string_replace (text, "\"Чистый город\"", "\"" HOSTILE_JSON "\"", 0);
  g_string_replace (text, "\"Квитанции\"", "\"" HOSTILE_JSON "\"", 0);
  g_string_replace (text, "\"overview\", \"balance\"", "\"overview\", \"information\", \"balance\"", 0);
  g_string_replace (text, "\"Абонентский отдел\"", "\"" HOSTILE_JSON "\"", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_described (gpointer data)
{
  return kab_cabinet_get_descriptor (data) != NULL;
}

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  world->descriptor = read_descriptor ();
  world->folder = g_dir_make_tmp ("kabinet-sections-XXXXXX", NULL);
  world->server = kab_test_server_new ();
  kab_test_server_set_handler (world->server, answer, world);
  world->net = kab_net_new ();
  kab_net_set_retry_base (world->net, 1);
  world->store = KAB_SECRET_STORE (kab_memory_secret_store_new ());
  world->cabinets = kab_cabinets_new (world->net, world->store, world->folder);
  world->window = kab_window_new (NULL, world->cabinets, kab_test_server_get_origin (world->server));
  gtk_window_set_default_size (GTK_WINDOW (world->window), 1100, 760);
  gtk_window_present (GTK_WINDOW (world->window));
}

static void
tear_down (World *world, gconstpointer data)
{
  kab_test_close (GTK_WIDGET (world->window));
  g_clear_object (&world->cabinet);
  g_clear_object (&world->cabinets);
  g_clear_object (&world->store);
  kab_net_abort (world->net);
  g_clear_object (&world->net);
  kab_test_server_free (world->server);
  g_free (world->descriptor);
  g_free (world->folder);
}

static void
sign_in (World *world)
{
  g_autoptr (GError) error = NULL;

  world->cabinet = kab_ui_await_object (
      kab_cabinets_sign_in (world->cabinets, kab_test_server_get_origin (world->server), "utility",
                            "demo@example.org", "demo2026", FALSE),
      &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.open-cabinet", "s",
                              kab_cabinet_get_id (world->cabinet));
  kab_test_wait_until (is_described, world->cabinet);
}

typedef struct
{
  World *world;
  const char *shown;
} Expected;

static gboolean
shows (gpointer data)
{
  Expected *expected = data;
  GtkWidget *page = kab_test_find (GTK_WIDGET (expected->world->window), KAB_TYPE_STATE_PAGE, 0);

  return page != NULL && g_str_equal (kab_state_page_get_shown (KAB_STATE_PAGE (page)), expected->shown);
}

static void
open_section (World *world, const char *section, const char *shown)
{
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.open-section", "(ss)",
                              kab_cabinet_get_id (world->cabinet), section);
  kab_test_wait_until (shows, &(Expected) { world, shown });
  kab_ui_settle ();
  kab_test_check_names (GTK_WIDGET (world->window));
}

static gboolean
has (World *world, const char *text)
{
  return kab_test_find_label (GTK_WIDGET (world->window), text) != NULL;
}

/* Each section in its five states; idle is what stands before anybody asks. */
static void
test_states (World *world, gconstpointer data)
{
  static const char *const sections[] = { "information", "balance", "receipts", "accounts" };

  sign_in (world);
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    open_section (world, sections[i], "ready");
}

static void
test_empty (World *world, gconstpointer data)
{
  world->accounts = NOTHING;
  sign_in (world);

  /* S-15: 0.00 before any account is linked. S-17: it is said, and there is a way to link one. */
  open_section (world, "balance", "empty");
  g_assert_true (has (world, "Account Not Linked"));
  g_assert_true (has (world, "Привязать счёт"));
  open_section (world, "receipts", "empty");
  g_assert_true (has (world, "Account Not Linked"));
  kab_test_shoot (GTK_WIDGET (world->window), "sections-not-linked");
  open_section (world, "accounts", "empty");
  g_assert_nonnull (kab_summary_get_to_pay (kab_summary_get (world->cabinet)));
  g_assert_cmpint (kab_summary_get_to_pay (kab_summary_get (world->cabinet))->minor, ==, 0);
}

static void
test_no_receipts (World *world, gconstpointer data)
{
  world->rest = NOTHING;
  sign_in (world);
  open_section (world, "receipts", "empty");
  g_assert_true (has (world, "No Receipts Yet"));
}

static void
test_failed (World *world, gconstpointer data)
{
  world->rest = BROKEN;
  sign_in (world);
  open_section (world, "receipts", "failed");
  kab_test_shoot (GTK_WIDGET (world->window), "sections-failed");
  open_section (world, "balance", "failed");

  /* A failure is never seen as an empty list, and trying again mends it. */
  g_assert_false (has (world, "No Receipts Yet"));
  world->rest = GOOD;
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.refresh", NULL);
  kab_test_wait_until (shows, &(Expected) { world, "ready" });
}

static void
test_accounts_failed (World *world, gconstpointer data)
{
  world->accounts = BROKEN;
  sign_in (world);
  open_section (world, "accounts", "failed");
  open_section (world, "balance", "failed");
  open_section (world, "receipts", "failed");
}

static void
test_loading (World *world, gconstpointer data)
{
  world->rest = SILENT;
  sign_in (world);
  open_section (world, "receipts", "loading");
  open_section (world, "balance", "loading");
}

static gboolean
has_banner (gpointer data)
{
  GtkWidget *banner = kab_test_find (data, ADW_TYPE_BANNER, 0);

  return banner != NULL && adw_banner_get_revealed (ADW_BANNER (banner));
}

/* What is known stays on the page when it cannot be brought up to date; a banner says how old it is. */
static void
test_stale (World *world, gconstpointer data)
{
  sign_in (world);
  open_section (world, "receipts", "ready");
  world->rest = BROKEN;
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.refresh", NULL);
  kab_test_wait_until (has_banner, world->window);
  g_assert_true (shows (&(Expected) { world, "ready" }));
  kab_test_check_names (GTK_WIDGET (world->window));
  kab_test_shoot (GTK_WIDGET (world->window), "sections-stale");
}

static void
expect_literal (GtkWidget *widget, gpointer count)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    {
      g_assert_false (gtk_label_get_use_markup (GTK_LABEL (widget))
                      && strstr (gtk_label_get_text (GTK_LABEL (widget)), "href") == NULL
                      && strstr (gtk_label_get_label (GTK_LABEL (widget)), "<a href") != NULL);
      *(guint *) count += strstr (gtk_label_get_text (GTK_LABEL (widget)), HOSTILE) != NULL;
    }
}

static guint
count_literals (World *world)
{
  guint count = 0;

  kab_test_walk (GTK_WIDGET (world->window), expect_literal, &count);
  return count;
}

static gboolean
has_literals (gpointer data)
{
  return count_literals (data) >= 6;
}

static void
test_markup (World *world, gconstpointer data)
{
  static const char *const sections[] = { "overview", "balance", "receipts", "accounts" };

  sign_in (world);
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      open_section (world, sections[i], "ready");
      /* The sidebar and the header name the organisation on every page. */
      g_assert_cmpuint (count_literals (world), >=, 2);
    }
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.open-receipt", "(ss)",
                              kab_cabinet_get_id (world->cabinet), "91");
  kab_ui_settle ();
  gtk_widget_activate_action (kab_test_find (GTK_WIDGET (world->window), KAB_TYPE_RECEIPT_PAGE, 0),
                              "receipt.show-text", NULL);
  kab_test_wait_until (has_literals, world);
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.toast", "s", HOSTILE);
  kab_ui_settle ();
}

/* S-16: the account that is chosen in the header is the one whose receipts are shown. */
static void
test_switch (World *world, gconstpointer data)
{
  KabSummary *summary;
  guint before;

  sign_in (world);
  open_section (world, "receipts", "ready");
  summary = kab_summary_get (world->cabinet);
  g_assert_cmpstr (kab_account_get_number (kab_summary_get_account (summary)), ==, "123543566");
  before = *kab_test_server_get_count (world->server);
  kab_summary_choose_account (summary, "2");
  g_assert_cmpstr (kab_account_get_number (kab_summary_get_account (summary)), ==, "100000005");
  open_section (world, "receipts", "ready");
  g_assert_cmpuint (*kab_test_server_get_count (world->server), >, before);
  g_assert_true (has (world, "No. 100000005"));
}

static gboolean
is_told (gpointer data)
{
  World *world = data;

  return has (world, "+7 910 777-00-66");
}

static gboolean
has_form (gpointer data)
{
  return kab_test_find (GTK_WIDGET (((World *) data)->window), KAB_TYPE_FORM, 0) != NULL;
}

/* S-30 S-31 S-32 S-33: what nobody has told has a placeholder and a button; what is typed goes to the server once. */
static void
test_information (World *world, gconstpointer data)
{
  g_autoptr (JsonObject) values = json_object_new ();
  GtkWidget *dialog, *add, *save;

  sign_in (world);
  open_section (world, "information", "ready");
  kab_ui_settle ();
  g_assert_true (has (world, "Владелец"));
  g_assert_true (has (world, HOSTILE));
  g_assert_true (has (world, "Not specified"));
  /* S-39 S-40 S-41 S-47: the present debt in five lines that name their month. */
  g_assert_true (has (world, "Debt at the Beginning of October 2026"));
  kab_test_shoot (GTK_WIDGET (world->window), "information");
  add = gtk_widget_get_ancestor (kab_test_find_label (GTK_WIDGET (world->window), "Add"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (add, "clicked");
  kab_ui_settle ();
  dialog = kab_test_find (GTK_WIDGET (world->window), KAB_TYPE_DETAIL_DIALOG, 0);
  g_assert_nonnull (dialog);
  kab_test_check_names (dialog);
  kab_test_shoot (GTK_WIDGET (world->window), "information-add");
  kab_test_wait_until (has_form, world);
  json_object_set_string_member (values, "phone", "+7 910 777-00-66");
  kab_form_set_values (KAB_FORM (kab_test_find (GTK_WIDGET (world->window), KAB_TYPE_FORM, 0)), values);
  save = gtk_widget_get_ancestor (kab_test_find_label (GTK_WIDGET (world->window), "Save"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (save, "clicked");
  kab_test_wait_until (is_told, world);
  g_assert_cmpuint (world->told, ==, 1);
  g_assert_false (has (world, "Not specified"));
}

/* S-48 S-49 S-50 H-36: services with tariff, corrections with their reason, months, payments with their states. */
static void
test_charges (World *world, gconstpointer data)
{
  static const char *const seen[] = {
    "Recalculation",  "Двое выехали", "Penalty", "Просрочка", "The bill for October 2026 is out of line",
    "September 2026", "Зачислен",     "В пути"
  };
  GtkWidget *page, *chart;
  g_autofree char *words = NULL;

  sign_in (world);
  open_section (world, "balance", "ready");
  kab_ui_settle ();
  for (gsize i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_nonnull (kab_test_find_label (GTK_WIDGET (world->window), seen[i]));
  kab_test_shoot (GTK_WIDGET (world->window), "charges");
  page = kab_test_find (GTK_WIDGET (world->window), KAB_TYPE_BALANCE_PAGE, 0);
  /* S-41 S-47: another month names itself; what was paid too much is said in words. */
  kab_balance_page_show_month (KAB_BALANCE_PAGE (page), 1);
  kab_ui_settle ();
  g_assert_true (has (world, "Charged for September 2026"));
  g_assert_true (has (world, "Overpaid"));
  g_assert_true (has (world, "Nothing Charged Yet"));
  chart = kab_test_find (page, KAB_TYPE_CHARGE_CHART, 0);
  words = kab_charge_chart_dup_words (KAB_CHARGE_CHART (chart));
  g_assert_nonnull (strstr (words, "October 2026"));
  g_assert_true (gtk_test_accessible_has_role (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_ROLE_IMG));
  kab_test_check_tabs (GTK_WIDGET (world->window));
}

static gboolean
has_unlinked (gpointer data)
{
  return ((World *) data)->unlinked > 0;
}

static GtkWidget *
find_unlink (World *world)
{
  GtkWidget *page = kab_test_find (GTK_WIDGET (world->window), KAB_TYPE_ACCOUNTS_PAGE, 0);
  GtkWidget *list = kab_test_find (page, GTK_TYPE_LIST_BOX, 0);

  return kab_test_find (list, GTK_TYPE_BUTTON, 0);
}

/* S-23 S-24 S-25: the table of links; an account that is unlinked can be had back for a while, and then is gone. */
static void
test_unlink (World *world, gconstpointer data)
{
  GtkWidget *undo;

  sign_in (world);
  open_section (world, "accounts", "ready");
  g_signal_emit_by_name (find_unlink (world), "clicked");
  kab_ui_settle ();
  g_assert_true (has (world, "Account 123543566 unlinked"));
  g_assert_cmpuint (world->unlinked, ==, 0);
  kab_test_shoot (GTK_WIDGET (world->window), "accounts-undo");
  undo = gtk_widget_get_ancestor (kab_test_find_label (GTK_WIDGET (world->window), "Undo"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (undo, "clicked");
  kab_ui_settle ();
  g_assert_true (has (world, "No. 123543566"));
  g_assert_cmpuint (world->unlinked, ==, 0);

  /* Whoever leaves has decided. */
  g_signal_emit_by_name (find_unlink (world), "clicked");
  kab_ui_settle ();
  adw_toast_overlay_dismiss_all (ADW_TOAST_OVERLAY (kab_test_find (
      kab_test_find (GTK_WIDGET (world->window), KAB_TYPE_ACCOUNTS_PAGE, 0), ADW_TYPE_TOAST_OVERLAY, 0)));
  kab_test_wait_until (has_unlinked, world);
  g_assert_cmpuint (world->unlinked, ==, 1);
}

static void
test_shortcuts (World *world, gconstpointer data)
{
  AdwDialog *dialog = kab_shortcuts_dialog_new ();

  adw_dialog_present (dialog, GTK_WIDGET (world->window));
  kab_ui_settle ();
  g_assert_true (has (world, "Keyboard Shortcuts"));
  kab_test_check_names (GTK_WIDGET (world->window));
  kab_test_shoot (GTK_WIDGET (world->window), "shortcuts");
  adw_dialog_force_close (dialog);
  kab_ui_settle ();
}

#define ADD(path, function) g_test_add (path, World, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  kab_test_init (&argc, &argv);

  ADD ("/sections/A-80/ready", test_states);
  ADD ("/sections/S-15/S-17/empty", test_empty);
  ADD ("/sections/A-80/no-receipts", test_no_receipts);
  ADD ("/sections/A-80/failed", test_failed);
  ADD ("/sections/A-80/accounts-failed", test_accounts_failed);
  ADD ("/sections/A-80/loading", test_loading);
  ADD ("/sections/C5/stale", test_stale);
  ADD ("/sections/J5/markup", test_markup);
  ADD ("/sections/S-16/S-29/switch", test_switch);
  ADD ("/sections/S-30/S-31/S-32/S-33/S-39/information", test_information);
  ADD ("/sections/S-43/S-44/S-47/S-48/S-49/S-50/H-36/charges", test_charges);
  ADD ("/sections/S-23/S-25/unlink", test_unlink);
  ADD ("/sections/shortcuts", test_shortcuts);
  return g_test_run ();
}
