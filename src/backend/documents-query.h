/* documents-query.h: which documents a request wants, in which order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

#define KAB_DOCUMENTS_QUERY_WORDS 4

typedef enum
{
  KAB_DOCUMENTS_SORT_DATE,
  KAB_DOCUMENTS_SORT_NUMBER,
  KAB_DOCUMENTS_SORT_TYPE,
  KAB_DOCUMENTS_SORT_SUBJECT,
  KAB_DOCUMENTS_SORT_AMOUNT,
  KAB_DOCUMENTS_SORT_STATE,
  KAB_DOCUMENTS_SORT_CUSTOMER,
  KAB_DOCUMENTS_SORT_DUE,
} KabDocumentsSort;

typedef struct
{
  gboolean staff;   /* all documents of the organisation, not of one customer */
  gint64 scope;     /* key of the organisation, or id of the customer's card */
  const char *role; /* "staff" or "customer": for whom documents wait */
  KabDocumentsSort sort;
  gboolean descending;
  char *words[KAB_DOCUMENTS_QUERY_WORDS]; /* folded; "" where there are fewer */
  char *types;                            /* JSON array of ids, or NULL */
  char *states;                           /* JSON array of ids, or NULL */
  gint64 from;                            /* seconds since 1970 */
  gint64 to;                              /* exclusive */
  gboolean waits;
  int open;       /* 1: only what is open, 0: only what is closed, -1: both */
  char *thing;    /* only documents about this, or NULL */
  gboolean plain; /* nothing is filtered out */
} KabDocumentsQuery;

#define KAB_DOCUMENTS_QUERY_PARAMETERS "offset limit as_of sort q type state thing from to waits open"

KabDocumentsQuery *kab_documents_query_new (KabServer *server, KabCall *call);
void kab_documents_query_free (KabDocumentsQuery *self);
char *kab_documents_query_dup_key (const KabDocumentsQuery *self) G_GNUC_WARN_UNUSED_RESULT;
char *kab_documents_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabDocumentsQuery, kab_documents_query_free)

G_END_DECLS
