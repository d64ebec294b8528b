/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-scripted-list.h"
#include "kab-test.h"

#include <gtk/gtk.h>

/* What GTK's own selection makes of the list's changes. */
typedef struct
{
  KabScriptedList *list;
  KabPagedModel *model;
  GtkSingleSelection *selection;
} Fixture;

static void
set_up (Fixture *f, gconstpointer total)
{
  f->list = kab_scripted_list_new (GPOINTER_TO_UINT (total));
  f->model = kab_scripted_list_make_model (f->list);
  f->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (f->model)));
  gtk_single_selection_set_autoselect (f->selection, FALSE);
  kab_paged_model_refresh (f->model);
  kab_scripted_list_answer_all (f->list);
}

static void
tear_down (Fixture *f, gconstpointer total)
{
  g_assert_finalize_object (f->selection);
  g_assert_finalize_object (f->model);
  kab_scripted_list_free (f->list);
}

static void
refresh (Fixture *f)
{
  kab_paged_model_refresh (f->model);
  kab_scripted_list_answer_all (f->list);
}

static void
assert_selected (Fixture *f, guint position, const char *id)
{
  KabRow *row = gtk_single_selection_get_selected_item (f->selection);

  g_assert_cmpuint (gtk_single_selection_get_selected (f->selection), ==, position);
  g_assert_nonnull (row);
  g_assert_cmpstr (kab_row_get_id (row), ==, id);
}

/* E6: rows that come before, and a move of the record itself. */
static void
test_survives (Fixture *f, gconstpointer total)
{
  gtk_single_selection_set_selected (f->selection, 30);
  kab_scripted_list_insert (f->list, 0, 5000);
  refresh (f);
  assert_selected (f, 31, "30");
  kab_scripted_list_remove (f->list, 2);
  refresh (f);
  assert_selected (f, 30, "30");
  g_array_remove_index (f->list->rows, 30);
  g_array_insert_val (f->list->rows, 3, ((guint) { 30 }));
  f->list->as_of++;
  refresh (f);
  assert_selected (f, 3, "30");
}

/* E6: a record that has gone leaves its neighbour selected, where the view wants a selection at all. */
static void
test_neighbour (Fixture *f, gconstpointer total)
{
  gtk_single_selection_set_autoselect (f->selection, TRUE);
  gtk_single_selection_set_selected (f->selection, 30);
  kab_scripted_list_remove (f->list, 30);
  refresh (f);
  assert_selected (f, 30, "31");
}

/* E6: another order of the same rows: the record stays selected if it is in the first window. */
static void
test_sorted (Fixture *f, gconstpointer total)
{
  gtk_single_selection_set_selected (f->selection, 30);
  g_array_remove_index (f->list->rows, 30);
  g_array_insert_val (f->list->rows, 0, ((guint) { 30 }));
  kab_paged_model_set_query (f->model, "sort", "number");
  KAB_TEST_UNTIL (kab_scripted_list_get_waiting (f->list) == 1);
  kab_scripted_list_answer_all (f->list);
  assert_selected (f, 0, "30");
}

/* E1: a new query over a million rows makes a selection look at no more than a window of them. */
static void
test_million (Fixture *f, gconstpointer total)
{
  gtk_single_selection_set_selected (f->selection, 30);
  for (guint i = 0; i < 100; i++)
    g_array_index (f->list->rows, guint, i) = 5000 + i;
  kab_paged_model_set_query (f->model, "q", "other");
  KAB_TEST_UNTIL (kab_scripted_list_get_waiting (f->list) == 1);
  kab_scripted_list_answer_all (f->list);
  g_assert_cmpuint (gtk_single_selection_get_selected (f->selection), ==, GTK_INVALID_LIST_POSITION);
  g_assert_cmpuint (g_hash_table_size (f->model->rows), <=, 2 * KAB_PAGED_MODEL_PAGE);
  g_assert_cmpuint (f->list->n_rests, <=, 2);
}

#define ADD(path, total, func) g_test_add (path, Fixture, GUINT_TO_POINTER (total), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("/store/E6/selection-survives", 2000, test_survives);
  ADD ("/store/E6/selection-neighbour", 2000, test_neighbour);
  ADD ("/store/E6/selection-sorted", 2000, test_sorted);
  ADD ("/store/E1/selection-million", 1000000, test_million);
  return g_test_run ();
}
