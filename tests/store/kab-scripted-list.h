/* kab-scripted-list.h: a server's list for tests: answers when told, and remembers what it was asked. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-paged-model-private.h"

G_BEGIN_DECLS

typedef struct
{
  DexPromise *promise;
  guint offset;
  char *as_of;
  char *query; /* all of it */
} KabAsked;

/* The ids of the rows are numbers. Those in `rows` come first; after them `total` goes on by counting. */
typedef struct
{
  GArray *rows; /* of guint */
  guint total;
  guint as_of;
  gboolean at_once; /* answers without being told */
  GPtrArray *asked; /* of KabAsked that wait */
  guint n_asked;
  guint most_at_once;
  DexPromise *rest;
  guint n_rests;
} KabScriptedList;

KabScriptedList *kab_scripted_list_new (guint total);
void kab_scripted_list_free (KabScriptedList *self);
KabPagedModel *kab_scripted_list_make_model (KabScriptedList *self);
KabAsked *kab_scripted_list_find (KabScriptedList *self, guint offset);
gboolean kab_scripted_list_answer (KabScriptedList *self, guint offset);
void kab_scripted_list_answer_all (KabScriptedList *self);
void kab_scripted_list_fail (KabScriptedList *self, guint offset);
void kab_scripted_list_rest (KabScriptedList *self);
void kab_scripted_list_insert (KabScriptedList *self, guint position, guint id);
void kab_scripted_list_remove (KabScriptedList *self, guint position);
guint kab_scripted_list_get_waiting (KabScriptedList *self);

G_END_DECLS
