/* kab-estimate.h: the estimates of a document one after the other, and what each changed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-document.h"

G_BEGIN_DECLS

typedef enum
{
  KAB_ESTIMATE_ADDED,
  KAB_ESTIMATE_REMOVED,
  KAB_ESTIMATE_CHANGED,
} KabEstimateChange;

/* One line that two estimates do not have in common. */
typedef struct
{
  KabEstimateChange change;
  KabDocumentLine *before; /* NULL for what was added */
  KabDocumentLine *after;  /* NULL for what was removed */
} KabEstimateDifference;

GPtrArray *kab_estimate_compare (KabDocumentVersion *before, KabDocumentVersion *after);
void kab_estimate_fill (GtkBox *box, KabDocument *document, gboolean seconds);

G_END_DECLS
