/* login.h: what people sign in with: an address, a number, each the property of one person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

char *kab_login_find_person (KabServer *server,
                             KabOrganisation *organisation,
                             const char *kind,
                             const char *typed) G_GNUC_WARN_UNUSED_RESULT;
char *kab_login_recognise (KabServer *server,
                           KabOrganisation *organisation,
                           const char *typed) G_GNUC_WARN_UNUSED_RESULT;
gboolean kab_login_add (KabServer *server,
                        KabOrganisation *organisation,
                        const char *kind,
                        const char *typed,
                        const char *person);

G_END_DECLS
