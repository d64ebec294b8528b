/* kab-body.h: reads the body of an answer, counted, and checks that it is whole. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

GBytes *kab_body_read (SoupMessage *message, GInputStream *stream, gsize limit, GError **error);
gboolean kab_body_check (GBytes *body, const char *content_type, SoupMessageHeaders *headers, GError **error);

G_END_DECLS
