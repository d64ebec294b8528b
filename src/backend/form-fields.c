/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "form-fields.h"

#include "field-sources.h"
#include "fields.h"
#include "files.h"
#include "json.h"
#include "promise.h"

/* What stands in a descriptor's field for the server alone. */
static const char *const wiring[]
    = { "source", "other", "types", "states", "default_from", "from_day", "to_day", "open_days" };

static void
set_default (KabServer *server, gint64 customer, JsonObject *field, const char *from)
{
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT c.name, ifnull (p.phone, c.phone), ifnull (p.email, c.email)"
                             " FROM customers c LEFT JOIN persons p ON p.id = c.person WHERE c.id = ?",
                             "l", customer);
  int column = g_str_equal (from, "name") ? 0 : g_str_equal (from, "phone") ? 1 : 2;

  if (kab_rows_next (rows))
    kab_json_set_string (field, "default", kab_rows_get_text (rows, column));
}

static char *
format_day (KabOrganisation *organisation, gint64 now, gint64 days)
{
  g_autoptr (GDateTime) local = kab_organisation_to_local (organisation, now);
  g_autoptr (GDateTime) day = g_date_time_add_days (local, (int) days);

  return g_date_time_format (day, "%Y-%m-%d");
}

static void
set_days (KabServer *server, KabOrganisation *organisation, JsonObject *field)
{
  static const struct
  {
    const char *wired;
    const char *shown;
  } days[] = { { "from_day", "earliest" }, { "to_day", "latest" } };
  gint64 now = kab_server_now (server);

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    if (json_object_has_member (field, days[i].wired))
      {
        g_autofree char *day = format_day (organisation, now, kab_json_get_integer (field, days[i].wired, 0));

        json_object_set_string_member (field, days[i].shown, day);
      }
}

/* Where nothing is known to choose from, the way to name something else is chosen already. */
static void
set_options (KabServer *server, KabOrganisation *organisation, gint64 customer, JsonObject *field)
{
  const char *other = kab_json_get_string (field, "other");
  JsonArray *options = kab_field_source_build (server, organisation, customer, field);

  if (other != NULL)
    {
      JsonObject *option = json_object_new ();

      if (json_array_get_length (options) == 0)
        json_object_set_string_member (field, "default", "other");
      json_object_set_string_member (option, "value", "other");
      json_object_set_string_member (option, "title", other);
      json_array_add_object_element (options, option);
    }
  json_object_set_array_member (field, "options", options);
}

static JsonObject *
build_field (KabServer *server, KabOrganisation *organisation, gint64 customer, JsonObject *wired)
{
  JsonObject *field = kab_json_copy_object (wired);
  const char *from = kab_json_get_string (field, "default_from");

  if (kab_json_get_string (field, "source") != NULL)
    set_options (server, organisation, customer, field);
  if (from != NULL && customer != 0)
    set_default (server, customer, field, from);
  set_days (server, organisation, field);
  for (gsize i = 0; i < G_N_ELEMENTS (wiring); i++)
    json_object_remove_member (field, wiring[i]);
  return field;
}

/**
 * kab_form_build_fields:
 * @server: the server
 * @organisation: whose form it is
 * @customer: id of the card of the customer that it is about, or 0
 * @wired: (nullable): fields as the descriptor has them
 *
 * Returns: (transfer full): the fields as clients see them: with what there is to choose, days and defaults
 */
JsonArray *
kab_form_build_fields (KabServer *server, KabOrganisation *organisation, gint64 customer, JsonArray *wired)
{
  JsonArray *fields = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (wired); i++)
    json_array_add_object_element (
        fields, build_field (server, organisation, customer, kab_json_array_get_object (wired, i)));
  return fields;
}

static gboolean
is_file (JsonObject *field)
{
  return g_strcmp0 (kab_json_get_string (field, "kind"), "file") == 0;
}

/* Files come as the ids of what was uploaded before; the rest is checked like any form. */
static JsonArray *
part_files (JsonArray *fields, JsonObject *given)
{
  JsonArray *others = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);

      if (is_file (field))
        json_object_remove_member (given, kab_json_get_string (field, "name"));
      else
        json_array_add_object_element (others, json_object_ref (field));
    }
  return others;
}

static void
take_files (KabServer *server, KabCall *call, KabFormFilled *self, JsonObject *given, KabFieldErrors *errors)
{
  for (guint i = 0; i < kab_json_array_length (self->fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (self->fields, i);

      if (is_file (field) && kab_fields_is_shown (self->fields, field, given, NULL))
        kab_files_take (server, call, field, given, self->files, errors);
    }
}

static void
check_day (KabCall *call, JsonObject *wired, JsonObject *field, const char *day, KabFieldErrors *errors)
{
  const char *earliest = kab_json_get_string (field, "earliest");
  const char *latest = kab_json_get_string (field, "latest");
  g_autofree char *pointer = kab_fields_build_pointer (kab_json_get_string (field, "name"));

  if ((earliest != NULL && strcmp (day, earliest) < 0) || (latest != NULL && strcmp (day, latest) > 0))
    {
      JsonObject *parameters = json_object_new ();

      kab_json_copy_member (field, parameters, "earliest");
      kab_json_copy_member (field, parameters, "latest");
      kab_field_errors_add_take (errors, pointer, "day_range", parameters);
    }
  else if (kab_json_get_boolean (wired, "open_days", FALSE)
           && !kab_organisation_is_open_on (call->organisation, day))
    kab_field_errors_add (errors, pointer, "closed");
}

static void
check_days (KabCall *call, KabFormFilled *self, KabFieldErrors *errors)
{
  for (guint i = 0; i < kab_json_array_length (self->fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (self->fields, i);
      const char *day = kab_json_get_string (self->values, kab_json_get_string (field, "name"));

      if (day != NULL && g_strcmp0 (kab_json_get_string (field, "kind"), "date") == 0)
        check_day (call, kab_json_array_get_object (self->wired, i), field, day, errors);
    }
}

/**
 * kab_form_fill:
 * @server: the server
 * @call: a call that brought a form
 * @customer: id of the card of the customer that it is about, or 0
 * @wired: (nullable): fields as the descriptor has them
 * @given: (nullable): what came in
 * @errors: takes what is wrong
 *
 * Returns: (transfer full): the form with the values that may be kept
 */
KabFormFilled *
kab_form_fill (KabServer *server,
               KabCall *call,
               gint64 customer,
               JsonArray *wired,
               JsonObject *given,
               KabFieldErrors *errors)
{
  KabFormFilled *self = g_new0 (KabFormFilled, 1);
  g_autoptr (JsonObject) typed = given != NULL ? kab_json_copy_object (given) : json_object_new ();
  g_autoptr (JsonArray) others = NULL;

  self->wired = wired;
  self->files = g_ptr_array_new_with_free_func (g_free);
  self->fields = kab_form_build_fields (server, call->organisation, customer, wired);
  take_files (server, call, self, typed, errors);
  others = part_files (self->fields, typed);
  self->values = kab_fields_check (call->organisation, others, typed, NULL, errors);
  check_days (call, self, errors);
  return self;
}

/**
 * kab_form_filled_free:
 * @self: (transfer full) (nullable): a filled form
 */
void
kab_form_filled_free (KabFormFilled *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->fields, json_array_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}
