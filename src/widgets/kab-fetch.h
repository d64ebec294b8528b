/* kab-fetch.h: shows what was known last, then what the server says. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-client.h"

G_BEGIN_DECLS

/* RECORD or ERROR is NULL. AS_OF is when an offline copy was made; NULL for what the server says now. */
typedef void (*KabFetchedFunc) (gpointer object, gpointer record, GDateTime *as_of, const GError *error);

DexFuture *kab_fetch (KabClient *client,
                      KabRequest *request,
                      GType record_type,
                      gboolean peek,
                      gpointer object,
                      KabFetchedFunc fetched) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
