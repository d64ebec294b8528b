/* kab-shortcuts.c: every key of the program, for the application and for the dialog that lists them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-shortcuts.h"

/* The action is empty where a widget owns the key; such rows are here to be found. */
typedef struct
{
  const char *action;
  const char *accels[3];
  const char *title;
} Shortcut;

typedef struct
{
  const char *title;
  const Shortcut *shortcuts;
  gsize n_shortcuts;
} Group;

static const Shortcut general[] = {
  { "win.show-overview", { "<Control>0" }, N_ ("Overview") },
  { "win.add-cabinet", { "<Control>n" }, N_ ("Add a Cabinet") },
  { "", { "<Control>1", "<Control>9" }, N_ ("Open a Cabinet") },
  { "", { "<Alt>1", "<Alt>9" }, N_ ("Open a Section of the Cabinet") },
  { "win.refresh", { "F5", "<Control>F5" }, N_ ("Refresh") },
  { "", { "F10" }, N_ ("Main Menu") },
  { "", { "Escape" }, N_ ("Back, or Close the Pane") },
  { "", { "<Alt>Left" }, N_ ("Back") },
  { "app.shortcuts", { "<Control>question" }, N_ ("Keyboard Shortcuts") },
  { "window.close", { "<Control>w" }, N_ ("Close the Window") },
  { "app.quit", { "<Control>q" }, N_ ("Quit") },
};

static const Shortcut documents[] = {
  { "", { "<Control>f" }, N_ ("Search Here") },
  { "", { "<Control><Shift>n" }, N_ ("New Document") },
  { "", { "Return" }, N_ ("Open the Document") },
  { "", { "F9" }, N_ ("Show or Hide the Side Pane") },
  { "", { "<Control>c" }, N_ ("Copy the Row") },
  { "", { "<Shift>F10", "Menu" }, N_ ("Menu of the Row") },
  { "", { "<Control>Return" }, N_ ("Main Action of the Page") },
};

static const Shortcut receipts[] = {
  { "", { "Page_Up", "Page_Down" }, N_ ("Previous and Next Page") },
  { "", { "<Control>plus", "<Control>minus" }, N_ ("Zoom In and Out") },
  { "", { "<Control>0" }, N_ ("Fit the Width") },
  { "", { "<Control>f" }, N_ ("Find in the Receipt") },
  { "", { "<Control>g", "<Control><Shift>g" }, N_ ("Next and Previous Match") },
  { "", { "<Control>c" }, N_ ("Copy the Selected Text") },
  { "", { "<Control>p" }, N_ ("Print") },
  { "", { "<Control>s" }, N_ ("Save") },
};

static const Shortcut readings[] = {
  { "", { "Return", "Down" }, N_ ("Next Meter") },      { "", { "Up" }, N_ ("Previous Meter") },
  { "", { "<Alt>a" }, N_ ("Take the Proposed Value") }, { "", { "<Control>Return" }, N_ ("Send Readings") },
  { "", { "<Control>h" }, N_ ("Earlier Readings") },
};

static const Group groups[] = {
  { N_ ("General"), general, G_N_ELEMENTS (general) },
  { N_ ("Documents"), documents, G_N_ELEMENTS (documents) },
  { N_ ("Readings"), readings, G_N_ELEMENTS (readings) },
  { N_ ("Receipts"), receipts, G_N_ELEMENTS (receipts) },
};

/**
 * kab_shortcuts_install:
 * @application: the application
 *
 * Binds the keys whose action belongs to the application or the window.
 */
void
kab_shortcuts_install (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (gsize g = 0; g < G_N_ELEMENTS (groups); g++)
    for (gsize i = 0; i < groups[g].n_shortcuts; i++)
      {
        const Shortcut *shortcut = &groups[g].shortcuts[i];

        if (shortcut->action[0] != '\0')
          gtk_application_set_accels_for_action (application, shortcut->action, shortcut->accels);
      }
  for (int i = 1; i <= 9; i++)
    {
      g_autofree char *cabinet = g_strdup_printf ("win.open-nth-cabinet(%d)", i);
      g_autofree char *section = g_strdup_printf ("win.open-nth-section(%d)", i);
      g_autofree char *control = g_strdup_printf ("<Control>%d", i);
      g_autofree char *alt = g_strdup_printf ("<Alt>%d", i);

      gtk_application_set_accels_for_action (application, cabinet, (const char *[]) { control, NULL });
      gtk_application_set_accels_for_action (application, section, (const char *[]) { alt, NULL });
    }
}

static GtkWidget *
key_caps_new (const Shortcut *shortcut)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcut->accels) && shortcut->accels[i] != NULL; i++)
    {
      g_autofree char *label = NULL;
      GdkModifierType mods = 0;
      guint key = 0;
      GtkWidget *cap;

      gtk_accelerator_parse (shortcut->accels[i], &key, &mods);
      label = gtk_accelerator_get_label (key, mods);
      cap = gtk_label_new (label);
      gtk_widget_add_css_class (cap, "key");
      gtk_box_append (GTK_BOX (box), cap);
    }
  return box;
}

static GtkWidget *
group_new (const Group *group)
{
  GtkWidget *widget = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), _ (group->title));
  for (gsize i = 0; i < group->n_shortcuts; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (group->shortcuts[i].title));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), key_caps_new (&group->shortcuts[i]));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), row);
    }
  return widget;
}

/**
 * kab_shortcuts_dialog_new:
 *
 * Returns: (transfer floating): a dialog that lists the keys
 */
AdwDialog *
kab_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_preferences_dialog_new ();
  GtkWidget *page = adw_preferences_page_new ();

  adw_dialog_set_title (dialog, _ ("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 520);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group_new (&groups[i])));
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), ADW_PREFERENCES_PAGE (page));
  return dialog;
}
