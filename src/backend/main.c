/* kabinet-backend: the reference REST server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <locale.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/stat.h>

#include "listener.h"
#include "server.h"

static gboolean
stopped_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

static int
serve (KabServer *server, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (KabListener) listener = kab_listener_new (server, error);

  if (listener == NULL)
    return 1;
  if (server->options->public_url != NULL)
    server->public_url = g_strdup (server->options->public_url);
  else
    server->public_url = g_strdup_printf ("http://127.0.0.1:%u", kab_listener_get_port (listener));
  g_unix_signal_add (SIGTERM, stopped_cb, loop);
  g_unix_signal_add (SIGINT, stopped_cb, loop);
  printf ("Listening on http://127.0.0.1:%u\n", kab_listener_get_port (listener));
  fflush (stdout);
  g_main_loop_run (loop);
  while (server->working > 0)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabServer) server = NULL;
  KabOptions *options;
  int result = 1;

  setlocale (LC_CTYPE, "");
  umask (077);
  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  options = kab_options_parse (&argc, &argv, &error);
  if (options != NULL)
    server = kab_server_new (options, &error);
  if (server != NULL)
    result = serve (server, &error);
  if (error != NULL)
    fprintf (stderr, "kabinet-backend: %s\n", error->message);
  return result;
}
