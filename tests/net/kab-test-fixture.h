/* kab-test-fixture.h: a client of the organisation "org" and what stands behind it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-client.h"
#include "kab-directory.h"
#include "kab-test-raw.h"
#include "kab-test-server.h"
#include "kab-test.h"

G_BEGIN_DECLS

typedef struct
{
  KabTestServer *server; /* one of the two */
  KabTestRaw *raw;
  KabNet *net;
  KabClient *client;
} KabTestFixture;

KabTestFixture *kab_test_fixture_new (void);
KabTestFixture *kab_test_fixture_new_raw (KabTestScript script, gpointer data);
void kab_test_fixture_free (KabTestFixture *self);

DexFuture *kab_test_fixture_get (KabTestFixture *self, const char *path, GType type);
DexFuture *kab_test_fixture_post (KabTestFixture *self, const char *path, GType type);
GError *kab_test_fixture_fail (KabTestFixture *self, KabNetError code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabTestFixture, kab_test_fixture_free)

G_END_DECLS
