/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "filing-lines.h"

#include "documents-json.h"
#include "documents-lines.h"
#include "documents-type.h"
#include "json.h"

#define MAX_TYPED 100

static gboolean
is_void (KabOrganisation *organisation, const char *type, const char *state)
{
  JsonObject *filing = kab_json_get_object (kab_document_type_get_machine (organisation, type), "filing");

  return kab_json_array_has_string (kab_json_get_array (filing, "void"), state);
}

/* What is left of a line: its quantity without what documents of that kind already say of it. */
static gint64
get_rest (
    KabServer *server, KabOrganisation *organisation, gint64 line, const char *quantity, const char *type)
{
  g_autoptr (KabRows) rows = kab_database_select (server->database,
                                                  "SELECT l.quantity, d.state FROM document_lines l"
                                                  " JOIN documents d ON d.id = l.document"
                                                  " WHERE l.origin = ? AND d.type = ?",
                                                  "ls", line, type);
  gint64 rest;
  gint64 used;

  if (!kab_quantity_parse (quantity, &rest))
    rest = 1000;
  while (kab_rows_next (rows))
    if (!is_void (organisation, type, kab_rows_get_text (rows, 1))
        && kab_quantity_parse (kab_rows_get_text (rows, 0), &used))
      rest -= used;
  return MAX (rest, 0);
}

static JsonObject *
build_line (KabRows *rows, gint64 rest, const char *currency)
{
  static const char *const texts[] = { "id", "group", "title", "note", "unit" };
  g_autofree char *quantity = kab_quantity_format (rest);
  JsonObject *line = json_object_new ();
  gint64 price = kab_rows_get_integer (rows, 6);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    kab_json_set_string (line, texts[i], kab_rows_get_text (rows, (int) i));
  json_object_set_string_member (line, "quantity", quantity);
  kab_json_set_money (line, "price", price, currency);
  kab_json_set_money (line, "amount", kab_quantity_multiply (price, rest), currency);
  return line;
}

static KabRows *
select_lines (KabServer *server, gint64 document)
{
  return kab_database_select (server->database,
                              "SELECT id, part, title, note, unit, quantity, price FROM document_lines"
                              " WHERE document = ? ORDER BY position",
                              "l", document);
}

/**
 * kab_filing_build_lines:
 * @server: the server
 * @organisation: whose documents these are
 * @from: the document whose lines may be chosen
 * @type: kind of document that is filed about them
 *
 * Returns: (transfer full): the lines of which something is left, with what is left
 */
JsonArray *
kab_filing_build_lines (KabServer *server,
                        KabOrganisation *organisation,
                        const KabDocument *from,
                        const char *type)
{
  g_autoptr (KabRows) rows = select_lines (server, from->id);
  JsonArray *lines = json_array_new ();

  while (kab_rows_next (rows))
    {
      gint64 rest = get_rest (server, organisation, kab_rows_get_integer (rows, 0),
                              kab_rows_get_text (rows, 5), type);

      if (rest > 0)
        json_array_add_object_element (lines, build_line (rows, rest, from->currency));
    }
  return lines;
}

static gint64
find_rest (JsonArray *lines, const char *id)
{
  gint64 rest = 0;

  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line = kab_json_array_get_object (lines, i);

      if (g_strcmp0 (kab_json_get_string (line, "id"), id) == 0
          && kab_quantity_parse (kab_json_get_string (line, "quantity"), &rest))
        return rest;
    }
  return 0;
}

static gboolean
is_chosen (GArray *chosen, gint64 line)
{
  for (guint i = 0; i < chosen->len; i++)
    if (g_array_index (chosen, KabChosenLine, i).line == line)
      return TRUE;
  return FALSE;
}

static void
refuse_quantity (KabFieldErrors *errors, guint index, gint64 rest)
{
  g_autofree char *pointer = g_strdup_printf ("/lines/%u/quantity", index);
  JsonObject *parameters = json_object_new ();

  json_object_set_double_member (parameters, "min", 0);
  json_object_set_double_member (parameters, "max", (double) rest / 1000);
  kab_field_errors_add_take (errors, pointer, "range", parameters);
}

static void
choose_line (GArray *chosen, JsonArray *lines, JsonObject *given, guint index, KabFieldErrors *errors)
{
  const char *id = kab_json_get_string (given, "id");
  const char *quantity = kab_json_get_string (given, "quantity");
  gint64 rest = find_rest (lines, id);
  g_autofree char *pointer = g_strdup_printf ("/lines/%u/id", index);
  KabChosenLine line = { .quantity = rest };

  if (rest == 0 || !g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, &line.line, NULL)
      || is_chosen (chosen, line.line))
    kab_field_errors_add (errors, pointer, "option");
  else if (quantity != NULL
           && (!kab_quantity_parse (quantity, &line.quantity) || line.quantity <= 0 || line.quantity > rest))
    refuse_quantity (errors, index, rest);
  else
    g_array_append_val (chosen, line);
}

/**
 * kab_filing_choose_lines:
 * @server: the server
 * @organisation: whose documents these are
 * @from: the document whose lines were chosen
 * @type: kind of document that is filed about them
 * @given: (nullable): what came in
 * @errors: takes what is wrong
 *
 * Returns: (transfer full) (element-type KabChosenLine): the lines that were chosen well
 */
GArray *
kab_filing_choose_lines (KabServer *server,
                         KabOrganisation *organisation,
                         const KabDocument *from,
                         const char *type,
                         JsonArray *given,
                         KabFieldErrors *errors)
{
  g_autoptr (JsonArray) lines = kab_filing_build_lines (server, organisation, from, type);
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (KabChosenLine));

  for (guint i = 0; i < kab_json_array_length (given); i++)
    choose_line (chosen, lines, kab_json_array_get_object (given, i), i, errors);
  if (kab_json_array_length (given) == 0)
    kab_field_errors_add (errors, "/lines", "required");
  return chosen;
}

/**
 * kab_filing_copy_lines:
 * @server: the server
 * @document: id of a new document
 * @chosen: (element-type KabChosenLine): lines of another one
 *
 * Returns: what they come to, in minor units
 */
gint64
kab_filing_copy_lines (KabServer *server, gint64 document, GArray *chosen)
{
  gint64 sum = 0;

  for (guint i = 0; i < chosen->len; i++)
    {
      KabChosenLine *line = &g_array_index (chosen, KabChosenLine, i);
      g_autofree char *quantity = kab_quantity_format (line->quantity);
      gint64 price = kab_database_select_integer (
          server->database, "SELECT price FROM document_lines WHERE id = ?", "l", line->line);
      gint64 amount = kab_quantity_multiply (price, line->quantity);

      kab_database_run (server->database,
                        "INSERT INTO document_lines (document, position, part, title, note, quantity, unit,"
                        " price, amount, origin) SELECT ?, ?, part, title, note, ?, unit, price, ?, id"
                        " FROM document_lines WHERE id = ?",
                        "lisll", document, (int) i, quantity, amount, line->line);
      sum += amount;
    }
  return sum;
}

/**
 * kab_filing_type_lines:
 * @server: the server
 * @document: id of a new document
 * @group: what the lines are
 * @text: a list with one thing on each line
 *
 * Each thing becomes a line of the document, so that it can be answered by itself.
 */
void
kab_filing_type_lines (KabServer *server, gint64 document, const char *group, const char *text)
{
  g_auto (GStrv) things = g_strsplit (text, "\n", -1);
  int position = 0;

  for (guint i = 0; things[i] != NULL && position < MAX_TYPED; i++)
    {
      g_autoptr (JsonObject) line = json_object_new ();

      if (*g_strstrip (things[i]) == '\0')
        continue;
      json_object_set_string_member (line, "group", group);
      json_object_set_string_member (line, "title", things[i]);
      kab_documents_add_line (server, document, position++, line);
    }
}
