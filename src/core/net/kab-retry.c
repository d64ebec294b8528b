/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-retry.h"
#include "kab-net-error.h"

#include <libsoup/soup.h>

/* A server that wants a longer pause than this is not waited for: the person is told instead. */
#define LONGEST_PAUSE 30

#define TOO_MANY_REQUESTS 429 /* libsoup has no name for it */

/**
 * kab_retry_is_repeatable:
 * @request: a request
 *
 * Returns: whether sending @request twice does no more than sending it once (rule B6)
 */
gboolean
kab_retry_is_repeatable (KabRequest *request)
{
  static const char *const idempotent[] = { "GET", "HEAD", "PUT", "DELETE", NULL };

  g_return_val_if_fail (KAB_IS_REQUEST (request), FALSE);
  return g_strv_contains (idempotent, kab_request_get_method (request))
         || kab_request_get_idempotency_key (request) != NULL;
}

/**
 * kab_retry_is_busy:
 * @status: an HTTP status
 *
 * Returns: whether it says no more than that there is too much to do, or that nobody is behind the gateway
 */
gboolean
kab_retry_is_busy (guint status)
{
  return status == SOUP_STATUS_BAD_GATEWAY || status == SOUP_STATUS_SERVICE_UNAVAILABLE
         || status == SOUP_STATUS_GATEWAY_TIMEOUT || status == TOO_MANY_REQUESTS;
}

/**
 * kab_retry_is_transient:
 * @error: why a try failed
 *
 * Returns: whether another try may fare better: the connection did not come about, or the server or what
 *   stands before it is busy or away. A deadline that passed is not: the person has waited enough
 */
gboolean
kab_retry_is_transient (const GError *error)
{
  guint status = kab_error_get_status (error);

  if (status == 0)
    return g_error_matches (error, KAB_NET_ERROR, KAB_NET_ERROR_CONNECT)
           || g_error_matches (error, KAB_NET_ERROR, KAB_NET_ERROR_OFFLINE);
  return kab_retry_is_busy (status);
}

/**
 * kab_retry_get_pause:
 * @error: why a try failed
 * @tries: how many have been made
 * @base: the longest first pause in milliseconds; it doubles with each try
 * @chance: a random number from 0 to 1
 *
 * Full jitter: clients that failed together do not come back together. What the server said of when to
 * come back goes before it.
 *
 * Returns: milliseconds, or -1 if the server wants to be left alone for longer than a person waits
 */
int
kab_retry_get_pause (const GError *error, guint tries, guint base, double chance)
{
  gint64 after = kab_error_get_retry_after (error);

  g_return_val_if_fail (tries > 0, -1);

  if (after > LONGEST_PAUSE)
    return -1;
  if (after >= 0)
    return after * 1000;
  return chance * base * (1u << MIN (tries - 1, 8));
}

/**
 * kab_retry_parse_after:
 * @header: (nullable): the value of Retry-After: seconds or an HTTP date
 * @now: the time to count a date from
 *
 * Returns: seconds, or -1 if @header says nothing
 */
gint64
kab_retry_parse_after (const char *header, GDateTime *now)
{
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds;

  if (header == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (header, 10, 0, G_MAXINT32, &seconds, NULL))
    return seconds;
  date = soup_date_time_new_from_http_string (header);
  if (date == NULL)
    return -1;
  return MAX (0, g_date_time_difference (date, now) / G_TIME_SPAN_SECOND);
}
