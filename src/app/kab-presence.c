/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-presence.h"

#define LOGIN "org.freedesktop.login1"

/* KabPresence lets all cabinets listen while the machine is awake (rule D5), and tells them when none of the
 * program's windows is seen (rule D6). It waits for nobody: where there is no system bus, the clock alone tells of
 * a suspend. */
struct _KabPresence
{
  GObject parent_instance;

  GtkApplication *application;
  KabCabinets *cabinets;
  GCancellable *cancellable;
  GDBusConnection *bus;
  guint sleeping;
};

G_DEFINE_FINAL_TYPE (KabPresence, kab_presence, G_TYPE_OBJECT)

static void
update_hidden (KabPresence *self)
{
  gboolean hidden = TRUE;

  for (GList *link = gtk_application_get_windows (self->application); link != NULL; link = link->next)
    hidden = hidden && gtk_window_is_suspended (link->data);
  kab_cabinets_set_hidden (self->cabinets, hidden);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, KabPresence *self)
{
  g_signal_connect_object (window, "notify::suspended", G_CALLBACK (update_hidden), self, G_CONNECT_SWAPPED);
  update_hidden (self);
}

static void
prepare_for_sleep_cb (GDBusConnection *bus,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *signal,
                      GVariant *parameters,
                      gpointer data)
{
  KabPresence *self = data;
  gboolean begins;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &begins);
  kab_cabinets_set_live (self->cabinets, !begins);
}

static void
bus_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_bus_get_finish (result, &error);
  KabPresence *self = data;

  if (bus == NULL)
    {
      g_debug ("Nobody tells of a suspend: %s", error->message);
      return;
    }
  self->bus = bus;
  self->sleeping = g_dbus_connection_signal_subscribe (
      bus, LOGIN, LOGIN ".Manager", "PrepareForSleep", "/org/freedesktop/login1", NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, prepare_for_sleep_cb, self, NULL);
}

static void
kab_presence_dispose (GObject *object)
{
  KabPresence *self = KAB_PRESENCE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->bus != NULL && self->sleeping != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->sleeping);
  self->sleeping = 0;
  if (self->cabinets != NULL)
    kab_cabinets_set_live (self->cabinets, FALSE);
  g_clear_object (&self->bus);
  g_clear_object (&self->cabinets);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (kab_presence_parent_class)->dispose (object);
}

static void
kab_presence_class_init (KabPresenceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_presence_dispose;
}

static void
kab_presence_init (KabPresence *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * kab_presence_new:
 * @application: whose windows are looked at; it owns what is returned
 * @cabinets: those who listen from now on
 *
 * Returns: (transfer full): the presence
 */
KabPresence *
kab_presence_new (GtkApplication *application, KabCabinets *cabinets)
{
  KabPresence *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application) && KAB_IS_CABINETS (cabinets), NULL);

  self = g_object_new (KAB_TYPE_PRESENCE, NULL);
  self->application = application;
  self->cabinets = g_object_ref (cabinets);
  g_signal_connect_object (application, "window-added", G_CALLBACK (window_added_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (application, "window-removed", G_CALLBACK (update_hidden), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  kab_cabinets_set_live (cabinets, TRUE);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, bus_found_cb, self);
  return self;
}
