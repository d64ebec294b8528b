/* kab-meter-account.c: the meters of one account in the round of readings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error-text.h"
#include "kab-fetch.h"
#include "kab-field.h"
#include "kab-meter-account.h"
#include "kab-reading-words.h"

/* Entries live as long as their counters are in the list, with what is typed; that is kept as a draft too. */
struct _KabMeterAccount
{
  GObject parent_instance;

  KabCabinet *cabinet;
  KabAccount *account;
  KabLoad *load;
  KabMeterList *list;
  GListStore *entries;
  GDateTime *as_of;
  DexFuture *pending;
  gboolean restored;
  gboolean quiet; /* what changes is not typed by the person */
};

enum
{
  LOADED,
  CHANGED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KabMeterAccount, kab_meter_account, G_TYPE_OBJECT)

static KabReadingEntry *
find_entry (KabMeterAccount *self, const char *meter, const char *zone)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (KabReadingEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      if (kab_reading_entry_is_for (entry, meter, zone))
        return entry;
    }
  return NULL;
}

/* --- The draft --- */

static char *
draft_key (KabMeterAccount *self)
{
  const GDate *month = kab_reading_window_get_month (kab_meter_list_get_window (self->list));

  return g_strdup_printf ("%s/readings/%s/%04d-%02d", kab_cabinet_get_organisation (self->cabinet),
                          kab_account_get_id (self->account), g_date_get_year (month),
                          g_date_get_month (month));
}

static char *
field_name (KabReadingEntry *entry)
{
  return g_strdup_printf ("%s/%s", kab_meter_get_id (kab_reading_entry_get_meter (entry)),
                          kab_meter_zone_get_id (kab_reading_entry_get_zone (entry)));
}

static void
save_draft (KabMeterAccount *self)
{
  g_autofree char *key = draft_key (self);
  g_autoptr (GListStore) fields = g_list_store_new (KAB_TYPE_FIELD);
  g_autoptr (JsonObject) values = json_object_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (KabReadingEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
      g_autofree char *name = field_name (entry);
      g_autoptr (KabField) field = g_object_new (KAB_TYPE_FIELD, "name", name, "kind", "number", NULL);

      if (!kab_reading_entry_is_filled (entry))
        continue;
      g_list_store_append (fields, field);
      json_object_set_string_member (values, name, kab_reading_entry_get_text (entry));
    }
  kab_drafts_save (kab_cabinet_get_drafts (self->cabinet), key, G_LIST_MODEL (fields), values);
}

static void
restore_draft (KabMeterAccount *self)
{
  g_autofree char *key = draft_key (self);
  g_autoptr (JsonObject) values = kab_drafts_load (kab_cabinet_get_drafts (self->cabinet), key);

  for (guint i = 0; values != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (KabReadingEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
      g_autofree char *name = field_name (entry);
      JsonNode *value = json_object_get_member (values, name);

      if (value != NULL && json_node_get_value_type (value) == G_TYPE_STRING
          && kab_reading_entry_takes_text (entry))
        kab_reading_entry_set_text (entry, json_node_get_string (value));
    }
}

/* --- What waits to be sent --- */

typedef void (*ItemFunc) (KabMeterAccount *self, KabReadingEntry *entry, JsonObject *item, gpointer data);

static void
for_each_item (KabMeterAccount *self, KabQueued *queued, ItemFunc func)
{
  JsonNode *body = kab_queued_get_body (queued);
  JsonNode *items
      = JSON_NODE_HOLDS_OBJECT (body) ? json_object_get_member (json_node_get_object (body), "items") : NULL;
  JsonArray *array = items != NULL && JSON_NODE_HOLDS_ARRAY (items) ? json_node_get_array (items) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      KabReadingEntry *entry
          = item != NULL ? find_entry (self, json_object_get_string_member_with_default (item, "meter", NULL),
                                       json_object_get_string_member_with_default (item, "zone", NULL))
                         : NULL;

      if (entry != NULL)
        func (self, entry, item, queued);
    }
}

static void
mark_queued (KabMeterAccount *self, KabReadingEntry *entry, JsonObject *item, gpointer data)
{
  if (kab_reading_entry_get_queued (entry) == data)
    return;
  if (kab_reading_entry_get_text (entry)[0] == '\0')
    kab_reading_entry_set_text (entry, json_object_get_string_member_with_default (item, "value", ""));
  kab_reading_entry_set_queued (entry, data);
}

/**
 * kab_meter_account_take_queued:
 * @self: the meters of an account
 * @queued: readings that wait to be sent
 *
 * Shows which of the entries they are of.
 */
void
kab_meter_account_take_queued (KabMeterAccount *self, KabQueued *queued)
{
  g_return_if_fail (KAB_IS_METER_ACCOUNT (self) && KAB_IS_QUEUED (queued));

  if (g_str_equal (kab_queued_get_kind (queued), "readings"))
    for_each_item (self, queued, mark_queued);
}

static void
take_waiting (KabMeterAccount *self)
{
  GListModel *queue = G_LIST_MODEL (kab_cabinet_get_queue (self->cabinet));

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (KabQueued) queued = g_list_model_get_item (queue, i);

      kab_meter_account_take_queued (self, queued);
    }
}

static void
waiting_cb (KabMeterAccount *self, KabQueued *queued)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (KabReadingEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      if (kab_reading_entry_get_queued (entry) == queued)
        g_signal_emit_by_name (entry, "changed");
    }
}

static gboolean
take_result (KabMeterAccount *self, KabReadingResult *result)
{
  KabReadingEntry *entry
      = find_entry (self, kab_reading_result_get_meter (result), kab_reading_result_get_zone (result));
  KabFieldError *error = kab_reading_result_get_error (result);
  g_autofree char *text = NULL;

  if (entry == NULL || error == NULL)
    return FALSE;
  text = kab_reading_describe_error (error, kab_meter_get_counter (kab_reading_entry_get_meter (entry)));
  kab_reading_entry_refuse (entry, text);
  return TRUE;
}

static void
answered_cb (KabMeterAccount *self, KabQueued *queued, GObject *record, const GError *error)
{
  GListModel *results = KAB_IS_READING_RESULT_LIST (record)
                            ? kab_reading_result_list_get_items (KAB_READING_RESULT_LIST (record))
                            : NULL;
  g_autofree char *text = error != NULL ? kab_error_describe (error) : NULL;
  guint taken = 0, refused = 0;

  for (guint i = 0; results != NULL && i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (KabReadingResult) result = g_list_model_get_item (results, i);

      refused += take_result (self, result);
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (KabReadingEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      if (kab_reading_entry_get_queued (entry) != queued)
        continue;
      if (text != NULL)
        kab_reading_entry_refuse (entry, text);
      else
        kab_reading_entry_set_queued (entry, NULL);
      refused += text != NULL;
      taken += text == NULL;
    }
  if (taken + refused == 0)
    return;
  g_signal_emit (self, signals[SETTLED], 0, taken, refused);
  kab_meter_account_reload (self);
}

/* --- The list --- */

static void
entry_changed_cb (KabMeterAccount *self)
{
  if (self->quiet)
    return;
  save_draft (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static KabReadingEntry *
dup_entry (KabMeterAccount *self, KabMeter *meter, KabMeterZone *zone, gboolean open)
{
  KabReadingEntry *known = find_entry (self, kab_meter_get_id (meter), kab_meter_zone_get_id (zone));

  if (known != NULL)
    {
      kab_reading_entry_update (known, meter, zone, open);
      return g_object_ref (known);
    }
  known = kab_reading_entry_new (meter, zone, open);
  g_signal_connect_object (known, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  return known;
}

static void
update_entries (KabMeterAccount *self)
{
  GListModel *meters = kab_meter_list_get_items (self->list);
  gboolean open = kab_reading_window_get_open (kab_meter_list_get_window (self->list));
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (meters); i++)
    {
      g_autoptr (KabMeter) meter = g_list_model_get_item (meters, i);
      GListModel *zones = kab_meter_get_zones (meter);

      for (guint z = 0; z < g_list_model_get_n_items (zones); z++)
        {
          g_autoptr (KabMeterZone) zone = g_list_model_get_item (zones, z);

          g_ptr_array_add (entries, dup_entry (self, meter, zone, open));
        }
    }
  g_list_store_splice (self->entries, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entries)),
                       entries->pdata, entries->len);
}

static void
fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabMeterAccount *self = object;

  if (error != NULL)
    {
      g_autofree char *text = kab_error_describe (error);

      kab_load_fail (self->load, error, text);
      g_signal_emit (self, signals[LOADED], 0);
      return;
    }
  self->quiet = TRUE;
  g_set_object (&self->list, record);
  g_clear_pointer (&self->as_of, g_date_time_unref);
  self->as_of = as_of != NULL ? g_date_time_ref (as_of) : g_date_time_new_now_local ();
  update_entries (self);
  take_waiting (self);
  if (!self->restored)
    restore_draft (self);
  self->restored = TRUE;
  self->quiet = FALSE;
  kab_load_finish (self->load, g_list_model_get_n_items (G_LIST_MODEL (self->entries)) == 0);
  if (as_of != NULL)
    kab_load_begin (self->load);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
kab_meter_account_dispose (GObject *object)
{
  dex_clear (&KAB_METER_ACCOUNT (object)->pending);
  G_OBJECT_CLASS (kab_meter_account_parent_class)->dispose (object);
}

static void
kab_meter_account_finalize (GObject *object)
{
  KabMeterAccount *self = KAB_METER_ACCOUNT (object);

  g_clear_object (&self->cabinet);
  g_clear_object (&self->account);
  g_clear_object (&self->load);
  g_clear_object (&self->list);
  g_clear_object (&self->entries);
  g_clear_pointer (&self->as_of, g_date_time_unref);
  G_OBJECT_CLASS (kab_meter_account_parent_class)->finalize (object);
}

static void
kab_meter_account_class_init (KabMeterAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_meter_account_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_meter_account_finalize;
  signals[LOADED] = g_signal_new ("loaded", KAB_TYPE_METER_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", KAB_TYPE_METER_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", KAB_TYPE_METER_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
kab_meter_account_init (KabMeterAccount *self)
{
  self->load = kab_load_new ();
  self->entries = g_list_store_new (KAB_TYPE_READING_ENTRY);
}

/**
 * kab_meter_account_new:
 * @cabinet: a cabinet
 * @account: one of its accounts
 *
 * Returns: (transfer full): its meters, which are being loaded
 */
KabMeterAccount *
kab_meter_account_new (KabCabinet *cabinet, KabAccount *account)
{
  KabMeterAccount *self;
  KabQueue *queue;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet) && KAB_IS_ACCOUNT (account), NULL);

  self = g_object_new (KAB_TYPE_METER_ACCOUNT, NULL);
  self->cabinet = g_object_ref (cabinet);
  self->account = g_object_ref (account);
  queue = kab_cabinet_get_queue (cabinet);
  g_signal_connect_object (queue, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "waiting", G_CALLBACK (waiting_cb), self, G_CONNECT_SWAPPED);
  kab_meter_account_reload (self);
  return self;
}

/**
 * kab_meter_account_get_cabinet:
 * @self: the meters of an account
 *
 * Returns: (transfer none): whose they are
 */
KabCabinet *
kab_meter_account_get_cabinet (KabMeterAccount *self)
{
  g_return_val_if_fail (KAB_IS_METER_ACCOUNT (self), NULL);

  return self->cabinet;
}

/**
 * kab_meter_account_get_account:
 * @self: the meters of an account
 *
 * Returns: (transfer none): the account
 */
KabAccount *
kab_meter_account_get_account (KabMeterAccount *self)
{
  g_return_val_if_fail (KAB_IS_METER_ACCOUNT (self), NULL);

  return self->account;
}

/**
 * kab_meter_account_get_load:
 * @self: the meters of an account
 *
 * Returns: (transfer none): where its loading stands
 */
KabLoad *
kab_meter_account_get_load (KabMeterAccount *self)
{
  g_return_val_if_fail (KAB_IS_METER_ACCOUNT (self), NULL);

  return self->load;
}

/**
 * kab_meter_account_get_list:
 * @self: the meters of an account
 *
 * Returns: (transfer none) (nullable): what the server says of them, once it is known
 */
KabMeterList *
kab_meter_account_get_list (KabMeterAccount *self)
{
  g_return_val_if_fail (KAB_IS_METER_ACCOUNT (self), NULL);

  return self->list;
}

/**
 * kab_meter_account_get_as_of:
 * @self: the meters of an account
 *
 * Returns: (transfer none) (nullable): when the list was fetched
 */
GDateTime *
kab_meter_account_get_as_of (KabMeterAccount *self)
{
  g_return_val_if_fail (KAB_IS_METER_ACCOUNT (self), NULL);

  return self->as_of;
}

/**
 * kab_meter_account_get_entries:
 * @self: the meters of an account
 *
 * Returns: (transfer none): a list of #KabReadingEntry, one for each counter
 */
GListModel *
kab_meter_account_get_entries (KabMeterAccount *self)
{
  g_return_val_if_fail (KAB_IS_METER_ACCOUNT (self), NULL);

  return G_LIST_MODEL (self->entries);
}

/**
 * kab_meter_account_reload:
 * @self: the meters of an account
 *
 * Asks the server again; what is typed stays.
 */
void
kab_meter_account_reload (KabMeterAccount *self)
{
  g_autoptr (KabRequest) request = NULL;

  g_return_if_fail (KAB_IS_METER_ACCOUNT (self));

  request = kab_request_new_segments ("GET", "accounts", kab_account_get_id (self->account), "meters", NULL);
  kab_load_begin (self->load);
  dex_clear (&self->pending);
  self->pending = kab_fetch (kab_cabinet_get_client (self->cabinet), request, KAB_TYPE_METER_LIST,
                             self->list == NULL, self, fetched);
}

/**
 * kab_meter_account_add_ready:
 * @self: the meters of an account
 * @items: takes the readings that can be sent
 *
 * Returns: how many there are
 */
guint
kab_meter_account_add_ready (KabMeterAccount *self, JsonArray *items)
{
  guint count = 0;
  g_autofree char *month = NULL;
  const GDate *date;

  g_return_val_if_fail (KAB_IS_METER_ACCOUNT (self) && items != NULL, 0);

  if (self->list == NULL)
    return 0;
  date = kab_reading_window_get_month (kab_meter_list_get_window (self->list));
  month = g_strdup_printf ("%04d-%02d", g_date_get_year (date), g_date_get_month (date));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (KabReadingEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
      g_autofree char *value = NULL;
      JsonObject *item;

      if (!kab_reading_entry_is_ready (entry))
        continue;
      value = kab_reading_entry_dup_plain (entry);
      item = json_object_new ();
      json_object_set_string_member (item, "meter", kab_meter_get_id (kab_reading_entry_get_meter (entry)));
      json_object_set_string_member (item, "zone",
                                     kab_meter_zone_get_id (kab_reading_entry_get_zone (entry)));
      json_object_set_string_member (item, "month", month);
      json_object_set_string_member (item, "value", value);
      if (kab_reading_entry_get_answer (entry) != NULL)
        json_object_set_string_member (item, "answer", kab_reading_entry_get_answer (entry));
      json_array_add_object_element (items, item);
      count++;
    }
  return count;
}
