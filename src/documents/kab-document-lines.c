/* kab-document-lines.c: the lines of a document in groups: works, materials, parts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "kab-document-lines.h"
#include "kab-document-text.h"
#include "kab-document.h"
#include "kab-money.h"
#include "kab-plain-row.h"
#include "kab-status-pill.h"

static GtkWidget *
row_new (KabDocumentLine *line)
{
  g_autofree char *note = kab_document_line_dup_note (line);
  GtkWidget *row = kab_plain_row_new (kab_document_line_get_title (line), note);
  const KabMoney *amount = kab_document_line_get_amount (line);
  KabDocumentState *state = kab_document_line_get_state (line);

  if (state != NULL)
    {
      GtkWidget *pill = kab_status_pill_new ();

      kab_status_pill_set_state (KAB_STATUS_PILL (pill), state);
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
    }
  if (amount != NULL)
    {
      g_autofree char *plain = kab_money_format_plain (amount);
      GtkWidget *label = gtk_label_new (plain);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  return row;
}

static AdwPreferencesGroup *
group_new (GtkBox *box, const char *title)
{
  g_autofree char *escaped = title != NULL ? g_markup_escape_text (title, -1) : NULL;
  GtkWidget *group = adw_preferences_group_new ();

  /* The title of a group is markup whether one wants it or not. */
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped != NULL ? escaped : "");
  gtk_box_append (box, group);
  return ADW_PREFERENCES_GROUP (group);
}

/**
 * kab_document_lines_fill:
 * @box: where the groups go; what it held is taken out
 * @lines: a list of #KabDocumentLine; lines of one group stand together (E-11, E-12)
 */
void
kab_document_lines_fill (GtkBox *box, GListModel *lines)
{
  AdwPreferencesGroup *group = NULL;
  const char *title = NULL;
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box) && G_IS_LIST_MODEL (lines));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabDocumentLine) line = g_list_model_get_item (lines, i);

      if (group == NULL || g_strcmp0 (title, kab_document_line_get_group (line)) != 0)
        {
          title = kab_document_line_get_group (line);
          group = group_new (box, title);
        }
      adw_preferences_group_add (group, row_new (line));
    }
  gtk_widget_set_visible (GTK_WIDGET (box), group != NULL);
}
