/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-order-sender.h"

#include "kab-document.h"
#include "kab-fiber.h"
#include "kab-net-error.h"

#define DRAFT "order"

/* An order is written down, with its idempotency key, before it is sent. Only an answer of the server strikes it
 * out again. Until then the same order goes out under the same key, also after a crash, so that the server does it
 * once and answers the same each time (rule B7). */
struct _KabOrderSender
{
  GObject parent_instance;

  KabClient *client;
  KabDrafts *drafts;
  GListModel *fields;
  DexFuture *sending; /* resolves to the order; whoever asks meanwhile waits for the same one */
};

G_DEFINE_FINAL_TYPE (KabOrderSender, kab_order_sender, G_TYPE_OBJECT)

static void
kab_order_sender_finalize (GObject *object)
{
  KabOrderSender *self = KAB_ORDER_SENDER (object);

  dex_clear (&self->sending);
  g_clear_object (&self->client);
  g_clear_object (&self->drafts);
  g_clear_object (&self->fields);
  G_OBJECT_CLASS (kab_order_sender_parent_class)->finalize (object);
}

static void
kab_order_sender_class_init (KabOrderSenderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_order_sender_finalize;
}

static void
kab_order_sender_init (KabOrderSender *self)
{
  GListStore *fields = g_list_store_new (KAB_TYPE_FIELD);
  g_autoptr (KabField) field = g_object_new (KAB_TYPE_FIELD, "name", "body", "kind", "text", NULL);

  g_list_store_append (fields, field);
  self->fields = G_LIST_MODEL (fields);
}

/**
 * kab_order_sender_new:
 * @client: the way to the shop, for one person
 * @drafts: where that person's unsent things are kept
 *
 * Returns: (transfer full): a sender
 */
KabOrderSender *
kab_order_sender_new (KabClient *client, KabDrafts *drafts)
{
  KabOrderSender *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_DRAFTS (drafts), NULL);

  self = g_object_new (KAB_TYPE_ORDER_SENDER, NULL);
  self->client = g_object_ref (client);
  self->drafts = g_object_ref (drafts);
  return self;
}

/**
 * kab_order_sender_dup_pending:
 * @self: a sender
 *
 * Returns: (transfer full) (nullable): the order that was sent and not answered
 */
JsonObject *
kab_order_sender_dup_pending (KabOrderSender *self)
{
  g_autoptr (JsonObject) values = NULL;
  JsonNode *body;

  g_return_val_if_fail (KAB_IS_ORDER_SENDER (self), NULL);

  values = kab_drafts_load (self->drafts, DRAFT);
  body = values != NULL ? json_object_get_member (values, "body") : NULL;
  return body != NULL && JSON_NODE_HOLDS_OBJECT (body) ? json_node_dup_object (body) : NULL;
}

/**
 * kab_order_sender_is_pending:
 * @self: a sender
 *
 * Returns: whether an order was sent and not answered
 */
gboolean
kab_order_sender_is_pending (KabOrderSender *self)
{
  g_autoptr (JsonObject) body = kab_order_sender_dup_pending (self);

  return body != NULL;
}

/* The server said no, in words: there is no order, and nothing to repeat. */
static gboolean
is_refused (const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);
  gint64 status = problem != NULL ? kab_problem_get_status (problem) : 0;

  return status >= 400 && status < 500 && status != 401 && status != 429;
}

static DexFuture *
send_fiber (gpointer data)
{
  KabOrderSender *self = data;
  g_autoptr (JsonObject) body = kab_order_sender_dup_pending (self);
  g_autofree char *key = kab_drafts_dup_idempotency_key (self->drafts, DRAFT);
  g_autoptr (KabRequest) request = kab_request_new ("POST", "/checkout");
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), body);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabDocument) order = NULL;

  /* It has to be on the disk before it is on the way. */
  kab_drafts_flush (self->drafts);
  kab_request_set_body (request, node);
  kab_request_set_idempotency_key (request, key);
  order = dex_await_object (kab_client_send (self->client, request, KAB_TYPE_DOCUMENT), &error);
  if (order != NULL || is_refused (error))
    kab_drafts_drop (self->drafts, DRAFT);
  if (order == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_object (g_steal_pointer (&order));
}

/**
 * kab_order_sender_resume:
 * @self: a sender with a pending order
 *
 * Sends the pending order, or waits for it where it is under way.
 *
 * Returns: (transfer full): a future that resolves to the order, a #KabDocument
 */
DexFuture *
kab_order_sender_resume (KabOrderSender *self)
{
  g_return_val_if_fail (KAB_IS_ORDER_SENDER (self), NULL);

  if (self->sending == NULL || !dex_future_is_pending (self->sending))
    {
      dex_clear (&self->sending);
      self->sending = kab_fiber_spawn (send_fiber, g_object_ref (self), g_object_unref);
    }
  return dex_ref (self->sending);
}

/**
 * kab_order_sender_send:
 * @self: a sender
 * @body: version, total and values
 *
 * Sends an order. What is pending goes first: a second click is the same order.
 *
 * Returns: (transfer full): a future that resolves to the order, a #KabDocument
 */
DexFuture *
kab_order_sender_send (KabOrderSender *self, JsonObject *body)
{
  g_autoptr (JsonObject) values = NULL;

  g_return_val_if_fail (KAB_IS_ORDER_SENDER (self) && body != NULL, NULL);

  if (!kab_order_sender_is_pending (self))
    {
      values = json_object_new ();
      json_object_set_object_member (values, "body", json_object_ref (body));
      kab_drafts_save (self->drafts, DRAFT, self->fields, values);
    }
  return kab_order_sender_resume (self);
}
