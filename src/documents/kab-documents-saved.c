/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-documents-saved.h"

#include <glib/gi18n.h>

#define SECTION "documents"
#define MAX_NAME 60

/* What a person has typed may hold an underscore, which a menu would take for a mnemonic. */
static void
append (GMenu *menu, const char *label, const char *action, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (escaped, NULL);

  g_menu_item_set_action_and_target (item, action, "s", name);
  g_menu_append_item (menu, item);
}

/**
 * kab_documents_saved_build_menu:
 * @views: where the filters are
 * @can_save: whether there is anything to give a name now
 *
 * Its actions are "documents.use-filter" and "documents.remove-filter", with the name, and "documents.save-filter".
 *
 * Returns: (transfer full): a menu of the filters
 */
GMenuModel *
kab_documents_saved_build_menu (KabViews *views, gboolean can_save)
{
  g_auto (GStrv) names = kab_views_dup_filter_names (views, SECTION);
  g_autoptr (GMenu) use = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  GMenu *menu = g_menu_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      append (use, names[i], "documents.use-filter", names[i]);
      append (remove, names[i], "documents.remove-filter", names[i]);
    }
  if (can_save || names[0] == NULL)
    g_menu_append (rest, _ ("_Save Filters…"), "documents.save-filter");
  if (names[0] != NULL)
    {
      g_menu_append_section (menu, NULL, G_MENU_MODEL (use));
      g_menu_append_submenu (rest, _ ("_Remove"), G_MENU_MODEL (remove));
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (menu);
}

typedef struct
{
  KabViews *views;
  char *query;
  GtkEditable *entry;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_object_unref (asking->views);
  g_free (asking->query);
  g_free (asking);
}

static void
named_cb (AdwAlertDialog *dialog, const char *response, Asking *asking)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (asking->entry)));

  if (g_str_equal (response, "save") && *name != '\0')
    kab_views_set_filter (asking->views, SECTION, name, asking->query);
}

static void
name_changed_cb (GtkEditable *entry, AdwAlertDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "save", *name != '\0');
}

/**
 * kab_documents_saved_ask_name:
 * @views: where the filter goes
 * @query: what it is, from kab_documents_saved_to_query()
 * @suggestion: (nullable): a name to begin with
 * @parent: over what to ask
 */
void
kab_documents_saved_ask_name (KabViews *views, const char *query, const char *suggestion, GtkWidget *parent)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Save Filters"), _ ("The search, the filters and the order can be used again under this name."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *list = gtk_list_box_new ();
  Asking *asking = g_new0 (Asking, 1);

  asking->views = g_object_ref (views);
  asking->query = g_strdup (query);
  asking->entry = GTK_EDITABLE (row);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name"));
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (row), MAX_NAME);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  adw_alert_dialog_set_extra_child (alert, list);
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, "save");
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (named_cb), asking, asking_free, 0);
  g_signal_connect_object (row, "changed", G_CALLBACK (name_changed_cb), dialog, 0);
  gtk_editable_set_text (GTK_EDITABLE (row), suggestion != NULL ? suggestion : "");
  name_changed_cb (GTK_EDITABLE (row), alert);
  adw_dialog_present (dialog, parent);
}

/**
 * kab_documents_saved_to_query:
 * @values: (element-type utf8 utf8): names and values
 *
 * Returns: (transfer full): all of them in one text
 */
char *
kab_documents_saved_to_query (GHashTable *values)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (values), (GCompareFunc) g_strcmp0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *link = names; link != NULL; link = link->next)
    {
      g_autofree char *value = g_uri_escape_string (g_hash_table_lookup (values, link->data), NULL, FALSE);

      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "&" : "", (char *) link->data, value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * kab_documents_saved_from_query:
 * @query: (nullable): what kab_documents_saved_to_query() made
 *
 * Returns: (transfer full) (element-type utf8 utf8): names and values; none where @query cannot be read
 */
GHashTable *
kab_documents_saved_from_query (const char *query)
{
  GHashTable *values = g_uri_parse_params (query != NULL ? query : "", -1, "&", G_URI_PARAMS_NONE, NULL);

  return values != NULL ? values : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
