/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cabinets-private.h"

#include "kab-cabinet-private.h"
#include "kab-fiber.h"
#include "kab-session-private.h"

/* How long a person who has been let in waits for the organisation's description. */
#define DESCRIPTOR_SECONDS 10

typedef struct
{
  KabCabinets *self;
  KabClient *client;
  KabRequest *request;
  char *login;
  gboolean remember;
} SignIn;

static void
sign_in_free (gpointer data)
{
  SignIn *sign_in = data;

  g_object_unref (sign_in->self);
  g_object_unref (sign_in->client);
  g_object_unref (sign_in->request);
  g_free (sign_in->login);
  g_free (sign_in);
}

static KabCabinet *
find (SignIn *sign_in, const char *person_id, const char *login)
{
  KabCabinets *self = sign_in->self;

  for (guint i = 0; i < self->cabinets->len; i++)
    {
      KabCabinet *cabinet = self->cabinets->pdata[i];

      if (g_strcmp0 (cabinet->origin, kab_client_get_origin (sign_in->client)) == 0
          && g_strcmp0 (cabinet->organisation, kab_client_get_organisation (sign_in->client)) == 0
          && (person_id == NULL || g_strcmp0 (kab_person_get_id (cabinet->person), person_id) == 0)
          && (login == NULL || g_strcmp0 (kab_cabinet_get_login (cabinet), login) == 0))
        return cabinet;
    }
  return NULL;
}

/* The cabinet of who signed in: the known one, by whatever login, or a new one. */
static KabCabinet *
take_cabinet (SignIn *sign_in, KabPerson *person)
{
  KabCabinet *known = find (sign_in, kab_person_get_id (person), NULL);
  g_autofree char *id = NULL;

  if (known != NULL)
    return g_object_ref (known);
  id = g_uuid_string_random ();
  return kab_cabinets_make (sign_in->self, id, kab_client_get_origin (sign_in->client),
                            kab_client_get_organisation (sign_in->client), person, sign_in->remember);
}

typedef struct
{
  KabCabinets *self;
  KabCabinet *cabinet;
  KabTokens *tokens;
  gboolean remember;
} Arrival;

static void
arrival_free (gpointer data)
{
  Arrival *arrival = data;

  g_object_unref (arrival->self);
  g_object_unref (arrival->cabinet);
  g_object_unref (arrival->tokens);
  g_free (arrival);
}

static DexFuture *
arrive_fiber (gpointer data)
{
  Arrival *arrival = data;

  dex_await (kab_cabinet_accept (arrival->cabinet, arrival->tokens, arrival->remember), NULL);
  kab_cabinets_append (arrival->self, arrival->cabinet);
  kab_cabinets_save (arrival->self);
  dex_await (dex_future_first (kab_cabinet_load_descriptor (arrival->cabinet),
                               dex_timeout_new_seconds (DESCRIPTOR_SECONDS), NULL),
             NULL);
  return dex_future_new_for_object (arrival->cabinet);
}

/* Once the server has let a person in, that goes on to its end: a page that is closed meanwhile would
 * leave a session that nobody knows of. */
static DexFuture *
arrive (SignIn *sign_in, KabTokens *tokens)
{
  Arrival *arrival = g_new (Arrival, 1);
  DexFuture *arriving;

  *arrival = (Arrival) { g_object_ref (sign_in->self), take_cabinet (sign_in, kab_tokens_get_person (tokens)),
                         g_object_ref (tokens), sign_in->remember };
  arriving = kab_fiber_spawn (arrive_fiber, arrival, arrival_free);
  dex_future_disown (dex_ref (arriving));
  return arriving;
}

static DexFuture *
sign_in_fiber (gpointer data)
{
  SignIn *sign_in = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabTokens) tokens
      = dex_await_object (kab_client_send (sign_in->client, sign_in->request, KAB_TYPE_TOKENS), &error);
  KabCabinet *known;

  if (tokens != NULL)
    return arrive (sign_in, tokens);
  known = sign_in->login != NULL ? find (sign_in, NULL, sign_in->login) : NULL;
  if (known != NULL && kab_error_has_problem (error, "blocked"))
    kab_cabinet_block (known, kab_error_get_problem (error));
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static void
add_string (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

static DexFuture *
start (KabCabinets *self,
       const char *origin,
       const char *organisation,
       const char *login,
       const char *password,
       const char *ticket,
       gboolean remember)
{
  g_autoptr (JsonNode) body = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  SignIn *sign_in = g_new (SignIn, 1);

  json_node_take_object (body, object);
  add_string (object, "login", login);
  add_string (object, "password", password);
  add_string (object, "ticket", ticket);
  if (ticket == NULL)
    json_object_set_boolean_member (object, "remember", remember);
  *sign_in = (SignIn) {
    .self = g_object_ref (self),
    .client = kab_client_new (self->net, origin, organisation),
    .request = kab_request_new ("POST", "/sessions"),
    .login = g_strdup (login),
    .remember = remember,
  };
  kab_request_set_anonymous (sign_in->request, TRUE);
  kab_request_set_body (sign_in->request, body);
  /* The node's own copy; it is about to go (rule A10). */
  if (password != NULL)
    kab_session_wipe (json_object_get_string_member (object, "password"));
  if (ticket != NULL)
    kab_session_wipe (json_object_get_string_member (object, "ticket"));
  return kab_fiber_spawn (sign_in_fiber, sign_in, sign_in_free);
}

/**
 * kab_cabinets_sign_in:
 * @self: a list of cabinets
 * @origin: scheme, host and port of the server
 * @organisation: the organisation's id
 * @login: whatever the organisation takes for one
 * @password: the password; no copy of it is kept
 * @remember: whether the person wants to find the cabinet here after a restart. If not, nothing is
 *   written to the disk or the keyring
 *
 * Signs a person in. A cabinet that is known already is signed in again, with its drafts; another one is
 * appended to the list.
 *
 * Returns: (transfer full): a future that resolves to the #KabCabinet, or rejects as kab_client_send():
 *   with the problem "wrong-credentials", "blocked", "too-many-requests"…
 */
DexFuture *
kab_cabinets_sign_in (KabCabinets *self,
                      const char *origin,
                      const char *organisation,
                      const char *login,
                      const char *password,
                      gboolean remember)
{
  g_return_val_if_fail (KAB_IS_CABINETS (self), NULL);
  g_return_val_if_fail (origin != NULL && organisation != NULL, NULL);
  g_return_val_if_fail (login != NULL && password != NULL, NULL);

  return start (self, origin, organisation, login, password, NULL, remember);
}

/**
 * kab_cabinets_sign_in_with_ticket:
 * @self: a list of cabinets
 * @origin: scheme, host and port of the server
 * @organisation: the organisation's id
 * @ticket: the one-time ticket that ends a registration
 *
 * Signs in who has just registered, and remembers them.
 *
 * Returns: (transfer full): as kab_cabinets_sign_in()
 */
DexFuture *
kab_cabinets_sign_in_with_ticket (KabCabinets *self,
                                  const char *origin,
                                  const char *organisation,
                                  const char *ticket)
{
  g_return_val_if_fail (KAB_IS_CABINETS (self), NULL);
  g_return_val_if_fail (origin != NULL && organisation != NULL && ticket != NULL, NULL);

  return start (self, origin, organisation, NULL, NULL, ticket, TRUE);
}
