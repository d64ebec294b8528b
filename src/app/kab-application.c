/* kab-application.c: one running Kabinet: its options, actions and the things that every window shares. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-application.h"
#include "kab-cabinets.h"
#include "kab-demo.h"
#include "kab-keyring.h"
#include "kab-link.h"
#include "kab-messages-window.h"
#include "kab-organisation-page.h"
#include "kab-origin.h"
#include "kab-place.h"
#include "kab-presence.h"
#include "kab-receipt-file.h"
#include "kab-flow-page.h"
#include "kab-settle.h"
#include "kab-shortcuts.h"
#include "kab-window.h"

/* One a person and a session: it alone renews tokens (A11). The window comes once the server's address is known,
 * which in the demonstration takes until its backend listens. */
struct _KabApplication
{
  AdwApplication parent_instance;

  char *backend; /* as an option or the administrator's file gives it */
  gboolean demo_wanted;

  KabNet *net;
  KabCabinets *cabinets;
  KabPresence *presence;
  KabDemo *demo;
  DexFuture *starting;
  char *origin;
  KabWindow *window;
  KabMessagesWindow *messages;
  KabLink *link; /* to be followed once there is a window */
};

G_DEFINE_FINAL_TYPE (KabApplication, kab_application, ADW_TYPE_APPLICATION)

#define ADMIN_FILE "/etc/kabinet/kabinet.conf"

/* The address that an administrator set for everybody on this computer (J7). */
static char *
read_admin_file (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, ADMIN_FILE, G_KEY_FILE_NONE, NULL))
    return NULL;
  return g_key_file_get_string (file, "Kabinet", "Backend", NULL);
}

static char *
state_dir_for (KabApplication *self)
{
  return g_build_filename (g_get_user_data_dir (), "kabinet", self->demo_wanted ? "demo" : "cabinets", NULL);
}

static void
show_window (KabApplication *self)
{
  g_autofree char *state_dir = NULL;
  g_autoptr (KabKeyring) keyring = NULL;

  if (self->window == NULL)
    {
      state_dir = state_dir_for (self);
      keyring = kab_keyring_new ();
      self->net = kab_net_new ();
      self->cabinets = kab_cabinets_new (self->net, KAB_SECRET_STORE (keyring), state_dir);
      self->presence = kab_presence_new (GTK_APPLICATION (self), self->cabinets);
      self->window = kab_window_new (GTK_APPLICATION (self), self->cabinets, self->origin);
      g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
    }
  gtk_window_present (GTK_WINDOW (self->window));
  if (self->link != NULL)
    kab_window_follow (self->window, self->link);
  g_clear_pointer (&self->link, kab_link_free);
}

/* --- The demonstration --- */

static void
demo_messages_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  KabApplication *self = data;

  if (self->net == NULL)
    return;
  if (self->messages == NULL)
    {
      g_autoptr (KabClient) client = kab_client_new (self->net, self->origin, NULL);

      self->messages = kab_messages_window_new (GTK_APPLICATION (self), client);
      g_object_add_weak_pointer (G_OBJECT (self->messages), (gpointer *) &self->messages);
    }
  gtk_window_present (GTK_WINDOW (self->messages));
}

static void
failure_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_application_release (G_APPLICATION (data));
}

/* There is no window yet to say it in. */
static void
say_failure (KabApplication *self, const char *text)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("The Demo Cannot Be Started"), text);

  g_printerr ("kabinet: %s\n", text);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), NULL, NULL, failure_read_cb, self);
}

static void
demo_started (gpointer object, const GValue *value, const GError *error)
{
  KabApplication *self = object;
  static const GActionEntry entries[] = { { "demo-messages", demo_messages_cb } };

  if (value == NULL)
    {
      g_clear_object (&self->demo);
      say_failure (self, error->message);
      return;
    }
  self->origin = g_value_dup_string (value);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  show_window (self);
  g_application_release (G_APPLICATION (self));
}

static void
start_demo (KabApplication *self)
{
  g_autofree char *program = kab_place_find_program ("kabinet-backend", "backend", KAB_BIN_DIR);
  g_autofree char *data_dir = g_build_filename (g_get_user_data_dir (), "kabinet", "demo-backend", NULL);
  g_autofree char *organisations = kab_place_organisations_dir ();

  /* The program stays while the backend is on its way; the hold is released with its answer. */
  g_application_hold (G_APPLICATION (self));
  if (program == NULL)
    {
      say_failure (self, _ ("The program kabinet-backend is not installed."));
      return;
    }
  self->demo = kab_demo_new (program, data_dir, organisations);
  self->starting = kab_settle (kab_demo_start (self->demo), self, demo_started);
}

/* --- Actions --- */

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  KabApplication *self = data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  g_application_quit (G_APPLICATION (self));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  KabApplication *self = data;

  adw_dialog_present (kab_shortcuts_dialog_new (), GTK_WIDGET (self->window));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  KabApplication *self = data;
  AdwDialog *dialog = adw_about_dialog_new ();
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);

  adw_about_dialog_set_application_name (about, "Kabinet");
  adw_about_dialog_set_application_icon (about, KAB_APPLICATION_ID);
  adw_about_dialog_set_version (about, KAB_VERSION);
  adw_about_dialog_set_developer_name (about, _ ("The Kabinet developers"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (about, _ ("All your accounts with service companies in one place."));
  /* Translators: your name, or several with line breaks between. */
  adw_about_dialog_set_translator_credits (about, _ ("translator-credits"));
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
}

/* --- The application --- */

static int
kab_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  KabApplication *self = KAB_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Kabinet %s\n", KAB_VERSION);
      return 0;
    }
  g_variant_dict_lookup (options, "demo", "b", &self->demo_wanted);
  g_variant_dict_lookup (options, "backend", "s", &self->backend);
  if (self->demo_wanted && self->backend != NULL)
    {
      g_printerr ("kabinet: %s\n", _ ("--demo and --backend do not go together"));
      return 2;
    }
  if (self->backend == NULL)
    self->backend = read_admin_file ();
  if (self->backend != NULL)
    {
      g_autofree char *origin = kab_origin_parse (self->backend, &error);

      if (origin == NULL)
        {
          g_printerr ("kabinet: %s\n", error->message);
          return 2;
        }
      g_set_str (&self->backend, origin);
    }
  /* A bare start without any address shows what the program can do. */
  if (self->backend == NULL)
    self->demo_wanted = TRUE;
  return -1;
}

static void
kab_application_activate (GApplication *application)
{
  KabApplication *self = KAB_APPLICATION (application);

  if (self->origin == NULL && !self->demo_wanted)
    self->origin = g_strdup (self->backend);
  if (self->origin != NULL)
    show_window (self);
  else if (self->demo == NULL)
    start_demo (self);
}

static void
kab_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  KabApplication *self = KAB_APPLICATION (application);

  for (int i = 0; i < n_files && self->link == NULL; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      self->link = kab_link_parse (uri);
    }
  g_application_activate (application);
}

static void
kab_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "quit", quit_cb },
    { "shortcuts", shortcuts_cb },
    { "about", about_cb },
  };

  G_APPLICATION_CLASS (kab_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  kab_shortcuts_install (GTK_APPLICATION (application));
  /* Screens do not know one another: here the pages of sign-in learn of the wizard. */
  kab_organisation_page_set_flow_page (kab_flow_page_new);
}

static void
kab_application_shutdown (GApplication *application)
{
  KabApplication *self = KAB_APPLICATION (application);

  dex_clear (&self->starting);
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->messages);
  kab_receipt_file_forget ();
  g_clear_object (&self->presence);
  g_clear_object (&self->cabinets);
  if (self->net != NULL)
    kab_net_abort (self->net);
  g_clear_object (&self->net);
  g_clear_object (&self->demo);
  G_APPLICATION_CLASS (kab_application_parent_class)->shutdown (application);
}

static void
kab_application_finalize (GObject *object)
{
  KabApplication *self = KAB_APPLICATION (object);

  g_free (self->backend);
  g_free (self->origin);
  g_clear_pointer (&self->link, kab_link_free);
  G_OBJECT_CLASS (kab_application_parent_class)->finalize (object);
}

static void
kab_application_class_init (KabApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kab_application_finalize;
  application_class->handle_local_options = kab_application_handle_local_options;
  application_class->activate = kab_application_activate;
  application_class->open = kab_application_open;
  application_class->startup = kab_application_startup;
  application_class->shutdown = kab_application_shutdown;
}

static void
kab_application_init (KabApplication *self)
{
  static const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Run with a server of its own, full of examples"), NULL },
    { "backend", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Use the server at this address"), N_ ("URL") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * kab_application_new:
 *
 * Returns: (transfer full): the application
 */
KabApplication *
kab_application_new (void)
{
  return g_object_new (KAB_TYPE_APPLICATION, "application-id", KAB_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/kabinet/Kabinet", NULL);
}
