/* catalogue-text.h: article numbers and words as the search compares them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KAB_CATALOGUE_MAX_WORDS 8

char *kab_catalogue_fold_article (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *kab_catalogue_build_match (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *kab_catalogue_find_vin (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
