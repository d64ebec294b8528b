/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "meters-send.h"

#include "json.h"
#include "meters-sheets.h"
#include "meters-store.h"
#include "meters-window.h"

#define MAX_ITEMS 200

/* One reading on its way in. */
typedef struct
{
  KabCall *call;
  KabReadingWindow window; /* of the month that it is for */
  KabMeterZone *zone;
  const char *month;
  const char *answer;
  gint64 value;
  gint64 last;
  gint64 used;
  KabFieldErrors *errors;
  char *pointer;
} Incoming;

/**
 * kab_meters_is_linked:
 * @server: the server
 * @call: a call of a signed-in person
 * @account: id of an account
 *
 * Returns: whether @account is one of this person's
 */
gboolean
kab_meters_is_linked (KabServer *server, KabCall *call, gint64 account)
{
  return kab_database_select_integer (server->database,
                                      "SELECT count(*) FROM account_links WHERE account = ? AND person = ?",
                                      "ls", account, call->person->id)
         > 0;
}

static gboolean
refuse (Incoming *self, const char *code)
{
  kab_field_errors_add (self->errors, self->pointer, code);
  return FALSE;
}

static gboolean
refuse_with (Incoming *self, const char *code, const char *param, const char *value)
{
  JsonObject *params = json_object_new ();

  json_object_set_string_member (params, param, value);
  kab_field_errors_add_take (self->errors, self->pointer, code, params);
  return FALSE;
}

/* The window of the month that the reading was typed for, not of the one in which it arrives. */
static gboolean
check_window (KabServer *server, Incoming *self)
{
  KabReadingWindow next;

  if (self->month == NULL || !g_regex_match_simple ("^[0-9]{4}-(0[1-9]|1[0-2])$", self->month, 0, 0))
    return refuse (self, "reading_month");
  kab_reading_window_get (server, self->call->organisation, self->month, &self->window);
  if (self->window.open)
    return TRUE;
  kab_reading_window_find (server, self->call->organisation, &next);
  {
    JsonObject *params = json_object_new ();

    json_object_set_string_member (params, "from", next.opens);
    json_object_set_string_member (params, "to", next.closes);
    kab_field_errors_add_take (self->errors, self->pointer, "reading_window", params);
  }
  return FALSE;
}

static gboolean
check_value (Incoming *self, const char *text)
{
  KabCounter counter = self->zone->counter;

  switch (kab_counter_parse (text != NULL ? text : "", counter, &self->value))
    {
    case KAB_COUNTER_EMPTY:
      return refuse (self, "required");
    case KAB_COUNTER_NOT_A_NUMBER:
    case KAB_COUNTER_NEGATIVE:
      return refuse (self, "reading_number");
    case KAB_COUNTER_TOO_LONG:
      kab_field_errors_add_integer (self->errors, self->pointer, "reading_digits", "max", counter.digits);
      return FALSE;
    case KAB_COUNTER_TOO_FINE:
      kab_field_errors_add_integer (self->errors, self->pointer, "reading_decimals", "max", counter.decimals);
      return FALSE;
    case KAB_COUNTER_GOOD:
      break;
    }
  return TRUE;
}

/* 4.11: what looks wrong is asked about once, and taken with the answer. */
static gboolean
check_plausible (KabServer *server, Incoming *self)
{
  KabCounter counter = self->zone->counter;
  gint64 usual = kab_readings_find_usual (server, self->zone, self->month);
  KabCounterDoubt doubt = kab_counter_judge (self->last, self->value, usual, counter);
  gboolean replaced = g_strcmp0 (self->answer, "replaced") == 0;
  g_autofree char *last = self->last >= 0 ? kab_counter_format_plain (self->last, counter) : NULL;

  self->used = self->last >= 0 ? kab_counter_measure (self->last, self->value, counter) : KAB_COUNTER_NONE;
  switch (doubt)
    {
    case KAB_COUNTER_LOWER:
    case KAB_COUNTER_PASSED_ZERO:
      if (replaced)
        {
          self->used = KAB_COUNTER_NONE;
          return TRUE;
        }
      if (doubt == KAB_COUNTER_PASSED_ZERO && g_strcmp0 (self->answer, "passed_zero") == 0)
        return TRUE;
      return refuse_with (self, "reading_lower", "last", last);
    case KAB_COUNTER_HIGH:
      if (replaced || g_strcmp0 (self->answer, "confirmed") == 0)
        return TRUE;
      kab_field_errors_add_integer (self->errors, self->pointer, "reading_high", "times", self->used / usual);
      return FALSE;
    case KAB_COUNTER_PLAIN:
      self->answer = NULL;
      break;
    }
  return TRUE;
}

static gboolean
check (KabServer *server, Incoming *self, JsonObject *item)
{
  g_autoptr (KabReading) present = NULL;
  g_autoptr (KabReading) before = NULL;

  if (self->zone == NULL || !kab_meters_is_linked (server, self->call, self->zone->account))
    return refuse (self, "meter_unknown");
  if (self->zone->removed_on != NULL)
    return refuse (self, "meter_replaced");
  if (!check_window (server, self) || !check_value (self, kab_json_get_string (item, "value")))
    return FALSE;
  present = kab_readings_find (server, self->zone, self->month);
  if (present != NULL && g_str_equal (present->state, "taken"))
    return refuse (self, "reading_taken");
  before = kab_readings_find_before (server, self->zone, self->month);
  self->last = before != NULL ? before->value : KAB_COUNTER_NONE;
  return check_plausible (server, self);
}

static void
store (KabServer *server, Incoming *self)
{
  KabReading reading = { .month = (char *) self->month,
                         .value = self->value,
                         .used = self->used,
                         .source = (char *) "customer",
                         .state = (char *) "sent",
                         .answer = (char *) self->answer,
                         .sent_at = kab_server_now (server) };

  kab_readings_store (server, self->zone, &reading);
  kab_sheets_note_sent (server, self->call, self->zone, &reading);
}

static JsonObject *
take (KabServer *server, KabCall *call, JsonObject *item, guint index)
{
  const char *meter = kab_json_get_string (item, "meter");
  const char *zone_id = kab_json_get_string (item, "zone");
  JsonObject *result = json_object_new ();
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autoptr (KabMeterZone) zone
      = kab_meters_load_zone (server, call->organisation, meter, zone_id != NULL ? zone_id : "");
  g_autofree char *pointer = g_strdup_printf ("/items/%u/value", index);
  Incoming incoming = { .call = call,
                        .zone = zone,
                        .month = kab_json_get_string (item, "month"),
                        .answer = kab_json_get_string (item, "answer"),
                        .errors = errors,
                        .pointer = pointer };

  json_object_set_string_member (result, "meter", meter != NULL ? meter : "");
  json_object_set_string_member (result, "zone", zone_id != NULL ? zone_id : "");
  if (check (server, &incoming, item))
    {
      g_autoptr (KabReading) stored = NULL;

      store (server, &incoming);
      stored = kab_readings_find (server, zone, incoming.month);
      json_object_set_object_member (result, "reading", kab_reading_to_json (call, zone, stored));
    }
  else
    {
      JsonArray *list = kab_field_errors_get_list (errors);

      json_object_set_object_member (result, "error", json_object_ref (kab_json_array_get_object (list, 0)));
    }
  return result;
}

/**
 * kab_readings_send:
 * @server: the server
 * @call: a customer's call
 *
 * H-38: takes what can be taken, and says of each of the others what is against it.
 */
void
kab_readings_send (KabServer *server, KabCall *call)
{
  JsonArray *items = kab_json_get_array (kab_call_get_body (call), "items");
  guint count = kab_json_array_length (items);
  JsonObject *answer;
  JsonArray *results;

  if (kab_meters_get_rules (call->organisation) == NULL)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  if (count == 0 || count > MAX_ITEMS)
    {
      kab_call_reply_problem (call, "bad-request", "“items” takes between 1 and 200 readings");
      return;
    }
  answer = json_object_new ();
  results = json_array_new ();
  for (guint i = 0; i < count; i++)
    json_array_add_object_element (results, take (server, call, kab_json_array_get_object (items, i), i));
  json_object_set_array_member (answer, "items", results);
  kab_call_reply_object (call, 200, answer);
}
