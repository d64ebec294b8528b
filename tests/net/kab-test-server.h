/* kab-test-server.h: a server that answers as the test tells it, and remembers what it was asked. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _KabTestServer KabTestServer;

typedef void (*KabTestHandler) (SoupServerMessage *message, guint number, gpointer data);

KabTestServer *kab_test_server_new (void);
void kab_test_server_free (KabTestServer *self);
const char *kab_test_server_get_origin (KabTestServer *self);
void kab_test_server_add (KabTestServer *self, guint status, const char *type, const char *body, ...)
    G_GNUC_NULL_TERMINATED;
void kab_test_server_set_handler (KabTestServer *self, KabTestHandler handler, gpointer data);
void kab_test_server_reply (SoupServerMessage *message, guint status, const char *type, const char *body);
const guint *kab_test_server_get_count (KabTestServer *self);
const char *kab_test_server_get_header (KabTestServer *self, guint number, const char *name);
const char *kab_test_server_get_line (KabTestServer *self, guint number);
const char *kab_test_server_get_body (KabTestServer *self, guint number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabTestServer, kab_test_server_free)

#define PROBLEM_TYPE "application/problem+json"
#define PROBLEM(name, status)                                                                                \
  "{\"type\":\"urn:kabinet:problem:" name "\",\"title\":\"T\",\"status\":" #status ",\"detail\":\"D\"}"
#define JSON_TYPE "application/json"
#define HEALTH "{\"status\":\"ok\",\"version\":\"1\",\"time\":\"2026-11-22T08:06:07+03:00\"}"

G_END_DECLS
