/* kab-sidebar-row.c: a cabinet, or a section of one, in the sidebar. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-avatar-text.h"
#include "kab-money-label.h"
#include "kab-sections.h"
#include "kab-sidebar-row.h"
#include "kab-summary.h"

struct _KabSidebarRow
{
  GtkListBoxRow parent_instance;

  KabCabinet *cabinet;
  char *section; /* NULL: the cabinet itself */

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *subtitle;
  GtkLabel *end; /* what is to pay, or how many documents wait */
  GtkImage *trouble;
};

G_DEFINE_FINAL_TYPE (KabSidebarRow, kab_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
describe_state (KabCabinetState state)
{
  switch (state)
    {
    case KAB_CABINET_SIGNED_OUT:
      return _ ("Signed out");
    case KAB_CABINET_NO_SERVICE:
      return _ ("There is no keyring");
    case KAB_CABINET_LOCKED:
      return _ ("The keyring is locked");
    case KAB_CABINET_DENIED:
      return _ ("The keyring stays closed");
    case KAB_CABINET_NO_ITEM:
    case KAB_CABINET_EXPIRED:
      return _ ("Sign in again");
    case KAB_CABINET_BLOCKED:
      return _ ("The cabinet is blocked");
    case KAB_CABINET_RESTORING:
    case KAB_CABINET_SIGNED_IN:
      break;
    }
  return NULL;
}

static void
show_cabinet (KabSidebarRow *self)
{
  KabSummary *summary = kab_summary_get (self->cabinet);
  KabDescriptor *descriptor = kab_cabinet_get_descriptor (self->cabinet);
  const char *organisation = descriptor != NULL ? kab_descriptor_get_name (descriptor)
                                                : kab_cabinet_get_organisation (self->cabinet);
  const char *trouble = describe_state (kab_cabinet_get_state (self->cabinet));
  const KabMoney *to_pay = kab_summary_get_to_pay (summary);
  g_autofree char *initials = descriptor != NULL
                                  ? kab_avatar_text (kab_descriptor_get_short_name (descriptor),
                                                     kab_descriptor_get_palette (descriptor))
                                  : g_strdup (organisation);
  g_autofree char *subtitle = kab_summary_dup_subtitle (summary);
  g_autofree char *amount = to_pay != NULL && trouble == NULL ? kab_money_format (to_pay) : g_strdup ("");
  g_autoptr (GString) spoken = g_string_new (organisation);

  adw_avatar_set_text (self->avatar, initials);
  gtk_label_set_label (self->name, organisation);
  gtk_label_set_label (self->subtitle, trouble != NULL ? trouble : subtitle);
  gtk_label_set_label (self->end, amount);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), trouble != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->trouble), trouble);

  g_string_append_printf (spoken, ", %s", trouble != NULL ? trouble : subtitle);
  if (amount[0] != '\0')
    {
      /* Translators: an amount, within a spoken list. */
      g_autofree char *words = g_strdup_printf (_ ("to pay %s"), amount);

      g_string_append_printf (spoken, ", %s", words);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
}

static void
show_section (KabSidebarRow *self)
{
  guint waits = g_str_equal (self->section, "documents")
                    ? kab_summary_get_waits (kab_summary_get (self->cabinet))
                    : 0;
  const char *title = kab_sections_get_title (self->cabinet, self->section);
  g_autofree char *count = g_strdup_printf ("%u", waits);
  g_autofree char *spoken
      = waits > 0
            ? g_strdup_printf (ngettext ("%s, %u waits for you", "%s, %u wait for you", waits), title, waits)
            : g_strdup (title);

  gtk_label_set_label (self->name, title);
  gtk_label_set_label (self->end, count);
  gtk_widget_set_visible (GTK_WIDGET (self->end), waits > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show (KabSidebarRow *self)
{
  if (self->section == NULL)
    show_cabinet (self);
  else
    show_section (self);
}

static GtkLabel *
append_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, css_class);
    }
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
build_cabinet (KabSidebarRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  self->avatar = g_object_new (ADW_TYPE_AVATAR, "size", 32, "show-initials", TRUE, "accessible-role",
                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->avatar));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  self->name = append_label (words, NULL);
  self->subtitle = append_label (words, "dim-label");
  gtk_box_append (GTK_BOX (box), words);
  self->trouble = GTK_IMAGE (gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->trouble));
  self->end = GTK_LABEL (gtk_label_new (""));
  gtk_widget_set_valign (GTK_WIDGET (self->end), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->end), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->end), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->end));
  return box;
}

static GtkWidget *
build_section (KabSidebarRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", kab_sections_get_icon (self->section),
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), "section");
  gtk_box_append (GTK_BOX (box), icon);
  self->name = append_label (box, NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  self->end = GTK_LABEL (gtk_label_new (""));
  gtk_widget_set_valign (GTK_WIDGET (self->end), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->end), "count");
  gtk_widget_add_css_class (GTK_WIDGET (self->end), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->end));
  return box;
}

static void
kab_sidebar_row_finalize (GObject *object)
{
  KabSidebarRow *self = KAB_SIDEBAR_ROW (object);

  g_clear_object (&self->cabinet);
  g_free (self->section);
  G_OBJECT_CLASS (kab_sidebar_row_parent_class)->finalize (object);
}

static void
kab_sidebar_row_class_init (KabSidebarRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_sidebar_row_finalize;
}

static void
kab_sidebar_row_init (KabSidebarRow *self)
{
}

/**
 * kab_sidebar_row_new:
 * @cabinet: a cabinet
 * @section: (nullable): one of its sections, or %NULL for the cabinet itself
 *
 * Returns: (transfer floating): a row that follows the summary of @cabinet
 */
GtkWidget *
kab_sidebar_row_new (KabCabinet *cabinet, const char *section)
{
  KabSidebarRow *self;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  self = g_object_new (KAB_TYPE_SIDEBAR_ROW, NULL);
  self->cabinet = g_object_ref (cabinet);
  self->section = g_strdup (section);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self),
                              section == NULL ? build_cabinet (self) : build_section (self));
  g_signal_connect_object (kab_summary_get (cabinet), "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cabinet, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

/**
 * kab_sidebar_row_get_cabinet:
 * @self: a row
 *
 * Returns: (transfer none): its cabinet
 */
KabCabinet *
kab_sidebar_row_get_cabinet (KabSidebarRow *self)
{
  g_return_val_if_fail (KAB_IS_SIDEBAR_ROW (self), NULL);

  return self->cabinet;
}

/**
 * kab_sidebar_row_get_section:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its section, %NULL for the cabinet itself
 */
const char *
kab_sidebar_row_get_section (KabSidebarRow *self)
{
  g_return_val_if_fail (KAB_IS_SIDEBAR_ROW (self), NULL);

  return self->section;
}
