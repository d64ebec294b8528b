/* kab-sidebar.c: what concerns all cabinets, then the cabinets; the open one shows its sections. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-menu-button.h"
#include "kab-sections.h"
#include "kab-shared-places.h"
#include "kab-sidebar-row.h"
#include "kab-sidebar.h"
#include "kab-summary.h"

struct _KabSidebar
{
  GtkWidget parent_instance;

  GtkWidget *view;
  GtkMenuButton *person;
  AdwAvatar *avatar;
  GtkListBox *everything;
  GtkLabel *count;
  GtkListBox *list;

  KabCabinets *cabinets;
  KabCabinet *open; /* NULL: all of them */
  char *section;    /* a section of it, or one of the shared places */
};

G_DEFINE_FINAL_TYPE (KabSidebar, kab_sidebar, GTK_TYPE_WIDGET)

static void
select_place (KabSidebar *self)
{
  GtkWidget *row;

  gtk_list_box_unselect_all (self->list);
  gtk_list_box_unselect_all (self->everything);
  if (self->open == NULL)
    {
      for (guint i = 0; kab_shared_places_get (i) != NULL; i++)
        if (g_strcmp0 (kab_shared_places_get (i)->id, self->section) == 0)
          gtk_list_box_select_row (self->everything,
                                   gtk_list_box_get_row_at_index (self->everything, (int) i));
      return;
    }
  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (KAB_IS_SIDEBAR_ROW (row) && kab_sidebar_row_get_cabinet (KAB_SIDEBAR_ROW (row)) == self->open
        && g_strcmp0 (kab_sidebar_row_get_section (KAB_SIDEBAR_ROW (row)), self->section) == 0)
      gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

static GtkWidget *
place_row_new (KabSidebar *self, const KabSharedPlace *place)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *title = gtk_label_new (_ (place->title));

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", place->icon, "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  if (self->count == NULL)
    {
      self->count = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "valign", GTK_ALIGN_CENTER, "css-classes",
                                             (const char *[]) { "count", "numeric", NULL }, NULL));
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (place->title), -1);
  return row;
}

/* What no cabinet has has no row. */
static void
show_places (KabSidebar *self)
{
  for (guint i = 0; kab_shared_places_get (i) != NULL; i++)
    gtk_widget_set_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (self->everything, (int) i)),
                            kab_shared_place_is_shown (kab_shared_places_get (i), self->cabinets));
}

/* The rows of the open cabinet are its sections: one list, so that arrows walk through all of it. */
static void
rebuild (KabSidebar *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  gboolean had_focus = focus != NULL;
  GtkListBoxRow *selected;

  show_places (self);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cabinets)); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (G_LIST_MODEL (self->cabinets), i);

      gtk_list_box_append (self->list, kab_sidebar_row_new (cabinet, NULL));
      if (cabinet == self->open)
        {
          g_auto (GStrv) sections = kab_sections_list (cabinet);

          for (char **s = sections; *s != NULL; s++)
            gtk_list_box_append (self->list, kab_sidebar_row_new (cabinet, *s));
        }
    }
  select_place (self);
  selected = gtk_list_box_get_selected_row (self->list);
  if (had_focus && selected != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (selected));
}

/* How many documents wait for the person, over all cabinets. */
static void
show_count (KabSidebar *self)
{
  guint waits = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cabinets)); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (G_LIST_MODEL (self->cabinets), i);

      waits += kab_summary_get_waits (kab_summary_get (cabinet));
    }
  text = g_strdup_printf ("%u", waits);
  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), waits > 0);
}

static GMenuModel *
person_menu_new (KabCabinet *cabinet)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  const char *name = kab_cabinet_get_name (cabinet);
  const char *login = kab_cabinet_get_login (cabinet);
  g_autofree char *who
      = name != NULL && name[0] != '\0' ? g_strdup_printf ("%s\n%s", name, login) : g_strdup (login);

  g_menu_append (section, _ ("Sign _Out…"), "win.sign-out");
  g_menu_append_section (menu, who, G_MENU_MODEL (section));
  return G_MENU_MODEL (menu);
}

static void
show_person (KabSidebar *self)
{
  const char *name;
  g_autofree char *tooltip = NULL;
  g_autoptr (GMenuModel) menu = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->person), self->open != NULL);
  if (self->open == NULL)
    return;
  name = kab_cabinet_get_name (self->open);
  if (name == NULL || name[0] == '\0')
    name = kab_cabinet_get_login (self->open);
  /* Translators: the name of a person. */
  tooltip = g_strdup_printf (_ ("%s: Profile and Sign-Out"), name);
  menu = person_menu_new (self->open);
  adw_avatar_set_text (self->avatar, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->person), tooltip);
  gtk_menu_button_set_menu_model (self->person, menu);
  kab_menu_buttons_name (GTK_WIDGET (self->person));
}

static void
cabinets_changed_cb (KabSidebar *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (G_LIST_MODEL (self->cabinets), i);

      g_signal_connect_object (kab_summary_get (cabinet), "notify::waits", G_CALLBACK (show_count), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (cabinet, "notify::descriptor", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (cabinet, "notify::name", G_CALLBACK (show_person), self, G_CONNECT_SWAPPED);
    }
  rebuild (self);
  show_count (self);
}

static void
everything_activated_cb (KabSidebar *self, GtkListBoxRow *row)
{
  const KabSharedPlace *place = kab_shared_places_get ((guint) gtk_list_box_row_get_index (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-place", "s", place->id);
}

static void
row_activated_cb (KabSidebar *self, GtkListBoxRow *row)
{
  KabCabinet *cabinet = kab_sidebar_row_get_cabinet (KAB_SIDEBAR_ROW (row));
  const char *section = kab_sidebar_row_get_section (KAB_SIDEBAR_ROW (row));

  if (section != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-section", "(ss)", kab_cabinet_get_id (cabinet),
                                section);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-cabinet", "s", kab_cabinet_get_id (cabinet));
}

static void
kab_sidebar_dispose (GObject *object)
{
  KabSidebar *self = KAB_SIDEBAR (object);

  g_clear_object (&self->open);
  g_clear_object (&self->cabinets);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_SIDEBAR);
  G_OBJECT_CLASS (kab_sidebar_parent_class)->dispose (object);
}

static void
kab_sidebar_finalize (GObject *object)
{
  g_free (KAB_SIDEBAR (object)->section);
  G_OBJECT_CLASS (kab_sidebar_parent_class)->finalize (object);
}

static void
kab_sidebar_class_init (KabSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_sidebar_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kabinet/Kabinet/app/kab-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, KabSidebar, view);
  gtk_widget_class_bind_template_child (widget_class, KabSidebar, person);
  gtk_widget_class_bind_template_child (widget_class, KabSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, KabSidebar, everything);
  gtk_widget_class_bind_template_child (widget_class, KabSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, everything_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
kab_sidebar_init (KabSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; kab_shared_places_get (i) != NULL; i++)
    gtk_list_box_append (self->everything, place_row_new (self, kab_shared_places_get (i)));
  kab_menu_buttons_name (GTK_WIDGET (self));
}

/**
 * kab_sidebar_set_cabinets:
 * @self: a sidebar
 * @cabinets: the cabinets that it shows
 */
void
kab_sidebar_set_cabinets (KabSidebar *self, KabCabinets *cabinets)
{
  g_return_if_fail (KAB_IS_SIDEBAR (self) && KAB_IS_CABINETS (cabinets));
  g_return_if_fail (self->cabinets == NULL);

  self->cabinets = g_object_ref (cabinets);
  g_signal_connect_object (cabinets, "items-changed", G_CALLBACK (cabinets_changed_cb), self,
                           G_CONNECT_SWAPPED);
  cabinets_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (cabinets)));
}

/**
 * kab_sidebar_set_place:
 * @self: a sidebar
 * @cabinet: (nullable): the open cabinet, or %NULL for all of them
 * @section: (nullable): its open section, or the open one of the shared places
 */
void
kab_sidebar_set_place (KabSidebar *self, KabCabinet *cabinet, const char *section)
{
  g_return_if_fail (KAB_IS_SIDEBAR (self));
  g_return_if_fail (cabinet == NULL || KAB_IS_CABINET (cabinet));

  g_set_str (&self->section, section);
  if (g_set_object (&self->open, cabinet))
    {
      rebuild (self);
      show_person (self);
    }
  else
    select_place (self);
}
