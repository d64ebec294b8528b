/* kab-transport.h: what GIO and libsoup say of a failed connection, in our own terms. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

GError *
kab_transport_error (SoupMessage *message, const GError *error, gboolean available, gboolean answered);

G_END_DECLS
