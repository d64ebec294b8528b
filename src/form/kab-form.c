/* kab-form.c: a list of described fields as rows that a person fills in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-form-private.h"

#include <glib/gi18n.h>

#include "kab-field-kinds.h"
#include "kab-form-text.h"
#include "kab-still.h"

G_DEFINE_FINAL_TYPE (KabForm, kab_form, GTK_TYPE_WIDGET)

enum
{
  PROP_COMPLETE = 1,
  PROP_MISSING,
  PROP_BUSY,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

KabFieldEditor *
_kab_form_find_editor (KabForm *self, const char *name)
{
  for (guint i = 0; i < self->editors->len; i++)
    if (g_str_equal (kab_field_editor_get_name (self->editors->pdata[i]), name))
      return self->editors->pdata[i];
  return NULL;
}

/* Whether a field can be filled in here at all. */
static gboolean
takes_value (KabFieldEditor *editor)
{
  return KAB_FIELD_EDITOR_GET_CLASS (editor)->dup_value != NULL;
}

gboolean
_kab_form_is_settled (KabFieldEditor *editor)
{
  KabFieldState state = kab_field_editor_get_state (editor);

  return !takes_value (editor) || !kab_field_editor_is_shown (editor) || state == KAB_FIELD_GOOD
         || state == KAB_FIELD_EMPTY;
}

/* Whether a field's condition holds: the other field is shown, and has the value. */
static gboolean
holds (KabForm *self, KabFieldCondition *condition)
{
  KabFieldEditor *other;
  g_autoptr (JsonNode) value = NULL;
  const char *equals;

  if (condition == NULL)
    return TRUE;
  other = _kab_form_find_editor (self, kab_field_condition_get_field (condition));
  if (other == NULL || !kab_field_editor_is_shown (other))
    return FALSE;
  value = kab_field_editor_dup_value (other);
  equals = kab_field_condition_get_equals (condition);
  if (value == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (value))
    return g_str_equal (equals, "true");
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
         && g_str_equal (json_node_get_string (value), equals);
}

/* Conditions may lean on one another, in any order; each pass settles one more of them. */
static void
update_conditions (KabForm *self)
{
  gboolean again = TRUE;

  for (guint pass = 0; again && pass <= self->editors->len; pass++)
    {
      again = FALSE;
      for (guint i = 0; i < self->editors->len; i++)
        {
          KabFieldEditor *editor = self->editors->pdata[i];
          gboolean shown = holds (self, kab_field_get_when (kab_field_editor_get_field (editor)));

          if (shown == kab_field_editor_is_shown (editor))
            continue;
          kab_field_editor_set_shown (editor, shown);
          again = TRUE;
        }
    }
}

/* A box without any visible row would be seen as a line. */
static void
update_boxes (KabForm *self)
{
  for (guint i = 0; i < self->boxes->len; i++)
    {
      gboolean any = FALSE;

      for (GtkWidget *row = gtk_widget_get_first_child (self->boxes->pdata[i]); row != NULL;
           row = gtk_widget_get_next_sibling (row))
        any = any || gtk_widget_get_visible (row);
      gtk_widget_set_visible (self->boxes->pdata[i], any);
    }
}

static void
update_missing (KabForm *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *missing = NULL;
  gboolean complete;

  for (guint i = 0; i < self->editors->len; i++)
    if (!_kab_form_is_settled (self->editors->pdata[i]))
      g_ptr_array_add (names, kab_field_editor_dup_short_name (self->editors->pdata[i]));
  complete = names->len == 0;
  missing = kab_form_text_dup_missing (names);

  if (g_set_str (&self->missing, missing))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MISSING]);
  if (self->complete != complete)
    {
      self->complete = complete;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
    }
}

void
_kab_form_update (KabForm *self)
{
  update_conditions (self);
  update_boxes (self);
  update_missing (self);
}

static void
editor_changed_cb (KabForm *self)
{
  if (self->settling)
    return;
  gtk_widget_set_visible (self->bar, FALSE);
  _kab_form_update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The first field that stands in the way. */
KabFieldEditor *
_kab_form_find_unsettled (KabForm *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    if (!_kab_form_is_settled (self->editors->pdata[i]))
      return self->editors->pdata[i];
  return NULL;
}

/* Enter goes to the next field; in the last one it sends, or goes to what is missing. */
static void
editor_activated_cb (KabForm *self, KabFieldEditor *editor)
{
  guint position = 0;

  if (!g_ptr_array_find (self->editors, editor, &position))
    return;
  for (guint i = position + 1; i < self->editors->len; i++)
    {
      KabFieldEditor *next = self->editors->pdata[i];

      if (takes_value (next) && kab_field_editor_is_shown (next))
        {
          kab_field_editor_grab_focus (next);
          return;
        }
    }
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static gboolean
submit_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  g_signal_emit (widget, signals[ACTIVATE], 0);
  return TRUE;
}

static const char *
name_of_group (KabFieldGroup group)
{
  switch (group)
    {
    case KAB_FIELD_GROUP_CAPTCHA:
      return _ ("Check against programs");
    case KAB_FIELD_GROUP_CONSENTS:
      return _ ("Consents");
    case KAB_FIELD_GROUP_ENTRIES:
    case KAB_FIELD_GROUP_TEXT:
      break;
    }
  return _ ("Fields");
}

static GtkWidget *
make_box (KabFieldGroup group)
{
  GtkWidget *box;

  if (group == KAB_FIELD_GROUP_TEXT)
    return gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  box = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (box), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (box, "boxed-list");
  gtk_widget_add_css_class (box, "form");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name_of_group (group),
                                  -1);
  return box;
}

static void
add_rows (GtkWidget *box, KabFieldEditor *editor)
{
  GPtrArray *rows = kab_field_editor_get_rows (editor);

  for (guint i = 0; i < rows->len; i++)
    {
      if (GTK_IS_LIST_BOX (box))
        gtk_list_box_append (GTK_LIST_BOX (box), rows->pdata[i]);
      else if (!GTK_IS_LIST_BOX_ROW (rows->pdata[i]))
        gtk_box_append (GTK_BOX (box), rows->pdata[i]);
    }
}

/* Neighbours of one group share a box. */
static void
add_editor (KabForm *self, KabFieldEditor *editor, KabFieldGroup *last)
{
  KabFieldGroup group = kab_field_editor_get_group (editor);

  if (self->boxes->len == 0 || *last != group)
    {
      GtkWidget *box = make_box (group);

      gtk_widget_set_parent (box, GTK_WIDGET (self));
      g_ptr_array_add (self->boxes, box);
    }
  *last = group;
  add_rows (self->boxes->pdata[self->boxes->len - 1], editor);
  g_ptr_array_add (self->editors, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "state-changed", G_CALLBACK (update_missing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "activate", G_CALLBACK (editor_activated_cb), self, G_CONNECT_SWAPPED);
}

static void
link_repetitions (KabForm *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      KabFieldEditor *editor = self->editors->pdata[i];
      const char *name = kab_field_get_repeat_of (kab_field_editor_get_field (editor));
      KabFieldEditor *original = name != NULL ? _kab_form_find_editor (self, name) : NULL;

      if (original != NULL && original != editor)
        kab_field_editor_set_original (editor, original);
    }
}

/**
 * kab_form_new:
 * @fields: (element-type KabField): what is asked
 * @context: the form's surroundings
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *
kab_form_new (GListModel *fields, KabFormContext *context)
{
  KabForm *self;
  KabFieldGroup last = KAB_FIELD_GROUP_ENTRIES;

  g_return_val_if_fail (G_IS_LIST_MODEL (fields), NULL);
  g_return_val_if_fail (KAB_IS_FORM_CONTEXT (context), NULL);

  self = g_object_new (KAB_TYPE_FORM, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (KabField) field = g_list_model_get_item (fields, i);

      add_editor (self, kab_field_editor_new (field, context), &last);
    }
  link_repetitions (self);
  _kab_form_offer_scan (self);
  _kab_form_update (self);
  return GTK_WIDGET (self);
}

static void
kab_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabForm *self = KAB_FORM (object);

  switch (id)
    {
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_MISSING:
      g_value_set_string (value, self->missing);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BUSY:
      kab_form_set_busy (KAB_FORM (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_form_dispose (GObject *object)
{
  KabForm *self = KAB_FORM (object);
  GtkWidget *child;

  for (guint i = 0; i < self->editors->len; i++)
    kab_field_editor_stop (self->editors->pdata[i]);
  g_ptr_array_set_size (self->boxes, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_FORM);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_ptr_array_set_size (self->editors, 0);
  G_OBJECT_CLASS (kab_form_parent_class)->dispose (object);
}

static void
kab_form_finalize (GObject *object)
{
  KabForm *self = KAB_FORM (object);

  g_ptr_array_unref (self->editors);
  g_ptr_array_unref (self->boxes);
  g_free (self->missing);
  G_OBJECT_CLASS (kab_form_parent_class)->finalize (object);
}

static void
kab_form_class_init (KabFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = kab_form_get_property;
  object_class->set_property = kab_form_set_property;
  object_class->dispose = kab_form_dispose;
  object_class->finalize = kab_form_finalize;

  props[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, readable);
  props[PROP_MISSING] = g_param_spec_string ("missing", NULL, NULL, NULL, readable);
  props[PROP_BUSY] = g_param_spec_boolean (
      "busy", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CHANGED]
      = g_signal_new ("changed", KAB_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE]
      = g_signal_new ("activate", KAB_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kabinet/Kabinet/form/kab-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KabForm, bar);
  gtk_widget_class_bind_template_child (widget_class, KabForm, bar_text);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, submit_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, submit_shortcut_cb, NULL);
}

static void
kab_form_init (KabForm *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  self->boxes = g_ptr_array_new ();
  self->complete = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * kab_form_get_complete:
 * @self: a #KabForm
 *
 * Returns: whether everything that is needed is there, and can be sent
 */
gboolean
kab_form_get_complete (KabForm *self)
{
  g_return_val_if_fail (KAB_IS_FORM (self), FALSE);

  return self->complete;
}

/**
 * kab_form_get_missing:
 * @self: a #KabForm
 *
 * Returns: (nullable): what is missing or wrong, such as "phone, e-mail"
 */
const char *
kab_form_get_missing (KabForm *self)
{
  g_return_val_if_fail (KAB_IS_FORM (self), NULL);

  return self->missing;
}

/**
 * kab_form_get_busy:
 * @self: a #KabForm
 *
 * Returns: whether an answer is awaited
 */
gboolean
kab_form_get_busy (KabForm *self)
{
  g_return_val_if_fail (KAB_IS_FORM (self), FALSE);

  return self->busy;
}

/**
 * kab_form_set_busy:
 * @self: a #KabForm
 * @busy: whether an answer is awaited
 *
 * While it is, nothing can be changed, but everything can be read.
 */
void
kab_form_set_busy (KabForm *self, gboolean busy)
{
  g_return_if_fail (KAB_IS_FORM (self));

  if (self->busy == busy)
    return;
  self->busy = busy;
  for (guint i = 0; i < self->boxes->len; i++)
    kab_still_set_busy (self->boxes->pdata[i], busy);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}
