/* kab-address-dialog.h: asks for the address of an organisation that is not in the list. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal: chosen (string origin, string organisation or NULL). */
#define KAB_TYPE_ADDRESS_DIALOG (kab_address_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabAddressDialog, kab_address_dialog, KAB, ADDRESS_DIALOG, AdwDialog)

AdwDialog *kab_address_dialog_new (const char *text);

G_END_DECLS
