/* organisation.h: one organisation as its descriptor file tells it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _KabOrganisation KabOrganisation;

KabOrganisation *kab_organisation_load (const char *path, GError **error);
void kab_organisation_free (KabOrganisation *self);

const char *kab_organisation_get_id (KabOrganisation *self);
const char *kab_organisation_get_name (KabOrganisation *self);
JsonObject *kab_organisation_get_descriptor (KabOrganisation *self);
JsonObject *kab_organisation_get_server (KabOrganisation *self);
JsonObject *kab_organisation_get_flow (KabOrganisation *self, const char *flow);
JsonObject *kab_organisation_get_flow_wiring (KabOrganisation *self, const char *flow);
JsonObject *kab_organisation_get_legal_text (KabOrganisation *self, const char *id);
const char *kab_organisation_get_language (KabOrganisation *self);
JsonNode *kab_organisation_get_public (KabOrganisation *self);
const char *kab_organisation_get_etag (KabOrganisation *self);
JsonObject *kab_organisation_dup_entry (KabOrganisation *self) G_GNUC_WARN_UNUSED_RESULT;
char *kab_organisation_format_time (KabOrganisation *self, gint64 time) G_GNUC_WARN_UNUSED_RESULT;
GDateTime *kab_organisation_to_local (KabOrganisation *self, gint64 time) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabOrganisation, kab_organisation_free)

G_END_DECLS
