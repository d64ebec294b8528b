/* kab-error.h: questions to ask of any error. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean kab_error_is_cancelled (const GError *error);

G_END_DECLS
