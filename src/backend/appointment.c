/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "appointment.h"

#include "documents-hooks.h"
#include "json.h"
#include "promise.h"

static gint64
parse_moment (KabOrganisation *organisation, const char *day, const char *time)
{
  JsonObject *descriptor = kab_organisation_get_descriptor (organisation);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (kab_json_get_string (descriptor, "time_zone"));
  g_autofree char *text = g_strdup_printf ("%sT%s:00", day, time);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, zone);

  return moment != NULL ? g_date_time_to_unix (moment) : 0;
}

static gboolean
refuse (KabDeed *deed, const char *pointer, const char *code)
{
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();

  kab_field_errors_add (errors, pointer, code);
  kab_call_reply_field_errors (deed->call, errors);
  return FALSE;
}

static void
keep (KabDeed *deed, gint64 at)
{
  JsonObject *appointment = json_object_new ();

  json_object_set_int_member (appointment, "at", at);
  json_object_set_string_member (appointment, "by", deed->call->person->role);
  json_object_set_object_member (deed->document->details, "appointment", appointment);
}

/* A time that nobody can keep is not offered: it lies ahead, and somebody works then. */
static gboolean
appoint (KabDeed *deed)
{
  gint64 at = parse_moment (deed->call->organisation, kab_json_get_string (deed->values, "day"),
                            kab_json_get_string (deed->values, "time"));

  if (at <= kab_server_now (deed->server))
    return refuse (deed, "/values/time", "past");
  if (!kab_organisation_is_open_at (deed->call->organisation, at))
    return refuse (deed, "/values/time", "closed");
  keep (deed, at);
  return TRUE;
}

/* What was offered holds no longer. */
static gboolean
disappoint (KabDeed *deed)
{
  json_object_remove_member (deed->document->details, "appointment");
  return TRUE;
}

/**
 * kab_appointment_show:
 * @call: the call that is answered
 * @document: a document
 *
 * Returns: (transfer full) (nullable): the time, and whether it is agreed or who has named it
 */
JsonObject *
kab_appointment_show (KabCall *call, const KabDocument *document)
{
  JsonObject *kept = kab_json_get_object (document->details, "appointment");
  JsonObject *shown;
  g_autofree char *at = NULL;

  if (kept == NULL)
    return NULL;
  shown = json_object_new ();
  at = kab_call_format_time (call, kab_json_get_integer (kept, "at", 0));
  json_object_set_string_member (shown, "at", at);
  if (document->waits == NULL)
    json_object_set_string_member (shown, "state", "agreed");
  else
    json_object_set_string_member (
        shown, "state", g_strcmp0 (kab_json_get_string (kept, "by"), "staff") == 0 ? "offered" : "wished");
  return shown;
}

/**
 * kab_appointment_open:
 * @server: the server
 *
 * Lets actions name a time and take it back.
 */
void
kab_appointment_open (KabServer *server)
{
  kab_documents_add_effect (server, "appoint", appoint);
  kab_documents_add_effect (server, "disappoint", disappoint);
}
