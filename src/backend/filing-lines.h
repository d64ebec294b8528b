/* filing-lines.h: which lines of a document another one is about, and how much of each. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

/* How much of a line, in thousandths. */
typedef struct
{
  gint64 line;
  gint64 quantity;
} KabChosenLine;

JsonArray *kab_filing_build_lines (KabServer *server,
                                   KabOrganisation *organisation,
                                   const KabDocument *from,
                                   const char *type) G_GNUC_WARN_UNUSED_RESULT;
GArray *kab_filing_choose_lines (KabServer *server,
                                 KabOrganisation *organisation,
                                 const KabDocument *from,
                                 const char *type,
                                 JsonArray *given,
                                 KabFieldErrors *errors) G_GNUC_WARN_UNUSED_RESULT;
gint64 kab_filing_copy_lines (KabServer *server, gint64 document, GArray *chosen);
void kab_filing_type_lines (KabServer *server, gint64 document, const char *group, const char *text);

G_END_DECLS
