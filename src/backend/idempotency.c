/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "idempotency.h"

#include "json.h"
#include "secrets.h"

#define KEEP_SECONDS (24 * 60 * 60)

/* Method, path and person belong to the key: the same key elsewhere is another key. It is also what
 * the stored answer, which may hold tokens, is sealed with; the database has only its hash. */
static char *
build_secret (KabCall *call)
{
  return g_strjoin ("\n", call->route->method, call->path, call->person != NULL ? call->person->id : "",
                    kab_call_get_header (call, "Idempotency-Key"), NULL);
}

static char *
hash_body (KabCall *call)
{
  g_autofree char *text = NULL;

  if (call->raw != NULL)
    return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, call->raw);
  text = kab_json_to_canonical (call->body);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* A browser sends no key; what a form does stands in its own way of being done once. */
static gboolean
takes_key (const KabCall *call)
{
  return g_str_equal (call->route->method, "POST") && !call->route->form;
}

/**
 * kab_idempotency_check_key:
 * @call: a call
 *
 * Answers 428 to a POST without a key, and 400 where the key is no UUID.
 */
void
kab_idempotency_check_key (KabCall *call)
{
  const char *key = kab_call_get_header (call, "Idempotency-Key");

  if (!takes_key (call))
    return;
  if (key == NULL)
    kab_call_reply_problem (call, "precondition-required", "Idempotency-Key is missing");
  else if (!g_uuid_string_is_valid (key))
    kab_call_reply_problem (call, "bad-request", "Idempotency-Key must be a UUID");
}

static void
restore (KabCall *call, GBytes *plain)
{
  g_autoptr (GVariant) stored
      = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE ("(usasay)"), plain, FALSE));
  g_autoptr (GVariantIter) headers = NULL;
  g_autoptr (GVariant) body = NULL;
  const char *type;
  const char *header;
  guint status;

  g_variant_get (stored, "(u&sas@ay)", &status, &type, &headers, &body);
  while (g_variant_iter_next (headers, "&s", &header))
    g_ptr_array_add (call->headers, g_strdup (header));
  if (*type == '\0')
    {
      kab_call_reply_empty (call, status);
    }
  else
    {
      g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (body);

      kab_call_reply_bytes (call, status, type, bytes);
    }
}

/**
 * kab_idempotency_replay:
 * @call: a call that passed kab_idempotency_check_key ()
 *
 * Answers as the first time where the same was asked before, and 409 where the key came with another body.
 */
void
kab_idempotency_replay (KabCall *call)
{
  g_autofree char *secret = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *body = NULL;
  g_autoptr (KabRows) rows = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;

  if (!takes_key (call))
    return;
  secret = build_secret (call);
  hash = kab_secrets_hash (secret);
  rows = kab_database_select (call->server->database, "SELECT body, answer FROM idempotency WHERE hash = ?",
                              "s", hash);
  if (!kab_rows_next (rows))
    return;
  body = hash_body (call);
  if (g_strcmp0 (kab_rows_get_text (rows, 0), body) != 0)
    {
      kab_call_reply_problem (call, "idempotency-mismatch", NULL);
      return;
    }
  sealed = kab_rows_dup_bytes (rows, 1);
  plain = kab_secrets_unseal (secret, sealed);
  if (plain == NULL)
    kab_call_reply_problem (call, "internal", NULL);
  else
    restore (call, plain);
}

/* What did something: a success, or a refusal that cost an attempt. Anything else may be asked again. */
static gboolean
is_final (guint status)
{
  return SOUP_STATUS_IS_SUCCESSFUL (status) || status == 422;
}

/**
 * kab_idempotency_store:
 * @call: an answered call, still inside its transaction
 *
 * Keeps the answer with what was done: either both survive a crash or neither.
 */
void
kab_idempotency_store (KabCall *call)
{
  g_autofree char *secret = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GVariant) stored = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) sealed = NULL;
  GVariantBuilder headers;
  gsize size = 0;
  gconstpointer data = call->answer != NULL ? g_bytes_get_data (call->answer, &size) : NULL;

  if (!takes_key (call) || !is_final (call->status))
    return;
  secret = build_secret (call);
  hash = kab_secrets_hash (secret);
  body = hash_body (call);
  g_variant_builder_init (&headers, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < call->headers->len; i++)
    g_variant_builder_add (&headers, "s", g_ptr_array_index (call->headers, i));
  stored = g_variant_ref_sink (
      g_variant_new ("(usas@ay)", call->status, call->content_type != NULL ? call->content_type : "",
                     &headers, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, size, 1)));
  plain = g_variant_get_data_as_bytes (stored);
  sealed = kab_secrets_seal (secret, plain);
  kab_database_run (call->server->database, "INSERT INTO idempotency VALUES (?, ?, ?, ?)", "ssbl", hash, body,
                    sealed, kab_server_now (call->server));
}

/**
 * kab_idempotency_forget:
 * @server: the server
 *
 * Drops answers older than a day.
 */
void
kab_idempotency_forget (KabServer *server)
{
  kab_database_run (server->database, "DELETE FROM idempotency WHERE created_at < ?", "l",
                    kab_server_now (server) - KEEP_SECONDS);
}
