/* test-vehicles.c: the vehicles of a cabinet and one of them, with a server that answers as the test tells it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-cabinets.h"
#include "kab-memory-secret-store.h"
#include "kab-test-pages.h"
#include "kab-test-server.h"
#include "kab-vehicle-dialog.h"
#include "kab-vehicle-page.h"
#include "kab-vehicles-page.h"

#define TOKENS                                                                                               \
  "{\"access_token\":\"a\",\"expires_in\":600,\"refresh_token\":\"r\",\"session_id\":\"s\",\"person\":{"     \
  "\"id\":\"p\",\"login\":\"demo@example.org\",\"name\":\"Анна\",\"role\":\"customer\","                     \
  "\"must_change_password\":false}}"
#define STATE "\"state\":{\"id\":\"new\",\"title\":\"На проверке\",\"tone\":\"neutral\"}"
#define NEXT "\"next\":{\"day\":\"2027-01-14\",\"km\":60000,\"title\":\"ТО\",\"forecast\":\"2026-12-20\"}"
#define CAR                                                                                                  \
  "\"id\":\"7\",\"title\":\"<b>Škoda</b> & Octavia\",\"vin\":\"TMBAJ9NX8MY024417\",\"version\":2," STATE     \
  "," NEXT
#define LIST                                                                                                 \
  "{\"items\":[{" CAR                                                                                        \
  "}],\"total\":1,\"offset\":0,\"fields\":[{\"name\":\"make\",\"kind\":\"text\",\"label\":\"Марка\","        \
  "\"required\":true}]}"
#define EMPTY "{\"items\":[],\"total\":0,\"offset\":0,\"fields\":[]}"
#define DETAIL                                                                                               \
  "{" CAR ",\"values\":{},\"properties\":[{\"label\":\"VIN\",\"value\":\"TMBAJ9NX8MY024417\"}],\"log\":[{"   \
  "\"day\":\"2026-11-21\",\"km\":120,\"reason\":\"Замена панели\"}],\"history\":[],\"actions\":[]}"

typedef struct
{
  KabTestServer *server;
  KabNet *net;
  KabSecretStore *store;
  KabCabinets *cabinets;
  KabCabinet *cabinet;
  GtkWidget *window;
  GtkWidget *view;
  char *folder;
  char *descriptor;
  gboolean empty;
  guint posts;
} World;

static void
answer (SoupServerMessage *message, guint number, gpointer data)
{
  World *world = data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  gboolean post = g_str_equal (soup_server_message_get_method (message), "POST");

  if (g_str_has_suffix (path, "/sessions"))
    kab_test_server_reply (message, 201, JSON_TYPE, TOKENS);
  else if (g_str_has_suffix (path, "/garage"))
    kab_test_server_reply (message, 200, JSON_TYPE, world->descriptor);
  else if (g_str_has_suffix (path, "/vehicles") && post)
    {
      world->posts++;
      kab_test_server_reply (message, 201, JSON_TYPE, DETAIL);
    }
  else if (g_str_has_suffix (path, "/vehicles"))
    kab_test_server_reply (message, 200, JSON_TYPE, world->empty ? EMPTY : LIST);
  else if (g_str_has_suffix (path, "/vehicles/7"))
    kab_test_server_reply (message, 200, JSON_TYPE, DETAIL);
  else
    kab_test_server_reply (message, 404, PROBLEM_TYPE, PROBLEM ("not-found", 404));
}

static gboolean
is_described (gpointer data)
{
  return kab_cabinet_get_descriptor (data) != NULL;
}

static void
set_up (World *world, gconstpointer data)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("KABINET_SOURCE_DIR"), "tests", "app", "fixtures", "garage.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &world->descriptor, NULL, NULL));
  world->folder = g_dir_make_tmp ("kabinet-vehicles-XXXXXX", NULL);
  world->server = kab_test_server_new ();
  kab_test_server_set_handler (world->server, answer, world);
  world->net = kab_net_new ();
  world->store = KAB_SECRET_STORE (kab_memory_secret_store_new ());
  world->cabinets = kab_cabinets_new (world->net, world->store, world->folder);
  world->cabinet = kab_ui_await_object (
      kab_cabinets_sign_in (world->cabinets, kab_test_server_get_origin (world->server), "garage",
                            "demo@example.org", "demo2026", FALSE),
      &error);
  g_assert_no_error (error);
  kab_test_wait_until (is_described, world->cabinet);
  world->view = adw_navigation_view_new ();
}

static void
tear_down (World *world, gconstpointer data)
{
  kab_test_close (world->window);
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
open_page (World *world)
{
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (world->view),
                            ADW_NAVIGATION_PAGE (kab_vehicles_page_new (world->cabinet)));
  world->window = kab_test_window (world->view, 720, 760);
}

typedef struct
{
  World *world;
  const char *text;
} Wanted;

static gboolean
is_shown (gpointer data)
{
  Wanted *wanted = data;

  return kab_test_find_label (wanted->world->window, wanted->text) != NULL;
}

static void
wait_for (World *world, const char *text)
{
  kab_test_wait_until (is_shown, &(Wanted) { world, text });
}

/* E-03 E-07: the list, what is agreed, and what is next; words of a server stay words (J5). */
static void
test_list (World *world, gconstpointer data)
{
  open_page (world);
  wait_for (world, "<b>Škoda</b> & Octavia");
  wait_for (world, "На проверке");
  kab_test_check_names (world->window);
  kab_test_shoot (world->window, "vehicles");
}

/* E-07: one vehicle: the VIN in blocks, a reading that went back with its reason, the forecast before the day. */
static void
test_vehicle (World *world, gconstpointer data)
{
  GtkWidget *list;

  open_page (world);
  wait_for (world, "<b>Škoda</b> & Octavia");
  list = kab_test_find (world->window, GTK_TYPE_LIST_BOX, 0);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  wait_for (world, "Next Maintenance");
  wait_for (world, "Замена панели");
  g_assert_nonnull (kab_test_find (world->window, KAB_TYPE_VEHICLE_PAGE, 0));
  kab_test_shoot (world->window, "vehicle");
}

/* E-05: without a vehicle the page says what one is good for, and has the button. */
static void
test_empty (World *world, gconstpointer data)
{
  world->empty = TRUE;
  open_page (world);
  wait_for (world, "No Vehicles Yet");
  wait_for (world, "Add Vehicle");
}

/* E-05: the form that the server describes opens, and asks for what is missing. */
static gboolean
has_form (gpointer dialog)
{
  return kab_test_find (dialog, ADW_TYPE_ENTRY_ROW, 0) != NULL;
}

static void
test_add (World *world, gconstpointer data)
{
  GtkWidget *dialog;

  open_page (world);
  wait_for (world, "<b>Škoda</b> & Octavia");
  gtk_widget_activate_action (kab_test_find (world->window, KAB_TYPE_VEHICLES_PAGE, 0), "page.add-vehicle",
                              NULL);
  dialog = kab_test_find (world->window, KAB_TYPE_VEHICLE_DIALOG, 0);
  g_assert_nonnull (dialog);
  kab_test_wait_until (has_form, dialog);
  kab_ui_settle ();
  kab_test_shoot (world->window, "vehicle-add");
  g_assert_cmpuint (world->posts, ==, 0);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

int
main (int argc, char *argv[])
{
  kab_test_init (&argc, &argv);
  g_test_add ("/vehicles/E-03/E-07/list", World, NULL, set_up, test_list, tear_down);
  g_test_add ("/vehicles/E-07/vehicle", World, NULL, set_up, test_vehicle, tear_down);
  g_test_add ("/vehicles/E-05/empty", World, NULL, set_up, test_empty, tear_down);
  g_test_add ("/vehicles/E-05/add", World, NULL, set_up, test_add, tear_down);
  return g_test_run ();
}
