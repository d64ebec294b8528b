/* kab-session-fixture.h: a service, a keyring in memory, a state directory; what tests of sessions share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinets.h"
#include "kab-fake-service.h"
#include "kab-memory-secret-store.h"
#include "kab-test.h"

G_BEGIN_DECLS

typedef struct
{
  KabFakeService *service;
  KabMemorySecretStore *store;
  KabNet *net;
  char *dir;
  KabCabinets *cabinets;
} Fixture;

void fixture_set_up (Fixture *f, gconstpointer data);
void fixture_tear_down (Fixture *f, gconstpointer data);
void fixture_restart (Fixture *f);
KabCabinet *fixture_sign_in (Fixture *f, gboolean remember);
KabCabinet *fixture_get (Fixture *f);
gboolean fixture_get_me (KabCabinet *cabinet, GError **error);
DexFuture *fixture_ask_me (KabCabinet *cabinet);
void fixture_assert_clean (Fixture *f, const char *bytes);

#define FIXTURE_ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

G_END_DECLS
