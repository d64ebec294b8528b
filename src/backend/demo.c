/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "demo.h"

#include "call.h"
#include "delivery.h"
#include "housekeeping.h"
#include "json.h"

#define MAX_ADVANCE (10 * 365 * 24 * 60 * 60)

static void
answer_outbox (KabServer *server, KabCall *call)
{
  gint64 since = kab_call_get_query_integer (call, "since", 0, 0, G_MAXINT64);

  if (!kab_call_is_answered (call))
    kab_call_reply_object (
        call, 200, kab_delivery_build_outbox (server, kab_call_get_query (call, "organisation"), since));
}

static void
answer_clock (KabServer *server, KabCall *call)
{
  gint64 seconds = kab_json_get_integer (kab_call_get_body (call), "advance_seconds", -1);
  JsonObject *answer;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *time = NULL;

  if (seconds < 0 || seconds > MAX_ADVANCE)
    {
      kab_call_reply_problem (call, "bad-request", "“advance_seconds” takes a number from 0");
      return;
    }
  server->clock_offset += seconds;
  kab_housekeeping_forget (server);
  kab_delivery_wake (server);
  now = g_date_time_new_from_unix_utc (kab_server_now (server));
  time = g_date_time_format_iso8601 (now);
  answer = json_object_new ();
  json_object_set_string_member (answer, "time", time);
  kab_call_reply_object (call, 200, answer);
}

static const KabRoute outbox_routes[] = {
  { "GET", "/demo/outbox", answer_outbox, KAB_ACCESS_PUBLIC, "organisation since" },
  { NULL },
};

static const KabRoute clock_routes[] = {
  { "POST", "/demo/clock", answer_clock },
  { NULL },
};

/**
 * kab_demo_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: %TRUE; without the options of a demo its addresses do not exist
 */
gboolean
kab_demo_open (KabServer *server, GError **error)
{
  if (server->options->demo_outbox)
    kab_router_add (server->router, outbox_routes);
  if (server->options->demo_clock)
    kab_router_add (server->router, clock_routes);
  return TRUE;
}
