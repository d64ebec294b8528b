/* router.h: which function answers which address. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KabServer KabServer;
typedef struct _KabCall KabCall;
typedef struct _KabRouter KabRouter;

typedef void (*KabHandler) (KabServer *server, KabCall *call);

typedef enum
{
  KAB_ACCESS_PUBLIC,   /* anybody; call->person stays NULL */
  KAB_ACCESS_OPTIONAL, /* anybody; a good bearer token sets call->person, a bad one is refused */
  KAB_ACCESS_PERSON,   /* a signed-in person */
  KAB_ACCESS_STAFF,    /* a signed-in person of the staff */
} KabAccess;

typedef struct
{
  const char *method;
  const char *pattern; /* "/{org}/documents/{id}"; {org} is looked up before the handler runs */
  KabHandler handler;
  KabAccess access;
  const char *query;  /* names of its query parameters, parted by spaces; NULL: none */
  KabHandler prepare; /* runs before the transaction; may call kab_call_hash_password () */
  gsize max_body;     /* bytes; 0: 64 KiB */
  gboolean raw;       /* the body is a file and not JSON: see call->raw */
  gboolean form;      /* a form of a page in a browser: no JSON, no Idempotency-Key */
} KabRoute;

KabRouter *kab_router_new (void);
void kab_router_free (KabRouter *self);
void kab_router_add (KabRouter *self, const KabRoute *routes);
const KabRoute *kab_router_find (
    KabRouter *self, const char *method, const char *const *segments, GHashTable *parameters, char **allowed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabRouter, kab_router_free)

G_END_DECLS
