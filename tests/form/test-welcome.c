/* test-welcome.c: choosing an organisation: the list, the search, an address, the hours. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-address-dialog.h"
#include "kab-scene.h"

static GtkWidget *
search_of (GtkWidget *page)
{
  return kab_stage_find (page, GTK_TYPE_SEARCH_ENTRY, NULL);
}

static void
search (GtkWidget *page, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (search_of (page)), text);
  g_signal_emit_by_name (search_of (page), "search-changed");
}

/* The five of the directory, each with what it is and where. */
static void
test_directory (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_welcome (scene);
  GtkWidget *row;

  KAB_TEST_UNTIL (kab_stage_shows (page, "Сантрек"));
  g_assert_true (kab_stage_shows (page, "East-Motors"));
  g_assert_true (kab_stage_shows (page, "Автозапчасти · Москва, Киев"));
  row = kab_stage_find (page, ADW_TYPE_ACTION_ROW, "Спецавтохозяйство");
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  KAB_TEST_UNTIL (kab_stage_shows (kab_scene_get_page (scene), "Вывоз отходов · Смоленск"));
}

static void
test_search (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_welcome (scene);

  KAB_TEST_UNTIL (kab_stage_shows (page, "Сантрек"));
  search (page, "СМОЛ");
  g_assert_true (kab_stage_shows (page, "Спецавтохозяйство"));
  g_assert_false (kab_stage_shows (page, "Сантрек"));
  search (page, "приозерн");
  g_assert_true (kab_stage_shows (page, "УК «Приозёрная»"));
  search (page, "example.org");
  g_assert_true (kab_stage_shows (page, "Nothing found"));
  g_assert_nonnull (kab_stage_find (page, ADW_TYPE_ACTION_ROW, "Enter the Address “example.org”"));
  search (page, "<a>&");
  g_assert_nonnull (kab_stage_find (page, ADW_TYPE_ACTION_ROW, "Enter the Address “<a>&”"));
  search (page, "east");
  g_signal_emit_by_name (search_of (page), "activate");
  KAB_TEST_UNTIL (kab_stage_shows (kab_scene_get_page (scene), "Автоцентр · Минск"));
}

/* No list: said so, an address can be entered all the same, and trying again helps. */
static void
test_directory_failed (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page;

  scene->server->directory_status = 500;
  page = kab_scene_push_welcome (scene);
  KAB_TEST_UNTIL (kab_stage_shows (page, "The list is not available"));
  g_assert_true (kab_stage_shows (page, "Enter an Address"));
  scene->server->directory_status = 200;
  gtk_widget_activate_action (page, "welcome.reload", NULL);
  KAB_TEST_UNTIL (kab_stage_shows (page, "Сантрек"));
}

/* What is no address is kept and explained; what is one is opened. */
static void
test_address_dialog (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  g_autofree char *address = g_strdup_printf ("%s/santrek", kab_stage_server_get_origin (scene->server));
  GtkWidget *page = kab_scene_push_welcome (scene);
  GtkWidget *dialog, *entry, *row;

  KAB_TEST_UNTIL (kab_stage_shows (page, "Сантрек"));
  row = kab_stage_find (page, ADW_TYPE_ACTION_ROW, "Enter an Address");
  g_signal_emit_by_name (row, "activated");
  dialog = kab_stage_find (GTK_WIDGET (scene->window), KAB_TYPE_ADDRESS_DIALOG, NULL);
  entry = kab_stage_find (dialog, ADW_TYPE_ENTRY_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "http://example.org");
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "http://example.org");
  gtk_editable_set_text (GTK_EDITABLE (entry), address);
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_signal_emit_by_name (entry, "entry-activated");
  KAB_TEST_UNTIL (kab_stage_shows (kab_scene_get_page (scene), "Заказы для бизнеса · вся Россия"));
}

/* Whatever takes the focus has a name. */
static void
test_names (void)
{
  g_autoptr (KabScene) scene = kab_scene_new ();
  GtkWidget *page = kab_scene_push_welcome (scene);

  KAB_TEST_UNTIL (kab_stage_shows (page, "Сантрек"));
  kab_stage_check_names (page);
  kab_stage_check_names (kab_scene_push_organisation (scene, "spetsavto"));
  kab_stage_check_names (kab_scene_push_organisation (scene, "santrek"));
}

int
main (int argc, char *argv[])
{
  kab_stage_init (&argc, &argv);
  kab_scene_init ();
  g_test_add_func ("/welcome/directory", test_directory);
  g_test_add_func ("/welcome/search", test_search);
  g_test_add_func ("/welcome/failed", test_directory_failed);
  g_test_add_func ("/welcome/address/dialog", test_address_dialog);
  g_test_add_func ("/welcome/H1/names", test_names);
  return g_test_run ();
}
