/* profile.h: the resources /{org}/me and /{org}/password. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_profile_open (KabServer *server, GError **error);

G_END_DECLS
