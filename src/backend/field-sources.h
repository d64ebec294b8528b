/* field-sources.h: what a customer may choose from: own vehicles, orders, accounts, workshops. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "server.h"

G_BEGIN_DECLS

JsonArray *kab_field_source_build (KabServer *server,
                                   KabOrganisation *organisation,
                                   gint64 customer,
                                   JsonObject *field) G_GNUC_WARN_UNUSED_RESULT;
gboolean kab_field_source_is_known (const char *source);

G_END_DECLS
