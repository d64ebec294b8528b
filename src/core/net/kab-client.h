/* kab-client.h: one service as seen from here; sends requests and brings records back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-authority.h"
#include "kab-http-cache.h"
#include "kab-net-error.h"
#include "kab-net.h"
#include "kab-request.h"

G_BEGIN_DECLS

/* What a body may weigh after decompression (rule J2). */
#define KAB_LIMIT_JSON (8 * 1024 * 1024)
#define KAB_LIMIT_PROBLEM (64 * 1024)
#define KAB_LIMIT_PDF (10 * 1024 * 1024)
#define KAB_LIMIT_IMAGE (2 * 1024 * 1024)

#define KAB_TYPE_CLIENT (kab_client_get_type ())
G_DECLARE_FINAL_TYPE (KabClient, kab_client, KAB, CLIENT, GObject)

KabClient *kab_client_new (KabNet *net, const char *origin, const char *organisation);
KabNet *kab_client_get_net (KabClient *self);
const char *kab_client_get_origin (KabClient *self);
const char *kab_client_get_organisation (KabClient *self);
void kab_client_set_authority (KabClient *self, KabAuthority *authority);
void kab_client_set_cache (KabClient *self, KabHttpCache *cache);
void kab_client_cancel (KabClient *self);

DexFuture *
kab_client_send (KabClient *self, KabRequest *request, GType record_type) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_client_peek (KabClient *self, KabRequest *request, GType record_type, GDateTime **fetched_at)
    G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_client_send_for_bytes (KabClient *self,
                                      KabRequest *request,
                                      const char *content_type,
                                      gsize limit) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_client_send_for_input (KabClient *self,
                                      KabRequest *request,
                                      const char *content_type) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_client_send_for_stream (KabClient *self, KabRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
