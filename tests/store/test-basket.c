/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-basket.h"
#include "kab-fake-service.h"
#include "kab-test.h"

#include <stdlib.h>

/* A shop with a cart of two kinds of things at most, which another window may change. */
typedef struct
{
  KabFakeService *service;
  KabNet *net;
  KabClient *client;
  KabDrafts *drafts;
  char *dir;
  KabBasket *basket;
  guint version;
  guint held[3]; /* by item */
  guint n_puts;
} Fixture;

#define ITEM                                                                                                 \
  "{\"id\":\"%u\",\"article\":\"A%u\",\"title\":\"T\",\"maker\":\"M\",\"group\":\"g\",\"group_title\":"      \
  "\"G\","                                                                                                   \
  "\"unit\":\"pcs\",\"step\":1,\"price\":{\"minor\":100,\"currency\":\"RUB\"},\"availability\":{\"id\":"     \
  "\"stock\","                                                                                               \
  "\"title\":\"S\",\"tone\":\"good\"},\"fresh\":false,\"version\":1}"

static char *
dup_cart (Fixture *f)
{
  g_autoptr (GString) body = g_string_new (NULL);
  gboolean any = FALSE;

  g_string_append_printf (body, "{\"version\":%u,\"can_order\":true,\"totals\":[],\"lines\":[", f->version);
  for (guint i = 1; i < G_N_ELEMENTS (f->held); i++)
    if (f->held[i] > 0)
      {
        g_string_append_printf (body,
                                "%s{\"item\":" ITEM ",\"quantity\":%u,\"amount\":{\"minor\":1,\"currency\":"
                                "\"RUB\"},\"seen_price\":{\"minor\":100,\"currency\":\"RUB\"}}",
                                any ? "," : "", i, i, f->held[i]);
        any = TRUE;
      }
  g_string_append (body, "]}");
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static void
take (Fixture *f, SoupServerMessage *message)
{
  g_autoptr (JsonNode) node = json_from_string (soup_server_message_get_request_body (message)->data, NULL);
  JsonArray *lines = json_object_get_array_member (json_node_get_object (node), "lines");

  memset (f->held, 0, sizeof f->held);
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line = json_array_get_object_element (lines, i);

      f->held[atoi (json_object_get_string_member (line, "item"))]
          = (guint) json_object_get_int_member (line, "quantity");
    }
  f->version++;
  f->n_puts++;
}

static gboolean
answer (KabFakeService *service, SoupServerMessage *message, const char *path, gpointer data)
{
  Fixture *f = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *etag = g_strdup_printf ("\"%u\"", f->version);
  g_autofree char *body = NULL;

  if (!g_str_has_suffix (path, "/cart"))
    return FALSE;
  if (g_str_equal (soup_server_message_get_method (message), "PUT"))
    {
      if (g_strcmp0 (soup_message_headers_get_one (headers, "If-Match"), etag) != 0)
        {
          kab_fake_reply_problem (message, 412, "precondition-failed");
          return TRUE;
        }
      take (f, message);
    }
  body = dup_cart (f);
  kab_fake_reply (message, 200, "application/json", body);
  return TRUE;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->service = kab_fake_service_new ();
  f->service->hook = answer;
  f->service->hook_data = f;
  f->net = kab_net_new ();
  kab_net_set_retry_base (f->net, 1);
  f->client = kab_client_new (f->net, f->service->origin, KAB_FAKE_ORGANISATION);
  f->dir = kab_test_make_dir ();
  f->drafts = kab_drafts_new (f->dir);
  f->basket = kab_basket_new (f->client, f->drafts);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  KAB_TEST_UNTIL (!kab_basket_get_busy (f->basket));
  g_object_unref (f->basket);
  g_object_unref (f->drafts);
  g_object_unref (f->client);
  g_object_unref (f->net);
  kab_fake_service_free (f->service);
  kab_test_remove_dir (f->dir);
  g_free (f->dir);
}

static KabItem *
make_item (guint id)
{
  g_autofree char *text = g_strdup_printf (ITEM, id, id);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  KabItem *item = kab_record_decode (KAB_TYPE_ITEM, node, NULL);

  g_assert_nonnull (item);
  return item;
}

static gboolean
is_even (Fixture *f)
{
  return !kab_basket_get_busy (f->basket) && !kab_basket_get_unsent (f->basket)
         && kab_basket_get_cart (f->basket) != NULL;
}

/* what is put in is in the server's cart, and what is taken out is not. */
static void
test_plain (Fixture *f, gconstpointer data)
{
  g_autoptr (KabItem) item = make_item (1);

  kab_basket_add (f->basket, item, 2);
  g_assert_cmpint (kab_basket_get_quantity (f->basket, "1"), ==, 2);
  KAB_TEST_UNTIL (is_even (f) && f->held[1] == 2);
  kab_basket_set (f->basket, item, 0);
  KAB_TEST_UNTIL (is_even (f) && f->held[1] == 0);
  g_assert_cmpuint (g_list_model_get_n_items (kab_basket_get_lines (f->basket)), ==, 0);
}

/* two windows edit one cart: each keeps what it did, and sees what the other did. */
static void
test_two_windows (Fixture *f, gconstpointer data)
{
  g_autoptr (KabItem) item = make_item (1);

  kab_basket_add (f->basket, item, 2);
  KAB_TEST_UNTIL (is_even (f) && f->held[1] == 2);
  f->held[2] = 7; /* the other window */
  f->version++;
  kab_basket_set (f->basket, item, 5);
  KAB_TEST_UNTIL (is_even (f) && f->held[1] == 5);
  g_assert_cmpuint (f->held[2], ==, 7);
  g_assert_cmpint (kab_basket_get_quantity (f->basket, "2"), ==, 7);
  f->held[1] = 0; /* taken out over there */
  f->version++;
  kab_basket_refresh (f->basket);
  KAB_TEST_UNTIL (is_even (f) && kab_basket_get_quantity (f->basket, "1") == 0);
}

/* A-44, C9: offline the cart is kept here, over the end of the program, and sent when the server is back. */
static void
test_offline (Fixture *f, gconstpointer data)
{
  g_autoptr (KabItem) item = make_item (1);

  kab_fake_service_go_away (f->service);
  kab_basket_add (f->basket, item, 3);
  KAB_TEST_UNTIL (!kab_basket_get_busy (f->basket));
  g_assert_true (kab_basket_get_unsent (f->basket));
  g_assert_nonnull (kab_basket_get_error (f->basket));
  kab_drafts_flush (f->drafts);
  g_object_unref (f->basket);
  g_object_unref (f->drafts);

  f->drafts = kab_drafts_new (f->dir);
  f->basket = kab_basket_new (f->client, f->drafts);
  g_assert_true (kab_basket_get_unsent (f->basket));
  g_assert_cmpint (kab_basket_get_quantity (f->basket, "1"), ==, 3);
  kab_fake_service_come_back (f->service);
  kab_basket_refresh (f->basket);
  KAB_TEST_UNTIL (is_even (f) && f->held[1] == 3);
  g_assert_cmpuint (f->n_puts, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add ("/basket/A-43/A-44/plain", Fixture, NULL, set_up, test_plain, tear_down);
  g_test_add ("/basket/A-44/two-windows", Fixture, NULL, set_up, test_two_windows, tear_down);
  g_test_add ("/basket/A-44/C9/offline", Fixture, NULL, set_up, test_offline, tear_down);
  return g_test_run ();
}
