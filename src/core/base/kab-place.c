/* kab-place.c: where the program's own files lie, installed or in a build folder. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-place.h"

/* The folder of the running executable, or NULL where the system does not tell. */
static char *
program_dir (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : NULL;
}

/* PATH below the build folder that this executable was built in, or NULL if it is installed. */
static char *
find_in_build (const char *path)
{
  g_autofree char *folder = program_dir ();

  for (int level = 0; folder != NULL && level < 3; level++)
    {
      g_autofree char *above = g_path_get_dirname (folder);
      g_autofree char *mark = g_build_filename (above, "build.ninja", NULL);
      g_autofree char *found = g_build_filename (above, path, NULL);

      if (g_file_test (mark, G_FILE_TEST_EXISTS))
        return g_file_test (found, G_FILE_TEST_EXISTS) ? g_canonicalize_filename (found, NULL) : NULL;
      g_set_str (&folder, above);
    }
  return NULL;
}

/**
 * kab_place_locale_dir:
 *
 * Returns: (transfer full): the folder of the message catalogues
 */
char *
kab_place_locale_dir (void)
{
  char *found = find_in_build ("po");

  return found != NULL ? found : g_strdup (KAB_LOCALE_DIR);
}

/**
 * kab_place_organisations_dir:
 *
 * Returns: (transfer full): the folder of the descriptors that the demo backend serves
 */
char *
kab_place_organisations_dir (void)
{
  char *found = find_in_build ("../data/organisations");

  return found != NULL ? found : g_build_filename (KAB_DATA_DIR, "organisations", NULL);
}

/**
 * kab_place_find_program:
 * @name: file name of a program that belongs to Kabinet
 * @build_folder: its folder below src/ of a build folder
 * @installed_folder: its folder when installed
 *
 * Looks only where Kabinet's own build or installation puts it, never along PATH.
 *
 * Returns: (transfer full) (nullable): the program's path, or %NULL if it is not there
 */
char *
kab_place_find_program (const char *name, const char *build_folder, const char *installed_folder)
{
  g_autofree char *below = NULL;
  g_autofree char *here = program_dir ();
  const char *folders[] = { here, installed_folder };
  char *found;

  g_return_val_if_fail (name != NULL && build_folder != NULL && installed_folder != NULL, NULL);

  below = g_build_filename ("src", build_folder, name, NULL);
  found = find_in_build (below);
  if (found != NULL)
    return found;
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = folders[i] != NULL ? g_build_filename (folders[i], name, NULL) : NULL;

      if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return NULL;
}
