/* filing-form.h: which documents a person may file, out of which others, through which form. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

/* What somebody is about to file. */
typedef struct
{
  const char *type;
  JsonObject *shown; /* the part of the descriptor that clients see */
  JsonObject *wired; /* the rest */
  JsonArray *fields;
  KabDocument *from; /* NULL: filed by itself */
  gint64 customer;   /* card of the customer; 0: to be found by what is typed */
} KabFiling;

void kab_filing_free (KabFiling *self);
KabFiling *kab_filing_begin (KabServer *server, KabCall *call, const char *type, const char *from)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kab_filing_has_lines (KabFiling *self);
void kab_filing_answer_form (KabServer *server, KabCall *call);
JsonArray *kab_filing_build_offers (KabCall *call, const KabDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabFiling, kab_filing_free)

G_END_DECLS
