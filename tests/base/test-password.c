/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-password.h"

/* The rules of table 1.7. */
static const char *const digit[] = { "digit", NULL };
static const char *const both[] = { "digit", "letter", NULL };

static const KabPasswordSpec e = { .min = 6, .alphabet = "any" };
static const KabPasswordSpec s = { .min = 5, .max = 10, .alphabet = "latin_digits" };
static const KabPasswordSpec h = { .min = 7, .alphabet = "latin_digits", .require = both };
static const KabPasswordSpec t = { .min = 1, .alphabet = "latin_digits", .require = digit };
static const KabPasswordSpec forbidding = { .min = 1, .forbid = "()!,*/#№_ " };

typedef struct
{
  const char *path;
  const KabPasswordSpec *spec;
  const char *password;
  KabIssueCode issue;
  const char *culprit;
} Row;

static const Row rows[] = {
  { "/password/E-23/cyrillic", &e, "пароль" },
  { "/password/E-23/spaces", &e, "a b c!" },
  { "/password/E-23/five", &e, "12345", KAB_ISSUE_PASSWORD_LENGTH },
  { "/password/E-23/characters-not-bytes", &e, "парол", KAB_ISSUE_PASSWORD_LENGTH },
  { "/password/E-23/never-trimmed", &e, " 1234 " },
  { "/password/E-21/empty", &e, "", KAB_ISSUE_REQUIRED },
  { "/password/S-03/letters", &s, "abcde" },
  { "/password/S-03/digits", &s, "12345" },
  { "/password/S-04/ten", &s, "a1b2c3d4e5" },
  { "/password/S-04/four", &s, "abcd", KAB_ISSUE_PASSWORD_LENGTH },
  { "/password/S-04/eleven", &s, "a1b2c3d4e5f", KAB_ISSUE_PASSWORD_LENGTH },
  { "/password/S-03/space", &s, "abc de", KAB_ISSUE_PASSWORD_ALPHABET, " " },
  { "/password/S-03/cyrillic", &s, "пароль1", KAB_ISSUE_PASSWORD_ALPHABET, "п" },
  { "/password/S-03/look-alike", &s, "passwоrd", KAB_ISSUE_PASSWORD_ALPHABET, "о" },
  { "/password/H-14/both", &h, "abc1234" },
  { "/password/H-14/no-digit", &h, "abcdefg", KAB_ISSUE_PASSWORD_DIGIT },
  { "/password/H-14/no-letter", &h, "1234567", KAB_ISSUE_PASSWORD_LETTER },
  { "/password/H-14/six", &h, "abc123", KAB_ISSUE_PASSWORD_LENGTH },
  { "/password/H-14/cyrillic", &h, "абв1234", KAB_ISSUE_PASSWORD_ALPHABET, "а" },
  { "/password/T-28/good", &t, "a1" },
  { "/password/T-29/no-digit", &t, "abc", KAB_ISSUE_PASSWORD_DIGIT },
  { "/password/T-30/space", &t, "a 1", KAB_ISSUE_PASSWORD_ALPHABET, " " },
  { "/password/T-30/exclamation", &t, "a1!", KAB_ISSUE_PASSWORD_ALPHABET, "!" },
  { "/password/T-30/underscore", &t, "a_1", KAB_ISSUE_PASSWORD_ALPHABET, "_" },
  { "/password/T-30/number-sign", &t, "a№1", KAB_ISSUE_PASSWORD_ALPHABET, "№" },
  { "/password/T-30/brackets", &t, "a(1", KAB_ISSUE_PASSWORD_ALPHABET, "(" },
  { "/password/T-30/comma", &t, "a,1", KAB_ISSUE_PASSWORD_ALPHABET, "," },
  { "/password/T-30/star", &t, "a*1", KAB_ISSUE_PASSWORD_ALPHABET, "*" },
  { "/password/T-30/slash", &t, "a/1", KAB_ISSUE_PASSWORD_ALPHABET, "/" },
  { "/password/T-30/hash", &t, "a#1", KAB_ISSUE_PASSWORD_ALPHABET, "#" },
  { "/password/T-28/newline", &t, "a1\n", KAB_ISSUE_PASSWORD_ALPHABET, "\n" },
  { "/password/forbid/number-sign", &forbidding, "пароль№", KAB_ISSUE_PASSWORD_ALPHABET, "№" },
  { "/password/forbid/none", &forbidding, "пароль-1" },
};

static void
test_check (gconstpointer data)
{
  const Row *row = data;
  KabIssue issue = { 0 };

  g_assert_cmpint (kab_password_check (row->spec, row->password, &issue), ==, row->issue == KAB_ISSUE_NONE);
  g_assert_cmpint (issue.code, ==, row->issue);
  g_assert_cmpstr (issue.culprit, ==, row->culprit != NULL ? row->culprit : "");
  if (row->issue == KAB_ISSUE_PASSWORD_LENGTH)
    {
      g_assert_cmpint (issue.min, ==, row->spec->min);
      g_assert_cmpint (issue.max, ==, row->spec->max);
    }
}

/* E-27: ticks while one types. */
static void
test_ticks (void)
{
  static const struct
  {
    const char *password;
    gboolean kept[4];
  } typed[] = {
    { "", { FALSE, FALSE, FALSE, FALSE } },      { "a", { FALSE, TRUE, FALSE, TRUE } },
    { "a1", { FALSE, TRUE, TRUE, TRUE } },       { "a1!", { FALSE, FALSE, TRUE, TRUE } },
    { "abc1234", { TRUE, TRUE, TRUE, TRUE } },   { "1234567", { TRUE, TRUE, TRUE, FALSE } },
    { "абвгд12", { TRUE, FALSE, TRUE, FALSE } },
  };
  static const KabIssueCode codes[] = { KAB_ISSUE_PASSWORD_LENGTH, KAB_ISSUE_PASSWORD_ALPHABET,
                                        KAB_ISSUE_PASSWORD_DIGIT, KAB_ISSUE_PASSWORD_LETTER };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      KabPasswordVerdict verdicts[KAB_PASSWORD_MAX_VERDICTS];

      g_assert_cmpuint (kab_password_judge (&h, typed[i].password, verdicts), ==, 4);
      for (int j = 0; j < 4; j++)
        {
          g_assert_cmpint (verdicts[j].code, ==, codes[j]);
          g_assert_cmpint (verdicts[j].kept, ==, typed[i].kept[j]);
        }
    }
}

/* A rule of length alone has one tick. */
static void
test_one_tick (void)
{
  KabPasswordVerdict verdicts[KAB_PASSWORD_MAX_VERDICTS];

  g_assert_cmpuint (kab_password_judge (&e, "пароль", verdicts), ==, 1);
  g_assert_true (verdicts[0].kept);
}

/* All ticks are set exactly when the check passes. */
static void
test_agreement (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KabPasswordVerdict verdicts[KAB_PASSWORD_MAX_VERDICTS];
      guint n = kab_password_judge (rows[i].spec, rows[i].password, verdicts);
      gboolean all = TRUE;

      for (guint j = 0; j < n; j++)
        all &= verdicts[j].kept;
      g_assert_cmpint (all, ==, kab_password_check (rows[i].spec, rows[i].password, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_check);
  g_test_add_func ("/password/E-27/ticks", test_ticks);
  g_test_add_func ("/password/E-27/one-tick", test_one_tick);
  g_test_add_func ("/password/agreement", test_agreement);
  return g_test_run ();
}
