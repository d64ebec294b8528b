/* kab-form-files.h: brings the files of a form to the server, one by one, before the form itself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "kab-client.h"

G_BEGIN_DECLS

/* Property: progress (double, from 0 to 1; 0 while nothing is under way). */
#define KAB_TYPE_FORM_FILES (kab_form_files_get_type ())
G_DECLARE_FINAL_TYPE (KabFormFiles, kab_form_files, KAB, FORM_FILES, GObject)

KabFormFiles *kab_form_files_new (KabClient *client);
DexFuture *kab_form_files_send (KabFormFiles *self, JsonObject *values) G_GNUC_WARN_UNUSED_RESULT;
double kab_form_files_get_progress (KabFormFiles *self);

G_END_DECLS
