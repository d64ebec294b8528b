/* kab-unlinking.c: an account that is about to be unlinked, until it is or the person thinks better of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "kab-unlinking.h"

struct _KabUnlinking
{
  GObject parent_instance;

  KabClient *client;
  KabAccount *account;
  gboolean sent;
};

G_DEFINE_FINAL_TYPE (KabUnlinking, kab_unlinking, G_TYPE_OBJECT)

static guint settled_signal;

static void
kab_unlinking_finalize (GObject *object)
{
  KabUnlinking *self = KAB_UNLINKING (object);

  g_clear_object (&self->client);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (kab_unlinking_parent_class)->finalize (object);
}

static void
kab_unlinking_class_init (KabUnlinkingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_unlinking_finalize;

  /**
   * KabUnlinking::settled:
   * @error: (nullable): why it could not be unlinked
   */
  settled_signal = g_signal_new ("settled", KAB_TYPE_UNLINKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
kab_unlinking_init (KabUnlinking *self)
{
}

/**
 * kab_unlinking_new:
 * @client: the cabinet's way to its server
 * @account: a linked account
 *
 * Nothing is sent yet. Whoever lets go of it without kab_unlinking_carry_out () has thought better of it.
 *
 * Returns: (transfer full): what is about to be done
 */
KabUnlinking *
kab_unlinking_new (KabClient *client, KabAccount *account)
{
  KabUnlinking *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_ACCOUNT (account), NULL);

  self = g_object_new (KAB_TYPE_UNLINKING, NULL);
  self->client = g_object_ref (client);
  self->account = g_object_ref (account);
  return self;
}

/**
 * kab_unlinking_get_account:
 * @self: an unlinking
 *
 * Returns: (transfer none): which account it is
 */
KabAccount *
kab_unlinking_get_account (KabUnlinking *self)
{
  g_return_val_if_fail (KAB_IS_UNLINKING (self), NULL);

  return self->account;
}

/* An account that is not there any more is unlinked: the first answer was lost on the way. */
static DexFuture *
answered (DexFuture *done, gpointer data)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GError) error = NULL;

  dex_future_get_value (done, &error);
  g_signal_emit (data, settled_signal, 0, error);
  if (application != NULL)
    g_application_release (application);
  return dex_future_new_true ();
}

/**
 * kab_unlinking_carry_out:
 * @self: an unlinking
 *
 * Asks the server, once. The program stays until there is an answer, also when its last window goes.
 */
void
kab_unlinking_carry_out (KabUnlinking *self)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (KabRequest) request = NULL;

  g_return_if_fail (KAB_IS_UNLINKING (self));

  if (self->sent)
    return;
  self->sent = TRUE;
  request = kab_request_new_segments ("DELETE", "accounts", kab_account_get_id (self->account), NULL);
  if (application != NULL)
    g_application_hold (application);
  dex_future_disown (dex_future_finally (kab_client_send (self->client, request, G_TYPE_NONE), answered,
                                         g_object_ref (self), g_object_unref));
}
