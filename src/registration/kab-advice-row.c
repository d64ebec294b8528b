/* kab-advice-row.c: one rung of the ladder of advice. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-advice-row.h"
#include "kab-open.h"
#include "kab-plain-row.h"

static void
activated_cb (GtkWidget *row, KabAdvice *advice)
{
  kab_open_uri (row, kab_advice_get_uri (advice));
}

static GtkWidget *
number_new (guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_width_chars (GTK_LABEL (label), 2);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

/* "Call 8 (800) 234-58-56, ext. 200": the number stands in the title, where it is found and copied. */
static char *
dup_title (KabAdvice *advice)
{
  const char *title = kab_advice_get_title (advice);
  const char *value = kab_advice_get_value (advice);
  const char *extension = kab_advice_get_extension (advice);
  GString *text = g_string_new (title);

  if (value != NULL && *value != '\0' && strstr (title, value) == NULL)
    g_string_append_printf (text, " %s", value);
  if (extension != NULL && *extension != '\0' && strstr (text->str, extension) == NULL)
    {
      g_string_append (text, ", ");
      /* Translators: the number to dial after the connection is made. */
      g_string_append_printf (text, _ ("extension %s"), extension);
    }
  return g_string_free (text, FALSE);
}

/**
 * kab_advice_row_new:
 * @advice: what may help
 * @number: its place on the ladder, from 1
 * @change: (nullable): called with @object, swapped, to change the address that the message went to
 * @object: see @change
 *
 * Returns: (transfer floating): a row; it opens what the advice names: dials, writes
 */
GtkWidget *
kab_advice_row_new (KabAdvice *advice, guint number, GCallback change, gpointer object)
{
  g_autofree char *title = NULL;
  const char *kind;
  gboolean opens;
  GtkWidget *row;

  g_return_val_if_fail (KAB_IS_ADVICE (advice), NULL);

  title = dup_title (advice);
  kind = kab_advice_get_kind (advice);
  opens = kab_open_is_allowed (kab_advice_get_uri (advice));
  row = kab_plain_row_new (title, kab_advice_get_text (advice));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), opens);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), number_new (number));
  if (change != NULL && (g_str_equal (kind, "target") || g_str_equal (kind, "spelling")))
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Change"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_signal_connect_object (button, "clicked", change, object, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  if (opens)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
      g_signal_connect_data (row, "activated", G_CALLBACK (activated_cb), g_object_ref (advice),
                             (GClosureNotify) (void (*) (void)) g_object_unref, 0);
    }
  return row;
}
