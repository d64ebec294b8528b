/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-scripted-list.h"

#include "kab-document.h"
#include "kab-request-private.h"
#include "kab-test.h"

static void
asked_free (gpointer data)
{
  KabAsked *asked = data;

  dex_unref (asked->promise);
  g_free (asked->as_of);
  g_free (asked->query);
  g_free (asked);
}

KabScriptedList *
kab_scripted_list_new (guint total)
{
  KabScriptedList *self = g_new0 (KabScriptedList, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < MIN (total, 2000); i++)
    g_array_append_val (self->rows, i);
  self->total = total;
  self->as_of = 1;
  self->asked = g_ptr_array_new_with_free_func (asked_free);
  return self;
}

void
kab_scripted_list_free (KabScriptedList *self)
{
  g_array_unref (self->rows);
  g_ptr_array_unref (self->asked);
  dex_clear (&self->rest);
  g_free (self);
}

static JsonNode *
make_item (guint id)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"%u\",\"type\":\"order\",\"type_title\":\"Order\",\"subject\":\"S\","
      "\"currency\":\"RUB\",\"number\":\"N%u\",\"date\":\"2026-11-22T08:06:07+03:00\","
      "\"state\":{\"id\":\"new\",\"title\":\"New\",\"tone\":\"neutral\"},\"waits\":false,\"version\":1}",
      id, id);

  return json_from_string (text, NULL);
}

static gpointer
make_window (KabScriptedList *self, guint offset)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *counts = json_object_new ();
  JsonArray *items = json_array_new ();
  g_autofree char *as_of = g_strdup_printf ("mark-%u", self->as_of);
  g_autoptr (GError) error = NULL;
  gpointer window;

  for (guint i = offset; i < MIN (offset + KAB_PAGED_MODEL_PAGE, self->total); i++)
    json_array_add_element (items,
                            make_item (i < self->rows->len ? g_array_index (self->rows, guint, i) : i));
  json_object_set_array_member (object, "items", items);
  json_object_set_int_member (object, "total", self->total);
  json_object_set_int_member (object, "offset", offset);
  json_object_set_string_member (object, "as_of", as_of);
  json_object_set_int_member (counts, "open", self->total);
  json_object_set_object_member (object, "counts", counts);
  json_node_take_object (node, object);
  window = kab_record_decode (KAB_TYPE_DOCUMENT_WINDOW, node, &error);
  g_assert_no_error (error);
  return window;
}

static char *
find_parameter (KabRequest *request, const char *name)
{
  for (guint i = 0; i < request->query->len; i += 2)
    if (g_str_equal (request->query->pdata[i], name))
      return g_strdup (request->query->pdata[i + 1]);
  return NULL;
}

static DexFuture *
fetch (KabClient *client, KabRequest *request, GType window_type, gpointer data)
{
  KabScriptedList *self = data;
  g_autofree char *offset = find_parameter (request, "offset");
  KabAsked *asked;

  g_assert_true (window_type == KAB_TYPE_DOCUMENT_WINDOW);
  self->n_asked++;
  if (self->at_once)
    return dex_future_new_take_object (make_window (self, atoi (offset)));
  asked = g_new0 (KabAsked, 1);
  asked->promise = dex_promise_new_cancellable ();
  asked->offset = atoi (offset);
  asked->as_of = find_parameter (request, "as_of");
  asked->query = kab_request_dup_query (request);
  g_ptr_array_add (self->asked, asked);
  self->most_at_once = MAX (self->most_at_once, kab_scripted_list_get_waiting (self));
  return dex_ref (DEX_FUTURE (asked->promise));
}

static DexFuture *
rest (gpointer data)
{
  KabScriptedList *self = data;

  dex_clear (&self->rest);
  self->rest = dex_promise_new ();
  self->n_rests++;
  return dex_ref (DEX_FUTURE (self->rest));
}

KabPagedModel *
kab_scripted_list_make_model (KabScriptedList *self)
{
  KabPagedModel *model = kab_paged_model_new (NULL, "/documents", KAB_TYPE_DOCUMENT_WINDOW);

  kab_paged_model_set_hooks (model, fetch, rest, self);
  return model;
}

static gboolean
is_cancelled (KabAsked *asked)
{
  return g_cancellable_is_cancelled (dex_promise_get_cancellable (asked->promise));
}

/* Requests that wait for an answer and were not taken back. */
guint
kab_scripted_list_get_waiting (KabScriptedList *self)
{
  guint n = 0;

  for (guint i = 0; i < self->asked->len; i++)
    if (!is_cancelled (self->asked->pdata[i]))
      n++;
  return n;
}

KabAsked *
kab_scripted_list_find (KabScriptedList *self, guint offset)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      KabAsked *asked = self->asked->pdata[i];

      if (asked->offset == offset && !is_cancelled (asked))
        return asked;
    }
  return NULL;
}

static void
settle (KabScriptedList *self, KabAsked *asked, gpointer window)
{
  g_autoptr (DexPromise) promise = dex_ref (asked->promise);

  g_ptr_array_remove (self->asked, asked);
  if (window != NULL)
    dex_promise_resolve_object (promise, window);
  else
    dex_promise_reject (promise, g_error_new_literal (KAB_NET_ERROR, KAB_NET_ERROR_CONNECT, "No server"));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Returns: whether there was such a request to answer */
gboolean
kab_scripted_list_answer (KabScriptedList *self, guint offset)
{
  KabAsked *asked = kab_scripted_list_find (self, offset);

  if (asked == NULL)
    return FALSE;
  settle (self, asked, make_window (self, offset));
  return TRUE;
}

void
kab_scripted_list_fail (KabScriptedList *self, guint offset)
{
  KabAsked *asked = kab_scripted_list_find (self, offset);

  g_assert_nonnull (asked);
  settle (self, asked, NULL);
}

void
kab_scripted_list_answer_all (KabScriptedList *self)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < self->asked->len;)
    {
      KabAsked *asked = self->asked->pdata[i];

      if (is_cancelled (asked))
        {
          i++;
          continue;
        }
      settle (self, asked, make_window (self, asked->offset));
      i = 0;
    }
}

/* The person rests: time for the list to ask. */
void
kab_scripted_list_rest (KabScriptedList *self)
{
  g_autoptr (DexPromise) resting = g_steal_pointer (&self->rest);

  if (resting != NULL)
    dex_promise_resolve_boolean (resting, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
kab_scripted_list_insert (KabScriptedList *self, guint position, guint id)
{
  g_array_insert_val (self->rows, position, id);
  self->total++;
  self->as_of++;
}

void
kab_scripted_list_remove (KabScriptedList *self, guint position)
{
  g_array_remove_index (self->rows, position);
  self->total--;
  self->as_of++;
}
