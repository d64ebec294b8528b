/* kab-address.c: an address that a person typed: which server, and which organisation on it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-address.h"

#include "kab-net-error.h"
#include "kab-origin.h"

/* What may stand in a path as an organisation. */
static gboolean
is_organisation (const char *text)
{
  if (!g_ascii_isalnum (text[0]) || strlen (text) > 40)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
      return FALSE;
  return TRUE;
}

/**
 * kab_address_parse:
 * @text: such as "example.org", "https://example.org/water-works" or "localhost:8080"
 * @origin: (out): scheme, host and port
 * @organisation: (out) (nullable): the organisation, if one is named
 * @error: what is wrong
 *
 * Only https is taken, and http on the computer itself (J7).
 *
 * Returns: whether @text is such an address
 */
gboolean
kab_address_parse (const char *text, char **origin, char **organisation, GError **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *found = NULL;
  char *host, *path;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (origin != NULL && organisation != NULL, FALSE);

  stripped = g_strstrip (g_strdup (text));
  host = strstr (stripped, "://");
  path = strchr (host != NULL ? host + strlen ("://") : stripped, '/');
  if (path != NULL)
    {
      *path = '\0';
      found = g_strdup (path + 1);
      if (g_str_has_suffix (found, "/"))
        found[strlen (found) - 1] = '\0';
      if (*found == '\0')
        g_clear_pointer (&found, g_free);
    }
  if (found != NULL && !is_organisation (found))
    {
      g_set_error_literal (error, KAB_NET_ERROR, KAB_NET_ERROR_ADDRESS, "no organisation's address");
      return FALSE;
    }
  *origin = kab_origin_parse (stripped, error);
  if (*origin == NULL)
    return FALSE;
  *organisation = g_steal_pointer (&found);
  return TRUE;
}
