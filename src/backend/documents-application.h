/* documents-application.h: applications for registration, which staff decide as documents. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

void kab_application_add_properties (KabServer *server,
                                     KabOrganisation *organisation,
                                     const KabDocument *document,
                                     JsonArray *properties);
void kab_applications_open (KabServer *server);

G_END_DECLS
