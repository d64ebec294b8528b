/* promise.h: by when somebody will be there, counted in the organisation's working time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

gboolean kab_organisation_is_open_on (KabOrganisation *organisation, const char *day);
gboolean kab_organisation_is_open_at (KabOrganisation *organisation, gint64 at);
gint64 kab_promise_add (KabOrganisation *organisation, gint64 from, gint64 seconds);
JsonObject *
kab_promise_make (KabOrganisation *organisation, JsonObject *rule, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *kab_promise_show (KabCall *call, JsonObject *promise) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
