/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "delivery.h"

#include <curl/curl.h>

#include "json.h"
#include "secrets.h"
#include "transport.h"

#define MAX_RUNNING 4
#define MAX_WAIT 60
#define KEEP_SECONDS (7 * 24 * 60 * 60)

/* How long to wait after the first, second… attempt that came to nothing. */
static const gint64 delays[] = { 5, 30, 120, 600, 3600 };

struct _KabDelivery
{
  GHashTable *running; /* ids that a thread is busy with */
  guint timer;
  int stop; /* atomic */
};

typedef struct
{
  KabServer *server;
  gint64 id;
  gboolean mail;
  KabTransportJob *job;
  KabTransportResult result;
} Errand;

static void pump (KabServer *server);

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  kab_transport_job_free (errand->job);
  g_free (errand);
}

static gboolean
time_passed_cb (gpointer data)
{
  KabServer *server = data;

  server->delivery->timer = 0;
  pump (server);
  return G_SOURCE_REMOVE;
}

/* Runs after the transaction that put a message into the queue. */
static void
wake_after (KabServer *server, gint64 seconds)
{
  KabDelivery *self = server->delivery;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!g_atomic_int_get (&self->stop))
    self->timer
        = g_timeout_add (seconds > 0 ? (guint) (MIN (seconds, MAX_WAIT) * 1000) : 0, time_passed_cb, server);
}

/**
 * kab_delivery_wake:
 * @server: the server
 *
 * Looks for messages that are due, as soon as the present request is answered.
 */
void
kab_delivery_wake (KabServer *server)
{
  wake_after (server, 0);
}

static void
note_result (Errand *errand)
{
  KabServer *server = errand->server;
  gint64 tries = kab_database_select_integer (server->database, "SELECT tries FROM deliveries WHERE id = ?",
                                              "l", errand->id);
  gboolean again = errand->result == KAB_TRANSPORT_LATER && tries < (gint64) G_N_ELEMENTS (delays);

  if (errand->result == KAB_TRANSPORT_SENT)
    kab_database_run (server->database,
                      "UPDATE deliveries SET state = 'sent', content = NULL, error = NULL WHERE id = ?", "l",
                      errand->id);
  else if (again)
    kab_database_run (server->database,
                      "UPDATE deliveries SET tries = tries + 1, next_at = ?, error = ? WHERE id = ?", "lsl",
                      kab_server_now (server) + delays[tries], errand->job->error, errand->id);
  else
    kab_database_run (server->database,
                      "UPDATE deliveries SET state = 'failed', content = NULL, error = ? WHERE id = ?", "sl",
                      errand->job->error, errand->id);
}

static void
errand_done (GObject *source, GAsyncResult *result, gpointer data)
{
  KabServer *server = data;
  Errand *errand = g_task_get_task_data (G_TASK (result));

  g_hash_table_remove (server->delivery->running, &errand->id);
  if (!g_atomic_int_get (&server->delivery->stop))
    note_result (errand);
  kab_delivery_wake (server);
}

static void
run_errand (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;

  errand->result
      = errand->mail ? kab_transport_send_mail (errand->job) : kab_transport_send_sms (errand->job);
  g_task_return_boolean (task, TRUE);
}

static KabTransportJob *
build_job (KabServer *server, gint64 id, gboolean mail, const char *content)
{
  g_autoptr (JsonObject) letter = kab_json_object_from_text (content);
  KabTransportJob *job = g_new0 (KabTransportJob, 1);

  job->url = g_strdup (mail ? server->options->smtp : server->options->sms_gateway);
  job->from = g_strdup (server->options->mail_from);
  job->to = g_strdup (kab_json_get_string (letter, "to"));
  job->subject = g_strdup (kab_json_get_string (letter, "subject"));
  job->text = g_strdup (kab_json_get_string (letter, "text"));
  job->id = g_strdup_printf ("%" G_GINT64_FORMAT "-%s", id, kab_json_get_string (letter, "id"));
  job->stop = &server->delivery->stop;
  return job;
}

static void
begin_errand (KabServer *server, gint64 id, gboolean mail, GBytes *sealed)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, errand_done, server);
  g_autofree char *content = kab_secrets_unseal_own (server->secrets, sealed);
  Errand *errand;

  if (content == NULL)
    {
      kab_database_run (server->database,
                        "UPDATE deliveries SET state = 'failed', error = 'sealed' WHERE id = ?", "l", id);
      return;
    }
  errand = g_new0 (Errand, 1);
  errand->server = server;
  errand->id = id;
  errand->mail = mail;
  errand->job = build_job (server, id, mail, content);
  g_hash_table_add (server->delivery->running, g_memdup2 (&id, sizeof id));
  g_task_set_task_data (task, errand, errand_free);
  g_task_run_in_thread (task, run_errand);
}

static void
pump (KabServer *server)
{
  KabDelivery *self = server->delivery;
  gint64 now = kab_server_now (server);
  gint64 next = 0;
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT id, channel, content, next_at FROM deliveries WHERE state = 'queued' ORDER BY next_at", "");

  while (g_hash_table_size (self->running) < MAX_RUNNING && kab_rows_next (rows))
    {
      gint64 id = kab_rows_get_integer (rows, 0);
      g_autoptr (GBytes) sealed = NULL;

      next = kab_rows_get_integer (rows, 3);
      if (next > now)
        break;
      if (g_hash_table_contains (self->running, &id))
        continue;
      sealed = kab_rows_dup_bytes (rows, 2);
      begin_errand (server, id, g_str_equal (kab_rows_get_text (rows, 1), "email"), sealed);
    }
  if (next > now)
    wake_after (server, next - now);
}

static gboolean
has_transport (KabServer *server, const char *channel)
{
  return g_str_equal (channel, "email") ? server->options->smtp != NULL
                                        : server->options->sms_gateway != NULL;
}

static char *
build_content (const KabLetter *letter)
{
  g_autoptr (JsonObject) content = json_object_new ();
  g_autofree char *id = kab_secrets_new_id ();

  json_object_set_string_member (content, "id", id);
  json_object_set_string_member (content, "to", letter->to);
  kab_json_set_string (content, "subject", letter->subject);
  json_object_set_string_member (content, "text", letter->text);
  kab_json_set_string (content, "code", letter->code);
  kab_json_set_string (content, "link", letter->link);
  return kab_json_object_to_text (content);
}

/**
 * kab_delivery_send:
 * @server: the server
 * @organisation: in whose name
 * @letter: the message
 *
 * Puts a message into the queue, inside the caller's transaction. Where there is no transport for its channel,
 * it goes to the demo's outbox, and without one it fails.
 *
 * Returns: id of the delivery
 */
gint64
kab_delivery_send (KabServer *server, KabOrganisation *organisation, const KabLetter *letter)
{
  g_autofree char *content = build_content (letter);
  g_autoptr (GBytes) sealed = kab_secrets_seal_own (server->secrets, content);
  const char *state = "queued";
  gint64 now = kab_server_now (server);

  if (!has_transport (server, letter->channel))
    state = server->options->demo_outbox ? "sent" : "failed";
  kab_database_run (server->database,
                    "INSERT INTO deliveries (organisation, channel, content, state, next_at, created_at)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    "ssbsll", kab_organisation_get_id (organisation), letter->channel,
                    g_str_equal (state, "failed") ? NULL : sealed, state, now, now);
  kab_delivery_wake (server);
  return kab_database_get_last_id (server->database);
}

/**
 * kab_delivery_dup_state:
 * @server: the server
 * @id: id of a delivery
 *
 * Returns: (transfer full): "queued", "sent" or "failed"
 */
char *
kab_delivery_dup_state (KabServer *server, gint64 id)
{
  char *state
      = kab_database_select_text (server->database, "SELECT state FROM deliveries WHERE id = ?", "l", id);

  return state != NULL ? state : g_strdup ("sent");
}

static JsonObject *
build_outbox_item (KabServer *server, KabRows *rows)
{
  g_autoptr (GBytes) sealed = kab_rows_dup_bytes (rows, 3);
  g_autofree char *text = sealed != NULL ? kab_secrets_unseal_own (server->secrets, sealed) : NULL;
  JsonObject *item = kab_json_object_from_text (text);
  const char *organisation = kab_rows_get_text (rows, 1);
  KabOrganisation *owner = kab_server_find_organisation (server, organisation);
  g_autofree char *at = NULL;

  json_object_set_int_member (item, "id", kab_rows_get_integer (rows, 0));
  json_object_set_string_member (item, "organisation", organisation);
  json_object_set_string_member (item, "channel", kab_rows_get_text (rows, 2));
  if (owner != NULL)
    at = kab_organisation_format_time (owner, kab_rows_get_integer (rows, 4));
  kab_json_set_string (item, "at", at);
  return item;
}

/**
 * kab_delivery_build_outbox:
 * @server: the server
 * @organisation: (nullable): id of an organisation, or %NULL for all
 * @since: messages after this id
 *
 * Returns: (transfer full): what would have been sent
 */
JsonObject *
kab_delivery_build_outbox (KabServer *server, const char *organisation, gint64 since)
{
  JsonObject *outbox = json_object_new ();
  JsonArray *items = json_array_new ();
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT id, organisation, channel, content, created_at FROM deliveries"
      " WHERE id > ? AND state = 'sent' AND content IS NOT NULL AND organisation = coalesce (?, organisation)"
      " ORDER BY id LIMIT 500",
      "ls", since, organisation);

  while (kab_rows_next (rows))
    json_array_add_object_element (items, build_outbox_item (server, rows));
  json_object_set_array_member (outbox, "items", items);
  return outbox;
}

/**
 * kab_delivery_forget:
 * @server: the server
 *
 * Drops messages of more than a week ago.
 */
void
kab_delivery_forget (KabServer *server)
{
  kab_database_run (server->database, "DELETE FROM deliveries WHERE state <> 'queued' AND created_at < ?",
                    "l", kab_server_now (server) - KEEP_SECONDS);
}

/**
 * kab_delivery_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: whether messages can be sent; what the last run left in the queue goes out now
 */
gboolean
kab_delivery_open (KabServer *server, GError **error)
{
  if (!kab_database_migrate (server->database, "delivery", error))
    return FALSE;
  curl_global_init (CURL_GLOBAL_DEFAULT);
  server->delivery = g_new0 (KabDelivery, 1);
  server->delivery->running = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  kab_delivery_wake (server);
  return TRUE;
}

/**
 * kab_delivery_close:
 * @server: the server
 *
 * Breaks off what is under way; it stays in the queue.
 */
void
kab_delivery_close (KabServer *server)
{
  KabDelivery *self = server->delivery;

  if (self == NULL)
    return;
  g_atomic_int_set (&self->stop, 1);
  while (g_hash_table_size (self->running) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_hash_table_unref (self->running);
  g_clear_pointer (&server->delivery, g_free);
  curl_global_cleanup ();
}
