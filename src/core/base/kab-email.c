/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-email.h"

#include "kab-text.h"

#define MAX_ADDRESS 254
#define MAX_LOCAL 64
#define MAX_LABEL 63

/* Where people have their mail; a domain that is one slip away from one of these is asked about. */
static const char *const domains[] = {
  "gmail.com",  "mail.ru",    "yandex.ru",   "ya.ru",      "bk.ru",       "list.ru",  "inbox.ru",
  "rambler.ru", "tut.by",     "ukr.net",     "i.ua",       "meta.ua",     "mail.ua",  "mail.by",
  "yandex.by",  "yandex.com", "yandex.ua",   "icloud.com", "yahoo.com",   "mail.com", "outlook.com",
  "live.com",   "proton.me",  "hotmail.com", "yandex.kz",  "internet.ru", NULL,
};

static GUnicodeScript
script_of (gunichar c)
{
  return g_unichar_isalpha (c) ? g_unichar_get_script (c) : G_UNICODE_SCRIPT_COMMON;
}

static gboolean
check_local (const char *local, const char *end, gboolean foreign, KabIssue *issue)
{
  if (local == end || end - local > MAX_LOCAL)
    return kab_issue_raise (issue, KAB_ISSUE_EMAIL);
  for (const char *p = local; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '.' && (p == local || p + 1 == end || p[1] == '.'))
        return kab_issue_raise_culprit (issue, KAB_ISSUE_EMAIL, p);
      if (c < 0x80 ? !g_ascii_isalnum ((char) c) && strchr (".!#$%&'*+-/=?^_`{|}~", (int) c) == NULL
                   : !foreign || !g_unichar_isalnum (c))
        return kab_issue_raise_culprit (issue, KAB_ISSUE_EMAIL, p);
    }
  return TRUE;
}

/* A label of the domain: letters of one script, digits, inner dashes. */
static gboolean
check_label (const char *label, const char *end, KabIssue *issue)
{
  GUnicodeScript script = G_UNICODE_SCRIPT_COMMON;

  if (label == end || end - label > MAX_LABEL)
    return kab_issue_raise (issue, KAB_ISSUE_EMAIL);
  for (const char *p = label; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeScript own = script_of (c);

      if (c == '-' ? p == label || p + 1 == end : !g_unichar_isalnum (c))
        return kab_issue_raise_culprit (issue, KAB_ISSUE_EMAIL, p);
      if (own == G_UNICODE_SCRIPT_COMMON)
        continue;
      if (script != G_UNICODE_SCRIPT_COMMON && script != own)
        return kab_issue_raise_culprit (issue, KAB_ISSUE_EMAIL, p);
      script = own;
    }
  return TRUE;
}

static gboolean
check_domain (const char *domain, KabIssue *issue)
{
  const char *label = domain;
  const char *dot;

  while ((dot = strchr (label, '.')) != NULL)
    {
      if (!check_label (label, dot, issue))
        return FALSE;
      label = dot + 1;
    }
  /* There is a dot, and the last label is a country or the like: two letters at least. */
  if (label == domain || g_utf8_strlen (label, -1) < 2 || !g_unichar_isalpha (g_utf8_get_char (label)))
    return kab_issue_raise (issue, KAB_ISSUE_EMAIL);
  return check_label (label, label + strlen (label), issue);
}

/**
 * kab_email_strip:
 * @text: what a person typed
 *
 * Returns: (transfer full): @text without the white space and invisible characters around it
 */
char *
kab_email_strip (const char *text)
{
  const char *begin = text;
  const char *end;

  g_return_val_if_fail (text != NULL, NULL);

  end = text + strlen (text);
  while (begin < end)
    {
      gunichar c = g_utf8_get_char (begin);

      if (!kab_text_is_space (c) && !kab_text_is_invisible (c))
        break;
      begin = g_utf8_next_char (begin);
    }
  while (end > begin)
    {
      const char *previous = g_utf8_prev_char (end);
      gunichar c = g_utf8_get_char (previous);

      if (!kab_text_is_space (c) && !kab_text_is_invisible (c))
        break;
      end = previous;
    }
  return g_strndup (begin, (gsize) (end - begin));
}

/**
 * kab_email_check:
 * @text: what a person typed
 * @issue: (out) (optional): what is wrong: %KAB_ISSUE_EMAIL_SPACES if only spaces around the address
 *   are, %KAB_ISSUE_EMAIL with the culprit if one can be named
 *
 * Returns: whether @text is an address as it stands
 */
gboolean
kab_email_check (const char *text, KabIssue *issue)
{
  g_autofree char *address = NULL;
  const char *at;

  g_return_val_if_fail (text != NULL, FALSE);

  address = kab_email_strip (text);
  at = strchr (address, '@');
  if (at == NULL || strlen (address) > MAX_ADDRESS)
    return kab_issue_raise (issue, KAB_ISSUE_EMAIL);
  if (strchr (at + 1, '@') != NULL)
    return kab_issue_raise_culprit (issue, KAB_ISSUE_EMAIL, at);
  if (!check_domain (at + 1, issue) || !check_local (address, at, !g_str_is_ascii (at), issue))
    return FALSE;
  if (strcmp (address, text) != 0)
    return kab_issue_raise (issue, KAB_ISSUE_EMAIL_SPACES);
  return TRUE;
}

/* Whether one slip of the fingers makes @a of @b: a letter more, less, another, or two swapped. */
static gboolean
is_near (const char *a, const char *b)
{
  gsize la = strlen (a), lb = strlen (b);
  gsize head = 0, tail = 0;

  while (a[head] != '\0' && a[head] == b[head])
    head++;
  while (tail < la - head && tail < lb - head && a[la - 1 - tail] == b[lb - 1 - tail])
    tail++;
  if (la == lb)
    return la - head - tail <= 1
           || (la - head - tail == 2 && a[head] == b[head + 1] && a[head + 1] == b[head]);
  return la > lb ? la - lb == 1 && lb - head == tail : lb - la == 1 && la - head == tail;
}

/* The domain that was meant, or NULL. */
static const char *
find_near (const char *domain)
{
  gboolean has_dot = strchr (domain, '.') != NULL;

  if (strlen (domain) < 5 || g_strv_contains (domains, domain))
    return NULL;
  for (gsize i = 0; domains[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (domains[i], strcspn (domains[i], "."));

      if (strlen (name) >= 4 && is_near (domain, has_dot ? domains[i] : name))
        return domains[i];
    }
  return NULL;
}

/**
 * kab_email_suggest:
 * @text: what a person typed
 *
 * Returns: (nullable) (transfer full): the address that was probably meant ("gmial.com" for
 *   "gmail.com", "mail.r" for "mail.ru"), or NULL
 */
char *
kab_email_suggest (const char *text)
{
  g_autofree char *address = NULL;
  g_autofree char *domain = NULL;
  const char *at, *near;

  g_return_val_if_fail (text != NULL, NULL);

  address = kab_email_strip (text);
  at = strchr (address, '@');
  if (at == NULL || at == address || strchr (at + 1, '@') != NULL || !g_str_is_ascii (at))
    return NULL;
  domain = g_ascii_strdown (at + 1, -1);
  near = find_near (domain);
  return near != NULL ? g_strdup_printf ("%.*s@%s", (int) (at - address), address, near) : NULL;
}

/**
 * kab_email_fold:
 * @address: an address
 *
 * Returns: (transfer full): what to compare addresses by
 */
char *
kab_email_fold (const char *address)
{
  g_autofree char *stripped = NULL;
  g_autofree char *lower = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  stripped = kab_email_strip (address);
  lower = g_utf8_strdown (stripped, -1);
  return g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
}

/**
 * kab_email_mask:
 * @address: an address
 *
 * Returns: (transfer full): the address as others may see it: "i•••@example.org"
 */
char *
kab_email_mask (const char *address)
{
  const char *at;

  g_return_val_if_fail (address != NULL, NULL);

  at = strchr (address, '@');
  if (at == NULL || at == address)
    return g_strdup ("•••");
  return g_strdup_printf ("%.*s•••%s", (int) (g_utf8_next_char (address) - address), address, at);
}
