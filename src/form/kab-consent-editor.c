/* kab-consent-editor.c: one consent with its text; never ticked beforehand. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-consent-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-legal-dialog.h"

struct _KabConsentEditor
{
  KabFieldEditor parent_instance;

  KabLegalText *legal;
  GtkWidget *row;
  GtkCheckButton *check;
  GDateTime *at; /* when it was ticked */
};

G_DEFINE_FINAL_TYPE (KabConsentEditor, kab_consent_editor, KAB_TYPE_FIELD_EDITOR)

static void
toggled_cb (KabConsentEditor *self)
{
  g_clear_pointer (&self->at, g_date_time_unref);
  if (gtk_check_button_get_active (self->check))
    self->at = kab_form_context_dup_now (kab_field_editor_get_context (KAB_FIELD_EDITOR (self)));
  kab_field_editor_changed (KAB_FIELD_EDITOR (self));
}

static void
read_clicked_cb (KabConsentEditor *self)
{
  adw_dialog_present (kab_legal_dialog_new (self->legal), self->row);
}

static void
add_read_button (KabConsentEditor *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Read"));
  g_autofree char *name = g_strdup_printf (_ ("Read: %s"), kab_legal_text_get_title (self->legal));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (read_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), button);
}

/* The field's own words, else which version it is; a text that is missing cannot be consented to. */
static char *
dup_subtitle (KabConsentEditor *self)
{
  KabField *field = kab_field_editor_get_field (KAB_FIELD_EDITOR (self));

  if (kab_field_get_document (field) != NULL && self->legal == NULL)
    return g_strdup (_ ("The service did not send this text. Ask it before you go on"));
  if (kab_field_get_help (field) != NULL)
    return g_strdup (kab_field_get_help (field));
  return self->legal != NULL ? kab_legal_dialog_describe_version (self->legal) : NULL;
}

static void
build (KabFieldEditor *editor)
{
  KabConsentEditor *self = KAB_CONSENT_EDITOR (editor);
  KabField *field = kab_field_editor_get_field (editor);
  const char *document = kab_field_get_document (field);
  g_autofree char *subtitle = NULL;

  self->legal = kab_form_context_dup_legal_text (kab_field_editor_get_context (editor), document);
  subtitle = dup_subtitle (self);
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), document == NULL || self->legal != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kab_field_editor_get_label (editor), -1);

  self->row
      = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable-widget", self->check, NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), subtitle != NULL ? subtitle : "");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->row), GTK_WIDGET (self->check));
  if (self->legal != NULL)
    add_read_button (self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), kab_field_editor_get_slot (editor));

  kab_field_editor_add_row (editor, self->row);
  kab_field_editor_set_target (editor, GTK_WIDGET (self->check));
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
is_empty (KabFieldEditor *editor)
{
  return KAB_CONSENT_EDITOR (editor)->at == NULL;
}

/* What was consented to, in which version and language, and when. */
static JsonNode *
dup_value (KabFieldEditor *editor)
{
  KabConsentEditor *self = KAB_CONSENT_EDITOR (editor);
  JsonObject *value = json_object_new ();
  JsonNode *node;
  g_autofree char *at = g_date_time_format (self->at, "%Y-%m-%dT%H:%M:%S%:z");
  const char *document = kab_field_get_document (kab_field_editor_get_field (editor));

  json_object_set_boolean_member (value, "accepted", TRUE);
  if (document != NULL)
    json_object_set_string_member (value, "id", document);
  if (self->legal != NULL)
    {
      json_object_set_string_member (value, "version", kab_legal_text_get_version (self->legal));
      json_object_set_string_member (value, "sha256", kab_legal_text_get_sha256 (self->legal));
    }
  json_object_set_string_member (value, "locale", g_get_language_names ()[0]);
  json_object_set_string_member (value, "at", at);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, value);
  return node;
}

static void
grab_focus (KabFieldEditor *editor)
{
  gtk_widget_grab_focus (GTK_WIDGET (KAB_CONSENT_EDITOR (editor)->check));
}

static void
kab_consent_editor_finalize (GObject *object)
{
  KabConsentEditor *self = KAB_CONSENT_EDITOR (object);

  g_clear_object (&self->legal);
  g_clear_pointer (&self->at, g_date_time_unref);
  G_OBJECT_CLASS (kab_consent_editor_parent_class)->finalize (object);
}

static void
kab_consent_editor_class_init (KabConsentEditorClass *klass)
{
  KabFieldEditorClass *editor_class = KAB_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kab_consent_editor_finalize;
  editor_class->group = KAB_FIELD_GROUP_CONSENTS;
  editor_class->own_help = TRUE;
  editor_class->build = build;
  editor_class->is_empty = is_empty;
  editor_class->dup_value = dup_value;
  editor_class->grab_focus = grab_focus;
}

static void
kab_consent_editor_init (KabConsentEditor *self)
{
}
