/* kab-sandbox.h: what the renderer gives up before it opens a document. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void kab_sandbox_enter (guint cpu_seconds);

G_END_DECLS
