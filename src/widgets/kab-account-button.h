/* kab-account-button.h: what is to pay, and which account is looked at. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-summary.h"

G_BEGIN_DECLS

/* Property: compact (boolean: an icon in place of the sum, for narrow windows). */
#define KAB_TYPE_ACCOUNT_BUTTON (kab_account_button_get_type ())
G_DECLARE_FINAL_TYPE (KabAccountButton, kab_account_button, KAB, ACCOUNT_BUTTON, GtkWidget)

void kab_account_button_set_summary (KabAccountButton *self, KabSummary *summary);

G_END_DECLS
