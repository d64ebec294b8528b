/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "flow-check.h"

#include "fields.h"
#include "flow-hooks.h"
#include "flow-steps.h"
#include "json.h"

/* Where in the file the eye is now, for the message. */
typedef struct
{
  KabServer *server;
  KabOrganisation *organisation;
  const char *flow;
  const char *step;
  JsonObject *definition;
  JsonObject *wiring;
  GError **error;
} Check;

static gboolean G_GNUC_PRINTF (2, 3) refuse (const Check *check, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (check->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s, flow “%s”%s%s: %s",
               kab_organisation_get_id (check->organisation), check->flow,
               check->step != NULL ? ", step " : "", check->step != NULL ? check->step : "", why);
  return FALSE;
}

static JsonArray *
get_steps (const Check *check)
{
  return kab_json_get_array (check->definition, "steps");
}

/* A name, or a list of names, of fields that some form of the flow has. */
static gboolean
check_names (const Check *check, const char *what, JsonNode *names)
{
  g_autoptr (JsonArray) list = NULL;

  if (names != NULL && JSON_NODE_HOLDS_ARRAY (names))
    {
      list = json_array_ref (json_node_get_array (names));
    }
  else
    {
      list = json_array_new ();
      if (names != NULL)
        json_array_add_element (list, json_node_copy (names));
    }
  if (json_array_get_length (list) == 0)
    return refuse (check, "“%s” names no field", what);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      const char *name = kab_json_array_get_string (list, i);

      if (name == NULL || kab_steps_find_field (check->definition, name, NULL) == NULL)
        return refuse (check, "“%s” names the field “%s”, which no form asks for", what,
                       name != NULL ? name : "?");
    }
  return TRUE;
}

static gboolean
check_form_named (const Check *check, const char *what, const char *id)
{
  return kab_step_is (kab_steps_find (check->definition, id), "form")
         || refuse (check, "“%s” names “%s”, which is no form", what, id);
}

static gboolean
check_field (const Check *check, JsonArray *fields, JsonObject *field)
{
  const char *name = kab_json_get_string (field, "name");
  const char *pattern = kab_json_get_string (field, "pattern");
  const char *repeat_of = kab_json_get_string (field, "repeat_of");
  const char *document = kab_json_get_string (field, "document");
  const char *kind = kab_json_get_string (field, "kind");
  JsonObject *when = kab_json_get_object (field, "when");
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GRegex) regex = NULL;

  if (name == NULL || kind == NULL)
    return refuse (check, "a field lacks “name” or “kind”");
  if (kab_fields_find (fields, name) != field)
    return refuse (check, "the field “%s” is there twice", name);
  if (pattern != NULL && (regex = g_regex_new (pattern, 0, 0, &wrong)) == NULL)
    return refuse (check, "the pattern of “%s”: %s", name, wrong->message);
  if (repeat_of != NULL && kab_fields_find (fields, repeat_of) == NULL)
    return refuse (check, "“%s” repeats “%s”, which is not beside it", name, repeat_of);
  if (g_str_equal (kind, "consent")
      && kab_organisation_get_legal_text (check->organisation, document) == NULL)
    return refuse (check, "“%s” is a consent to “%s”, which is no legal text", name,
                   document != NULL ? document : "?");
  return when == NULL || check_names (check, "when", json_object_get_member (when, "field"));
}

static gboolean
check_form (const Check *check, JsonObject *step)
{
  JsonArray *fields = kab_json_get_array (step, "fields");

  for (guint i = 0; i < kab_json_array_length (fields); i++)
    if (!check_field (check, fields, kab_json_array_get_object (fields, i)))
      return FALSE;
  return TRUE;
}

static gboolean
check_challenge (const Check *check, JsonObject *step)
{
  const char *channel = kab_json_get_string (step, "channel");
  const char *text = kab_json_get_string (kab_json_get_object (step, "message"), "text");
  gint64 length = kab_json_get_integer (step, "length", 6);

  if (g_strcmp0 (channel, "sms") != 0 && g_strcmp0 (channel, "email") != 0)
    return refuse (check, "“channel” must be “sms” or “email”");
  if (length < 4 || length > 8)
    return refuse (check, "“length” must be from 4 to 8");
  if (text == NULL || (strstr (text, "{code}") == NULL && strstr (text, "{link}") == NULL))
    return refuse (check, "“message” has no text with {code} or {link}");
  return check_names (check, "to", json_object_get_member (step, "to"));
}

static gboolean
check_review (const Check *check, JsonObject *step)
{
  return kab_steps_find_kind (check->definition, "rejected") != NULL
         || refuse (check, "a review needs a step of kind “rejected” to go to");
}

static gboolean
check_nothing (const Check *check, JsonObject *step)
{
  return TRUE;
}

static const struct
{
  const char *kind;
  gboolean (*check) (const Check *check, JsonObject *step);
} kinds[] = {
  { "form", check_form },     { "code", check_challenge }, { "email_link", check_challenge },
  { "review", check_review }, { "done", check_nothing },   { "rejected", check_nothing },
};

static gboolean
check_step (Check *check, JsonObject *step)
{
  const char *back = kab_json_get_string (step, "back_to");
  const char *kind = kab_json_get_string (step, "kind");
  JsonObject *when = kab_json_get_object (step, "when");

  check->step = kab_step_get_id (step);
  if (check->step == NULL || kind == NULL || kab_json_get_string (step, "title") == NULL)
    return refuse (check, "a step lacks “id”, “kind” or “title”");
  if (kab_steps_find (check->definition, check->step) != step)
    return refuse (check, "the step is there twice");
  if (back != NULL && !check_form_named (check, "back_to", back))
    return FALSE;
  if (when != NULL && !check_names (check, "when", json_object_get_member (when, "field")))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return kinds[i].check (check, step);
  return refuse (check, "this server knows no step of kind “%s”", kind);
}

/* The values of a map are names of fields. */
static gboolean
check_map (const Check *check, const char *member)
{
  JsonObject *map = kab_json_get_object (check->wiring, member);
  g_autoptr (GList) names = map != NULL ? json_object_get_members (map) : NULL;

  for (GList *link = names; link != NULL; link = link->next)
    if (!check_names (check, member, json_object_get_member (map, link->data)))
      return FALSE;
  return TRUE;
}

static gboolean
check_wiring (Check *check)
{
  JsonNode *identify = json_object_get_member (check->wiring, "identify");
  JsonNode *password_to = json_object_get_member (check->wiring, "password_to");
  g_autofree char *unknown = NULL;

  check->step = NULL;
  if (kab_json_get_array (check->wiring, "on_done") == NULL)
    return refuse (check, "“server” says nothing of what is done at its end");
  if (!kab_flow_hooks_know (check->server, check->definition, check->wiring, &unknown))
    return refuse (check, "“%s” is not known to this server", unknown);
  if (identify != NULL && !check_names (check, "identify", identify))
    return FALSE;
  if (password_to != NULL && !check_names (check, "password_to", password_to))
    return FALSE;
  return check_map (check, "login") && check_map (check, "person");
}

static gboolean
check_flow (Check *check)
{
  guint length = kab_json_array_length (get_steps (check));
  JsonObject *first = length > 0 ? kab_json_array_get_object (get_steps (check), 0) : NULL;

  check->step = NULL;
  if (!kab_step_is (first, "form"))
    return refuse (check, "the first step must be a form");
  if (kab_steps_find_kind (check->definition, "done") == NULL)
    return refuse (check, "there is no step of kind “done”");
  for (guint i = 0; i < length; i++)
    if (!check_step (check, kab_json_array_get_object (get_steps (check), i)))
      return FALSE;
  return check_wiring (check);
}

/**
 * kab_flow_check_organisation:
 * @server: the server, when all parts have registered their hooks
 * @organisation: an organisation
 * @error: return location for what is wrong, with the place
 *
 * Returns: whether people can be led through its flows to the end
 */
gboolean
kab_flow_check_organisation (KabServer *server, KabOrganisation *organisation, GError **error)
{
  JsonObject *flows = kab_json_get_object (kab_organisation_get_descriptor (organisation), "flows");
  g_autoptr (GList) names = flows != NULL ? json_object_get_members (flows) : NULL;

  for (GList *link = names; link != NULL; link = link->next)
    {
      Check check = { .server = server,
                      .organisation = organisation,
                      .flow = link->data,
                      .definition = kab_json_get_object (flows, link->data),
                      .wiring = kab_organisation_get_flow_wiring (organisation, link->data),
                      .error = error };

      if (check.definition == NULL || check.wiring == NULL)
        return refuse (&check, "it is no object, or “server” has no wiring for it");
      if (!check_flow (&check))
        return FALSE;
    }
  return TRUE;
}
