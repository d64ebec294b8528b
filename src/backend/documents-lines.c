/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-lines.h"

#include "documents-json.h"
#include "documents-type.h"
#include "documents-versions.h"
#include "json.h"

/**
 * kab_line_free:
 * @self: (transfer full) (nullable): a line
 */
void
kab_line_free (KabLine *self)
{
  if (self == NULL)
    return;
  g_free (self->group);
  g_free (self->title);
  g_free (self->note);
  g_free (self->quantity);
  g_free (self->unit);
  g_free (self->state);
  g_free (self->decided_by);
  g_free (self->decided_through);
  g_free (self);
}

static JsonObject *
find_state (KabOrganisation *organisation, const char *type, const char *id)
{
  JsonArray *states = kab_json_get_array (kab_document_type_get_machine (organisation, type), "line_states");

  for (guint i = 0; i < kab_json_array_length (states); i++)
    {
      JsonObject *state = kab_json_array_get_object (states, i);

      if (g_strcmp0 (kab_json_get_string (state, "id"), id) == 0)
        return state;
    }
  return NULL;
}

/**
 * kab_line_counts:
 * @organisation: an organisation
 * @type: type of the document
 * @line: a line of it
 *
 * Returns: whether the line belongs to the sum: not one that was declined, given up or refused
 */
gboolean
kab_line_counts (KabOrganisation *organisation, const char *type, const KabLine *line)
{
  if (line->decided && !line->accepted)
    return FALSE;
  return kab_json_get_boolean (find_state (organisation, type, line->state), "counts", TRUE);
}

static KabLine *
read_line (KabRows *rows, const char *first_state)
{
  KabLine *line = g_new0 (KabLine, 1);
  const char *state = kab_rows_get_text (rows, 8);

  line->id = kab_rows_get_integer (rows, 0);
  line->group = g_strdup (kab_rows_get_text (rows, 1));
  line->title = g_strdup (kab_rows_get_text (rows, 2));
  line->note = g_strdup (kab_rows_get_text (rows, 3));
  line->quantity = g_strdup (kab_rows_get_text (rows, 4));
  line->unit = g_strdup (kab_rows_get_text (rows, 5));
  line->price = kab_rows_get_integer (rows, 6);
  line->amount = kab_rows_get_integer (rows, 7);
  line->state = g_strdup (state != NULL ? state : first_state);
  line->decided = !kab_rows_is_null (rows, 9);
  line->accepted = kab_rows_get_integer (rows, 9) != 0;
  line->decided_at = kab_rows_get_integer (rows, 10);
  line->decided_by = g_strdup (kab_rows_get_text (rows, 11));
  line->decided_through = g_strdup (kab_rows_get_text (rows, 12));
  return line;
}

/**
 * kab_lines_load:
 * @server: the server
 * @organisation: whose document it is
 * @document: a document
 *
 * Returns: (transfer full) (element-type KabLine): its lines in their order
 */
GPtrArray *
kab_lines_load (KabServer *server, KabOrganisation *organisation, const KabDocument *document)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_line_free);
  JsonObject *machine = kab_document_type_get_machine (organisation, document->type);
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT l.id, l.part, l.title, l.note, l.quantity, l.unit, l.price, l.amount,"
                             " l.state, d.accepted, d.at, d.by, d.through FROM document_lines l"
                             " LEFT JOIN document_decisions d ON d.id = l.decision"
                             " WHERE l.document = ? ORDER BY l.position, l.id",
                             "l", document->id);

  while (kab_rows_next (rows))
    g_ptr_array_add (lines, read_line (rows, kab_json_get_string (machine, "line_state")));
  return lines;
}

/**
 * kab_lines_sum:
 * @organisation: an organisation
 * @type: type of the document
 * @lines: (element-type KabLine): lines of it
 *
 * Returns: what those that count come to
 */
gint64
kab_lines_sum (KabOrganisation *organisation, const char *type, GPtrArray *lines)
{
  gint64 sum = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      KabLine *line = g_ptr_array_index (lines, i);

      if (kab_line_counts (organisation, type, line))
        sum += line->amount;
    }
  return sum;
}

static void
add_decision (KabCall *call, const KabLine *line, JsonObject *built)
{
  JsonObject *decision = json_object_new ();
  g_autofree char *at = kab_call_format_time (call, line->decided_at);

  json_object_set_boolean_member (decision, "accepted", line->accepted);
  json_object_set_string_member (decision, "at", at);
  kab_json_set_string (decision, "by", line->decided_by);
  kab_json_set_string (decision, "through", line->decided_through);
  json_object_set_object_member (built, "decision", decision);
}

static JsonObject *
build_state (KabOrganisation *organisation, const char *type, const char *id)
{
  JsonObject *known = find_state (organisation, type, id);
  JsonObject *state = json_object_new ();
  const char *title = kab_json_get_string (known, "title");
  const char *tone = kab_json_get_string (known, "tone");

  json_object_set_string_member (state, "id", id);
  json_object_set_string_member (state, "title", title != NULL ? title : id);
  json_object_set_string_member (state, "tone", tone != NULL ? tone : "neutral");
  return state;
}

/* That a line is new needs no words, unless the descriptor has some. */
static gboolean
is_unspoken (KabOrganisation *organisation, const char *type, const char *state)
{
  JsonObject *machine = kab_document_type_get_machine (organisation, type);

  return g_strcmp0 (kab_json_get_string (machine, "line_state"), state) == 0
         && find_state (organisation, type, state) == NULL;
}

static JsonObject *
build_line (KabCall *call, const KabDocument *document, const KabLine *line)
{
  JsonObject *built = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, line->id);

  json_object_set_string_member (built, "id", id);
  kab_json_set_string (built, "group", line->group);
  json_object_set_string_member (built, "title", line->title);
  kab_json_set_string (built, "note", line->note);
  kab_json_set_string (built, "quantity", line->quantity);
  kab_json_set_string (built, "unit", line->unit);
  kab_json_set_money (built, "price", line->price, document->currency);
  kab_json_set_money (built, "amount", line->amount, document->currency);
  if (line->state != NULL && !is_unspoken (call->organisation, document->type, line->state))
    json_object_set_object_member (built, "state",
                                   build_state (call->organisation, document->type, line->state));
  if (line->decided)
    add_decision (call, line, built);
  return built;
}

/**
 * kab_lines_to_json:
 * @call: the call that is answered
 * @document: a document
 * @lines: (element-type KabLine): lines of it
 *
 * Returns: (transfer full): the lines as clients get them
 */
JsonArray *
kab_lines_to_json (KabCall *call, const KabDocument *document, GPtrArray *lines)
{
  JsonArray *built = json_array_new ();

  for (guint i = 0; i < lines->len; i++)
    json_array_add_object_element (built, build_line (call, document, g_ptr_array_index (lines, i)));
  return built;
}

static void
add_total (JsonArray *totals, const char *title, gint64 minor, const char *currency)
{
  JsonObject *total = json_object_new ();

  json_object_set_string_member (total, "title", title);
  kab_json_set_money (total, "amount", minor, currency);
  json_array_add_object_element (totals, total);
}

/* One sum for each group, in the order in which the groups come; what does not count is in none of them. */
static JsonArray *
build_totals (KabCall *call, const KabDocument *document, GPtrArray *lines)
{
  JsonArray *totals = json_array_new ();
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < lines->len; i++)
    {
      KabLine *line = g_ptr_array_index (lines, i);
      gint64 *sum = line->group != NULL ? g_hash_table_lookup (sums, line->group) : NULL;

      if (line->group == NULL || !kab_line_counts (call->organisation, document->type, line))
        continue;
      if (sum == NULL)
        {
          sum = g_new0 (gint64, 1);
          g_hash_table_insert (sums, line->group, sum);
          g_ptr_array_add (groups, line->group);
        }
      *sum += line->amount;
    }
  for (guint i = 0; i < groups->len; i++)
    {
      const char *group = g_ptr_array_index (groups, i);

      add_total (totals, group, *(gint64 *) g_hash_table_lookup (sums, group), document->currency);
    }
  return totals;
}

/**
 * kab_lines_add_to:
 * @server: the server
 * @call: the call that is answered
 * @document: a document
 * @detail: gets lines, totals, and the estimates that were sent
 */
void
kab_lines_add_to (KabServer *server, KabCall *call, const KabDocument *document, JsonObject *detail)
{
  g_autoptr (GPtrArray) lines = kab_lines_load (server, call->organisation, document);

  json_object_set_array_member (detail, "lines", kab_lines_to_json (call, document, lines));
  json_object_set_array_member (detail, "totals", build_totals (call, document, lines));
  json_object_set_array_member (detail, "versions", kab_versions_to_json (server, call, document));
}

#define MAX_QUANTITY 100000

/**
 * kab_quantity_parse:
 * @text: (nullable): a quantity as people type it: 2, 0.5, 0,5
 * @thousandths: (out): how many thousandths it is
 *
 * Returns: whether it is a quantity: more than nothing, at most three decimals
 */
gboolean
kab_quantity_parse (const char *text, gint64 *thousandths)
{
  static const gint64 scale[] = { 1000, 100, 10, 1 };
  gsize whole = text != NULL ? strspn (text, "0123456789") : 0;
  gsize decimals = 0;
  gint64 value;

  if (whole == 0 || whole > 6)
    return FALSE;
  value = g_ascii_strtoll (text, NULL, 10) * 1000;
  if (text[whole] == '.' || text[whole] == ',')
    {
      decimals = strspn (text + whole + 1, "0123456789");
      if (decimals == 0 || decimals > 3 || text[whole + 1 + decimals] != '\0')
        return FALSE;
      value += g_ascii_strtoll (text + whole + 1, NULL, 10) * scale[decimals];
    }
  else if (text[whole] != '\0')
    {
      return FALSE;
    }
  *thousandths = value;
  return value > 0 && value <= MAX_QUANTITY * G_GINT64_CONSTANT (1000);
}

/**
 * kab_quantity_format:
 * @thousandths: a quantity
 *
 * Returns: (transfer full): the quantity without needless zeros, with a point
 */
char *
kab_quantity_format (gint64 thousandths)
{
  char *text = g_strdup_printf ("%" G_GINT64_FORMAT ".%03d", thousandths / 1000, (int) (thousandths % 1000));

  for (gsize end = strlen (text); text[end - 1] == '0' || text[end - 1] == '.'; end--)
    {
      gboolean point = text[end - 1] == '.';

      text[end - 1] = '\0';
      if (point)
        break;
    }
  return text;
}

/**
 * kab_quantity_multiply:
 * @price: price of one, in minor units, at most 10^10
 * @thousandths: a quantity that kab_quantity_parse () took
 *
 * Returns: what the quantity costs, halves rounded up
 */
gint64
kab_quantity_multiply (gint64 price, gint64 thousandths)
{
  return (price * thousandths + 500) / 1000;
}
