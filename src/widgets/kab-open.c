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
