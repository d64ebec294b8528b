/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-error-phrase.h"
#include "kab-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A server's own words are shown no longer than this. */
#define LONGEST_QUOTE 500

/* Server text for a label: no control characters, and nothing that turns the direction of what follows. */
static char *
quote (const char *text)
{
  GString *plain = g_string_new (NULL);
  guint count = 0;

  for (const char *p = text; *p != '\0' && count < LONGEST_QUOTE; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_type (c) == G_UNICODE_FORMAT)
        continue;
      g_string_append_unichar (plain, g_unichar_iscntrl (c) ? ' ' : c);
      count++;
    }
  return g_strstrip (g_string_free (plain, FALSE));
}

static char *
quote_or_null (const char *text)
{
  g_autofree char *plain = text != NULL ? quote (text) : NULL;

  return plain != NULL && *plain != '\0' ? g_steal_pointer (&plain) : NULL;
}

static char *
describe_wait (gint64 seconds)
{
  if (seconds < 0)
    return g_strdup (C_ ("time to wait", "in a few minutes"));
  if (seconds < 60)
    return g_strdup_printf (ngettext ("in %d second", "in %d seconds", MAX (1, seconds)),
                            (int) MAX (1, seconds));
  if (seconds < 3600)
    return g_strdup_printf (ngettext ("in %d minute", "in %d minutes", (seconds + 59) / 60),
                            (int) ((seconds + 59) / 60));
  return g_strdup_printf (ngettext ("in %d hour", "in %d hours", (seconds + 3599) / 3600),
                          (int) ((seconds + 3599) / 3600));
}

static char *
describe_attempts (KabProblem *problem)
{
  gint64 left;

  if (problem == NULL || !kab_record_has (problem, "attempts_left"))
    return NULL;
  left = CLAMP (kab_problem_get_attempts_left (problem), 0, G_MAXINT);
  if (left == 0)
    return g_strdup (_ ("No attempts are left."));
  return g_strdup_printf (ngettext ("%d attempt is left.", "%d attempts are left.", left), (int) left);
}

static char *
describe_contact (KabProblem *problem)
{
  KabContact *contact = problem != NULL ? kab_problem_get_contact (problem) : NULL;
  const char *extension;
  g_autofree char *value = NULL;
  g_autofree char *number = NULL;

  if (contact == NULL)
    return NULL;
  extension = kab_contact_get_extension (contact);
  value = quote_or_null (kab_contact_get_value (contact));
  number = quote_or_null (extension);
  if (value == NULL || number == NULL)
    return g_steal_pointer (&value);
  return g_strdup_printf (C_ ("phone with extension", "%s, extension %s"), value, number);
}

static char *
describe_since (KabProblem *problem)
{
  GDateTime *since = problem != NULL ? kab_problem_get_since (problem) : NULL;

  return since != NULL ? kab_format_date (since) : NULL;
}

/* What stands for {name}, or NULL if the error does not know. */
static char *
get_value (const char *name, const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);

  if (g_str_equal (name, "host"))
    return g_strdup (kab_error_get_host (error));
  if (g_str_equal (name, "fingerprint"))
    return g_strdup (kab_error_get_fingerprint (error));
  if (g_str_equal (name, "wait"))
    return describe_wait (kab_error_get_retry_after (error));
  if (g_str_equal (name, "version"))
    return g_strdup (KAB_VERSION);
  if (g_str_equal (name, "attempts"))
    return describe_attempts (problem);
  if (g_str_equal (name, "contact"))
    return describe_contact (problem);
  if (g_str_equal (name, "since"))
    return describe_since (problem);
  if (problem == NULL)
    return NULL;
  if (g_str_equal (name, "reason"))
    return quote_or_null (kab_problem_get_reason (problem));
  if (g_str_equal (name, "minimum"))
    return quote_or_null (kab_problem_get_minimum (problem));
  if (g_str_equal (name, "detail"))
    return quote_or_null (kab_problem_get_detail (problem));
  return NULL;
}

/* Appends @line to @text, unless it speaks of something that the error does not know. */
static void
append_line (GString *text, const char *line, const GError *error)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  const char *open;

  while ((open = strchr (line, '{')) != NULL && strchr (open, '}') != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = g_strndup (open + 1, close - open - 1);
      g_autofree char *value = get_value (name, error);

      if (value == NULL)
        return;
      g_string_append_len (filled, line, open - line);
      g_string_append (filled, value);
      line = close + 1;
    }
  g_string_append (filled, line);
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, filled->str);
}

/*
 * kab_error_phrase:
 * @text: sentences, one a line, with places such as {host}
 * @error: what fills them
 *
 * Returns: (transfer full): the sentences for which there is something to fill in, in one paragraph
 */
char *
kab_error_phrase (const char *text, const GError *error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *phrase = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    append_line (phrase, lines[i], error);
  return g_string_free (phrase, FALSE);
}
