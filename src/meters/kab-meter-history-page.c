/* kab-meter-history-page.c: what one counter showed, month by month. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-fetch.h"
#include "kab-format.h"
#include "kab-menu-button.h"
#include "kab-meter-history-page.h"
#include "kab-plain-row.h"
#include "kab-stale.h"
#include "kab-state-page.h"
#include "kab-status-pill.h"
#include "kab-use-chart.h"

#define MAX_BARS 25

struct _KabMeterHistoryPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  GtkMenuButton *choose;
  AdwBanner *banner;
  KabStatePage *state;
  GtkWidget *card;
  GtkBox *chart_place;
  GtkWidget *legend;
  GtkListBox *list;
  KabUseChart *chart;

  KabMeterAccount *account;
  KabReadingEntry *entry;
  KabLoad *load;
  GDateTime *as_of;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabMeterHistoryPage, kab_meter_history_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
is_estimate (KabReading *reading)
{
  return g_strcmp0 (kab_reading_get_source (reading), "estimate") == 0;
}

static GtkWidget *
row_new (KabMeterHistoryPage *self, KabReading *reading)
{
  const char *unit = kab_meter_get_unit (kab_reading_entry_get_meter (self->entry));
  const char *state = kab_document_state_get_id (kab_reading_get_state (reading));
  const char *note = kab_reading_get_note (reading);
  g_autofree char *month = kab_format_month_title (kab_reading_get_month (reading));
  g_autofree char *sent = kab_format_date_prose (kab_reading_get_sent_at (reading));
  g_autoptr (GString) subtitle = g_string_new (kab_reading_get_source_title (reading));
  g_autofree char *value = kab_reading_entry_dup_value (self->entry, reading);
  g_autofree char *shown = g_strdup_printf ("%s %s", value, unit);
  GtkWidget *row, *label;

  g_string_append_printf (subtitle, ", %s", sent);
  if (kab_reading_get_used (reading) != NULL)
    {
      KabCounter counter = kab_meter_get_counter (kab_reading_entry_get_meter (self->entry));
      gint64 used = 0;

      if (kab_counter_parse (kab_reading_get_used (reading), counter, &used) == KAB_COUNTER_GOOD)
        {
          g_autofree char *text = kab_counter_format_used (used, counter);

          g_string_append_printf (subtitle, " · %s", text);
        }
    }
  if (note != NULL && note[0] != '\0')
    g_string_append_printf (subtitle, "\n%s", note);
  row = kab_plain_row_new (month, subtitle->str);
  label = gtk_label_new (shown);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  if (g_strcmp0 (state, "taken") != 0)
    {
      GtkWidget *pill = kab_status_pill_new ();

      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      kab_status_pill_set_state (KAB_STATUS_PILL (pill), kab_reading_get_state (reading));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
    }
  return row;
}

/* The list comes with the newest first, the chart begins with the oldest. */
static void
fill (KabMeterHistoryPage *self, GListModel *readings)
{
  const char *zone = kab_meter_zone_get_id (kab_reading_entry_get_zone (self->entry));
  g_autoptr (GArray) uses = g_array_new (FALSE, TRUE, sizeof (KabUse));
  gboolean estimated = FALSE;
  guint count = 0;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < g_list_model_get_n_items (readings); i++)
    {
      g_autoptr (KabReading) reading = g_list_model_get_item (readings, i);
      const char *used = kab_reading_get_used (reading);
      KabUse use = { .month = *kab_reading_get_month (reading), .estimated = is_estimate (reading) };

      if (g_strcmp0 (kab_reading_get_zone (reading), zone) != 0)
        continue;
      count++;
      gtk_list_box_append (self->list, row_new (self, reading));
      if (used == NULL || uses->len >= MAX_BARS)
        continue;
      use.used = g_ascii_strtod (used, NULL);
      estimated = estimated || use.estimated;
      g_array_prepend_val (uses, use);
    }
  kab_use_chart_set (self->chart, (const KabUse *) uses->data, uses->len,
                     kab_meter_get_unit (kab_reading_entry_get_meter (self->entry)));
  gtk_widget_set_visible (self->card, uses->len > 1);
  gtk_widget_set_visible (self->legend, estimated);
  kab_load_finish (self->load, count == 0);
}

static void
fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabMeterHistoryPage *self = object;

  if (error != NULL)
    {
      g_autofree char *text = kab_error_describe (error);

      kab_load_fail (self->load, error, text);
    }
  else
    {
      g_clear_pointer (&self->as_of, g_date_time_unref);
      self->as_of = as_of != NULL ? g_date_time_ref (as_of) : g_date_time_new_now_local ();
      fill (self, kab_reading_list_get_items (record));
      if (as_of != NULL)
        kab_load_begin (self->load);
    }
  kab_stale_tell (self->banner, self->load, self->as_of);
}

static void
reload (KabMeterHistoryPage *self)
{
  g_autoptr (KabRequest) request = kab_request_new_segments (
      "GET", "meters", kab_meter_get_id (kab_reading_entry_get_meter (self->entry)), "readings", NULL);

  kab_load_begin (self->load);
  dex_clear (&self->pending);
  self->pending
      = kab_fetch (kab_cabinet_get_client (kab_meter_account_get_cabinet (self->account)), request,
                   KAB_TYPE_READING_LIST, kab_load_get_state (self->load) != KAB_LOAD_READY, self, fetched);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_METER_HISTORY_PAGE (widget));
}

static void
show_meter (KabMeterHistoryPage *self, KabReadingEntry *entry)
{
  g_autofree char *title = kab_reading_entry_dup_title (entry);

  g_set_object (&self->entry, entry);
  adw_window_title_set_subtitle (self->heading, title);
  kab_load_reset (self->load);
  reload (self);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabMeterHistoryPage *self = KAB_METER_HISTORY_PAGE (widget);
  g_autoptr (KabReadingEntry) entry = g_list_model_get_item (kab_meter_account_get_entries (self->account),
                                                             (guint) g_variant_get_int32 (parameter));

  if (entry != NULL)
    show_meter (self, entry);
}

static void
fill_menu (KabMeterHistoryPage *self)
{
  GListModel *entries = kab_meter_account_get_entries (self->account);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (KabReadingEntry) entry = g_list_model_get_item (entries, i);
      g_autofree char *title = kab_reading_entry_dup_title (entry);
      g_autoptr (GMenuItem) item = g_menu_item_new (title, NULL);

      g_menu_item_set_action_and_target (item, "page.choose", "i", (int) i);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->choose, G_MENU_MODEL (menu));
  kab_menu_buttons_name (GTK_WIDGET (self->choose));
}

static void
kab_meter_history_page_dispose (GObject *object)
{
  KabMeterHistoryPage *self = KAB_METER_HISTORY_PAGE (object);

  dex_clear (&self->pending);
  g_clear_object (&self->account);
  g_clear_object (&self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_METER_HISTORY_PAGE);
  G_OBJECT_CLASS (kab_meter_history_page_parent_class)->dispose (object);
}

static void
kab_meter_history_page_finalize (GObject *object)
{
  KabMeterHistoryPage *self = KAB_METER_HISTORY_PAGE (object);

  g_clear_object (&self->load);
  g_clear_pointer (&self->as_of, g_date_time_unref);
  G_OBJECT_CLASS (kab_meter_history_page_parent_class)->finalize (object);
}

static void
kab_meter_history_page_class_init (KabMeterHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_meter_history_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_meter_history_page_finalize;
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/meters/kab-meter-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabMeterHistoryPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabMeterHistoryPage, choose);
  gtk_widget_class_bind_template_child (widget_class, KabMeterHistoryPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabMeterHistoryPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabMeterHistoryPage, card);
  gtk_widget_class_bind_template_child (widget_class, KabMeterHistoryPage, chart_place);
  gtk_widget_class_bind_template_child (widget_class, KabMeterHistoryPage, legend);
  gtk_widget_class_bind_template_child (widget_class, KabMeterHistoryPage, list);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "page.choose", "i", choose_action);
}

static void
kab_meter_history_page_init (KabMeterHistoryPage *self)
{
  self->load = kab_load_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->chart = KAB_USE_CHART (kab_use_chart_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->chart), TRUE);
  gtk_box_append (self->chart_place, GTK_WIDGET (self->chart));
  kab_state_page_set_load (self->state, self->load);
}

/**
 * kab_meter_history_page_new:
 * @account: the meters of an account
 * @entry: one of its counters
 *
 * Returns: (transfer floating): what @entry showed, with a way to the other counters
 */
AdwNavigationPage *
kab_meter_history_page_new (KabMeterAccount *account, KabReadingEntry *entry)
{
  KabMeterHistoryPage *self;

  g_return_val_if_fail (KAB_IS_METER_ACCOUNT (account) && KAB_IS_READING_ENTRY (entry), NULL);

  self = g_object_new (KAB_TYPE_METER_HISTORY_PAGE, NULL);
  self->account = g_object_ref (account);
  kab_state_page_set_organisation (self->state,
                                   kab_cabinet_get_descriptor (kab_meter_account_get_cabinet (account)));
  fill_menu (self);
  show_meter (self, entry);
  return ADW_NAVIGATION_PAGE (self);
}
