/* server.h: what every part of the backend works with. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "database.h"
#include "options.h"
#include "organisation.h"
#include "router.h"
#include "secrets.h"

G_BEGIN_DECLS

typedef struct _KabLimits KabLimits;
typedef struct _KabEventStreams KabEventStreams;
typedef struct _KabExports KabExports;
typedef struct _KabCatalogueWindows KabCatalogueWindows;
typedef struct _KabSnapshots KabSnapshots;
typedef struct _KabDelivery KabDelivery;
typedef struct _KabFlowHooks KabFlowHooks;
typedef struct _KabDocumentHooks KabDocumentHooks;

/* Owned by main (); it outlives every call. Everything but the password worker runs on the main loop. */
struct _KabServer
{
  KabOptions *options;
  KabDatabase *database;
  GPtrArray *organisations; /* of KabOrganisation, by id */
  KabRouter *router;
  KabLimits *limits;
  KabSecrets *secrets;
  KabDelivery *delivery;
  KabFlowHooks *flow_hooks;
  KabDocumentHooks *document_hooks;
  KabSnapshots *snapshots;        /* lists of documents that somebody scrolls through */
  KabEventStreams *event_streams; /* who listens; NULL until the server has filled itself */
  KabCatalogueWindows *catalogue; /* lists of items that somebody scrolls through */
  KabExports *exports;            /* files that are being made */
  gint64 clock_offset;            /* seconds that --demo-clock has added */
  char *public_url;
  guint housekeeping; /* timer */
  guint working;      /* calls whose password a thread is busy with */
};

KabServer *kab_server_new (KabOptions *options, GError **error);
void kab_server_free (KabServer *self);
KabOrganisation *kab_server_find_organisation (KabServer *self, const char *id);
gint64 kab_server_now (KabServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabServer, kab_server_free)

G_END_DECLS
