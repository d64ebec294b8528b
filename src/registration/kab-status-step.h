/* kab-status-step.h: a step at which there is nothing to type: waiting, done, rejected, unknown. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-flow-driver.h"

G_BEGIN_DECLS

/* Signals: chosen (string action): a button of the last step was pressed. */
#define KAB_TYPE_STATUS_STEP (kab_status_step_get_type ())
G_DECLARE_FINAL_TYPE (KabStatusStep, kab_status_step, KAB, STATUS_STEP, GtkWidget)

GtkWidget *kab_status_step_new (KabFlowDriver *driver);
void kab_status_step_update (KabStatusStep *self);
void kab_status_step_focus (KabStatusStep *self);

G_END_DECLS
