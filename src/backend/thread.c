/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "thread.h"

#include "documents-json.h"
#include "documents-type.h"
#include "files.h"
#include "form-fields.h"
#include "json.h"

#define MAX_MESSAGES 500

static JsonObject *
get_rule (KabOrganisation *organisation, const KabDocument *document)
{
  return kab_json_get_object (kab_document_type_get_machine (organisation, document->type), "thread");
}

static const char *
get_closed (JsonObject *rule, const KabDocument *document)
{
  return kab_json_get_string (kab_json_get_object (rule, "closed"), document->state);
}

static JsonArray *
build_messages (KabServer *server, KabCall *call, gint64 document)
{
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT * FROM (SELECT id, at, role, by, text FROM document_messages"
                             " WHERE document = ? ORDER BY id DESC LIMIT ?) ORDER BY id",
                             "li", document, MAX_MESSAGES);
  JsonArray *messages = json_array_new ();

  while (kab_rows_next (rows))
    {
      JsonObject *message = json_object_new ();
      g_autofree char *at = kab_call_format_time (call, kab_rows_get_integer (rows, 1));

      json_object_set_string_member (message, "id", kab_rows_get_text (rows, 0));
      json_object_set_string_member (message, "at", at);
      json_object_set_string_member (message, "role", kab_rows_get_text (rows, 2));
      json_object_set_string_member (message, "by", kab_rows_get_text (rows, 3));
      json_object_set_string_member (message, "text", kab_rows_get_text (rows, 4));
      json_object_set_array_member (message, "files",
                                    kab_files_list (server, document, kab_rows_get_integer (rows, 0)));
      json_array_add_object_element (messages, message);
    }
  return messages;
}

/**
 * kab_thread_add_to:
 * @server: the server
 * @call: the call that is answered
 * @document: a document
 * @detail: gets what was written and the form to write more, or why that is over
 */
void
kab_thread_add_to (KabServer *server, KabCall *call, const KabDocument *document, JsonObject *detail)
{
  JsonObject *rule = get_rule (call->organisation, document);
  JsonObject *thread;
  const char *closed;

  if (rule == NULL)
    return;
  closed = get_closed (rule, document);
  thread = json_object_new ();
  kab_json_copy_member (rule, thread, "title");
  kab_json_copy_member (rule, thread, "submit");
  kab_json_set_string (thread, "closed", closed);
  json_object_set_array_member (thread, "fields",
                                closed != NULL
                                    ? json_array_new ()
                                    : kab_form_build_fields (server, call->organisation, document->customer,
                                                             kab_json_get_array (rule, "fields")));
  json_object_set_object_member (detail, "thread", thread);
  json_object_set_array_member (detail, "messages", build_messages (server, call, document->id));
}

/* A question that is answered waits for the other side; what is open anyway stays as it is. */
static gboolean
move (KabServer *server, KabCall *call, KabDocument *document, JsonObject *rule)
{
  JsonObject *moves = kab_json_get_object (rule, call->person->role);
  const char *to = moves != NULL ? kab_json_get_string (moves, document->state) : NULL;

  if (kab_person_is_staff (call->person))
    json_object_remove_member (document->details, "promise");
  return kab_documents_change (server, call->organisation, document, to != NULL ? to : document->state,
                               to != NULL && kab_person_is_staff (call->person) ? 0 : document->due_at);
}

static void
write_message (KabServer *server, KabCall *call, KabDocument *document, JsonObject *rule, KabFormFilled *form)
{
  const char *text = kab_json_get_string (form->values, "text");

  if (!move (server, call, document, rule))
    {
      kab_call_reply_problem (call, "conflict", NULL);
      return;
    }
  kab_database_run (server->database,
                    "INSERT INTO document_messages (document, at, role, by, text) VALUES (?, ?, ?, ?, ?)",
                    "llsss", document->id, kab_server_now (server), call->person->role,
                    kab_person_get_display_name (call->person), text != NULL ? text : "");
  kab_files_attach (server, form->files, document->id, kab_database_get_last_id (server->database));
  kab_call_reply_object (call, 200, kab_document_to_detail (server, call, document));
}

static void
answer_message (KabServer *server, KabCall *call)
{
  g_autoptr (KabDocument) document
      = kab_documents_load (server, call, kab_call_get_parameter (call, "document"));
  JsonObject *rule = document != NULL ? get_rule (call->organisation, document) : NULL;
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autoptr (KabFormFilled) form = NULL;

  if (rule == NULL)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  if (get_closed (rule, document) != NULL)
    {
      kab_call_reply_problem (call, "forbidden", get_closed (rule, document));
      return;
    }
  form = kab_form_fill (server, call, document->customer, kab_json_get_array (rule, "fields"),
                        kab_call_get_body (call), errors);
  if (kab_field_errors_is_empty (errors))
    write_message (server, call, document, rule, form);
  else
    kab_call_reply_field_errors (call, errors);
}

static const KabRoute routes[] = {
  { "POST", "/{org}/documents/{document}/messages", answer_message, KAB_ACCESS_PERSON },
  { NULL },
};

/**
 * kab_thread_open:
 * @server: the server
 *
 * Takes what is written about documents.
 */
void
kab_thread_open (KabServer *server)
{
  kab_router_add (server->router, routes);
}
