/* kab-place.h: where the program's own files lie, installed or in a build folder. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kab_place_locale_dir (void);
char *kab_place_organisations_dir (void);
char *kab_place_find_program (const char *name, const char *build_folder, const char *installed_folder);

G_END_DECLS
