/* kab-vehicle-page.c: one vehicle: maintenance, mileage, what it is, what happened, what may be done. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-document.h"
#include "kab-error-text.h"
#include "kab-events.h"
#include "kab-fetch.h"
#include "kab-flow.h"
#include "kab-format.h"
#include "kab-load.h"
#include "kab-plain-row.h"
#include "kab-settle.h"
#include "kab-stale.h"
#include "kab-state-page.h"
#include "kab-status-pill.h"
#include "kab-timeline.h"
#include "kab-vehicle-dialog.h"
#include "kab-vehicle-page.h"
#include "kab-vehicle-text.h"
#include "kab-vin.h"

#define FEW 4 /* so many readings stand open; older ones are folded */
#define BOOK_LIMIT (20 * 1024 * 1024)

struct _KabVehiclePage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  GtkWidget *book;
  AdwBanner *banner;
  KabStatePage *state;
  GtkLabel *name;
  GtkLabel *customer;
  KabStatusPill *pill;
  AdwPreferencesGroup *next;
  AdwPreferencesGroup *log;
  AdwPreferencesGroup *properties;
  AdwPreferencesGroup *doubles;
  GtkWidget *history;
  KabTimeline *timeline;
  AdwWrapBox *actions;

  KabCabinet *cabinet;
  KabVehicle *vehicle;
  KabLoad *load;
  GPtrArray *rows; /* of all groups: a group gives nothing back by itself */
  DexFuture *pending;
  DexFuture *saving;
};

G_DEFINE_FINAL_TYPE (KabVehiclePage, kab_vehicle_page, ADW_TYPE_NAVIGATION_PAGE)

static guint changed_signal;

static void
add_row (KabVehiclePage *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
}

static void
clear_rows (KabVehiclePage *self)
{
  AdwPreferencesGroup *groups[] = { self->next, self->log, self->properties, self->doubles };

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    gtk_widget_set_visible (GTK_WIDGET (groups[i]), FALSE);
}

static void
add_suffix (GtkWidget *row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static void
next_activated_cb (KabVehiclePage *self)
{
  KabNextMaintenance *next = kab_vehicle_get_next (self->vehicle);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-document", "(ss)",
                              kab_cabinet_get_id (self->cabinet), kab_next_maintenance_get_document (next));
}

static void
show_next (KabVehiclePage *self)
{
  KabNextMaintenance *next = kab_vehicle_get_next (self->vehicle);
  g_autofree char *sentence = kab_vehicle_dup_next (self->vehicle);
  g_autofree char *warning = kab_vehicle_dup_warning (self->vehicle);
  GtkWidget *row = kab_plain_row_new (sentence, next != NULL ? kab_next_maintenance_get_title (next) : NULL);

  if (next != NULL && kab_next_maintenance_get_document (next) != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_signal_connect_object (row, "activated", G_CALLBACK (next_activated_cb), self, G_CONNECT_SWAPPED);
    }
  add_row (self, self->next, row);
  if (warning != NULL)
    {
      GtkWidget *note = kab_plain_row_new (warning, NULL);

      adw_action_row_add_prefix (ADW_ACTION_ROW (note),
                                 gtk_image_new_from_icon_name ("dialog-information-symbolic"));
      add_row (self, self->next, note);
    }
}

static GtkWidget *
mileage_row_new (KabMileage *mileage)
{
  g_autofree char *day = kab_format_day (kab_mileage_get_day (mileage));
  g_autofree char *km = kab_vehicle_format_km (kab_mileage_get_km (mileage));
  const char *reason = kab_mileage_get_reason (mileage);
  GtkWidget *row = kab_plain_row_new (day, reason != NULL ? reason : kab_mileage_get_by (mileage));

  add_suffix (row, km);
  return row;
}

static void
show_log (KabVehiclePage *self)
{
  GListModel *log = kab_vehicle_get_log (self->vehicle);
  GtkWidget *older = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (KabMileage) mileage = g_list_model_get_item (log, i);

      if (i == FEW)
        {
          older = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, NULL);
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (older), _ ("Earlier"));
          add_row (self, self->log, older);
        }
      if (older != NULL)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (older), mileage_row_new (mileage));
      else
        add_row (self, self->log, mileage_row_new (mileage));
    }
}

/* The VIN is read in blocks and copied without them. */
static void
copy_clicked_cb (KabVehiclePage *self)
{
  const char *vin = kab_vehicle_get_vin (self->vehicle);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), vin);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("VIN copied"));
}

static GtkWidget *
property_row_new (KabVehiclePage *self, KabProperty *property)
{
  const char *value = kab_property_get_value (property);
  const char *vin = kab_vehicle_get_vin (self->vehicle);
  gboolean is_vin = vin != NULL && g_strcmp0 (vin, value) == 0;
  g_autofree char *grouped = is_vin ? kab_vin_group (value) : NULL;
  GtkWidget *row = kab_plain_row_new (kab_property_get_label (property), grouped != NULL ? grouped : value);

  gtk_widget_add_css_class (row, "property");
  if (is_vin)
    {
      GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");

      gtk_widget_set_tooltip_text (copy, _ ("Copy VIN"));
      gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (copy, "flat");
      g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_clicked_cb), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), copy);
    }
  return row;
}

static void
show_properties (KabVehiclePage *self)
{
  GListModel *properties = kab_vehicle_get_properties (self->vehicle);
  GListModel *doubles = kab_vehicle_get_doubles (self->vehicle);

  for (guint i = 0; i < g_list_model_get_n_items (properties); i++)
    {
      g_autoptr (KabProperty) property = g_list_model_get_item (properties, i);

      add_row (self, self->properties, property_row_new (self, property));
    }
  for (guint i = 0; i < g_list_model_get_n_items (doubles); i++)
    {
      g_autoptr (KabVehicle) other = g_list_model_get_item (doubles, i);

      add_row (self, self->doubles,
               kab_plain_row_new (kab_vehicle_get_title (other), kab_vehicle_get_customer (other)));
    }
}

static void take_vehicle (KabVehiclePage *self, KabVehicle *vehicle);

static void
saved_cb (KabVehiclePage *self, KabVehicle *vehicle, KabVehicleDialog *dialog)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  KabAction *action = g_object_get_data (G_OBJECT (dialog), "action");
  gboolean gone = g_str_equal (kab_action_get_id (action), "remove");

  g_signal_emit (self, changed_signal, 0);
  if (gone && view != NULL)
    adw_navigation_view_pop_to_page (
        ADW_NAVIGATION_VIEW (view),
        adw_navigation_view_get_previous_page (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (self)));
  else
    take_vehicle (self, vehicle);
}

static void
action_clicked_cb (KabVehiclePage *self, GtkButton *button)
{
  KabAction *action = g_object_get_data (G_OBJECT (button), "action");
  AdwDialog *dialog
      = kab_vehicle_dialog_new_for_action (kab_cabinet_get_client (self->cabinet),
                                           kab_cabinet_get_descriptor (self->cabinet), self->vehicle, action);

  g_object_set_data_full (G_OBJECT (dialog), "action", g_object_ref (action), g_object_unref);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
show_actions (KabVehiclePage *self)
{
  GListModel *actions = kab_vehicle_get_actions (self->vehicle);
  guint n = g_list_model_get_n_items (actions);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->actions))) != NULL)
    adw_wrap_box_remove (self->actions, child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabAction) action = g_list_model_get_item (actions, i);
      GtkWidget *button = gtk_button_new_with_label (kab_action_get_title (action));

      gtk_widget_set_hexpand (button, TRUE);
      if (g_str_equal (kab_action_get_tone (action), "suggested"))
        gtk_widget_add_css_class (button, "suggested-action");
      g_object_set_data_full (G_OBJECT (button), "action", g_object_ref (action), g_object_unref);
      g_signal_connect_object (button, "clicked", G_CALLBACK (action_clicked_cb), self, G_CONNECT_SWAPPED);
      adw_wrap_box_append (self->actions, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->actions), n > 0);
}

static void
show_heading (KabVehiclePage *self)
{
  const char *customer = kab_vehicle_get_customer (self->vehicle);

  adw_window_title_set_title (self->heading, kab_vehicle_get_title (self->vehicle));
  gtk_label_set_text (self->name, kab_vehicle_get_title (self->vehicle));
  gtk_label_set_text (self->customer, customer != NULL ? customer : "");
  gtk_widget_set_visible (GTK_WIDGET (self->customer), customer != NULL);
  kab_status_pill_set_state (self->pill, kab_vehicle_get_state (self->vehicle));
}

static void
take_vehicle (KabVehiclePage *self, KabVehicle *vehicle)
{
  GListModel *history = kab_vehicle_get_history (vehicle);

  g_set_object (&self->vehicle, vehicle);
  clear_rows (self);
  show_heading (self);
  show_next (self);
  show_log (self);
  show_properties (self);
  show_actions (self);
  kab_timeline_show (self->timeline, history,
                     kab_descriptor_get_date_seconds (kab_cabinet_get_descriptor (self->cabinet)));
  gtk_widget_set_visible (self->history, g_list_model_get_n_items (history) > 0);
}

static void
fetched_cb (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabVehiclePage *self = object;

  if (record != NULL)
    {
      take_vehicle (self, record);
      kab_load_finish (self->load, FALSE);
    }
  else
    {
      g_autofree char *message = kab_error_describe (error);

      kab_load_fail (self->load, error, message);
    }
  kab_stale_tell (self->banner, self->load, as_of);
}

static void
fetch (KabVehiclePage *self)
{
  g_autoptr (KabRequest) request
      = kab_request_new_segments ("GET", "vehicles", kab_vehicle_get_id (self->vehicle), NULL);

  dex_clear (&self->pending);
  kab_load_begin (self->load);
  self->pending
      = kab_fetch (kab_cabinet_get_client (self->cabinet), request, KAB_TYPE_VEHICLE, TRUE, self, fetched_cb);
}

static void
retry_cb (KabVehiclePage *self)
{
  fetch (self);
}

static void
refresh_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fetch (KAB_VEHICLE_PAGE (widget));
}

static void
event_cb (KabVehiclePage *self, const char *type, const char *id)
{
  if (kab_events_concern (type, "vehicle")
      && (id == NULL || g_strcmp0 (id, kab_vehicle_get_id (self->vehicle)) == 0))
    fetch (self);
}

static void
toast (KabVehiclePage *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KabVehiclePage) self = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    toast (self, _ ("Service book saved"));
  else
    toast (self, error->message);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KabVehiclePage) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  GBytes *book = g_object_get_data (source, "book");

  if (file != NULL)
    g_file_replace_contents_bytes_async (file, book, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                         written_cb, g_object_ref (self));
}

static void
book_fetched_cb (gpointer object, const GValue *value, const GError *error)
{
  KabVehiclePage *self = object;
  g_autoptr (GtkFileDialog) dialog = NULL;

  gtk_widget_set_sensitive (self->book, TRUE);
  if (value == NULL)
    {
      g_autofree char *text = kab_error_describe (error);

      toast (self, text);
      return;
    }
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _ ("Save the Service Book"));
  /* Translators: name of a file. */
  gtk_file_dialog_set_initial_name (dialog, C_ ("file name", "service-book.pdf"));
  g_object_set_data_full (G_OBJECT (dialog), "book", g_value_dup_boxed (value),
                          (GDestroyNotify) g_bytes_unref);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, chosen_cb,
                        g_object_ref (self));
}

static void
book_clicked_cb (KabVehiclePage *self)
{
  g_autoptr (KabRequest) request = kab_request_new_segments (
      "GET", "vehicles", kab_vehicle_get_id (self->vehicle), "service-book", NULL);

  gtk_widget_set_sensitive (self->book, FALSE);
  dex_clear (&self->saving);
  self->saving = kab_settle (kab_client_send_for_bytes (kab_cabinet_get_client (self->cabinet), request,
                                                        "application/pdf", BOOK_LIMIT),
                             self, book_fetched_cb);
}

static void
kab_vehicle_page_dispose (GObject *object)
{
  KabVehiclePage *self = KAB_VEHICLE_PAGE (object);

  dex_clear (&self->pending);
  dex_clear (&self->saving);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_VEHICLE_PAGE);
  g_clear_object (&self->cabinet);
  g_clear_object (&self->vehicle);
  g_clear_object (&self->load);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (kab_vehicle_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, book);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, state);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, name);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, customer);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, pill);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, next);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, log);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, properties);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, doubles);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, history);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, timeline);
  gtk_widget_class_bind_template_child (widget_class, KabVehiclePage, actions);
}

static void
kab_vehicle_page_class_init (KabVehiclePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_vehicle_page_dispose;

  changed_signal = g_signal_new ("changed", KAB_TYPE_VEHICLE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  g_type_ensure (KAB_TYPE_STATE_PAGE);
  g_type_ensure (KAB_TYPE_STATUS_PILL);
  g_type_ensure (KAB_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/vehicles/kab-vehicle-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, book_clicked_cb);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_cb);
}

static void
kab_vehicle_page_init (KabVehiclePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->load = kab_load_new ();
  kab_state_page_set_load (self->state, self->load);
}

/**
 * kab_vehicle_page_new:
 * @cabinet: a cabinet
 * @vehicle: a vehicle of it, as its row knows it
 *
 * Returns: (transfer floating): the page of the vehicle
 */
AdwNavigationPage *
kab_vehicle_page_new (KabCabinet *cabinet, KabVehicle *vehicle)
{
  KabVehiclePage *self;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet) && KAB_IS_VEHICLE (vehicle), NULL);

  self = g_object_new (KAB_TYPE_VEHICLE_PAGE, NULL);
  self->cabinet = g_object_ref (cabinet);
  self->vehicle = g_object_ref (vehicle);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), kab_vehicle_get_title (vehicle));
  kab_state_page_set_organisation (self->state, kab_cabinet_get_descriptor (cabinet));
  show_heading (self);
  if (kab_cabinet_get_events (cabinet) != NULL)
    g_signal_connect_object (kab_cabinet_get_events (cabinet), "changed", G_CALLBACK (event_cb), self,
                             G_CONNECT_SWAPPED);
  fetch (self);
  return ADW_NAVIGATION_PAGE (self);
}
