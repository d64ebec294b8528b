/* kab-detail-dialog.h: adds something to what is known of an account, or changes it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-account-history.h"
#include "kab-client.h"
#include "kab-descriptor.h"

G_BEGIN_DECLS

/* Signal: saved (KabAccountInformation): what is known now. */
#define KAB_TYPE_DETAIL_DIALOG (kab_detail_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabDetailDialog, kab_detail_dialog, KAB, DETAIL_DIALOG, AdwDialog)

AdwDialog *kab_detail_dialog_new (KabClient *client,
                                  KabDescriptor *descriptor,
                                  const char *account,
                                  KabAccountProperty *property);

G_END_DECLS
