/* kab-avatar-text.h: the text of an organisation's avatar. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kab_avatar_text (const char *name, gint64 palette);

G_END_DECLS
