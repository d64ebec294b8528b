/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-session-fixture.h"

#include "kab-profile.h"

#include <string.h>

void
fixture_set_up (Fixture *f, gconstpointer data)
{
  f->service = kab_fake_service_new ();
  f->store = kab_memory_secret_store_new ();
  f->net = kab_net_new ();
  kab_net_set_retry_base (f->net, 1);
  f->dir = kab_test_make_dir ();
  f->cabinets = kab_cabinets_new (f->net, KAB_SECRET_STORE (f->store), f->dir);
}

static gboolean
is_alone (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

/* What runs behind the scenes holds its objects for a moment longer than the test. */
static void
close_cabinets (Fixture *f)
{
  KAB_TEST_UNTIL (is_alone (f->cabinets));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->cabinets)); i++)
    {
      KabCabinet *cabinet = g_list_model_get_item (G_LIST_MODEL (f->cabinets), i);

      g_object_unref (cabinet);
      KAB_TEST_UNTIL (is_alone (cabinet));
    }
  g_assert_finalize_object (g_steal_pointer (&f->cabinets));
}

void
fixture_tear_down (Fixture *f, gconstpointer data)
{
  close_cabinets (f);
  kab_net_abort (f->net);
  KAB_TEST_UNTIL (is_alone (f->net));
  g_assert_finalize_object (f->net);
  KAB_TEST_UNTIL (is_alone (f->store));
  g_assert_finalize_object (f->store);
  kab_fake_service_free (f->service);
  kab_test_remove_dir (f->dir);
  g_free (f->dir);
}

/* The program ends and starts again. */
void
fixture_restart (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  close_cabinets (f);
  f->cabinets = kab_cabinets_new (f->net, KAB_SECRET_STORE (f->store), f->dir);
  kab_test_await (kab_cabinets_restore (f->cabinets), &error);
  g_assert_no_error (error);
}

KabCabinet *
fixture_sign_in (Fixture *f, gboolean remember)
{
  g_autoptr (GError) error = NULL;
  KabCabinet *cabinet
      = kab_test_await_object (kab_cabinets_sign_in (f->cabinets, f->service->origin, KAB_FAKE_ORGANISATION,
                                                     KAB_FAKE_LOGIN, f->service->password, remember),
                               &error);

  g_assert_no_error (error);
  return cabinet;
}

/* The only cabinet. */
KabCabinet *
fixture_get (Fixture *f)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->cabinets)), ==, 1);
  return g_list_model_get_item (G_LIST_MODEL (f->cabinets), 0);
}

DexFuture *
fixture_ask_me (KabCabinet *cabinet)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/me");

  return kab_client_send (kab_cabinet_get_client (cabinet), request, KAB_TYPE_PROFILE);
}

gboolean
fixture_get_me (KabCabinet *cabinet, GError **error)
{
  return kab_test_await (fixture_ask_me (cabinet), error);
}

static void
assert_clean (const char *dir, const char *bytes)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          assert_clean (path, bytes);
          continue;
        }
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      if (memmem (content, length, bytes, strlen (bytes)) != NULL)
        g_error ("%s is in %s", bytes, path);
    }
}

/* No file of the program's holds these bytes. */
void
fixture_assert_clean (Fixture *f, const char *bytes)
{
  assert_clean (f->dir, bytes);
}
