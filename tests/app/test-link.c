/* test-link.c: kabinet: addresses from outside lead to a place or nowhere. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-link.h"

static void
test_good (void)
{
  static const struct
  {
    const char *uri;
    KabLinkKind kind;
    const char *organisation;
    const char *id;
  } cases[] = {
    { "kabinet://north-garage/documents/d-17", KAB_LINK_DOCUMENT, "north-garage", "d-17" },
    { "kabinet:north-garage/receipts/2026_10", KAB_LINK_RECEIPT, "north-garage", "2026_10" },
    { "KABINET://n/confirm/aB9_-", KAB_LINK_CONFIRM, "n", "aB9_-" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabLink) link = kab_link_parse (cases[i].uri);

      g_assert_nonnull (link);
      g_assert_cmpint (link->kind, ==, cases[i].kind);
      g_assert_cmpstr (link->organisation, ==, cases[i].organisation);
      g_assert_cmpstr (link->id, ==, cases[i].id);
    }
}

static void
test_hostile (void)
{
  static const char *const uris[] = {
    "",
    "kabinet:",
    "kabinet://",
    "kabinet://garage",
    "kabinet://garage/",
    "kabinet://garage/documents",
    "kabinet://garage/documents/",
    "kabinet://garage/documents/1/2",
    "kabinet://garage/documents/1?pay=1",
    "kabinet://garage/documents/1#now",
    "kabinet://garage/documents/1\n",
    "kabinet://garage/documents/../../etc/passwd",
    "kabinet://garage/documents/%2e%2e",
    "kabinet://garage/sign-out/1",
    "kabinet://garage/token/abc",
    "kabinet://garage/documents/a b",
    "kabinet://garage/documents/a;b",
    "kabinet://garage/documents/$(id)",
    "kabinet://garage/documents/\xd1\x8f",
    "kabinet://garage/documents/\xff",
    "kabinet://user:word@garage/documents/1",
    "kabinet://garage:80/documents/1",
    "kabinet://GARAGE/documents/1",
    "kabinet://-garage/documents/1",
    "kabinet:///documents/1",
    "kabinet:////garage/documents/1",
    " kabinet://garage/documents/1",
    "xkabinet://garage/documents/1",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "smb://garage/documents/1",
    "https://garage/documents/1",
  };
  g_autoptr (GString) endless = g_string_new ("kabinet://garage/documents/");

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (KabLink) link = kab_link_parse (uris[i]);

      if (link != NULL)
        g_error ("taken for a link: %s", uris[i]);
    }
  for (int i = 0; i < 129; i++)
    g_string_append_c (endless, 'a');
  g_assert_null (kab_link_parse (endless->str));
  g_assert_null (kab_link_parse (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link/J6/good", test_good);
  g_test_add_func ("/link/J6/hostile", test_hostile);
  return g_test_run ();
}
