/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-client.h"
#include "kab-answer.h"
#include "kab-exchange.h"
#include "kab-fiber.h"
#include "kab-json-scan.h"
#include "kab-net-private.h"
#include "kab-origin.h"
#include "kab-request-private.h"
#include "kab-retry.h"

/*
 * KabClient knows one service and whose requests it sends. It is the only door to the network: what
 * comes back has passed transport, status, content type, size, completeness, depth, parser and decoder,
 * in that order, or it is an error. It holds its authority weakly, since the authority sends through it.
 * Main thread only.
 */
struct _KabClient
{
  GObject parent_instance;

  KabNet *net;
  char *origin;
  char *organisation;
  GError *invalid;
  GWeakRef authority;
  KabHttpCache *cache;
  DexPromise *cancelled; /* ends all requests that are under way */
};

G_DEFINE_FINAL_TYPE (KabClient, kab_client, G_TYPE_OBJECT)

/* One call of a client: what its fiber owns. */
typedef struct
{
  KabExchange *exchange;
  KabAuthority *authority;
  KabHttpCache *cache;
  char *cache_key;
  GBytes *cached;
  GType record_type;
  guint tries;
  gboolean refreshed;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  kab_exchange_unref (call->exchange);
  g_clear_object (&call->authority);
  g_clear_object (&call->cache);
  g_free (call->cache_key);
  g_clear_pointer (&call->cached, g_bytes_unref);
  g_free (call);
}

static void
kab_client_dispose (GObject *object)
{
  KabClient *self = KAB_CLIENT (object);

  g_clear_object (&self->net);
  g_clear_object (&self->cache);
  g_weak_ref_set (&self->authority, NULL);
  G_OBJECT_CLASS (kab_client_parent_class)->dispose (object);
}

static void
kab_client_finalize (GObject *object)
{
  KabClient *self = KAB_CLIENT (object);

  dex_clear (&self->cancelled);
  g_weak_ref_clear (&self->authority);
  g_clear_error (&self->invalid);
  g_free (self->origin);
  g_free (self->organisation);
  G_OBJECT_CLASS (kab_client_parent_class)->finalize (object);
}

static void
kab_client_class_init (KabClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_client_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_client_finalize;
}

static void
kab_client_init (KabClient *self)
{
  g_weak_ref_init (&self->authority, NULL);
  self->cancelled = dex_promise_new ();
}

/* Asks the authority for a newer token than the one that was refused, or for the first one. */
static gboolean
refresh_token (Call *call, GError **error)
{
  KabExchange *exchange = call->exchange;

  call->refreshed = TRUE;
  if (!dex_await (kab_authority_refresh (call->authority, exchange->token), error))
    return FALSE;
  g_free (exchange->token);
  exchange->token = kab_authority_dup_access_token (call->authority);
  return TRUE;
}

/* A wrong password is answered with 401 as well, and is nothing that a newer token helps against. */
static gboolean
is_unauthorized (const GError *error)
{
  return kab_error_get_status (error) == SOUP_STATUS_UNAUTHORIZED
         && (kab_error_get_problem (error) == NULL || kab_error_has_problem (error, "unauthorized"));
}

/* Waits before the next try. A network that comes up ends the pause, unless the server asked for it. */
static gboolean
pause_before_retry (Call *call, const GError *reason, GError **error)
{
  guint base = kab_net_get_retry_base (call->exchange->net);
  int pause = kab_retry_get_pause (reason, call->tries, base, g_random_double ());
  g_autoptr (GError) ended = NULL;
  DexFuture *timeout;

  if (pause < 0)
    {
      g_propagate_error (error, g_error_copy (reason));
      return FALSE;
    }
  timeout = dex_timeout_new_msec (pause);
  if (kab_error_get_retry_after (reason) < 0)
    timeout = dex_future_first (timeout, kab_net_wait_for_change (call->exchange->net), NULL);
  if (dex_await (timeout, &ended) || g_error_matches (ended, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&ended));
  return FALSE;
}

/* Whether, after @reason, the request is to be sent once more; else @error is set. */
static gboolean
prepare_retry (Call *call, const GError *reason, GError **error)
{
  KabExchange *exchange = call->exchange;

  if (is_unauthorized (reason) && call->authority != NULL)
    {
      if (!call->refreshed)
        return refresh_token (call, error);
      kab_authority_reject (call->authority, exchange->token, reason);
    }
  else if (kab_retry_is_transient (reason) && kab_retry_is_repeatable (exchange->request)
           && ++call->tries < exchange->request->tries && exchange->time_left > 0)
    return pause_before_retry (call, reason, error);
  g_propagate_error (error, g_error_copy (reason));
  return FALSE;
}

static gboolean
exchange (Call *call, GError **error)
{
  if (call->authority != NULL && call->exchange->token == NULL && !refresh_token (call, error))
    return FALSE;
  while (TRUE)
    {
      g_autoptr (GError) reason = NULL;

      if (kab_exchange_try (call->exchange, &reason))
        return TRUE;
      if (reason->domain != KAB_NET_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      if (!prepare_retry (call, reason, error))
        return FALSE;
    }
}

/* The record in @body, or @body itself where bytes are wanted. */
static DexFuture *
make_result (Call *call, GBytes *body)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  GError *made;
  gpointer record;

  if (call->record_type == G_TYPE_BYTES)
    return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (body));
  node = dex_await_boxed (kab_json_parse (body, call->exchange->limit), &error);
  record = node != NULL ? kab_record_decode (call->record_type, node, &error) : NULL;
  if (record != NULL)
    return dex_future_new_take_object (record);
  if (node != NULL)
    made = g_error_new (KAB_NET_ERROR, KAB_NET_ERROR_DECODE, "%s: %s", g_type_name (call->record_type),
                        error->message);
  else
    made = g_steal_pointer (&error);
  kab_answer_complete_error (call->exchange->message, made);
  return dex_future_new_for_error (made);
}

static char *
make_cache_key (KabExchange *exchange)
{
  const char *query = g_uri_get_query (exchange->uri);

  return g_strconcat ("GET ", g_uri_get_path (exchange->uri), query != NULL ? "?" : "", query, NULL);
}

static void
look_into_cache (Call *call)
{
  if (call->cache == NULL)
    return;
  call->cache_key = make_cache_key (call->exchange);
  call->cached = kab_http_cache_lookup (call->cache, call->cache_key, &call->exchange->etag);
}

/* The server says that what the cache holds is still true. If it cannot be read, it is fetched anew. */
static DexFuture *
take_cached (Call *call)
{
  DexFuture *result = make_result (call, call->cached);
  g_autoptr (GError) error = NULL;

  if (dex_future_is_resolved (result))
    {
      kab_http_cache_confirm (call->cache, call->cache_key);
      return result;
    }
  dex_unref (result);
  g_clear_pointer (&call->exchange->etag, g_free);
  if (!exchange (call, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return NULL;
}

static DexFuture *
send_fiber (gpointer data)
{
  Call *call = data;
  KabExchange *ex = call->exchange;
  g_autoptr (GError) error = NULL;
  DexFuture *result = NULL;

  look_into_cache (call);
  if (!exchange (call, &error))
    {
      if (call->cached == NULL || !g_error_matches (error, KAB_NET_ERROR, KAB_NET_ERROR_NOT_MODIFIED))
        return dex_future_new_for_error (g_steal_pointer (&error));
      result = take_cached (call);
      if (result != NULL)
        return result;
    }
  if (ex->kind == KAB_EXCHANGE_NOTHING)
    return dex_future_new_true ();
  if (ex->kind == KAB_EXCHANGE_STREAM)
    return dex_future_new_take_object (g_steal_pointer (&ex->stream));
  result = make_result (call, ex->body);
  if (call->cache != NULL && ex->body_etag != NULL && dex_future_is_resolved (result))
    kab_http_cache_store (call->cache, call->cache_key, ex->body_etag, ex->body);
  return result;
}

static DexFuture *
start (KabClient *self,
       KabRequest *request,
       KabExchangeKind kind,
       const char *content_type,
       gsize limit,
       GType record_type)
{
  Call *call;

  if (self->invalid != NULL)
    return dex_future_new_for_error (g_error_copy (self->invalid));
  call = g_new0 (Call, 1);
  call->record_type = record_type;
  call->exchange = kab_exchange_new (self->net, request, self->origin, self->organisation);
  call->exchange->kind = kind;
  call->exchange->content_type = g_strdup (content_type);
  call->exchange->limit = limit;
  call->exchange->deadline = kab_request_get_deadline (request, record_type == G_TYPE_BYTES);
  call->exchange->time_left = call->exchange->deadline * G_USEC_PER_SEC;
  if (!request->anonymous)
    call->authority = g_weak_ref_get (&self->authority);
  if (call->authority != NULL)
    call->exchange->token = kab_authority_dup_access_token (call->authority);
  if (kind == KAB_EXCHANGE_BODY && g_str_equal (request->method, "GET")
      && kab_request_get_header (request, "If-None-Match") == NULL)
    g_set_object (&call->cache, self->cache);
  return dex_future_first (kab_fiber_spawn (send_fiber, call, call_free),
                           dex_ref (DEX_FUTURE (self->cancelled)), NULL);
}

/**
 * kab_client_new:
 * @net: the network
 * @origin: scheme, host and port of the service; see kab_origin_parse(). With an address that may not be
 *   used every request rejects with %KAB_NET_ERROR_ADDRESS
 * @organisation: (nullable): the organisation's id, the first part of every path; %NULL for the service's
 *   own paths, "/organisations" and "/health"
 *
 * Returns: (transfer full): a client
 */
KabClient *
kab_client_new (KabNet *net, const char *origin, const char *organisation)
{
  KabClient *self;

  g_return_val_if_fail (KAB_IS_NET (net), NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  self = g_object_new (KAB_TYPE_CLIENT, NULL);
  self->net = g_object_ref (net);
  self->origin = kab_origin_parse (origin, &self->invalid);
  self->organisation = g_strdup (organisation);
  return self;
}

/**
 * kab_client_get_net:
 * @self: a client
 *
 * Returns: (transfer none): the network that it uses
 */
KabNet *
kab_client_get_net (KabClient *self)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);
  return self->net;
}

/**
 * kab_client_get_origin:
 * @self: a client
 *
 * Returns: (nullable): where it sends to, or %NULL if that is an address that may not be used
 */
const char *
kab_client_get_origin (KabClient *self)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);
  return self->origin;
}

/**
 * kab_client_get_organisation:
 * @self: a client
 *
 * Returns: (nullable): the organisation's id
 */
const char *
kab_client_get_organisation (KabClient *self)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);
  return self->organisation;
}

/**
 * kab_client_set_authority:
 * @self: a client
 * @authority: (nullable) (transfer none): whose token goes with requests that are not anonymous. It is
 *   held weakly
 */
void
kab_client_set_authority (KabClient *self, KabAuthority *authority)
{
  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (authority == NULL || KAB_IS_AUTHORITY (authority));
  g_weak_ref_set (&self->authority, authority);
}

/**
 * kab_client_set_cache:
 * @self: a client
 * @cache: (nullable) (transfer none): where answers with an entity tag are kept for this one account, or
 *   %NULL to keep none (rule B2)
 */
void
kab_client_set_cache (KabClient *self, KabHttpCache *cache)
{
  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (cache == NULL || KAB_IS_HTTP_CACHE (cache));
  g_set_object (&self->cache, cache);
}

/**
 * kab_client_send:
 * @self: a client
 * @request: what to send; not changed afterwards
 * @record_type: the type of the record in the answer, or %G_TYPE_NONE if the answer's body is of no
 *   interest
 *
 * Sends @request, with the access token unless it is anonymous. Dropping the future cancels the request,
 * and nothing is called any more. Rejects with %KAB_NET_ERROR; where there is an authority, also with
 * what its refresh rejects with.
 *
 * Returns: (transfer full): a future that resolves to the record, or to %TRUE for %G_TYPE_NONE
 */
DexFuture *
kab_client_send (KabClient *self, KabRequest *request, GType record_type)
{
  gboolean nothing = record_type == G_TYPE_NONE;

  g_return_val_if_fail (KAB_IS_CLIENT (self) && KAB_IS_REQUEST (request), NULL);
  g_return_val_if_fail (nothing || g_type_is_a (record_type, KAB_TYPE_RECORD), NULL);

  return start (self, request, nothing ? KAB_EXCHANGE_NOTHING : KAB_EXCHANGE_BODY,
                nothing ? NULL : "application/json", KAB_LIMIT_JSON, record_type);
}

static DexFuture *
decode_cached (DexFuture *parsed, gpointer record_type)
{
  g_autoptr (GError) error = NULL;
  gpointer record = kab_record_decode (GPOINTER_TO_SIZE (record_type),
                                       g_value_get_boxed (dex_future_get_value (parsed, NULL)), &error);

  if (record != NULL)
    return dex_future_new_take_object (record);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * kab_client_peek:
 * @self: a client
 * @request: a GET
 * @record_type: what its answer is
 * @fetched_at: (out) (optional) (nullable) (transfer full): when the server last said so
 *
 * Looks into the offline copy for the answer to @request; the network is not asked. A page shows it at
 * once, with its age, and then sends the same request.
 *
 * Returns: (transfer full) (nullable): a future that resolves to the record, or rejects if it cannot be
 *   read; %NULL if nothing is kept
 */
DexFuture *
kab_client_peek (KabClient *self, KabRequest *request, GType record_type, GDateTime **fetched_at)
{
  g_autoptr (KabExchange) exchange = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *key = NULL;
  g_autofree char *etag = NULL;

  g_return_val_if_fail (KAB_IS_CLIENT (self) && KAB_IS_REQUEST (request), NULL);
  g_return_val_if_fail (g_type_is_a (record_type, KAB_TYPE_RECORD), NULL);

  if (fetched_at != NULL)
    *fetched_at = NULL;
  if (self->cache == NULL || self->invalid != NULL || !g_str_equal (request->method, "GET"))
    return NULL;
  exchange = kab_exchange_new (self->net, request, self->origin, self->organisation);
  key = make_cache_key (exchange);
  body = kab_http_cache_lookup (self->cache, key, &etag);
  if (body == NULL)
    return NULL;
  if (fetched_at != NULL)
    *fetched_at = kab_http_cache_dup_time (self->cache, key);
  return dex_future_then (kab_json_parse (body, KAB_LIMIT_JSON), decode_cached,
                          GSIZE_TO_POINTER (record_type), NULL);
}

/**
 * kab_client_cancel:
 * @self: a client
 *
 * Ends all requests that are under way: their futures reject with %G_IO_ERROR_CANCELLED, at once
 * (rule A9). Later ones are sent as ever.
 */
void
kab_client_cancel (KabClient *self)
{
  g_autoptr (DexPromise) cancelled = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));

  cancelled = g_steal_pointer (&self->cancelled);
  self->cancelled = dex_promise_new ();
  dex_promise_reject (cancelled, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Signed out"));
}

/**
 * kab_client_send_for_bytes:
 * @self: a client
 * @request: what to send; not changed afterwards
 * @content_type: what the answer must be, such as "application/pdf"
 * @limit: the most bytes it may have: %KAB_LIMIT_PDF, %KAB_LIMIT_IMAGE
 *
 * As kab_client_send(). A PDF has its beginning and its end, and any body its digest if one is given.
 *
 * Returns: (transfer full): a future that resolves to #GBytes
 */
DexFuture *
kab_client_send_for_bytes (KabClient *self, KabRequest *request, const char *content_type, gsize limit)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self) && KAB_IS_REQUEST (request), NULL);
  g_return_val_if_fail (content_type != NULL, NULL);

  return start (self, request, KAB_EXCHANGE_BODY, content_type, limit, G_TYPE_BYTES);
}

/**
 * kab_client_send_for_stream:
 * @self: a client
 * @request: what to send; not changed afterwards
 *
 * As kab_client_send(), for an answer of events that does not end; on connections of its own, so that no
 * ordinary request waits for it (rule B1). The deadline is for the answer's headers.
 *
 * Returns: (transfer full): a future that resolves to the #GInputStream of the events
 */
DexFuture *
kab_client_send_for_stream (KabClient *self, KabRequest *request)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self) && KAB_IS_REQUEST (request), NULL);

  return start (self, request, KAB_EXCHANGE_STREAM, "text/event-stream", 0, G_TYPE_INPUT_STREAM);
}

/**
 * kab_client_send_for_input:
 * @self: a client
 * @request: what to send; not changed afterwards
 * @content_type: what the answer must be, such as "text/csv"
 *
 * As kab_client_send(), for a body that is too large for the memory: whoever reads it counts, and gives up where
 * nothing comes any more. The deadline is for the answer's headers.
 *
 * Returns: (transfer full): a future that resolves to the #GInputStream of the body
 */
DexFuture *
kab_client_send_for_input (KabClient *self, KabRequest *request, const char *content_type)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self) && KAB_IS_REQUEST (request), NULL);
  g_return_val_if_fail (content_type != NULL, NULL);

  return start (self, request, KAB_EXCHANGE_STREAM, content_type, 0, G_TYPE_INPUT_STREAM);
}
