/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "dispatch.h"

#include "auth.h"
#include "call.h"
#include "guard.h"
#include "idempotency.h"
#include "json.h"
#include "password.h"

#define DEFAULT_MAX_BODY (64 * 1024)

/* The parts of the path, decoded one by one: %2F stays inside its part. */
static GStrv
split_path (const char *path)
{
  g_auto (GStrv) raw = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (path == NULL || path[0] != '/')
    return NULL;
  raw = g_strsplit (path + 1, "/", -1);
  for (guint i = 0; raw[i] != NULL; i++)
    {
      g_autofree char *part = g_uri_unescape_string (raw[i], "/");

      if (part == NULL || *part == '\0' || !g_utf8_validate (part, -1, NULL))
        return NULL;
      g_strv_builder_add (builder, part);
    }
  return g_strv_builder_end (builder);
}

static const KabRoute *
find_route (KabServer *server, SoupServerMessage *message, GHashTable *parameters, char **allowed)
{
  g_auto (GStrv) segments = split_path (g_uri_get_path (soup_server_message_get_uri (message)));

  *allowed = NULL;
  if (segments == NULL)
    return NULL;
  return kab_router_find (server->router, soup_server_message_get_method (message),
                          (const char *const *) segments, parameters, allowed);
}

static void
choose_route (KabCall *call)
{
  g_autofree char *allowed = NULL;
  const char *organisation;

  call->route = find_route (call->server, call->message, call->parameters, &allowed);
  if (allowed != NULL)
    {
      kab_call_set_header (call, "Allow", allowed);
      kab_call_reply_problem (call, "method-not-allowed", NULL);
      return;
    }
  if (call->route == NULL)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  organisation = kab_call_get_parameter (call, "org");
  if (organisation == NULL)
    return;
  call->organisation = kab_server_find_organisation (call->server, organisation);
  if (call->organisation == NULL)
    kab_call_reply_problem (call, "not-found", "There is no such organisation");
}

static gboolean
takes_parameter (const KabRoute *route, const char *name)
{
  g_auto (GStrv) names = g_strsplit (route->query != NULL ? route->query : "", " ", -1);

  return g_strv_contains ((const char *const *) names, name);
}

static void
refuse_parameter (KabCall *call, const char *problem, const char *name)
{
  g_autofree char *printable = g_utf8_make_valid (name, MIN (strlen (name), 64));
  g_autofree char *detail = g_strdup_printf ("“%s”", printable);

  kab_call_reply_problem (call, problem, detail);
}

/* K6: what the route does not know is an error, and so is a parameter given twice. */
static void
read_query (KabCall *call)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (call->message));
  GUriParamsIter iter;
  g_autoptr (GError) error = NULL;
  char *name;
  char *value;

  g_uri_params_iter_init (&iter, query != NULL ? query : "", -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &error))
    {
      g_autofree char *owned_name = name;
      g_autofree char *owned_value = value;

      if (!takes_parameter (call->route, name))
        {
          refuse_parameter (call, "unknown-parameter", name);
          return;
        }
      if (g_hash_table_contains (call->query, name) || !g_utf8_validate (value, -1, NULL))
        {
          refuse_parameter (call, "bad-request", name);
          return;
        }
      g_hash_table_insert (call->query, g_steal_pointer (&owned_name), g_steal_pointer (&owned_value));
    }
  if (error != NULL)
    kab_call_reply_problem (call, "bad-request", "The query cannot be read");
}

static gboolean
is_json (SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return type == NULL || g_ascii_strcasecmp (type, "application/json") == 0;
}

/* The fields of a form in a browser, as members of an object. */
static JsonNode *
parse_form (const char *text, gsize size)
{
  g_autoptr (GHashTable) fields = g_uri_parse_params (text, (gssize) size, "&", G_URI_PARAMS_WWW_FORM, NULL);
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  const char *name;
  const char *value;

  if (fields != NULL)
    {
      g_hash_table_iter_init (&iter, fields);
      while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &value))
        if (g_utf8_validate (name, -1, NULL) && g_utf8_validate (value, -1, NULL))
          json_object_set_string_member (object, name, value);
    }
  return kab_json_take_object (object);
}

static void
read_body (KabCall *call)
{
  SoupMessageBody *body = soup_server_message_get_request_body (call->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (GError) error = NULL;
  const char *text;
  gsize size;

  if (!g_str_equal (call->route->method, "POST") && !g_str_equal (call->route->method, "PUT"))
    return;
  if (call->route->raw)
    {
      call->raw = g_bytes_ref (bytes);
      return;
    }
  text = g_bytes_get_data (bytes, &size);
  if (call->route->form)
    {
      call->body = parse_form (text != NULL ? text : "", size);
      return;
    }
  if (!is_json (soup_server_message_get_request_headers (call->message)))
    {
      kab_call_reply_problem (call, "unsupported-media", NULL);
      return;
    }
  call->body = size > 0 ? kab_json_parse (text, size, &error) : kab_json_take_object (json_object_new ());
  if (call->body == NULL)
    kab_call_reply_problem (call, "bad-request", error->message);
  else if (!JSON_NODE_HOLDS_OBJECT (call->body))
    kab_call_reply_problem (call, "bad-request", "The body must be an object");
}

static gboolean
is_tagged (KabCall *call)
{
  for (guint i = 0; i + 1 < call->headers->len; i += 2)
    if (g_str_equal (g_ptr_array_index (call->headers, i), "ETag"))
      return TRUE;
  return FALSE;
}

/* What has a tag may be kept by the person's own program, which asks again each time; nobody in between keeps
 * anything, and nobody at all keeps tokens, codes and half-done forms. */
static const char *
get_cache_control (KabCall *call)
{
  gboolean reads = g_str_equal (soup_server_message_get_method (call->message), "GET");

  return reads && is_tagged (call) ? "private, no-cache" : "no-store";
}

static void
send_answer (KabCall *call)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (call->message);

  soup_message_headers_replace (headers, "X-Kabinet", "1");
  soup_message_headers_replace (headers, "X-Request-ID", call->request_id);
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Cache-Control", get_cache_control (call));
  for (guint i = 0; i + 1 < call->headers->len; i += 2)
    soup_message_headers_replace (headers, g_ptr_array_index (call->headers, i),
                                  g_ptr_array_index (call->headers, i + 1));
  soup_server_message_set_status (call->message, call->status, NULL);
  if (call->answer != NULL)
    {
      soup_message_headers_set_content_type (headers, call->content_type, NULL);
      soup_message_body_append_bytes (soup_server_message_get_response_body (call->message), call->answer);
    }
}

/* What a POST did and what it answered are committed together; asked again, it answers the same. */
static void
handle_in_transaction (KabCall *call)
{
  KabDatabase *database = call->server->database;

  if (!kab_database_begin (database))
    {
      kab_call_reply_problem (call, "internal", NULL);
      return;
    }
  kab_idempotency_replay (call);
  if (!kab_call_is_answered (call))
    {
      call->route->handler (call->server, call);
      kab_idempotency_store (call);
    }
  if (call->status >= 500)
    kab_database_rollback (database);
  else if (!kab_database_commit (database))
    kab_call_reply_problem (call, "internal", NULL);
}

static void
handle (KabCall *call)
{
  if (g_str_equal (call->route->method, "GET"))
    call->route->handler (call->server, call);
  else
    handle_in_transaction (call);
  g_assert (kab_call_is_answered (call));
  send_answer (call);
}

static void
password_work_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KabCall) call = data;

  call->server->working--;
  kab_password_work_finish (call, result);
  handle (call);
  soup_server_message_unpause (call->message);
}

static void
check_request (KabCall *call)
{
  void (*const checks[]) (KabCall *call)
      = { choose_route, kab_guard_check, read_query, read_body, kab_auth_check, kab_idempotency_check_key };

  for (gsize i = 0; i < G_N_ELEMENTS (checks) && !kab_call_is_answered (call); i++)
    checks[i](call);
}

/* A repeated request shall not cost a password hash again. */
static void
prepare (KabCall *call)
{
  kab_idempotency_replay (call);
  if (!kab_call_is_answered (call))
    call->route->prepare (call->server, call);
}

/**
 * kab_dispatch:
 * @server: the server
 * @message: a complete request
 *
 * Checks the request, lets its route answer it inside one transaction, and sends the answer.
 */
void
kab_dispatch (KabServer *server, SoupServerMessage *message)
{
  g_autoptr (KabCall) call = kab_call_new (server, message);

  check_request (call);
  if (!kab_call_is_answered (call) && call->route->prepare != NULL)
    prepare (call);
  if (kab_call_is_answered (call))
    {
      send_answer (call);
    }
  else if (call->work != NULL)
    {
      server->working++;
      soup_server_message_pause (message);
      kab_password_work_run (call, password_work_ready, call);
      g_steal_pointer (&call);
    }
  else
    {
      handle (call);
    }
}

/**
 * kab_dispatch_refuse:
 * @server: the server
 * @message: a request that is not read to its end
 * @problem: name of the problem it is answered with
 */
void
kab_dispatch_refuse (KabServer *server, SoupServerMessage *message, const char *problem)
{
  g_autoptr (KabCall) call = kab_call_new (server, message);

  kab_call_reply_problem (call, problem, NULL);
  kab_call_set_header (call, "Connection", "close");
  send_answer (call);
}

/**
 * kab_dispatch_get_max_body:
 * @server: the server
 * @message: a request whose headers are read
 *
 * Returns: how many bytes its body may have
 */
gsize
kab_dispatch_get_max_body (KabServer *server, SoupServerMessage *message)
{
  g_autoptr (GHashTable) parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *allowed = NULL;
  const KabRoute *route = find_route (server, message, parameters, &allowed);

  return route != NULL && route->max_body > 0 ? route->max_body : DEFAULT_MAX_BODY;
}
