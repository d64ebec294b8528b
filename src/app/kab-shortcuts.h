/* kab-shortcuts.h: every key of the program, for the application and for the dialog that lists them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void kab_shortcuts_install (GtkApplication *application);
AdwDialog *kab_shortcuts_dialog_new (void);

G_END_DECLS
