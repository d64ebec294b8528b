/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "meters-sheets.h"

#include "json.h"
#include "meters-window.h"

static const char *
get_word (KabOrganisation *organisation, const char *word)
{
  return kab_json_get_string (kab_json_get_object (kab_meters_get_rules (organisation), "words"), word);
}

static JsonObject *
get_rule (KabOrganisation *organisation, const char *member)
{
  return kab_json_get_object (kab_meters_get_rules (organisation), member);
}

/* A number as staff write it. */
static char *
format_value (gint64 value, KabCounter counter)
{
  char *text = kab_counter_format_plain (value, counter);

  return g_strdelimit (text, ".", ',');
}

/**
 * kab_sheets_describe_reading:
 * @zone: a counter
 * @value: what it shows
 *
 * Returns: (transfer full): the value after the name of the counter, with its unit
 */
char *
kab_sheets_describe_reading (const KabMeterZone *zone, gint64 value)
{
  g_autofree char *title = kab_meter_zone_dup_title (zone);
  g_autofree char *text = format_value (value, zone->counter);

  return g_strdup_printf ("%s: %s %s", title, text, zone->unit);
}

/**
 * kab_sheets_get_account:
 * @sheet: the sheet of an account
 *
 * Returns: the id of the account
 */
gint64
kab_sheets_get_account (const KabDocument *sheet)
{
  return kab_json_get_integer (sheet->details, "account", 0);
}

/**
 * kab_sheets_get_month:
 * @sheet: the sheet of an account, or of a window
 *
 * Returns: (transfer none): its month
 */
const char *
kab_sheets_get_month (const KabDocument *sheet)
{
  return kab_json_get_string (sheet->details, "month");
}

/* "482,319 → 488,523 м³ (+6,204) · передал абонент · прошёл через ноль" */
static char *
describe_zone (KabOrganisation *organisation,
               const KabMeterZone *zone,
               const KabReading *last,
               const KabReading *now)
{
  JsonObject *notes = kab_json_get_object (get_rule (organisation, "words"), "answers");
  JsonObject *state
      = now != NULL ? kab_json_get_object (get_rule (organisation, "states"), now->state) : NULL;
  g_autofree char *before = last != NULL ? format_value (last->value, zone->counter) : g_strdup ("—");
  g_autofree char *after = now != NULL ? format_value (now->value, zone->counter) : NULL;
  g_autofree char *used = now != NULL && now->used >= 0 ? format_value (now->used, zone->counter) : NULL;
  GString *text = g_string_new (before);

  if (now == NULL)
    {
      g_string_append_printf (text, " → %s", get_word (organisation, "none"));
      return g_string_free (text, FALSE);
    }
  g_string_append_printf (text, " → %s %s", after, zone->unit);
  if (used != NULL)
    g_string_append_printf (text, " (+%s)", used);
  g_string_append_printf (text, " · %s · %s",
                          kab_json_get_string (get_rule (organisation, "sources"), now->source),
                          kab_json_get_string (state, "title"));
  if (now->answer != NULL)
    g_string_append_printf (text, " · %s", kab_json_get_string (notes, now->answer));
  if (now->note != NULL)
    g_string_append_printf (text, " · %s", now->note);
  return g_string_free (text, FALSE);
}

typedef struct
{
  guint count, known, sent, questioned, estimated;
} Tally;

static void
count (Tally *tally, const KabReading *reading)
{
  tally->count++;
  if (reading == NULL)
    return;
  tally->known++;
  tally->sent += g_str_equal (reading->state, "sent");
  tally->questioned += g_str_equal (reading->state, "questioned");
  tally->estimated += g_str_equal (reading->source, "estimate");
}

static const char *
choose_state (const Tally *tally, gboolean over)
{
  if (tally->questioned > 0)
    return "questioned";
  if (tally->sent > 0)
    return "sent";
  if (tally->known < tally->count)
    return over ? "missing" : "awaited";
  return tally->estimated > 0 ? "estimated" : "taken";
}

static void
add_property (JsonArray *properties, const char *label, const char *value)
{
  JsonObject *property = json_object_new ();

  json_object_set_string_member (property, "label", label);
  json_object_set_string_member (property, "value", value);
  json_array_add_object_element (properties, property);
}

/**
 * kab_sheets_describe:
 * @server: the server
 * @organisation: an organisation that reads meters
 * @sheet: the sheet of an account; its properties are made anew from the readings
 *
 * Returns: (transfer none): the state that the sheet is in by its readings
 */
const char *
kab_sheets_describe (KabServer *server, KabOrganisation *organisation, KabDocument *sheet)
{
  g_autoptr (GPtrArray) zones = kab_meters_load (server, kab_sheets_get_account (sheet));
  const char *month = kab_sheets_get_month (sheet);
  JsonArray *properties = json_array_new ();
  KabReadingWindow window;
  Tally tally = { 0 };

  for (guint i = 0; i < zones->len; i++)
    {
      const KabMeterZone *zone = g_ptr_array_index (zones, i);
      g_autoptr (KabReading) last = kab_readings_find_before (server, zone, month);
      g_autoptr (KabReading) now = kab_readings_find (server, zone, month);
      g_autofree char *title = kab_meter_zone_dup_title (zone);
      g_autofree char *label = g_strdup_printf ("%s, № %s", title, zone->number);
      g_autofree char *value = describe_zone (organisation, zone, last, now);

      count (&tally, now);
      add_property (properties, label, value);
    }
  json_object_set_array_member (sheet->details, "properties", properties);
  kab_reading_window_get (server, organisation, month, &window);
  return choose_state (&tally, window.over);
}

static KabDocument *
load_document (KabServer *server, gint64 id)
{
  g_autoptr (GPtrArray) documents = kab_documents_load_ids (server, &id, 1);

  return documents->len > 0 ? g_ptr_array_steal_index (documents, 0) : NULL;
}

static gint64
create_document (KabServer *server,
                 KabOrganisation *organisation,
                 const char *type,
                 const char *number,
                 const char *subject,
                 const char *state,
                 JsonObject *details)
{
  JsonObject *descriptor = kab_organisation_get_descriptor (organisation);
  KabDocument document = { .type = (char *) type,
                           .number = (char *) number,
                           .subject = (char *) subject,
                           .date = kab_server_now (server),
                           .currency = (char *) kab_json_get_string (descriptor, "currency"),
                           .state = (char *) state,
                           .details = details };

  return kab_documents_create (server, organisation, &document);
}

/* The sheet of a flat stands from the day on which its window opens, so that who has sent nothing is seen too. */
static void
create_sheet (KabServer *server,
              KabOrganisation *organisation,
              gint64 account,
              const char *number,
              const char *address,
              const char *month)
{
  g_autofree char *sheet_number = g_strdup_printf ("%s/%s", month, number);
  JsonObject *details = json_object_new ();
  gint64 id;
  g_autoptr (KabDocument) sheet = NULL;
  const char *state;

  json_object_set_int_member (details, "account", account);
  json_object_set_string_member (details, "month", month);
  id = create_document (server, organisation, "readings", sheet_number, address, "awaited", details);
  json_object_unref (details);
  kab_database_run (server->database, "INSERT INTO reading_sheets VALUES (?, ?, ?)", "lsl", account, month,
                    id);
  kab_documents_add_event (server, id, kab_server_now (server), get_word (organisation, "window_opened"),
                           NULL, NULL);
  sheet = load_document (server, id);
  state = kab_sheets_describe (server, organisation, sheet);
  kab_documents_change (server, organisation, sheet, state, 0);
}

static void
create_sheets (KabServer *server, KabOrganisation *organisation, const char *month)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT a.id, a.number, a.address FROM accounts a WHERE a.organisation = ?1"
      " AND EXISTS (SELECT 1 FROM meters m WHERE m.account = a.id AND m.removed_on IS NULL)"
      " AND NOT EXISTS (SELECT 1 FROM reading_sheets s WHERE s.account = a.id AND s.month = ?2)",
      "ss", kab_organisation_get_id (organisation), month);

  while (kab_rows_next (rows))
    create_sheet (server, organisation, kab_rows_get_integer (rows, 0), kab_rows_get_text (rows, 1),
                  kab_rows_get_text (rows, 2), month);
}

static void
move (KabServer *server,
      KabOrganisation *organisation,
      KabDocument *document,
      const char *state,
      const char *word)
{
  if (g_str_equal (document->state, state)
      || !kab_documents_change (server, organisation, document, state, 0))
    return;
  kab_documents_add_event (server, document->id, kab_server_now (server), get_word (organisation, word), NULL,
                           NULL);
}

/* Moves the sheets of a month that stand in one state into another. */
static void
move_sheets (KabServer *server,
             KabOrganisation *organisation,
             const char *month,
             const char *from,
             const char *to,
             const char *word)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT s.document FROM reading_sheets s JOIN documents d ON d.id = s.document"
      " JOIN accounts a ON a.id = s.account WHERE a.organisation = ? AND s.month = ? AND d.state = ?",
      "sss", kab_organisation_get_id (organisation), month, from);

  while (kab_rows_next (rows))
    {
      g_autoptr (KabDocument) sheet = load_document (server, kab_rows_get_integer (rows, 0));

      move (server, organisation, sheet, to, word);
    }
}

/**
 * kab_sheets_keep_accounts:
 * @server: the server
 * @organisation: an organisation that reads meters
 *
 * H-38: makes a sheet for every flat once its window opens; whoever has sent nothing by the end is missing from then on.
 */
void
kab_sheets_keep_accounts (KabServer *server, KabOrganisation *organisation)
{
  g_autoptr (GDateTime) now = kab_organisation_to_local (organisation, kab_server_now (server));
  g_autofree char *month = g_date_time_format (now, "%Y-%m");
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT DISTINCT s.month FROM reading_sheets s JOIN documents d ON d.id = s.document"
      " JOIN accounts a ON a.id = s.account WHERE a.organisation = ? AND d.state IN ('awaited', 'missing')",
      "s", kab_organisation_get_id (organisation));
  KabReadingWindow window;

  while (kab_rows_next (rows))
    {
      kab_reading_window_get (server, organisation, kab_rows_get_text (rows, 0), &window);
      if (window.over)
        move_sheets (server, organisation, window.month, "awaited", "missing", "window_closed");
      else if (window.open)
        move_sheets (server, organisation, window.month, "missing", "awaited", "window_opened");
    }
  kab_reading_window_get (server, organisation, month, &window);
  if (window.open || window.over)
    create_sheets (server, organisation, month);
}

static void
keep_window (KabServer *server, KabOrganisation *organisation, const KabReadingWindow *window)
{
  gint64 id = kab_database_select_integer (
      server->database, "SELECT document FROM reading_window_documents WHERE organisation = ? AND month = ?",
      "ss", kab_organisation_get_id (organisation), window->month);
  const char *state = window->over ? "closed" : window->open ? "open" : "planned";
  g_autofree char *month = kab_meters_format_month (organisation, window->month);
  g_autoptr (GString) subject = g_string_new (get_word (organisation, "window_subject"));
  g_autoptr (KabDocument) document = NULL;

  g_string_replace (subject, "{month}", month, 0);
  if (id == 0)
    {
      JsonObject *details = json_object_new ();

      json_object_set_string_member (details, "month", window->month);
      id = create_document (server, organisation, "reading_window", window->month, subject->str, state,
                            details);
      json_object_unref (details);
      kab_database_run (server->database, "INSERT INTO reading_window_documents VALUES (?, ?, ?)", "ssl",
                        kab_organisation_get_id (organisation), window->month, id);
      return;
    }
  document = load_document (server, id);
  move (server, organisation, document, state, window->open ? "window_opened" : "window_closed");
}

static void
keep_organisation (KabServer *server, KabOrganisation *organisation)
{
  g_autoptr (GDateTime) now = kab_organisation_to_local (organisation, kab_server_now (server));
  g_autofree char *month = g_date_time_format (now, "%Y-%m");
  g_autoptr (KabRows) open = kab_database_select (
      server->database,
      "SELECT w.month FROM reading_window_documents w JOIN documents d ON d.id = w.document"
      " WHERE w.organisation = ? AND d.state <> 'closed'",
      "s", kab_organisation_get_id (organisation));
  KabReadingWindow window;

  while (kab_rows_next (open))
    {
      kab_reading_window_get (server, organisation, kab_rows_get_text (open, 0), &window);
      keep_window (server, organisation, &window);
    }
  kab_reading_window_get (server, organisation, month, &window);
  keep_window (server, organisation, &window);
  kab_sheets_keep_accounts (server, organisation);
}

/**
 * kab_sheets_keep:
 * @server: the server
 *
 * H-38: opens and closes what the calendar opens and closes, inside the caller's transaction.
 */
void
kab_sheets_keep (KabServer *server)
{
  for (guint i = 0; i < server->organisations->len; i++)
    {
      KabOrganisation *organisation = g_ptr_array_index (server->organisations, i);

      if (kab_meters_get_rules (organisation) != NULL)
        keep_organisation (server, organisation);
    }
}

/**
 * kab_sheets_note_sent:
 * @server: the server
 * @call: the call of whoever sent it
 * @zone: a counter
 * @reading: what was sent
 *
 * Puts the reading before the staff.
 */
void
kab_sheets_note_sent (KabServer *server, KabCall *call, const KabMeterZone *zone, const KabReading *reading)
{
  gint64 id = kab_database_select_integer (
      server->database, "SELECT document FROM reading_sheets WHERE account = ? AND month = ?", "ls",
      zone->account, reading->month);
  g_autoptr (KabDocument) sheet = load_document (server, id);
  g_autofree char *text = kab_sheets_describe_reading (zone, reading->value);
  const char *state;

  if (sheet == NULL)
    return;
  state = kab_sheets_describe (server, call->organisation, sheet);
  if (kab_documents_change (server, call->organisation, sheet, state, 0))
    kab_documents_add_event (server, id, reading->sent_at, get_word (call->organisation, "sent"), text,
                             kab_person_get_display_name (call->person));
}
