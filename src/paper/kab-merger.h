/* kab-merger.h: many documents into one, in a process of its own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-render-process.h"

G_BEGIN_DECLS

#define KAB_TYPE_MERGER (kab_merger_get_type ())
G_DECLARE_FINAL_TYPE (KabMerger, kab_merger, KAB, MERGER, GObject)

KabMerger *kab_merger_new (const char *program);
gboolean kab_merger_add (KabMerger *self, GBytes *document, GError **error);
GBytes *kab_merger_finish (KabMerger *self, GError **error);

G_END_DECLS
