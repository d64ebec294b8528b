/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "files.h"

#include "documents-store.h"
#include "fields.h"
#include "json.h"
#include "kab-text.h"

#define MAX_SIZE (10 * 1024 * 1024)
#define MAX_COUNT 10
#define MAX_LOOSE 40
#define KEEP_LOOSE (24 * 60 * 60)

/* A name that ends in .png and a header that says so prove nothing: the first bytes must agree. */
static const struct
{
  const char *type;
  const char *magic;
  gsize length;
} kinds[] = {
  { "image/jpeg", "\xff\xd8\xff", 3 },
  { "image/png", "\x89PNG\r\n\x1a\n", 8 },
  { "application/pdf", "%PDF-", 5 },
  { "text/plain", "", 0 },
};

static gboolean
is_kind (const char *type, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].type, type))
      return kinds[i].length > 0
                 ? size >= kinds[i].length && memcmp (data, kinds[i].magic, kinds[i].length) == 0
                 : g_utf8_validate (data, (gssize) size, NULL);
  return FALSE;
}

static JsonObject *
build_file (const char *id, const char *name, const char *type, gint64 size)
{
  JsonObject *file = json_object_new ();

  json_object_set_string_member (file, "id", id);
  json_object_set_string_member (file, "name", name);
  json_object_set_string_member (file, "content_type", type);
  json_object_set_int_member (file, "size", size);
  return file;
}

static void
refuse_size (KabCall *call)
{
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();

  kab_field_errors_add_integer (errors, "/file", "file_size", "max", MAX_SIZE);
  kab_call_reply_field_errors (call, errors);
}

static void
keep (KabServer *server, KabCall *call, const char *name, const char *type)
{
  g_autofree char *id = g_uuid_string_random ();
  gint64 size = (gint64) g_bytes_get_size (call->raw);

  kab_database_run (server->database,
                    "INSERT INTO files (id, organisation, person, name, content_type, size, data, created_at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    "ssssslbl", id, call->person->organisation, call->person->id, name, type, size, call->raw,
                    kab_server_now (server));
  kab_call_reply_object (call, 201, build_file (id, name, type, size));
}

static void
answer_upload (KabServer *server, KabCall *call)
{
  const char *given = kab_call_get_query (call, "name");
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  gsize size = g_bytes_get_size (call->raw);
  g_autofree char *name = given != NULL ? kab_text_safe_file_name (given) : NULL;
  gint64 loose = kab_database_select_integer (
      server->database, "SELECT count (*) FROM files WHERE person = ? AND document IS NULL", "s",
      call->person->id);

  if (name == NULL)
    kab_call_reply_problem (call, "bad-request", "“name” is missing");
  else if (size == 0 || size > MAX_SIZE)
    refuse_size (call);
  else if (type == NULL || !is_kind (type, call->raw))
    kab_call_reply_problem (call, "unsupported-media", NULL);
  else if (loose >= MAX_LOOSE)
    kab_call_reply_too_many (call, "files", KEEP_LOOSE);
  else
    keep (server, call, name, type);
}

/* Whoever sees the document sees its files; what hangs on none is its owner's alone. */
static gboolean
may_read (KabServer *server, KabCall *call, gint64 document, const char *person)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, document);
  g_autoptr (KabDocument) found = NULL;

  if (document == 0)
    return g_strcmp0 (person, call->person->id) == 0;
  found = kab_documents_load (server, call, id);
  return found != NULL;
}

static void
answer_file (KabServer *server, KabCall *call)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT document, person, name, content_type, data FROM files WHERE id = ? AND organisation = ?", "ss",
      kab_call_get_parameter (call, "file"), kab_organisation_get_id (call->organisation));
  g_autoptr (GBytes) data = NULL;
  g_autofree char *name = NULL;
  g_autofree char *disposition = NULL;

  if (!kab_rows_next (rows)
      || !may_read (server, call, kab_rows_get_integer (rows, 0), kab_rows_get_text (rows, 1)))
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  data = kab_rows_dup_bytes (rows, 4);
  name = g_uri_escape_string (kab_rows_get_text (rows, 2), NULL, FALSE);
  disposition = g_strdup_printf ("attachment; filename*=UTF-8''%s", name);
  kab_call_set_header (call, "Content-Disposition", disposition);
  kab_call_set_header (call, "Content-Security-Policy", "sandbox");
  kab_call_reply_bytes (call, 200, kab_rows_get_text (rows, 3), data);
}

static gboolean
take_one (KabServer *server,
          KabCall *call,
          JsonObject *field,
          const char *id,
          const char *pointer,
          KabFieldErrors *errors)
{
  JsonArray *accept = kab_json_get_array (field, "accept");
  gint64 max = kab_json_get_integer (field, "max_size", MAX_SIZE);
  g_autoptr (KabRows) rows = kab_database_select (server->database,
                                                  "SELECT content_type, size FROM files WHERE id = ?"
                                                  " AND person = ? AND document IS NULL",
                                                  "ss", id, call->person->id);

  if (id == NULL || !kab_rows_next (rows))
    kab_field_errors_add (errors, pointer, "file_gone");
  else if (accept != NULL && !kab_json_array_has_string (accept, kab_rows_get_text (rows, 0)))
    kab_field_errors_add (errors, pointer, "file_type");
  else if (kab_rows_get_integer (rows, 1) > max)
    kab_field_errors_add_integer (errors, pointer, "file_size", "max", max);
  else
    return TRUE;
  return FALSE;
}

/**
 * kab_files_take:
 * @server: the server
 * @call: a call that brought a form
 * @field: a field of kind file
 * @given: what came in; the field's value is a list of ids of uploaded files
 * @ids: (element-type utf8): takes the ids that are good
 * @errors: takes what is wrong
 */
void
kab_files_take (KabServer *server,
                KabCall *call,
                JsonObject *field,
                JsonObject *given,
                GPtrArray *ids,
                KabFieldErrors *errors)
{
  const char *name = kab_json_get_string (field, "name");
  JsonArray *list = kab_json_get_array (given, name);
  gint64 max = kab_json_get_integer (field, "max_count", MAX_COUNT);
  g_autofree char *pointer = kab_fields_build_pointer (name);
  guint count = kab_json_array_length (list);

  if (list == NULL && json_object_has_member (given, name) && !json_object_get_null_member (given, name))
    kab_field_errors_add (errors, pointer, "file_type");
  else if (count == 0 && kab_json_get_boolean (field, "required", FALSE))
    kab_field_errors_add (errors, pointer, "required");
  else if (count > max)
    kab_field_errors_add_integer (errors, pointer, "too_long", "max", max);
  else
    for (guint i = 0; i < count; i++)
      {
        const char *id = kab_json_array_get_string (list, i);

        if (!take_one (server, call, field, id, pointer, errors))
          return;
        g_ptr_array_add (ids, g_strdup (id));
      }
}

/**
 * kab_files_attach:
 * @server: the server
 * @ids: (element-type utf8): ids from kab_files_take()
 * @document: id of the document that they belong to from now on
 * @message: id of the message that they came with, or 0
 */
void
kab_files_attach (KabServer *server, GPtrArray *ids, gint64 document, gint64 message)
{
  for (guint i = 0; i < ids->len; i++)
    kab_database_run (server->database, "UPDATE files SET document = ?, message = nullif (?, 0) WHERE id = ?",
                      "lls", document, message, g_ptr_array_index (ids, i));
}

/**
 * kab_files_list:
 * @server: the server
 * @document: id of a document
 * @message: id of one of its messages, or 0 for what came with the document itself
 *
 * Returns: (transfer full): the files, as clients see them
 */
JsonArray *
kab_files_list (KabServer *server, gint64 document, gint64 message)
{
  g_autoptr (KabRows) rows = kab_database_select (server->database,
                                                  "SELECT id, name, content_type, size FROM files"
                                                  " WHERE document = ? AND ifnull (message, 0) = ?"
                                                  " ORDER BY created_at, rowid",
                                                  "ll", document, message);
  JsonArray *files = json_array_new ();

  while (kab_rows_next (rows))
    json_array_add_object_element (files,
                                   build_file (kab_rows_get_text (rows, 0), kab_rows_get_text (rows, 1),
                                               kab_rows_get_text (rows, 2), kab_rows_get_integer (rows, 3)));
  return files;
}

/**
 * kab_files_forget:
 * @server: the server
 *
 * Drops files that were brought and never sent along with anything.
 */
void
kab_files_forget (KabServer *server)
{
  kab_database_run (server->database, "DELETE FROM files WHERE document IS NULL AND created_at < ?", "l",
                    kab_server_now (server) - KEEP_LOOSE);
}

static const KabRoute routes[] = {
  { "POST", "/{org}/files", answer_upload, KAB_ACCESS_PERSON, "name", NULL, MAX_SIZE + 64 * 1024, TRUE },
  { "GET", "/{org}/files/{file}", answer_file, KAB_ACCESS_PERSON },
  { NULL },
};

/**
 * kab_files_open:
 * @server: the server
 *
 * Takes files and gives them back.
 */
void
kab_files_open (KabServer *server)
{
  kab_router_add (server->router, routes);
}
