/* kab-drafts.h: what a person typed and did not send yet, without anything secret. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define KAB_TYPE_DRAFTS (kab_drafts_get_type ())
G_DECLARE_FINAL_TYPE (KabDrafts, kab_drafts, KAB, DRAFTS, GObject)

KabDrafts *kab_drafts_new (const char *dir);
JsonObject *kab_drafts_load (KabDrafts *self, const char *key);
void kab_drafts_save (KabDrafts *self, const char *key, GListModel *fields, JsonObject *values);
char *kab_drafts_dup_idempotency_key (KabDrafts *self, const char *key);
void kab_drafts_accept (KabDrafts *self, const char *key);
char *kab_drafts_dup_flow (KabDrafts *self, const char *key);
void kab_drafts_set_flow (KabDrafts *self, const char *key, const char *flow_id);
void kab_drafts_drop (KabDrafts *self, const char *key);
void kab_drafts_flush (KabDrafts *self);
void kab_drafts_unlink (KabDrafts *self);

G_END_DECLS
