/* kab-meter-group.c: the meters of one account under their address. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-meter-group.h"
#include "kab-plain-row.h"
#include "kab-reading-row.h"
#include "kab-reading-words.h"
#include "kab-status-pill.h"

#define URGENT_DAYS 3

struct _KabMeterGroup
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  KabStatusPill *pill;
  GtkWidget *note; /* why there are no rows, or NULL */

  KabMeterAccount *account;
  GPtrArray *rows; /* of KabReadingRow */
};

enum
{
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KabMeterGroup, kab_meter_group, ADW_TYPE_BIN)

static void
set_title (KabMeterGroup *self)
{
  KabDescriptor *descriptor = kab_cabinet_get_descriptor (kab_meter_account_get_cabinet (self->account));
  KabAccount *account = kab_meter_account_get_account (self->account);
  const char *address = kab_account_get_address (account);
  const char *place = address != NULL && address[0] != '\0' ? address : kab_account_get_number (account);
  g_autofree char *title
      = g_strdup_printf ("%s, %s", descriptor != NULL ? kab_descriptor_get_name (descriptor) : "", place);
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (self->group, escaped);
}

static void
show_window (KabMeterGroup *self, KabReadingWindow *window)
{
  gint64 days = kab_reading_window_get_days_left (window);
  g_autofree char *description = kab_reading_describe_window (window);
  g_autofree char *left
      = g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) days), (int) CLAMP (days, 0, 400));

  adw_preferences_group_set_description (self->group, description);
  kab_status_pill_set_label (self->pill, !kab_reading_window_get_open (window) ? ""
                                         : days == 1                           ? _ ("Last day")
                                                                               : left);
  kab_status_pill_set_tone (self->pill, days <= URGENT_DAYS ? "waits" : "neutral");
}

static gboolean
has_same_rows (KabMeterGroup *self, GListModel *entries)
{
  if (self->rows->len != g_list_model_get_n_items (entries))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (KabReadingEntry) entry = g_list_model_get_item (entries, i);

      if (kab_reading_row_get_entry (g_ptr_array_index (self->rows, i)) != entry)
        return FALSE;
    }
  return TRUE;
}

static void
fill (KabMeterGroup *self)
{
  GListModel *entries = kab_meter_account_get_entries (self->account);

  if (has_same_rows (self, entries))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (KabReadingEntry) entry = g_list_model_get_item (entries, i);
      GtkWidget *row = kab_reading_row_new (entry);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
retry_cb (KabMeterGroup *self)
{
  kab_meter_account_reload (self->account);
}

static GtkWidget *
failure_new (KabMeterGroup *self, const char *message)
{
  GtkWidget *row = kab_plain_row_new (_ ("The meters could not be loaded"), message);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try Again"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
set_note (KabMeterGroup *self, GtkWidget *note)
{
  if (self->note != NULL)
    adw_preferences_group_remove (self->group, self->note);
  self->note = note;
  if (note != NULL)
    adw_preferences_group_add (self->group, note);
}

static void
loaded_cb (KabMeterGroup *self)
{
  KabLoad *load = kab_meter_account_get_load (self->account);
  KabMeterList *list = kab_meter_account_get_list (self->account);
  const char *empty = list != NULL ? kab_meter_list_get_empty (list) : NULL;

  set_title (self);
  fill (self);
  if (list != NULL)
    show_window (self, kab_meter_list_get_window (list));
  if (kab_load_get_state (load) == KAB_LOAD_FAILED)
    set_note (self, failure_new (self, kab_load_get_message (load)));
  else if (self->rows->len == 0)
    set_note (self, kab_plain_row_new (_ ("No Meters"), empty));
  else
    set_note (self, NULL);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
kab_meter_group_dispose (GObject *object)
{
  KabMeterGroup *self = KAB_METER_GROUP (object);

  g_clear_object (&self->account);
  G_OBJECT_CLASS (kab_meter_group_parent_class)->dispose (object);
}

static void
kab_meter_group_finalize (GObject *object)
{
  g_ptr_array_unref (KAB_METER_GROUP (object)->rows);
  G_OBJECT_CLASS (kab_meter_group_parent_class)->finalize (object);
}

static void
kab_meter_group_class_init (KabMeterGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_meter_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_meter_group_finalize;
  signals[LOADED]
      = g_signal_new ("loaded", KAB_TYPE_METER_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kab_meter_group_init (KabMeterGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->pill = KAB_STATUS_PILL (kab_status_pill_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->pill), GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (self->group, GTK_WIDGET (self->pill));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

/**
 * kab_meter_group_new:
 * @account: the meters of an account
 *
 * Returns: (transfer floating): a group that shows them
 */
GtkWidget *
kab_meter_group_new (KabMeterAccount *account)
{
  KabMeterGroup *self;

  g_return_val_if_fail (KAB_IS_METER_ACCOUNT (account), NULL);

  self = g_object_new (KAB_TYPE_METER_GROUP, NULL);
  self->account = g_object_ref (account);
  g_signal_connect_object (account, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  set_title (self);
  return GTK_WIDGET (self);
}

/**
 * kab_meter_group_get_account:
 * @self: a group
 *
 * Returns: (transfer none): what it shows
 */
KabMeterAccount *
kab_meter_group_get_account (KabMeterGroup *self)
{
  g_return_val_if_fail (KAB_IS_METER_GROUP (self), NULL);

  return self->account;
}

/**
 * kab_meter_group_get_rows:
 * @self: a group
 *
 * Returns: (transfer none) (element-type KabReadingRow): its rows
 */
GPtrArray *
kab_meter_group_get_rows (KabMeterGroup *self)
{
  g_return_val_if_fail (KAB_IS_METER_GROUP (self), NULL);

  return self->rows;
}

/**
 * kab_meter_group_set_compact:
 * @self: a group
 * @compact: whether its rows are narrow
 */
void
kab_meter_group_set_compact (KabMeterGroup *self, gboolean compact)
{
  g_return_if_fail (KAB_IS_METER_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    kab_reading_row_set_compact (g_ptr_array_index (self->rows, i), compact);
}
