/* kab-text-kinds.h: what sets one kind of typed field apart from another; no widgets here. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-fault.h"
#include "kab-form-context.h"

G_BEGIN_DECLS

/**
 * KabTextKind:
 * @kind: the field kind
 * @purpose: which keyboard helps
 * @check: (nullable): what is wrong with a text, beyond length, pattern and alphabet
 * @dup_value: (nullable): the value as the server takes it; a plain string if %NULL
 * @dup_text: (nullable): a value of the server's as a person types it
 * @tidy: (nullable): the text as it is shown once the person has left the field, and what was done to it
 * @notice: (nullable): a word about a good text, and what could stand in its place
 * @repair: (nullable): the text without what is wrong with it
 *
 * What sets one kind of typed field apart from another.
 */
typedef struct
{
  const char *kind;
  GtkInputPurpose purpose;
  KabFault *(*check) (KabField *field, KabFormContext *context, const char *text);
  JsonNode *(*dup_value) (KabField *field, KabFormContext *context, const char *text);
  char *(*dup_text) (KabField *field, KabFormContext *context, JsonNode *value);
  char *(*tidy) (KabField *field, KabFormContext *context, const char *text, char **note);
  char *(*notice) (KabField *field, KabFormContext *context, const char *text, char **action, char **offer);
  char *(*repair) (KabField *field, KabFormContext *context, const char *text);
} KabTextKind;

const KabTextKind *kab_text_kind_find (const char *kind);
KabFault *
kab_text_kind_check (const KabTextKind *kind, KabField *field, KabFormContext *context, const char *text);
JsonNode *
kab_text_kind_dup_value (const KabTextKind *kind, KabField *field, KabFormContext *context, const char *text);
char *
kab_text_kind_dup_text (const KabTextKind *kind, KabField *field, KabFormContext *context, JsonNode *value);
char *
kab_text_kind_repair (const KabTextKind *kind, KabField *field, KabFormContext *context, const char *text);

G_END_DECLS
