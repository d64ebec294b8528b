/* captcha.h: a riddle in a picture or in words, good once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "server.h"

G_BEGIN_DECLS

gboolean kab_captcha_open (KabServer *server, GError **error);
JsonObject *kab_captcha_new (KabServer *server,
                             KabOrganisation *organisation,
                             const char *owner,
                             const char *language) G_GNUC_WARN_UNUSED_RESULT;
gboolean kab_captcha_check (KabServer *server, const char *owner, JsonObject *answer);
void kab_captcha_drop (KabServer *server, const char *owner);
void kab_captcha_forget (KabServer *server);

G_END_DECLS
