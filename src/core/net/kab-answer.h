/* kab-answer.h: judges the head of an answer before any of its body is believed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-net-error.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

gboolean kab_answer_is_redirect (SoupMessage *message);
GUri *kab_answer_get_redirect (SoupMessage *message, const char *origin, GError **error);
gboolean
kab_answer_judge (SoupMessage *message, GInputStream *stream, const char *content_type, GError **error);
void kab_answer_complete_error (SoupMessage *message, GError *error);

G_END_DECLS
