/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "filing.h"

#include "appointment.h"
#include "documents-json.h"
#include "documents-links.h"
#include "documents-make.h"
#include "documents-number.h"
#include "documents-type.h"
#include "field-sources.h"
#include "files.h"
#include "filing-form.h"
#include "filing-lines.h"
#include "form-fields.h"
#include "json.h"
#include "promise.h"
#include "shipments.h"
#include "thread.h"
#include "values.h"

#define MAX_SUBJECT 120
#define MAX_VALUE 600
#define MAX_THING 200

/* What was read of a request, all of it good. */
typedef struct
{
  KabFiling *filing;
  KabFormFilled *form;
  GArray *lines;
} Filed;

static char *
cut (const char *text, glong length)
{
  g_autofree char *line = g_strdup (text);
  glong have = g_utf8_strlen (line, -1);
  g_autofree char *kept = NULL;

  g_strstrip (g_strdelimit (line, "\r\n\t", ' '));
  if (have <= length)
    return g_steal_pointer (&line);
  kept = g_utf8_substring (line, 0, length - 1);
  return g_strconcat (kept, "…", NULL);
}

static char *
build_subject (KabOrganisation *organisation, const Filed *filed)
{
  const char *template = kab_json_get_string (filed->filing->wired, "subject");
  g_autofree char *text = template != NULL
                              ? kab_values_expand (template, filed->form->fields, filed->form->values)
                              : g_strdup ("");

  return cut (*text != '\0' ? text : kab_document_type_get_title (organisation, filed->filing->type),
              MAX_SUBJECT);
}

/* What the document is about: the first of the named fields that was filled in, or what the other one was about. */
static char *
build_thing (const Filed *filed)
{
  JsonArray *names = kab_json_get_array (filed->filing->wired, "thing");

  for (guint i = 0; i < kab_json_array_length (names); i++)
    {
      const char *name = kab_json_array_get_string (names, i);
      g_autofree char *value = kab_values_describe (filed->form->fields, filed->form->values, name);

      if (*value != '\0' && g_strcmp0 (kab_json_get_string (filed->form->values, name), "other") != 0)
        return cut (value, MAX_THING);
    }
  return filed->filing->from != NULL ? g_strdup (filed->filing->from->thing) : NULL;
}

static gboolean
is_wired (JsonObject *wired, const char *list, const char *name)
{
  return kab_json_array_has_string (kab_json_get_array (wired, list), name);
}

/* What was typed stands in the document under the labels of the form; what it is about stands above already. */
static JsonArray *
build_properties (const Filed *filed)
{
  JsonArray *properties = json_array_new ();
  JsonArray *fields = filed->form->fields;

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);
      const char *name = kab_json_get_string (field, "name");
      g_autofree char *value = kab_values_describe (fields, filed->form->values, name);
      g_autofree char *kept = cut (value, MAX_VALUE);

      if (*kept != '\0' && !is_wired (filed->filing->wired, "thing", name)
          && g_strcmp0 (kab_json_get_string (filed->filing->wired, "message"), name) != 0
          && !is_wired (filed->filing->wired, "hidden", name))
        kab_values_add_property (properties, kab_json_get_string (field, "label"), kept);
    }
  return properties;
}

static JsonObject *
build_details (KabServer *server, KabCall *call, const Filed *filed, JsonObject *promise)
{
  JsonObject *details = json_object_new ();

  json_object_set_object_member (details, "values", json_object_ref (filed->form->values));
  json_object_set_array_member (details, "properties", build_properties (filed));
  if (promise != NULL)
    json_object_set_object_member (details, "promise", json_object_ref (promise));
  return details;
}

static gint64
find_customer (KabServer *server, KabCall *call, const Filed *filed)
{
  JsonObject *values = filed->form->values;
  const char *name = kab_json_get_string (values, "customer_name");

  if (filed->filing->customer != 0)
    return filed->filing->customer;
  if (!kab_person_is_staff (call->person))
    return kab_customers_ensure (server, call->person);
  return kab_customers_find_by_phone (server, call->organisation,
                                      kab_json_get_string (values, "customer_phone"),
                                      name != NULL ? name : kab_json_get_string (values, "customer_phone"));
}

static const char *
get_initial_state (KabOrganisation *organisation, const char *type)
{
  JsonArray *states = kab_json_get_array (kab_document_type_find (organisation, type), "states");

  return kab_json_get_string (kab_json_array_get_object (states, 0), "id");
}

static void
add_lines (KabServer *server, KabDocument *document, const Filed *filed)
{
  JsonObject *typed = kab_json_get_object (filed->filing->wired, "typed_lines");
  const char *text = typed != NULL
                         ? kab_json_get_string (filed->form->values, kab_json_get_string (typed, "field"))
                         : NULL;

  if (filed->lines != NULL)
    {
      document->amount = kab_filing_copy_lines (server, document->id, filed->lines);
      kab_database_run (server->database, "UPDATE documents SET amount = ? WHERE id = ?", "ll",
                        document->amount, document->id);
    }
  if (text != NULL)
    kab_filing_type_lines (server, document->id, kab_json_get_string (typed, "group"), text);
}

static void
add_events (KabServer *server, KabCall *call, const KabDocument *document, const Filed *filed)
{
  JsonObject *entry
      = kab_json_get_object (kab_document_type_get_machine (call->organisation, document->type), "filed");
  const char *title = kab_json_get_string (entry, "title");
  const char *by = kab_person_get_display_name (call->person);
  KabDocument *from = filed->filing->from;
  g_autofree char *text = NULL;

  if (title == NULL)
    title = kab_document_type_get_title (call->organisation, document->type);
  kab_documents_add_event (server, document->id, document->date, title, NULL, by);
  if (from == NULL)
    return;
  text = g_strdup_printf ("%s %s", kab_document_type_get_title (call->organisation, document->type),
                          document->number);
  kab_documents_link (server, document->id, from->id);
  kab_documents_add_event (server, from->id, document->date, title, text, by);
}

/* What a question says is the first word of its thread, and its files hang on that. */
static gint64
add_message (KabServer *server, KabCall *call, const KabDocument *document, const Filed *filed)
{
  const char *field = kab_json_get_string (filed->filing->wired, "message");
  const char *text = field != NULL ? kab_json_get_string (filed->form->values, field) : NULL;

  if (text == NULL)
    return 0;
  kab_database_run (server->database,
                    "INSERT INTO document_messages (document, at, role, by, text) VALUES (?, ?, ?, ?, ?)",
                    "llsss", document->id, document->date, call->person->role,
                    kab_person_get_display_name (call->person), text);
  return kab_database_get_last_id (server->database);
}

static KabDocument *
create (KabServer *server, KabCall *call, const Filed *filed)
{
  KabFiling *filing = filed->filing;
  JsonObject *rule = kab_json_get_object (filing->wired, "promise");
  gint64 now = kab_server_now (server);
  g_autoptr (JsonObject) promise = rule != NULL ? kab_promise_make (call->organisation, rule, now) : NULL;
  const char *currency
      = kab_json_get_string (kab_organisation_get_descriptor (call->organisation), "currency");
  g_autofree char *number = kab_documents_take_number (server, call->organisation, filing->type);
  g_autofree char *subject = build_subject (call->organisation, filed);
  g_autofree char *thing = build_thing (filed);
  g_autofree char *id = NULL;
  g_autoptr (JsonObject) details = build_details (server, call, filed, promise);
  KabDocument document = { .customer = find_customer (server, call, filed),
                           .customer_name = NULL,
                           .type = (char *) filing->type,
                           .number = number,
                           .subject = subject,
                           .date = now,
                           .has_amount = FALSE,
                           .currency = (char *) (filing->from != NULL ? filing->from->currency : currency),
                           .state = (char *) get_initial_state (call->organisation, filing->type),
                           .due_at = kab_json_get_integer (promise, "by", 0),
                           .thing = thing,
                           .details = details };

  document.customer_name = kab_database_select_text (
      server->database, "SELECT name FROM customers WHERE id = ?", "l", document.customer);
  document.id = kab_documents_create (server, call->organisation, &document);
  add_lines (server, &document, filed);
  add_events (server, call, &document, filed);
  kab_files_attach (server, filed->form->files, document.id, add_message (server, call, &document, filed));
  g_free (document.customer_name);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, document.id);
  return kab_documents_load (server, call, id);
}

static void
reply_created (KabServer *server, KabCall *call, KabDocument *document)
{
  g_autofree char *etag = NULL;

  if (document == NULL)
    {
      kab_call_reply_problem (call, "internal", NULL);
      return;
    }
  etag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", document->version);
  kab_call_set_header (call, "ETag", etag);
  kab_call_reply_object (call, 201, kab_document_to_detail (server, call, document));
}

static void
file (KabServer *server, KabCall *call)
{
  JsonObject *body = kab_call_get_body (call);
  const char *type = kab_json_get_string (body, "type");
  g_autoptr (KabFiling) filing
      = kab_filing_begin (server, call, type != NULL ? type : "", kab_json_get_string (body, "from"));
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autoptr (KabFormFilled) form = NULL;
  g_autoptr (GArray) lines = NULL;

  if (filing == NULL)
    return;
  form = kab_form_fill (server, call, filing->customer, filing->fields, kab_json_get_object (body, "values"),
                        errors);
  if (kab_filing_has_lines (filing))
    lines = kab_filing_choose_lines (server, call->organisation, filing->from, filing->type,
                                     kab_json_get_array (body, "lines"), errors);
  if (!kab_field_errors_is_empty (errors))
    {
      kab_call_reply_field_errors (call, errors);
    }
  else
    {
      const Filed filed = { filing, form, lines };
      g_autoptr (KabDocument) document = create (server, call, &filed);

      reply_created (server, call, document);
    }
}

/* A wrong name in a descriptor is found at the start, not by the first customer. */
static gboolean
check_sources (KabOrganisation *organisation, const char *type, JsonArray *fields, GError **error)
{
  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);
      const char *source = kab_json_get_string (field, "source");

      if (source != NULL && !kab_field_source_is_known (source))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s, document type “%s”: no source “%s”",
                       kab_organisation_get_id (organisation), type, source);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_organisation (KabOrganisation *organisation, GError **error)
{
  JsonArray *types = kab_json_get_array (kab_organisation_get_descriptor (organisation), "document_types");

  for (guint i = 0; i < kab_json_array_length (types); i++)
    {
      JsonObject *type = kab_json_array_get_object (types, i);
      const char *id = kab_json_get_string (type, "id");
      JsonObject *wired = kab_json_get_object (kab_document_type_get_machine (organisation, id), "filing");

      if ((wired == NULL) != (kab_json_get_object (type, "filing") == NULL))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "%s, document type “%s”: filing is told in one place and not in the other",
                       kab_organisation_get_id (organisation), id);
          return FALSE;
        }
      if (!check_sources (organisation, id, kab_json_get_array (wired, "fields"), error))
        return FALSE;
    }
  return TRUE;
}

static const KabRoute routes[] = {
  { "GET", "/{org}/documents/forms/{type}", kab_filing_answer_form, KAB_ACCESS_PERSON, "from" },
  { "POST", "/{org}/documents", file, KAB_ACCESS_PERSON },
  { NULL },
};

/**
 * kab_filing_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Takes what people file; refuses descriptors whose forms cannot be made.
 *
 * Returns: whether the part is ready
 */
gboolean
kab_filing_open (KabServer *server, GError **error)
{
  if (!kab_database_migrate (server->database, "filing", error))
    return FALSE;
  for (guint i = 0; i < server->organisations->len; i++)
    if (!check_organisation (g_ptr_array_index (server->organisations, i), error))
      return FALSE;
  kab_files_open (server);
  kab_appointment_open (server);
  kab_documents_make_open (server);
  kab_shipments_open (server);
  kab_thread_open (server);
  kab_router_add (server->router, routes);
  return TRUE;
}
