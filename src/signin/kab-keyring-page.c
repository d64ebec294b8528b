/* kab-keyring-page.c: the keyring is locked, absent, closed to us, or empty: what to do. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-keyring-page.h"

#include <glib/gi18n.h>

#include "kab-format.h"
#include "kab-menu-button.h"
#include "kab-organisation-page.h"
#include "kab-settle.h"

/* The four situations have one layout (A2). The page follows the cabinet's state: unlocking may end in any of
 * them, and elsewhere. */
struct _KabKeyringPage
{
  AdwNavigationPage parent_instance;

  AdwStatusPage *status;
  GtkButton *unlock;
  GtkButton *sign_in;
  GtkWidget *saved;
  AdwActionRow *saved_row;

  KabCabinets *cabinets;
  KabCabinet *cabinet;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabKeyringPage, kab_keyring_page, ADW_TYPE_NAVIGATION_PAGE)

typedef struct
{
  const char *icon;
  const char *title;
  const char *text;
  const char *unlock;  /* what opens the keyring; NULL if nothing does */
  const char *sign_in; /* how else one gets in */
} Situation;

static Situation
describe (KabCabinetState state)
{
  switch (state)
    {
    case KAB_CABINET_LOCKED:
      return (Situation) { "system-lock-screen-symbolic", _ ("The Keyring Is Locked"),
                           _ ("It keeps the sign-in of your cabinets. Unlock it with its password, and the "
                              "cabinets will load by themselves."),
                           _ ("_Unlock the Keyring"), _ ("_Sign In for One Session") };
    case KAB_CABINET_DENIED:
      return (
          Situation) { "channel-secure-symbolic", _ ("The Keyring Stayed Closed"),
                       _ ("Kabinet was not allowed to open it. Without it the sign-in holds until Kabinet is "
                          "closed."),
                       _ ("_Ask Again"), _ ("_Sign In for One Session") };
    case KAB_CABINET_NO_SERVICE:
      return (Situation) {
        "dialog-password-symbolic", _ ("There Is No Keyring"),
        _ ("Nothing on this system keeps passwords safe, so the sign-in holds until Kabinet is "
           "closed. It is written down nowhere."),
        NULL, _ ("_Sign In for One Session")
      };
    case KAB_CABINET_NO_ITEM:
    case KAB_CABINET_SIGNED_OUT:
    case KAB_CABINET_RESTORING:
    case KAB_CABINET_SIGNED_IN:
    case KAB_CABINET_EXPIRED:
    case KAB_CABINET_BLOCKED:
      break;
    }
  return (Situation) {
    "dialog-password-symbolic", _ ("Sign-in Not Found"),
    _ ("The keyring is open, but it does not hold the sign-in of this cabinet. Sign in again."), NULL,
    _ ("_Sign In")
  };
}

/* The saved data can be looked at if there are any and the window knows how. */
static void
show_saved (KabKeyringPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean can = G_IS_ACTION_GROUP (root)
                 && g_action_group_has_action (G_ACTION_GROUP (root), "open-saved-data")
                 && kab_cabinet_get_descriptor (self->cabinet) != NULL;

  gtk_widget_set_visible (self->saved, can);
}

static void
update (KabKeyringPage *self)
{
  KabCabinetState state = kab_cabinet_get_state (self->cabinet);
  Situation situation;
  g_autofree char *text = NULL;

  if (state == KAB_CABINET_SIGNED_IN)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-cabinet", "s",
                                  kab_cabinet_get_id (self->cabinet));
      return;
    }
  if (state == KAB_CABINET_RESTORING)
    return;
  situation = describe (state);
  adw_status_page_set_icon_name (self->status, situation.icon);
  adw_status_page_set_title (self->status, situation.title);
  text = g_markup_escape_text (situation.text, -1);
  adw_status_page_set_description (self->status, text);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), situation.title);
  gtk_widget_set_visible (GTK_WIDGET (self->unlock), situation.unlock != NULL);
  if (situation.unlock != NULL)
    gtk_button_set_label (self->unlock, situation.unlock);
  gtk_button_set_label (self->sign_in, situation.sign_in);
  if (situation.unlock != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->sign_in), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->sign_in), "suggested-action");
}

/* Whatever came of it is in the cabinet's state. */
static void
unlocked_cb (gpointer object, const GValue *value, const GError *error)
{
  KabKeyringPage *self = object;

  gtk_widget_set_sensitive (GTK_WIDGET (self->unlock), TRUE);
  update (self);
}

static void
unlock_clicked_cb (KabKeyringPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->unlock), FALSE);
  dex_clear (&self->pending);
  self->pending = kab_settle (kab_cabinet_unlock (self->cabinet), self, unlocked_cb);
}

static void
sign_in_clicked_cb (KabKeyringPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  g_return_if_fail (view != NULL);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                            kab_organisation_page_new_for_cabinet (self->cabinets, self->cabinet));
}

static void
saved_activated_cb (KabKeyringPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-saved-data", "s",
                              kab_cabinet_get_id (self->cabinet));
}

static void
kab_keyring_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kab_keyring_page_parent_class)->root (widget);
  show_saved (KAB_KEYRING_PAGE (widget));
}

static void
kab_keyring_page_dispose (GObject *object)
{
  KabKeyringPage *self = KAB_KEYRING_PAGE (object);

  dex_clear (&self->pending);
  g_clear_object (&self->cabinet);
  g_clear_object (&self->cabinets);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_KEYRING_PAGE);
  G_OBJECT_CLASS (kab_keyring_page_parent_class)->dispose (object);
}

static void
kab_keyring_page_class_init (KabKeyringPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_keyring_page_dispose;
  widget_class->root = kab_keyring_page_root;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/signin/kab-keyring-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabKeyringPage, status);
  gtk_widget_class_bind_template_child (widget_class, KabKeyringPage, unlock);
  gtk_widget_class_bind_template_child (widget_class, KabKeyringPage, sign_in);
  gtk_widget_class_bind_template_child (widget_class, KabKeyringPage, saved);
  gtk_widget_class_bind_template_child (widget_class, KabKeyringPage, saved_row);
  gtk_widget_class_bind_template_callback (widget_class, unlock_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_activated_cb);
}

static void
kab_keyring_page_init (KabKeyringPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_menu_buttons_name (GTK_WIDGET (self));
}

/**
 * kab_keyring_page_new:
 * @cabinets: all cabinets
 * @cabinet: the one that could not be opened
 *
 * Returns: (transfer floating): a page that says why, and what can be done
 */
AdwNavigationPage *
kab_keyring_page_new (KabCabinets *cabinets, KabCabinet *cabinet)
{
  KabKeyringPage *self;

  g_return_val_if_fail (KAB_IS_CABINETS (cabinets), NULL);
  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  self = g_object_new (KAB_TYPE_KEYRING_PAGE, NULL);
  self->cabinets = g_object_ref (cabinets);
  self->cabinet = g_object_ref (cabinet);
  g_signal_connect_object (cabinet, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return ADW_NAVIGATION_PAGE (self);
}
