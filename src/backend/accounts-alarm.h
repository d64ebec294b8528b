/* accounts-alarm.h: a bill that is out of line with the account's own history. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "server.h"

G_BEGIN_DECLS

JsonObject *
kab_accounts_build_alarm (KabServer *server, gint64 account, const char *currency) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
