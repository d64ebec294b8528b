/* appointment.h: a time that was wished, offered or agreed for a document. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

void kab_appointment_open (KabServer *server);
JsonObject *kab_appointment_show (KabCall *call, const KabDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
