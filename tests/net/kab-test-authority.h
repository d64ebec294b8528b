/* kab-test-authority.h: a keeper of a token that refreshes it over the network, once for all who ask. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-client.h"

G_BEGIN_DECLS

#define KAB_TYPE_TEST_AUTHORITY (kab_test_authority_get_type ())
G_DECLARE_FINAL_TYPE (KabTestAuthority, kab_test_authority, KAB, TEST_AUTHORITY, GObject)

KabTestAuthority *kab_test_authority_new (KabClient *client, const char *token);
const guint *kab_test_authority_get_calls (KabTestAuthority *self);
guint kab_test_authority_get_rejections (KabTestAuthority *self);

G_END_DECLS
