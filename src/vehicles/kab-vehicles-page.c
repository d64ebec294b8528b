/* kab-vehicles-page.c: the vehicles of a cabinet, or, for staff, of all customers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-events.h"
#include "kab-fetch.h"
#include "kab-load.h"
#include "kab-plain-row.h"
#include "kab-stale.h"
#include "kab-state-page.h"
#include "kab-status-pill.h"
#include "kab-vehicle-dialog.h"
#include "kab-vehicle-page.h"
#include "kab-vehicle-text.h"
#include "kab-vehicles-page.h"

#define WINDOW 100
#define FEW 10 /* up to so many nobody has to search */

/* Any number of vehicles (E-03): they come in windows, the next one when the person asks for more. */
struct _KabVehiclesPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  GtkWidget *add;
  GtkWidget *filter;
  GtkSearchEntry *search;
  GtkDropDown *states;
  AdwBanner *banner;
  KabStatePage *state;
  GtkListBox *list;
  GtkWidget *more;

  KabCabinet *cabinet;
  KabLoad *load;
  GListModel *fields;     /* what a new one is asked for */
  GListModel *state_list; /* of KabDocumentState, for the filter */
  gboolean staff;
  guint shown;
  guint wanted; /* where the window that is under way begins */
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabVehiclesPage, kab_vehicles_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkWidget *
row_new (KabVehiclesPage *self, KabVehicle *vehicle)
{
  g_autofree char *next = kab_vehicle_dup_next (vehicle);
  const char *customer = kab_vehicle_get_customer (vehicle);
  g_autofree char *subtitle = customer != NULL ? g_strdup_printf ("%s\n%s", customer, next) : g_strdup (next);
  GtkWidget *row = kab_plain_row_new (kab_vehicle_get_title (vehicle), subtitle);
  KabMileage *mileage = kab_vehicle_get_mileage (vehicle);
  KabDocumentState *state = kab_vehicle_get_state (vehicle);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("kab-car-symbolic"));
  if (!g_str_equal (kab_document_state_get_id (state), "checked"))
    {
      GtkWidget *pill = kab_status_pill_new ();

      kab_status_pill_set_state (KAB_STATUS_PILL (pill), state);
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
    }
  if (mileage != NULL)
    {
      g_autofree char *km = kab_vehicle_format_km (kab_mileage_get_km (mileage));
      GtkWidget *label = gtk_label_new (km);

      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "vehicle", g_object_ref (vehicle), g_object_unref);
  return row;
}

static gboolean
is_filtered (KabVehiclesPage *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0'
         || (self->state_list != NULL && gtk_drop_down_get_selected (self->states) > 0);
}

static void
offer_states (KabVehiclesPage *self, GListModel *states)
{
  g_autoptr (GtkStringList) titles = NULL;

  if (!self->staff || self->state_list != NULL || g_list_model_get_n_items (states) == 0)
    return;
  titles = gtk_string_list_new (NULL);
  gtk_string_list_append (titles, _ ("All"));
  for (guint i = 0; i < g_list_model_get_n_items (states); i++)
    {
      g_autoptr (KabDocumentState) state = g_list_model_get_item (states, i);

      gtk_string_list_append (titles, kab_document_state_get_title (state));
    }
  gtk_drop_down_set_model (self->states, G_LIST_MODEL (titles));
  gtk_widget_set_visible (GTK_WIDGET (self->states), TRUE);
  self->state_list = g_object_ref (states);
}

static void
take_list (KabVehiclesPage *self, KabVehicleList *list)
{
  GListModel *items = kab_vehicle_list_get_items (list);
  gint64 total = kab_vehicle_list_get_total (list);

  if (self->wanted == 0)
    {
      gtk_list_box_remove_all (self->list);
      self->shown = 0;
      g_set_object (&self->fields, kab_vehicle_list_get_fields (list));
      offer_states (self, kab_vehicle_list_get_states (list));
    }
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KabVehicle) vehicle = g_list_model_get_item (items, i);

      gtk_list_box_append (self->list, row_new (self, vehicle));
    }
  self->shown += g_list_model_get_n_items (items);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->shown > 0);
  gtk_widget_set_visible (self->more, self->shown < (guint64) total);
  if (self->staff || total > FEW || is_filtered (self))
    gtk_widget_set_visible (self->filter, TRUE);
  kab_load_finish (self->load, self->shown == 0 && !is_filtered (self));
}

static void
fetched_cb (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabVehiclesPage *self = object;

  if (record != NULL)
    {
      take_list (self, record);
    }
  else
    {
      g_autofree char *message = kab_error_describe (error);

      kab_load_fail (self->load, error, message);
    }
  kab_stale_tell (self->banner, self->load, as_of);
}

static void
fetch (KabVehiclesPage *self, guint offset)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/vehicles");
  g_autofree char *from = g_strdup_printf ("%u", offset);
  g_autofree char *limit = g_strdup_printf ("%d", WINDOW);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint state = self->state_list != NULL ? gtk_drop_down_get_selected (self->states) : 0;

  if (*words != '\0')
    kab_request_set_query (request, "q", words);
  if (state > 0)
    {
      g_autoptr (KabDocumentState) chosen = g_list_model_get_item (self->state_list, state - 1);

      kab_request_set_query (request, "state", kab_document_state_get_id (chosen));
    }
  kab_request_set_query (request, "offset", from);
  kab_request_set_query (request, "limit", limit);
  dex_clear (&self->pending);
  self->wanted = offset;
  kab_load_begin (self->load);
  self->pending = kab_fetch (kab_cabinet_get_client (self->cabinet), request, KAB_TYPE_VEHICLE_LIST,
                             offset == 0 && self->shown == 0, self, fetched_cb);
}

static void
reload (KabVehiclesPage *self)
{
  fetch (self, 0);
}

static void
retry_cb (KabVehiclesPage *self)
{
  reload (self);
}

static void
refresh_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_VEHICLES_PAGE (widget));
}

static void
search_changed_cb (KabVehiclesPage *self)
{
  if (self->cabinet != NULL)
    reload (self);
}

static void
more_clicked_cb (KabVehiclesPage *self)
{
  fetch (self, self->shown);
}

static void
added_cb (KabVehiclesPage *self, KabVehicle *vehicle)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Vehicle added"));
  reload (self);
}

static void
add_clicked_cb (KabVehiclesPage *self)
{
  AdwDialog *dialog;

  if (self->fields == NULL)
    return;
  dialog = kab_vehicle_dialog_new (kab_cabinet_get_client (self->cabinet),
                                   kab_cabinet_get_descriptor (self->cabinet), self->fields);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_clicked_cb (KAB_VEHICLES_PAGE (widget));
}

static void
row_activated_cb (KabVehiclesPage *self, GtkListBoxRow *row)
{
  KabVehicle *vehicle = g_object_get_data (G_OBJECT (row), "vehicle");
  AdwNavigationPage *page = kab_vehicle_page_new (self->cabinet, vehicle);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  g_signal_connect_object (page, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
}

static void
event_cb (KabVehiclesPage *self, const char *type)
{
  if (kab_events_concern (type, "vehicle") && self->shown <= WINDOW)
    reload (self);
}

static void
kab_vehicles_page_dispose (GObject *object)
{
  KabVehiclesPage *self = KAB_VEHICLES_PAGE (object);

  dex_clear (&self->pending);
  g_clear_object (&self->cabinet);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_VEHICLES_PAGE);
  g_clear_object (&self->load);
  g_clear_object (&self->fields);
  g_clear_object (&self->state_list);
  G_OBJECT_CLASS (kab_vehicles_page_parent_class)->dispose (object);
}

static void
kab_vehicles_page_class_init (KabVehiclesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_vehicles_page_dispose;
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/vehicles/kab-vehicles-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabVehiclesPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclesPage, add);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclesPage, filter);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclesPage, search);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclesPage, states);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclesPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclesPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclesPage, list);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclesPage, more);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_cb);
  gtk_widget_class_install_action (widget_class, "page.add-vehicle", NULL, add_cb);
}

static void
kab_vehicles_page_init (KabVehiclesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->load = kab_load_new ();
  kab_state_page_set_load (self->state, self->load);
}

/**
 * kab_vehicles_page_new:
 * @cabinet: a cabinet of an organisation that knows vehicles
 *
 * Returns: (transfer floating): the page of its vehicles
 */
AdwNavigationPage *
kab_vehicles_page_new (KabCabinet *cabinet)
{
  KabVehiclesPage *self;
  KabDescriptor *descriptor;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  self = g_object_new (KAB_TYPE_VEHICLES_PAGE, NULL);
  self->cabinet = g_object_ref (cabinet);
  self->staff = g_strcmp0 (kab_cabinet_get_role (cabinet), "staff") == 0;
  descriptor = kab_cabinet_get_descriptor (cabinet);
  kab_state_page_set_organisation (self->state, descriptor);
  adw_window_title_set_title (self->heading, kab_descriptor_get_section_title (descriptor, "vehicles") != NULL
                                                 ? kab_descriptor_get_section_title (descriptor, "vehicles")
                                                 : _ ("Vehicles"));
  adw_window_title_set_subtitle (self->heading, kab_descriptor_get_name (descriptor));
  gtk_widget_set_visible (self->add, !self->staff);
  if (!self->staff)
    g_object_set (self->state, "empty-action", _ ("Add Vehicle"), "empty-action-name", "page.add-vehicle",
                  NULL);
  if (kab_cabinet_get_events (cabinet) != NULL)
    g_signal_connect_object (kab_cabinet_get_events (cabinet), "changed", G_CALLBACK (event_cb), self,
                             G_CONNECT_SWAPPED);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
