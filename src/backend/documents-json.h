/* documents-json.h: documents as clients see them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

void kab_json_set_money (JsonObject *object, const char *member, gint64 minor, const char *currency);
void kab_json_reply_tagged (KabCall *call, JsonObject *answer);
const char *kab_document_get_custom_cell (const KabDocument *document, JsonObject *column);
JsonObject *kab_document_to_row (KabCall *call, const KabDocument *document) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *
kab_document_to_detail (KabServer *server, KabCall *call, KabDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
