/* kabinet: where the program begins. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <sys/prctl.h>

#include "kab-application.h"
#include "kab-place.h"

int
main (int argc, char *argv[])
{
  g_autoptr (KabApplication) application = NULL;
  g_autofree char *locale_dir = kab_place_locale_dir ();

  /* Access tokens live in memory: other programs of this person shall not read it (J8). The leak checker of
   * a sanitizer build has to read it. */
#ifndef __SANITIZE_ADDRESS__
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = kab_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
