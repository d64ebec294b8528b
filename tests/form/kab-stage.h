/* kab-stage.h: what tests of forms need: descriptors, flows, captchas, a window, a picture of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-descriptor.h"
#include "kab-flow.h"
#include "kab-form.h"

G_BEGIN_DECLS

void kab_stage_init (int *argc, char ***argv);

JsonNode *kab_stage_parse (const char *text);
JsonNode *kab_stage_read (const char *path);
KabDescriptor *kab_stage_descriptor (JsonNode *file);
KabFlow *kab_stage_flow (JsonNode *file, const char *flow, const char *step);
KabCaptcha *kab_stage_captcha (const char *id, const char *text);
GListModel *kab_stage_fields (const char *json);
KabFormContext *kab_stage_context (void);

GtkWindow *kab_stage_present (GtkWidget *child, int width, int height);
void kab_stage_settle (guint milliseconds);
gboolean kab_stage_save (GtkWidget *widget, const char *path);

GtkWidget *kab_stage_find (GtkWidget *root, GType type, const char *title);
GtkWidget *kab_stage_find_label (GtkWidget *root, const char *text);

G_END_DECLS
