/* test-period.c: the receipts of a period as files or as one document, with what can go wrong on the way. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "kab-net-error.h"
#include "kab-period-dialog.h"
#include "kab-period-job.h"
#include "kab-receipt-file.h"
#include "kab-save.h"
#include "kab-receipt.h"
#include "kab-renderer.h"
#include "kab-test-pages.h"
#include "kab-test-pdf.h"
#include "kab-test-server.h"

/* Twelve months; what is asked for beyond the script is a good document that names its number. */
typedef struct
{
  KabTestServer *server;
  KabNet *net;
  KabClient *client;
  GListStore *receipts;
  char *folder;
  char *program;
  guint damaged; /* number of the request that gets no document */
  guint missing; /* that gets an error */
  guint silent;  /* from this request on nothing is answered */
} World;

static void
answer (SoupServerMessage *message, guint number, gpointer data)
{
  World *world = data;
  g_autoptr (GBytes) document = kab_test_pdf_good (1 + number % 2);

  if (world->silent != 0 && number >= world->silent)
    {
      soup_server_message_pause (message);
      return;
    }
  if (number == world->missing)
    {
      kab_test_server_reply (message, 404, PROBLEM_TYPE, PROBLEM ("not-found", 404));
      return;
    }
  if (number == world->damaged)
    {
      kab_test_server_reply (message, 200, "application/pdf", "%PDF-1.7\n<html>\n%%EOF");
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/pdf", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (document, NULL), g_bytes_get_size (document));
}

static void
set_up (World *world, gconstpointer data)
{
  world->damaged = world->missing = G_MAXUINT;
  world->server = kab_test_server_new ();
  kab_test_server_set_handler (world->server, answer, world);
  world->net = kab_net_new ();
  world->client = kab_client_new (world->net, kab_test_server_get_origin (world->server), "utility");
  world->receipts = g_list_store_new (KAB_TYPE_RECEIPT);
  world->folder = g_dir_make_tmp ("kabinet-period-XXXXXX", NULL);
  world->program = kab_render_process_find_program ();
  for (int month = 12; month >= 1; month--)
    {
      g_autofree char *json = g_strdup_printf (
          "{'id':'%d','number':'123543566','title':'T','month':'2026-%02d','issued_at':'2026-11-05T09:00:00Z'"
          ","
          "'amount':{'minor':1,'currency':'RUB'},'state':{'id':'s','title':'S','tone':'neutral'},"
          "'account':'123543566'}",
          month, month);
      g_autoptr (KabReceipt) receipt = kab_test_record (KAB_TYPE_RECEIPT, json);

      g_list_store_append (world->receipts, receipt);
    }
}

static void
empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

static void
tear_down (World *world, gconstpointer data)
{
  empty_folder (world->folder);
  g_rmdir (world->folder);
  g_clear_object (&world->receipts);
  g_clear_object (&world->client);
  g_clear_object (&world->net);
  kab_test_server_free (world->server);
  g_free (world->folder);
  g_free (world->program);
}

static guint
count_files (World *world)
{
  g_autoptr (GDir) dir = g_dir_open (world->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static KabPeriodJob *
job_for (World *world, const char *name, gboolean merged)
{
  g_autofree char *path = g_build_filename (world->folder, name, NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);

  return kab_period_job_new (world->client, G_LIST_MODEL (world->receipts), world->program, target, merged);
}

static void
count_progress_cb (guint *seen)
{
  (*seen)++;
}

static void
test_folder (World *world, gconstpointer data)
{
  g_autoptr (KabPeriodJob) job = job_for (world, "", FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (world->folder, "receipt-123543566-2026-10.pdf", NULL);
  guint seen = 0;
  GStatBuf status;

  g_signal_connect_swapped (job, "notify::done", G_CALLBACK (count_progress_cb), &seen);
  g_assert_true (kab_ui_await (kab_period_job_run (job), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (seen, ==, 12);
  g_assert_cmpuint (kab_period_job_get_saved (job), ==, 12);
  g_assert_cmpuint (count_files (world), ==, 12);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* One document, from January to December, that can be read and searched. */
static void
test_merged (World *world, gconstpointer data)
{
  g_autoptr (KabPeriodJob) job = job_for (world, "year.pdf", TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (world->folder, "year.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) document = NULL;
  g_autoptr (KabRenderer) renderer = NULL;
  g_autofree char *name = kab_receipt_file_name_period (G_LIST_MODEL (world->receipts));

  g_assert_true (kab_ui_await (kab_period_job_run (job), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (world), ==, 1);
  g_assert_cmpstr (kab_test_server_get_line (world->server, 0), ==, "GET /utility/receipts/1/file");
  document = g_file_load_bytes (file, NULL, NULL, NULL);
  renderer = kab_renderer_new (world->program, document);
  g_assert_true (kab_ui_await (kab_renderer_open (renderer), &error));
  g_assert_cmpuint (kab_renderer_get_n_pages (renderer), ==, 18);
  g_assert_cmpstr (name, ==, "receipts-123543566-2026-01-2026-12.pdf");
}

/* A damaged receipt is left out and named with its month; the others are there. */
static void
test_damaged (World *world, gconstpointer data)
{
  g_autoptr (KabPeriodJob) job = job_for (world, "year.pdf", TRUE);
  g_autoptr (GError) error = NULL;
  const char *const *left_out;

  world->damaged = 2;
  g_assert_true (kab_ui_await (kab_period_job_run (job), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (kab_period_job_get_saved (job), ==, 11);
  left_out = kab_period_job_get_left_out (job);
  g_assert_cmpstr (left_out[0], ==, "March 2026: The document is damaged.");
  g_assert_null (left_out[1]);
}

/* The same file twice is one file; another document of that name is never written over. */
static void
test_exists (World *world, gconstpointer data)
{
  g_autoptr (KabPeriodJob) first = job_for (world, "", FALSE);
  g_autoptr (KabPeriodJob) second = job_for (world, "", FALSE);
  g_autofree char *mine = g_build_filename (world->folder, "receipt-123543566-2026-05.pdf", NULL);
  g_autofree char *beside = g_build_filename (world->folder, "receipt-123543566-2026-05 (2).pdf", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (mine, "mine", -1, NULL));
  g_assert_true (kab_ui_await (kab_period_job_run (first), NULL));
  g_assert_cmpuint (count_files (world), ==, 13);
  g_assert_true (g_file_test (beside, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (mine, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_assert_true (kab_ui_await (kab_period_job_run (second), NULL));
  g_assert_cmpuint (count_files (world), ==, 13);
}

static void
assert_words (int code, const char *text)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, code, "technical");
  g_autofree char *words = kab_save_describe (error);

  g_assert_cmpstr (words, ==, text);
}

/* A folder that may not be written, one that has gone, a full disk: the job stops and tells why. */
static void
test_unwritable (World *world, gconstpointer data)
{
  static const char *const folders[] = { "/proc/self", "/nowhere/at/all", "/dev/null" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (folders[i]);
      g_autoptr (KabPeriodJob) job
          = kab_period_job_new (world->client, G_LIST_MODEL (world->receipts), world->program, folder, FALSE);
      g_autoptr (GError) error = NULL;

      g_assert_false (kab_ui_await (kab_period_job_run (job), &error));
      g_test_message ("%s: %s", folders[i], error->message);
      g_assert_cmpint (error->domain, ==, G_IO_ERROR);
      g_assert_cmpuint (kab_period_job_get_saved (job), ==, 0);
      /* What would stop the next one as well stops the job. */
      g_assert_cmpuint (kab_period_job_get_done (job), ==, 0);
    }
  assert_words (G_IO_ERROR_NO_SPACE, "There is no space left in that place.");
  assert_words (G_IO_ERROR_READ_ONLY, "You may not write in that folder.");
  assert_words (G_IO_ERROR_PERMISSION_DENIED, "You may not write in that folder.");
  assert_words (G_IO_ERROR_NOT_DIRECTORY, "That folder is not there any more.");
  assert_words (G_IO_ERROR_IS_DIRECTORY, "There is a folder of that name.");
}

/* No room for the whole file: the old one stays as it was, and no half of the new one lies beside it. */
static void
test_no_room (World *world, gconstpointer data)
{
  g_autofree char *path = g_build_filename (world->folder, "receipt.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) document = kab_test_pdf_good (2);
  g_autofree char *text = NULL;
  struct rlimit before, tight;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  tight = before;
  tight.rlim_cur = 1000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  g_assert_false (kab_ui_await (kab_save_write (file, document), NULL));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (count_files (world), ==, 1);
}

static gboolean
is_open (gpointer data)
{
  return kab_test_find_label (data, "Save 12 Receipts…") != NULL
         && kab_test_find (data, ADW_TYPE_COMBO_ROW, 0) != NULL;
}

static GtkWidget *
open_dialog (World *world, GtkWidget **window)
{
  AdwDialog *dialog = kab_period_dialog_new (world->client, G_LIST_MODEL (world->receipts));

  *window = kab_test_window (gtk_label_new ("Page"), 700, 600);
  adw_dialog_present (dialog, *window);
  kab_test_wait_until (is_open, *window);
  return GTK_WIDGET (dialog);
}

static gboolean
has_three (gpointer data)
{
  return kab_test_find_label (data, "3 of 12") != NULL;
}

/* It shows how far it is; Stop leaves what is there, and says so. */
static void
test_stop (World *world, gconstpointer data)
{
  GtkWidget *window;
  GtkWidget *dialog = open_dialog (world, &window);
  g_autoptr (GFile) folder = g_file_new_for_path (world->folder);
  GtkWidget *button;

  world->silent = 3;
  g_assert_nonnull (kab_test_find_label (window, "Save 12 Receipts…"));
  kab_test_check_names (window);
  kab_test_shoot (window, "period");
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (kab_test_find (window, ADW_TYPE_TOGGLE_GROUP, 0)),
                                    "files");
  kab_period_dialog_save_to (KAB_PERIOD_DIALOG (dialog), folder);
  kab_test_wait_until (has_three, window);
  kab_test_shoot (window, "period-progress");
  button = gtk_widget_get_ancestor (kab_test_find_label (window, "Stop"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_nonnull (kab_test_find_label (window, "Stopped.\n3 receipts saved"));
  g_assert_nonnull (kab_test_find_label (window, "Save 12 Receipts…"));
  kab_test_shoot (window, "period-stopped");
  g_assert_cmpuint (count_files (world), ==, 3);
  kab_test_close (window);
}

static gboolean
has_left_out (gpointer data)
{
  return kab_test_find_label (data, "10 receipts saved. Not saved:\nMay 2026: The document is damaged.")
         != NULL;
}

static gboolean
has_stopped (gpointer data)
{
  return kab_test_find_label (data, "Stop") == NULL;
}

static void
test_dialog_tells (World *world, gconstpointer data)
{
  GtkWidget *window;
  GtkWidget *dialog = open_dialog (world, &window);
  g_autofree char *path = g_build_filename (world->folder, "all.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  /* February to December: the first of the two lists is from, the newest month on top. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (kab_test_find (window, ADW_TYPE_COMBO_ROW, 0)), 10);
  g_assert_nonnull (kab_test_find_label (window, "Save 11 Receipts…"));
  world->damaged = 3;
  kab_period_dialog_save_to (KAB_PERIOD_DIALOG (dialog), file);
  kab_test_wait_until (has_left_out, window);
  kab_test_shoot (window, "period-left-out");

  /* A receipt that the server does not have any more stops the job, and the bar goes. */
  world->missing = *kab_test_server_get_count (world->server) + 1;
  kab_period_dialog_save_to (KAB_PERIOD_DIALOG (dialog), file);
  kab_test_wait_until (has_stopped, window);
  g_assert_null (kab_test_find (window, GTK_TYPE_PROGRESS_BAR, 0));
  kab_test_close (window);
}

#define ADD(path, function) g_test_add (path, World, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  kab_test_init (&argc, &argv);

  ADD ("/period/S-51/folder", test_folder);
  ADD ("/period/S-51/merged", test_merged);
  ADD ("/period/G2/damaged", test_damaged);
  ADD ("/period/exists", test_exists);
  ADD ("/period/unwritable", test_unwritable);
  ADD ("/period/G4/no-room", test_no_room);
  ADD ("/period/S-51/stop", test_stop);
  ADD ("/period/S-51/dialog-tells", test_dialog_tells);
  return g_test_run ();
}
