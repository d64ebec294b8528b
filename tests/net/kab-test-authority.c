/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-test-authority.h"
#include "kab-directory.h"

struct _KabTestAuthority
{
  GObject parent_instance;

  KabClient *client;
  char *token;
  DexFuture *flight;
  guint generation;
  guint calls;
  guint rejections;
};

static char *
test_authority_dup_access_token (KabAuthority *authority)
{
  return g_strdup (KAB_TEST_AUTHORITY (authority)->token);
}

static DexFuture *
refreshed_cb (DexFuture *done, gpointer data)
{
  KabTestAuthority *self = data;

  g_free (self->token);
  self->token = g_strdup_printf ("token-%u", ++self->generation);
  return dex_future_new_true ();
}

static DexFuture *
test_authority_refresh (KabAuthority *authority, const char *rejected)
{
  KabTestAuthority *self = KAB_TEST_AUTHORITY (authority);
  g_autoptr (KabRequest) request = kab_request_new ("POST", "/sessions/refresh");

  self->calls++;
  if (g_strcmp0 (rejected, self->token) != 0)
    return dex_future_new_true ();
  if (self->flight == NULL || !dex_future_is_pending (self->flight))
    {
      dex_clear (&self->flight);
      kab_request_set_anonymous (request, TRUE);
      self->flight = dex_future_then (kab_client_send (self->client, request, KAB_TYPE_HEALTH), refreshed_cb,
                                      self, NULL);
    }
  return dex_ref (self->flight);
}

static void
test_authority_reject (KabAuthority *authority, const char *rejected, const GError *error)
{
  KAB_TEST_AUTHORITY (authority)->rejections++;
}

static void
authority_init (KabAuthorityInterface *iface)
{
  iface->dup_access_token = test_authority_dup_access_token;
  iface->refresh = test_authority_refresh;
  iface->reject = test_authority_reject;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KabTestAuthority,
                               kab_test_authority,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAB_TYPE_AUTHORITY, authority_init))

static void
kab_test_authority_finalize (GObject *object)
{
  KabTestAuthority *self = KAB_TEST_AUTHORITY (object);

  dex_clear (&self->flight);
  g_object_unref (self->client);
  g_free (self->token);
  G_OBJECT_CLASS (kab_test_authority_parent_class)->finalize (object);
}

static void
kab_test_authority_class_init (KabTestAuthorityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_test_authority_finalize;
}

static void
kab_test_authority_init (KabTestAuthority *self)
{
}

/* Makes an authority of @client whose tokens are "token-1", "token-2"… after the first. */
KabTestAuthority *
kab_test_authority_new (KabClient *client, const char *token)
{
  KabTestAuthority *self = g_object_new (KAB_TYPE_TEST_AUTHORITY, NULL);

  self->client = g_object_ref (client);
  self->token = g_strdup (token);
  kab_client_set_authority (client, KAB_AUTHORITY (self));
  return self;
}

/* How often a client asked for a refresh. */
const guint *
kab_test_authority_get_calls (KabTestAuthority *self)
{
  return &self->calls;
}

/* How often a client said that a fresh token was refused. */
guint
kab_test_authority_get_rejections (KabTestAuthority *self)
{
  return self->rejections;
}
