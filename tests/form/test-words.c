/* test-words.c: addresses that are typed, and hours that are shown. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-address.h"
#include "kab-hours.h"
#include "kab-stage.h"

/* https only, but for the computer itself (J7). */
static void
test_addresses (void)
{
  static const struct
  {
    const char *text, *origin, *organisation;
  } cases[] = {
    { "example.org", "https://example.org", NULL },
    { " https://Example.org/ ", "https://example.org", NULL },
    { "https://example.org/water-works", "https://example.org", "water-works" },
    { "https://example.org:8443/water/", "https://example.org:8443", "water" },
    { "http://127.0.0.1:8080/water", "http://127.0.0.1:8080", "water" },
    { "localhost:8080", "http://localhost:8080", NULL },
    { "http://example.org", NULL, NULL },
    { "ftp://example.org", NULL, NULL },
    { "file:///etc/passwd", NULL, NULL },
    { "javascript:alert(1)", NULL, NULL },
    { "https://user:secret@example.org/water", NULL, NULL },
    { "https://example.org/water?x=1", NULL, NULL },
    { "https://example.org/../water", NULL, NULL },
    { "https://example.org/water/pipes", NULL, NULL },
    { "https://example.org/Вода", NULL, NULL },
    { "https://exa mple.org", NULL, NULL },
    { "<a href=\"x\">&</a>", NULL, NULL },
    { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *origin = NULL;
      g_autofree char *organisation = NULL;
      gboolean good = kab_address_parse (cases[i].text, &origin, &organisation, NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (good, ==, cases[i].origin != NULL);
      g_assert_cmpstr (origin, ==, cases[i].origin);
      g_assert_cmpstr (organisation, ==, cases[i].organisation);
    }
}

/* hours stand beside the number, and whether somebody is there now. */
static void
test_hours (void)
{
  g_autoptr (JsonNode) file = kab_stage_read ("tests/form/organisation.json");
  g_autoptr (KabDescriptor) descriptor = kab_stage_descriptor (file);
  KabCalendar *calendar = kab_descriptor_get_calendar (descriptor);
  static const struct
  {
    const char *now, *text;
  } cases[] = {
    { "2026-11-24T14:05:00+03:00", "Mon–Fri 9:00–18:00 · open now" },
    { "2026-11-24T08:00:00+03:00", "Mon–Fri 9:00–18:00 · closed until 9:00" },
    { "2026-11-27T19:00:00+03:00", "Mon–Fri 9:00–18:00 · closed until Mon, 9:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (cases[i].now, NULL);
      g_autofree char *text = kab_hours_describe (calendar, "Europe/Moscow", now);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_null (kab_hours_describe (NULL, NULL, now));
    }
}

int
main (int argc, char *argv[])
{
  kab_stage_init (&argc, &argv);
  g_test_add_func ("/signin/address/J7/parse", test_addresses);
  g_test_add_func ("/signin/A-72/hours", test_hours);
  return g_test_run ();
}
