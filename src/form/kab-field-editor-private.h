/* kab-field-editor-private.h: what every editor has, for the two files that look after it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"

G_BEGIN_DECLS

/* Editors live as long as their form, and hold their rows until they are disposed of. */
typedef struct
{
  KabField *field;
  KabFormContext *context;
  GPtrArray *rows;
  GtkWidget *main; /* the row that shows how the field stands */
  KabHintRow *hint;
  GtkWidget *slot;
  GtkWidget *target;
  KabFieldEditor *original; /* whose value must be typed again; weak */
  KabFault *fault;          /* what the server said about the value as it stands */
  KabFieldState state;
  gboolean left;     /* the person has been here and gone on */
  gboolean revealed; /* the person tried to send: an empty field is wrong too */
  gboolean shown;
} KabFieldEditorPrivate;

KabFieldEditorPrivate *_kab_field_editor_get_private (KabFieldEditor *self);

G_END_DECLS
