/* kab-stage.h: what tests of forms need: descriptors, flows, captchas, a window, a picture of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-descriptor.h"
#include "kab-flow.h"
#include "kab-field-slot.h"
#include "kab-form.h"
#include "kab-hint-row.h"
#include "kab-problem.h"

G_BEGIN_DECLS

void kab_stage_init (int *argc, char ***argv);
char *kab_stage_dup_said (void);

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
gboolean kab_stage_shows (GtkWidget *root, const char *text);
void kab_stage_check_names (GtkWidget *root);

/* A form in a window, and what a person does with it. */
typedef struct
{
  KabFormContext *context;
  KabForm *form;
  GtkWindow *window;
} KabStage;

KabStage *kab_stage_new (const char *fields);
KabStage *kab_stage_new_step (const char *path, const char *flow, const char *step);
void kab_stage_free (KabStage *self);
GtkWidget *kab_stage_get_row (KabStage *self, const char *title);
KabHintRow *kab_stage_get_hint (KabStage *self, const char *title);
const char *kab_stage_get_hint_text (KabStage *self, const char *title);
KabFieldState kab_stage_get_state (KabStage *self, const char *title);
void kab_stage_type (KabStage *self, const char *title, const char *text);
void kab_stage_leave (KabStage *self);
char *kab_stage_dup_value (KabStage *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabStage, kab_stage_free)

G_END_DECLS
