/* kab-line-choice.c: lines of a document to choose from, and how much of each. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-line-choice.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-document-text.h"
#include "kab-document.h"

typedef struct
{
  KabDocumentLine *line;
  GtkCheckButton *check;
  GtkSpinButton *quantity; /* NULL: all or nothing */
} Choice;

struct _KabLineChoice
{
  GtkWidget parent_instance;

  GtkWidget *list;
  GPtrArray *choices;
};

G_DEFINE_FINAL_TYPE (KabLineChoice, kab_line_choice, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->line);
  g_free (choice);
}

static void
changed_cb (KabLineChoice *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* A whole number of pieces can be parted; “1,5 m” goes as a whole. */
static int
get_pieces (KabDocumentLine *line)
{
  const char *quantity = kab_document_line_get_quantity (line);
  gint64 pieces;

  if (quantity == NULL || !g_ascii_string_to_signed (quantity, 10, 1, 1000000, &pieces, NULL))
    return 1;
  return (int) pieces;
}

static void
add_quantity (KabLineChoice *self, Choice *choice, GtkWidget *row, int pieces)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (1, pieces, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), pieces);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Quantity"), -1);
  g_object_bind_property (choice->check, "active", spin, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  choice->quantity = GTK_SPIN_BUTTON (spin);
}

static void
add_line (KabLineChoice *self, KabDocumentLine *line)
{
  Choice *choice = g_new0 (Choice, 1);
  g_autofree char *note = kab_document_line_dup_note (line);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  int pieces = get_pieces (line);

  choice->line = g_object_ref (line);
  choice->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), kab_document_line_get_title (line));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note != NULL ? note : "");
  gtk_widget_set_valign (GTK_WIDGET (choice->check), GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), GTK_WIDGET (choice->check));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (choice->check));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kab_document_line_get_title (line), -1);
  g_signal_connect_object (choice->check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (pieces > 1)
    add_quantity (self, choice, row, pieces);
  g_ptr_array_add (self->choices, choice);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
kab_line_choice_dispose (GObject *object)
{
  KabLineChoice *self = KAB_LINE_CHOICE (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  G_OBJECT_CLASS (kab_line_choice_parent_class)->dispose (object);
}

static void
kab_line_choice_class_init (KabLineChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_line_choice_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  changed_signal = g_signal_new ("changed", KAB_TYPE_LINE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
kab_line_choice_init (KabLineChoice *self)
{
  self->choices = g_ptr_array_new_with_free_func (choice_free);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Lines"),
                                  -1);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

/**
 * kab_line_choice_new:
 * @lines: a list of #KabDocumentLine
 *
 * A single line needs no choosing: it is chosen from the start.
 *
 * Returns: (transfer floating): the lines with a tick and a quantity each
 */
GtkWidget *
kab_line_choice_new (GListModel *lines)
{
  KabLineChoice *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (lines), NULL);

  self = g_object_new (KAB_TYPE_LINE_CHOICE, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabDocumentLine) line = g_list_model_get_item (lines, i);

      add_line (self, line);
    }
  if (self->choices->len == 1)
    gtk_check_button_set_active (((Choice *) g_ptr_array_index (self->choices, 0))->check, TRUE);
  return GTK_WIDGET (self);
}

/**
 * kab_line_choice_is_complete:
 * @self: lines to choose from
 *
 * Returns: whether at least one is chosen
 */
gboolean
kab_line_choice_is_complete (KabLineChoice *self)
{
  g_return_val_if_fail (KAB_IS_LINE_CHOICE (self), FALSE);

  for (guint i = 0; i < self->choices->len; i++)
    if (gtk_check_button_get_active (((Choice *) g_ptr_array_index (self->choices, i))->check))
      return TRUE;
  return FALSE;
}

/**
 * kab_line_choice_dup_lines:
 * @self: lines to choose from
 *
 * Returns: (transfer full): the chosen lines as the server takes them: id and quantity
 */
JsonArray *
kab_line_choice_dup_lines (KabLineChoice *self)
{
  JsonArray *lines;

  g_return_val_if_fail (KAB_IS_LINE_CHOICE (self), NULL);

  lines = json_array_new ();
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);
      JsonObject *object;

      if (!gtk_check_button_get_active (choice->check))
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "id", kab_document_line_get_id (choice->line));
      if (choice->quantity != NULL)
        {
          g_autofree char *quantity
              = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (choice->quantity));

          json_object_set_string_member (object, "quantity", quantity);
        }
      json_array_add_object_element (lines, object);
    }
  return lines;
}
