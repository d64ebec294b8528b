/* test-field-kinds.c: every kind of field against everything that people and programs put into it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-stage.h"

#define MARKUP "<a href=\"x\">&</a>"
#define ZERO_WIDTH "\xe2\x80\x8b"

/* What is typed into a field of this kind, and what becomes of it once the person has left. */
typedef struct
{
  const char *path;
  const char *field; /* JSON members beside name, label and kind */
  const char *text;
  KabFieldState state;
  const char *hint;  /* what is said below; NULL for nothing */
  const char *value; /* what would be sent, as JSON; NULL for nothing */
} Case;

#define TEXT "\"kind\":\"text\",\"required\":true,\"max_length\":10"
#define EMAIL "\"kind\":\"email\",\"required\":true,\"max_length\":40"
#define PHONE_RU "\"kind\":\"phone\",\"required\":true,\"country\":\"RU\",\"prefix\":\"+7\""
#define PHONE_BARE "\"kind\":\"phone\",\"required\":true,\"country\":\"RU\""
#define PHONE_BY "\"kind\":\"phone\",\"required\":true,\"country\":\"BY\",\"prefix\":\"+375\""
#define PASSWORD "\"kind\":\"password\",\"required\":true,\"rule\":\"password\""
#define CODE "\"kind\":\"code\",\"required\":true,\"max_length\":6"
#define DATE "\"kind\":\"date\",\"required\":true"
#define NUMBER "\"kind\":\"number\",\"required\":true,\"min\":1,\"max\":1000"
#define MONEY "\"kind\":\"money\",\"required\":true,\"currency\":\"RUB\",\"min\":0"
#define ACCOUNT                                                                                              \
  "\"kind\":\"account_number\",\"required\":true,\"max_length\":20,\"pattern\":\"^[0-9]{9}$\",\"pattern_"    \
  "text\":"                                                                                                  \
  "\"Nine digits\""
#define VIN "\"kind\":\"vin\",\"required\":true"
#define VEHICLE "\"kind\":\"vehicle\",\"required\":false,\"max_length\":20"
#define INN "\"kind\":\"text\",\"required\":true,\"rule\":\"inn\""
#define LOGIN "\"kind\":\"text\",\"required\":true,\"pattern\":\"[a-z]+\",\"min_length\":3"

static const Case cases[] = {
  { "/text/empty", TEXT, "", KAB_FIELD_REQUIRED, NULL, NULL },
  { "/text/good", TEXT, "Анна", KAB_FIELD_GOOD, NULL, "\"Анна\"" },
  { "/text/spaces-around", TEXT, "  Анна ", KAB_FIELD_GOOD, NULL, "\"Анна\"" },
  { "/text/spaces-only", TEXT, "   ", KAB_FIELD_BAD, "Fill this in", "\"\"" },
  { "/text/too-long", TEXT, "абвгдежзийкл", KAB_FIELD_BAD, "2 characters too many: at most 10 fit",
    "\"абвгдежзийкл\"" },
  { "/text/control", TEXT, "Ан" ZERO_WIDTH "на", KAB_FIELD_BAD, "There are invisible characters in it",
    "\"Ан" ZERO_WIDTH "на\"" },
  { "/text/line-break", TEXT, "Ан\nна", KAB_FIELD_BAD, "There are invisible characters in it",
    "\"Ан\\nна\"" },
  { "/text/markup", LOGIN, MARKUP, KAB_FIELD_BAD, "This does not look as it should",
    "\"<a href=\\\"x\\\">&</a>\"" },
  { "/text/wrong-alphabet", LOGIN, "анна", KAB_FIELD_BAD, "This does not look as it should", "\"анна\"" },
  { "/text/look-alikes", LOGIN, "аnnа", KAB_FIELD_BAD, "This does not look as it should", "\"аnnа\"" },
  { "/text/too-short", LOGIN, "an", KAB_FIELD_BAD, "At least 3 characters are needed", "\"an\"" },
  { "/text/check-digit/good", INN, "7707083893", KAB_FIELD_GOOD, NULL, "\"7707083893\"" },
  { "/text/check-digit/bad", INN, "7707083894", KAB_FIELD_BAD,
    "The check digit does not fit: one digit is probably mistyped", "\"7707083894\"" },

  { "/email/empty", EMAIL, "", KAB_FIELD_REQUIRED, NULL, NULL },
  { "/email/good", EMAIL, "anna@example.org", KAB_FIELD_GOOD, NULL, "\"anna@example.org\"" },
  { "/email/cyrillic-domain", EMAIL, "anna@почта.рф", KAB_FIELD_GOOD, NULL, "\"anna@почта.рф\"" },
  { "/email/T-16/no-at", EMAIL, "anna.example.org", KAB_FIELD_BAD,
    "The @ sign is missing: an address looks like name@example.org", "\"anna.example.org\"" },
  { "/email/T-16/two-at", EMAIL, "anna@@example.org", KAB_FIELD_BAD, "There is more than one @ sign",
    "\"anna@@example.org\"" },
  { "/email/T-16/no-dot", EMAIL, "anna@example", KAB_FIELD_BAD,
    "What stands after the @ sign is not complete", "\"anna@example\"" },
  { "/email/T-16/space-inside", EMAIL, "an na@example.org", KAB_FIELD_BAD,
    "There is a space inside the address", "\"an na@example.org\"" },
  { "/email/T-17/space-before", EMAIL, " anna@example.org", KAB_FIELD_BAD,
    "There is a space before or after the address", "\" anna@example.org\"" },
  { "/email/T-17/space-after", EMAIL, "anna@example.org ", KAB_FIELD_BAD,
    "There is a space before or after the address", "\"anna@example.org \"" },
  { "/email/near-miss", EMAIL, "anna@gmial.com", KAB_FIELD_GOOD, "Did you mean anna@gmail.com?",
    "\"anna@gmial.com\"" },
  { "/email/too-long", EMAIL, "a123456789012345678901234567890@example.org", KAB_FIELD_BAD,
    "3 characters too many: at most 40 fit", "\"a123456789012345678901234567890@example.org\"" },
  { "/email/look-alikes", EMAIL, "anna@exаmple.org", KAB_FIELD_BAD, "“а” does not belong in an address",
    "\"anna@exаmple.org\"" },
  { "/email/control", EMAIL, "anna" ZERO_WIDTH "@example.org", KAB_FIELD_BAD,
    "There are invisible characters in it", "\"anna" ZERO_WIDTH "@example.org\"" },
  { "/email/markup", EMAIL, MARKUP, KAB_FIELD_BAD,
    "The @ sign is missing: an address looks like name@example.org", "\"<a href=\\\"x\\\">&</a>\"" },

  { "/phone/empty", PHONE_RU, "", KAB_FIELD_REQUIRED, NULL, NULL },
  { "/phone/T-08/ten-digits", PHONE_RU, "9123456789", KAB_FIELD_GOOD, NULL, "\"+79123456789\"" },
  { "/phone/T-08/leading-eight", PHONE_RU, "8 912 345-67-89", KAB_FIELD_GOOD,
    "The leading 8 was removed: +7 is there already", "\"+79123456789\"" },
  { "/phone/T-08/leading-plus", PHONE_RU, "+7 (912) 345-67-89", KAB_FIELD_GOOD,
    "The leading +7 was removed: +7 is there already", "\"+79123456789\"" },
  { "/phone/H-10/dashes", PHONE_BARE, "8-123-456-7896", KAB_FIELD_GOOD, "Taken as +7 123 456-78-96",
    "\"+71234567896\"" },
  { "/phone/H-10/one-missing", PHONE_BARE, "8 912 345-67-8", KAB_FIELD_BAD,
    "1 digit is missing: 11 are needed together with the leading 8", NULL },
  { "/phone/too-short", PHONE_RU, "91234", KAB_FIELD_BAD, "5 digits are missing: 10 are needed", NULL },
  { "/phone/too-long", PHONE_RU, "9123456789012", KAB_FIELD_BAD, "3 digits too many: 10 are needed", NULL },
  { "/phone/E-26/prefix", PHONE_BY, "291234567", KAB_FIELD_GOOD, NULL, "\"+375291234567\"" },
  { "/phone/E-26/eighty", PHONE_BY, "80 29 123-45-67", KAB_FIELD_GOOD,
    "The leading 80 was removed: +375 is there already", "\"+375291234567\"" },
  { "/phone/other-country", PHONE_BY, "+380 50 422-23-33", KAB_FIELD_BAD,
    "Only numbers that begin with +375 are taken here", NULL },
  { "/phone/letters", PHONE_RU, "912 abc", KAB_FIELD_BAD, "This does not look like a phone number", NULL },
  { "/phone/look-alikes", PHONE_RU, "91234567О9", KAB_FIELD_BAD, "This does not look like a phone number",
    NULL },
  { "/phone/control", PHONE_RU, "912" ZERO_WIDTH "3456789", KAB_FIELD_GOOD, NULL, "\"+79123456789\"" },
  { "/phone/markup", PHONE_RU, MARKUP, KAB_FIELD_BAD, "This does not look like a phone number", NULL },

  { "/code/empty", CODE, "", KAB_FIELD_REQUIRED, NULL, NULL },
  { "/code/good", CODE, "012345", KAB_FIELD_GOOD, NULL, "\"012345\"" },
  { "/code/spaces", CODE, "012 345", KAB_FIELD_GOOD, NULL, "\"012345\"" },
  { "/code/letters", CODE, "12a", KAB_FIELD_BAD, "A code has digits only", "\"12\"" },
  { "/code/look-alikes", CODE, "О1234", KAB_FIELD_BAD, "A code has digits only", "\"1234\"" },
  { "/code/too-long", CODE, "123456789", KAB_FIELD_BAD, "3 characters too many: at most 6 fit",
    "\"123456789\"" },
  { "/code/message", CODE, "Ваш код: 482 913. Никому не говорите.", KAB_FIELD_GOOD, NULL, "\"482913\"" },
  { "/code/control", CODE, "1" ZERO_WIDTH "2", KAB_FIELD_BAD, "There are invisible characters in it",
    "\"12\"" },
  { "/code/markup", CODE, MARKUP, KAB_FIELD_BAD, "A code has digits only", "\"\"" },

  { "/date/empty", DATE, "", KAB_FIELD_REQUIRED, NULL, NULL },
  { "/date/good", DATE, "24.11.2026", KAB_FIELD_GOOD, "November\302\24024, 2026", "\"2026-11-24\"" },
  { "/date/short", DATE, "4.1.2026", KAB_FIELD_GOOD, "January\302\2404, 2026", "\"2026-01-04\"" },
  { "/date/iso", DATE, "2026-11-24", KAB_FIELD_GOOD, "November\302\24024, 2026", "\"2026-11-24\"" },
  { "/date/no-such-day", DATE, "31.02.2026", KAB_FIELD_BAD,
    "There is no such day. A date looks like 24.11.2026", NULL },
  { "/date/letters", DATE, "завтра", KAB_FIELD_BAD, "There is no such day. A date looks like 24.11.2026",
    NULL },
  { "/date/too-long", DATE, "24.11.20260", KAB_FIELD_BAD,
    "There is no such day. A date looks like 24.11.2026", NULL },
  { "/date/spaces", DATE, " 24.11.2026 ", KAB_FIELD_GOOD, "November\302\24024, 2026", "\"2026-11-24\"" },
  { "/date/control", DATE, "24.11" ZERO_WIDTH ".2026", KAB_FIELD_BAD,
    "There is no such day. A date looks like 24.11.2026", NULL },
  { "/date/markup", DATE, MARKUP, KAB_FIELD_BAD, "There is no such day. A date looks like 24.11.2026", NULL },

  { "/number/empty", NUMBER, "", KAB_FIELD_REQUIRED, NULL, NULL },
  { "/number/good", NUMBER, "120", KAB_FIELD_GOOD, NULL, "120" },
  { "/number/comma", NUMBER, "12,5", KAB_FIELD_GOOD, NULL, "12.5" },
  { "/number/range", NUMBER, "1001", KAB_FIELD_BAD, "From 1 to 1000", "1001" },
  { "/number/negative", NUMBER, "-1", KAB_FIELD_BAD, "From 1 to 1000", "-1" },
  { "/number/letters", NUMBER, "inf", KAB_FIELD_BAD, "A number is needed", NULL },
  { "/number/look-alikes", NUMBER, "1О", KAB_FIELD_BAD, "A number is needed", NULL },
  { "/number/too-long", NUMBER, "100000000000000000000", KAB_FIELD_BAD, "From 1 to 1000", "1e+20" },
  { "/number/spaces", NUMBER, " 1 0 ", KAB_FIELD_GOOD, NULL, "10" },
  { "/number/control", NUMBER, "1" ZERO_WIDTH "0", KAB_FIELD_BAD, "There are invisible characters in it",
    "10" },
  { "/number/markup", NUMBER, MARKUP, KAB_FIELD_BAD, "A number is needed", NULL },

  { "/money/empty", MONEY, "", KAB_FIELD_REQUIRED, NULL, NULL },
  { "/money/comma", MONEY, "447,30", KAB_FIELD_GOOD, NULL, "{\"minor\":44730,\"currency\":\"RUB\"}" },
  { "/money/point", MONEY, "447.3", KAB_FIELD_GOOD, NULL, "{\"minor\":44730,\"currency\":\"RUB\"}" },
  { "/money/spaces", MONEY, "4 218,64", KAB_FIELD_GOOD, NULL, "{\"minor\":421864,\"currency\":\"RUB\"}" },
  { "/money/negative", MONEY, "-1", KAB_FIELD_BAD, "0 or more", "{\"minor\":-100,\"currency\":\"RUB\"}" },
  { "/money/letters", MONEY, "много", KAB_FIELD_BAD, "An amount is needed, such as 447,30", NULL },
  { "/money/look-alikes", MONEY, "44О", KAB_FIELD_BAD, "An amount is needed, such as 447,30", NULL },
  { "/money/too-long", MONEY, "99999999999999999999999", KAB_FIELD_BAD, "An amount is needed, such as 447,30",
    NULL },
  { "/money/control", MONEY, "44" ZERO_WIDTH "7", KAB_FIELD_BAD, "There are invisible characters in it",
    NULL },
  { "/money/markup", MONEY, MARKUP, KAB_FIELD_BAD, "An amount is needed, such as 447,30", NULL },

  { "/account-number/empty", ACCOUNT, "", KAB_FIELD_REQUIRED, NULL, NULL },
  { "/account-number/H-07/good", ACCOUNT, "123456789", KAB_FIELD_GOOD, NULL, "\"123456789\"" },
  { "/account-number/leading-zeros", ACCOUNT, "000456789", KAB_FIELD_GOOD, NULL, "\"000456789\"" },
  { "/account-number/spaces", ACCOUNT, " 123 456 789 ", KAB_FIELD_GOOD, NULL, "\"123456789\"" },
  { "/account-number/too-short", ACCOUNT, "12345678", KAB_FIELD_BAD, "Nine digits", "\"12345678\"" },
  { "/account-number/too-long", ACCOUNT, "123456789012345678901", KAB_FIELD_BAD,
    "1 character too many: at most 20 fit", "\"123456789012345678901\"" },
  { "/account-number/wrong-alphabet", ACCOUNT, "abcdefghi", KAB_FIELD_BAD, "Nine digits", "\"ABCDEFGHI\"" },
  { "/account-number/look-alikes", ACCOUNT, "12345678О", KAB_FIELD_BAD, "Nine digits", "\"12345678O\"" },
  { "/account-number/control", ACCOUNT, "1234" ZERO_WIDTH "56789", KAB_FIELD_BAD,
    "There are invisible characters in it", "\"123456789\"" },
  { "/account-number/markup", ACCOUNT, MARKUP, KAB_FIELD_BAD, "Nine digits", "\"<AHREF=\\\"X\\\">&</A>\"" },

  { "/vin/empty", VIN, "", KAB_FIELD_REQUIRED, NULL, NULL },
  { "/vin/good", VIN, "1M8GDM9AXKP042788", KAB_FIELD_GOOD, "1M8 GDM9AX KP042788", "\"1M8GDM9AXKP042788\"" },
  { "/vin/small-letters", VIN, "1m8gdm9axkp042788", KAB_FIELD_GOOD, "1M8 GDM9AX KP042788",
    "\"1M8GDM9AXKP042788\"" },
  { "/vin/look-alikes", VIN, "1М8GDМ9АХКР042788", KAB_FIELD_GOOD, "1M8 GDM9AX KP042788",
    "\"1M8GDM9AXKP042788\"" },
  { "/vin/check-digit", VIN, "WVWZZZ1JZXW000001", KAB_FIELD_GOOD,
    "WVW ZZZ1JZ XW000001 · the check digit does not fit, as with many European cars: compare once more",
    "\"WVWZZZ1JZXW000001\"" },
  { "/vin/letter-o", VIN, "WVWZZZ1JZXWO00001", KAB_FIELD_BAD, "No VIN has the letter O: is it 0?",
    "\"WVWZZZ1JZXWO00001\"" },
  { "/vin/letter-i", VIN, "IM8GDM9AXKP042788", KAB_FIELD_BAD, "No VIN has the letter I: is it 1?",
    "\"IM8GDM9AXKP042788\"" },
  { "/vin/too-short", VIN, "WVWZZZ1JZXW", KAB_FIELD_BAD, "A VIN has 17 characters, here there are 11",
    "\"WVWZZZ1JZXW\"" },
  { "/vin/too-long", VIN, "WVWZZZ1JZXW0000012", KAB_FIELD_BAD, "A VIN has 17 characters, here there are 18",
    "\"WVWZZZ1JZXW0000012\"" },
  { "/vin/wrong-alphabet", VIN, "WVWZZZ1JZXW00000Ж", KAB_FIELD_BAD,
    "“Ж” cannot stand in a VIN: only Latin letters and digits do", "\"WVWZZZ1JZXW00000Ж\"" },
  { "/vin/spaces", VIN, "1M8 GDM9AX KP042788", KAB_FIELD_GOOD, "1M8 GDM9AX KP042788",
    "\"1M8GDM9AXKP042788\"" },
  { "/vin/control", VIN, "1M8" ZERO_WIDTH "GDM9AXKP042788", KAB_FIELD_GOOD, "1M8 GDM9AX KP042788",
    "\"1M8GDM9AXKP042788\"" },
  { "/vin/markup", VIN, MARKUP, KAB_FIELD_BAD, "“<” cannot stand in a VIN: only Latin letters and digits do",
    "\"<AHREF=\\\"X\\\">&</A>\"" },

  { "/vehicle/E-29/optional", VEHICLE, "", KAB_FIELD_EMPTY, NULL, NULL },
  { "/vehicle/good", VEHICLE, "Škoda · 7742 KX-7", KAB_FIELD_GOOD, NULL, "\"Škoda · 7742 KX-7\"" },
  { "/vehicle/too-long", VEHICLE, "Škoda Octavia · 7742 KX-7", KAB_FIELD_BAD,
    "5 characters too many: at most 20 fit", "\"Škoda Octavia · 7742 KX-7\"" },
  { "/vehicle/control", VEHICLE, "Ško" ZERO_WIDTH "da", KAB_FIELD_BAD, "There are invisible characters in it",
    "\"Ško" ZERO_WIDTH "da\"" },

  { "/password/empty", PASSWORD, "", KAB_FIELD_REQUIRED, NULL, NULL },
  { "/password/H-14/good", PASSWORD, "abc1234", KAB_FIELD_GOOD, NULL, "\"abc1234\"" },
  { "/password/H-14/no-digit", PASSWORD, "abcdefg", KAB_FIELD_BAD, NULL, "\"abcdefg\"" },
  { "/password/H-14/no-letter", PASSWORD, "1234567", KAB_FIELD_BAD, NULL, "\"1234567\"" },
  { "/password/H-14/too-short", PASSWORD, "abc123", KAB_FIELD_BAD, NULL, "\"abc123\"" },
  { "/password/look-alikes", PASSWORD, "berezа41x", KAB_FIELD_BAD, NULL, "\"berezа41x\"" },
  { "/password/never-trimmed", PASSWORD, " abc1234 ", KAB_FIELD_BAD, NULL, "\" abc1234 \"" },
  { "/password/control", PASSWORD, "abc" ZERO_WIDTH "1234", KAB_FIELD_BAD, NULL,
    "\"abc" ZERO_WIDTH "1234\"" },
  { "/password/markup", PASSWORD, MARKUP, KAB_FIELD_BAD, NULL, "\"<a href=\\\"x\\\">&</a>\"" },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *fields = g_strdup_printf ("[{\"name\":\"f\",\"label\":\"Field\",%s}]", one->field);
  g_autoptr (KabStage) stage = kab_stage_new (fields);
  g_autofree char *value = NULL;

  kab_stage_type (stage, "Field", one->text);
  if (one->state == KAB_FIELD_BAD)
    g_assert_cmpint (kab_stage_get_state (stage, "Field"), ==, KAB_FIELD_PENDING);
  kab_stage_leave (stage);
  g_assert_cmpint (kab_stage_get_state (stage, "Field"), ==, one->state);
  g_assert_cmpstr (kab_stage_get_hint_text (stage, "Field"), ==, one->hint);
  value = kab_stage_dup_value (stage, "f");
  g_assert_cmpstr (value, ==, one->value);
  g_assert_cmpint (kab_form_get_complete (stage->form), ==,
                   one->state == KAB_FIELD_GOOD || one->state == KAB_FIELD_EMPTY);
}

/* Server text and typed text are shown as they are, whatever they look like. */
static void
test_markup_shown_literally (void)
{
  g_autoptr (KabStage) stage = kab_stage_new (
      "[{\"name\":\"a\",\"kind\":\"text\",\"label\":\"<b>A</b> & _x\",\"help\":\"<i>help</i> &amp;\"},"
      "{\"name\":\"b\",\"kind\":\"choice\",\"label\":\"<b>B</"
      "b>\",\"options\":[{\"value\":\"1\",\"title\":\"<u>1</u>\"},"
      "{\"value\":\"2\",\"title\":\"&\"}]},"
      "{\"name\":\"c\",\"kind\":\"consent\",\"label\":\"<b>C</b>\",\"help\":\"<s>&\"},"
      "{\"name\":\"d\",\"kind\":\"note\",\"label\":\"<b>D</b>\",\"help\":\"<tt>&\"},"
      "{\"name\":\"e\",\"kind\":\"unheard_of\",\"label\":\"<b>E</b>\"}]");
  static const char *const shown[]
      = { "<b>A</b> & _x", "<i>help</i> &amp;", "<b>B</b>", "<u>1</u>", "&", "<b>C</b>",
          "<s>&",          "<b>D</b>",          "<tt>&",    "<b>E</b>" };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (kab_stage_find_label (GTK_WIDGET (stage->form), shown[i]) == NULL)
      g_error ("not shown as it is: %s", shown[i]);
}

int
main (int argc, char *argv[])
{
  kab_stage_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/form/kinds", cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/form/J5/markup-shown-literally", test_markup_shown_literally);
  return g_test_run ();
}
