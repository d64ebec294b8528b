/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-fake-service.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Answers @message with @body. */
void
kab_fake_reply (SoupServerMessage *message, guint status, const char *type, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

/* Answers @message with problem details. */
void
kab_fake_reply_problem (SoupServerMessage *message, guint status, const char *name)
{
  g_autofree char *body = g_strdup_printf (
      "{\"type\":\"urn:kabinet:problem:%s\",\"title\":\"T\",\"status\":%u,\"detail\":\"D\","
      "\"reason\":\"unpaid\"}",
      name, status);

  kab_fake_reply (message, status, "application/problem+json", body);
}

static void
reply_tokens (KabFakeService *self, SoupServerMessage *message, guint status)
{
  g_autofree char *access = g_strdup_printf ("a_c4n4ry-%u", self->n_tokens);
  g_autofree char *body = g_strdup_printf (
      "{\"access_token\":\"%s\",\"expires_in\":600,\"refresh_token\":\"%s\",\"session_id\":\"12\","
      "\"person\":{\"id\":\"5\",\"login\":\"" KAB_FAKE_LOGIN "\",\"name\":\"Ева\",\"role\":\"customer\","
      "\"must_change_password\":false}}",
      access, self->refresh);

  g_hash_table_add (self->access, g_steal_pointer (&access));
  kab_fake_reply (message, status, "application/json", body);
}

static void
make_tokens (KabFakeService *self)
{
  g_free (self->spent);
  self->spent = self->refresh;
  self->refresh = g_strdup_printf ("r_c4n4ry-%u", ++self->n_tokens);
}

static char *
read_member (SoupServerMessage *message, const char *member)
{
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;

  g_assert_true (
      json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  object = json_node_get_object (json_parser_get_root (parser));
  return g_strdup (json_object_get_string_member_with_default (object, member, NULL));
}

static void
sign_in (KabFakeService *self, SoupServerMessage *message)
{
  g_autofree char *login = read_member (message, "login");
  g_autofree char *password = read_member (message, "password");
  g_autofree char *ticket = read_member (message, "ticket");
  gboolean right = ticket != NULL
                       ? g_str_equal (ticket, KAB_FAKE_TICKET)
                       : g_strcmp0 (login, KAB_FAKE_LOGIN) == 0 && g_strcmp0 (password, self->password) == 0;

  self->n_sign_ins++;
  if (self->blocked)
    kab_fake_reply_problem (message, 403, "blocked");
  else if (!right)
    kab_fake_reply_problem (message, 401, "wrong-credentials");
  else
    {
      self->revoked = FALSE;
      make_tokens (self);
      g_clear_pointer (&self->spent, g_free);
      reply_tokens (self, message, 201);
    }
}

static void
refresh (KabFakeService *self, SoupServerMessage *message)
{
  g_autofree char *token = read_member (message, "refresh_token");

  self->n_refreshes++;
  if (self->refuse_refresh != 0)
    kab_fake_reply_problem (message, self->refuse_refresh,
                            self->refuse_refresh >= 500 ? "internal" : "unauthorized");
  else if (self->blocked)
    kab_fake_reply_problem (message, 403, "blocked");
  else if (!self->revoked && g_strcmp0 (token, self->refresh) == 0)
    {
      make_tokens (self);
      reply_tokens (self, message, 200);
    }
  else if (!self->revoked && self->grace && g_strcmp0 (token, self->spent) == 0)
    reply_tokens (self, message, 200);
  else
    {
      /* A token that is used twice: whoever has it, the family ends. */
      self->revoked = TRUE;
      g_hash_table_remove_all (self->access);
      kab_fake_reply_problem (message, 401, "unauthorized");
    }
}

static gboolean
is_authorized (KabFakeService *self, SoupServerMessage *message)
{
  const char *value
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");

  return !self->deaf && value != NULL && g_str_has_prefix (value, "Bearer ")
         && g_hash_table_contains (self->access, value + strlen ("Bearer "));
}

static void
answer (KabFakeService *self, SoupServerMessage *message, const char *path)
{
  if (g_str_equal (path, "/" KAB_FAKE_ORGANISATION))
    kab_fake_reply (message, 200, "application/json", self->descriptor);
  else if (g_str_equal (path, "/" KAB_FAKE_ORGANISATION "/sessions"))
    sign_in (self, message);
  else if (g_str_equal (path, "/" KAB_FAKE_ORGANISATION "/sessions/refresh"))
    refresh (self, message);
  else if (!is_authorized (self, message))
    kab_fake_reply_problem (message, 401, "unauthorized");
  else if (g_str_equal (path, "/" KAB_FAKE_ORGANISATION "/sessions/current"))
    {
      self->n_revokes++;
      self->revoked = TRUE;
      g_hash_table_remove_all (self->access);
      soup_server_message_set_status (message, 204, NULL);
    }
  else
    {
      self->n_answers++;
      kab_fake_reply (message, 200, "application/json",
                      "{\"id\":\"5\",\"login\":\"" KAB_FAKE_LOGIN "\",\"role\":\"customer\","
                      "\"name\":\"" KAB_FAKE_CANARY "\"}");
    }
}

static void
request_cb (
    SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  KabFakeService *self = data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "X-Kabinet", "1");
  soup_message_headers_replace (headers, "ETag", "\"1\"");
  if (self->hook != NULL && self->hook (self, message, path, self->hook_data))
    return;
  if (self->silent)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (self->silenced, g_object_ref (message));
      return;
    }
  answer (self, message, path);
}

/* The service is there again, where it was. */
void
kab_fake_service_come_back (KabFakeService *self)
{
  g_autoptr (GError) error = NULL;
  g_autoslist (GUri) uris = NULL;

  self->server = soup_server_new ("server-header", "fake", NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, self->port, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = g_uri_get_port (uris->data);
}

/* The network is down: nobody answers at the address. */
void
kab_fake_service_go_away (KabFakeService *self)
{
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

KabFakeService *
kab_fake_service_new (void)
{
  KabFakeService *self = g_new0 (KabFakeService, 1);
  g_autofree char *path
      = g_build_filename (g_getenv ("KABINET_SOURCE_DIR"), "data", "organisations", "santrek.json", NULL);
  g_autoptr (GError) error = NULL;

  self->access = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->silenced = g_ptr_array_new_with_free_func (g_object_unref);
  self->grace = TRUE;
  /* Not a literal: the bytes must not be in the program's own text. */
  self->password = g_strdup_printf ("%s-%s", "c4n4ry", "password");
  g_file_get_contents (path, &self->descriptor, NULL, &error);
  g_assert_no_error (error);
  kab_fake_service_come_back (self);
  self->origin = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  return self;
}

void
kab_fake_service_free (KabFakeService *self)
{
  if (self->server != NULL)
    kab_fake_service_go_away (self);
  g_ptr_array_unref (self->silenced);
  g_hash_table_unref (self->access);
  g_free (self->refresh);
  g_free (self->spent);
  g_free (self->origin);
  g_free (self->password);
  g_free (self->descriptor);
  g_free (self);
}

/* All access tokens are too old from now on. */
void
kab_fake_service_expire (KabFakeService *self)
{
  g_hash_table_remove_all (self->access);
}
