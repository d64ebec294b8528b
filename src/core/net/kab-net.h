/* kab-net.h: the program's two HTTP sessions and what all requests share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KAB_TYPE_NET (kab_net_get_type ())
G_DECLARE_FINAL_TYPE (KabNet, kab_net, KAB, NET, GObject)

KabNet *kab_net_new (void);
const char *kab_net_get_user_agent (KabNet *self);
gboolean kab_net_get_available (KabNet *self);
void kab_net_set_tls_database (KabNet *self, GTlsDatabase *database);
void kab_net_set_retry_base (KabNet *self, guint milliseconds);
void kab_net_abort (KabNet *self);

G_END_DECLS
