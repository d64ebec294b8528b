/* kab-merge.h: documents one behind the other in a new one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

#include "kab-render-protocol.h"

G_BEGIN_DECLS

typedef struct _KabMerge KabMerge;

KabMerge *kab_merge_new (void);
gboolean kab_merge_add_page (KabMerge *self, PopplerPage *page);
guint kab_merge_get_n_pages (KabMerge *self);
GBytes *kab_merge_finish (KabMerge *self);

G_END_DECLS
