/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-email.h"

typedef struct
{
  const char *path;
  const char *text;
  KabIssueCode issue;
  const char *culprit;
} Row;

static const Row rows[] = {
  { "/email/T-16/good", "ivan@example.org" },
  { "/email/T-16/plus", "ivan+kabinet@example.org" },
  { "/email/T-16/dots", "i.v.a.n@mail.example.org" },
  { "/email/T-16/apostrophe", "o'neil@example.org" },
  { "/email/T-16/capitals", "Ivan@Example.ORG" },
  { "/email/T-16/digits", "79123456789@mail.ru" },
  { "/email/T-16/cyrillic-domain", "ivan@почта.рф" },
  { "/email/T-16/cyrillic-bel", "info@пошта.бел" },
  { "/email/T-16/cyrillic-ukr", "info@пошта.укр" },
  { "/email/T-16/cyrillic-both", "иван@почта.рф" },
  { "/email/T-16/punycode", "ivan@xn--80a1acny.xn--p1ai" },
  { "/email/T-16/no-at", "ivan.example.org", KAB_ISSUE_EMAIL },
  { "/email/T-16/two-at", "ivan@@example.org", KAB_ISSUE_EMAIL, "@" },
  { "/email/T-16/two-at-apart", "ivan@home@example.org", KAB_ISSUE_EMAIL, "@" },
  { "/email/T-16/no-local", "@example.org", KAB_ISSUE_EMAIL },
  { "/email/T-16/no-domain", "ivan@", KAB_ISSUE_EMAIL },
  { "/email/T-16/no-dot", "ivan@localhost", KAB_ISSUE_EMAIL },
  { "/email/T-16/short-top", "ivan@mail.r", KAB_ISSUE_EMAIL },
  { "/email/T-16/number-top", "ivan@10.0.0.1", KAB_ISSUE_EMAIL },
  { "/email/T-16/dot-at-end", "ivan@example.org.", KAB_ISSUE_EMAIL },
  { "/email/T-16/dot-first", ".ivan@example.org", KAB_ISSUE_EMAIL, "." },
  { "/email/T-16/dot-last", "ivan.@example.org", KAB_ISSUE_EMAIL, "." },
  { "/email/T-16/two-dots", "iv..an@example.org", KAB_ISSUE_EMAIL, "." },
  { "/email/T-16/domain-dots", "ivan@example..org", KAB_ISSUE_EMAIL },
  { "/email/T-16/dash-first", "ivan@-example.org", KAB_ISSUE_EMAIL, "-" },
  { "/email/T-16/underscore-domain", "ivan@exa_mple.org", KAB_ISSUE_EMAIL, "_" },
  { "/email/T-16/space-inside", "iv an@example.org", KAB_ISSUE_EMAIL, " " },
  { "/email/T-16/space-after-at", "ivan@ example.org", KAB_ISSUE_EMAIL, " " },
  { "/email/T-16/comma", "ivan,petr@example.org", KAB_ISSUE_EMAIL, "," },
  { "/email/T-16/brackets", "<ivan@example.org>", KAB_ISSUE_EMAIL, ">" },
  { "/email/T-16/markup", "<a href=\"x\">&</a>@example.org", KAB_ISSUE_EMAIL, "<" },
  { "/email/T-16/control", "iv\001an@example.org", KAB_ISSUE_EMAIL, "\001" },
  { "/email/T-16/zero-width", "iv\342\200\213an@example.org", KAB_ISSUE_EMAIL, "\342\200\213" },
  { "/email/T-16/look-alike-local", "ivаn@example.org", KAB_ISSUE_EMAIL, "а" },
  { "/email/T-16/look-alike-domain", "ivan@mаil.ru", KAB_ISSUE_EMAIL, "а" },
  { "/email/T-16/empty", "", KAB_ISSUE_EMAIL },
  { "/email/T-17/before", " ivan@example.org", KAB_ISSUE_EMAIL_SPACES },
  { "/email/T-17/after", "ivan@example.org ", KAB_ISSUE_EMAIL_SPACES },
  { "/email/T-17/tab", "ivan@example.org\t", KAB_ISSUE_EMAIL_SPACES },
  { "/email/T-17/newline", "ivan@example.org\n", KAB_ISSUE_EMAIL_SPACES },
  { "/email/T-17/no-break", "\302\240ivan@example.org", KAB_ISSUE_EMAIL_SPACES },
  { "/email/T-17/zero-width", "\342\200\213ivan@example.org", KAB_ISSUE_EMAIL_SPACES },
  { "/email/T-17/worse-than-spaces", " ivan@localhost ", KAB_ISSUE_EMAIL },
};

static void
test_check (gconstpointer data)
{
  const Row *row = data;
  KabIssue issue = { 0 };

  g_assert_cmpint (kab_email_check (row->text, &issue), ==, row->issue == KAB_ISSUE_NONE);
  g_assert_cmpint (issue.code, ==, row->issue);
  g_assert_cmpstr (issue.culprit, ==, row->culprit != NULL ? row->culprit : "");
}

/* T-17: what "Remove" does. */
static void
test_strip (void)
{
  g_autofree char *stripped = kab_email_strip ("\302\240 \tivan@example.org \n");
  g_autofree char *nothing = kab_email_strip ("  ");

  g_assert_cmpstr (stripped, ==, "ivan@example.org");
  g_assert_true (kab_email_check (stripped, NULL));
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_length (void)
{
  g_autofree char *local = g_strnfill (65, 'a');
  g_autofree char *long_local = g_strconcat (local, "@example.org", NULL);
  g_autofree char *label = g_strnfill (64, 'b');
  g_autofree char *long_label = g_strconcat ("a@", label, ".org", NULL);
  g_autofree char *domain = g_strnfill (120, 'c');
  g_autofree char *dots
      = g_strdup_printf ("a@%.60s.%.60s.%.60s.%.60s.%.60s.org", domain, domain, domain, domain, domain);

  g_assert_true (kab_email_check (long_local + 1, NULL));
  g_assert_false (kab_email_check (long_local, NULL));
  g_assert_false (kab_email_check (long_label, NULL));
  g_assert_false (kab_email_check (dots, NULL));
}

typedef struct
{
  const char *path;
  const char *text;
  const char *meant;
} Near;

static const Near nears[] = {
  { "/email/T-21/gmial", "ivan@gmial.com", "ivan@gmail.com" },
  { "/email/T-21/gmial-alone", "ivan@gmial", "ivan@gmail.com" },
  { "/email/T-21/gmail-alone", "ivan@gmail", "ivan@gmail.com" },
  { "/email/T-21/mail.r", "ivan@mail.r", "ivan@mail.ru" },
  { "/email/T-21/mail.tu", "ivan@mail.tu", "ivan@mail.ru" },
  { "/email/T-21/mai.ru", "ivan@mai.ru", "ivan@mail.ru" },
  { "/email/T-21/yandx", "ivan@yandx.ru", "ivan@yandex.ru" },
  { "/email/T-21/gmail.con", "ivan@gmail.con", "ivan@gmail.com" },
  { "/email/T-21/gmail.comm", "ivan@gmail.comm", "ivan@gmail.com" },
  { "/email/T-21/outlook", "ivan@outlok.com", "ivan@outlook.com" },
  { "/email/T-21/capitals", "Ivan@GMIAL.COM", "Ivan@gmail.com" },
  { "/email/T-21/spaces", " ivan@gmial.com ", "ivan@gmail.com" },
  { "/email/T-21/right", "ivan@gmail.com", NULL },
  { "/email/T-21/another-country", "ivan@mail.ua", NULL },
  { "/email/T-21/own-domain", "ivan@example.org", NULL },
  { "/email/T-21/short-domain", "ivan@va.ru", NULL },
  { "/email/T-21/cyrillic", "ivan@почта.рф", NULL },
  { "/email/T-21/no-at", "gmial.com", NULL },
};

static void
test_suggest (gconstpointer data)
{
  const Near *row = data;
  g_autofree char *meant = kab_email_suggest (row->text);

  g_assert_cmpstr (meant, ==, row->meant);
}

static void
test_fold (void)
{
  g_autofree char *a = kab_email_fold (" Ivan@Example.ORG");
  g_autofree char *b = kab_email_fold ("ivan@example.org");

  g_assert_cmpstr (a, ==, b);
}

static void
test_mask (void)
{
  g_autofree char *latin = kab_email_mask ("ivan@example.org");
  g_autofree char *cyrillic = kab_email_mask ("иван@почта.рф");
  g_autofree char *broken = kab_email_mask ("@");

  g_assert_cmpstr (latin, ==, "i•••@example.org");
  g_assert_cmpstr (cyrillic, ==, "и•••@почта.рф");
  g_assert_cmpstr (broken, ==, "•••");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_check);
  for (gsize i = 0; i < G_N_ELEMENTS (nears); i++)
    g_test_add_data_func (nears[i].path, &nears[i], test_suggest);
  g_test_add_func ("/email/T-17/strip", test_strip);
  g_test_add_func ("/email/T-16/length", test_length);
  g_test_add_func ("/email/fold", test_fold);
  g_test_add_func ("/email/mask", test_mask);
  return g_test_run ();
}
