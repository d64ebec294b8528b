/* kab-action-dialog.h: asks what an action needs to know, and does it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-client.h"
#include "kab-descriptor.h"
#include "kab-document.h"
#include "kab-lines-pick.h"

G_BEGIN_DECLS

/* Signals: acted (the document as the action left it). */
#define KAB_TYPE_ACTION_DIALOG (kab_action_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabActionDialog, kab_action_dialog, KAB, ACTION_DIALOG, AdwDialog)

AdwDialog *kab_action_dialog_new (KabClient *client,
                                  KabDescriptor *descriptor,
                                  KabDocument *document,
                                  KabAction *action,
                                  KabLinesPick *pick);

G_END_DECLS
