/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-scripted-list.h"
#include "kab-test.h"

typedef struct
{
  KabScriptedList *list;
  KabPagedModel *model;
  GPtrArray *mirror; /* what a list view knows: the rows that it holds, NULL for all others */
  guint n_changes;
  guint position;
  guint removed;
  guint added;
} Fixture;

static void
release (gpointer row)
{
  g_clear_object (&row);
}

/* A list view believes every word of it. */
static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *f)
{
  f->n_changes++;
  f->position = position;
  f->removed = removed;
  f->added = added;
  g_assert_cmpuint (position + removed, <=, f->mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (f->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (f->mirror, (int) position, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, f->mirror->len);
}

static void
set_up (Fixture *f, gconstpointer total)
{
  f->list = kab_scripted_list_new (GPOINTER_TO_UINT (total));
  f->model = kab_scripted_list_make_model (f->list);
  f->mirror = g_ptr_array_new_with_free_func (release);
  g_signal_connect (f->model, "items-changed", G_CALLBACK (items_changed_cb), f);
  kab_paged_model_refresh (f->model);
  kab_scripted_list_answer_all (f->list);
  f->n_changes = 0;
}

static void
tear_down (Fixture *f, gconstpointer total)
{
  g_ptr_array_unref (f->mirror);
  g_assert_finalize_object (f->model);
  kab_scripted_list_free (f->list);
}

/* A list view shows these rows. */
static void
show (Fixture *f, guint position, guint n)
{
  for (guint i = position; i < MIN (position + n, f->mirror->len); i++)
    if (f->mirror->pdata[i] == NULL)
      f->mirror->pdata[i] = g_list_model_get_item (G_LIST_MODEL (f->model), i);
  kab_scripted_list_rest (f->list);
  kab_scripted_list_answer_all (f->list);
}

static void
refresh (Fixture *f)
{
  f->n_changes = 0;
  f->list->n_asked = 0;
  kab_paged_model_refresh (f->model);
  kab_scripted_list_answer_all (f->list);
  g_assert_false (kab_load_get_busy (kab_paged_model_get_load (f->model)));
}

/* The rows that the view holds are the model's, in their places, and say what the server says. */
static void
assert_true_to_server (Fixture *f)
{
  g_assert_cmpuint (f->mirror->len, ==, f->list->total);
  for (guint i = 0; i < f->mirror->len; i++)
    {
      KabRow *row = f->mirror->pdata[i];
      g_autoptr (KabRow) same = NULL;
      g_autofree char *id = NULL;

      if (row == NULL)
        continue;
      same = g_list_model_get_item (G_LIST_MODEL (f->model), i);
      g_assert_true (same == row);
      g_assert_cmpuint (kab_row_get_position (row), ==, i);
      if (i >= f->list->rows->len)
        continue;
      id = g_strdup_printf ("%u", g_array_index (f->list->rows, guint, i));
      g_assert_cmpstr (kab_row_get_id (row), ==, id);
    }
}

static void
assert_change (Fixture *f, guint position, guint removed, guint added)
{
  g_assert_cmpuint (f->n_changes, ==, 1);
  g_assert_cmpuint (f->position, ==, position);
  g_assert_cmpuint (f->removed, ==, removed);
  g_assert_cmpuint (f->added, ==, added);
}

/* E2: nothing has changed, so nothing changes; the windows in sight are asked for, and no others. */
static void
test_unchanged (Fixture *f, gconstpointer total)
{
  show (f, 140, 200);
  refresh (f);
  g_assert_cmpuint (f->list->n_asked, ==, 3);
  g_assert_cmpuint (f->n_changes, ==, 0);
  assert_true_to_server (f);
}

/* C7, E6: a new row on top moves the others, which stay what they are. */
static void
test_inserted (Fixture *f, gconstpointer total)
{
  g_autoptr (KabRow) seventh = NULL;

  show (f, 0, 200);
  seventh = g_object_ref (f->mirror->pdata[7]);
  kab_scripted_list_insert (f->list, 0, 5000);
  refresh (f);
  assert_change (f, 0, 0, 1);
  g_assert_cmpuint (kab_row_get_position (seventh), ==, 8);
  g_assert_cmpstr (kab_row_get_id (seventh), ==, "7");
  g_assert_cmpint (kab_paged_model_get_count (f->model, "open"), ==, f->list->total);
  assert_true_to_server (f);
  show (f, 0, 1);
  assert_true_to_server (f);
}

/* E6: the rows behind come from under the new mark. */
static void
test_new_mark (Fixture *f, gconstpointer total)
{
  show (f, 0, 50);
  kab_scripted_list_insert (f->list, 0, 5000);
  refresh (f);
  g_object_unref (g_list_model_get_item (G_LIST_MODEL (f->model), 800));
  kab_scripted_list_rest (f->list);
  g_assert_cmpstr (kab_scripted_list_find (f->list, 800)->as_of, ==, "mark-2");
  kab_scripted_list_answer_all (f->list);
}

static void
test_removed (Fixture *f, gconstpointer total)
{
  show (f, 0, 200);
  kab_scripted_list_remove (f->list, 30);
  refresh (f);
  assert_change (f, 30, 1, 0);
  assert_true_to_server (f);
}

/* E6: a record that has gone makes room for its neighbour; the one in its place is another row. */
static void
test_replaced (Fixture *f, gconstpointer total)
{
  g_autoptr (KabRow) gone = NULL;

  show (f, 0, 200);
  gone = g_object_ref (f->mirror->pdata[30]);
  g_array_index (f->list->rows, guint, 30) = 5000;
  refresh (f);
  assert_change (f, 30, 1, 1);
  show (f, 30, 1);
  g_assert_true (f->mirror->pdata[30] != gone);
  g_assert_cmpstr (kab_row_get_id (gone), ==, "30");
  assert_true_to_server (f);
}

/* E6: a record that has moved is found again in the same change, as the same row. */
static void
test_moved (Fixture *f, gconstpointer total)
{
  g_autoptr (KabRow) moved = NULL;
  g_autoptr (KabRow) found = NULL;

  show (f, 0, 200);
  moved = g_object_ref (f->mirror->pdata[30]);
  g_array_remove_index (f->list->rows, 30);
  g_array_insert_val (f->list->rows, 5, ((guint) { 30 }));
  refresh (f);
  assert_change (f, 5, 26, 26);
  found = g_list_model_get_item (G_LIST_MODEL (f->model), 5);
  g_assert_true (found == moved);
  show (f, 0, 200);
  assert_true_to_server (f);
}

/* C7: far down in the list, what happens at its top moves nothing that is seen. */
static void
test_far_down (Fixture *f, gconstpointer total)
{
  g_autoptr (KabRow) seen = NULL;

  show (f, 1500, 200);
  seen = g_object_ref (f->mirror->pdata[1600]);
  kab_scripted_list_insert (f->list, 0, 5000);
  kab_scripted_list_insert (f->list, 0, 5001);
  refresh (f);
  g_assert_cmpuint (f->n_changes, ==, 1);
  g_assert_cmpuint (f->removed, ==, 0);
  g_assert_cmpuint (f->added, ==, 2);
  g_assert_cmpuint (f->position, <=, 1500);
  g_assert_true (f->mirror->pdata[1602] == seen);
  g_assert_cmpstr (kab_row_get_id (seen), ==, "1600");
  assert_true_to_server (f);
}

/* A refresh that fails leaves everything as it was, and says that it is old. */
static void
test_fails (Fixture *f, gconstpointer total)
{
  KabLoad *load = kab_paged_model_get_load (f->model);

  show (f, 0, 50);
  kab_scripted_list_insert (f->list, 0, 5000);
  kab_paged_model_refresh (f->model);
  kab_scripted_list_answer_all (f->list);
  f->n_changes = 0;
  kab_paged_model_refresh (f->model);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  kab_scripted_list_fail (f->list, 0);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);
  g_assert_true (kab_load_get_stale (load));
  g_assert_cmpuint (f->n_changes, ==, 0);
  kab_paged_model_retry (f->model);
  kab_scripted_list_answer_all (f->list);
  g_assert_false (kab_load_get_stale (load));
  g_assert_cmpuint (f->n_changes, ==, 0);
  assert_true_to_server (f);
}

/* The list is empty now, and then it is not. */
static void
test_emptied (Fixture *f, gconstpointer total)
{
  KabLoad *load = kab_paged_model_get_load (f->model);

  show (f, 0, 50);
  f->list->total = 0;
  f->list->as_of++;
  refresh (f);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_EMPTY);
  g_assert_cmpuint (f->mirror->len, ==, 0);
  f->list->total = GPOINTER_TO_UINT (total);
  f->list->as_of++;
  refresh (f);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);
  show (f, 0, 50);
  assert_true_to_server (f);
}

static void
disturb (Fixture *f, GRand *rand, guint *next_id)
{
  guint n = f->list->rows->len;
  guint at = (guint) g_rand_int_range (rand, 0, (int) n);
  guint to = (guint) g_rand_int_range (rand, 0, (int) n);
  guint id = g_array_index (f->list->rows, guint, at);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      kab_scripted_list_insert (f->list, at, (*next_id)++);
      break;
    case 1:
      kab_scripted_list_remove (f->list, at);
      break;
    case 2:
      g_array_index (f->list->rows, guint, at) = (*next_id)++;
      break;
    default:
      g_array_remove_index (f->list->rows, at);
      g_array_insert_val (f->list->rows, to, id);
    }
  f->list->as_of++;
}

/* The row is still of its record; and where that is in sight, it is this row. */
static void
assert_same_record (Fixture *f, KabRow *row, const char *id)
{
  guint position = kab_paged_model_find (f->model, id);
  g_autoptr (KabRow) found = NULL;

  g_assert_cmpstr (kab_row_get_id (row), ==, id);
  if (position == G_MAXUINT)
    return;
  found = g_list_model_get_item (G_LIST_MODEL (f->model), position);
  g_assert_true (found == row);
}

/* E2, E6: whatever happens on the server, a view that believes every change shows what the server has;
 * and a row that it goes on holding stays on its record. */
static void
test_random (Fixture *f, gconstpointer total)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  guint next_id = 10000;

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

      show (f, (guint) g_rand_int_range (rand, 0, 400), 120);
      for (guint i = 0; i < f->mirror->len; i++)
        if (f->mirror->pdata[i] != NULL)
          {
            g_ptr_array_add (before, g_object_ref (f->mirror->pdata[i]));
            g_ptr_array_add (ids, g_strdup (kab_row_get_id (f->mirror->pdata[i])));
          }
      for (int i = g_rand_int_range (rand, 0, 4); i > 0; i--)
        disturb (f, rand, &next_id);
      refresh (f);
      g_assert_cmpuint (f->list->n_asked, <=, 6);
      assert_true_to_server (f);
      for (guint i = 0; i < before->len; i++)
        assert_same_record (f, before->pdata[i], ids->pdata[i]);
      /* The view scrolls away. */
      for (guint i = 0; i < f->mirror->len; i++)
        if (g_rand_boolean (rand))
          g_clear_object (&f->mirror->pdata[i]);
    }
}

#define ADD(path, total, func) g_test_add (path, Fixture, GUINT_TO_POINTER (total), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("/store/E2/unchanged", 2000, test_unchanged);
  ADD ("/store/C7/inserted", 2000, test_inserted);
  ADD ("/store/E6/new-mark", 2000, test_new_mark);
  ADD ("/store/E2/removed", 2000, test_removed);
  ADD ("/store/E6/replaced", 2000, test_replaced);
  ADD ("/store/E6/moved", 2000, test_moved);
  ADD ("/store/C7/far-down", 2000, test_far_down);
  ADD ("/store/paged/refresh-fails", 2000, test_fails);
  ADD ("/store/paged/emptied", 500, test_emptied);
  ADD ("/store/E2/random", 500, test_random);
  return g_test_run ();
}
