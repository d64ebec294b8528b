/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-query.h"

#include "documents-store.h"
#include "json.h"

static const struct
{
  const char *name;
  KabDocumentsSort sort;
} sorts[] = {
  { "date", KAB_DOCUMENTS_SORT_DATE },         { "number", KAB_DOCUMENTS_SORT_NUMBER },
  { "type", KAB_DOCUMENTS_SORT_TYPE },         { "subject", KAB_DOCUMENTS_SORT_SUBJECT },
  { "amount", KAB_DOCUMENTS_SORT_AMOUNT },     { "state", KAB_DOCUMENTS_SORT_STATE },
  { "customer", KAB_DOCUMENTS_SORT_CUSTOMER }, { "due", KAB_DOCUMENTS_SORT_DUE },
};

static void
refuse (KabCall *call, const char *name, const char *wanted)
{
  g_autofree char *detail = g_strdup_printf ("“%s” takes %s", name, wanted);

  kab_call_reply_problem (call, "bad-request", detail);
}

static void
read_sort (KabDocumentsQuery *self, KabCall *call)
{
  const char *text = kab_call_get_query (call, "sort");

  self->sort = KAB_DOCUMENTS_SORT_DATE;
  self->descending = TRUE;
  if (text == NULL)
    return;
  self->descending = text[0] == '-';
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_str_equal (sorts[i].name, text + (self->descending ? 1 : 0)))
      {
        self->sort = sorts[i].sort;
        return;
      }
  refuse (call, "sort", "the name of a column, with - before it for the other direction");
}

/**
 * kab_documents_fold:
 * @text: any text
 *
 * Returns: (transfer full): the text without capitals and with е for ё, as search compares it
 */
char *
kab_documents_fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr (GString) result = g_string_new (folded);

  g_string_replace (result, "ё", "е", 0);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

/* Each word must be found; what is more than there is room for is taken as one piece. */
static void
read_words (KabDocumentsQuery *self, KabCall *call)
{
  const char *text = kab_call_get_query (call, "q");
  g_autofree char *folded = kab_documents_fold (text != NULL ? text : "");
  g_auto (GStrv) parts = g_regex_split_simple ("\\s+", g_strstrip (folded), 0, 0);
  guint count = g_strv_length (parts);

  for (guint i = 0; i < KAB_DOCUMENTS_QUERY_WORDS; i++)
    if (i >= count)
      self->words[i] = g_strdup ("");
    else if (i == KAB_DOCUMENTS_QUERY_WORDS - 1)
      self->words[i] = g_strjoinv (" ", parts + i);
    else
      self->words[i] = g_strdup (parts[i]);
}

static char *
read_list (KabCall *call, const char *name)
{
  const char *text = kab_call_get_query (call, name);
  g_auto (GStrv) parts = NULL;
  JsonArray *list;
  g_autoptr (JsonNode) node = NULL;

  if (text == NULL)
    return NULL;
  parts = g_strsplit (text, ",", -1);
  list = json_array_new ();
  for (guint i = 0; parts[i] != NULL; i++)
    json_array_add_string_element (list, parts[i]);
  node = kab_json_take_array (list);
  return kab_json_to_text (node);
}

static gint64
read_day (KabCall *call, const char *name, int days_later, gint64 otherwise)
{
  const char *text = kab_call_get_query (call, name);
  g_autoptr (GDateTime) day = NULL;

  if (text == NULL)
    return otherwise;
  if (g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text, 0, 0))
    day = kab_documents_parse_day (call->organisation, text);
  if (day == NULL)
    {
      refuse (call, name, "a day such as 2026-11-24");
      return otherwise;
    }
  if (days_later > 0)
    {
      g_autoptr (GDateTime) later = g_date_time_add_days (day, days_later);

      return g_date_time_to_unix (later);
    }
  return g_date_time_to_unix (day);
}

/* Returns: 1, 0, or -1 where it is not said */
static int
read_flag (KabCall *call, const char *name)
{
  const char *text = kab_call_get_query (call, name);

  if (text == NULL)
    return -1;
  if (!g_str_equal (text, "true") && !g_str_equal (text, "false"))
    refuse (call, name, "true or false");
  return g_str_equal (text, "true");
}

/**
 * kab_documents_query_new:
 * @server: the server
 * @call: a call of a signed-in person
 *
 * Reads the query of a list; answers 400 where it cannot be read, see kab_call_is_answered ().
 *
 * Returns: (transfer full): what is wanted, of what this person may see
 */
KabDocumentsQuery *
kab_documents_query_new (KabServer *server, KabCall *call)
{
  KabDocumentsQuery *self = g_new0 (KabDocumentsQuery, 1);

  self->staff = kab_person_is_staff (call->person);
  self->role = self->staff ? "staff" : "customer";
  self->scope = self->staff ? kab_documents_find_organisation (server, call->organisation)
                            : kab_documents_find_customer (server, call->person->id);
  read_sort (self, call);
  read_words (self, call);
  self->types = read_list (call, "type");
  self->states = read_list (call, "state");
  self->from = read_day (call, "from", 0, G_MININT64);
  self->to = read_day (call, "to", 1, G_MAXINT64);
  self->waits = read_flag (call, "waits") == 1;
  self->open = read_flag (call, "open");
  self->thing = g_strdup (kab_call_get_query (call, "thing"));
  self->plain = *self->words[0] == '\0' && self->types == NULL && self->states == NULL && self->thing == NULL
                && self->from == G_MININT64 && self->to == G_MAXINT64 && !self->waits && self->open < 0;
  return self;
}

/**
 * kab_documents_query_free:
 * @self: (transfer full): a query
 */
void
kab_documents_query_free (KabDocumentsQuery *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < KAB_DOCUMENTS_QUERY_WORDS; i++)
    g_free (self->words[i]);
  g_free (self->types);
  g_free (self->states);
  g_free (self->thing);
  g_free (self);
}

/**
 * kab_documents_query_dup_key:
 * @self: a query
 *
 * Returns: (transfer full): a text that two queries share just when they want the same
 */
char *
kab_documents_query_dup_key (const KabDocumentsQuery *self)
{
  return g_strdup_printf ("%d %" G_GINT64_FORMAT " %d %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          " %d %d\n%s\n%s\n%s\n%s\n%s\n%s\n%s",
                          self->staff, self->scope, self->sort, self->descending, self->from, self->to,
                          self->waits, self->open, self->types != NULL ? self->types : "",
                          self->states != NULL ? self->states : "", self->thing != NULL ? self->thing : "",
                          self->words[0], self->words[1], self->words[2], self->words[3]);
}
