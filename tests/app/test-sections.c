/* test-sections.c: the sections of a cabinet that keeps accounts, in their five states, with a hostile server too. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

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
  static const char *const sections[] = { "balance", "receipts", "accounts" };

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
  ADD ("/sections/S-16/switch", test_switch);
  ADD ("/sections/shortcuts", test_shortcuts);
  return g_test_run ();
}
