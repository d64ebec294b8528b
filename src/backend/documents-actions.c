/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-actions.h"

#include "documents-hooks.h"
#include "documents-lines-change.h"
#include "documents-tell.h"
#include "documents-type.h"
#include "files.h"
#include "form-fields.h"
#include "json.h"
#include "values.h"

static const char *
get_reason (JsonObject *action, const KabDocument *document)
{
  return kab_json_get_string (kab_json_get_object (action, "reasons"), document->state);
}

static gboolean
is_allowed (JsonObject *action, const KabDocument *document)
{
  return kab_json_array_has_string (kab_json_get_array (action, "from"), document->state);
}

static gboolean
is_for (JsonObject *action, const KabPerson *person)
{
  return g_strcmp0 (kab_json_get_string (action, "role"), person->role) == 0;
}

/* Whether every choice offers something for this document. */
static gboolean
has_offers (JsonArray *fields)
{
  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonArray *options = kab_json_get_array (kab_json_array_get_object (fields, i), "options");

      if (options != NULL && json_array_get_length (options) == 0)
        return FALSE;
    }
  return TRUE;
}

/* NULL where there is nothing to choose from. */
static JsonObject *
build_action (KabCall *call, JsonObject *action, const KabDocument *document)
{
  gboolean allowed = is_allowed (action, document);
  g_autoptr (JsonArray) fields = allowed ? kab_documents_dup_fields (call->server, document, action) : NULL;
  JsonObject *built;

  if (!has_offers (fields))
    return NULL;
  built = json_object_new ();

  kab_json_copy_member (action, built, "id");
  kab_json_copy_member (action, built, "title");
  kab_json_copy_member (action, built, "tone");
  json_object_set_boolean_member (built, "allowed", allowed);
  if (allowed)
    {
      if (fields != NULL)
        json_object_set_array_member (
            built, "fields",
            kab_form_build_fields (call->server, call->organisation, document->customer, fields));
      kab_json_copy_member (action, built, "confirm");
    }
  else
    {
      json_object_set_string_member (built, "reason", get_reason (action, document));
    }
  return built;
}

/**
 * kab_document_build_actions:
 * @call: the call that is answered
 * @document: a document
 *
 * Returns: (transfer full): what this person may do now, and what not with the reason where there is one
 */
JsonArray *
kab_document_build_actions (KabCall *call, const KabDocument *document)
{
  JsonObject *machine = kab_document_type_get_machine (call->organisation, document->type);
  JsonArray *known = kab_json_get_array (machine, "actions");
  JsonArray *actions = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (known); i++)
    {
      JsonObject *action = kab_json_array_get_object (known, i);
      g_autoptr (JsonObject) built = NULL;

      if (!is_for (action, call->person)
          || (!is_allowed (action, document) && get_reason (action, document) == NULL))
        continue;
      built = build_action (call, action, document);
      if (built != NULL && kab_lines_describe_action (call->server, call, document, action, built))
        json_array_add_object_element (actions, g_steal_pointer (&built));
    }
  return actions;
}

static void
keep_properties (KabDocument *document, JsonObject *action, JsonArray *fields, JsonObject *values)
{
  JsonObject *wanted = kab_json_get_object (action, "properties");
  JsonArray *kept = kab_json_get_array (document->details, "properties");
  g_autoptr (GList) names = wanted != NULL ? json_object_get_members (wanted) : NULL;

  if (kept == NULL)
    {
      kept = json_array_new ();
      json_object_set_array_member (document->details, "properties", kept);
    }
  for (GList *link = names; link != NULL; link = link->next)
    {
      g_autofree char *value = kab_values_describe (fields, values, link->data);

      kab_values_set_property (kept, kab_json_get_string (wanted, link->data), value);
    }
}

static const char *
get_actor (const KabPerson *person)
{
  return person->name != NULL ? person->name : person->login;
}

static char *
expand_record (JsonObject *entry, JsonArray *fields, JsonObject *values)
{
  const char *template = kab_json_get_string (entry, "text");

  return template != NULL ? kab_values_expand (template, fields, values) : NULL;
}

/* An action that names no state leaves the document where it is, with the term that it has. */
static gint64
find_due (const KabDeed *deed)
{
  gint64 due = kab_json_get_integer (deed->action, "due", 0);

  if (due > 0)
    return kab_server_now (deed->server) + due;
  return g_strcmp0 (deed->to, deed->document->state) == 0 ? deed->document->due_at : 0;
}

/* "Kabinet 0.1.0" for a customer's program; how it came to the staff's ears where they write it down. */
static char *
dup_through (const KabDeed *deed, JsonArray *fields)
{
  const char *agent = kab_call_get_header (deed->call, "User-Agent");
  const char *field = kab_json_get_string (deed->lines->rule, "through");
  g_autofree char *channel = field != NULL ? kab_values_describe (fields, deed->values, field) : NULL;

  if (channel != NULL)
    return g_strdup_printf ("%s · %s", channel, kab_person_get_display_name (deed->call->person));
  if (agent == NULL)
    return g_strdup ("HTTP");
  return g_strdelimit (g_strndup (agent, MIN (strcspn (agent, " ("), 80)), "/", ' ');
}

static char *
expand_title (JsonObject *entry, JsonArray *fields, JsonObject *values)
{
  return kab_values_expand (kab_json_get_string (entry, "title"), fields, values);
}

/* The effect comes first: where it cannot be had, nothing has changed yet. */
static gboolean
carry_out (KabDeed *deed, JsonArray *fields)
{
  KabServer *server = deed->server;
  JsonObject *outcome = kab_lines_plan_find_outcome (deed->lines, deed);
  JsonObject *entry = kab_json_get_object (outcome, "timeline");
  const char *to = kab_json_get_string (outcome, "to");
  g_autofree char *text = NULL;
  g_autofree char *through = dup_through (deed, fields);
  g_autofree char *title = NULL;

  if (entry == NULL)
    entry = kab_json_get_object (deed->action, "timeline");
  if (to == NULL)
    to = kab_json_get_string (deed->action, "to");
  kab_lines_plan_tell (deed->lines, deed->values);
  title = expand_title (entry, fields, deed->values);
  text = expand_record (entry, fields, deed->values);
  deed->text = text;
  deed->to = to != NULL ? to : deed->document->state;
  if (!kab_documents_run_effect (deed))
    return FALSE;
  json_object_remove_member (deed->document->details, "promise");
  keep_properties (deed->document, deed->action, fields, deed->values);
  if (!kab_documents_change (server, deed->call->organisation, deed->document, deed->to, find_due (deed)))
    {
      kab_call_reply_problem (deed->call, "precondition-failed", NULL);
      return FALSE;
    }
  kab_lines_plan_carry_out (deed->lines, deed, through);
  kab_documents_add_event (server, deed->document->id, kab_server_now (server), title, text,
                           get_actor (deed->call->person));
  kab_documents_tell (deed, fields);
  return TRUE;
}

/**
 * kab_document_act:
 * @server: the server
 * @call: the call that asks for it
 * @document: the document as it is now
 * @action: id of an action
 *
 * Does what was asked for, or answers the call with the problem.
 *
 * Returns: whether it was done
 */
gboolean
kab_document_act (KabServer *server, KabCall *call, KabDocument *document, const char *action)
{
  JsonObject *known = kab_document_type_find_action (call->organisation, document->type, action);
  JsonObject *given = kab_json_get_object (kab_call_get_body (call), "values");
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autoptr (JsonArray) wired = NULL;
  g_autoptr (KabFormFilled) form = NULL;
  g_autoptr (KabLinesPlan) lines = NULL;

  if (known == NULL || !is_for (known, call->person))
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return FALSE;
    }
  if (!is_allowed (known, document))
    {
      kab_call_reply_problem (call, "forbidden", get_reason (known, document));
      return FALSE;
    }
  wired = kab_documents_dup_fields (server, document, known);
  form = kab_form_fill (server, call, document->customer, wired, given, errors);
  lines = kab_lines_plan_new (server, call, document, known, errors);
  if (!kab_field_errors_is_empty (errors))
    {
      kab_call_reply_field_errors (call, errors);
      return FALSE;
    }
  if (lines->closed)
    {
      kab_call_reply_problem (call, "forbidden", lines->reason);
      return FALSE;
    }
  if (!carry_out (&(KabDeed) { .server = server,
                               .call = call,
                               .document = document,
                               .action = known,
                               .values = form->values,
                               .lines = lines },
                  form->fields))
    return FALSE;
  kab_files_attach (server, form->files, document->id, 0);
  return TRUE;
}
