/* kab-document-lines.c: the lines of a document in groups: works, materials, parts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "kab-document-lines.h"
#include "kab-document-text.h"
#include "kab-format.h"
#include "kab-money.h"
#include "kab-plain-row.h"
#include "kab-status-pill.h"

/* "Approved on 23.11.2026 by Anna, Kabinet 0.1.0": the record stands with the line for whoever reads it. */
static char *
describe_decision (KabLineDecision *decision)
{
  g_autofree char *day = kab_format_date (kab_line_decision_get_at (decision));
  const char *by = kab_line_decision_get_by (decision);
  const char *through = kab_line_decision_get_through (decision);
  GString *text = g_string_new (NULL);

  if (kab_line_decision_get_accepted (decision))
    /* Translators: a line of an estimate; %s is a day. */
    g_string_append_printf (text, _ ("Approved on %s"), day);
  else
    /* Translators: a line of an estimate; %s is a day. */
    g_string_append_printf (text, _ ("Declined on %s"), day);
  if (by != NULL)
    g_string_append_printf (text, " · %s", by);
  if (through != NULL)
    g_string_append_printf (text, " · %s", through);
  return g_string_free (text, FALSE);
}

static char *
dup_subtitle (KabDocumentLine *line, const char *reason)
{
  g_autofree char *note = kab_document_line_dup_note (line);
  KabLineDecision *decision = kab_document_line_get_decision (line);
  g_autofree char *record = decision != NULL ? describe_decision (decision) : NULL;
  GString *text = g_string_new (note);

  if (record != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", record);
  if (reason != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", reason);
  return g_string_free (text, FALSE);
}

static void
check_toggled_cb (GtkCheckButton *check, KabLinesPick *pick)
{
  kab_lines_pick_set_picked (pick, g_object_get_data (G_OBJECT (check), "line"),
                             gtk_check_button_get_active (check));
}

static void
name_check (GtkWidget *check, KabLinesPick *pick, KabDocumentLine *line)
{
  const KabMoney *amount = kab_document_line_get_amount (line);
  g_autofree char *money = amount != NULL ? kab_money_format (amount) : g_strdup ("");
  /* Translators: what is done with a line, the line, its amount: "Approve: wheel alignment, 60.00 BYN". */
  g_autofree char *name
      = g_strdup_printf (_ ("%s: %s, %s"), kab_action_get_title (kab_lines_pick_get_action (pick)),
                         kab_document_line_get_title (line), money);

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
check_new (KabLinesPick *pick, KabDocumentLine *line)
{
  const char *id = kab_document_line_get_id (line);
  KabLineDecision *decision = kab_document_line_get_decision (line);
  gboolean agreed
      = kab_lines_pick_decides (pick) && decision != NULL && kab_line_decision_get_accepted (decision);
  gboolean open = kab_lines_pick_is_open (pick, id, NULL);
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (check, open);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               open ? kab_lines_pick_get_picked (pick, id) : agreed);
  g_object_set_data_full (G_OBJECT (check), "line", g_strdup (id), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), pick, 0);
  name_check (check, pick, line);
  return check;
}

static void
part_changed_cb (GtkSpinButton *spin, KabLinesPick *pick)
{
  double whole = gtk_adjustment_get_upper (gtk_spin_button_get_adjustment (spin));
  double value = gtk_spin_button_get_value (spin);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, gtk_spin_button_get_digits (spin) > 0 ? "%.3f" : "%.0f", value);
  kab_lines_pick_set_quantity (pick, g_object_get_data (G_OBJECT (spin), "line"),
                               value < whole ? text : NULL);
}

/* A part of a line may be chosen where there is more than one of it. */
static GtkWidget *
part_new (KabLinesPick *pick, KabDocumentLine *line, GtkWidget *check)
{
  g_autofree char *text = g_strdelimit (g_strdup (kab_document_line_get_quantity (line)), ",", '.');
  double whole = text != NULL ? g_ascii_strtod (text, NULL) : 0;
  gboolean pieces = whole == floor (whole);
  GtkWidget *spin;

  if (!kab_action_get_quantities (kab_lines_pick_get_action (pick)) || whole <= (pieces ? 1 : 0)
      || !kab_lines_pick_is_open (pick, kab_document_line_get_id (line), NULL))
    return NULL;
  spin = gtk_spin_button_new_with_range (pieces ? 1 : 0.001, whole, pieces ? 1 : 0.1);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), pieces ? 0 : 3);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), whole);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Quantity"), -1);
  g_object_bind_property (check, "active", spin, "visible", G_BINDING_SYNC_CREATE);
  g_object_set_data_full (G_OBJECT (spin), "line", g_strdup (kab_document_line_get_id (line)), g_free);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (part_changed_cb), pick, 0);
  return spin;
}

static void
add_pick (AdwActionRow *row, KabLinesPick *pick, KabDocumentLine *line)
{
  GtkWidget *check = check_new (pick, line);
  GtkWidget *part = part_new (pick, line, check);

  adw_action_row_add_prefix (row, check);
  adw_action_row_set_activatable_widget (row, check);
  if (part != NULL)
    adw_action_row_add_suffix (row, part);
}

static void
add_amount (AdwActionRow *row, KabDocumentLine *line)
{
  const KabMoney *amount = kab_document_line_get_amount (line);
  KabLineDecision *decision = kab_document_line_get_decision (line);
  g_autofree char *plain = amount != NULL ? kab_money_format_plain (amount) : NULL;
  GtkWidget *label = gtk_label_new (plain);

  gtk_widget_add_css_class (label, "numeric");
  if (decision != NULL && !kab_line_decision_get_accepted (decision))
    gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (row, label);
}

static GtkWidget *
row_new (KabDocumentLine *line, KabLinesPick *pick)
{
  const char *reason = NULL;
  KabDocumentState *state = kab_document_line_get_state (line);
  GtkWidget *row = kab_plain_row_new (kab_document_line_get_title (line), NULL);
  g_autofree char *subtitle = NULL;

  if (pick != NULL && !kab_lines_pick_decides (pick))
    kab_lines_pick_is_open (pick, kab_document_line_get_id (line), &reason);
  subtitle = dup_subtitle (line, reason);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (pick != NULL)
    add_pick (ADW_ACTION_ROW (row), pick, line);
  if (state != NULL)
    {
      GtkWidget *pill = kab_status_pill_new ();

      kab_status_pill_set_state (KAB_STATUS_PILL (pill), state);
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
    }
  add_amount (ADW_ACTION_ROW (row), line);
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
 * @pick: (nullable): lets the person choose or decide lines
 */
void
kab_document_lines_fill (GtkBox *box, GListModel *lines, KabLinesPick *pick)
{
  AdwPreferencesGroup *group = NULL;
  const char *title = NULL;
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box) && G_IS_LIST_MODEL (lines));
  g_return_if_fail (pick == NULL || KAB_IS_LINES_PICK (pick));

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
      adw_preferences_group_add (group, row_new (line, pick));
    }
  gtk_widget_set_visible (GTK_WIDGET (box), group != NULL);
}
