/* kab-captcha-editor.c: a question that programs find hard. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-captcha-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-captcha-row.h"
#include "kab-error-text.h"
#include "kab-error.h"
#include "kab-settle.h"

struct _KabCaptchaEditor
{
  KabFieldEditor parent_instance;

  KabCaptchaRow *question;
  GtkWidget *row;
  KabCaptcha *captcha;
  DexFuture *pending;
  gboolean settling;
};

G_DEFINE_FINAL_TYPE (KabCaptchaEditor, kab_captcha_editor, KAB_TYPE_FIELD_EDITOR)

static const char *
text_of (KabCaptchaEditor *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->row));
}

static void
clear_answer (KabCaptchaEditor *self)
{
  self->settling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->row), "");
  self->settling = FALSE;
}

/* The answer's row asks for what is shown: signs of a picture, or an answer to a question. */
static void
name_answer (KabCaptchaEditor *self)
{
  const char *label = kab_captcha_row_get_words (self->question)
                          ? _ ("Answer")
                          : kab_field_editor_get_label (KAB_FIELD_EDITOR (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), label);
}

static void
take (KabCaptchaEditor *self, KabCaptcha *captcha)
{
  g_set_object (&self->captcha, captcha);
  clear_answer (self);
  kab_captcha_row_show (self->question, captcha);
  name_answer (self);
}

static void
loaded_cb (gpointer object, const GValue *value, const GError *error)
{
  KabCaptchaEditor *self = object;

  if (kab_error_is_cancelled (error))
    return;
  if (value != NULL)
    {
      take (self, g_value_get_object (value));
    }
  else
    {
      g_autofree char *message = kab_error_describe (error);

      kab_captcha_row_show_failure (self->question, message);
    }
  kab_field_editor_update (KAB_FIELD_EDITOR (self));
}

static void
load (KabCaptchaEditor *self)
{
  KabFormContext *context = kab_field_editor_get_context (KAB_FIELD_EDITOR (self));

  dex_clear (&self->pending);
  g_clear_object (&self->captcha);
  clear_answer (self);
  kab_captcha_row_show_loading (self->question);
  self->pending = kab_settle (kab_form_context_load_captcha (context), self, loaded_cb);
}

static void
refresh_cb (KabCaptchaEditor *self)
{
  load (self);
  kab_field_editor_changed (KAB_FIELD_EDITOR (self));
  gtk_widget_grab_focus (self->row);
}

static void
way_changed_cb (KabCaptchaEditor *self)
{
  clear_answer (self);
  name_answer (self);
  kab_field_editor_changed (KAB_FIELD_EDITOR (self));
  gtk_widget_grab_focus (self->row);
}

static void
text_changed_cb (KabCaptchaEditor *self)
{
  if (!self->settling)
    kab_field_editor_changed (KAB_FIELD_EDITOR (self));
}

/* Asked for when it is first seen: a condition may hide it for good. */
static void
mapped_cb (KabCaptchaEditor *self)
{
  if (self->captcha == NULL && self->pending == NULL)
    load (self);
}

static void
build (KabFieldEditor *editor)
{
  KabCaptchaEditor *self = KAB_CAPTCHA_EDITOR (editor);
  GtkWidget *text;

  self->question = KAB_CAPTCHA_ROW (kab_captcha_row_new ());
  self->row = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, NULL);
  text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->row)));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), kab_field_editor_get_slot (editor));

  kab_field_editor_add_row (editor, self->row);
  kab_field_editor_prepend_row (editor, GTK_WIDGET (self->question));
  kab_field_editor_set_target (editor, text);
  kab_field_editor_watch_focus (editor, text);
  g_signal_connect_object (self->row, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (kab_field_editor_activate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question, "refresh", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question, "way-changed", G_CALLBACK (way_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
is_empty (KabFieldEditor *editor)
{
  return *text_of (KAB_CAPTCHA_EDITOR (editor)) == '\0';
}

static KabFault *
check (KabFieldEditor *editor)
{
  return KAB_CAPTCHA_EDITOR (editor)->captcha != NULL ? NULL : kab_fault_new ("loading");
}

static JsonNode *
dup_value (KabFieldEditor *editor)
{
  KabCaptchaEditor *self = KAB_CAPTCHA_EDITOR (editor);
  JsonObject *value;
  JsonNode *node;

  if (self->captcha == NULL)
    return NULL;
  value = json_object_new ();
  json_object_set_string_member (value, "id", kab_captcha_get_id (self->captcha));
  json_object_set_string_member (value, "answer", text_of (self));
  json_object_set_string_member (value, "way",
                                 kab_captcha_row_get_words (self->question) ? "words" : "picture");
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, value);
  return node;
}

static void
stop (KabFieldEditor *editor)
{
  dex_clear (&KAB_CAPTCHA_EDITOR (editor)->pending);
}

static void
grab_focus (KabFieldEditor *editor)
{
  gtk_widget_grab_focus (KAB_CAPTCHA_EDITOR (editor)->row);
}

/**
 * kab_captcha_editor_take:
 * @self: a #KabCaptchaEditor
 * @captcha: (nullable): the next question, which came with the refusal of the last answer; asked for if %NULL
 */
void
kab_captcha_editor_take (KabCaptchaEditor *self, KabCaptcha *captcha)
{
  g_return_if_fail (KAB_IS_CAPTCHA_EDITOR (self));
  g_return_if_fail (captcha == NULL || KAB_IS_CAPTCHA (captcha));

  if (captcha == NULL)
    {
      load (self);
    }
  else
    {
      dex_clear (&self->pending);
      take (self, captcha);
    }
  kab_field_editor_update (KAB_FIELD_EDITOR (self));
}

static void
kab_captcha_editor_dispose (GObject *object)
{
  KabCaptchaEditor *self = KAB_CAPTCHA_EDITOR (object);

  dex_clear (&self->pending);
  g_clear_object (&self->captcha);
  G_OBJECT_CLASS (kab_captcha_editor_parent_class)->dispose (object);
}

static void
kab_captcha_editor_class_init (KabCaptchaEditorClass *klass)
{
  KabFieldEditorClass *editor_class = KAB_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_captcha_editor_dispose;
  editor_class->group = KAB_FIELD_GROUP_CAPTCHA;
  editor_class->build = build;
  editor_class->is_empty = is_empty;
  editor_class->check = check;
  editor_class->dup_value = dup_value;
  editor_class->stop = stop;
  editor_class->grab_focus = grab_focus;
}

static void
kab_captcha_editor_init (KabCaptchaEditor *self)
{
}
