/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-make.h"

#include "documents-hooks.h"
#include "documents-links.h"
#include "documents-number.h"
#include "documents-type.h"
#include "json.h"

/* Where lines were decided on, only those that were accepted go along. */
static gboolean
goes_along (const KabDeed *deed, const KabLine *line)
{
  if (deed->lines->mode == KAB_LINES_DECIDE)
    {
      for (guint i = 0; i < deed->lines->changes->len; i++)
        {
          KabLineChange *change = &g_array_index (deed->lines->changes, KabLineChange, i);

          if (change->line->id == line->id)
            return change->accepted;
        }
      return FALSE;
    }
  return (!line->decided || line->accepted)
         && kab_line_counts (deed->call->organisation, deed->document->type, line);
}

static gint64
copy_lines (const KabDeed *deed, gint64 document)
{
  g_autoptr (GPtrArray) lines = kab_lines_load (deed->server, deed->call->organisation, deed->document);
  gint64 sum = 0;
  int position = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      KabLine *line = g_ptr_array_index (lines, i);
      g_autoptr (JsonObject) copy = NULL;

      if (!goes_along (deed, line))
        continue;
      copy = json_object_new ();
      kab_json_set_string (copy, "group", line->group);
      kab_json_set_string (copy, "title", line->title);
      kab_json_set_string (copy, "note", line->note);
      kab_json_set_string (copy, "quantity", line->quantity);
      kab_json_set_string (copy, "unit", line->unit);
      json_object_set_int_member (copy, "price", line->price);
      json_object_set_int_member (copy, "amount", line->amount);
      kab_documents_add_line (deed->server, document, position++, copy);
      sum += line->amount;
    }
  return sum;
}

static JsonObject *
build_details (const KabDeed *deed)
{
  JsonObject *details = json_object_new ();
  JsonArray *properties = kab_json_get_array (deed->document->details, "properties");
  JsonArray *copied = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (properties); i++)
    json_array_add_object_element (copied, kab_json_copy_object (kab_json_array_get_object (properties, i)));
  json_object_set_array_member (details, "properties", copied);
  return details;
}

static void
tell (const KabDeed *deed, const KabDocument *made)
{
  JsonObject *machine = kab_document_type_get_machine (deed->call->organisation, made->type);
  const char *title = kab_json_get_string (kab_json_get_object (machine, "filed"), "title");
  const char *by = kab_person_get_display_name (deed->call->person);
  g_autofree char *from = g_strdup_printf (
      "%s %s", kab_document_type_get_title (deed->call->organisation, deed->document->type),
      deed->document->number);

  kab_documents_link (deed->server, made->id, deed->document->id);
  kab_documents_add_event (deed->server, made->id, made->date, title != NULL ? title : made->number, from,
                           by);
}

/* {"type", "state"}: for the same customer, about the same thing, with the lines that were agreed on. */
static gboolean
make (KabDeed *deed)
{
  JsonObject *rule = kab_json_get_object (deed->action, "make");
  const char *type = kab_json_get_string (rule, "type");
  g_autofree char *number = kab_documents_take_number (deed->server, deed->call->organisation, type);
  g_autoptr (JsonObject) details = build_details (deed);
  KabDocument made = { .customer = deed->document->customer,
                       .customer_name = deed->document->customer_name,
                       .type = (char *) type,
                       .number = number,
                       .subject = deed->document->subject,
                       .date = kab_server_now (deed->server),
                       .currency = deed->document->currency,
                       .state = (char *) kab_json_get_string (rule, "state"),
                       .thing = deed->document->thing,
                       .details = details };
  gint64 sum;

  made.id = kab_documents_create (deed->server, deed->call->organisation, &made);
  sum = copy_lines (deed, made.id);
  if (sum > 0)
    kab_database_run (deed->server->database, "UPDATE documents SET amount = ? WHERE id = ?", "ll", sum,
                      made.id);
  tell (deed, &made);
  return TRUE;
}

/**
 * kab_documents_make_open:
 * @server: the server
 *
 * Lets actions make documents.
 */
void
kab_documents_make_open (KabServer *server)
{
  kab_documents_add_effect (server, "make_document", make);
}
