/* documents-store.h: documents in the database: made, read, changed, with what happened to them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

/* A document as it is kept. Used both to make one and to read one; texts belong to it when it was read. */
typedef struct
{
  gint64 id;
  gint64 customer; /* id of the card; 0: none yet */
  char *customer_name;
  char *type;
  char *number;
  char *subject;
  gint64 date;
  gboolean has_amount;
  gint64 amount;
  char *currency;
  char *state;
  char *waits;   /* "customer", "staff" or NULL; follows from the state */
  gint64 due_at; /* 0: none */
  gint64 version;
  char *thing;
  char *flow;          /* id of the flow that an application came from */
  JsonObject *details; /* properties and what else belongs to the kind */
} KabDocument;

void kab_document_free (KabDocument *self);

gint64 kab_documents_find_organisation (KabServer *server, KabOrganisation *organisation);
gint64 kab_documents_find_customer (KabServer *server, const char *person);
GDateTime *kab_documents_parse_day (KabOrganisation *organisation, const char *day) G_GNUC_WARN_UNUSED_RESULT;

void kab_documents_publish (
    KabServer *server, KabOrganisation *organisation, gint64 id, gint64 customer, gint64 version);
gint64 kab_documents_create (KabServer *server, KabOrganisation *organisation, const KabDocument *document);
void kab_documents_add_line (KabServer *server, gint64 document, int position, JsonObject *line);
void kab_documents_add_event (
    KabServer *server, gint64 document, gint64 at, const char *title, const char *text, const char *by);
gboolean kab_documents_change (KabServer *server,
                               KabOrganisation *organisation,
                               KabDocument *document,
                               const char *state,
                               gint64 due_at);

void kab_documents_set_amount (KabServer *server, KabDocument *document, gint64 amount);

KabDocument *kab_documents_load (KabServer *server, KabCall *call, const char *id) G_GNUC_WARN_UNUSED_RESULT;
KabDocument *kab_documents_load_by_flow (KabServer *server, const char *flow) G_GNUC_WARN_UNUSED_RESULT;
KabOrganisation *kab_documents_get_organisation (KabServer *server, const KabDocument *document);
GPtrArray *
kab_documents_load_ids (KabServer *server, const gint64 *ids, guint count) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabDocument, kab_document_free)

G_END_DECLS
