/* kab-request.h: one request, described; a client sends it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define KAB_TYPE_REQUEST (kab_request_get_type ())
G_DECLARE_FINAL_TYPE (KabRequest, kab_request, KAB, REQUEST, GObject)

KabRequest *kab_request_new (const char *method, const char *path);
KabRequest *kab_request_new_segments (const char *method, const char *segment, ...) G_GNUC_NULL_TERMINATED;
const char *kab_request_get_method (KabRequest *self);
const char *kab_request_get_path (KabRequest *self);
void kab_request_set_query (KabRequest *self, const char *name, const char *value);
void kab_request_set_body (KabRequest *self, JsonNode *body);
void kab_request_set_file (KabRequest *self, GBytes *bytes, const char *content_type);
void kab_request_set_header (KabRequest *self, const char *name, const char *value);
const char *kab_request_get_idempotency_key (KabRequest *self);
void kab_request_set_idempotency_key (KabRequest *self, const char *key);
void kab_request_set_if_match (KabRequest *self, const char *etag);
void kab_request_set_if_none_match (KabRequest *self, const char *etag);
void kab_request_set_deadline (KabRequest *self, guint seconds);
void kab_request_set_tries (KabRequest *self, guint tries);
void kab_request_set_anonymous (KabRequest *self, gboolean anonymous);

G_END_DECLS
