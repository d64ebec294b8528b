/* kab-form-data.c: what goes into a form and what comes out of it: values, drafts, errors. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-form-private.h"

#include "kab-announce.h"
#include "kab-captcha-editor.h"
#include "kab-form-text.h"

/**
 * kab_form_dup_values:
 * @self: a #KabForm
 *
 * Returns: (transfer full): the values as the server takes them, of the fields that are shown and filled in
 */
JsonObject *
kab_form_dup_values (KabForm *self)
{
  JsonObject *values;

  g_return_val_if_fail (KAB_IS_FORM (self), NULL);

  values = json_object_new ();
  for (guint i = 0; i < self->editors->len; i++)
    {
      KabFieldEditor *editor = self->editors->pdata[i];
      JsonNode *value = kab_field_editor_is_shown (editor) ? kab_field_editor_dup_value (editor) : NULL;

      if (value != NULL)
        json_object_set_member (values, kab_field_editor_get_name (editor), value);
    }
  return values;
}

/**
 * kab_form_set_values:
 * @self: a #KabForm
 * @values: values of the server's, or a draft
 *
 * Fills in the fields that have a value there; what is not known is left out.
 */
void
kab_form_set_values (KabForm *self, JsonObject *values)
{
  g_return_if_fail (KAB_IS_FORM (self));
  g_return_if_fail (values != NULL);

  self->settling = TRUE;
  for (guint i = 0; i < self->editors->len; i++)
    {
      JsonNode *value = json_object_get_member (values, kab_field_editor_get_name (self->editors->pdata[i]));

      if (value != NULL && !JSON_NODE_HOLDS_NULL (value))
        kab_field_editor_set_value (self->editors->pdata[i], value);
    }
  self->settling = FALSE;
  _kab_form_update (self);
}

/**
 * kab_form_dup_draft:
 * @self: a #KabForm
 *
 * Returns: (transfer full): everything as it was typed, for kab_form_set_values(), without anything that is
 *   never kept: passwords, codes, captchas, consents, files, and fields that are secret
 */
JsonObject *
kab_form_dup_draft (KabForm *self)
{
  JsonObject *draft;

  g_return_val_if_fail (KAB_IS_FORM (self), NULL);

  draft = json_object_new ();
  for (guint i = 0; i < self->editors->len; i++)
    {
      JsonNode *value = kab_field_editor_dup_draft (self->editors->pdata[i]);

      if (value != NULL)
        json_object_set_member (draft, kab_field_editor_get_name (self->editors->pdata[i]), value);
    }
  return draft;
}

/**
 * kab_form_validate:
 * @self: a #KabForm
 *
 * The person wants to send. If something is missing or wrong, shows all of it and goes to the first.
 *
 * Returns: whether the form can be sent
 */
gboolean
kab_form_validate (KabForm *self)
{
  KabFieldEditor *first;

  g_return_val_if_fail (KAB_IS_FORM (self), FALSE);

  for (guint i = 0; i < self->editors->len; i++)
    if (!_kab_form_is_settled (self->editors->pdata[i]))
      kab_field_editor_reveal (self->editors->pdata[i]);
  _kab_form_update (self);
  first = _kab_form_find_unsettled (self);
  if (first != NULL)
    kab_field_editor_grab_focus (first);
  return first == NULL;
}

/**
 * kab_form_show_message:
 * @self: a #KabForm
 * @message: (nullable): what concerns the form as a whole; %NULL for nothing
 */
void
kab_form_show_message (KabForm *self, const char *message)
{
  g_return_if_fail (KAB_IS_FORM (self));

  gtk_label_set_text (self->bar_text, message != NULL ? message : "");
  gtk_widget_set_visible (self->bar, message != NULL);
  if (message != NULL)
    kab_announce (GTK_WIDGET (self), message, TRUE);
}

/* An error that belongs to no field of this form: never lost (C2). */
static void
append_unplaced (GString *text, KabFieldError *error, const char *name)
{
  g_autoptr (KabFault) fault = kab_fault_new_for_error (error);
  g_autoptr (KabField) field
      = g_object_new (KAB_TYPE_FIELD, "name", name != NULL ? name : "", "kind", "text", NULL);
  g_autofree char *words = kab_form_text_describe (field, fault);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (name != NULL && *name != '\0')
    g_string_append_printf (text, "%s: ", name);
  g_string_append (text, words);
}

/**
 * kab_form_take_errors:
 * @self: a #KabForm
 * @errors: (element-type KabFieldError): what the server found
 *
 * Shows each on its field, those without a field above the form, and goes to the first.
 *
 * Returns: (transfer full) (element-type KabFieldError): those without a field
 */
GListModel *
kab_form_take_errors (KabForm *self, GListModel *errors)
{
  GListStore *unplaced = g_list_store_new (KAB_TYPE_FIELD_ERROR);
  g_autoptr (GString) text = g_string_new (NULL);
  KabFieldEditor *first;

  g_return_val_if_fail (KAB_IS_FORM (self), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (errors), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (errors); i++)
    {
      g_autoptr (KabFieldError) error = g_list_model_get_item (errors, i);
      g_autofree char *name = kab_field_error_dup_field (error);
      KabFieldEditor *editor = name != NULL ? _kab_form_find_editor (self, name) : NULL;

      if (editor != NULL && kab_field_editor_is_shown (editor))
        {
          kab_field_editor_take_fault (editor, kab_fault_new_for_error (error));
          continue;
        }
      g_list_store_append (unplaced, error);
      append_unplaced (text, error, name);
    }
  _kab_form_update (self);
  kab_form_show_message (self, text->len > 0 ? text->str : NULL);
  first = _kab_form_find_unsettled (self);
  if (first != NULL)
    kab_field_editor_grab_focus (first);
  else if (text->len > 0)
    gtk_widget_grab_focus (self->bar);
  return G_LIST_MODEL (unplaced);
}

/**
 * kab_form_take_captcha:
 * @self: a #KabForm
 * @captcha: (nullable): the next question, if the server sent it along with the refusal
 *
 * The answer to the captcha was wrong: asks the next one; the rest of the form stays.
 */
void
kab_form_take_captcha (KabForm *self, KabCaptcha *captcha)
{
  g_return_if_fail (KAB_IS_FORM (self));
  g_return_if_fail (captcha == NULL || KAB_IS_CAPTCHA (captcha));

  for (guint i = 0; i < self->editors->len; i++)
    if (KAB_IS_CAPTCHA_EDITOR (self->editors->pdata[i]))
      {
        kab_captcha_editor_take (self->editors->pdata[i], captcha);
        kab_field_editor_take_fault (self->editors->pdata[i], kab_fault_new ("captcha"));
        kab_field_editor_grab_focus (self->editors->pdata[i]);
      }
  _kab_form_update (self);
}
