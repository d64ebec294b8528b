/* kab-open.c: opens addresses that a server named, if they are of a harmless kind. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-open.h"

static const char *const allowed[] = { "https", "geo", "mailto", "tel" };

/**
 * kab_open_is_allowed:
 * @uri: (nullable): an address from a server
 *
 * Returns: whether it is one that another program may be given: a page, a place, a letter, a call (G5)
 */
gboolean
kab_open_is_allowed (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;

  if (uri == NULL || strlen (uri) > 2048)
    return FALSE;
  parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  if (parsed == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (g_str_equal (g_uri_get_scheme (parsed), allowed[i]))
      return i > 0 || (g_uri_get_host (parsed) != NULL && g_uri_get_host (parsed)[0] != '\0');
  return FALSE;
}

/**
 * kab_open_uri:
 * @from: the widget that was activated
 * @uri: (nullable): an address from a server
 *
 * Opens @uri in the program that the person chose for it. Addresses of other kinds do nothing.
 *
 * Returns: whether it was given to another program
 */
gboolean
kab_open_uri (GtkWidget *from, const char *uri)
{
  g_autoptr (GtkUriLauncher) launcher = NULL;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (from), FALSE);

  if (!kab_open_is_allowed (uri))
    return FALSE;
  root = gtk_widget_get_root (from);
  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL, NULL);
  return TRUE;
}

static gboolean
is_loopback (const char *uri)
{
  g_autoptr (GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autoptr (GInetAddress) address = NULL;

  if (parsed == NULL || !g_str_equal (g_uri_get_scheme (parsed), "http") || g_uri_get_host (parsed) == NULL)
    return FALSE;
  address = g_inet_address_new_from_string (g_uri_get_host (parsed));
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * kab_open_page:
 * @from: the widget that was activated
 * @uri: (nullable): a page that a server asks to be opened, such as one to pay on
 * @origin: where that server is
 *
 * Opens @uri in the browser: a page with https, or, where the server itself is on this computer, one on it.
 *
 * Returns: whether it was given to the browser
 */
gboolean
kab_open_page (GtkWidget *from, const char *uri, const char *origin)
{
  g_autoptr (GtkUriLauncher) launcher = NULL;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (from) && origin != NULL, FALSE);

  if (uri == NULL || strlen (uri) > 2048)
    return FALSE;
  if (!(is_loopback (uri) && is_loopback (origin))
      && !(g_str_has_prefix (uri, "https:") && kab_open_is_allowed (uri)))
    return FALSE;
  root = gtk_widget_get_root (from);
  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL, NULL);
  return TRUE;
}
