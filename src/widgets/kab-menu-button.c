/* kab-menu-button.c: gives menu buttons the name that GTK leaves out. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-menu-button.h"

/**
 * kab_menu_buttons_name:
 * @root: a page or window
 *
 * The focus of a #GtkMenuButton lies on a toggle button inside it, which knows nothing of the tooltip outside: a
 * screen reader would say "toggle button". Makes the tooltip its name, for each menu button below @root (H1).
 */
void
kab_menu_buttons_name (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_MENU_BUTTON (root) && gtk_widget_get_tooltip_text (root) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (root)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_widget_get_tooltip_text (root), -1);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    kab_menu_buttons_name (child);
}
