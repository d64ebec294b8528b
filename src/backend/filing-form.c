/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "filing-form.h"

#include "documents-number.h"
#include "documents-type.h"
#include "filing-lines.h"
#include "form-fields.h"
#include "json.h"
#include "promise.h"

/**
 * kab_filing_free:
 * @self: (transfer full) (nullable): what somebody was about to file
 */
void
kab_filing_free (KabFiling *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->fields, json_array_unref);
  g_clear_pointer (&self->from, kab_document_free);
  g_free (self);
}

static JsonObject *
get_wired (KabOrganisation *organisation, const char *type)
{
  return kab_json_get_object (kab_document_type_get_machine (organisation, type), "filing");
}

static JsonObject *
get_shown (KabOrganisation *organisation, const char *type)
{
  return kab_json_get_object (kab_document_type_find (organisation, type), "filing");
}

/* Staff file what the descriptor says that they do, for a customer on the telephone. */
static gboolean
is_for (const KabPerson *person, JsonObject *wired)
{
  return wired != NULL && (!kab_person_is_staff (person) || kab_json_get_boolean (wired, "staff", FALSE));
}

static JsonObject *
get_rule (JsonObject *wired, const KabDocument *from)
{
  return kab_json_get_object (kab_json_get_object (wired, "from"), from->type);
}

static gboolean
fits (JsonObject *rule, const KabDocument *from)
{
  return rule != NULL && kab_json_array_has_string (kab_json_get_array (rule, "states"), from->state);
}

static gboolean
is_alone (JsonObject *shown)
{
  return kab_json_get_boolean (shown, "alone", TRUE);
}

static gboolean
take_from (KabServer *server, KabCall *call, KabFiling *self, const char *from)
{
  JsonObject *rule;

  if (from == NULL)
    {
      if (is_alone (self->shown))
        return TRUE;
      kab_call_reply_problem (call, "bad-request",
                              "“from” is missing: this is filed out of another document");
      return FALSE;
    }
  self->from = kab_documents_load (server, call, from);
  rule = self->from != NULL ? get_rule (self->wired, self->from) : NULL;
  if (rule == NULL)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return FALSE;
    }
  if (fits (rule, self->from))
    return TRUE;
  kab_call_reply_problem (call, "forbidden", kab_json_get_string (rule, "reason"));
  return FALSE;
}

/* Staff who file by themselves say whom it is about. */
static JsonArray *
join_fields (KabCall *call, KabFiling *self)
{
  JsonArray *own = kab_json_get_array (self->wired, "fields");
  JsonArray *staff = kab_json_get_array (self->wired, "staff_fields");
  JsonArray *fields = json_array_new ();

  for (guint i = 0;
       kab_person_is_staff (call->person) && self->from == NULL && i < kab_json_array_length (staff); i++)
    json_array_add_object_element (fields, json_object_ref (kab_json_array_get_object (staff, i)));
  for (guint i = 0; i < kab_json_array_length (own); i++)
    json_array_add_object_element (fields, json_object_ref (kab_json_array_get_object (own, i)));
  return fields;
}

/**
 * kab_filing_begin:
 * @server: the server
 * @call: a call of a signed-in person
 * @type: id of a document type
 * @from: (nullable): id of the document that it is filed out of
 *
 * Answers the call where this person may not file that.
 *
 * Returns: (transfer full) (nullable): what is about to be filed
 */
KabFiling *
kab_filing_begin (KabServer *server, KabCall *call, const char *type, const char *from)
{
  g_autoptr (KabFiling) self = g_new0 (KabFiling, 1);

  self->wired = get_wired (call->organisation, type);
  self->shown = get_shown (call->organisation, type);
  self->type = kab_json_get_string (kab_document_type_find (call->organisation, type), "id");
  if (self->shown == NULL || !is_for (call->person, self->wired))
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return NULL;
    }
  if (!take_from (server, call, self, from))
    return NULL;
  if (self->from != NULL)
    self->customer = self->from->customer;
  else if (!kab_person_is_staff (call->person))
    self->customer = kab_documents_find_customer (server, call->person->id);
  self->fields = join_fields (call, self);
  return g_steal_pointer (&self);
}

/**
 * kab_filing_has_lines:
 * @self: what is about to be filed
 *
 * Returns: whether lines of the other document are chosen for it
 */
gboolean
kab_filing_has_lines (KabFiling *self)
{
  return self->from != NULL && kab_json_get_boolean (self->wired, "choose_lines", FALSE);
}

/* Who has no card yet is asked for nothing that stands on it but what the login knows. */
static JsonArray *
build_fields (KabServer *server, KabCall *call, KabFiling *self)
{
  gint64 customer = self->customer;

  return kab_form_build_fields (server, call->organisation, customer, self->fields);
}

/**
 * kab_filing_answer_form:
 * @server: the server
 * @call: a call for the form of a kind of document
 */
void
kab_filing_answer_form (KabServer *server, KabCall *call)
{
  g_autoptr (KabFiling) self = kab_filing_begin (server, call, kab_call_get_parameter (call, "type"),
                                                 kab_call_get_query (call, "from"));
  g_autoptr (JsonObject) promise = NULL;
  JsonObject *rule;
  JsonObject *form;

  if (self == NULL)
    return;
  form = json_object_new ();
  rule = kab_json_get_object (self->wired, "promise");
  promise = rule != NULL ? kab_promise_make (call->organisation, rule, kab_server_now (server)) : NULL;
  json_object_set_string_member (form, "type", self->type);
  kab_json_copy_member (self->shown, form, "title");
  kab_json_copy_member (self->shown, form, "lead");
  kab_json_copy_member (self->shown, form, "submit");
  json_object_set_array_member (form, "fields", build_fields (server, call, self));
  json_object_set_array_member (
      form, "lines",
      kab_filing_has_lines (self)
          ? kab_filing_build_lines (server, call->organisation, self->from, self->type)
          : json_array_new ());
  if (promise != NULL)
    json_object_set_object_member (form, "promise", kab_promise_show (call, promise));
  if (self->from != NULL)
    {
      g_autofree char *about = g_strdup_printf (
          "%s %s", kab_document_type_get_title (call->organisation, self->from->type), self->from->number);

      json_object_set_string_member (form, "about", about);
    }
  kab_call_reply_object (call, 200, form);
}

static JsonObject *
build_offer (JsonObject *type, JsonObject *shown, JsonObject *rule, gboolean allowed)
{
  JsonObject *offer = json_object_new ();

  json_object_set_string_member (offer, "type", kab_json_get_string (type, "id"));
  kab_json_copy_member (shown, offer, "title");
  json_object_set_boolean_member (offer, "allowed", allowed);
  if (!allowed)
    kab_json_copy_member (rule, offer, "reason");
  return offer;
}

/**
 * kab_filing_build_offers:
 * @call: the call that is answered
 * @document: a document
 *
 * Returns: (transfer full): what this person may file out of it now, and what not where there is a reason to tell
 */
JsonArray *
kab_filing_build_offers (KabCall *call, const KabDocument *document)
{
  JsonArray *types
      = kab_json_get_array (kab_organisation_get_descriptor (call->organisation), "document_types");
  JsonArray *offers = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (types); i++)
    {
      JsonObject *type = kab_json_array_get_object (types, i);
      JsonObject *shown = kab_json_get_object (type, "filing");
      JsonObject *wired = get_wired (call->organisation, kab_json_get_string (type, "id"));
      JsonObject *rule = wired != NULL ? get_rule (wired, document) : NULL;
      gboolean allowed = fits (rule, document);

      if (shown != NULL && rule != NULL && is_for (call->person, wired)
          && (allowed || kab_json_get_string (rule, "reason") != NULL))
        json_array_add_object_element (offers, build_offer (type, shown, rule, allowed));
    }
  return offers;
}
