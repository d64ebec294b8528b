/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cart-paste.h"

#include "cart-store.h"
#include "catalogue-json.h"
#include "catalogue-search.h"
#include "documents-store.h"
#include "json.h"

#define MAX_ROWS 500
#define MAX_TEXT 200

/* What was understood of one row. */
typedef struct
{
  char *text;
  char *article;  /* NULL: none was found */
  char *quantity; /* as it was written; NULL: not written */
  GArray *ids;    /* what bears the number */
} Understood;

static void
understood_free (Understood *self)
{
  g_free (self->text);
  g_free (self->article);
  g_free (self->quantity);
  g_array_unref (self->ids);
  g_free (self);
}

/* "12", "12,00", "12 шт." and also "-3", "0" and "1,5", which will be refused in words. */
static char *
dup_quantity (const char *cell)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("^\\s*([-−]?\\d[\\d\\s]{0,11}(?:[.,]\\d{1,4})?)\\s*(?:\\p{L}{1,8}\\.?)?\\s*$",
                     G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, cell, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static gboolean
take_article (KabServer *server, gint64 organisation, Understood *row, const char *cell)
{
  g_autoptr (GArray) ids = kab_catalogue_find_article (server, organisation, cell);

  if (ids->len == 0)
    return FALSE;
  g_array_unref (row->ids);
  row->ids = g_steal_pointer (&ids);
  g_set_str (&row->article, cell);
  return TRUE;
}

/* The article may stand in any column; the quantity is the last column that is a number and not the article. */
static void
read_cells (KabServer *server, gint64 organisation, Understood *row, char **cells)
{
  guint count = g_strv_length (cells);
  guint article = count;

  for (guint i = 0; i < count && article == count; i++)
    if (*g_strstrip (cells[i]) != '\0' && take_article (server, organisation, row, cells[i]))
      article = i;
  for (guint i = count; i > 0 && row->quantity == NULL; i--)
    if (i - 1 != article && (article < count || i > 1))
      row->quantity = dup_quantity (cells[i - 1]);
  if (article == count)
    g_set_str (&row->article, cells[0]);
}

/* One column: "GDB1789", "GDB1789 x2", "W 712/95 - 4 шт". */
static void
read_single (KabServer *server, gint64 organisation, Understood *row, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "^(.+?)(?:\\s*[xхXХ×*–—:]\\s*|\\s+-?\\s*)(\\d{1,9}(?:[.,]\\d+)?)\\s*(?:\\p{L}{1,8}\\.?)?$",
      G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *article = NULL;

  if (take_article (server, organisation, row, text))
    return;
  g_set_str (&row->article, text);
  if (!g_regex_match (regex, text, 0, &match))
    return;
  article = g_match_info_fetch (match, 1);
  if (take_article (server, organisation, row, article))
    row->quantity = g_match_info_fetch (match, 2);
}

static Understood *
understand (KabServer *server, gint64 organisation, const char *text)
{
  Understood *row = g_new0 (Understood, 1);
  g_auto (GStrv) cells = g_regex_split_simple ("\t|;|\\s{3,}", text, 0, 0);

  row->text = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_TEXT));
  row->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (g_strv_length (cells) > 1)
    read_cells (server, organisation, row, cells);
  else
    read_single (server, organisation, row, row->text);
  return row;
}

/* 0: no quantity that could be ordered. */
static gint64
get_quantity (const Understood *row)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  double number;

  if (row->quantity == NULL)
    return 1;
  for (const char *p = row->quantity; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (digits, c == ',' ? '.' : c == 0x2212 ? '-' : c);
    }
  number = g_ascii_strtod (digits->str, NULL);
  return number >= 1 && number <= KAB_CART_MAX_QUANTITY && number == (double) (gint64) number
             ? (gint64) number
             : 0;
}

/* A heading has no digit. */
static gboolean
is_heading (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static const char *
get_state (const Understood *row)
{
  if (row->ids->len == 0)
    return is_heading (row->text) ? "heading" : "unknown";
  if (get_quantity (row) == 0)
    return "quantity";
  return row->ids->len > 1 ? "several" : "found";
}

static JsonObject *
build_row (KabServer *server, KabCall *call, const Understood *row, guint place)
{
  JsonObject *built = json_object_new ();

  json_object_set_int_member (built, "line", place);
  json_object_set_string_member (built, "text", row->text);
  json_object_set_string_member (built, "state", get_state (row));
  json_object_set_int_member (built, "quantity", get_quantity (row));
  json_object_set_array_member (
      built, "items",
      kab_catalogue_items_to_rows (server, call, (const gint64 *) (gpointer) row->ids->data, row->ids->len));
  return built;
}

static void
reply_rows (KabServer *server, KabCall *call, GPtrArray *rows, gboolean cut)
{
  JsonObject *answer = json_object_new ();
  JsonArray *built = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (built, build_row (server, call, g_ptr_array_index (rows, i), i + 1));
  json_object_set_array_member (answer, "rows", built);
  json_object_set_boolean_member (answer, "cut", cut);
  kab_call_reply_object (call, 200, answer);
}

/**
 * kab_cart_answer_paste:
 * @server: the server
 * @call: a call with the text of some rows
 *
 * Tells what was understood; nothing is put into the cart yet.
 */
void
kab_cart_answer_paste (KabServer *server, KabCall *call)
{
  const char *text = kab_json_get_string (kab_call_get_body (call), "text");
  g_auto (GStrv) lines = g_regex_split_simple ("\\r\\n|\\n|\\r", text != NULL ? text : "", 0, 0);
  gint64 organisation = kab_documents_find_organisation (server, call->organisation);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) understood_free);
  guint place = 0;

  for (; lines[place] != NULL && rows->len < MAX_ROWS; place++)
    if (*g_strstrip (lines[place]) != '\0')
      g_ptr_array_add (rows, understand (server, organisation, lines[place]));
  reply_rows (server, call, rows, lines[place] != NULL);
}

/* Orders from before the shop had a catalogue name the article in a note: "TRW GDB1789", "арт. 31-0814". */
static void
find_by_note (KabServer *server, gint64 organisation, Understood *row, const char *note)
{
  const char *rest = note;

  while (rest != NULL && row->ids->len == 0 && *rest != '\0')
    {
      take_article (server, organisation, row, rest);
      rest = strchr (rest, ' ');
      if (rest != NULL)
        rest++;
    }
}

static Understood *
recall (KabServer *server, gint64 organisation, KabRows *rows)
{
  Understood *row = g_new0 (Understood, 1);
  gint64 item = kab_rows_get_integer (rows, 3);
  const char *note = kab_rows_get_text (rows, 1);

  row->text = g_strjoin (" · ", kab_rows_get_text (rows, 0), note, NULL);
  row->quantity = g_strdup (kab_rows_get_text (rows, 2));
  row->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (item != 0)
    g_array_append_val (row->ids, item);
  else if (note != NULL)
    find_by_note (server, organisation, row, note);
  return row;
}

/**
 * kab_cart_answer_again:
 * @server: the server
 * @call: a call that names an earlier order
 *
 * Tells which items its lines are today; nothing is put into the cart yet.
 */
void
kab_cart_answer_again (KabServer *server, KabCall *call)
{
  const char *id = kab_json_get_string (kab_call_get_body (call), "document");
  g_autoptr (KabDocument) document = id != NULL ? kab_documents_load (server, call, id) : NULL;
  gint64 organisation = kab_documents_find_organisation (server, call->organisation);
  g_autoptr (GPtrArray) understood = g_ptr_array_new_with_free_func ((GDestroyNotify) understood_free);
  g_autoptr (KabRows) rows = NULL;

  if (document == NULL)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  rows = kab_database_select (
      server->database,
      "SELECT l.title, l.note, l.quantity, ifnull (o.item, 0) FROM document_lines l LEFT JOIN order_items o"
      " ON o.line = l.id WHERE l.document = ? AND (o.item NOT NULL OR l.note NOT NULL) ORDER BY l.position "
      "LIMIT ?",
      "li", document->id, MAX_ROWS);
  while (kab_rows_next (rows))
    g_ptr_array_add (understood, recall (server, organisation, rows));
  reply_rows (server, call, understood, FALSE);
}
