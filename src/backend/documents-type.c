/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-type.h"

#include "json.h"

static JsonObject *
find_by_id (JsonArray *list, const char *id)
{
  for (guint i = 0; i < kab_json_array_length (list); i++)
    {
      JsonObject *object = kab_json_array_get_object (list, i);

      if (g_strcmp0 (kab_json_get_string (object, "id"), id) == 0)
        return object;
    }
  return NULL;
}

static JsonArray *
get_types (KabOrganisation *organisation)
{
  return kab_json_get_array (kab_organisation_get_descriptor (organisation), "document_types");
}

/**
 * kab_document_type_find:
 * @organisation: an organisation
 * @type: id of a document type
 *
 * Returns: (transfer none) (nullable): the type as the descriptor tells it
 */
JsonObject *
kab_document_type_find (KabOrganisation *organisation, const char *type)
{
  return find_by_id (get_types (organisation), type);
}

/**
 * kab_document_type_get_title:
 * @organisation: an organisation
 * @type: id of a document type
 *
 * Returns: its title, or the id of a type that the descriptor no longer has
 */
const char *
kab_document_type_get_title (KabOrganisation *organisation, const char *type)
{
  const char *title = kab_json_get_string (kab_document_type_find (organisation, type), "title");

  return title != NULL ? title : type;
}

/**
 * kab_document_type_get_machine:
 * @organisation: an organisation
 * @type: id of a document type
 *
 * Returns: (transfer none) (nullable): the part of the type that no client sees
 */
JsonObject *
kab_document_type_get_machine (KabOrganisation *organisation, const char *type)
{
  return kab_json_get_object (kab_json_get_object (kab_organisation_get_server (organisation), "documents"),
                              type);
}

/**
 * kab_document_type_dup_state:
 * @organisation: an organisation
 * @type: id of a document type
 * @state: id of a state
 *
 * Returns: (transfer full): id, title and tone; a state that the descriptor no longer has keeps its id as title
 */
JsonObject *
kab_document_type_dup_state (KabOrganisation *organisation, const char *type, const char *state)
{
  JsonArray *states = kab_json_get_array (kab_document_type_find (organisation, type), "states");
  JsonObject *known = find_by_id (states, state);
  JsonObject *unknown;

  if (known != NULL)
    return kab_json_copy_object (known);
  unknown = json_object_new ();
  json_object_set_string_member (unknown, "id", state);
  json_object_set_string_member (unknown, "title", state);
  json_object_set_string_member (unknown, "tone", "neutral");
  return unknown;
}

static JsonObject *
get_state_wiring (KabOrganisation *organisation, const char *type, const char *state)
{
  JsonObject *machine = kab_document_type_get_machine (organisation, type);

  return kab_json_get_object (kab_json_get_object (machine, "states"), state);
}

/**
 * kab_document_type_is_open:
 * @organisation: an organisation
 * @type: id of a document type
 * @state: id of a state
 *
 * Returns: whether something is still to happen in this state
 */
gboolean
kab_document_type_is_open (KabOrganisation *organisation, const char *type, const char *state)
{
  return kab_json_get_boolean (get_state_wiring (organisation, type, state), "open", FALSE);
}

/**
 * kab_document_type_get_waits:
 * @organisation: an organisation
 * @type: id of a document type
 * @state: id of a state
 *
 * Returns: (nullable): "customer" or "staff", for whom a document in this state waits
 */
const char *
kab_document_type_get_waits (KabOrganisation *organisation, const char *type, const char *state)
{
  return kab_json_get_string (get_state_wiring (organisation, type, state), "waits_for");
}

/**
 * kab_document_type_find_action:
 * @organisation: an organisation
 * @type: id of a document type
 * @action: id of an action
 *
 * Returns: (transfer none) (nullable): the action
 */
JsonObject *
kab_document_type_find_action (KabOrganisation *organisation, const char *type, const char *action)
{
  JsonObject *machine = kab_document_type_get_machine (organisation, type);

  return find_by_id (kab_json_get_array (machine, "actions"), action);
}

/**
 * kab_document_type_format_number:
 * @organisation: an organisation
 * @type: id of a document type
 * @counter: what the number counts
 *
 * Returns: (transfer full): the number in the organisation's own manner
 */
char *
kab_document_type_format_number (KabOrganisation *organisation, const char *type, gint64 counter)
{
  JsonObject *number = kab_json_get_object (kab_document_type_get_machine (organisation, type), "number");
  const char *prefix = kab_json_get_string (number, "prefix");
  int digits = (int) kab_json_get_integer (number, "digits", 1);

  return g_strdup_printf ("%s%0*" G_GINT64_FORMAT, prefix != NULL ? prefix : "", digits, counter);
}

/**
 * kab_document_type_order_types:
 * @organisation: an organisation
 *
 * Returns: (transfer full): the ids of the types as a JSON array, in the order of their titles
 */
char *
kab_document_type_order_types (KabOrganisation *organisation)
{
  JsonArray *types = get_types (organisation);
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonArray *ordered = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (types); i++)
    g_ptr_array_add (titles, (gpointer) kab_json_get_string (kab_json_array_get_object (types, i), "title"));
  g_ptr_array_sort_values (titles, (GCompareFunc) g_utf8_collate);
  for (guint t = 0; t < titles->len; t++)
    for (guint i = 0; i < kab_json_array_length (types); i++)
      {
        JsonObject *type = kab_json_array_get_object (types, i);

        if (kab_json_get_string (type, "title") == g_ptr_array_index (titles, t))
          json_array_add_string_element (ordered, kab_json_get_string (type, "id"));
      }
  node = kab_json_take_array (ordered);
  return kab_json_to_text (node);
}

/**
 * kab_document_type_order_states:
 * @organisation: an organisation
 *
 * Returns: (transfer full): the ids of the states as a JSON array, in the order in which documents pass them
 */
char *
kab_document_type_order_states (KabOrganisation *organisation)
{
  JsonArray *types = get_types (organisation);
  JsonArray *ordered = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < kab_json_array_length (types); i++)
    {
      JsonArray *states = kab_json_get_array (kab_json_array_get_object (types, i), "states");

      for (guint s = 0; s < kab_json_array_length (states); s++)
        {
          const char *id = kab_json_get_string (kab_json_array_get_object (states, s), "id");

          if (id != NULL && !kab_json_array_has_string (ordered, id))
            json_array_add_string_element (ordered, id);
        }
    }
  node = kab_json_take_array (ordered);
  return kab_json_to_text (node);
}
