/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-draft-private.h"

#include "kab-field.h"
#include "kab-json-scan.h"

/* A draft is what a person can type in a sitting; a text this short is parsed at once. */
#define MAX_TEXT (32 * 1024)

/* The kinds whose values may lie on a disk. A list of what is allowed: a kind that a later server invents
 * may be a secret (rules A10, C9). */
static const char *const kept_kinds[] = {
  "account_number", "choice", "consent", "date", "email",   "file", "money",
  "number",         "phone",  "rating",  "text", "vehicle", "vin",  NULL,
};

KabDraft *
kab_draft_new (void)
{
  return g_new0 (KabDraft, 1);
}

void
kab_draft_free (KabDraft *self)
{
  g_clear_pointer (&self->values, json_object_unref);
  g_free (self->idempotency_key);
  g_free (self->flow);
  g_free (self->secrets);
  g_free (self);
}

static KabField *
find_field (GListModel *fields, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (KabField) field = g_list_model_get_item (fields, i);

      if (g_strcmp0 (kab_field_get_name (field), name) == 0)
        return g_steal_pointer (&field);
    }
  return NULL;
}

/* Whether the value of @name may be kept. What repeats a secret is one, whatever it is called. */
static gboolean
may_keep (GListModel *fields, const char *name)
{
  g_autoptr (KabField) field = find_field (fields, name);
  const char *original;

  if (field == NULL || kab_field_get_secret (field)
      || !g_strv_contains (kept_kinds, kab_field_get_kind (field))
      || g_strcmp0 (kab_field_get_rule (field), "password") == 0)
    return FALSE;
  original = kab_field_get_repeat_of (field);
  return original == NULL || g_str_equal (original, name) || may_keep (fields, original);
}

/* A number that tells this process whether two texts are the same, and nobody else anything. */
static char *
take_fingerprint (JsonObject *secrets, const char *fingerprint_key)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), secrets);
  g_autofree char *text = NULL;

  if (json_object_get_size (secrets) == 0)
    return NULL;
  text = json_to_string (node, FALSE);
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) fingerprint_key,
                                    strlen (fingerprint_key), text, -1);
}

static gboolean
is_same (JsonObject *a, JsonObject *b)
{
  g_autoptr (JsonNode) node_a = NULL;
  g_autoptr (JsonNode) node_b = NULL;

  if (a == NULL || b == NULL)
    return a == b;
  node_a = json_node_init_object (json_node_alloc (), a);
  node_b = json_node_init_object (json_node_alloc (), b);
  return json_node_equal (node_a, node_b);
}

/* kab_draft_take_values:
 * @self: a draft
 * @fields: of #KabField: what is being asked for
 * @values: what was typed so far
 * @fingerprint_key: random text of this process
 *
 * Takes what may be kept of @values. What was typed differently is another payload, so it goes with
 * another key (rule B7); that holds for secrets too.
 *
 * Returns: whether anything has changed */
gboolean
kab_draft_take_values (KabDraft *self, GListModel *fields, JsonObject *values, const char *fingerprint_key)
{
  g_autoptr (JsonObject) kept = json_object_new ();
  g_autoptr (JsonObject) hidden = json_object_new ();
  g_autofree char *secrets = NULL;
  g_autoptr (GList) names = json_object_get_members (values);

  names = g_list_sort (names, (GCompareFunc) strcmp);
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (may_keep (fields, l->data) ? kept : hidden, l->data,
                            json_node_copy (json_object_get_member (values, l->data)));
  secrets = take_fingerprint (hidden, fingerprint_key);
  if (is_same (self->values, kept) && g_strcmp0 (self->secrets, secrets) == 0)
    return FALSE;
  g_clear_pointer (&self->values, json_object_unref);
  self->values = g_steal_pointer (&kept);
  g_set_str (&self->secrets, secrets);
  g_clear_pointer (&self->idempotency_key, g_free);
  return TRUE;
}

static void
set_string (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

/* kab_draft_to_text:
 * @self: a draft
 * @key: its key
 *
 * Returns: (transfer full) (nullable): the draft as JSON, or %NULL if it is longer than any honest one */
char *
kab_draft_to_text (KabDraft *self, const char *key)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonObject *object = json_object_new ();

  set_string (object, "key", key);
  set_string (object, "idempotency_key", self->idempotency_key);
  set_string (object, "flow", self->flow);
  if (self->values != NULL)
    json_object_set_object_member (object, "values", json_object_ref (self->values));
  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  return strlen (text) <= MAX_TEXT ? g_steal_pointer (&text) : NULL;
}

static char *
dup_string (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_dup_string (node) : NULL;
}

/* kab_draft_from_text:
 * @text: what kab_draft_to_text() made, or whatever lies in its place
 * @length: its length
 * @key: the key that it must have
 *
 * Returns: (transfer full) (nullable): the draft, or %NULL if @text is none */
KabDraft *
kab_draft_from_text (const char *text, gsize length, const char *key)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, length);
  g_autoptr (DexFuture) parsed = length <= MAX_TEXT ? kab_json_parse (bytes, MAX_TEXT) : NULL;
  const GValue *value = parsed != NULL ? dex_future_get_value (parsed, NULL) : NULL;
  JsonNode *node = value != NULL ? g_value_get_boxed (value) : NULL;
  JsonNode *values;
  g_autofree char *own_key = NULL;
  JsonObject *object;
  KabDraft *self;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  own_key = dup_string (object, "key");
  if (g_strcmp0 (own_key, key) != 0)
    return NULL;
  self = kab_draft_new ();
  self->idempotency_key = dup_string (object, "idempotency_key");
  self->flow = dup_string (object, "flow");
  values = json_object_get_member (object, "values");
  if (values != NULL && JSON_NODE_HOLDS_OBJECT (values))
    self->values = json_node_dup_object (values);
  return self;
}
