/* kab-flow-driver.c: takes a person through a flow of the server's: asks, sends, resumes. No toolkit here. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error-text.h"
#include "kab-error.h"
#include "kab-flow-driver.h"
#include "kab-flow-token.h"
#include "kab-settle.h"

/* The server is the state machine; this knows which flow it is and what was typed. The flow's id lies with the drafts,
 * its token in the keyring, so a flow outlives the program (H-29, T-38). One request at a time. Main thread only. */
struct _KabFlowDriver
{
  GObject parent_instance;

  KabClient *client;
  KabFlowToken *token;
  KabDrafts *drafts;
  char *name; /* registration, recovery, link_account */
  char *key;  /* of the drafts: "ORG/FLOW" */

  KabLoad *load;
  KabFlow *flow;
  char *id;
  gint64 received; /* monotonic time of the last answer */

  DexFuture *pending; /* what the person waits for */
  DexFuture *poll;    /* what nobody waits for */
  gboolean busy;
  gboolean resumed;

  char *sent_draft; /* the draft that is on its way */
  char *sent_body;  /* the last one that is not known to have been taken */
  char *sent_key;   /* what it was sent under */
};

G_DEFINE_FINAL_TYPE (KabFlowDriver, kab_flow_driver, G_TYPE_OBJECT)

typedef enum
{
  STEP_CHANGED,
  REFUSED,
} Signal;

static guint signals[REFUSED + 1];
static GParamSpec *busy_property;

static void
set_busy (KabFlowDriver *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), busy_property);
}

/* The draft of one form of the flow. */
static char *
dup_draft_key (KabFlowDriver *self)
{
  return g_strconcat (self->key, "/", kab_step_get_id (kab_flow_get_step (self->flow)), NULL);
}

static void
take_flow (KabFlowDriver *self, KabFlow *flow)
{
  const char *token = kab_flow_get_token (flow);

  g_set_object (&self->flow, flow);
  self->received = g_get_monotonic_time ();
  g_set_str (&self->id, kab_flow_get_id (flow));
  if (token != NULL)
    {
      kab_drafts_set_flow (self->drafts, self->key, self->id);
      kab_flow_token_keep (self->token, token);
    }
  /* Nothing of a finished flow stays behind. */
  if (g_str_equal (kab_flow_get_state (flow), "done"))
    {
      kab_drafts_drop (self->drafts, self->key);
      kab_flow_token_clear (self->token);
    }
  if (kab_load_get_state (self->load) != KAB_LOAD_READY)
    kab_load_finish (self->load, FALSE);
  g_signal_emit (self, signals[STEP_CHANGED], 0);
}

static KabRequest *
new_request (KabFlowDriver *self, const char *method, const char *verb)
{
  KabRequest *request = kab_request_new_segments (method, "flows", self->id, verb, NULL);

  if (kab_flow_token_get (self->token) != NULL)
    kab_request_set_header (request, "Flow-Token", kab_flow_token_get (self->token));
  return request;
}

/* {NAME: VALUE}, with @values beside it, if there are any. */
static JsonNode *
new_body (const char *name, const char *value, JsonObject *values)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, name, value);
  if (values != NULL)
    json_object_set_object_member (object, "values", json_object_ref (values));
  json_node_take_object (node, object);
  return node;
}

/* The person waits, and there is nothing to show yet. */
static void
started_cb (gpointer object, const GValue *value, const GError *error)
{
  KabFlowDriver *self = object;

  set_busy (self, FALSE);
  if (value != NULL)
    {
      take_flow (self, g_value_get_object (value));
      return;
    }
  if (self->resumed
      && (kab_error_has_problem (error, "gone") || kab_error_has_problem (error, "not-found")
          || kab_error_has_problem (error, "unauthorized") || kab_error_has_problem (error, "forbidden")))
    kab_flow_driver_start_again (self);
  else
    {
      g_autofree char *message = kab_error_describe (error);

      kab_load_fail (self->load, error, message);
    }
}

static void
start_new (KabFlowDriver *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("POST", "/flows");
  g_autoptr (JsonNode) body = new_body ("flow", self->name, NULL);

  self->resumed = FALSE;
  kab_request_set_body (request, body);
  dex_clear (&self->pending);
  self->pending = kab_settle (kab_client_send (self->client, request, KAB_TYPE_FLOW), self, started_cb);
}

static void
token_found_cb (gpointer object, const GValue *value, const GError *error)
{
  KabFlowDriver *self = object;
  g_autoptr (KabRequest) request = NULL;

  if (value == NULL)
    {
      start_new (self);
      return;
    }
  self->resumed = TRUE;
  request = new_request (self, "GET", NULL);
  dex_clear (&self->pending);
  self->pending = kab_settle (kab_client_send (self->client, request, KAB_TYPE_FLOW), self, started_cb);
}

static void
kab_flow_driver_dispose (GObject *object)
{
  KabFlowDriver *self = KAB_FLOW_DRIVER (object);

  dex_clear (&self->pending);
  dex_clear (&self->poll);
  g_clear_object (&self->client);
  g_clear_object (&self->token);
  g_clear_object (&self->drafts);
  g_clear_object (&self->load);
  g_clear_object (&self->flow);
  G_OBJECT_CLASS (kab_flow_driver_parent_class)->dispose (object);
}

static void
kab_flow_driver_finalize (GObject *object)
{
  KabFlowDriver *self = KAB_FLOW_DRIVER (object);

  g_free (self->name);
  g_free (self->key);
  g_free (self->id);
  secret_password_free (self->sent_body);
  g_free (self->sent_key);
  g_free (self->sent_draft);
  G_OBJECT_CLASS (kab_flow_driver_parent_class)->finalize (object);
}

static void
kab_flow_driver_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, KAB_FLOW_DRIVER (object)->busy);
}

static void
kab_flow_driver_class_init (KabFlowDriverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kab_flow_driver_dispose;
  object_class->finalize = kab_flow_driver_finalize;
  object_class->get_property = kab_flow_driver_get_property;

  busy_property = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, busy_property);

  signals[STEP_CHANGED] = g_signal_new ("step-changed", KAB_TYPE_FLOW_DRIVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", KAB_TYPE_FLOW_DRIVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
kab_flow_driver_init (KabFlowDriver *self)
{
  self->load = kab_load_new ();
}

/* What is typed into a flow of a signed-in person belongs to their cabinet, and goes with it. */
static KabDrafts *
find_drafts (KabCabinets *cabinets, KabClient *client)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (cabinets));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (G_LIST_MODEL (cabinets), i);

      if (kab_cabinet_get_client (cabinet) == client)
        return kab_cabinet_get_drafts (cabinet);
    }
  return kab_cabinets_get_drafts (cabinets);
}

/**
 * kab_flow_driver_new:
 * @cabinets: knows where drafts and secrets are kept
 * @client: sends; with a session for flows that need one
 * @organisation: the organisation's id
 * @flow: registration, recovery or link_account
 *
 * Returns: (transfer full): a driver that has not started yet
 */
KabFlowDriver *
kab_flow_driver_new (KabCabinets *cabinets, KabClient *client, const char *organisation, const char *flow)
{
  KabFlowDriver *self;

  g_return_val_if_fail (KAB_IS_CABINETS (cabinets) && KAB_IS_CLIENT (client), NULL);
  g_return_val_if_fail (organisation != NULL && flow != NULL, NULL);

  self = g_object_new (KAB_TYPE_FLOW_DRIVER, NULL);
  self->client = g_object_ref (client);
  self->drafts = g_object_ref (find_drafts (cabinets, client));
  self->name = g_strdup (flow);
  self->key = g_strconcat (organisation, "/", flow, NULL);
  self->token = kab_flow_token_new (kab_cabinets_get_secret_store (cabinets), kab_client_get_origin (client),
                                    self->key);
  return self;
}

/**
 * kab_flow_driver_get_load:
 * @self: a driver
 *
 * Returns: (transfer none): how far the first answer is
 */
KabLoad *
kab_flow_driver_get_load (KabFlowDriver *self)
{
  g_return_val_if_fail (KAB_IS_FLOW_DRIVER (self), NULL);

  return self->load;
}

/**
 * kab_flow_driver_get_flow:
 * @self: a driver
 *
 * Returns: (transfer none) (nullable): the flow as the server last described it
 */
KabFlow *
kab_flow_driver_get_flow (KabFlowDriver *self)
{
  g_return_val_if_fail (KAB_IS_FLOW_DRIVER (self), NULL);

  return self->flow;
}

/**
 * kab_flow_driver_get_busy:
 *
 * Returns: whether the answer to something that the person did is awaited
 */
gboolean
kab_flow_driver_get_busy (KabFlowDriver *self)
{
  g_return_val_if_fail (KAB_IS_FLOW_DRIVER (self), FALSE);

  return self->busy;
}

/**
 * kab_flow_driver_dup_now:
 * @self: a driver
 *
 * The server's clock, which all deadlines are of: a computer whose own clock is wrong counts down rightly.
 *
 * Returns: (transfer full): the present time
 */
GDateTime *
kab_flow_driver_dup_now (KabFlowDriver *self)
{
  g_return_val_if_fail (KAB_IS_FLOW_DRIVER (self), NULL);

  if (self->flow == NULL)
    return g_date_time_new_now_local ();
  return g_date_time_add (kab_flow_get_server_time (self->flow), g_get_monotonic_time () - self->received);
}

/**
 * kab_flow_driver_start:
 * @self: a driver
 *
 * Takes up the half-done flow of this organisation, if there is one that the server still knows, else begins.
 */
void
kab_flow_driver_start (KabFlowDriver *self)
{
  g_return_if_fail (KAB_IS_FLOW_DRIVER (self));

  kab_load_begin (self->load);
  set_busy (self, TRUE);
  g_free (self->id);
  self->id = kab_drafts_dup_flow (self->drafts, self->key);
  if (self->id == NULL)
    {
      start_new (self);
      return;
    }
  dex_clear (&self->pending);
  self->pending = kab_settle (kab_flow_token_find (self->token), self, token_found_cb);
}

/**
 * kab_flow_driver_start_again:
 * @self: a driver
 *
 * Leaves the half-done flow, and begins anew. What was typed into its forms stays.
 */
void
kab_flow_driver_start_again (KabFlowDriver *self)
{
  g_return_if_fail (KAB_IS_FLOW_DRIVER (self));

  kab_drafts_set_flow (self->drafts, self->key, NULL);
  kab_flow_token_clear (self->token);
  set_busy (self, TRUE);
  start_new (self);
}

static void
answered_cb (gpointer object, const GValue *value, const GError *error)
{
  KabFlowDriver *self = object;

  dex_clear (&self->pending);
  set_busy (self, FALSE);
  if (value == NULL)
    {
      g_clear_pointer (&self->sent_draft, g_free);
      g_signal_emit (self, signals[REFUSED], 0, error);
      return;
    }
  g_clear_pointer (&self->sent_body, secret_password_free);
  g_clear_pointer (&self->sent_key, g_free);
  if (self->sent_draft != NULL)
    kab_drafts_drop (self->drafts, self->sent_draft);
  g_clear_pointer (&self->sent_draft, g_free);
  take_flow (self, g_value_get_object (value));
}

static void
send (KabFlowDriver *self, KabRequest *request)
{
  dex_clear (&self->poll);
  dex_clear (&self->pending);
  set_busy (self, TRUE);
  self->pending = kab_settle (kab_client_send (self->client, request, KAB_TYPE_FLOW), self, answered_cb);
}

/* The same body goes under the same key until the server has answered it, so that it counts once (rule B7). */
static void
set_key (KabFlowDriver *self, KabRequest *request, JsonNode *body)
{
  char *text = json_to_string (body, FALSE);

  if (g_strcmp0 (text, self->sent_body) != 0)
    {
      g_free (self->sent_key);
      self->sent_key = g_uuid_string_random ();
    }
  secret_password_free (self->sent_body);
  self->sent_body = text;
  kab_request_set_idempotency_key (request, self->sent_key);
}

static JsonNode *
make_body (KabFlowDriver *self, JsonObject *values)
{
  return new_body ("step", kab_step_get_id (kab_flow_get_step (self->flow)), values);
}

/**
 * kab_flow_driver_submit:
 * @self: a driver
 * @values: what the person gave for the present step
 */
void
kab_flow_driver_submit (KabFlowDriver *self, JsonObject *values)
{
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (KAB_IS_FLOW_DRIVER (self) && values != NULL && self->flow != NULL);

  if (self->busy)
    return;
  body = make_body (self, values);
  request = new_request (self, "POST", "submit");
  kab_request_set_body (request, body);
  set_key (self, request, body);
  send (self, request);
}

/**
 * kab_flow_driver_submit_form:
 * @self: a driver
 * @values: what the person typed into the form of the present step
 *
 * Like kab_flow_driver_submit(), but what was typed is kept first, with the key that it is sent under: a crash
 * after the server has taken it does not make two of it.
 */
void
kab_flow_driver_submit_form (KabFlowDriver *self, JsonObject *values)
{
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autofree char *key = NULL;

  g_return_if_fail (KAB_IS_FLOW_DRIVER (self) && values != NULL && self->flow != NULL);

  if (self->busy)
    return;
  kab_flow_driver_save_draft (self, values);
  g_free (self->sent_draft);
  self->sent_draft = dup_draft_key (self);
  key = kab_drafts_dup_idempotency_key (self->drafts, self->sent_draft);
  body = make_body (self, values);
  request = new_request (self, "POST", "submit");
  kab_request_set_body (request, body);
  kab_request_set_idempotency_key (request, key);
  send (self, request);
}

/**
 * kab_flow_driver_resend:
 * @self: a driver
 *
 * Asks for another code.
 */
void
kab_flow_driver_resend (KabFlowDriver *self)
{
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (KAB_IS_FLOW_DRIVER (self) && self->flow != NULL);

  if (self->busy)
    return;
  body = make_body (self, NULL);
  request = new_request (self, "POST", "resend");
  kab_request_set_body (request, body);
  send (self, request);
}

/**
 * kab_flow_driver_go_back:
 * @self: a driver
 * @step: the id of an earlier form
 */
void
kab_flow_driver_go_back (KabFlowDriver *self, const char *step)
{
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (KAB_IS_FLOW_DRIVER (self) && step != NULL && self->flow != NULL);

  if (self->busy)
    return;
  body = new_body ("to", step, NULL);
  request = new_request (self, "POST", "back");
  kab_request_set_body (request, body);
  send (self, request);
}

static void
polled_cb (gpointer object, const GValue *value, const GError *error)
{
  KabFlowDriver *self = object;

  dex_clear (&self->poll);
  if (value != NULL)
    take_flow (self, g_value_get_object (value));
  else if (kab_error_has_problem (error, "gone"))
    g_signal_emit (self, signals[REFUSED], 0, error);
}

/**
 * kab_flow_driver_poll:
 * @self: a driver
 *
 * Asks quietly whether the server has moved on: the mail was followed elsewhere, the staff have decided.
 */
void
kab_flow_driver_poll (KabFlowDriver *self)
{
  g_autoptr (KabRequest) request = NULL;

  g_return_if_fail (KAB_IS_FLOW_DRIVER (self));

  if (self->busy || self->poll != NULL || self->flow == NULL)
    return;
  request = new_request (self, "GET", NULL);
  kab_request_set_tries (request, 1);
  self->poll = kab_settle (kab_client_send (self->client, request, KAB_TYPE_FLOW), self, polled_cb);
}

/**
 * kab_flow_driver_load_captcha:
 * @self: a driver
 *
 * Returns: (transfer full): resolves to a new #KabCaptcha
 */
DexFuture *
kab_flow_driver_load_captcha (KabFlowDriver *self)
{
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;

  g_return_val_if_fail (KAB_IS_FLOW_DRIVER (self) && self->flow != NULL,
                        dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_FAILED, "no flow"));

  request = new_request (self, "POST", "captcha");
  body = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (body, json_object_new ());
  kab_request_set_body (request, body);
  return kab_client_send (self->client, request, KAB_TYPE_CAPTCHA);
}

/**
 * kab_flow_driver_load_draft:
 * @self: a driver
 *
 * Returns: (transfer full) (nullable): what was typed into the present form and not taken yet
 */
JsonObject *
kab_flow_driver_load_draft (KabFlowDriver *self)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (KAB_IS_FLOW_DRIVER (self) && self->flow != NULL, NULL);

  key = dup_draft_key (self);
  return kab_drafts_load (self->drafts, key);
}

/**
 * kab_flow_driver_save_draft:
 * @self: a driver
 * @values: what is typed into the present form; nothing secret of it is kept
 */
void
kab_flow_driver_save_draft (KabFlowDriver *self, JsonObject *values)
{
  g_autofree char *key = NULL;

  g_return_if_fail (KAB_IS_FLOW_DRIVER (self) && values != NULL && self->flow != NULL);

  key = dup_draft_key (self);
  kab_drafts_save (self->drafts, key, kab_step_get_fields (kab_flow_get_step (self->flow)), values);
}
