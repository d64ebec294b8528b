/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-code.h"

#include "kab-text.h"

/* Digits that stand together: in one run, or in runs with a single space or dash between. */
typedef struct
{
  GString *digits;
  const char *begin;
  const char *end;
  gboolean in_number; /* glued to a plus or to letters: a phone, a sum, an article */
} Group;

static gboolean
is_joint (gunichar c)
{
  return c == ' ' || c == '-' || c == 0x00A0 || c == 0x202F || c == 0x2009 || (c >= 0x2010 && c <= 0x2014);
}

static gboolean
is_digit_at (const char *p)
{
  return *p != '\0' && g_unichar_isdigit (g_utf8_get_char (p));
}

static void
group_free (gpointer data)
{
  Group *group = data;

  g_string_free (group->digits, TRUE);
  g_free (group);
}

/* Whether what stands around makes the digits part of something longer. */
static gboolean
is_glued (const char *text, const char *begin, const char *end)
{
  gunichar before = begin > text ? g_utf8_get_char (g_utf8_prev_char (begin)) : ' ';
  gunichar after = *end != '\0' ? g_utf8_get_char (end) : ' ';

  if (g_unichar_isalpha (before) || g_unichar_isalpha (after) || before == '+' || before == '/')
    return TRUE;
  /* 14:05, 447.30, 24.11.2026 */
  if ((after == ':' || after == '.' || after == ',') && is_digit_at (g_utf8_next_char (end)))
    return TRUE;
  if ((before == ':' || before == '.' || before == ',') && g_utf8_prev_char (begin) > text)
    return g_unichar_isdigit (g_utf8_get_char (g_utf8_prev_char (g_utf8_prev_char (begin))));
  return FALSE;
}

/* Reads a group that begins at @begin; with @join, over single spaces and dashes. */
static Group *
read_group (const char *text, const char *begin, gboolean join)
{
  Group *group = g_new0 (Group, 1);
  const char *p = begin;

  group->digits = g_string_new (NULL);
  group->begin = begin;
  for (;;)
    {
      if (is_digit_at (p))
        g_string_append_c (group->digits, '0' + g_unichar_digit_value (g_utf8_get_char (p)));
      else if (!(join && *p != '\0' && is_joint (g_utf8_get_char (p)) && is_digit_at (g_utf8_next_char (p))))
        break;
      p = g_utf8_next_char (p);
    }
  group->end = p;
  group->in_number = is_glued (text, begin, p);
  return group;
}

static GPtrArray *
read_groups (const char *text, gboolean join)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  const char *p = text;

  while (*p != '\0')
    {
      if (is_digit_at (p))
        {
          Group *group = read_group (text, p, join);

          g_ptr_array_add (groups, group);
          p = group->end;
        }
      else
        p = g_utf8_next_char (p);
    }
  return groups;
}

/* Where the word that announces the code ends, or NULL. */
static const char *
find_announcement (const char *lower)
{
  static const char *const words[] = { "код", "code", "пароль", "password", "pin", "пин" };
  const char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *found = strstr (lower, words[i]);

      if (found != NULL && (first == NULL || found < first))
        first = found + strlen (words[i]);
    }
  return first;
}

static gboolean
has_length (const Group *group, guint length)
{
  return length > 0 ? group->digits->len == length : group->digits->len >= 4 && group->digits->len <= 8;
}

/* The group of the right length; the first after the announcement goes before the others. */
static const Group *
choose (GPtrArray *groups, guint length, const char *announcement)
{
  const Group *chosen = NULL;

  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = g_ptr_array_index (groups, i);

      if (!has_length (group, length) || group->in_number)
        continue;
      if (announcement != NULL && group->begin >= announcement)
        return group;
      if (chosen == NULL)
        chosen = group;
    }
  return chosen;
}

/**
 * kab_code_extract:
 * @text: what was typed or pasted: the code, maybe in parts, or the whole message around it
 * @length: how many digits the code has, 0 for any number from four to eight
 *
 * Returns: (nullable) (transfer full): the code in digits, zeros before it included, or NULL if there
 *   is none
 */
char *
kab_code_extract (const char *text, guint length)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  lower = g_utf8_strdown (text, -1);
  for (int join = TRUE; join >= FALSE; join--)
    {
      g_autoptr (GPtrArray) groups = read_groups (lower, join);
      const Group *group = choose (groups, length, find_announcement (lower));

      if (group != NULL)
        return g_strdup (group->digits->str);
    }
  return NULL;
}

static gboolean
is_token_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == '.' || c == '~';
}

/**
 * kab_code_extract_token:
 * @text: a pasted confirmation link, https: or kabinet:, maybe with text around it
 *
 * Returns: (nullable) (transfer full): the token that follows "confirm/", or NULL if there is none
 */
char *
kab_code_extract_token (const char *text)
{
  const char *found, *end;

  g_return_val_if_fail (text != NULL, NULL);

  found = strstr (text, "confirm/");
  if (found == NULL || found == text || (found[-1] != '/' && found[-1] != ':'))
    return NULL;
  found += strlen ("confirm/");
  for (end = found; is_token_char (*end); end++)
    ;
  /* A full stop after the link belongs to the sentence. */
  while (end > found && end[-1] == '.')
    end--;
  return end > found && end - found <= 200 ? g_strndup (found, (gsize) (end - found)) : NULL;
}
