/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-json-scan.h"
#include "kab-net-error.h"

#include <json-glib/json-glib.h>

/* From here on a text is parsed beside the main loop, which would drop a frame over it. */
#define PARSE_IN_THREAD (64 * 1024)

/* Steps over a string that begins at @i; returns the index of its closing quote, or @length. */
static gsize
skip_string (const char *text, gsize length, gsize i)
{
  for (;;)
    {
      const char *end = i + 1 < length ? memchr (text + i + 1, '"', length - i - 1) : NULL;
      gsize backslashes = 0;

      if (end == NULL)
        return length;
      i = end - text;
      while (text[i - 1 - backslashes] == '\\')
        backslashes++;
      /* An odd number of them: the quotation mark belongs to the string. */
      if (backslashes % 2 == 0)
        return i;
    }
}

/**
 * kab_json_scan:
 * @text: (array length=length): what claims to be JSON, not necessarily terminated
 * @length: its length in bytes
 * @limit: how many bytes it may have
 * @error: return location for %KAB_NET_ERROR_TOO_LARGE, _TOO_DEEP, _TRUNCATED or _UNEXPECTED
 *
 * One pass that knows of brackets and strings only: it keeps from the parser what would overflow its
 * stack, and tells a text that broke off from one that was never JSON (rules B8 and J3).
 *
 * Returns: whether a parser may have @text
 */
gboolean
kab_json_scan (const char *text, gsize length, gsize limit, GError **error)
{
  char open[KAB_JSON_DEPTH];
  guint depth = 0;
  KabNetError code = KAB_NET_ERROR_UNEXPECTED;
  gsize i;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  for (i = 0; i < length && length <= limit; i++)
    {
      char c = text[i];

      if (c == '"')
        i = skip_string (text, length, i);
      else if (c == '[' || c == '{')
        {
          if (depth == KAB_JSON_DEPTH)
            break;
          open[depth++] = c == '[' ? ']' : '}';
        }
      else if ((c == ']' || c == '}') && (depth == 0 || open[--depth] != c))
        break;
      else if (c == '\0')
        break;
    }
  if (length > limit)
    code = KAB_NET_ERROR_TOO_LARGE;
  else if (i < length && depth == KAB_JSON_DEPTH && (text[i] == '[' || text[i] == '{'))
    code = KAB_NET_ERROR_TOO_DEEP;
  else if (i >= length && (depth > 0 || i > length))
    code = KAB_NET_ERROR_TRUNCATED;
  else if (i >= length && length > 0)
    return TRUE;
  g_set_error (error, KAB_NET_ERROR, code, "JSON refused at byte %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT,
               MIN (i, length), length);
  return FALSE;
}

/* The parser's own message may quote the text, and the text may hold secrets: only the place is told. */
static JsonNode *
parse (GBytes *text, gsize limit, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  if (!kab_json_scan (data, length, limit, error))
    return NULL;
  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, data, length, NULL))
    {
      g_set_error (error, KAB_NET_ERROR, KAB_NET_ERROR_UNEXPECTED, "Not JSON, line %u, column %u",
                   json_parser_get_current_line (parser), json_parser_get_current_pos (parser));
      return NULL;
    }
  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (error, KAB_NET_ERROR, KAB_NET_ERROR_UNEXPECTED, "No JSON in the answer");
  return root;
}

typedef struct
{
  GBytes *text;
  gsize limit;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->text);
  g_free (job);
}

static void
parse_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  JsonNode *root = parse (job->text, job->limit, &error);

  if (root != NULL)
    g_task_return_pointer (task, root, (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (task, error);
}

static void
parsed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = g_task_propagate_pointer (G_TASK (result), &error);

  if (root != NULL)
    dex_promise_resolve_boxed (promise, JSON_TYPE_NODE, g_steal_pointer (&root));
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

/**
 * kab_json_parse:
 * @text: a whole body
 * @limit: how many bytes it may have
 *
 * Parses JSON of a server; a long one in a thread.
 *
 * Returns: (transfer full): a future that resolves to a #JsonNode, or rejects as kab_json_scan() does
 */
DexFuture *
kab_json_parse (GBytes *text, gsize limit)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  DexPromise *promise;
  JsonNode *root;
  Job *job;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_bytes_get_size (text) <= PARSE_IN_THREAD)
    {
      root = parse (text, limit, &error);
      return root != NULL ? dex_future_new_take_boxed (JSON_TYPE_NODE, root)
                          : dex_future_new_for_error (g_steal_pointer (&error));
    }
  promise = dex_promise_new ();
  job = g_new (Job, 1);
  job->text = g_bytes_ref (text);
  job->limit = limit;
  task = g_task_new (NULL, NULL, parsed_cb, dex_ref (promise));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, parse_thread);
  return DEX_FUTURE (promise);
}
