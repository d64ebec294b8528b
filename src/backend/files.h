/* files.h: files that people send along with forms and messages. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

void kab_files_open (KabServer *server);
void kab_files_forget (KabServer *server);
void kab_files_take (KabServer *server,
                     KabCall *call,
                     JsonObject *field,
                     JsonObject *given,
                     GPtrArray *ids,
                     KabFieldErrors *errors);
void kab_files_attach (KabServer *server, GPtrArray *ids, gint64 document, gint64 message);
JsonArray *kab_files_list (KabServer *server, gint64 document, gint64 message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
