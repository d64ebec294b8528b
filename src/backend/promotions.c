/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "promotions.h"

#include "catalogue-store.h"
#include "documents-json.h"
#include "documents-store.h"
#include "fields.h"
#include "json.h"

#define MAX_PROMOTIONS 100
#define SHOWN_AFTER_THE_END (14 * 24 * 3600)
#define COLUMNS                                                                                              \
  "p.id, p.title, p.text, p.percent, p.part, p.maker, p.from_at, p.until_at, p.joining,"                     \
  " EXISTS (SELECT 1 FROM promotion_members m WHERE m.promotion = p.id AND m.person = ?1),"                  \
  " (SELECT count (*) FROM promotion_members m WHERE m.promotion = p.id)"

static JsonObject *
get_words (KabCall *call)
{
  return kab_json_get_object (kab_catalogue_get_wiring (call->organisation), "promotions");
}

static const char *
get_state (KabRows *rows, gint64 now)
{
  if (kab_rows_get_integer (rows, 7) <= now)
    return "over";
  if (kab_rows_get_integer (rows, 6) > now)
    return "planned";
  return kab_rows_get_integer (rows, 9) != 0 ? "joined" : "running";
}

static void
add_action (KabCall *call, JsonArray *actions, const char *id)
{
  JsonObject *action = kab_json_copy_object (kab_json_get_object (get_words (call), id));

  json_object_set_string_member (action, "id", id);
  json_object_set_boolean_member (action, "allowed", TRUE);
  json_array_add_object_element (actions, action);
}

static JsonArray *
build_actions (KabCall *call, KabRows *rows, gint64 now)
{
  JsonArray *actions = json_array_new ();
  gboolean over = kab_rows_get_integer (rows, 7) <= now;

  if (over)
    return actions;
  if (kab_person_is_staff (call->person))
    add_action (call, actions, "end");
  else if (kab_rows_get_integer (rows, 8) != 0)
    add_action (call, actions, kab_rows_get_integer (rows, 9) != 0 ? "leave" : "join");
  return actions;
}

static const char *
find_group_title (KabCall *call, const char *part)
{
  JsonArray *groups = kab_json_get_array (kab_catalogue_get_wiring (call->organisation), "groups");

  for (guint i = 0; i < kab_json_array_length (groups); i++)
    if (g_strcmp0 (kab_json_get_string (kab_json_array_get_object (groups, i), "id"), part) == 0)
      return kab_json_get_string (kab_json_array_get_object (groups, i), "title");
  return part;
}

static void
set_time (KabCall *call, JsonObject *object, const char *member, gint64 time)
{
  g_autofree char *text = kab_call_format_time (call, time);

  json_object_set_string_member (object, member, text);
}

static JsonObject *
build (KabServer *server, KabCall *call, KabRows *rows)
{
  gint64 now = kab_server_now (server);
  const char *id = get_state (rows, now);
  JsonObject *state
      = kab_json_copy_object (kab_json_get_object (kab_json_get_object (get_words (call), "states"), id));
  JsonObject *promotion = json_object_new ();

  json_object_set_string_member (state, "id", id);
  json_object_set_string_member (promotion, "id", kab_rows_get_text (rows, 0));
  json_object_set_string_member (promotion, "title", kab_rows_get_text (rows, 1));
  json_object_set_string_member (promotion, "text", kab_rows_get_text (rows, 2));
  json_object_set_int_member (promotion, "percent", kab_rows_get_integer (rows, 3));
  kab_json_set_string (promotion, "group", kab_rows_get_text (rows, 4));
  if (!kab_rows_is_null (rows, 4))
    kab_json_set_string (promotion, "group_title", find_group_title (call, kab_rows_get_text (rows, 4)));
  kab_json_set_string (promotion, "maker", kab_rows_get_text (rows, 5));
  set_time (call, promotion, "from", kab_rows_get_integer (rows, 6));
  set_time (call, promotion, "until", kab_rows_get_integer (rows, 7));
  json_object_set_object_member (promotion, "state", state);
  if (kab_person_is_staff (call->person))
    json_object_set_int_member (promotion, "members", kab_rows_get_integer (rows, 10));
  json_object_set_array_member (promotion, "actions", build_actions (call, rows, now));
  return promotion;
}

static void
set_discount (KabServer *server, KabCall *call, JsonObject *answer)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT percent, reason FROM discounts WHERE person = ?", "s", call->person->id);
  JsonObject *discount;

  if (!kab_rows_next (rows))
    return;
  discount = json_object_new ();
  json_object_set_int_member (discount, "percent", kab_rows_get_integer (rows, 0));
  json_object_set_string_member (discount, "reason", kab_rows_get_text (rows, 1));
  json_object_set_object_member (answer, "discount", discount);
}

static JsonObject *
build_list (KabServer *server, KabCall *call)
{
  gint64 now = kab_server_now (server);
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT " COLUMNS " FROM promotions p WHERE p.organisation = ?2 AND p.until_at > ?3"
      " AND (?4 OR p.from_at <= ?5) ORDER BY p.until_at <= ?5, p.until_at LIMIT ?6",
      "sllili", call->person->id, kab_documents_find_organisation (server, call->organisation),
      now - SHOWN_AFTER_THE_END, kab_person_is_staff (call->person), now, MAX_PROMOTIONS);
  JsonArray *items = json_array_new ();
  JsonObject *answer = json_object_new ();

  while (kab_rows_next (rows))
    json_array_add_object_element (items, build (server, call, rows));
  json_object_set_array_member (answer, "items", items);
  set_discount (server, call, answer);
  if (kab_person_is_staff (call->person))
    {
      JsonObject *create = kab_json_copy_object (kab_json_get_object (get_words (call), "create"));

      json_object_set_string_member (create, "id", "create");
      json_object_set_boolean_member (create, "allowed", TRUE);
      json_object_set_object_member (answer, "create", create);
    }
  return answer;
}

static void
answer_list (KabServer *server, KabCall *call)
{
  kab_json_reply_tagged (call, build_list (server, call));
}

static JsonObject *
check_values (KabCall *call)
{
  JsonObject *given = kab_json_get_object (kab_call_get_body (call), "values");
  JsonArray *fields = kab_json_get_array (kab_json_get_object (get_words (call), "create"), "fields");
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autoptr (JsonObject) none = json_object_new ();
  g_autoptr (JsonObject) values
      = kab_fields_check (call->organisation, fields, given != NULL ? given : none, NULL, errors);

  if (kab_field_errors_is_empty (errors))
    return g_steal_pointer (&values);
  kab_call_reply_field_errors (call, errors);
  return NULL;
}

/* It lasts to the end of its last day. */
static gint64
read_until (KabCall *call, JsonObject *values)
{
  g_autoptr (GDateTime) day
      = kab_documents_parse_day (call->organisation, kab_json_get_string (values, "until"));
  g_autoptr (GDateTime) end = g_date_time_add_days (day, 1);

  return g_date_time_to_unix (end);
}

static void
create (KabServer *server, KabCall *call)
{
  g_autoptr (JsonObject) values = check_values (call);
  gint64 now = kab_server_now (server);

  if (values == NULL)
    return;
  kab_database_run (
      server->database,
      "INSERT INTO promotions (organisation, title, text, percent, part, maker, from_at, until_at, joining)"
      " VALUES (?, ?, ?, ?, nullif (?, 'all'), ?, ?, ?, ?)",
      "lsslsslli", kab_documents_find_organisation (server, call->organisation),
      kab_json_get_string (values, "title"), kab_json_get_string (values, "text"),
      (gint64) json_node_get_double (json_object_get_member (values, "percent")),
      kab_json_get_string (values, "group"), kab_json_get_string (values, "maker"), now,
      read_until (call, values), g_strcmp0 (kab_json_get_string (values, "joining"), "yes") == 0);
  kab_call_reply_object (call, 201, build_list (server, call));
}

static gboolean
do_action (KabServer *server, KabCall *call, const char *id, const char *action)
{
  gboolean staff = kab_person_is_staff (call->person);
  gint64 now = kab_server_now (server);

  if (staff && g_str_equal (action, "end"))
    kab_database_run (server->database, "UPDATE promotions SET until_at = ? WHERE id = ?", "ls", now, id);
  else if (!staff && g_str_equal (action, "join"))
    kab_database_run (server->database, "INSERT OR IGNORE INTO promotion_members VALUES (?, ?, ?)", "ssl", id,
                      call->person->id, now);
  else if (!staff && g_str_equal (action, "leave"))
    kab_database_run (server->database, "DELETE FROM promotion_members WHERE promotion = ? AND person = ?",
                      "ss", id, call->person->id);
  else
    return FALSE;
  return TRUE;
}

/* A promotion that is over takes nobody in. */
static void
act (KabServer *server, KabCall *call)
{
  const char *id = kab_call_get_parameter (call, "promotion");
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT until_at, joining FROM promotions WHERE id = ? AND organisation = ?", "sl",
      id, kab_documents_find_organisation (server, call->organisation));

  if (!kab_rows_next (rows))
    kab_call_reply_problem (call, "not-found", NULL);
  else if (kab_rows_get_integer (rows, 0) <= kab_server_now (server))
    kab_call_reply_problem (call, "conflict", kab_json_get_string (get_words (call), "over"));
  else if (!do_action (server, call, id, kab_call_get_parameter (call, "action")))
    kab_call_reply_problem (call, "not-found", NULL);
  else
    kab_call_reply_object (call, 200, build_list (server, call));
}

static const KabRoute routes[] = {
  { "GET", "/{org}/promotions", answer_list, KAB_ACCESS_PERSON },
  { "POST", "/{org}/promotions", create, KAB_ACCESS_STAFF },
  { "POST", "/{org}/promotions/{promotion}/actions/{action}", act, KAB_ACCESS_PERSON },
  { NULL },
};

/**
 * kab_promotions_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Answers for promotions.
 *
 * Returns: whether the part is ready
 */
gboolean
kab_promotions_open (KabServer *server, GError **error)
{
  kab_router_add (server->router, routes);
  return TRUE;
}
