/* record-types.h: every record type, for the tests that hold for all of them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "kab-record.h"

G_BEGIN_DECLS

const GType *record_types_list (guint *n_types);
char *record_type_get_c_prefix (GType type);

JsonNode *record_type_make_json (GType type, gboolean whole);
JsonNode *record_member_make_json (const KabMember *member, guint depth);

G_END_DECLS
