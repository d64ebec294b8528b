/* documents-number.h: the numbers that new documents are given, and cards for those who file them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

char *kab_documents_take_number (KabServer *server,
                                 KabOrganisation *organisation,
                                 const char *type) G_GNUC_WARN_UNUSED_RESULT;
gint64 kab_customers_ensure (KabServer *server, const KabPerson *person);
gint64 kab_customers_find_by_phone (KabServer *server,
                                    KabOrganisation *organisation,
                                    const char *phone,
                                    const char *name);

G_END_DECLS
