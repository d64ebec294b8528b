/* kab-stage-server.c: a server that has the organisations of the source tree, and signs in as it is told. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-stage-server.h"

#include "kab-stage.h"
#include "kab-test.h"

static const char *const organisations[]
    = { "autodoc", "east-motors", "priozernaya", "santrek", "spetsavto" };

static JsonNode *
read_organisation (const char *id)
{
  g_autofree char *path = g_strdup_printf ("data/organisations/%s.json", id);

  if (g_str_equal (id, "example-org"))
    return kab_stage_read ("tests/form/organisation.json");
  return kab_stage_read (path);
}

/* As the server sends it: the flows say what steps they have, no more. */
static void
strip_flow (JsonObject *flows, const char *name, JsonNode *node, gpointer data)
{
  JsonArray *steps = json_object_get_array_member (json_node_get_object (node), "steps");

  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);
      g_autoptr (GList) members = json_object_get_members (step);

      for (GList *l = members; l != NULL; l = l->next)
        if (!g_str_equal (l->data, "id") && !g_str_equal (l->data, "kind") && !g_str_equal (l->data, "title"))
          json_object_remove_member (step, l->data);
    }
}

static char *
dup_descriptor (const char *id)
{
  g_autoptr (JsonNode) file = read_organisation (id);
  g_autoptr (KabDescriptor) descriptor = kab_stage_descriptor (file);
  g_autoptr (JsonNode) node = kab_record_encode (descriptor);

  json_object_foreach_member (json_object_get_object_member (json_node_get_object (node), "flows"),
                              strip_flow, NULL);
  return json_to_string (node, FALSE);
}

static char *
dup_directory (void)
{
  static const char *const members[]
      = { "id", "name", "short_name", "kind", "city", "site", "palette", "version" };
  g_autoptr (JsonNode) root = kab_stage_parse ("{\"items\":[]}");
  JsonArray *items = json_object_get_array_member (json_node_get_object (root), "items");

  for (guint i = 0; i < G_N_ELEMENTS (organisations); i++)
    {
      g_autoptr (JsonNode) file = read_organisation (organisations[i]);
      JsonObject *entry = json_object_new ();

      for (guint j = 0; j < G_N_ELEMENTS (members); j++)
        if (json_object_has_member (json_node_get_object (file), members[j]))
          json_object_set_member (entry, members[j],
                                  json_object_dup_member (json_node_get_object (file), members[j]));
      json_array_add_object_element (items, entry);
    }
  return json_to_string (root, FALSE);
}

static void
answer_sign_in (KabStageServer *self, SoupServerMessage *message)
{
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));

  g_free (self->sign_in_request);
  self->sign_in_request = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (self->hold_sign_in)
    {
      soup_server_message_pause (message);
      self->held = g_object_ref (message);
      return;
    }
  kab_test_server_reply (message, self->sign_in_status,
                         self->sign_in_status == 201 ? JSON_TYPE : PROBLEM_TYPE, self->sign_in_body);
}

static void
answer_password (KabStageServer *self, SoupServerMessage *message)
{
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));

  g_free (self->password_request);
  self->password_request = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (self->password_problem != NULL)
    kab_test_server_reply (message, 422, PROBLEM_TYPE, self->password_problem);
  else
    kab_test_server_reply (message, 204, NULL, NULL);
}

static void
answer (SoupServerMessage *message, guint number, gpointer data)
{
  KabStageServer *self = data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_auto (GStrv) parts = g_strsplit (path + 1, "/", 0);
  g_autofree char *body = NULL;

  if (g_str_equal (path, "/organisations") && self->directory_status == 200)
    body = dup_directory ();
  else if (g_str_equal (path, "/organisations"))
    kab_test_server_reply (message, self->directory_status, PROBLEM_TYPE, PROBLEM ("internal", 500));
  else if (g_strv_length (parts) == 1 && g_str_equal (parts[0], "missing"))
    kab_test_server_reply (message, 404, PROBLEM_TYPE, PROBLEM ("not-found", 404));
  else if (g_strv_length (parts) == 1)
    body = dup_descriptor (parts[0]);
  else if (g_strcmp0 (parts[1], "sessions") == 0)
    answer_sign_in (self, message);
  else if (g_strcmp0 (parts[1], "password") == 0)
    answer_password (self, message);
  else
    kab_test_server_reply (message, 404, PROBLEM_TYPE, PROBLEM ("not-found", 404));
  if (body != NULL)
    kab_test_server_reply (message, 200, JSON_TYPE, body);
}

KabStageServer *
kab_stage_server_new (void)
{
  KabStageServer *self = g_new0 (KabStageServer, 1);

  self->server = kab_test_server_new ();
  self->directory_status = 200;
  self->sign_in_status = 201;
  self->sign_in_body
      = "{\"access_token\":\"a1\",\"expires_in\":600,\"refresh_token\":\"r1\",\"session_id\":\"s1\","
        "\"person\":{\"id\":\"5\",\"login\":\"anna@example.org\",\"name\":\"Анна\",\"role\":\"customer\"}}";
  kab_test_server_set_handler (self->server, answer, self);
  self->dir = kab_test_make_dir ();
  self->net = kab_net_new ();
  self->secrets = kab_memory_secret_store_new ();
  self->cabinets = kab_cabinets_new (self->net, KAB_SECRET_STORE (self->secrets), self->dir);
  return self;
}

/* Answers what was held. */
void
kab_stage_server_release (KabStageServer *self)
{
  SoupServerMessage *message = g_steal_pointer (&self->held);

  self->hold_sign_in = FALSE;
  g_assert_nonnull (message);
  kab_test_server_reply (message, self->sign_in_status,
                         self->sign_in_status == 201 ? JSON_TYPE : PROBLEM_TYPE, self->sign_in_body);
  soup_server_message_unpause (message);
  g_object_unref (message);
}

const char *
kab_stage_server_get_origin (KabStageServer *self)
{
  return kab_test_server_get_origin (self->server);
}

void
kab_stage_server_free (KabStageServer *self)
{
  g_clear_object (&self->cabinets);
  g_clear_object (&self->secrets);
  g_clear_object (&self->net);
  kab_test_server_free (self->server);
  kab_test_remove_dir (self->dir);
  g_free (self->dir);
  g_free (self->sign_in_request);
  g_free (self->password_request);
  g_free (self);
}
