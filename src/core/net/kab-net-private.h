/* kab-net-private.h: what only the client may take from the net. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-net.h"

#include <libdex.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

SoupSession *kab_net_get_api_session (KabNet *self);
SoupSession *kab_net_get_stream_session (KabNet *self);
DexFuture *kab_net_wait_for_change (KabNet *self) G_GNUC_WARN_UNUSED_RESULT;
guint kab_net_get_retry_base (KabNet *self);

G_END_DECLS
