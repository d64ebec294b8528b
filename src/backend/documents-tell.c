/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-tell.h"

#include "delivery.h"
#include "json.h"
#include "template.h"
#include "values.h"

/**
 * kab_documents_tell:
 * @deed: an action that was done
 * @fields: (nullable): the fields of its form
 *
 * Sends the action's message, if it has one, to where the customer can be reached: {number} of the document and
 * the values of the form stand in it. Who has no such address reads it in the cabinet alone.
 */
void
kab_documents_tell (const KabDeed *deed, JsonArray *fields)
{
  JsonObject *message = kab_json_get_object (deed->action, "message");
  const char *channel = kab_json_get_string (message, "channel");
  g_autofree char *text = NULL;
  g_autofree char *expanded = NULL;
  g_autofree char *to = NULL;

  if (message == NULL)
    return;
  to = kab_database_select_text (deed->server->database,
                                 g_str_equal (channel, "sms")
                                     ? "SELECT ifnull (p.phone, c.phone) FROM customers c LEFT JOIN persons p"
                                       " ON p.id = c.person WHERE c.id = ?"
                                     : "SELECT ifnull (p.email, c.email) FROM customers c LEFT JOIN persons p"
                                       " ON p.id = c.person WHERE c.id = ?",
                                 "l", deed->document->customer);
  if (to == NULL)
    return;
  text = kab_template_fill (kab_json_get_string (message, "text"), "number", deed->document->number, NULL);
  expanded = kab_values_expand (text, fields, deed->values);
  kab_delivery_send (deed->server, deed->call->organisation,
                     &(KabLetter) { .channel = channel,
                                    .to = to,
                                    .subject = kab_json_get_string (message, "subject"),
                                    .text = expanded });
}
