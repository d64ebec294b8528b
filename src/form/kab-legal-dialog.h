/* kab-legal-dialog.h: a legal text to read before one consents to it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-descriptor.h"

G_BEGIN_DECLS

#define KAB_TYPE_LEGAL_DIALOG (kab_legal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabLegalDialog, kab_legal_dialog, KAB, LEGAL_DIALOG, AdwDialog)

AdwDialog *kab_legal_dialog_new (KabLegalText *legal);
char *kab_legal_dialog_describe_version (KabLegalText *legal);

G_END_DECLS
