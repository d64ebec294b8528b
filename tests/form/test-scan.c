/* test-scan.c: account and sum are taken from a picture of a paper receipt, and from nothing else. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "kab-picture-code.h"
#include "kab-render-process.h"
#include "kab-scan-row.h"
#include "kab-stage.h"

#define FIELDS                                                                                               \
  "[{\"name\":\"account_number\",\"kind\":\"account_number\",\"label\":\"Account\",\"required\":true},"      \
  "{\"name\":\"amount\",\"kind\":\"money\",\"label\":\"Sum\",\"required\":true,\"currency\":\"RUB\"}]"
#define RECEIPT                                                                                              \
  "ST00012|Name=АО «Спецавтохозяйство»|PersonalAcc=40702810138250123017|BankName=ПАО Банк|"                  \
  "BIC=044525225|CorrespAcc=30101810400000000225|PersAcc=123543566|Sum=44730|TechCode=02|PaymPeriod=102026"

static char *folder;

static char *
place (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

/* A code drawn by a program that is not ours. */
static char *
draw_code (const char *text)
{
  char *path = place ("code.png");

  run ((const char *const[]) { "qrencode", "-8", "-l", "M", "-s", "5", "-o", path, text, NULL });
  return path;
}

/* The code as NAME, after what ImageMagick did to it on the way. */
static char *
distort (const char *text, const char *name, const char *const *how)
{
  g_autofree char *code = draw_code (text);
  char *path = place (name);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (gpointer) "convert");
  g_ptr_array_add (argv, code);
  for (guint i = 0; how[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) how[i]);
  g_ptr_array_add (argv, path);
  g_ptr_array_add (argv, NULL);
  run ((const char *const *) argv->pdata);
  return path;
}

static GBytes *
load (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GBytes *bytes = g_file_load_bytes (file, NULL, NULL, NULL);

  g_assert_nonnull (bytes);
  return bytes;
}

static KabPaymentQr *
read_payment (GBytes *picture, GError **error)
{
  g_autoptr (DexFuture) future = kab_picture_code_read_payment (picture);
  const GValue *value;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  value = dex_future_get_value (future, error);
  return value != NULL ? g_value_dup_object (value) : NULL;
}

static void
assert_receipt (const char *path)
{
  g_autoptr (GBytes) picture = load (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabPaymentQr) code = read_payment (picture, &error);
  g_autoptr (KabMoney) sum = NULL;

  g_test_message ("%s", path);
  g_assert_no_error (error);
  sum = kab_payment_qr_dup_sum (code);
  g_assert_cmpstr (kab_payment_qr_get (code, "PersAcc"), ==, "123543566");
  g_assert_cmpstr (kab_payment_qr_get (code, "Name"), ==, "АО «Спецавтохозяйство»");
  g_assert_cmpint (sum->minor, ==, 44730);
}

/* As people photograph: turned, small, far away, blurred, grey, on a dark screen, in the corner of a page. */
static void
test_pictures (void)
{
  static const struct
  {
    const char *name;
    const char *how[12];
  } pictures[] = {
    { "plain.png", { NULL } },
    { "plain.jpg", { "-quality", "60", NULL } },
    { "turned.jpg", { "-background", "white", "-rotate", "17", "-quality", "70", NULL } },
    { "upside-down.png", { "-rotate", "180", NULL } },
    { "small.png", { "-resize", "55%", NULL } },
    { "blurred.jpg", { "-blur", "0x1.5", "-quality", "50", NULL } },
    { "dim.jpg", { "-brightness-contrast", "-35x-30", "-quality", "60", NULL } },
    { "dark-screen.png", { "-negate", NULL } },
    { "transparent.png", { "-transparent", "white", NULL } },
    { "photograph.jpg",
      { "-background", "#d8d4c8", "-gravity", "NorthWest", "-splice", "1400x2100", "-extent", "3000x4000",
        "-quality", "75", NULL } },
    { "grey.png", { "-colorspace", "Gray", "-depth", "8", NULL } },
    { "scan.pdf", { NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *path = distort (RECEIPT, pictures[i].name, pictures[i].how);

      assert_receipt (path);
    }
}

/* Bytes are read as the head of the code says, not as a decoder guesses. */
static void
test_windows_1251 (void)
{
  g_autofree char *text
      = g_convert ("ST00011|Name=ООО Ромашка|PersonalAcc=40702810138250123017|BankName=Банк|"
                   "BIC=044525225|CorrespAcc=0|PersAcc=77|Sum=100",
                   -1, "windows-1251", "UTF-8", NULL, NULL, NULL);
  g_autofree char *path = draw_code (text);
  g_autoptr (GBytes) picture = load (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabPaymentQr) code = read_payment (picture, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (kab_payment_qr_get (code, "Name"), ==, "ООО Ромашка");
  g_assert_cmpstr (kab_payment_qr_get (code, "PersAcc"), ==, "77");
}

static void
assert_refused (GBytes *picture, const char *what, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabPaymentQr) payment = read_payment (picture, &error);

  g_test_message ("%s", what);
  g_assert_null (payment);
  g_assert_error (error, KAB_PICTURE_CODE_ERROR, code);
  g_assert_cmpstr (error->message, !=, "");
}

static void
refuse_text (const char *text, gssize length, const char *what)
{
  g_autoptr (GBytes) picture = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  assert_refused (picture, what, KAB_PICTURE_CODE_ERROR_NO_PICTURE);
}

/* Everything that is no picture, or lies about its size, is answered in words, and this process lives. */
static void
test_bad (void)
{
  g_autofree char *path = draw_code (RECEIPT);
  g_autoptr (GBytes) good = load (path);
  g_autofree char *blank_path = NULL;
  g_autoptr (GBytes) blank = NULL;
  g_autoptr (GBytes) large
      = g_bytes_new_take (g_malloc0 (KAB_PICTURE_CODE_LIMIT + 1), KAB_PICTURE_CODE_LIMIT + 1);
  g_autoptr (GBytes) wide = NULL;
  guint8 head[33] = { 0x89, 'P', 'N', 'G',  '\r', '\n', 0x1a, '\n', 0,    0, 0, 13, 'I', 'H', 'D',
                      'R',  0,   1,   0x86, 0xa0, 0,    1,    0x86, 0xa0, 8, 6, 0,  0,   0 };
  gsize length;
  const char *data = g_bytes_get_data (good, &length);

  refuse_text ("", 0, "nothing");
  refuse_text ("<html>502</html>", -1, "a web page");
  refuse_text ("\xff\xd8\xff\xe0garbage", -1, "a JPEG in name only");
  refuse_text ("\x89PNG\r\n\x1a\n", 8, "only the head of a PNG");
  refuse_text (data, (gssize) length / 2, "half a PNG");
  refuse_text ("GIF89a", -1, "another kind of picture");
  refuse_text ("%PDF-1.7 nothing", -1, "a damaged document");
  wide = g_bytes_new (head, sizeof head);
  assert_refused (wide, "a picture larger than memory", KAB_PICTURE_CODE_ERROR_TOO_LARGE);
  assert_refused (large, "a file too large", KAB_PICTURE_CODE_ERROR_TOO_LARGE);

  blank_path = distort (RECEIPT, "blank.png", (const char *const[]) { "-blur", "0x40", NULL });
  blank = load (blank_path);
  assert_refused (blank, "no code", KAB_PICTURE_CODE_ERROR_NO_CODE);
}

/* A QR code that is something else. */
static void
test_other_code (void)
{
  static const char *const others[] = {
    "https://example.org/pay?PersAcc=123543566",
    "t=20190418T211655&s=3943.26&fn=9282000100072197&i=64318&fp=2918241905&n=1",
    "WIFI:S:home;T:WPA;P:secret;;",
    "BCD\n002\n1\nUCT\n\nTOB\nUA213223130000026007233566001",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = draw_code (others[i]);
      g_autoptr (GBytes) picture = load (path);

      assert_refused (picture, others[i], KAB_PICTURE_CODE_ERROR_OTHER_CODE);
    }
}

static void
wait_for_text (KabStage *stage, const char *text)
{
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!kab_stage_shows (GTK_WIDGET (stage->window), text))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* S-20 and S-21 in one: the file fills both fields, and says aloud from whose receipt. */
static void
test_form (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (FIELDS);
  GtkWidget *row = kab_stage_find (GTK_WIDGET (stage->window), KAB_TYPE_SCAN_ROW, NULL);
  g_autofree char *path = draw_code (RECEIPT);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *account = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *said = NULL;

  g_assert_nonnull (row);
  kab_stage_check_names (GTK_WIDGET (stage->window));
  kab_scan_row_take_file (KAB_SCAN_ROW (row), file);
  wait_for_text (stage, "Taken from a receipt of АО «Спецавтохозяйство»");
  said = kab_stage_dup_said ();
  g_assert_nonnull (strstr (said, "Taken from a receipt of АО «Спецавтохозяйство»"));
  account = kab_stage_dup_value (stage, "account_number");
  amount = kab_stage_dup_value (stage, "amount");
  g_assert_cmpstr (account, ==, "\"123543566\"");
  g_assert_cmpstr (amount, ==, "{\"minor\":44730,\"currency\":\"RUB\"}");
  g_assert_true (kab_form_get_complete (stage->form));
  if (g_getenv ("KABINET_PICTURES") != NULL)
    {
      g_autofree char *picture = g_build_filename (g_getenv ("KABINET_PICTURES"), "scan.png", NULL);

      kab_stage_save (GTK_WIDGET (stage->window), picture);
    }
}

/* What cannot be read leaves what was typed, and says why. */
static void
test_form_keeps (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (FIELDS);
  GtkWidget *row = kab_stage_find (GTK_WIDGET (stage->window), KAB_TYPE_SCAN_ROW, NULL);
  g_autofree char *path = draw_code ("https://example.org");
  g_autoptr (GBytes) other = load (path);
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/at/all.png");
  g_autofree char *account = NULL;

  kab_stage_type (stage, "Account", "555");
  kab_scan_row_take_picture (KAB_SCAN_ROW (row), other);
  wait_for_text (stage, "The QR code on the picture is not of a receipt.");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  kab_scan_row_take_file (KAB_SCAN_ROW (row), missing);
  wait_for_text (stage, "Error opening file /nowhere/at/all.png: No such file or directory");
  account = kab_stage_dup_value (stage, "account_number");
  g_assert_cmpstr (account, ==, "\"555\"");
}

/* A copied picture, and a copied file, go into the form by the keys for pasting; copied text goes where it
 * always went. */
static void
test_paste (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (FIELDS);
  g_autofree char *path = draw_code (RECEIPT);
  g_autoptr (GBytes) picture = load (path);
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_for_bytes ("image/png", picture);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (stage->form));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (stage->form));
  GtkShortcut *paste = NULL;
  g_autofree char *account = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        paste = g_list_model_get_item (G_LIST_MODEL (controller), 0);
    }
  g_assert_nonnull (paste);
  gdk_clipboard_set_text (clipboard, "123");
  g_assert_false (
      gtk_shortcut_action_activate (gtk_shortcut_get_action (paste), 0, GTK_WIDGET (stage->form), NULL));
  gdk_clipboard_set_content (clipboard, content);
  g_assert_true (
      gtk_shortcut_action_activate (gtk_shortcut_get_action (paste), 0, GTK_WIDGET (stage->form), NULL));
  wait_for_text (stage, "Taken from a receipt of АО «Спецавтохозяйство»");
  account = kab_stage_dup_value (stage, "account_number");
  g_assert_cmpstr (account, ==, "\"123543566\"");
  g_object_unref (paste);
}

/* A form that asks for no account offers nothing. */
static void
test_not_offered (void)
{
  g_autoptr (KabStage) stage
      = kab_stage_new ("[{\"name\":\"name\",\"kind\":\"text\",\"label\":\"Name\",\"required\":true}]");

  g_assert_null (kab_stage_find (GTK_WIDGET (stage->window), KAB_TYPE_SCAN_ROW, NULL));
}

int
main (int argc, char *argv[])
{
  g_autofree char *program = NULL;
  int result;

  kab_stage_init (&argc, &argv);
  program = kab_render_process_find_program ();
  g_assert_nonnull (program);
  folder = g_dir_make_tmp ("kabinet-scan-XXXXXX", NULL);

  g_test_add_func ("/scan/S-20/pictures", test_pictures);
  g_test_add_func ("/scan/windows-1251", test_windows_1251);
  g_test_add_func ("/scan/G2/bad", test_bad);
  g_test_add_func ("/scan/other-code", test_other_code);
  g_test_add_func ("/scan/S-21/form", test_form);
  g_test_add_func ("/scan/S-26/form-keeps", test_form_keeps);
  g_test_add_func ("/scan/paste", test_paste);
  g_test_add_func ("/scan/not-offered", test_not_offered);
  result = g_test_run ();
  run ((const char *const[]) { "rm", "-rf", folder, NULL });
  g_free (folder);
  return result;
}
