/* kab-field-editor.c: one field of a form: its rows, how it stands, its value. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-field-editor-private.h"

#include <adwaita.h>

#include "kab-announce.h"
#include "kab-form-text.h"

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KabFieldEditor, kab_field_editor, G_TYPE_OBJECT)

enum
{
  PROP_FIELD = 1,
  PROP_CONTEXT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum
{
  CHANGED,
  ACTIVATE,
  STATE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

KabFieldEditorPrivate *
_kab_field_editor_get_private (KabFieldEditor *self)
{
  return kab_field_editor_get_instance_private (self);
}

/* Shows the state on the main row: the slot, the colour, and what screen readers are told. */
static void
show_state (KabFieldEditor *self)
{
  KabFieldEditorPrivate *priv = _kab_field_editor_get_private (self);
  GtkWidget *row = priv->main;
  gboolean bad = priv->state == KAB_FIELD_BAD;

  kab_field_slot_set_state (KAB_FIELD_SLOT (priv->slot), priv->state);
  if (bad)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");

  if (priv->target == NULL)
    return;
  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->target), GTK_ACCESSIBLE_STATE_INVALID,
                               bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (bad)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (priv->target), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE,
                                    kab_hint_row_get_label (priv->hint), NULL, -1);
  else
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (priv->target), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
}

/* Shows what is wrong, else what there is to say about the value, else the help. */
static void
show_hint (KabFieldEditor *self, const KabFault *fault)
{
  KabFieldEditorPrivate *priv = _kab_field_editor_get_private (self);
  KabFieldEditorClass *klass = KAB_FIELD_EDITOR_GET_CLASS (self);
  gboolean bad = priv->state == KAB_FIELD_BAD;
  g_autofree char *text = NULL;
  g_autofree char *action = NULL;

  if (bad && klass->shows_fault != NULL && klass->shows_fault (self, fault))
    bad = FALSE;
  else if (bad)
    text = kab_form_text_describe (priv->field, fault);
  else if (klass->dup_notice != NULL && !kab_field_editor_is_empty (self))
    text = klass->dup_notice (self, &action);
  if (bad)
    action = kab_form_text_dup_action (fault);
  if (text == NULL && !klass->own_help)
    text = g_strdup (kab_field_get_help (priv->field));

  kab_hint_row_show (priv->hint, text, bad, action);
  if (priv->shown && kab_hint_row_has_content (priv->hint))
    {
      gtk_widget_add_css_class (priv->main, "has-hint");
      gtk_widget_set_visible (GTK_WIDGET (priv->hint), TRUE);
    }
  else
    {
      gtk_widget_remove_css_class (priv->main, "has-hint");
      gtk_widget_set_visible (GTK_WIDGET (priv->hint), FALSE);
    }
}

/* Says aloud what turned wrong: it is not where the focus is any more. */
static void
announce (KabFieldEditor *self, const KabFault *fault)
{
  KabFieldEditorPrivate *priv = _kab_field_editor_get_private (self);
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;

  if (!gtk_widget_get_mapped (priv->main))
    return;
  text = kab_form_text_describe (priv->field, fault);
  message = g_strdup_printf ("%s: %s", kab_field_editor_get_label (self), text);
  kab_announce (GTK_WIDGET (priv->main), message, FALSE);
}

static KabFault *
find_fault (KabFieldEditor *self)
{
  KabFieldEditorPrivate *priv = _kab_field_editor_get_private (self);
  KabFieldEditorClass *klass = KAB_FIELD_EDITOR_GET_CLASS (self);

  if (priv->fault != NULL)
    return kab_fault_copy (priv->fault);
  if (kab_field_editor_is_empty (self))
    return kab_field_editor_is_required (self) ? kab_fault_new ("required") : NULL;
  return klass->check != NULL ? klass->check (self) : NULL;
}

static KabFieldState
judge (KabFieldEditor *self, const KabFault *fault)
{
  KabFieldEditorPrivate *priv = _kab_field_editor_get_private (self);

  if (priv->fault != NULL)
    return KAB_FIELD_BAD;
  if (kab_field_editor_is_empty (self))
    {
      if (fault == NULL)
        return KAB_FIELD_EMPTY;
      return priv->revealed ? KAB_FIELD_BAD : KAB_FIELD_REQUIRED;
    }
  if (fault == NULL)
    return KAB_FIELD_GOOD;
  return priv->left || priv->revealed ? KAB_FIELD_BAD : KAB_FIELD_PENDING;
}

/**
 * kab_field_editor_update:
 * @self: a #KabFieldEditor
 *
 * Judges the value again and shows the verdict.
 */
void
kab_field_editor_update (KabFieldEditor *self)
{
  KabFieldEditorPrivate *priv;
  g_autoptr (KabFault) fault = NULL;
  KabFieldState before;

  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));

  priv = _kab_field_editor_get_private (self);
  before = priv->state;
  fault = find_fault (self);
  priv->state = judge (self, fault);
  show_hint (self, fault);
  show_state (self);
  if (priv->state == KAB_FIELD_BAD && before != KAB_FIELD_BAD)
    announce (self, fault);
  if (priv->state != before)
    g_signal_emit (self, signals[STATE_CHANGED], 0);
}

/**
 * kab_field_editor_changed:
 * @self: a #KabFieldEditor
 *
 * To be called by editors when the person changed the value: what the server said no longer holds.
 */
void
kab_field_editor_changed (KabFieldEditor *self)
{
  KabFieldEditorPrivate *priv;

  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));

  priv = _kab_field_editor_get_private (self);
  g_clear_pointer (&priv->fault, kab_fault_free);
  kab_field_editor_update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * kab_field_editor_activate:
 * @self: a #KabFieldEditor
 *
 * To be called by editors when the person pressed Enter.
 */
void
kab_field_editor_activate (KabFieldEditor *self)
{
  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));

  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
focus_left_cb (KabFieldEditor *self)
{
  KabFieldEditorPrivate *priv = _kab_field_editor_get_private (self);
  KabFieldEditorClass *klass = KAB_FIELD_EDITOR_GET_CLASS (self);

  if (!kab_field_editor_is_empty (self))
    priv->left = TRUE;
  if (klass->leave != NULL)
    klass->leave (self);
  kab_field_editor_update (self);
}

/**
 * kab_field_editor_watch_focus:
 * @self: a #KabFieldEditor
 * @widget: where the person types
 *
 * Takes the focus leaving @widget for the person leaving the field.
 */
void
kab_field_editor_watch_focus (KabFieldEditor *self, GtkWidget *widget)
{
  GtkEventController *controller;

  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  controller = gtk_event_controller_focus_new ();
  g_signal_connect_object (controller, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, controller);
}

static void
hint_action_cb (KabFieldEditor *self)
{
  KabFieldEditorClass *klass = KAB_FIELD_EDITOR_GET_CLASS (self);

  if (klass->act != NULL)
    klass->act (self);
}

/**
 * kab_field_editor_add_row:
 * @self: a #KabFieldEditor
 * @row: (transfer floating): a row
 *
 * To be called by editors while they build; the first row added is the main one.
 */
void
kab_field_editor_add_row (KabFieldEditor *self, GtkWidget *row)
{
  KabFieldEditorPrivate *priv;

  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));
  g_return_if_fail (GTK_IS_WIDGET (row));

  priv = _kab_field_editor_get_private (self);
  if (priv->main == NULL)
    {
      priv->main = row;
      /* Not earlier: together with "use-markup" the title would be taken for markup all the same. */
      if (ADW_IS_PREFERENCES_ROW (row))
        adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), kab_field_editor_get_label (self));
    }
  g_ptr_array_add (priv->rows, g_object_ref_sink (row));
}

/**
 * kab_field_editor_prepend_row:
 * @self: a #KabFieldEditor
 * @row: (transfer floating): a row that stands above the main one
 */
void
kab_field_editor_prepend_row (KabFieldEditor *self, GtkWidget *row)
{
  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));
  g_return_if_fail (GTK_IS_WIDGET (row));

  g_ptr_array_insert (_kab_field_editor_get_private (self)->rows, 0, g_object_ref_sink (row));
}

/**
 * kab_field_editor_set_target:
 * @self: a #KabFieldEditor
 * @target: the widget that has the focus while the person fills the field in
 *
 * Tells screen readers which text describes @target, and whether it must be filled in.
 */
void
kab_field_editor_set_target (KabFieldEditor *self, GtkWidget *target)
{
  KabFieldEditorPrivate *priv;

  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));
  g_return_if_fail (GTK_IS_WIDGET (target));

  priv = _kab_field_editor_get_private (self);
  priv->target = target;
  gtk_accessible_update_relation (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  kab_hint_row_get_label (priv->hint), NULL, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                  kab_field_editor_is_required (self), -1);
}

/**
 * kab_field_editor_build:
 * @self: a #KabFieldEditor
 *
 * Makes the rows. To be called once, before anything else.
 */
void
kab_field_editor_build (KabFieldEditor *self)
{
  KabFieldEditorPrivate *priv;
  const char *value;

  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));

  priv = _kab_field_editor_get_private (self);
  g_return_if_fail (priv->hint == NULL);
  priv->hint = KAB_HINT_ROW (g_object_ref_sink (kab_hint_row_new (kab_field_get_where (priv->field))));
  priv->slot = g_object_ref_sink (kab_field_slot_new ());
  g_signal_connect_object (priv->hint, "action", G_CALLBACK (hint_action_cb), self, G_CONNECT_SWAPPED);
  KAB_FIELD_EDITOR_GET_CLASS (self)->build (self);
  g_ptr_array_add (priv->rows, g_object_ref (priv->hint));

  value = kab_field_get_default (priv->field);
  if (value != NULL && *value != '\0')
    {
      g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);

      kab_field_editor_set_value (self, node);
    }
  kab_field_editor_update (self);
}

/**
 * kab_field_editor_stop:
 * @self: a #KabFieldEditor
 *
 * Drops what is under way: the form goes.
 */
void
kab_field_editor_stop (KabFieldEditor *self)
{
  KabFieldEditorClass *klass;

  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));

  klass = KAB_FIELD_EDITOR_GET_CLASS (self);
  if (klass->stop != NULL)
    klass->stop (self);
}

/**
 * kab_field_editor_set_shown:
 * @self: a #KabFieldEditor
 * @shown: whether the field's condition holds
 */
void
kab_field_editor_set_shown (KabFieldEditor *self, gboolean shown)
{
  KabFieldEditorPrivate *priv;

  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));

  priv = _kab_field_editor_get_private (self);
  priv->shown = shown;
  for (guint i = 0; i < priv->rows->len; i++)
    gtk_widget_set_visible (priv->rows->pdata[i], shown);
  kab_field_editor_update (self);
}

/**
 * kab_field_editor_take_fault:
 * @self: a #KabFieldEditor
 * @fault: (transfer full): what the server said about the value
 *
 * Shows it until the value is changed.
 */
void
kab_field_editor_take_fault (KabFieldEditor *self, KabFault *fault)
{
  KabFieldEditorPrivate *priv;

  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));
  g_return_if_fail (fault != NULL);

  priv = _kab_field_editor_get_private (self);
  g_clear_pointer (&priv->fault, kab_fault_free);
  priv->fault = fault;
  kab_field_editor_update (self);
}

/**
 * kab_field_editor_reveal:
 * @self: a #KabFieldEditor
 *
 * The person tried to send: shows what is wrong even if they have not been here.
 */
void
kab_field_editor_reveal (KabFieldEditor *self)
{
  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));

  _kab_field_editor_get_private (self)->revealed = TRUE;
  kab_field_editor_update (self);
}

/**
 * kab_field_editor_grab_focus:
 * @self: a #KabFieldEditor
 */
void
kab_field_editor_grab_focus (KabFieldEditor *self)
{
  KabFieldEditorClass *klass;

  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));

  klass = KAB_FIELD_EDITOR_GET_CLASS (self);
  if (klass->grab_focus != NULL)
    klass->grab_focus (self);
  else
    gtk_widget_grab_focus (_kab_field_editor_get_private (self)->main);
}

/**
 * kab_field_editor_dup_value:
 * @self: a #KabFieldEditor
 *
 * Returns: (transfer full) (nullable): the value as the server takes it; %NULL if nothing is there
 */
JsonNode *
kab_field_editor_dup_value (KabFieldEditor *self)
{
  KabFieldEditorClass *klass;

  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), NULL);

  klass = KAB_FIELD_EDITOR_GET_CLASS (self);
  return klass->dup_value != NULL && !kab_field_editor_is_empty (self) ? klass->dup_value (self) : NULL;
}

/**
 * kab_field_editor_dup_draft:
 * @self: a #KabFieldEditor
 *
 * Returns: (transfer full) (nullable): the value as it was typed; %NULL if it is never kept on disk, or
 *   nothing is there
 */
JsonNode *
kab_field_editor_dup_draft (KabFieldEditor *self)
{
  KabFieldEditorClass *klass;

  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), NULL);

  klass = KAB_FIELD_EDITOR_GET_CLASS (self);
  if (klass->dup_draft == NULL || kab_field_get_secret (_kab_field_editor_get_private (self)->field))
    return NULL;
  return kab_field_editor_is_empty (self) ? NULL : klass->dup_draft (self);
}

/**
 * kab_field_editor_set_value:
 * @self: a #KabFieldEditor
 * @value: a value of the server's, or of a draft
 */
void
kab_field_editor_set_value (KabFieldEditor *self, JsonNode *value)
{
  KabFieldEditorPrivate *priv;
  KabFieldEditorClass *klass;

  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));
  g_return_if_fail (value != NULL);

  priv = _kab_field_editor_get_private (self);
  klass = KAB_FIELD_EDITOR_GET_CLASS (self);
  if (klass->set_value == NULL)
    return;
  klass->set_value (self, value);
  g_clear_pointer (&priv->fault, kab_fault_free);
  priv->left = TRUE;
  kab_field_editor_update (self);
}

static void
kab_field_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabFieldEditorPrivate *priv = _kab_field_editor_get_private (KAB_FIELD_EDITOR (object));

  switch (id)
    {
    case PROP_FIELD:
      g_value_set_object (value, priv->field);
      break;
    case PROP_CONTEXT:
      g_value_set_object (value, priv->context);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_field_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabFieldEditorPrivate *priv = _kab_field_editor_get_private (KAB_FIELD_EDITOR (object));

  switch (id)
    {
    case PROP_FIELD:
      priv->field = g_value_dup_object (value);
      break;
    case PROP_CONTEXT:
      priv->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_field_editor_dispose (GObject *object)
{
  KabFieldEditorPrivate *priv = _kab_field_editor_get_private (KAB_FIELD_EDITOR (object));

  kab_field_editor_stop (KAB_FIELD_EDITOR (object));
  g_clear_weak_pointer (&priv->original);
  g_clear_object (&priv->hint);
  g_clear_object (&priv->slot);
  priv->main = NULL;
  priv->target = NULL;
  g_ptr_array_set_size (priv->rows, 0);
  G_OBJECT_CLASS (kab_field_editor_parent_class)->dispose (object);
}

static void
kab_field_editor_finalize (GObject *object)
{
  KabFieldEditorPrivate *priv = _kab_field_editor_get_private (KAB_FIELD_EDITOR (object));

  g_clear_object (&priv->field);
  g_clear_object (&priv->context);
  g_clear_pointer (&priv->rows, g_ptr_array_unref);
  g_clear_pointer (&priv->fault, kab_fault_free);
  G_OBJECT_CLASS (kab_field_editor_parent_class)->finalize (object);
}

static void
kab_field_editor_class_init (KabFieldEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = kab_field_editor_get_property;
  object_class->set_property = kab_field_editor_set_property;
  object_class->dispose = kab_field_editor_dispose;
  object_class->finalize = kab_field_editor_finalize;

  props[PROP_FIELD] = g_param_spec_object ("field", NULL, NULL, KAB_TYPE_FIELD, flags);
  props[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, KAB_TYPE_FORM_CONTEXT, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CHANGED] = g_signal_new ("changed", KAB_TYPE_FIELD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[STATE_CHANGED] = g_signal_new ("state-changed", KAB_TYPE_FIELD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", KAB_TYPE_FIELD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
kab_field_editor_init (KabFieldEditor *self)
{
  KabFieldEditorPrivate *priv = _kab_field_editor_get_private (self);

  priv->rows = g_ptr_array_new_with_free_func (g_object_unref);
  priv->shown = TRUE;
}
