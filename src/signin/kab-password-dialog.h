/* kab-password-dialog.h: asks for a password of one's own in place of one that a service made up. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-client.h"
#include "kab-descriptor.h"

G_BEGIN_DECLS

#define KAB_TYPE_PASSWORD_DIALOG (kab_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabPasswordDialog, kab_password_dialog, KAB, PASSWORD_DIALOG, AdwDialog)

AdwDialog *kab_password_dialog_new (KabClient *client, KabDescriptor *descriptor, const char *current);

G_END_DECLS
