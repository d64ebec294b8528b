/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-document.h"
#include "kab-scripted-list.h"
#include "kab-test.h"

typedef struct
{
  KabScriptedList *list;
  KabPagedModel *model;
  guint n_changes;
  guint removed;
  guint added;
  guint position;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *f)
{
  f->n_changes++;
  f->position = position;
  f->removed = removed;
  f->added = added;
}

static void
set_up (Fixture *f, gconstpointer total)
{
  f->list = kab_scripted_list_new (GPOINTER_TO_UINT (total));
  f->model = kab_scripted_list_make_model (f->list);
  g_signal_connect (f->model, "items-changed", G_CALLBACK (items_changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer total)
{
  g_assert_finalize_object (f->model);
  kab_scripted_list_free (f->list);
}

/* The first window has come. */
static void
open_list (Fixture *f)
{
  kab_paged_model_refresh (f->model);
  g_assert_true (kab_scripted_list_answer (f->list, 0));
  f->n_changes = 0;
  f->list->n_asked = 0;
}

static KabRow *
get_row (Fixture *f, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (f->model), position);
}

static void
look_at (Fixture *f, guint position)
{
  g_object_unref (get_row (f, position));
}

static void
assert_row (Fixture *f, guint position, const char *id)
{
  g_autoptr (KabRow) row = get_row (f, position);

  g_assert_cmpuint (kab_row_get_position (row), ==, position);
  g_assert_cmpstr (kab_row_get_id (row), ==, id);
}

/* E1: as long as the server's list, filled as far as it has come. */
static void
test_first_window (Fixture *f, gconstpointer total)
{
  KabLoad *load = kab_paged_model_get_load (f->model);
  g_autoptr (KabRow) row = NULL;

  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_IDLE);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (f->model), 0));
  kab_paged_model_refresh (f->model);
  kab_paged_model_refresh (f->model);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_LOADING);
  g_assert_cmpstr (kab_scripted_list_find (f->list, 0)->query, ==, "offset=0&limit=100");
  g_assert_true (kab_scripted_list_answer (f->list, 0));
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);
  g_assert_cmpuint (f->list->n_asked, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, GPOINTER_TO_UINT (total));
  g_assert_cmpuint (kab_paged_model_get_total (f->model), ==, GPOINTER_TO_UINT (total));
  g_assert_cmpint (kab_paged_model_get_count (f->model, "open"), ==, GPOINTER_TO_UINT (total));
  g_assert_cmpint (kab_paged_model_get_count (f->model, "absent"), ==, -1);
  row = get_row (f, 7);
  g_assert_cmpstr (kab_document_get_number (kab_row_get_item (row)), ==, "N7");
  g_assert_cmpuint (kab_paged_model_find (f->model, "7"), ==, 7);
  g_assert_cmpuint (kab_paged_model_find (f->model, "7000"), ==, G_MAXUINT);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (f->model), GPOINTER_TO_UINT (total)));
}

static void
test_empty (Fixture *f, gconstpointer total)
{
  open_list (f);
  g_assert_cmpint (kab_load_get_state (kab_paged_model_get_load (f->model)), ==, KAB_LOAD_EMPTY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 0);
}

static void
item_filled_cb (KabRow *row, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

/* E2: a window that arrives fills its rows and does not change the list. */
static void
test_placeholder (Fixture *f, gconstpointer total)
{
  g_autoptr (KabRow) row = NULL;
  guint filled = 0;

  open_list (f);
  row = get_row (f, 523);
  g_signal_connect (row, "notify::item", G_CALLBACK (item_filled_cb), &filled);
  g_assert_null (kab_row_get_item (row));
  g_assert_cmpuint (f->list->n_asked, ==, 0);
  kab_scripted_list_rest (f->list);
  /* E6: under the mark of the first window. */
  g_assert_cmpstr (kab_scripted_list_find (f->list, 500)->as_of, ==, "mark-1");
  g_assert_true (kab_scripted_list_answer (f->list, 500));
  g_assert_cmpuint (filled, ==, 1);
  g_assert_cmpstr (kab_row_get_id (row), ==, "523");
  g_assert_cmpuint (f->n_changes, ==, 0);
  look_at (f, 524);
  kab_scripted_list_rest (f->list);
  g_assert_cmpuint (f->list->n_asked, ==, 1);
}

/* E4: nothing while the person scrolls; then few at a time, and only what is in sight. */
static void
test_fling (Fixture *f, gconstpointer total)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);

  open_list (f);
  for (guint i = 0; i < 100000; i += 20)
    {
      look_at (f, i);
      g_assert_cmpuint (f->list->n_asked, ==, 0);
    }
  /* What a list view of three pages shows where the fling ends. */
  for (guint i = 98000; i < 98250; i++)
    g_ptr_array_add (seen, get_row (f, i));
  kab_scripted_list_rest (f->list);
  g_assert_cmpuint (kab_scripted_list_get_waiting (f->list), ==, 3);
  kab_scripted_list_answer_all (f->list);
  g_assert_cmpuint (f->list->n_asked, <=, 15);
  g_assert_cmpuint (f->list->most_at_once, <=, KAB_PAGED_MODEL_IN_FLIGHT);
  for (guint i = 0; i < seen->len; i++)
    g_assert_nonnull (kab_row_get_item (seen->pdata[i]));
}

/* E4: what has left the sight is taken back. */
static void
test_cancel (Fixture *f, gconstpointer total)
{
  open_list (f);
  look_at (f, 5000);
  kab_scripted_list_rest (f->list);
  g_assert_nonnull (kab_scripted_list_find (f->list, 5000));
  look_at (f, 70000);
  kab_scripted_list_rest (f->list);
  g_assert_null (kab_scripted_list_find (f->list, 5000));
  g_assert_true (kab_scripted_list_answer (f->list, 70000));
  /* Who comes back finds it asked for again. */
  look_at (f, 5000);
  kab_scripted_list_rest (f->list);
  g_assert_true (kab_scripted_list_answer (f->list, 5000));
  assert_row (f, 5000, "5000");
}

static guint
count_rows (Fixture *f)
{
  return g_hash_table_size (f->model->rows);
}

/* E1: a million rows, all of them looked at: what is held is bounded, and each held row stays itself. */
static void
test_million (Fixture *f, gconstpointer total)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  guint most = 0;

  open_list (f);
  for (guint i = 0; i < GPOINTER_TO_UINT (total); i++)
    {
      KabRow *row = get_row (f, i);

      if (i % 5000 == 42)
        g_ptr_array_add (held, g_object_ref (row));
      g_object_unref (row);
      most = MAX (most, count_rows (f) - held->len);
    }
  g_assert_cmpuint (most, <=, 2500);
  g_assert_cmpuint (g_hash_table_size (f->model->pages), <=, KAB_PAGED_MODEL_MAX_PAGES);
  g_assert_cmpuint (f->list->n_asked, ==, 0);
  for (guint i = 0; i < held->len; i++)
    {
      g_autoptr (KabRow) again = get_row (f, i * 5000 + 42);

      g_assert_true (again == held->pdata[i]);
    }
}

/* E1: windows go, the one looked at longest ago first, and come again when they are looked at. */
static void
test_eviction (Fixture *f, gconstpointer total)
{
  g_autoptr (KabRow) held = NULL;

  open_list (f);
  f->list->at_once = TRUE;
  held = get_row (f, 3);
  for (guint page = 1; page < 60; page++)
    {
      look_at (f, page * 100);
      kab_scripted_list_rest (f->list);
    }
  g_assert_cmpuint (g_hash_table_size (f->model->pages), ==, KAB_PAGED_MODEL_MAX_PAGES);
  g_assert_cmpuint (count_rows (f), <=, KAB_PAGED_MODEL_MAX_PAGES * KAB_PAGED_MODEL_PAGE + 1);
  g_assert_cmpstr (kab_row_get_id (held), ==, "3");
  f->list->n_asked = 0;
  look_at (f, 5900);
  kab_scripted_list_rest (f->list);
  g_assert_cmpuint (f->list->n_asked, ==, 0);
  look_at (f, 100);
  kab_scripted_list_rest (f->list);
  g_assert_cmpuint (f->list->n_asked, ==, 1);
  assert_row (f, 100, "100");
}

/* E5: sort and filter are the server's; several changes ask once; old rows stay until the answer. */
static void
test_query (Fixture *f, gconstpointer total)
{
  KabLoad *load = kab_paged_model_get_load (f->model);

  kab_paged_model_set_query (f->model, "sort", "-date");
  g_assert_cmpuint (f->list->n_asked, ==, 0);
  open_list (f);
  look_at (f, 900);
  kab_paged_model_set_query (f->model, "sort", "-date");
  kab_paged_model_set_query (f->model, "sort", "number");
  kab_paged_model_set_query (f->model, "state", "new,open");
  kab_paged_model_set_query (f->model, "q", "щука & co");
  KAB_TEST_UNTIL (f->list->n_asked > 0);
  g_assert_cmpuint (f->list->n_asked, ==, 1);
  g_assert_cmpstr (kab_scripted_list_find (f->list, 0)->query, ==,
                   "offset=0&limit=100&q=%D1%89%D1%83%D0%BA%D0%B0%20%26%20co&sort=number&state=new%2Copen");
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);
  g_assert_true (kab_load_get_busy (load));
  assert_row (f, 7, "7");
  f->list->total = 30;
  g_assert_true (kab_scripted_list_answer (f->list, 0));
  g_assert_cmpuint (kab_paged_model_get_total (f->model), ==, 30);
  g_assert_false (kab_load_get_busy (load));
  g_assert_cmpstr (kab_paged_model_get_query (f->model, "sort"), ==, "number");

  kab_paged_model_set_query (f->model, "state", NULL);
  KAB_TEST_UNTIL (f->list->n_asked > 1);
  g_assert_null (strstr (kab_scripted_list_find (f->list, 0)->query, "state"));
  kab_scripted_list_answer_all (f->list);
}

/* A query that fails leaves the rows that are there, under the query that they came from. */
static void
test_query_fails (Fixture *f, gconstpointer total)
{
  KabLoad *load = kab_paged_model_get_load (f->model);

  open_list (f);
  kab_paged_model_set_query (f->model, "q", "x");
  KAB_TEST_UNTIL (f->list->n_asked > 0);
  kab_scripted_list_fail (f->list, 0);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);
  g_assert_true (kab_load_get_stale (load));
  look_at (f, 500);
  kab_scripted_list_rest (f->list);
  g_assert_null (strstr (kab_scripted_list_find (f->list, 500)->query, "q=x"));
  g_assert_true (kab_scripted_list_answer (f->list, 500));

  kab_paged_model_retry (f->model);
  g_assert_nonnull (strstr (kab_scripted_list_find (f->list, 0)->query, "q=x"));
  kab_scripted_list_answer_all (f->list);
  g_assert_false (kab_load_get_stale (load));
}

static void
test_first_fails (Fixture *f, gconstpointer total)
{
  KabLoad *load = kab_paged_model_get_load (f->model);

  kab_paged_model_refresh (f->model);
  kab_scripted_list_fail (f->list, 0);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_FAILED);
  g_assert_nonnull (kab_load_get_message (load));
  kab_paged_model_retry (f->model);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_LOADING);
  g_assert_true (kab_scripted_list_answer (f->list, 0));
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);
}

/* A later window that fails says so, is not asked for over and over, and comes when asked to. */
static void
test_page_fails (Fixture *f, gconstpointer total)
{
  g_autoptr (KabRow) row = NULL;

  open_list (f);
  row = get_row (f, 500);
  kab_scripted_list_rest (f->list);
  kab_scripted_list_fail (f->list, 500);
  g_assert_error (kab_paged_model_get_error (f->model), KAB_NET_ERROR, KAB_NET_ERROR_CONNECT);
  look_at (f, 501);
  kab_scripted_list_rest (f->list);
  g_assert_cmpuint (f->list->n_asked, ==, 1);
  kab_paged_model_retry (f->model);
  g_assert_null (kab_paged_model_get_error (f->model));
  g_assert_true (kab_scripted_list_answer (f->list, 500));
  g_assert_cmpstr (kab_row_get_id (row), ==, "500");
}

/* The total was an estimate: the end moves where it really is. */
static void
test_estimate (Fixture *f, gconstpointer total)
{
  open_list (f);
  look_at (f, 990);
  kab_scripted_list_rest (f->list);
  f->list->total = 950;
  g_assert_true (kab_scripted_list_answer (f->list, 900));
  g_assert_cmpuint (kab_paged_model_get_total (f->model), ==, 950);
  g_assert_cmpuint (f->n_changes, ==, 1);
  g_assert_cmpuint (f->position, ==, 950);
  g_assert_cmpuint (f->removed, ==, 50);
  g_assert_cmpuint (f->added, ==, 0);
}

/* A page that is closed takes its requests back. */
static void
test_closed (Fixture *f, gconstpointer total)
{
  open_list (f);
  look_at (f, 500);
  kab_scripted_list_rest (f->list);
  kab_paged_model_set_query (f->model, "q", "x");
  g_assert_finalize_object (f->model);
  g_assert_cmpuint (kab_scripted_list_get_waiting (f->list), ==, 0);
  f->model = kab_scripted_list_make_model (f->list);
  kab_paged_model_refresh (f->model);
  g_assert_finalize_object (f->model);
  g_assert_cmpuint (kab_scripted_list_get_waiting (f->list), ==, 0);
  f->model = kab_scripted_list_make_model (f->list);
}

/* E8: a page that is opened and closed two hundred times leaves nothing, whatever was under way. */
static void
test_open_close (Fixture *f, gconstpointer total)
{
  for (guint i = 0; i < 200; i++)
    {
      KabPagedModel *model = kab_scripted_list_make_model (f->list);
      GListModel *rows = G_LIST_MODEL (model);

      kab_paged_model_refresh (model);
      if (i % 4 > 0)
        kab_scripted_list_answer_all (f->list);
      if (i % 4 > 1)
        g_object_unref (g_list_model_get_item (rows, 500));
      if (i % 4 > 2)
        kab_scripted_list_rest (f->list);
      g_assert_finalize_object (model);
      g_assert_cmpuint (kab_scripted_list_get_waiting (f->list), ==, 0);
    }
}

#define ADD(path, total, func) g_test_add (path, Fixture, GUINT_TO_POINTER (total), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("/store/E1/first-window", 1000, test_first_window);
  ADD ("/store/E1/empty", 0, test_empty);
  ADD ("/store/E2/placeholder", 1000, test_placeholder);
  ADD ("/store/E4/fling", 100000, test_fling);
  ADD ("/store/E4/cancel", 100000, test_cancel);
  ADD ("/store/E1/million", 1000000, test_million);
  ADD ("/store/E1/eviction", 100000, test_eviction);
  ADD ("/store/E5/query", 1000, test_query);
  ADD ("/store/E5/query-fails", 1000, test_query_fails);
  ADD ("/store/paged/first-fails", 1000, test_first_fails);
  ADD ("/store/paged/page-fails", 1000, test_page_fails);
  ADD ("/store/E6/estimate", 1000, test_estimate);
  ADD ("/store/paged/closed", 1000, test_closed);
  ADD ("/store/E8/open-close", 1000, test_open_close);
  return g_test_run ();
}
