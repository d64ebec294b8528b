/* kab-plain-row.c: a row whose words are words, whatever a server put into them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-plain-row.h"

/**
 * kab_plain_row_new:
 * @title: (nullable): the first line
 * @subtitle: (nullable): the second
 *
 * AdwPreferencesRow takes its words for markup unless it has been told otherwise before they come: given all at
 * once, an & in a customer's name would be read as markup once (J5).
 *
 * Returns: (transfer floating): an #AdwActionRow that shows both as they are
 */
GtkWidget *
kab_plain_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title != NULL ? title : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  return row;
}
