/* kab-code-step.h: asks for the code of a message, and says what to do when none comes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-flow-driver.h"

G_BEGIN_DECLS

#define KAB_TYPE_CODE_STEP (kab_code_step_get_type ())
G_DECLARE_FINAL_TYPE (KabCodeStep, kab_code_step, KAB, CODE_STEP, GtkWidget)

GtkWidget *kab_code_step_new (KabFlowDriver *driver);
void kab_code_step_update (KabCodeStep *self);
void kab_code_step_refuse (KabCodeStep *self, const GError *error);
void kab_code_step_focus (KabCodeStep *self);

G_END_DECLS
