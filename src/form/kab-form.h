/* kab-form.h: a list of described fields as rows that a person fills in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "kab-form-context.h"
#include "kab-flow.h"

G_BEGIN_DECLS

/* Properties: complete (boolean), missing (string, such as "phone, e-mail"), busy (boolean).
 * Signals: changed (anything was typed), activate (the person asks to send: Ctrl+Enter, or Enter in the
 * last field). */
#define KAB_TYPE_FORM (kab_form_get_type ())
G_DECLARE_FINAL_TYPE (KabForm, kab_form, KAB, FORM, GtkWidget)

GtkWidget *kab_form_new (GListModel *fields, KabFormContext *context);

gboolean kab_form_get_complete (KabForm *self);
const char *kab_form_get_missing (KabForm *self);
gboolean kab_form_get_busy (KabForm *self);
void kab_form_set_busy (KabForm *self, gboolean busy);

JsonObject *kab_form_dup_values (KabForm *self);
void kab_form_set_values (KabForm *self, JsonObject *values);
JsonObject *kab_form_dup_draft (KabForm *self);

gboolean kab_form_validate (KabForm *self);
GListModel *kab_form_take_errors (KabForm *self, GListModel *errors);
void kab_form_take_captcha (KabForm *self, KabCaptcha *captcha);
void kab_form_show_message (KabForm *self, const char *message);

G_END_DECLS
