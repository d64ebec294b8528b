/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "exports-job.h"

#include <glib/gstdio.h>

#include "documents-json.h"
#include "documents-store.h"
#include "documents-type.h"
#include "json.h"
#include "kab-money.h"

/* Rows of one turn of the main loop: few enough that nobody who asks for something else notices. */
#define ROWS_AT_A_TIME 200

static char *
format_day (KabOrganisation *organisation, gint64 time)
{
  g_autofree char *text = kab_organisation_format_time (organisation, time);

  /* Spreadsheets take a day and a time with a space between, and no offset. */
  text[strlen ("2026-11-24")] = ' ';
  text[strlen ("2026-11-24 14:05:00")] = '\0';
  return g_steal_pointer (&text);
}

static char *
dup_type (const KabExportJob *job, const KabDocument *document)
{
  return g_strdup (kab_document_type_get_title (job->organisation, document->type));
}

static char *
dup_number (const KabExportJob *job, const KabDocument *document)
{
  return g_strdup (document->number);
}

static char *
dup_subject (const KabExportJob *job, const KabDocument *document)
{
  return g_strdup (document->subject);
}

static char *
dup_date (const KabExportJob *job, const KabDocument *document)
{
  return format_day (job->organisation, document->date);
}

static char *
dup_amount (const KabExportJob *job, const KabDocument *document)
{
  g_autoptr (KabMoney) money
      = document->has_amount ? kab_money_new (document->amount, document->currency) : NULL;

  return money != NULL ? kab_money_format_decimal (money) : NULL;
}

static char *
dup_currency (const KabExportJob *job, const KabDocument *document)
{
  return document->has_amount ? g_strdup (document->currency) : NULL;
}

static char *
dup_state (const KabExportJob *job, const KabDocument *document)
{
  g_autoptr (JsonObject) state
      = kab_document_type_dup_state (job->organisation, document->type, document->state);

  return g_strdup (kab_json_get_string (state, "title"));
}

static char *
dup_customer (const KabExportJob *job, const KabDocument *document)
{
  return g_strdup (document->customer_name);
}

/* Figures stand as they are; everything else is text. */
static const struct
{
  const char *id;
  char *(*dup) (const KabExportJob *job, const KabDocument *document);
  gboolean figure;
} columns[] = {
  { "type", dup_type },       { "number", dup_number },       { "subject", dup_subject },
  { "date", dup_date, TRUE }, { "amount", dup_amount, TRUE }, { "currency", dup_currency },
  { "state", dup_state },     { "customer", dup_customer },
};

static gsize
find_column (const char *id)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (columns) && !g_str_equal (columns[i].id, id))
    i++;
  return i;
}

static JsonObject *
find_custom (KabOrganisation *organisation, const char *id)
{
  JsonArray *custom = kab_json_get_array (kab_organisation_get_descriptor (organisation), "custom_columns");

  for (guint i = 0; i < kab_json_array_length (custom); i++)
    {
      JsonObject *column = kab_json_array_get_object (custom, i);

      if (g_strcmp0 (kab_json_get_string (column, "id"), id) == 0)
        return column;
    }
  return NULL;
}

/**
 * kab_export_knows_column:
 * @organisation: an organisation
 * @column: id of a column
 *
 * Returns: whether a file may have it
 */
gboolean
kab_export_knows_column (KabOrganisation *organisation, const char *column)
{
  return find_column (column) < G_N_ELEMENTS (columns) || find_custom (organisation, column) != NULL;
}

/* RFC 4180. A text that a spreadsheet would take for a formula is kept one by an apostrophe. */
static void
append_field (GString *line, const char *text, gboolean figure)
{
  gboolean formula = !figure && text != NULL && *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;

  if (text == NULL)
    return;
  if (!formula && strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (line, text);
      return;
    }
  g_string_append (line, formula ? "\"'" : "\"");
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *text);
    }
  g_string_append_c (line, '"');
}

static void
append_cell (const KabExportJob *self, GString *line, const KabDocument *document, const char *id)
{
  gsize known = find_column (id);
  g_autofree char *text = NULL;

  if (known < G_N_ELEMENTS (columns))
    {
      text = columns[known].dup (self, document);
      append_field (line, text, columns[known].figure);
    }
  else
    {
      append_field (line, kab_document_get_custom_cell (document, find_custom (self->organisation, id)),
                    FALSE);
    }
}

static void
append_row (const KabExportJob *self, GString *text, const KabDocument *document)
{
  for (guint i = 0; self->columns[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_cell (self, text, document, self->columns[i]);
    }
  g_string_append (text, "\r\n");
}

static gboolean
write_text (KabExportJob *self, const GString *text)
{
  g_autoptr (GError) error = NULL;

  if (self->stream == NULL
      || !g_output_stream_write_all (G_OUTPUT_STREAM (self->stream), text->str, text->len, NULL, NULL,
                                     &error))
    {
      g_warning ("An export cannot be written: %s", error != NULL ? error->message : "no file");
      return FALSE;
    }
  g_checksum_update (self->checksum, (const guchar *) text->str, (gssize) text->len);
  self->size += (gint64) text->len;
  return TRUE;
}

static gboolean
finish (KabExportJob *self, KabExportState state)
{
  self->state = state;
  self->source = 0;
  if (self->stream != NULL && !g_output_stream_close (G_OUTPUT_STREAM (self->stream), NULL, NULL))
    self->state = KAB_EXPORT_FAILED;
  g_clear_object (&self->stream);
  return G_SOURCE_REMOVE;
}

static gboolean
write_rows_cb (gpointer data)
{
  KabExportJob *self = data;
  guint count = MIN (ROWS_AT_A_TIME, self->ids->len - self->done);
  const gint64 *ids = count > 0 ? &g_array_index (self->ids, gint64, self->done) : NULL;
  g_autoptr (GPtrArray) documents = kab_documents_load_ids (self->server, ids, count);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < documents->len; i++)
    append_row (self, text, g_ptr_array_index (documents, i));
  if (!write_text (self, text))
    return finish (self, KAB_EXPORT_FAILED);
  self->done += count;
  return self->done < self->ids->len ? G_SOURCE_CONTINUE : finish (self, KAB_EXPORT_DONE);
}

/* The mark tells spreadsheets that it is UTF-8. */
static gboolean
write_head (KabExportJob *self, const char *const *titles)
{
  g_autoptr (GString) line = g_string_new ("\xef\xbb\xbf");

  for (guint i = 0; self->columns[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      append_field (line, titles[i], FALSE);
    }
  g_string_append (line, "\r\n");
  return write_text (self, line);
}

/**
 * kab_export_job_new:
 * @server: the server
 * @organisation: whose documents
 * @person: id of who wants the file
 * @ids: (transfer none) (element-type gint64): the documents in their order; what is in @ids later does not matter
 * @columns: ids of columns that are known
 * @titles: their titles
 *
 * Begins to write, behind everything else that the server has to do.
 *
 * Returns: (transfer full): the job
 */
KabExportJob *
kab_export_job_new (KabServer *server,
                    KabOrganisation *organisation,
                    const char *person,
                    GArray *ids,
                    const char *const *wanted,
                    const char *const *titles)
{
  KabExportJob *self = g_new0 (KabExportJob, 1);
  g_autofree char *name = NULL;
  g_autoptr (GFile) file = NULL;

  self->server = server;
  self->organisation = organisation;
  self->id = g_uuid_string_random ();
  self->person = g_strdup (person);
  name = g_strconcat (self->id, ".csv", NULL);
  self->path = g_build_filename (server->options->data, "exports", name, NULL);
  self->ids = g_array_copy (ids);
  self->columns = g_strdupv ((GStrv) wanted);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->created_at = kab_server_now (server);
  file = g_file_new_for_path (self->path);
  self->stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, NULL);
  if (write_head (self, titles))
    self->source = g_idle_add_full (G_PRIORITY_LOW, write_rows_cb, self, NULL);
  else
    finish (self, KAB_EXPORT_FAILED);
  return self;
}

/**
 * kab_export_job_free:
 * @self: (transfer full): a job; it stops, and its file goes
 */
void
kab_export_job_free (KabExportJob *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->stream);
  g_unlink (self->path);
  g_array_unref (self->ids);
  g_strfreev (self->columns);
  g_checksum_free (self->checksum);
  g_free (self->id);
  g_free (self->person);
  g_free (self->path);
  g_free (self);
}
