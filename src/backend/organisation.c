/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "organisation.h"

#include <gio/gio.h>

#include "json.h"

struct _KabOrganisation
{
  JsonObject *descriptor; /* the whole file */
  JsonNode *public_part;  /* what clients may see of it */
  char *etag;
  GTimeZone *zone;
};

static const char *const reserved_ids[] = { "organisations", "health", "demo", NULL };

static gboolean
refuse (const char *path, GError **error, const char *why)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", path, why);
  return FALSE;
}

static gboolean
check (JsonObject *descriptor, const char *path, GError **error)
{
  static const char *const texts[] = { "id", "version", "name", "time_zone", NULL };
  const char *id = kab_json_get_string (descriptor, "id");

  for (int i = 0; texts[i] != NULL; i++)
    if (kab_json_get_string (descriptor, texts[i]) == NULL)
      {
        g_autofree char *why = g_strdup_printf ("“%s” is missing or no text", texts[i]);

        return refuse (path, error, why);
      }
  if (g_strv_contains (reserved_ids, id) || !g_regex_match_simple ("^[a-z0-9][a-z0-9-]{0,39}$", id, 0, 0))
    return refuse (path, error, "“id” must be 1 to 40 of a-z, 0-9 and -, and no reserved word");
  return TRUE;
}

/* Legal texts go out with the digest that a consent must repeat. */
static JsonNode *
build_legal (JsonArray *texts)
{
  JsonArray *built = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (texts); i++)
    {
      JsonObject *text = kab_json_copy_object (json_array_get_object_element (texts, i));
      const char *words = kab_json_get_string (text, "text");
      g_autofree char *digest
          = g_compute_checksum_for_string (G_CHECKSUM_SHA256, words != NULL ? words : "", -1);

      json_object_set_string_member (text, "sha256", digest);
      json_array_add_object_element (built, text);
    }
  return kab_json_take_array (built);
}

static JsonObject *
build_flow (JsonObject *flow)
{
  JsonObject *built = kab_json_copy_object (flow);
  JsonArray *steps = kab_json_get_array (flow, "steps");
  JsonArray *summaries = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (steps); i++)
    {
      JsonObject *step = kab_json_array_get_object (steps, i);
      JsonObject *summary = json_object_new ();

      kab_json_copy_member (step, summary, "id");
      kab_json_copy_member (step, summary, "kind");
      kab_json_copy_member (step, summary, "title");
      json_array_add_object_element (summaries, summary);
    }
  json_object_set_array_member (built, "steps", summaries);
  return built;
}

static JsonNode *
build_flows (JsonObject *flows)
{
  JsonObject *built = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (flows);

  for (GList *link = names; link != NULL; link = link->next)
    {
      JsonObject *flow = kab_json_get_object (flows, link->data);

      if (flow != NULL)
        json_object_set_object_member (built, link->data, build_flow (flow));
    }
  return kab_json_take_object (built);
}

static JsonNode *
build_public (JsonObject *descriptor)
{
  JsonObject *built = kab_json_copy_object (descriptor);
  JsonObject *flows = kab_json_get_object (descriptor, "flows");

  json_object_remove_member (built, "server");
  json_object_set_member (built, "legal", build_legal (kab_json_get_array (descriptor, "legal")));
  if (flows != NULL)
    json_object_set_member (built, "flows", build_flows (flows));
  return kab_json_take_object (built);
}

static gboolean
check_legal (JsonObject *descriptor, const char *path, GError **error)
{
  JsonArray *texts = kab_json_get_array (descriptor, "legal");

  for (guint i = 0; i < kab_json_array_length (texts); i++)
    {
      JsonObject *text = kab_json_array_get_object (texts, i);

      if (kab_json_get_string (text, "id") == NULL || kab_json_get_string (text, "version") == NULL
          || kab_json_get_string (text, "text") == NULL)
        return refuse (path, error, "a legal text lacks “id”, “version” or “text”");
    }
  return TRUE;
}

static KabOrganisation *
build (JsonObject *descriptor, const char *path, GError **error)
{
  g_autoptr (KabOrganisation) self = g_new0 (KabOrganisation, 1);
  g_autofree char *text = NULL;
  g_autofree char *digest = NULL;

  self->descriptor = json_object_ref (descriptor);
  self->zone = g_time_zone_new_identifier (kab_json_get_string (descriptor, "time_zone"));
  if (self->zone == NULL)
    {
      refuse (path, error, "“time_zone” is not known here");
      return NULL;
    }
  self->public_part = build_public (descriptor);
  text = kab_json_to_text (self->public_part);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  digest[32] = '\0';
  self->etag = g_strdup_printf ("\"%s\"", digest);
  return g_steal_pointer (&self);
}

/**
 * kab_organisation_load:
 * @path: a descriptor file
 * @error: return location for what is wrong with it
 *
 * Returns: (transfer full) (nullable): the organisation
 */
KabOrganisation *
kab_organisation_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  root = kab_json_parse (text, length, error);
  if (root == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      refuse (path, error, "no object");
      return NULL;
    }
  if (!check (json_node_get_object (root), path, error)
      || !check_legal (json_node_get_object (root), path, error))
    return NULL;
  return build (json_node_get_object (root), path, error);
}

/**
 * kab_organisation_free:
 * @self: (transfer full): an organisation
 */
void
kab_organisation_free (KabOrganisation *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->descriptor, json_object_unref);
  g_clear_pointer (&self->public_part, json_node_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->etag);
  g_free (self);
}

/**
 * kab_organisation_get_id:
 * @self: an organisation
 *
 * Returns: its id, the first part of every path
 */
const char *
kab_organisation_get_id (KabOrganisation *self)
{
  return kab_json_get_string (self->descriptor, "id");
}

/**
 * kab_organisation_get_name:
 * @self: an organisation
 *
 * Returns: its name for people
 */
const char *
kab_organisation_get_name (KabOrganisation *self)
{
  return kab_json_get_string (self->descriptor, "name");
}

/**
 * kab_organisation_get_descriptor:
 * @self: an organisation
 *
 * Returns: (transfer none): the whole file
 */
JsonObject *
kab_organisation_get_descriptor (KabOrganisation *self)
{
  return self->descriptor;
}

/**
 * kab_organisation_get_server:
 * @self: an organisation
 *
 * Returns: (transfer none) (nullable): the file's part that no client sees
 */
JsonObject *
kab_organisation_get_server (KabOrganisation *self)
{
  return kab_json_get_object (self->descriptor, "server");
}

/**
 * kab_organisation_get_flow:
 * @self: an organisation
 * @flow: "registration", "recovery", "link_account"
 *
 * Returns: (transfer none) (nullable): the flow with its complete steps
 */
JsonObject *
kab_organisation_get_flow (KabOrganisation *self, const char *flow)
{
  return kab_json_get_object (kab_json_get_object (self->descriptor, "flows"), flow);
}

/**
 * kab_organisation_get_flow_wiring:
 * @self: an organisation
 * @flow: name of a flow
 *
 * Returns: (transfer none) (nullable): what the server does with the flow's values
 */
JsonObject *
kab_organisation_get_flow_wiring (KabOrganisation *self, const char *flow)
{
  return kab_json_get_object (kab_json_get_object (kab_organisation_get_server (self), "flows"), flow);
}

/**
 * kab_organisation_get_legal_text:
 * @self: an organisation
 * @id: id of a legal text
 *
 * Returns: (transfer none) (nullable): the text with its version and sha256
 */
JsonObject *
kab_organisation_get_legal_text (KabOrganisation *self, const char *id)
{
  JsonArray *texts = kab_json_get_array (json_node_get_object (self->public_part), "legal");

  for (guint i = 0; i < kab_json_array_length (texts); i++)
    {
      JsonObject *text = kab_json_array_get_object (texts, i);

      if (g_strcmp0 (kab_json_get_string (text, "id"), id) == 0)
        return text;
    }
  return NULL;
}

/**
 * kab_organisation_get_language:
 * @self: an organisation
 *
 * Returns: the first of its languages
 */
const char *
kab_organisation_get_language (KabOrganisation *self)
{
  JsonArray *languages = kab_json_get_array (self->descriptor, "languages");
  const char *language
      = kab_json_array_length (languages) > 0 ? kab_json_array_get_string (languages, 0) : NULL;

  return language != NULL ? language : "ru";
}

/**
 * kab_organisation_get_public:
 * @self: an organisation
 *
 * Returns: (transfer none): the descriptor as clients see it
 */
JsonNode *
kab_organisation_get_public (KabOrganisation *self)
{
  return self->public_part;
}

/**
 * kab_organisation_get_etag:
 * @self: an organisation
 *
 * Returns: the entity tag of the public descriptor
 */
const char *
kab_organisation_get_etag (KabOrganisation *self)
{
  return self->etag;
}

/**
 * kab_organisation_dup_entry:
 * @self: an organisation
 *
 * Returns: (transfer full): its line in the directory
 */
JsonObject *
kab_organisation_dup_entry (KabOrganisation *self)
{
  static const char *const members[]
      = { "id", "name", "short_name", "kind", "city", "site", "palette", "version", NULL };
  JsonObject *entry = json_object_new ();

  for (int i = 0; members[i] != NULL; i++)
    kab_json_copy_member (self->descriptor, entry, members[i]);
  return entry;
}

/**
 * kab_organisation_to_local:
 * @self: an organisation
 * @time: seconds since 1970
 *
 * Returns: (transfer full): the moment in the organisation's own zone
 */
GDateTime *
kab_organisation_to_local (KabOrganisation *self, gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);

  return g_date_time_to_timezone (utc, self->zone);
}

/**
 * kab_organisation_format_time:
 * @self: an organisation
 * @time: seconds since 1970
 *
 * Returns: (transfer full): ISO 8601 with the organisation's offset
 */
char *
kab_organisation_format_time (KabOrganisation *self, gint64 time)
{
  g_autoptr (GDateTime) local = kab_organisation_to_local (self, time);

  return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z");
}
