/* documents-hooks.h: what other parts do when an action of a document is done, by the names that descriptors use. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-lines-plan.h"

G_BEGIN_DECLS

/* An action about to be done. */
typedef struct
{
  KabServer *server;
  KabCall *call;
  KabDocument *document; /* as it is before; an effect may change its details */
  JsonObject *action;
  JsonObject *values;        /* checked */
  char *text;                /* what the timeline will say, or NULL */
  const char *to;            /* the state it comes into; an effect may name another */
  const KabLinesPlan *lines; /* what is to be done with its lines */
} KabDeed;

/* Returns FALSE after it has answered the call with what is against it; then nothing is done. */
typedef gboolean (*KabEffect) (KabDeed *deed);

/* Returns: (transfer full): the fields of an action on this very document. */
typedef JsonArray *(*KabFieldsMaker) (KabServer *server, const KabDocument *document, JsonObject *action);

/* Puts what is not kept with the document into the answer about it ("source" of its machine). */
typedef void (*KabDescriber) (KabServer *server,
                              KabCall *call,
                              const KabDocument *document,
                              JsonObject *detail);

typedef struct _KabDocumentHooks KabDocumentHooks;

KabDocumentHooks *kab_document_hooks_new (void);
void kab_document_hooks_free (KabDocumentHooks *self);

void kab_documents_add_effect (KabServer *server, const char *name, KabEffect effect);
void kab_documents_add_fields (KabServer *server, const char *name, KabFieldsMaker maker);
void kab_documents_add_describer (KabServer *server, const char *name, KabDescriber describer);
gboolean kab_documents_run_effect (KabDeed *deed);
JsonArray *kab_documents_dup_fields (KabServer *server,
                                     const KabDocument *document,
                                     JsonObject *action) G_GNUC_WARN_UNUSED_RESULT;
void
kab_documents_describe (KabServer *server, KabCall *call, const KabDocument *document, JsonObject *detail);
gboolean kab_documents_check_hooks (KabServer *server, GError **error);

G_END_DECLS
