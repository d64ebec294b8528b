/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-application.h"

#include "accounts-links.h"
#include "documents-hooks.h"
#include "documents-query.h"
#include "documents-type.h"
#include "flow-hooks.h"
#include "flow-review.h"
#include "json.h"
#include "kab-phone.h"

/* "{full_name}, лицевой счёт {account_number}" with the values of the application. */
static char *
expand (const char *template, JsonObject *values)
{
  g_autoptr (GString) text = g_string_new (template);
  g_autoptr (GList) names = json_object_get_members (values);

  for (GList *link = names; link != NULL; link = link->next)
    {
      g_autofree char *place = g_strdup_printf ("{%s}", (const char *) link->data);
      const char *value = kab_json_get_string (values, link->data);

      if (value != NULL)
        g_string_replace (text, place, value, 0);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static JsonObject *
find_review (KabFlowRun *run)
{
  JsonArray *steps = kab_json_get_array (run->definition, "steps");

  for (guint i = 0; i < kab_json_array_length (steps); i++)
    {
      JsonObject *step = kab_json_array_get_object (steps, i);

      if (g_strcmp0 (kab_json_get_string (step, "kind"), "review") == 0)
        return kab_json_get_object (step, "document");
    }
  return NULL;
}

static const char *
get_initial_state (KabOrganisation *organisation, const char *type)
{
  JsonArray *states = kab_json_get_array (kab_document_type_find (organisation, type), "states");

  return kab_json_get_string (kab_json_array_get_object (states, 0), "id");
}

static void
withdraw (KabServer *server, const char *flow)
{
  g_autoptr (KabDocument) document = kab_documents_load_by_flow (server, flow);
  KabOrganisation *organisation;
  JsonObject *withdrawn;

  if (document == NULL)
    return;
  organisation = kab_documents_get_organisation (server, document);
  withdrawn = kab_json_get_object (kab_document_type_get_machine (organisation, document->type), "withdrawn");
  if (withdrawn == NULL || !kab_document_type_is_open (organisation, document->type, document->state))
    return;
  if (kab_documents_change (server, organisation, document, kab_json_get_string (withdrawn, "state"), 0))
    kab_documents_add_event (server, document->id, kab_server_now (server),
                             kab_json_get_string (withdrawn, "title"), NULL, NULL);
}

/* H-05…H-34: an application that waits for staff is a document that they decide on. */
static gboolean
file (KabServer *server, KabFlowRun *run, const char *reference, gint64 latest_at)
{
  JsonObject *wanted = find_review (run);
  const char *type = kab_json_get_string (wanted, "type");
  g_autofree char *subject = expand (kab_json_get_string (wanted, "subject"), run->values);
  JsonObject *descriptor = kab_organisation_get_descriptor (run->organisation);
  JsonObject *filed = kab_json_get_object (kab_document_type_get_machine (run->organisation, type), "filed");
  KabDocument document = { .type = (char *) type,
                           .number = (char *) reference,
                           .subject = subject,
                           .date = kab_server_now (server),
                           .currency = (char *) kab_json_get_string (descriptor, "currency"),
                           .state = (char *) get_initial_state (run->organisation, type),
                           .due_at = latest_at,
                           .flow = run->id,
                           .details = json_object_new () };
  gint64 id;

  withdraw (server, run->id);
  json_object_set_object_member (document.details, "values", kab_json_copy_object (run->values));
  id = kab_documents_create (server, run->organisation, &document);
  if (filed != NULL)
    kab_documents_add_event (server, id, document.date, kab_json_get_string (filed, "title"), NULL, NULL);
  json_object_unref (document.details);
  return !kab_database_has_failed (server->database);
}

/* What the register of accounts knows, by the names that descriptors use. */
static char *
find_in_register (KabRows *rows, gboolean found, const char *member)
{
  static const char *const columns[] = { "holder", "number", "phone", "address" };

  for (gsize i = 0; found && member != NULL && i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i], member))
      return g_strdup (kab_rows_get_text (rows, (int) i));
  return NULL;
}

static void
add_property (JsonArray *properties, const char *label, const char *value)
{
  JsonObject *property = json_object_new ();

  json_object_set_string_member (property, "label", label);
  json_object_set_string_member (property, "value", value);
  json_array_add_object_element (properties, property);
}

static char *
describe (const char *value)
{
  g_autofree char *phone = value != NULL && value[0] == '+' ? kab_phone_format (value) : NULL;

  return phone != NULL ? g_steal_pointer (&phone) : g_strdup (value);
}

/* Asked and registered stand one below the other, the second one saying whether they are the same. */
static void
add_compared (
    JsonArray *properties, JsonObject *rule, JsonObject *words, const char *asked, const char *registered)
{
  g_autofree char *shown = describe (asked);
  g_autofree char *known = describe (registered);
  const char *label = kab_json_get_string (rule, "register_label");

  if (shown != NULL)
    add_property (properties, kab_json_get_string (rule, "label"), shown);
  if (asked == NULL && known != NULL)
    add_property (properties, kab_json_get_string (rule, "label"), known);
  if (asked == NULL || label == NULL)
    return;
  if (known == NULL)
    {
      add_property (properties, label, kab_json_get_string (words, "absent"));
    }
  else
    {
      g_autofree char *one = kab_documents_fold (asked);
      g_autofree char *other = kab_documents_fold (registered);
      const char *mark = g_str_equal (one, other) ? "same" : "differs";
      g_autofree char *text = g_strdup_printf ("%s — %s", known, kab_json_get_string (words, mark));

      add_property (properties, label, text);
    }
}

/**
 * kab_application_add_properties:
 * @server: the server
 * @organisation: an organisation
 * @document: a document
 * @properties: takes what an application says, beside what the register says; nothing for other documents
 */
void
kab_application_add_properties (KabServer *server,
                                KabOrganisation *organisation,
                                const KabDocument *document,
                                JsonArray *properties)
{
  JsonObject *machine = kab_document_type_get_machine (organisation, document->type);
  JsonArray *rules = kab_json_get_array (machine, "properties");
  JsonObject *values = kab_json_get_object (document->details, "values");
  const char *field = kab_json_get_string (kab_json_get_object (machine, "register"), "number");
  const char *number = field != NULL ? kab_json_get_string (values, field) : NULL;
  gint64 account = number != NULL ? kab_accounts_find_number (server, organisation, number) : 0;
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT holder, number, phone, address FROM accounts WHERE id = ?", "l", account);
  gboolean found = kab_rows_next (rows);

  for (guint i = 0; values != NULL && i < kab_json_array_length (rules); i++)
    {
      JsonObject *rule = kab_json_array_get_object (rules, i);
      const char *asked_field = kab_json_get_string (rule, "field");
      const char *asked = asked_field != NULL ? kab_json_get_string (values, asked_field) : NULL;
      g_autofree char *registered = find_in_register (rows, found, kab_json_get_string (rule, "register"));

      add_compared (properties, rule, kab_json_get_object (machine, "compare"), asked, registered);
    }
}

/* Tells the flow that waits, or answers the call where it no longer does. */
static gboolean
decide (KabDeed *deed)
{
  g_autoptr (GError) error = NULL;

  if (deed->document->flow != NULL
      && kab_flows_decide (deed->server, deed->document->flow, kab_json_get_string (deed->action, "decision"),
                           deed->text, deed->call->person->id, &error))
    return TRUE;
  kab_call_reply_problem (deed->call, "conflict", error != NULL ? error->message : NULL);
  return FALSE;
}

/**
 * kab_applications_open:
 * @server: the server
 *
 * Lets flows file applications with the documents, and staff decide on them.
 */
void
kab_applications_open (KabServer *server)
{
  kab_flows_set_application_filer (server, file, withdraw);
  kab_documents_add_effect (server, "decide_flow", decide);
}
