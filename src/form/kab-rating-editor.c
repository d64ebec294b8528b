/* kab-rating-editor.c: one to five stars. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-rating-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define STARS 5

struct _KabRatingEditor
{
  KabFieldEditor parent_instance;

  GtkToggleButton *stars[STARS];
  int rating;
  gboolean settling;
};

G_DEFINE_FINAL_TYPE (KabRatingEditor, kab_rating_editor, KAB_TYPE_FIELD_EDITOR)

/* All stars up to the chosen one are filled; only that one is checked, so that screen readers hear one choice. */
static void
show_stars (KabRatingEditor *self)
{
  self->settling = TRUE;
  for (int i = 0; i < STARS; i++)
    {
      gtk_button_set_icon_name (GTK_BUTTON (self->stars[i]),
                                i < self->rating ? "starred-symbolic" : "non-starred-symbolic");
      gtk_toggle_button_set_active (self->stars[i], i + 1 == self->rating);
    }
  self->settling = FALSE;
}

static void
star_toggled_cb (KabRatingEditor *self, GtkToggleButton *star)
{
  if (self->settling)
    return;
  for (int i = 0; i < STARS; i++)
    if (self->stars[i] == star)
      self->rating = i + 1;
  show_stars (self);
  kab_field_editor_changed (KAB_FIELD_EDITOR (self));
}

static void
build (KabFieldEditor *editor)
{
  KabRatingEditor *self = KAB_RATING_EDITOR (editor);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "focusable", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (int i = 0; i < STARS; i++)
    {
      g_autofree char *name = g_strdup_printf (
          ngettext ("%d star out of %d", "%d stars out of %d", (gulong) i + 1), i + 1, STARS);

      self->stars[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
      gtk_widget_set_valign (GTK_WIDGET (self->stars[i]), GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (GTK_WIDGET (self->stars[i]), "flat");
      gtk_widget_add_css_class (GTK_WIDGET (self->stars[i]), "star");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->stars[i]), name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->stars[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_signal_connect_object (self->stars[i], "toggled", G_CALLBACK (star_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stars[i]));
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), kab_field_editor_get_slot (editor));
  show_stars (self);
  kab_field_editor_add_row (editor, row);
  kab_field_editor_set_target (editor, box);
}

static gboolean
is_empty (KabFieldEditor *editor)
{
  return KAB_RATING_EDITOR (editor)->rating == 0;
}

static JsonNode *
dup_value (KabFieldEditor *editor)
{
  return json_node_init_int (json_node_alloc (), KAB_RATING_EDITOR (editor)->rating);
}

static void
set_value (KabFieldEditor *editor, JsonNode *value)
{
  KabRatingEditor *self = KAB_RATING_EDITOR (editor);
  gint64 rating = 0;

  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_INT64)
    rating = json_node_get_int (value);
  self->rating = rating >= 1 && rating <= STARS ? (int) rating : 0;
  show_stars (self);
}

static void
grab_focus (KabFieldEditor *editor)
{
  KabRatingEditor *self = KAB_RATING_EDITOR (editor);

  gtk_widget_grab_focus (GTK_WIDGET (self->stars[self->rating > 0 ? self->rating - 1 : 0]));
}

static void
kab_rating_editor_class_init (KabRatingEditorClass *klass)
{
  KabFieldEditorClass *editor_class = KAB_FIELD_EDITOR_CLASS (klass);

  editor_class->group = KAB_FIELD_GROUP_ENTRIES;
  editor_class->build = build;
  editor_class->is_empty = is_empty;
  editor_class->dup_value = dup_value;
  editor_class->dup_draft = dup_value;
  editor_class->set_value = set_value;
  editor_class->grab_focus = grab_focus;
}

static void
kab_rating_editor_init (KabRatingEditor *self)
{
}
