/* accounts-describe.h: what staff are told of accounts and people, and what they may choose from. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "server.h"

G_BEGIN_DECLS

void kab_accounts_add_option (JsonArray *options, const char *value, const char *title);
JsonArray *kab_accounts_offer (JsonObject *action, JsonArray *options) G_GNUC_WARN_UNUSED_RESULT;
void kab_accounts_add_describers (KabServer *server);

G_END_DECLS
