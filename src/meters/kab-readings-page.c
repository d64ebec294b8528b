/* kab-readings-page.c: all meters of a cabinet, or of all cabinets, in one go. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-format.h"
#include "kab-meter-group.h"
#include "kab-meter-history-page.h"
#include "kab-reading-cursor.h"
#include "kab-readings-page.h"
#include "kab-stale.h"
#include "kab-state-page.h"
#include "kab-summary.h"

struct _KabReadingsPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  AdwBanner *banner;
  KabStatePage *state;
  GtkBox *groups;
  GtkWidget *bottom;
  GtkBox *bar;
  GtkLabel *count;
  GtkButton *send;

  GListModel *cabinets;
  KabCabinet *cabinet;  /* NULL: all of them */
  GPtrArray *summaries; /* whose accounts are watched */
  GPtrArray *accounts;  /* of KabMeterGroup, in their order */
  KabLoad *load;
  guint taken, refused; /* of what was sent last */
  gboolean compact;
};

enum
{
  PROP_COMPACT = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (KabReadingsPage, kab_readings_page, ADW_TYPE_NAVIGATION_PAGE)

static KabMeterGroup *
get_group (KabReadingsPage *self, guint index)
{
  return g_ptr_array_index (self->accounts, index);
}

static KabMeterAccount *
get_account (KabReadingsPage *self, guint index)
{
  return kab_meter_group_get_account (get_group (self, index));
}

/* --- What is shown --- */

static void
show_bar (KabReadingsPage *self)
{
  guint total = 0, filled = 0, ready = 0;
  g_autofree char *label = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint a = 0; a < self->accounts->len; a++)
    {
      GListModel *entries = kab_meter_account_get_entries (get_account (self, a));

      for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
        {
          g_autoptr (KabReadingEntry) entry = g_list_model_get_item (entries, i);

          total += kab_reading_entry_takes_text (entry);
          filled += kab_reading_entry_is_filled (entry);
          ready += kab_reading_entry_is_ready (entry);
        }
    }
  /* Translators: how many of how many readings are filled in. */
  g_string_append_printf (text, _ ("Filled %u of %u"), filled, total);
  if (filled > ready)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u in question", "%u in question", filled - ready),
                              filled - ready);
    }
  label = g_strdup_printf (ngettext ("Send %u Reading", "Send %u Readings", ready), ready);
  gtk_label_set_label (self->count, text->str);
  gtk_button_set_label (self->send, ready > 0 ? label : _ ("Send Readings"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.send", ready > 0);
  gtk_widget_set_visible (self->bottom, total > 0);
}

/* One failed account among others is told in its group; all of them failed are the page's failure. */
static void
show_load (KabReadingsPage *self)
{
  KabLoad *failed = NULL, *stale = NULL;
  guint ready = 0, loading = 0, empty = 0;
  GDateTime *as_of = NULL;

  for (guint i = 0; i < self->accounts->len; i++)
    {
      KabLoad *load = kab_meter_account_get_load (get_account (self, i));
      KabLoadState state = kab_load_get_state (load);

      ready += state == KAB_LOAD_READY;
      empty += state == KAB_LOAD_EMPTY;
      loading += state == KAB_LOAD_LOADING || state == KAB_LOAD_IDLE;
      if (state == KAB_LOAD_FAILED)
        failed = load;
      if (kab_load_get_stale (load))
        {
          stale = load;
          as_of = kab_meter_account_get_as_of (get_account (self, i));
        }
    }
  if (ready + empty > 0)
    kab_load_finish (self->load, FALSE);
  else if (loading > 0)
    kab_load_begin (self->load);
  else if (failed != NULL)
    kab_load_fail (self->load, kab_load_get_error (failed), kab_load_get_message (failed));
  if (stale != NULL)
    kab_stale_tell (self->banner, stale, as_of);
  else
    adw_banner_set_revealed (self->banner, FALSE);
}

static void
show_month (KabReadingsPage *self)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      KabMeterList *list = kab_meter_account_get_list (get_account (self, i));
      g_autofree char *month = NULL;

      if (list == NULL)
        continue;
      month = kab_format_month_title (kab_reading_window_get_month (kab_meter_list_get_window (list)));
      adw_window_title_set_subtitle (self->heading, month);
      return;
    }
}

static void
group_loaded_cb (KabReadingsPage *self, KabMeterGroup *group)
{
  kab_meter_group_set_compact (group, self->compact);
  show_load (self);
  show_month (self);
  show_bar (self);
}

/* Told once, when everything that was sent is answered. */
static void
settled_cb (KabReadingsPage *self, guint taken, guint refused)
{
  g_autofree char *text = NULL;

  self->taken += taken;
  self->refused += refused;
  for (guint i = 0; i < g_list_model_get_n_items (self->cabinets); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (self->cabinets, i);

      if (g_list_model_get_n_items (G_LIST_MODEL (kab_cabinet_get_queue (cabinet))) > 0)
        return;
    }
  text = self->refused == 0
             ? g_strdup_printf (ngettext ("%u reading sent", "%u readings sent", self->taken), self->taken)
             : g_strdup_printf (ngettext ("%u reading not accepted, see its row",
                                          "%u readings not accepted, see their rows", self->refused),
                                self->refused);
  self->taken = self->refused = 0;
  kab_announce (GTK_WIDGET (self), text, FALSE);
  show_bar (self);
}

/* --- Which accounts there are --- */

static gboolean
has_meters (KabCabinet *cabinet)
{
  KabDescriptor *descriptor = kab_cabinet_get_descriptor (cabinet);

  return descriptor != NULL && g_strv_contains (kab_descriptor_get_sections (descriptor), "meters");
}

static gboolean
has_group (KabReadingsPage *self, KabCabinet *cabinet, KabAccount *account)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      KabMeterAccount *known = get_account (self, i);

      if (kab_meter_account_get_cabinet (known) == cabinet
          && g_str_equal (kab_account_get_id (kab_meter_account_get_account (known)),
                          kab_account_get_id (account)))
        return TRUE;
    }
  return FALSE;
}

static void
add_group (KabReadingsPage *self, KabCabinet *cabinet, KabAccount *account)
{
  g_autoptr (KabMeterAccount) meters = kab_meter_account_new (cabinet, account);
  GtkWidget *group = kab_meter_group_new (meters);

  g_signal_connect_object (group, "loaded", G_CALLBACK (group_loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (meters, "changed", G_CALLBACK (show_bar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (meters, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->groups, group);
  g_ptr_array_add (self->accounts, group);
}

static gboolean
is_here (KabReadingsPage *self, KabMeterAccount *meters)
{
  KabSummary *summary = kab_summary_get (kab_meter_account_get_cabinet (meters));
  GListModel *accounts = kab_summary_get_accounts (summary);

  /* Of a cabinet that was signed out nothing may stay in sight. */
  if (!g_ptr_array_find (self->summaries, summary, NULL)
      || !has_meters (kab_meter_account_get_cabinet (meters)))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (KabAccount) account = g_list_model_get_item (accounts, i);

      if (g_str_equal (kab_account_get_id (account),
                       kab_account_get_id (kab_meter_account_get_account (meters))))
        return TRUE;
    }
  return FALSE;
}

static void
remove_gone (KabReadingsPage *self)
{
  for (guint i = self->accounts->len; i > 0; i--)
    if (!is_here (self, get_account (self, i - 1)))
      {
        gtk_box_remove (self->groups, GTK_WIDGET (get_group (self, i - 1)));
        g_ptr_array_remove_index (self->accounts, i - 1);
      }
}

/* The accounts themselves are still on their way, or there are none, or they cannot be had. */
static void
show_accounts_load (KabReadingsPage *self)
{
  for (guint i = 0; i < self->summaries->len; i++)
    {
      KabLoad *load = kab_summary_get_accounts_load (g_ptr_array_index (self->summaries, i));

      switch (kab_load_get_state (load))
        {
        case KAB_LOAD_FAILED:
          kab_load_fail (self->load, kab_load_get_error (load), kab_load_get_message (load));
          break;
        case KAB_LOAD_EMPTY:
        case KAB_LOAD_READY:
          kab_load_finish (self->load, TRUE);
          break;
        case KAB_LOAD_IDLE:
        case KAB_LOAD_LOADING:
          kab_load_begin (self->load);
          return;
        }
    }
}

static void
follow_accounts (KabReadingsPage *self)
{
  remove_gone (self);
  for (guint s = 0; s < self->summaries->len; s++)
    {
      KabSummary *summary = g_ptr_array_index (self->summaries, s);
      GListModel *accounts = kab_summary_get_accounts (summary);

      for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
        {
          g_autoptr (KabAccount) account = g_list_model_get_item (accounts, i);

          if (has_meters (kab_summary_get_cabinet (summary))
              && !has_group (self, kab_summary_get_cabinet (summary), account))
            add_group (self, kab_summary_get_cabinet (summary), account);
        }
    }
  if (self->accounts->len > 0)
    show_load (self);
  else
    show_accounts_load (self);
  show_bar (self);
}

static void
watch (KabReadingsPage *self, KabCabinet *cabinet)
{
  KabSummary *summary = kab_summary_get (cabinet);

  if (g_ptr_array_find (self->summaries, summary, NULL))
    return;
  g_ptr_array_add (self->summaries, g_object_ref (summary));
  g_signal_connect_object (kab_summary_get_accounts (summary), "items-changed", G_CALLBACK (follow_accounts),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kab_summary_get_accounts_load (summary), "notify::state",
                           G_CALLBACK (follow_accounts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cabinet, "notify::descriptor", G_CALLBACK (follow_accounts), self,
                           G_CONNECT_SWAPPED);
}

static void
cabinets_changed_cb (KabReadingsPage *self)
{
  g_ptr_array_set_size (self->summaries, 0);
  for (guint i = 0; i < g_list_model_get_n_items (self->cabinets); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (self->cabinets, i);

      if ((self->cabinet == NULL || cabinet == self->cabinet)
          && g_strcmp0 (kab_cabinet_get_role (cabinet), "staff") != 0)
        watch (self, cabinet);
    }
  follow_accounts (self);
}

/* --- What the person does --- */

static void
reload (KabReadingsPage *self)
{
  for (guint i = 0; i < self->accounts->len; i++)
    kab_meter_account_reload (get_account (self, i));
  if (self->accounts->len == 0)
    for (guint i = 0; i < self->summaries->len; i++)
      kab_summary_reload (g_ptr_array_index (self->summaries, i));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_READINGS_PAGE (widget));
}

static gboolean
is_first_of_cabinet (KabReadingsPage *self, guint index)
{
  for (guint i = 0; i < index; i++)
    if (kab_meter_account_get_cabinet (get_account (self, i))
        == kab_meter_account_get_cabinet (get_account (self, index)))
      return FALSE;
  return TRUE;
}

/* All readings of a cabinet go together; each is answered by itself. */
static void
send_cabinet (KabReadingsPage *self, KabCabinet *cabinet)
{
  g_autoptr (JsonNode) body = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();
  g_autoptr (KabQueued) queued = NULL;
  guint count = 0;

  for (guint i = 0; i < self->accounts->len; i++)
    if (kab_meter_account_get_cabinet (get_account (self, i)) == cabinet)
      count += kab_meter_account_add_ready (get_account (self, i), items);
  json_object_set_array_member (object, "items", items);
  json_node_take_object (body, object);
  if (count == 0)
    return;
  queued = g_object_ref (kab_queue_push (kab_cabinet_get_queue (cabinet), "readings", "/readings", body));
  for (guint i = 0; i < self->accounts->len; i++)
    if (kab_meter_account_get_cabinet (get_account (self, i)) == cabinet)
      kab_meter_account_take_queued (get_account (self, i), queued);
}

static void
send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabReadingsPage *self = KAB_READINGS_PAGE (widget);

  for (guint i = 0; i < self->accounts->len; i++)
    if (is_first_of_cabinet (self, i))
      send_cabinet (self, kab_meter_account_get_cabinet (get_account (self, i)));
  show_bar (self);
}

/* All rows, one list through the groups. */
static GPtrArray *
list_rows (KabReadingsPage *self)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < self->accounts->len; i++)
    {
      GPtrArray *own = kab_meter_group_get_rows (get_group (self, i));

      for (guint r = 0; r < own->len; r++)
        g_ptr_array_add (rows, g_ptr_array_index (own, r));
    }
  return rows;
}

static gboolean
move_cursor (KabReadingsPage *self, int step)
{
  g_autoptr (GPtrArray) rows = list_rows (self);

  return kab_reading_cursor_move (rows, step)
         || (step > 0 && gtk_widget_grab_focus (GTK_WIDGET (self->send)));
}

static gboolean
take_proposal (KabReadingsPage *self)
{
  g_autoptr (GPtrArray) rows = list_rows (self);
  KabReadingRow *row = kab_reading_cursor_find (rows);

  if (row != NULL)
    kab_reading_row_take_proposal (row);
  return row != NULL;
}

static gboolean
is_typing (KabReadingsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL && GTK_IS_TEXT (gtk_root_get_focus (root));
}

/* One key from entry to entry; the last one leads to the button. */
static gboolean
key_pressed_cb (KabReadingsPage *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (modifiers == GDK_ALT_MASK && (key == GDK_KEY_a || key == GDK_KEY_Cyrillic_ef))
    return take_proposal (self);
  if (modifiers != 0 || !is_typing (self))
    return FALSE;
  if (key == GDK_KEY_Down || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    return move_cursor (self, 1);
  return key == GDK_KEY_Up && move_cursor (self, -1);
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabReadingsPage *self = KAB_READINGS_PAGE (widget);
  g_autoptr (GPtrArray) rows = list_rows (self);
  GtkWidget *view = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_VIEW);
  KabReadingRow *row = kab_reading_cursor_find (rows);

  if (row == NULL && rows->len > 0)
    row = g_ptr_array_index (rows, 0);
  if (row == NULL || view == NULL)
    return;
  for (guint i = 0; i < self->accounts->len; i++)
    if (g_ptr_array_find (kab_meter_group_get_rows (get_group (self, i)), row, NULL))
      adw_navigation_view_push (
          ADW_NAVIGATION_VIEW (view),
          kab_meter_history_page_new (get_account (self, i), kab_reading_row_get_entry (row)));
}

/* --- The class --- */

static void
kab_readings_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, KAB_READINGS_PAGE (object)->compact);
}

static void
kab_readings_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabReadingsPage *self = KAB_READINGS_PAGE (object);

  self->compact = g_value_get_boolean (value);
  for (guint i = 0; i < self->accounts->len; i++)
    kab_meter_group_set_compact (get_group (self, i), self->compact);
}

static void
kab_readings_page_dispose (GObject *object)
{
  KabReadingsPage *self = KAB_READINGS_PAGE (object);

  g_clear_object (&self->cabinets);
  g_clear_object (&self->cabinet);
  g_ptr_array_set_size (self->accounts, 0);
  g_ptr_array_set_size (self->summaries, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_READINGS_PAGE);
  G_OBJECT_CLASS (kab_readings_page_parent_class)->dispose (object);
}

static void
kab_readings_page_finalize (GObject *object)
{
  KabReadingsPage *self = KAB_READINGS_PAGE (object);

  g_clear_object (&self->load);
  g_ptr_array_unref (self->accounts);
  g_ptr_array_unref (self->summaries);
  G_OBJECT_CLASS (kab_readings_page_parent_class)->finalize (object);
}

static void
kab_readings_page_class_init (KabReadingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_readings_page_get_property;
  object_class->set_property = kab_readings_page_set_property;
  object_class->dispose = kab_readings_page_dispose;
  object_class->finalize = kab_readings_page_finalize;
  properties[PROP_COMPACT]
      = g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/meters/kab-readings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabReadingsPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabReadingsPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabReadingsPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabReadingsPage, groups);
  gtk_widget_class_bind_template_child (widget_class, KabReadingsPage, bottom);
  gtk_widget_class_bind_template_child (widget_class, KabReadingsPage, bar);
  gtk_widget_class_bind_template_child (widget_class, KabReadingsPage, count);
  gtk_widget_class_bind_template_child (widget_class, KabReadingsPage, send);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "page.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "page.history", NULL, history_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "page.send", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "page.history", NULL);
}

static void
kab_readings_page_init (KabReadingsPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->load = kab_load_new ();
  self->accounts = g_ptr_array_new ();
  self->summaries = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  kab_state_page_set_load (self->state, self->load);
}

/**
 * kab_readings_page_new:
 * @cabinets: of #KabCabinet: those that this computer knows
 * @cabinet: (nullable): the only one that is shown, or %NULL for all
 *
 * Returns: (transfer floating): the round of readings
 */
AdwNavigationPage *
kab_readings_page_new (GListModel *cabinets, KabCabinet *cabinet)
{
  KabReadingsPage *self;
  KabDescriptor *descriptor;
  const char *title = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (cabinets), NULL);
  g_return_val_if_fail (cabinet == NULL || KAB_IS_CABINET (cabinet), NULL);

  self = g_object_new (KAB_TYPE_READINGS_PAGE, NULL);
  self->cabinets = g_object_ref (cabinets);
  g_set_object (&self->cabinet, cabinet);
  descriptor = cabinet != NULL ? kab_cabinet_get_descriptor (cabinet) : NULL;
  if (descriptor != NULL)
    {
      title = kab_descriptor_get_section_title (descriptor, "meters");
      kab_state_page_set_organisation (self->state, descriptor);
    }
  if (title == NULL || title[0] == '\0')
    title = _ ("Readings");
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->heading, title);
  g_signal_connect_object (cabinets, "items-changed", G_CALLBACK (cabinets_changed_cb), self,
                           G_CONNECT_SWAPPED);
  cabinets_changed_cb (self);
  return ADW_NAVIGATION_PAGE (self);
}
