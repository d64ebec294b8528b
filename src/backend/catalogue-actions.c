/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "catalogue-actions.h"

#include "catalogue-search.h"
#include "documents-store.h"
#include "fields.h"
#include "json.h"
#include "watches.h"

/* The descriptor says what an action is called and asks for; here is what it does. */
typedef gboolean (*Effect) (KabServer *server, KabCall *call, KabCatalogueItem *item, JsonObject *values);

static JsonArray *
get_known (KabCall *call)
{
  return kab_json_get_array (kab_catalogue_get_wiring (call->organisation), "actions");
}

static JsonObject *
find_action (KabCall *call, const char *id)
{
  JsonArray *known = get_known (call);

  for (guint i = 0; i < kab_json_array_length (known); i++)
    {
      JsonObject *action = kab_json_array_get_object (known, i);

      if (g_strcmp0 (kab_json_get_string (action, "id"), id) == 0)
        return action;
    }
  return NULL;
}

/* What goes out of sale can come back, and the other way round. */
static gboolean
is_allowed (JsonObject *action, const KabCatalogueItem *item)
{
  const char *effect = kab_json_get_string (action, "effect");

  if (g_strcmp0 (effect, "restore") == 0)
    return item->gone;
  return g_strcmp0 (effect, "withdraw") != 0 || !item->gone;
}

/* The fields come with what the item has now. */
static JsonArray *
dup_fields (JsonObject *action, const KabCatalogueItem *item)
{
  JsonArray *known = kab_json_get_array (action, "fields");
  JsonArray *fields = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (known); i++)
    {
      JsonObject *field = kab_json_copy_object (kab_json_array_get_object (known, i));
      const char *name = kab_json_get_string (field, "name");

      if (g_strcmp0 (name, "title") == 0)
        json_object_set_string_member (field, "default", item->title);
      else if (g_strcmp0 (name, "maker") == 0)
        json_object_set_string_member (field, "default", item->maker);
      if (g_strcmp0 (kab_json_get_string (field, "kind"), "money") == 0)
        json_object_set_string_member (field, "currency", item->currency);
      json_array_add_object_element (fields, field);
    }
  return fields;
}

/**
 * kab_catalogue_build_actions:
 * @call: the call that is answered
 * @item: an item
 *
 * Returns: (transfer full): what this person may do with the item now; nothing for a customer
 */
JsonArray *
kab_catalogue_build_actions (KabCall *call, const KabCatalogueItem *item)
{
  JsonArray *known = get_known (call);
  JsonArray *actions = json_array_new ();

  for (guint i = 0; kab_person_is_staff (call->person) && i < kab_json_array_length (known); i++)
    {
      JsonObject *action = kab_json_array_get_object (known, i);
      JsonObject *built;

      if (!is_allowed (action, item))
        continue;
      built = json_object_new ();
      kab_json_copy_member (action, built, "id");
      kab_json_copy_member (action, built, "title");
      kab_json_copy_member (action, built, "tone");
      kab_json_copy_member (action, built, "confirm");
      json_object_set_boolean_member (built, "allowed", TRUE);
      json_object_set_array_member (built, "fields", dup_fields (action, item));
      json_array_add_object_element (actions, built);
    }
  return actions;
}

static gboolean
set_price (KabServer *server, KabCall *call, KabCatalogueItem *item, JsonObject *values)
{
  gint64 before = item->price;

  item->price = kab_json_get_integer (kab_json_get_object (values, "price"), "minor", item->price);
  if (!kab_catalogue_save (server, item))
    return FALSE;
  if (item->price != before)
    {
      kab_catalogue_note_price (server, item->id, kab_server_now (server), item->price);
      kab_watches_tell (server, call->organisation, item);
    }
  return TRUE;
}

static gint64
get_whole (JsonObject *values, const char *name, gint64 otherwise)
{
  JsonNode *node = json_object_get_member (values, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? (gint64) json_node_get_double (node) : otherwise;
}

static gboolean
set_stock (KabServer *server, KabCall *call, KabCatalogueItem *item, JsonObject *values)
{
  item->stock = get_whole (values, "stock", item->stock);
  item->lead = get_whole (values, "lead", -1);
  return kab_catalogue_save (server, item);
}

static gboolean
set_data (KabServer *server, KabCall *call, KabCatalogueItem *item, JsonObject *values)
{
  const char *title = kab_json_get_string (values, "title");
  const char *maker = kab_json_get_string (values, "maker");

  if (title != NULL)
    g_set_str (&item->title, title);
  if (maker != NULL)
    g_set_str (&item->maker, maker);
  return kab_catalogue_save (server, item);
}

static gboolean
withdraw (KabServer *server, KabCall *call, KabCatalogueItem *item, JsonObject *values)
{
  item->gone = TRUE;
  return kab_catalogue_save (server, item);
}

static gboolean
restore (KabServer *server, KabCall *call, KabCatalogueItem *item, JsonObject *values)
{
  item->gone = FALSE;
  return kab_catalogue_save (server, item);
}

static const struct
{
  const char *name;
  Effect effect;
} effects[] = {
  { "price", set_price },   { "stock", set_stock }, { "data", set_data },
  { "withdraw", withdraw }, { "restore", restore },
};

static Effect
find_effect (JsonObject *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (effects); i++)
    if (g_strcmp0 (effects[i].name, kab_json_get_string (action, "effect")) == 0)
      return effects[i].effect;
  return NULL;
}

/**
 * kab_catalogue_act:
 * @server: the server
 * @call: a call of somebody of the staff
 * @item: the item as it is now
 * @action: id of an action
 *
 * Does what was asked for, or answers the call with the problem.
 *
 * Returns: whether it was done
 */
gboolean
kab_catalogue_act (KabServer *server, KabCall *call, KabCatalogueItem *item, const char *action)
{
  JsonObject *known = find_action (call, action);
  Effect effect = find_effect (known);
  JsonObject *given = kab_json_get_object (kab_call_get_body (call), "values");
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autoptr (JsonObject) none = json_object_new ();
  g_autoptr (JsonObject) values = NULL;
  g_autoptr (JsonArray) fields = NULL;

  if (effect == NULL || !is_allowed (known, item))
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return FALSE;
    }
  fields = dup_fields (known, item);
  values = kab_fields_check (call->organisation, fields, given != NULL ? given : none, NULL, errors);
  if (!kab_field_errors_is_empty (errors))
    {
      kab_call_reply_field_errors (call, errors);
      return FALSE;
    }
  if (!effect (server, call, item, values))
    {
      kab_call_reply_problem (call, "precondition-failed", NULL);
      return FALSE;
    }
  kab_catalogue_index (server, kab_documents_find_organisation (server, call->organisation), item->id);
  kab_catalogue_windows_invalidate (server->catalogue);
  return TRUE;
}
