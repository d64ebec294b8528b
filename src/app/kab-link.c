/* kab-link.c: kabinet: addresses, which may only lead to a place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-link.h"

/* Anyone can write such an address: everything that is not plainly a place is no link at all. */
#define LINK_PATTERN                                                                                         \
  "\\A(?i:kabinet):(?://)?([a-z0-9][a-z0-9-]{0,62})/(documents|receipts|payments|confirm)/"                  \
  "([A-Za-z0-9_-]{1,128})\\z"
#define LONGEST_LINK 256

/**
 * kab_link_parse:
 * @uri: (nullable): an address from outside
 *
 * Returns: (transfer full) (nullable): where it leads, or %NULL if it is no kabinet: address of a known form
 */
KabLink *
kab_link_parse (const char *uri)
{
  g_autoptr (GRegex) pattern = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *kind = NULL;
  KabLink *link;

  if (uri == NULL || strnlen (uri, LONGEST_LINK + 1) > LONGEST_LINK || !g_utf8_validate (uri, -1, NULL))
    return NULL;
  pattern = g_regex_new (LINK_PATTERN, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_assert (pattern != NULL);
  if (!g_regex_match (pattern, uri, G_REGEX_MATCH_DEFAULT, &match))
    return NULL;

  kind = g_match_info_fetch (match, 2);
  link = g_new0 (KabLink, 1);
  link->organisation = g_match_info_fetch (match, 1);
  link->id = g_match_info_fetch (match, 3);
  if (g_str_equal (kind, "documents"))
    link->kind = KAB_LINK_DOCUMENT;
  else if (g_str_equal (kind, "receipts"))
    link->kind = KAB_LINK_RECEIPT;
  else if (g_str_equal (kind, "payments"))
    link->kind = KAB_LINK_PAYMENT;
  else
    link->kind = KAB_LINK_CONFIRM;
  return link;
}

/**
 * kab_link_free:
 * @link: (transfer full) (nullable): a link
 */
void
kab_link_free (KabLink *link)
{
  if (link == NULL)
    return;
  g_free (link->organisation);
  g_free (link->id);
  g_free (link);
}
