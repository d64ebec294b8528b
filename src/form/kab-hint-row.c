/* kab-hint-row.c: what belongs to the field above: help, what is wrong, a way to put it right. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-hint-row.h"

#include <adwaita.h>

struct _KabHintRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *label;
  AdwBin *extra;
  GtkButton *action;
  GtkMenuButton *where;
  GtkLabel *where_text;
  GtkWidget *buttons;
  char *text;
};

G_DEFINE_FINAL_TYPE (KabHintRow, kab_hint_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  ACTION,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
action_clicked_cb (KabHintRow *self)
{
  g_signal_emit (self, signals[ACTION], 0);
}

static void
kab_hint_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KAB_TYPE_HINT_ROW);
  G_OBJECT_CLASS (kab_hint_row_parent_class)->dispose (object);
}

static void
kab_hint_row_finalize (GObject *object)
{
  g_free (KAB_HINT_ROW (object)->text);
  G_OBJECT_CLASS (kab_hint_row_parent_class)->finalize (object);
}

static void
kab_hint_row_class_init (KabHintRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_hint_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_hint_row_finalize;

  signals[ACTION]
      = g_signal_new ("action", KAB_TYPE_HINT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kabinet/Kabinet/form/kab-hint-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KabHintRow, label);
  gtk_widget_class_bind_template_child (widget_class, KabHintRow, extra);
  gtk_widget_class_bind_template_child (widget_class, KabHintRow, action);
  gtk_widget_class_bind_template_child (widget_class, KabHintRow, where);
  gtk_widget_class_bind_template_child (widget_class, KabHintRow, where_text);
  gtk_widget_class_bind_template_child (widget_class, KabHintRow, buttons);
  gtk_widget_class_bind_template_callback (widget_class, action_clicked_cb);
}

static void
kab_hint_row_init (KabHintRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
has_extra (KabHintRow *self)
{
  GtkWidget *extra = adw_bin_get_child (self->extra);

  return extra != NULL && gtk_widget_get_visible (extra);
}

/* Rows without anything to say take no room. */
static void
update_visibility (KabHintRow *self)
{
  gboolean action = gtk_widget_get_visible (GTK_WIDGET (self->action));
  gboolean where = gtk_widget_get_visible (GTK_WIDGET (self->where));

  gtk_widget_set_visible (GTK_WIDGET (self->label), self->text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->extra), has_extra (self));
  gtk_widget_set_visible (self->buttons, action || where);
}

/**
 * kab_hint_row_new:
 * @where: (nullable): where the person finds what is asked for
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
kab_hint_row_new (KabFieldWhere *where)
{
  KabHintRow *self;

  g_return_val_if_fail (where == NULL || KAB_IS_FIELD_WHERE (where), NULL);

  self = g_object_new (KAB_TYPE_HINT_ROW, NULL);
  if (where != NULL)
    {
      gtk_menu_button_set_label (self->where, kab_field_where_get_title (where));
      gtk_label_set_text (self->where_text, kab_field_where_get_text (where));
      gtk_widget_set_visible (GTK_WIDGET (self->where), TRUE);
    }
  update_visibility (self);
  return GTK_WIDGET (self);
}

/**
 * kab_hint_row_show:
 * @self: a #KabHintRow
 * @text: (nullable): what to say; never taken for markup
 * @wrong: whether it is about a mistake
 * @action: (nullable): label of the button that puts it right
 */
void
kab_hint_row_show (KabHintRow *self, const char *text, gboolean wrong, const char *action)
{
  g_return_if_fail (KAB_IS_HINT_ROW (self));

  g_set_str (&self->text, text != NULL && *text != '\0' ? text : NULL);
  gtk_label_set_text (self->label, self->text != NULL ? self->text : "");
  if (wrong)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->label), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->label), "error");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->label), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->label), "dim-label");
    }
  if (action != NULL)
    gtk_button_set_label (self->action, action);
  gtk_widget_set_visible (GTK_WIDGET (self->action), action != NULL);
  update_visibility (self);
}

/**
 * kab_hint_row_set_extra:
 * @self: a #KabHintRow
 * @extra: (nullable): what stands below the text
 */
void
kab_hint_row_set_extra (KabHintRow *self, GtkWidget *extra)
{
  g_return_if_fail (KAB_IS_HINT_ROW (self));

  adw_bin_set_child (self->extra, extra);
  update_visibility (self);
}

/**
 * kab_hint_row_get_text:
 * @self: a #KabHintRow
 *
 * Returns: (nullable): what it says
 */
const char *
kab_hint_row_get_text (KabHintRow *self)
{
  g_return_val_if_fail (KAB_IS_HINT_ROW (self), NULL);

  return self->text;
}

/**
 * kab_hint_row_get_action:
 * @self: a #KabHintRow
 *
 * Returns: (nullable): label of the button, if there is one
 */
const char *
kab_hint_row_get_action (KabHintRow *self)
{
  g_return_val_if_fail (KAB_IS_HINT_ROW (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->action)) ? gtk_button_get_label (self->action) : NULL;
}

/**
 * kab_hint_row_get_label:
 * @self: a #KabHintRow
 *
 * Returns: (transfer none): what screen readers read as the field's description
 */
GtkWidget *
kab_hint_row_get_label (KabHintRow *self)
{
  g_return_val_if_fail (KAB_IS_HINT_ROW (self), NULL);

  return GTK_WIDGET (self->label);
}

/**
 * kab_hint_row_has_content:
 * @self: a #KabHintRow
 *
 * Returns: whether there is anything to see
 */
gboolean
kab_hint_row_has_content (KabHintRow *self)
{
  g_return_val_if_fail (KAB_IS_HINT_ROW (self), FALSE);

  return self->text != NULL || has_extra (self) || gtk_widget_get_visible (GTK_WIDGET (self->action))
         || gtk_widget_get_visible (GTK_WIDGET (self->where));
}
