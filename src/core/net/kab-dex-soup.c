/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-dex-soup.h"

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  GInputStream *stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream != NULL)
    dex_promise_resolve_object (promise, stream);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

/**
 * kab_dex_soup_send:
 * @session: where to send
 * @message: what to send
 *
 * Sends @message and waits for the answer's headers. Dropping the future cancels the request.
 *
 * Returns: (transfer full): a future that resolves to the #GInputStream of the body
 */
DexFuture *
kab_dex_soup_send (SoupSession *session, SoupMessage *message)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, dex_promise_get_cancellable (promise),
                           sent_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}
