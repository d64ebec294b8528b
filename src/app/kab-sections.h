/* kab-sections.h: the parts of a cabinet that this program can show. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinet.h"

G_BEGIN_DECLS

char **kab_sections_list (KabCabinet *cabinet);
const char *kab_sections_get_title (KabCabinet *cabinet, const char *section);
const char *kab_sections_get_icon (const char *section);

G_END_DECLS
