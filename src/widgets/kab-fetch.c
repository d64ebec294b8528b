/* kab-fetch.c: shows what was known last, then what the server says. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-fetch.h"

typedef struct
{
  KabClient *client;
  KabRequest *request;
  GType record_type;
  GWeakRef object;
  KabFetchedFunc fetched;
  GDateTime *as_of;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->client);
  g_clear_object (&call->request);
  g_weak_ref_clear (&call->object);
  g_clear_pointer (&call->as_of, g_date_time_unref);
  g_free (call);
}

static void
tell (Call *call, DexFuture *done, GDateTime *as_of)
{
  g_autoptr (GObject) object = g_weak_ref_get (&call->object);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (done, &error);

  /* A copy that cannot be read is no copy; the server is asked anyhow. */
  if (object != NULL && (value != NULL || as_of == NULL))
    call->fetched (object, value != NULL ? g_value_get_object (value) : NULL, as_of, error);
}

static DexFuture *
answered (DexFuture *done, gpointer data)
{
  tell (data, done, NULL);
  return dex_future_new_true ();
}

static DexFuture *
peeked (DexFuture *done, gpointer data)
{
  Call *call = data;

  tell (call, done, call->as_of);
  return kab_client_send (call->client, call->request, call->record_type);
}

static Call *
call_new (KabClient *client, KabRequest *request, GType record_type, gpointer object, KabFetchedFunc fetched)
{
  Call *call = g_new0 (Call, 1);

  call->client = g_object_ref (client);
  call->request = g_object_ref (request);
  call->record_type = record_type;
  call->fetched = fetched;
  g_weak_ref_init (&call->object, object);
  return call;
}

/**
 * kab_fetch:
 * @client: the cabinet's way to its server
 * @request: a GET
 * @record_type: what its answer is
 * @peek: whether to begin with the offline copy; not of use when something is shown already
 * @object: who waits, usually a widget; it is not kept alive
 * @fetched: called with the offline copy, if there is one, and then with what the server says
 *
 * A thing that was seen before opens at once, with its age, and not with a spinner.
 *
 * Returns: (transfer full): a future to hold; whoever drops it is told nothing more
 */
DexFuture *
kab_fetch (KabClient *client,
           KabRequest *request,
           GType record_type,
           gboolean peek,
           gpointer object,
           KabFetchedFunc fetched)
{
  g_autoptr (GDateTime) as_of = NULL;
  DexFuture *future = NULL;
  Call *call;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_REQUEST (request), NULL);
  g_return_val_if_fail (G_IS_OBJECT (object) && fetched != NULL, NULL);

  if (peek)
    future = kab_client_peek (client, request, record_type, &as_of);
  if (future != NULL && as_of != NULL)
    {
      call = call_new (client, request, record_type, object, fetched);
      call->as_of = g_steal_pointer (&as_of);
      future = dex_future_finally (future, peeked, call, call_free);
    }
  else
    {
      dex_clear (&future);
      future = kab_client_send (client, request, record_type);
    }
  return dex_future_finally (future, answered, call_new (client, request, record_type, object, fetched),
                             call_free);
}
