/* test-statement.c: expenses over cabinets: grouped, summed, shown, and read back from every file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <locale.h>

#include "kab-expenses-export.h"
#include "kab-page-text.h"
#include "kab-renderer.h"
#include "kab-statement-page.h"
#include "kab-test-pages.h"

#define ITEM(id, date, category, title, minor, currency)                                                     \
  "{'id':'" id "','date':'" date "','category':'c','category_title':'" category "','title':'" title          \
  "','amount':{'minor':" #minor ",'currency':'" currency "'},'document':'" id "'}"
#define SHOP                                                                                                 \
  "{'from':'2026-01-01','to':'2026-12-31','items':[" ITEM (                                                  \
      "1", "2026-10-14", "Запчасти", "Колодки, \\\"передние\\\"; комплект", 245050,                          \
      "RUB") "," ITEM ("2", "2026-09-30", "Запчасти", "=HYPERLINK(1)", 1000,                                 \
                       "RUB") "," ITEM ("3", "2026-09-02", "Возвраты", "Фильтр", -50000,                     \
                                        "RUB") "," ITEM ("4", "2026-09-01", "Запчасти", "Ремінь", 70010,     \
                                                         "UAH") "]}"
#define HOUSE                                                                                                \
  "{'from':'2026-01-01','to':'2026-12-31','items':[" ITEM ("5", "2026-10-31", "Вода", "Вода", 44730,         \
                                                           "RUB") "]}"

static KabExpenses *
make_expenses (void)
{
  g_autoptr (KabStatement) shop = kab_test_record (KAB_TYPE_STATEMENT, SHOP);
  g_autoptr (KabStatement) house = kab_test_record (KAB_TYPE_STATEMENT, HOUSE);
  KabExpenses *self = kab_expenses_new (kab_statement_get_from (shop), kab_statement_get_to (shop));

  kab_expenses_add (self, "a", "Магазин", shop);
  kab_expenses_add (self, "b", "Дом", house);
  return self;
}

static void
assert_group (GPtrArray *groups, guint index, const char *title, guint entries, gint64 first_sum)
{
  const KabExpensesGroup *group = groups->pdata[index];

  g_assert_cmpstr (group->title, ==, title);
  g_assert_cmpuint (group->entries->len, ==, entries);
  g_assert_cmpint (((KabMoney *) group->sums->pdata[0])->minor, ==, first_sum);
}

/* By month, category and organisation; a currency is never added to another. */
static void
test_groups (void)
{
  g_autoptr (KabExpenses) self = make_expenses ();
  g_autoptr (GPtrArray) months = kab_expenses_group (self, KAB_EXPENSES_BY_MONTH);
  g_autoptr (GPtrArray) categories = kab_expenses_group (self, KAB_EXPENSES_BY_CATEGORY);
  g_autoptr (GPtrArray) organisations = kab_expenses_group (self, KAB_EXPENSES_BY_ORGANISATION);
  g_autoptr (GPtrArray) total = kab_expenses_sum (kab_expenses_get_entries (self));

  g_assert_cmpuint (months->len, ==, 2);
  assert_group (months, 0, "October 2026", 2, 289780);
  assert_group (months, 1, "September 2026", 3, -49000);
  g_assert_cmpuint (((KabExpensesGroup *) months->pdata[1])->sums->len, ==, 2);
  g_assert_cmpuint (categories->len, ==, 3);
  assert_group (categories, 0, "Запчасти", 3, 246050);
  assert_group (categories, 2, "Возвраты", 1, -50000);
  assert_group (organisations, 0, "Магазин", 4, 196050);
  assert_group (organisations, 1, "Дом", 1, 44730);
  g_assert_cmpuint (total->len, ==, 2);
  g_assert_cmpint (((KabMoney *) total->pdata[0])->minor, ==, 240780);
  g_assert_cmpint (((KabMoney *) total->pdata[1])->minor, ==, 70010);
}

static void
test_csv (void)
{
  g_autoptr (KabExpenses) self = make_expenses ();
  g_autoptr (GBytes) bytes = kab_expenses_to_csv (self);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 7);
  g_assert_cmpstr (
      lines[0], ==,
      "\xef\xbb\xbf\"Date\",\"Organisation\",\"Category\",\"Description\",\"Amount\",\"Currency\"");
  g_assert_cmpstr (lines[1], ==, "2026-10-31,\"Дом\",\"Вода\",\"Вода\",447.30,RUB");
  g_assert_cmpstr (lines[2], ==,
                   "2026-10-14,\"Магазин\",\"Запчасти\",\"Колодки, \"\"передние\"\"; комплект\",2450.50,RUB");
  /* A text that a spreadsheet would take for a formula stays a text. */
  g_assert_cmpstr (lines[3], ==, "2026-09-30,\"Магазин\",\"Запчасти\",\"'=HYPERLINK(1)\",10.00,RUB");
  g_assert_cmpstr (lines[4], ==, "2026-09-02,\"Магазин\",\"Возвраты\",\"Фильтр\",-500.00,RUB");
}

static void
test_json (void)
{
  g_autoptr (KabExpenses) self = make_expenses ();
  g_autoptr (GBytes) bytes = kab_expenses_to_json (self);
  g_autoptr (JsonNode) root = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  JsonArray *items = json_object_get_array_member (json_node_get_object (root), "items");
  gint64 sum = 0;

  g_assert_cmpuint (json_array_get_length (items), ==, 5);
  for (guint i = 0; i < 5; i++)
    sum += json_object_get_int_member (
        json_object_get_object_member (json_array_get_object_element (items, i), "amount"), "minor");
  g_assert_cmpint (sum, ==, 240780 + 70010);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (items, 1), "title"), ==,
                   "Колодки, \"передние\"; комплект");
}

/* The paper says what the page says. */
static void
test_pdf (void)
{
  g_autoptr (KabExpenses) self = make_expenses ();
  g_autoptr (GBytes) bytes = kab_expenses_to_pdf (self, KAB_EXPENSES_BY_ORGANISATION);
  g_autofree char *program = kab_render_process_find_program ();
  g_autoptr (KabRenderer) renderer = kab_renderer_new (program, bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabPageText) text = NULL;

  g_assert_true (kab_ui_await (kab_renderer_open (renderer), &error));
  g_assert_no_error (error);
  text = kab_ui_await_object (kab_renderer_read_text (renderer, 0), &error);
  g_assert_nonnull (strstr (kab_page_text_get_text (text), "Expenses"));
  g_assert_nonnull (strstr (kab_page_text_get_text (text), "Магазин"));
  g_assert_nonnull (strstr (kab_page_text_get_text (text), "Total"));
}

/* LibreOffice reads the table and writes it again: the same figures, and Cyrillic as it was. */
static void
test_libreoffice (void)
{
  g_autoptr (KabExpenses) self = make_expenses ();
  g_autoptr (GBytes) bytes = kab_expenses_to_csv (self);
  g_autofree char *program = g_find_program_in_path ("soffice");
  g_autofree char *folder = NULL;
  g_autofree char *table = NULL;
  g_autofree char *back = NULL;
  g_autofree char *home = NULL;
  g_autofree char *text = NULL;
  const char *argv[] = { program, NULL, "--headless", "--convert-to", "xml:MS Excel 2003 XML", "--outdir",
                         NULL,    NULL, NULL };
  int status = -1;

  if (program == NULL)
    {
      g_test_skip ("LibreOffice is not installed here");
      return;
    }
  folder = g_dir_make_tmp ("kabinet-office-XXXXXX", NULL);
  table = g_build_filename (folder, "expenses.csv", NULL);
  back = g_build_filename (folder, "expenses.xml", NULL);
  home = g_strdup_printf ("-env:UserInstallation=file://%s/profile", folder);
  g_assert_true (
      g_file_set_contents (table, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  argv[1] = home;
  argv[6] = folder;
  argv[7] = table;
  g_assert_true (
      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_true (g_file_get_contents (back, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Колодки, "));
  g_assert_nonnull (strstr (text, "2450.5<"));
  g_assert_nonnull (strstr (text, "447.3<"));
  g_assert_nonnull (strstr (text, "-500<"));
}

static KabStatementPage *
make_page (GtkWidget **window, int width)
{
  g_autoptr (GListStore) none = g_list_store_new (KAB_TYPE_CABINET);
  KabStatementPage *page = KAB_STATEMENT_PAGE (kab_statement_page_new (G_LIST_MODEL (none), NULL));

  *window = kab_test_window (GTK_WIDGET (page), width, 800);
  return page;
}

static void
test_page (void)
{
  g_autoptr (KabExpenses) self = make_expenses ();
  GtkWidget *window, *row;
  KabStatementPage *page = make_page (&window, 800);
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "late");

  kab_ui_settle ();
  g_assert_nonnull (kab_test_find_label (window, "No Expenses"));
  kab_statement_page_take (page, self, NULL);
  kab_ui_settle ();
  g_assert_nonnull (kab_test_find_label (window, "October 2026"));
  g_assert_nonnull (kab_test_find_label (window, "3 expenses"));
  kab_test_check_names (window);
  kab_test_shoot (window, "statement-months");
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (kab_test_find (window, ADW_TYPE_TOGGLE_GROUP, 0)),
                                    "organisation");
  kab_ui_settle ();
  row = kab_test_find (window, ADW_TYPE_EXPANDER_ROW, 0);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  kab_ui_settle ();
  g_assert_nonnull (kab_test_find_label (window, "Колодки, \"передние\"; комплект"));
  kab_test_check_names (window);
  kab_test_shoot (window, "statement-organisations");
  kab_statement_page_take (page, NULL, error);
  g_assert_nonnull (kab_test_find_label (window, "Try Again"));
  kab_test_close (window);
}

static void
test_narrow (void)
{
  g_autoptr (KabExpenses) self = make_expenses ();
  GtkWidget *window;
  KabStatementPage *page = make_page (&window, 360);

  kab_statement_page_take (page, self, NULL);
  kab_ui_settle ();
  g_assert_cmpint (gtk_widget_get_width (window), <=, 370);
  kab_test_shoot (window, "statement-narrow");
  kab_test_close (window);
}

static void
assert_period (KabStatementPage *page, guint period, const char *from, const char *to)
{
  GDate today, first, last;
  char text[16];

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 15, G_DATE_MARCH, 2026);
  kab_statement_page_choose_period (page, period, &today, &first, &last);
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &first);
  g_assert_cmpstr (text, ==, from);
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &last);
  g_assert_cmpstr (text, ==, to);
}

static void
test_periods (void)
{
  GtkWidget *window;
  KabStatementPage *page = make_page (&window, 600);

  assert_period (page, 0, "2026-03-01", "2026-03-15");
  assert_period (page, 1, "2026-02-01", "2026-02-28");
  assert_period (page, 2, "2026-01-01", "2026-03-15");
  assert_period (page, 3, "2025-01-01", "2025-12-31");
  assert_period (page, 4, "2025-04-01", "2026-03-15");
  assert_period (page, 5, "2021-04-01", "2026-03-15");
  kab_test_close (window);
}

int
main (int argc, char *argv[])
{
  kab_test_init (&argc, &argv);

  g_test_add_func ("/statement/A-28/groups", test_groups);
  g_test_add_func ("/statement/A-28/csv", test_csv);
  g_test_add_func ("/statement/A-28/json", test_json);
  g_test_add_func ("/statement/A-28/pdf", test_pdf);
  g_test_add_func ("/statement/A-28/libreoffice", test_libreoffice);
  g_test_add_func ("/statement/A-28/page", test_page);
  g_test_add_func ("/statement/narrow", test_narrow);
  g_test_add_func ("/statement/A-28/periods", test_periods);
  return g_test_run ();
}
