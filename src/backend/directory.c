/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "directory.h"

#include "call.h"
#include "json.h"

static void
answer_health (KabServer *server, KabCall *call)
{
  JsonObject *health = json_object_new ();
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (kab_server_now (server));
  g_autofree char *time = g_date_time_format_iso8601 (now);

  json_object_set_string_member (health, "status", "ok");
  json_object_set_string_member (health, "version", KAB_VERSION);
  json_object_set_string_member (health, "time", time);
  kab_call_reply_object (call, 200, health);
}

static void
answer_organisations (KabServer *server, KabCall *call)
{
  JsonObject *answer = json_object_new ();
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < server->organisations->len; i++)
    json_array_add_object_element (items,
                                   kab_organisation_dup_entry (g_ptr_array_index (server->organisations, i)));
  json_object_set_array_member (answer, "items", items);
  kab_call_reply_tagged (call, kab_json_take_object (answer));
}

static void
answer_descriptor (KabServer *server, KabCall *call)
{
  if (kab_call_is_unmodified (call, kab_organisation_get_etag (call->organisation)))
    return;
  kab_call_reply_node (call, 200, json_node_copy (kab_organisation_get_public (call->organisation)));
}

static const KabRoute routes[] = {
  { "GET", "/health", answer_health },
  { "GET", "/organisations", answer_organisations },
  { "GET", "/{org}", answer_descriptor },
  { NULL },
};

/**
 * kab_directory_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: %TRUE
 */
gboolean
kab_directory_open (KabServer *server, GError **error)
{
  kab_router_add (server->router, routes);
  return TRUE;
}
