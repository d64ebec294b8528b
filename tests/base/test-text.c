/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-account-number.h"
#include "kab-issue.h"
#include "kab-text.h"

/* J11: forty names that a server or a sender may give. */
static const struct
{
  const char *name;
  const char *safe;
} names[] = {
  { "receipt.pdf", "receipt.pdf" },
  { "Квитанция за октябрь.pdf", "Квитанция за октябрь.pdf" },
  { NULL, "document" },
  { "", "document" },
  { ".", "document" },
  { "..", "document" },
  { "...", "document" },
  { "../../etc/passwd", "passwd" },
  { "/etc/passwd", "passwd" },
  { "..\\..\\windows\\system.ini", "system.ini" },
  { "a\\b", "b" },
  { "a/b/", "document" },
  { "C:\\receipt.pdf", "receipt.pdf" },
  { "C:receipt.pdf", "C_receipt.pdf" },
  { "CON", "_CON" },
  { "con.pdf", "_con.pdf" },
  { "NUL.tar.gz", "_NUL.tar.gz" },
  { "com1", "_com1" },
  { "LPT9.txt", "_LPT9.txt" },
  { "CONTRACT.pdf", "CONTRACT.pdf" },
  { "x.pdf\342\200\256gnp", "x.pdfgnp" },
  { "\342\200\252x\342\200\254.pdf", "x.pdf" },
  { "\342\201\246x\342\201\251.pdf", "x.pdf" },
  { "x\342\200\213y.pdf", "xy.pdf" },
  { "\357\273\277x.pdf", "x.pdf" },
  { "two\nlines.pdf", "two lines.pdf" },
  { "carriage\r\nreturn.pdf", "carriage  return.pdf" },
  { "tab\there.pdf", "tab here.pdf" },
  { "bell\007.pdf", "bell.pdf" },
  { "escape\033[31m.pdf", "escape[31m.pdf" },
  { ".hidden", "hidden" },
  { ".bashrc", "bashrc" },
  { "   spaces.pdf   ", "spaces.pdf" },
  { "dots.pdf...", "dots.pdf" },
  { "what?.pdf", "what_.pdf" },
  { "star*|<>\"name.pdf", "star_____name.pdf" },
  { "bad\377\376utf8.pdf", "bad\357\277\275\357\277\275utf8.pdf" },
  { "%2e%2e%2fetc", "%2e%2e%2fetc" },
  { "<a href=\"x\">&</a>.pdf", "a_.pdf" },
  { "~", "~" },
};

static void
test_file_names (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (names), ==, 40);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *safe = kab_text_safe_file_name (names[i].name);
      g_autofree char *again = kab_text_safe_file_name (safe);

      g_assert_cmpstr (safe, ==, names[i].safe);
      g_assert_cmpstr (again, ==, safe);
    }
}

static void
test_long_file_name (void)
{
  g_autofree char *fill = g_strnfill (300, 'a');
  g_autofree char *name = g_strconcat (fill, ".pdf", NULL);
  g_autofree char *safe = kab_text_safe_file_name (name);
  g_autoptr (GString) cyrillic = g_string_new (NULL);
  g_autofree char *short_cyrillic = NULL;

  for (int i = 0; i < 300; i++)
    g_string_append (cyrillic, "щ");
  short_cyrillic = kab_text_safe_file_name (cyrillic->str);
  g_assert_cmpint (g_utf8_strlen (safe, -1), ==, 80);
  g_assert_true (g_str_has_suffix (safe, ".pdf"));
  g_assert_cmpint (g_utf8_strlen (short_cyrillic, -1), ==, 80);
  g_assert_true (g_utf8_validate (short_cyrillic, -1, NULL));
}

static void
test_fold (void)
{
  g_autofree char *folded = kab_text_fold_look_alikes ("авекмнорстухѕіј Ж");
  g_autofree char *compact = kab_text_compact (" 1\302\2402\342\200\2573\t4\342\200\213 ");
  g_autofree char *digits = kab_text_digits ("№ 12-٣४");

  g_assert_cmpstr (folded, ==, "ABEKMHOPCTYXSIJ Ж");
  g_assert_cmpstr (compact, ==, "1234");
  g_assert_cmpstr (digits, ==, "1234");
}

/* H7: what keeps its own direction inside a text of the other one. */
static void
test_isolate (void)
{
  g_autofree char *isolated = kab_text_isolate ("ivan@example.org");

  g_assert_cmpstr (isolated, ==, "\342\201\250ivan@example.org\342\201\251");
}

static void
test_strip_invisible (void)
{
  g_autofree char *stripped = kab_text_strip_invisible ("a\342\200\256b\001c\nd\te\342\201\246f");

  g_assert_cmpstr (stripped, ==, "abc d ef");
}

static void
test_shape (void)
{
  g_assert_true (kab_text_has_shape ("12AB-C3", "00AA-**"));
  g_assert_false (kab_text_has_shape ("12AB-C", "00AA-**"));
  g_assert_false (kab_text_has_shape ("12AB-C34", "00AA-**"));
  g_assert_false (kab_text_has_shape ("1xAB-C3", "00AA-**"));
}

/* 4.7, S-20: text, compared after folding, kept as it was typed. */
static void
test_account_number (void)
{
  g_assert_true (kab_account_number_equal ("123543566", " 123 543 566 "));
  g_assert_true (kab_account_number_equal ("АВ-0012", "ab-0012"));
  g_assert_false (kab_account_number_equal ("0012", "12"));
  g_assert_false (kab_account_number_equal ("12-3", "123"));
  g_assert_cmpint (kab_account_number_get_kind ("123543566"), ==, KAB_ACCOUNT_NUMBER_OWN);
  g_assert_cmpint (kab_account_number_get_kind ("75da533315"), ==, KAB_ACCOUNT_NUMBER_UNIFIED);
  g_assert_cmpint (kab_account_number_get_kind ("75dа533315"), ==, KAB_ACCOUNT_NUMBER_UNIFIED);
  g_assert_cmpint (kab_account_number_get_kind ("75da533315-01"), ==, KAB_ACCOUNT_NUMBER_SERVICE);
  g_assert_cmpint (kab_account_number_get_kind ("75da53331500112345"), ==, KAB_ACCOUNT_NUMBER_DOCUMENT);
  g_assert_cmpint (kab_account_number_get_kind (""), ==, KAB_ACCOUNT_NUMBER_OWN);
}

static void
test_issue_codes (void)
{
  for (int code = KAB_ISSUE_REQUIRED; code <= KAB_ISSUE_UNKNOWN_MEMBER; code++)
    g_assert_cmpint (kab_issue_code_from_string (kab_issue_code_to_string (code)), ==, code);
  g_assert_cmpint (kab_issue_code_from_string (""), ==, KAB_ISSUE_NONE);
  g_assert_cmpint (kab_issue_code_from_string ("from_the_future"), ==, KAB_ISSUE_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/J11/file-names", test_file_names);
  g_test_add_func ("/text/J11/long-file-name", test_long_file_name);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/H7/isolate", test_isolate);
  g_test_add_func ("/text/strip-invisible", test_strip_invisible);
  g_test_add_func ("/text/shape", test_shape);
  g_test_add_func ("/account-number/S-20/fold", test_account_number);
  g_test_add_func ("/issue/codes", test_issue_codes);
  return g_test_run ();
}
