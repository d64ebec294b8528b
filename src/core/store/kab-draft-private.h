/* kab-draft-private.h: one draft, in memory and as text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  JsonObject *values;    /* NULL until something was typed */
  char *idempotency_key; /* of the next attempt; NULL until it is asked for */
  char *flow;            /* id of the flow that this belongs to */
  char *secrets;         /* fingerprint of what is never kept; this process can tell whether it changed */
} KabDraft;

KabDraft *kab_draft_new (void);
void kab_draft_free (KabDraft *self);
gboolean
kab_draft_take_values (KabDraft *self, GListModel *fields, JsonObject *values, const char *fingerprint_key);
char *kab_draft_to_text (KabDraft *self, const char *key);
KabDraft *kab_draft_from_text (const char *text, gsize length, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabDraft, kab_draft_free)

G_END_DECLS
