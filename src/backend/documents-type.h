/* documents-type.h: the kinds of documents of an organisation, their states and what may be done in each. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "organisation.h"

G_BEGIN_DECLS

JsonObject *kab_document_type_find (KabOrganisation *organisation, const char *type);
const char *kab_document_type_get_title (KabOrganisation *organisation, const char *type);
JsonObject *kab_document_type_get_machine (KabOrganisation *organisation, const char *type);
JsonObject *kab_document_type_dup_state (KabOrganisation *organisation,
                                         const char *type,
                                         const char *state) G_GNUC_WARN_UNUSED_RESULT;
gboolean kab_document_type_is_open (KabOrganisation *organisation, const char *type, const char *state);
const char *kab_document_type_get_waits (KabOrganisation *organisation, const char *type, const char *state);
JsonObject *
kab_document_type_find_action (KabOrganisation *organisation, const char *type, const char *action);
char *kab_document_type_format_number (KabOrganisation *organisation,
                                       const char *type,
                                       gint64 counter) G_GNUC_WARN_UNUSED_RESULT;
char *kab_document_type_order_types (KabOrganisation *organisation) G_GNUC_WARN_UNUSED_RESULT;
char *kab_document_type_order_states (KabOrganisation *organisation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
