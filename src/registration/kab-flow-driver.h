/* kab-flow-driver.h: takes a person through a flow of the server's: asks, sends, resumes. No toolkit here. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinets.h"
#include "kab-client.h"
#include "kab-flow.h"
#include "kab-load.h"

G_BEGIN_DECLS

/* Signals: step-changed (there is another step, or the same one anew), refused (GError: what was sent was not
 * taken; nothing of it is lost). Property: busy (boolean). */
#define KAB_TYPE_FLOW_DRIVER (kab_flow_driver_get_type ())
G_DECLARE_FINAL_TYPE (KabFlowDriver, kab_flow_driver, KAB, FLOW_DRIVER, GObject)

KabFlowDriver *
kab_flow_driver_new (KabCabinets *cabinets, KabClient *client, const char *organisation, const char *flow);

KabLoad *kab_flow_driver_get_load (KabFlowDriver *self);
KabFlow *kab_flow_driver_get_flow (KabFlowDriver *self);
gboolean kab_flow_driver_get_busy (KabFlowDriver *self);
GDateTime *kab_flow_driver_dup_now (KabFlowDriver *self);

void kab_flow_driver_start (KabFlowDriver *self);
void kab_flow_driver_start_again (KabFlowDriver *self);
void kab_flow_driver_poll (KabFlowDriver *self);
void kab_flow_driver_submit (KabFlowDriver *self, JsonObject *values);
void kab_flow_driver_submit_form (KabFlowDriver *self, JsonObject *values);
void kab_flow_driver_resend (KabFlowDriver *self);
void kab_flow_driver_go_back (KabFlowDriver *self, const char *step);
DexFuture *kab_flow_driver_load_captcha (KabFlowDriver *self) G_GNUC_WARN_UNUSED_RESULT;

JsonObject *kab_flow_driver_load_draft (KabFlowDriver *self);
void kab_flow_driver_save_draft (KabFlowDriver *self, JsonObject *values);

G_END_DECLS
