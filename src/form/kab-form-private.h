/* kab-form-private.h: what a form is made of, for the files that look after it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"
#include "kab-form.h"

G_BEGIN_DECLS

/* A form owns one editor for each field. Editors judge by themselves; the form knows which are shown, what
 * is missing, and where the focus goes. Everything happens on the main thread. */
struct _KabForm
{
  GtkWidget parent_instance;

  GtkWidget *bar;
  GtkLabel *bar_text;
  GPtrArray *editors;
  GPtrArray *boxes;
  char *missing;
  gboolean complete;
  gboolean busy;
  gboolean settling; /* values come from elsewhere */
};

KabFieldEditor *_kab_form_find_editor (KabForm *self, const char *name);
KabFieldEditor *_kab_form_find_unsettled (KabForm *self);
gboolean _kab_form_is_settled (KabFieldEditor *editor);
void _kab_form_update (KabForm *self);
void _kab_form_offer_scan (KabForm *self);

G_END_DECLS
