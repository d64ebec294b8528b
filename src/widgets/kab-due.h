/* kab-due.h: until when, in the words of a person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kab_due_format (const GDate *due, const GDate *today);
gboolean kab_due_is_pressing (const GDate *due, const GDate *today);

G_END_DECLS
