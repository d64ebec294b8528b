/* test-window.c: the window with real cabinets: the demo's backend on loopback, every organisation, every section. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "kab-demo.h"
#include "kab-link.h"
#include "kab-memory-secret-store.h"
#include "kab-messages-window.h"
#include "kab-opening-page.h"
#include "kab-organisation-page.h"
#include "kab-keyring-page.h"
#include "kab-paper-view.h"
#include "kab-place.h"
#include "kab-receipt-page.h"
#include "kab-sections.h"
#include "kab-sheet.h"
#include "kab-sidebar-row.h"
#include "kab-state-page.h"
#include "kab-summary.h"
#include "kab-test-pages.h"
#include "kab-welcome-page.h"
#include "kab-window.h"

static KabDemo *demo;
static char *origin;

typedef struct
{
  char *folder;
  KabNet *net;
  KabMemorySecretStore *secrets;
  KabCabinets *cabinets;
  KabWindow *window;
} World;

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  if (g_unlink (path) != 0)
    g_rmdir (path);
}

static void
set_up (World *world, gconstpointer data)
{
  world->folder = g_dir_make_tmp ("kabinet-window-XXXXXX", NULL);
  world->net = kab_net_new ();
  world->secrets = kab_memory_secret_store_new ();
  world->cabinets = kab_cabinets_new (world->net, KAB_SECRET_STORE (world->secrets), world->folder);
  world->window = kab_window_new (NULL, world->cabinets, origin);
  gtk_window_set_default_size (GTK_WINDOW (world->window), 1200, 800);
  gtk_window_present (GTK_WINDOW (world->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (world->window));
}

static void
tear_down (World *world, gconstpointer data)
{
  kab_test_close (GTK_WIDGET (world->window));
  g_clear_object (&world->cabinets);
  g_clear_object (&world->secrets);
  kab_net_abort (world->net);
  g_clear_object (&world->net);
  remove_folder (world->folder);
  g_clear_pointer (&world->folder, g_free);
}

static GtkWidget *
find (World *world, GType type)
{
  return kab_test_find (GTK_WIDGET (world->window), type, 0);
}

static KabCabinet *
sign_in (World *world, const char *organisation, const char *login, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabCabinet) cabinet = NULL;

  cabinet = kab_ui_await_object (
      kab_cabinets_sign_in (world->cabinets, origin, organisation, login, password, TRUE), &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.open-cabinet", "s",
                              kab_cabinet_get_id (cabinet));
  return cabinet;
}

static gboolean
is_described (gpointer data)
{
  return kab_cabinet_get_descriptor (data) != NULL;
}

/* Nothing on the page is loading any more. */
static gboolean
is_settled (gpointer data)
{
  GtkWidget *page;

  for (guint i = 0; (page = kab_test_find (data, KAB_TYPE_STATE_PAGE, i)) != NULL; i++)
    {
      const char *shown = kab_state_page_get_shown (KAB_STATE_PAGE (page));

      if (g_str_equal (shown, "blank") || g_str_equal (shown, "loading"))
        return FALSE;
    }
  return kab_test_find (data, KAB_TYPE_OPENING_PAGE, 0) == NULL;
}

static void
open_section (World *world, KabCabinet *cabinet, const char *section)
{
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.open-section", "(ss)",
                              kab_cabinet_get_id (cabinet), section);
  kab_test_wait_until (is_settled, world->window);
  kab_ui_settle ();
}

static void
shoot_all (World *world, const char *organisation, const char *section)
{
  static const struct
  {
    const char *name;
    int width;
    int dpi;
    AdwColorScheme scheme;
  } kinds[] = {
    { "wide", 1200, 96, ADW_COLOR_SCHEME_FORCE_LIGHT },
    { "dark", 1200, 96, ADW_COLOR_SCHEME_FORCE_DARK },
  /* libadwaita 1.7 loses a picture of what it draws when a breakpoint is crossed. */
#ifndef __SANITIZE_ADDRESS__
    { "narrow", 360, 96, ADW_COLOR_SCHEME_FORCE_LIGHT },
    { "large", 360, 144, ADW_COLOR_SCHEME_FORCE_LIGHT },
#endif
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%s-%s", organisation, section, kinds[i].name);

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), kinds[i].scheme);
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", kinds[i].dpi * 1024, NULL);
      gtk_window_set_default_size (GTK_WINDOW (world->window), kinds[i].width, 760);
      kab_ui_settle ();
      gtk_test_widget_wait_for_draw (GTK_WIDGET (world->window));
      kab_ui_settle ();
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (world->window)), <=, kinds[i].width + 10);
      kab_test_check_names (GTK_WIDGET (world->window));
      kab_test_check_tabs (GTK_WIDGET (world->window));
      kab_test_shoot (GTK_WIDGET (world->window), name);
    }
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_set_default_size (GTK_WINDOW (world->window), 1200, 800);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (world->window));
}

/* Every organisation: every section that its descriptor has can be opened, in three looks, and nothing that
 * takes the focus is nameless (H1). */
static void
test_cabinet (World *world, gconstpointer data)
{
  const char *organisation = data;
  KabCabinet *cabinet = sign_in (world, organisation, "demo@example.org", "demo2026");
  g_auto (GStrv) sections = NULL;

  kab_test_wait_until (is_described, cabinet);
  g_assert_true (kab_window_get_cabinet (world->window) == cabinet);
  sections = kab_sections_list (cabinet);
  for (char **section = sections; *section != NULL; section++)
    {
      open_section (world, cabinet, *section);
      g_assert_cmpstr (kab_window_get_section (world->window), ==, *section);
      shoot_all (world, organisation, *section);
    }
}

static void
test_everything (World *world, gconstpointer data)
{
  static const char *const organisations[] = { "east-motors", "spetsavto", "priozernaya" };

  for (gsize i = 0; i < G_N_ELEMENTS (organisations); i++)
    kab_test_wait_until (is_described, sign_in (world, organisations[i], "demo@example.org", "demo2026"));
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.show-overview", NULL);
  kab_test_wait_until (is_settled, world->window);
  g_assert_null (kab_window_get_cabinet (world->window));
  shoot_all (world, "all", "overview");

  /* Ctrl+2, Alt+1 */
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.open-nth-cabinet", "i", 2);
  g_assert_cmpstr (kab_cabinet_get_organisation (kab_window_get_cabinet (world->window)), ==, "spetsavto");
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.open-nth-section", "i", 4);
  g_assert_cmpstr (kab_window_get_section (world->window), ==, "receipts");
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.open-nth-cabinet", "i", 9);
  g_assert_cmpstr (kab_window_get_section (world->window), ==, "receipts");
}

static void
test_welcome (World *world, gconstpointer data)
{
  kab_test_wait_until (is_settled, world->window);
  g_assert_nonnull (find (world, KAB_TYPE_WELCOME_PAGE));
  g_assert_null (find (world, KAB_TYPE_SIDEBAR_ROW));
  kab_test_check_names (GTK_WIDGET (world->window));
}

static gboolean
has_receipt (gpointer data)
{
  GtkWidget *page = kab_test_find (data, KAB_TYPE_RECEIPT_PAGE, 0);
  GtkWidget *view = page != NULL ? kab_test_find (page, KAB_TYPE_PAPER_VIEW, 0) : NULL;
  GtkWidget *sheet = view != NULL ? kab_test_find (view, KAB_TYPE_SHEET, 0) : NULL;

  return sheet != NULL && kab_sheet_is_drawn (KAB_SHEET (sheet), kab_sheet_get_scale (KAB_SHEET (sheet)));
}

static gboolean
is_welcome (gpointer data)
{
  return kab_test_find (data, KAB_TYPE_WELCOME_PAGE, 0) != NULL;
}

/* S-14 … S-18, and G6: after the sign-out nothing of the person is left on the disk. */
static void
test_receipts (World *world, gconstpointer data)
{
  KabCabinet *cabinet = sign_in (world, "spetsavto", "demo@example.org", "demo2026");
  GtkWidget *row;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabCabinet) kept = g_object_ref (cabinet);

  kab_test_wait_until (is_described, cabinet);
  open_section (world, cabinet, "receipts");
  g_assert_nonnull (kab_test_find_label (GTK_WIDGET (world->window), "Квитанция за октябрь 2026"));
  row = kab_test_find_label (GTK_WIDGET (world->window), "Квитанция за октябрь 2026");
  row = gtk_widget_get_ancestor (row, ADW_TYPE_ACTION_ROW);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  kab_test_wait_until (has_receipt, world->window);
  shoot_all (world, "spetsavto", "receipt");

  g_assert_true (kab_ui_await (kab_cabinet_sign_out (cabinet), &error));
  g_assert_no_error (error);
  kab_test_wait_until (is_welcome, world->window);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world->cabinets)), ==, 0);
}

/* H1, H4: a cabinet's row says the organisation, the account and what is to pay. */
static void
test_sidebar (World *world, gconstpointer data)
{
  KabCabinet *cabinet = sign_in (world, "spetsavto", "demo@example.org", "demo2026");
  GtkWidget *row;

  kab_test_wait_until (is_described, cabinet);
  open_section (world, cabinet, "overview");
  row = find (world, KAB_TYPE_SIDEBAR_ROW);
  g_assert_nonnull (row);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_nonnull (kab_test_find_label (row, "No. 123543566"));
}

static void
test_links (World *world, gconstpointer data)
{
  KabCabinet *cabinet = sign_in (world, "spetsavto", "demo@example.org", "demo2026");
  g_autoptr (KabLink) strange = kab_link_parse ("kabinet://nobody/receipts/1");
  g_autoptr (KabLink) idle = kab_link_parse ("kabinet://spetsavto/confirm/abc");
  g_autoptr (KabLink) receipt = kab_link_parse ("kabinet://spetsavto/receipts/1");

  kab_test_wait_until (is_described, cabinet);
  open_section (world, cabinet, "overview");
  kab_window_follow (world->window, strange);
  kab_window_follow (world->window, idle);
  g_assert_cmpstr (kab_window_get_section (world->window), ==, "overview");
  kab_window_follow (world->window, receipt);
  g_assert_nonnull (find (world, KAB_TYPE_RECEIPT_PAGE));
}

static gboolean
is_locked_page (gpointer data)
{
  return kab_test_find (data, KAB_TYPE_KEYRING_PAGE, 0) != NULL;
}

/* A2, A-80: the window is never blank, whatever the keyring says. */
static void
test_keyring (World *world, gconstpointer data)
{
  static const KabSecretSituation situations[]
      = { KAB_SECRET_LOCKED, KAB_SECRET_NO_SERVICE, KAB_SECRET_DENIED, KAB_SECRET_NO_ITEM };
  KabCabinet *cabinet = sign_in (world, "spetsavto", "demo@example.org", "demo2026");

  kab_test_wait_until (is_described, cabinet);
  for (gsize i = 0; i < G_N_ELEMENTS (situations); i++)
    {
      KabWindow *window;

      /* The next start of the program finds the keyring so. */
      kab_test_close (GTK_WIDGET (world->window));
      g_clear_object (&world->cabinets);
      kab_memory_secret_store_set_situation (world->secrets, situations[i]);
      world->cabinets = kab_cabinets_new (world->net, KAB_SECRET_STORE (world->secrets), world->folder);
      window = kab_window_new (NULL, world->cabinets, origin);
      world->window = window;
      gtk_window_present (GTK_WINDOW (window));
      kab_test_wait_until (is_locked_page, window);
      kab_test_check_names (GTK_WIDGET (window));
      g_assert_null (find (world, KAB_TYPE_SIDEBAR_ROW));
    }
}

static gboolean
has_message (gpointer data)
{
  return kab_test_find (data, ADW_TYPE_ACTION_ROW, 0) != NULL;
}

static void
test_messages (void)
{
  g_autoptr (KabNet) net = kab_net_new ();
  g_autoptr (KabClient) client = kab_client_new (net, origin, NULL);
  KabMessagesWindow *window = kab_messages_window_new (NULL, client);
  g_autoptr (KabOutbox) outbox = kab_test_record (
      KAB_TYPE_OUTBOX,
      "{'items':[{'id':900001,'at':'2026-11-22T08:00:00Z','organisation':'x','channel':'sms',"
      "'to':'+7 913 000-00-45','text':'Код <b>&</b> 1234','code':'1234'}]}");

  gtk_window_present (GTK_WINDOW (window));
  kab_messages_window_take (window, outbox, NULL);
  kab_test_wait_until (has_message, window);
  g_assert_nonnull (kab_test_find_label (GTK_WIDGET (window), "Код <b>&</b> 1234"));
  g_assert_nonnull (kab_test_find_label (GTK_WIDGET (window), "Copy Code"));
  kab_test_check_names (GTK_WIDGET (window));
  kab_test_shoot (GTK_WIDGET (window), "messages");
  kab_test_close (GTK_WIDGET (window));
}

static char *data_dir;

static void
start_demo (void)
{
  g_autofree char *program = kab_place_find_program ("kabinet-backend", "backend", KAB_BIN_DIR);
  g_autofree char *organisations = kab_place_organisations_dir ();
  g_autoptr (GError) error = NULL;
  DexFuture *started;
  const GValue *value;

  g_assert_nonnull (program);
  data_dir = g_dir_make_tmp ("kabinet-demo-XXXXXX", NULL);
  demo = kab_demo_new (program, data_dir, organisations);
  started = kab_demo_start (demo);
  kab_ui_await (dex_ref (started), &error);
  g_assert_no_error (error);
  value = dex_future_get_value (started, NULL);
  origin = g_value_dup_string (value);
  dex_unref (started);
}

static void
test_no_program (void)
{
  g_autoptr (KabDemo) broken = kab_demo_new ("/bin/false", data_dir, data_dir);
  g_autoptr (GError) error = NULL;

  g_assert_false (kab_ui_await (kab_demo_start (broken), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

#define ADD(path, data, function) g_test_add (path, World, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  int status;

  kab_test_init (&argc, &argv);
  start_demo ();

  g_test_add_func ("/window/demo/no-program", test_no_program);
  g_test_add_func ("/window/demo/messages", test_messages);
  ADD ("/window/A-80/welcome", NULL, test_welcome);
  ADD ("/window/cabinet/E-38", "east-motors", test_cabinet);
  ADD ("/window/cabinet/S-18", "spetsavto", test_cabinet);
  ADD ("/window/cabinet/priozernaya", "priozernaya", test_cabinet);
  ADD ("/window/cabinet/autodoc", "autodoc", test_cabinet);
  ADD ("/window/cabinet/santrek", "santrek", test_cabinet);
  ADD ("/window/everything", NULL, test_everything);
  ADD ("/window/S-14/S-16/receipts", NULL, test_receipts);
  ADD ("/window/H4/sidebar", NULL, test_sidebar);
  ADD ("/window/J6/links", NULL, test_links);
  ADD ("/window/A2/keyring", NULL, test_keyring);
  status = g_test_run ();

  kab_demo_stop (demo);
  g_clear_object (&demo);
  remove_folder (data_dir);
  g_free (data_dir);
  g_free (origin);
  return status;
}
