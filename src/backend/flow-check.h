/* flow-check.h: whether a descriptor's flows hang together, before anybody is led through them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_flow_check_organisation (KabServer *server, KabOrganisation *organisation, GError **error);

G_END_DECLS
