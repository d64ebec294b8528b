/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-session-private.h"

#include "kab-account-lock.h"
#include "kab-fiber.h"
#include "kab-problem.h"

/* How a session is the authority of its client: one refresh for all who wait, in turn with other
 * processes, and only a clear no of the server ends it. */

static void
end (KabSession *self, KabSignInEvent event, const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);

  kab_session_set_access_token (self, NULL);
  g_clear_error (&self->ended);
  self->ended = g_error_copy (error);
  /* A blocked account may be let in again with the same token; a refused token is of no more use. */
  if (event == KAB_SIGN_IN_REFUSED)
    {
      kab_session_set_refresh_token (self, NULL);
      kab_session_clear_item (self);
    }
  kab_session_emit_ended (self, event, problem);
}

/* Another process may have turned the token over meanwhile (rule A11). */
static void
await_latest (KabSession *self)
{
  KabSecretKey key = kab_session_make_key (self, self->kind);
  SecretValue *kept;

  if (!self->keep)
    return;
  kept = dex_await_boxed (kab_secret_store_lookup (self->store, &key), NULL);
  if (kept != NULL && !self->closed)
    kab_session_set_refresh_token (self, kept);
  else
    g_clear_pointer (&kept, secret_value_unref);
}

static KabAccountTurn *
await_turn (KabSession *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  KabAccountTurn *turn = NULL;

  if (self->keep && self->lock_path != NULL)
    turn = dex_await_boxed (kab_account_lock (self->lock_path, self->account_id), &reason);
  /* Where no lock can be had at all, the server's grace for a token that is used twice has to do. */
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error_literal (error, KAB_NET_ERROR, KAB_NET_ERROR_TIMED_OUT, reason->message);
  else if (g_error_matches (reason, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  return turn;
}

static KabTokens *
await_tokens (KabSession *self, GError **error)
{
  g_autoptr (KabRequest) request = kab_request_new ("POST", "/sessions/refresh");
  g_autoptr (JsonNode) body = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "refresh_token", secret_value_get_text (self->refresh_token));
  json_node_take_object (body, object);
  kab_request_set_body (request, body);
  kab_request_set_anonymous (request, TRUE);
  kab_session_wipe (json_object_get_string_member (object, "refresh_token"));
  return dex_await_object (kab_client_send (self->client, request, KAB_TYPE_TOKENS), error);
}

/* What the server's answer to a refresh means. Only a clear no ends the session (rule A7). */
static void
judge (KabSession *self, const GError *error)
{
  if (self->closed)
    return;
  if (kab_error_has_problem (error, "blocked"))
    end (self, KAB_SIGN_IN_BLOCKED, error);
  else if (kab_error_get_status (error) == 401)
    end (self, KAB_SIGN_IN_REFUSED, error);
}

static gboolean
await_refresh (KabSession *self, GError **error)
{
  g_autoptr (KabAccountTurn) turn = NULL;
  g_autoptr (KabTokens) tokens = NULL;
  g_autoptr (GError) reason = NULL;

  turn = await_turn (self, &reason);
  if (reason == NULL)
    await_latest (self);
  if (reason == NULL && self->refresh_token != NULL)
    tokens = await_tokens (self, &reason);
  if (tokens != NULL && !self->closed)
    {
      kab_session_await_adopted (self, tokens);
      if (!self->closed)
        kab_session_emit_refreshed (self, kab_tokens_get_person (tokens));
      return TRUE;
    }
  if (reason == NULL)
    reason = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The session was forgotten");
  judge (self, reason);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static DexFuture *
refresh_fiber (gpointer data)
{
  KabSession *self = data;
  g_autoptr (GError) error = NULL;
  gboolean refreshed = await_refresh (self, &error);
  g_autoptr (DexPromise) promise = g_steal_pointer (&self->refreshing);

  if (promise == NULL)
    return dex_future_new_false (); /* forgotten meanwhile */
  if (refreshed)
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
  return dex_future_new_true ();
}

static char *
kab_session_dup_access_token (KabAuthority *authority)
{
  return g_strdup (KAB_SESSION (authority)->access_token);
}

static DexFuture *
kab_session_refresh (KabAuthority *authority, const char *rejected_token)
{
  KabSession *self = KAB_SESSION (authority);

  if (self->refreshing != NULL)
    return dex_ref (DEX_FUTURE (self->refreshing));
  if (self->access_token != NULL && g_strcmp0 (rejected_token, self->access_token) != 0)
    return dex_future_new_true ();
  if (self->ended != NULL)
    return dex_future_new_for_error (g_error_copy (self->ended));
  if (self->refresh_token == NULL || self->closed)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody is signed in");
  dex_clear (&self->refresh);
  self->refreshing = dex_promise_new ();
  self->refresh = kab_fiber_spawn (refresh_fiber, g_object_ref (self), g_object_unref);
  return dex_ref (DEX_FUTURE (self->refreshing));
}

static void
kab_session_reject (KabAuthority *authority, const char *rejected_token, const GError *error)
{
  KabSession *self = KAB_SESSION (authority);

  if (self->access_token != NULL && g_strcmp0 (rejected_token, self->access_token) == 0)
    end (self, KAB_SIGN_IN_REFUSED, error);
}

void
kab_session_init_authority (KabAuthorityInterface *iface)
{
  iface->dup_access_token = kab_session_dup_access_token;
  iface->refresh = kab_session_refresh;
  iface->reject = kab_session_reject;
}
