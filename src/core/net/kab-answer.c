/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-answer.h"
#include "kab-body.h"
#include "kab-client.h"
#include "kab-json-scan.h"
#include "kab-net-error-private.h"
#include "kab-origin.h"
#include "kab-retry.h"

#define PROBLEM_TYPE "application/problem+json"

static const char *
get_header (SoupMessage *message, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (message), name);
}

static gboolean
has_content_type (SoupMessage *message, const char *content_type)
{
  const char *given
      = soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  return given != NULL && g_ascii_strcasecmp (given, content_type) == 0;
}

static gboolean
fail (KabNetError code, const char *what, SoupMessage *message, GError **error)
{
  g_set_error (error, KAB_NET_ERROR, code, "%s (HTTP %u)", what, soup_message_get_status (message));
  return FALSE;
}

/* Every answer of the protocol is marked; what is not marked came from something on the way (rule B10). */
static gboolean
check_mark (SoupMessage *message, GError **error)
{
  if (get_header (message, "X-Kabinet") != NULL)
    return TRUE;
  return fail (KAB_NET_ERROR_CAPTIVE_PORTAL, "The answer does not come from the service", message, error);
}

/**
 * kab_answer_is_redirect:
 * @message: a message whose headers have come
 *
 * Returns: whether the answer names another place
 */
gboolean
kab_answer_is_redirect (SoupMessage *message)
{
  SoupStatus status = soup_message_get_status (message);

  return SOUP_STATUS_IS_REDIRECTION (status) && status != SOUP_STATUS_NOT_MODIFIED;
}

/**
 * kab_answer_get_redirect:
 * @message: a message that is answered with a redirect
 * @origin: where its client may go
 * @error: return location for %KAB_NET_ERROR_REDIRECTED or %KAB_NET_ERROR_CAPTIVE_PORTAL
 *
 * Only what is read may be read elsewhere, and only within @origin (rule J7).
 *
 * Returns: (transfer full): where to go
 */
GUri *
kab_answer_get_redirect (SoupMessage *message, const char *origin, GError **error)
{
  const char *location = get_header (message, "Location");
  const char *method = soup_message_get_method (message);
  g_autoptr (GUri) uri = NULL;
  g_autofree char *target = NULL;

  if (!check_mark (message, error))
    return NULL;
  if (location != NULL && (g_str_equal (method, "GET") || g_str_equal (method, "HEAD")))
    uri = g_uri_parse_relative (soup_message_get_uri (message), location, SOUP_HTTP_URI_FLAGS, NULL);
  target = uri != NULL ? kab_origin_of_uri (uri) : NULL;
  if (g_strcmp0 (target, origin) == 0)
    return g_steal_pointer (&uri);
  fail (KAB_NET_ERROR_REDIRECTED, "The server sends this request elsewhere", message, error);
  return NULL;
}

static KabProblem *
read_problem (SoupMessage *message, GInputStream *stream, GError **error)
{
  g_autoptr (GBytes) body = kab_body_read (message, stream, KAB_LIMIT_PROBLEM, error);
  g_autoptr (JsonNode) node = NULL;

  if (body == NULL)
    return NULL;
  node = dex_await_boxed (kab_json_parse (body, KAB_LIMIT_PROBLEM), error);
  return node != NULL ? kab_record_decode (KAB_TYPE_PROBLEM, node, error) : NULL;
}

/* Anything but problem details is somebody else's page: it is not read, let alone shown (rule C3). */
static gboolean
judge_failure (SoupMessage *message, GInputStream *stream, GError **error)
{
  g_autoptr (KabProblem) problem = NULL;
  g_autoptr (GError) reason = NULL;

  if (has_content_type (message, PROBLEM_TYPE))
    problem = read_problem (message, stream, &reason);
  if (problem != NULL)
    {
      g_autoptr (GError) made
          = g_error_new (KAB_NET_ERROR, KAB_NET_ERROR_PROBLEM, "HTTP %u", soup_message_get_status (message));
      kab_net_error_get_details (made)->problem = g_steal_pointer (&problem);
      g_propagate_error (error, g_steal_pointer (&made));
      return FALSE;
    }
  if (g_error_matches (reason, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (kab_retry_is_busy (soup_message_get_status (message)))
    return fail (KAB_NET_ERROR_SERVER, "The service is away", message, error);
  return fail (KAB_NET_ERROR_UNEXPECTED, "A failure without problem details", message, error);
}

/**
 * kab_answer_judge:
 * @message: a message whose headers have come
 * @stream: its body, of which only problem details are read here
 * @content_type: (nullable): what is wanted; %NULL: nothing
 * @error: return location for any %KAB_NET_ERROR
 *
 * Status before content type, and both before the body; only in a fiber.
 *
 * Returns: whether the body is what is wanted
 */
gboolean
kab_answer_judge (SoupMessage *message, GInputStream *stream, const char *content_type, GError **error)
{
  guint status = soup_message_get_status (message);

  if (status == SOUP_STATUS_PROXY_UNAUTHORIZED)
    return fail (KAB_NET_ERROR_PROXY, "The proxy wants a sign-in", message, error);
  if (status == 511) /* Network Authentication Required */
    return fail (KAB_NET_ERROR_CAPTIVE_PORTAL, "The network wants a sign-in", message, error);
  if (status >= 400)
    return judge_failure (message, stream, error);
  if (!check_mark (message, error))
    return FALSE;
  if (status == SOUP_STATUS_NOT_MODIFIED)
    return fail (KAB_NET_ERROR_NOT_MODIFIED, "Nothing new", message, error);
  if (!SOUP_STATUS_IS_SUCCESSFUL (status) || status == SOUP_STATUS_PARTIAL_CONTENT)
    return fail (KAB_NET_ERROR_UNEXPECTED, "A status that is not of this protocol", message, error);
  if (content_type != NULL && !has_content_type (message, content_type))
    return fail (KAB_NET_ERROR_UNEXPECTED, "Content of another type", message, error);
  return TRUE;
}

/**
 * kab_answer_complete_error:
 * @message: a message that was sent
 * @error: an error about it; only a %KAB_NET_ERROR is completed
 *
 * Adds to @error what is known of the request and of the head of its answer, if one came: status,
 * Retry-After, the request's id, the host.
 */
void
kab_answer_complete_error (SoupMessage *message, GError *error)
{
  KabNetErrorPrivate *details = kab_net_error_get_details (error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const char *id = get_header (message, "X-Request-ID");

  if (details == NULL)
    return;
  if (id == NULL || !g_str_is_ascii (id) || strlen (id) > 64)
    id = soup_message_headers_get_one (soup_message_get_request_headers (message), "X-Request-ID");
  details->status = soup_message_get_status (message);
  details->retry_after = kab_retry_parse_after (get_header (message, "Retry-After"), now);
  g_set_str (&details->request_id, id);
  g_set_str (&details->host, g_uri_get_host (soup_message_get_uri (message)));
}
