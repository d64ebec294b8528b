/* kab-menu-button.h: gives menu buttons the name that GTK leaves out. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void kab_menu_buttons_name (GtkWidget *root);

G_END_DECLS
