/* kab-dex-soup.h: libsoup's callbacks as futures; nothing else touches them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

DexFuture *kab_dex_soup_send (SoupSession *session, SoupMessage *message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
