/* kab-contact-row.c: a way to reach an organisation, as a row of a list. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-contact-row.h"
#include "kab-open.h"
#include "kab-plain-row.h"

static const char *
icon_for (const char *kind)
{
  static const char *const icons[][2] = {
    { "phone", "call-start-symbolic" },      { "email", "mail-unread-symbolic" },
    { "chat", "chat-message-new-symbolic" }, { "site", "web-browser-symbolic" },
    { "address", "mark-location-symbolic" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_strcmp0 (icons[i][0], kind) == 0)
      return icons[i][1];
  return "help-about-symbolic";
}

static void
row_activated_cb (GtkWidget *row, KabContact *contact)
{
  kab_open_uri (row, kab_contact_get_uri (contact));
}

static char *
describe (KabContact *contact)
{
  const char *parts[] = { kab_contact_get_label (contact), kab_contact_get_note (contact) };
  const char *extension = kab_contact_get_extension (contact);
  g_autoptr (GString) text = g_string_new (NULL);

  if (extension != NULL && extension[0] != '\0')
    /* Translators: the number to dial after the connection is made. */
    g_string_append_printf (text, _ ("extension %s"), extension);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && parts[i][0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * kab_contact_row_new:
 * @contact: a way to reach an organisation
 *
 * Returns: (transfer floating): a row that opens it: dials, writes, shows the page
 */
GtkWidget *
kab_contact_row_new (KabContact *contact)
{
  GtkWidget *row, *next;
  g_autofree char *subtitle = NULL;
  gboolean opens;

  g_return_val_if_fail (KAB_IS_CONTACT (contact), NULL);

  opens = kab_open_is_allowed (kab_contact_get_uri (contact));
  subtitle = describe (contact);
  row = kab_plain_row_new (kab_contact_get_value (contact), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), opens);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (icon_for (kab_contact_get_kind (contact))));
  if (opens)
    {
      next = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
      g_signal_connect_data (row, "activated", G_CALLBACK (row_activated_cb), g_object_ref (contact),
                             (GClosureNotify) (void (*) (void)) g_object_unref, 0);
    }
  return row;
}
