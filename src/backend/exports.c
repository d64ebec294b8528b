/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "exports.h"

#include <glib/gstdio.h>

#include "documents-query.h"
#include "documents-snapshot.h"
#include "exports-job.h"
#include "json.h"

#define KEPT_SECONDS (60 * 60)
#define MAX_RUNNING 2 /* of one person */
#define MAX_KEPT 8    /* of one person */
#define MAX_COLUMNS 30

/* Files are made anew when they are wanted anew: jobs live in memory, and a restart forgets them. */
struct _KabExports
{
  GPtrArray *jobs; /* of KabExportJob, the oldest first */
};

static JsonObject *
build_export (const KabExportJob *job)
{
  static const char *const states[] = { "running", "done", "failed" };
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", job->id);
  json_object_set_string_member (object, "state", states[job->state]);
  json_object_set_int_member (object, "done", job->done);
  json_object_set_int_member (object, "total", job->ids->len);
  json_object_set_int_member (object, "size", job->size);
  return object;
}

static KabExportJob *
find_job (KabServer *server, KabCall *call)
{
  GPtrArray *jobs = server->exports->jobs;
  const char *id = kab_call_get_parameter (call, "export");

  for (guint i = 0; i < jobs->len; i++)
    {
      KabExportJob *job = g_ptr_array_index (jobs, i);

      if (g_str_equal (job->id, id) && g_str_equal (job->person, call->person->id))
        return job;
    }
  kab_call_reply_problem (call, "not-found", NULL);
  return NULL;
}

/* The query of a list comes as an object here; it is read as one that came in the address. */
static KabDocumentsQuery *
read_query (KabServer *server, KabCall *call)
{
  g_auto (GStrv) known = g_strsplit (KAB_DOCUMENTS_QUERY_PARAMETERS, " ", -1);
  JsonObject *query = kab_json_get_object (kab_call_get_body (call), "query");
  g_autoptr (GList) names = query != NULL ? json_object_get_members (query) : NULL;

  for (GList *link = names; link != NULL; link = link->next)
    {
      const char *value = kab_json_get_string (query, link->data);

      if (!g_strv_contains ((const char *const *) known, link->data))
        kab_call_reply_problem (call, "unknown-parameter", link->data);
      else if (value != NULL)
        g_hash_table_insert (call->query, g_strdup (link->data), g_strdup (value));
    }
  return kab_documents_query_new (server, call);
}

static void
read_columns (KabCall *call, GStrvBuilder *ids, GStrvBuilder *titles)
{
  JsonArray *columns = kab_json_get_array (kab_call_get_body (call), "columns");
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  guint count = kab_json_array_length (columns);

  if (count == 0 || count > MAX_COLUMNS)
    kab_field_errors_add (errors, "/columns", count == 0 ? "required" : "too_long");
  for (guint i = 0; i < MIN (count, MAX_COLUMNS); i++)
    {
      JsonObject *column = kab_json_array_get_object (columns, i);
      const char *id = kab_json_get_string (column, "id");
      const char *title = kab_json_get_string (column, "title");
      g_autofree char *pointer = g_strdup_printf ("/columns/%u/id", i);

      if (id == NULL || !kab_export_knows_column (call->organisation, id))
        {
          kab_field_errors_add (errors, pointer, "option");
          continue;
        }
      g_strv_builder_add (ids, id);
      g_strv_builder_add (titles, title != NULL ? title : id);
    }
  if (!kab_field_errors_is_empty (errors))
    kab_call_reply_field_errors (call, errors);
}

/* One person does not keep the server busy: two files at a time, and the oldest make room. */
static gboolean
has_room (KabServer *server, KabCall *call)
{
  GPtrArray *jobs = server->exports->jobs;
  guint running = 0;
  guint kept = 0;

  for (guint i = jobs->len; i-- > 0;)
    {
      KabExportJob *job = g_ptr_array_index (jobs, i);

      if (!g_str_equal (job->person, call->person->id))
        continue;
      if (job->state == KAB_EXPORT_RUNNING)
        running++;
      else if (++kept >= MAX_KEPT)
        g_ptr_array_remove_index (jobs, i);
    }
  if (running >= MAX_RUNNING)
    kab_call_reply_too_many (call, "exports", 10);
  return running < MAX_RUNNING;
}

static void
start_export (KabServer *server, KabCall *call)
{
  g_autoptr (KabDocumentsQuery) query = read_query (server, call);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_auto (GStrv) wanted = NULL;
  g_auto (GStrv) named = NULL;
  g_autofree char *mark = NULL;
  GArray *documents;
  KabExportJob *job;

  if (kab_call_is_answered (call))
    return;
  read_columns (call, ids, titles);
  if (kab_call_is_answered (call) || !has_room (server, call))
    return;
  wanted = g_strv_builder_end (ids);
  named = g_strv_builder_end (titles);
  mark = kab_snapshots_dup_mark (server->snapshots, server);
  documents = kab_snapshots_get (server->snapshots, server, call->organisation, query, mark);
  job = kab_export_job_new (server, call->organisation, call->person->id, documents,
                            (const char *const *) wanted, (const char *const *) named);
  g_ptr_array_add (server->exports->jobs, job);
  kab_call_reply_object (call, 202, build_export (job));
}

static void
answer_export (KabServer *server, KabCall *call)
{
  KabExportJob *job = find_job (server, call);

  if (job != NULL)
    kab_call_reply_object (call, 200, build_export (job));
}

static char *
build_digest (KabExportJob *job)
{
  g_autoptr (GChecksum) checksum = g_checksum_copy (job->checksum);
  g_autofree char *base64 = NULL;
  guint8 raw[32];
  gsize length = sizeof raw;

  g_checksum_get_digest (checksum, raw, &length);
  base64 = g_base64_encode (raw, length);
  return g_strdup_printf ("sha-256=:%s:", base64);
}

static void
answer_file (KabServer *server, KabCall *call)
{
  KabExportJob *job = find_job (server, call);
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *digest = NULL;

  if (job == NULL)
    return;
  if (job->state == KAB_EXPORT_DONE)
    file = g_mapped_file_new (job->path, FALSE, NULL);
  if (file == NULL)
    {
      kab_call_reply_problem (call, "conflict", "The file is not ready");
      return;
    }
  bytes = g_mapped_file_get_bytes (file);
  digest = build_digest (job);
  kab_call_set_header (call, "Repr-Digest", digest);
  kab_call_reply_bytes (call, 200, "text/csv", bytes);
}

static void
drop_export (KabServer *server, KabCall *call)
{
  KabExportJob *job = find_job (server, call);

  if (job == NULL)
    return;
  g_ptr_array_remove (server->exports->jobs, job);
  kab_call_reply_empty (call, 204);
}

static const KabRoute routes[] = {
  { "POST", "/{org}/exports", start_export, KAB_ACCESS_PERSON },
  { "GET", "/{org}/exports/{export}", answer_export, KAB_ACCESS_PERSON },
  { "GET", "/{org}/exports/{export}/file", answer_file, KAB_ACCESS_PERSON },
  { "DELETE", "/{org}/exports/{export}", drop_export, KAB_ACCESS_PERSON },
  { NULL },
};

/* What a server that was killed has left behind. */
static void
clear_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
}

/**
 * kab_exports_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: whether there is a place for the files
 */
gboolean
kab_exports_open (KabServer *server, GError **error)
{
  g_autofree char *path = g_build_filename (server->options->data, "exports", NULL);

  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s cannot be made", path);
      return FALSE;
    }
  clear_folder (path);
  server->exports = g_new0 (KabExports, 1);
  server->exports->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_export_job_free);
  kab_router_add (server->router, routes);
  return TRUE;
}

/**
 * kab_exports_close:
 * @server: the server
 */
void
kab_exports_close (KabServer *server)
{
  if (server->exports == NULL)
    return;
  g_ptr_array_unref (server->exports->jobs);
  g_clear_pointer (&server->exports, g_free);
}

/**
 * kab_exports_forget:
 * @server: the server
 *
 * Drops files that nobody has fetched for an hour.
 */
void
kab_exports_forget (KabServer *server)
{
  gint64 limit = kab_server_now (server) - KEPT_SECONDS;
  GPtrArray *jobs = server->exports->jobs;

  for (guint i = jobs->len; i-- > 0;)
    if (((KabExportJob *) g_ptr_array_index (jobs, i))->created_at < limit)
      g_ptr_array_remove_index (jobs, i);
}
