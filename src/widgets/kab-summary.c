/* kab-summary.c: what is known of a cabinet at a glance: accounts, what is to pay, newest documents. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-summary-private.h"

G_DEFINE_FINAL_TYPE (KabSummary, kab_summary, G_TYPE_OBJECT)

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_TO_PAY,
  PROP_SUBTITLE,
  PROP_LINKED,
  PROP_WAITS,
} Property;

static GParamSpec *properties[PROP_WAITS + 1];

static void
notify (KabSummary *self, Property property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
kab_summary_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabSummary *self = KAB_SUMMARY (object);

  switch ((Property) id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_TO_PAY:
      g_value_set_boxed (value, self->to_pay);
      break;
    case PROP_SUBTITLE:
      g_value_take_string (value, kab_summary_dup_subtitle (self));
      break;
    case PROP_LINKED:
      g_value_set_boolean (value, kab_summary_get_linked (self));
      break;
    case PROP_WAITS:
      g_value_set_uint (value, self->waits);
      break;
    }
}

static void
kab_summary_finalize (GObject *object)
{
  KabSummary *self = KAB_SUMMARY (object);

  dex_clear (&self->descriptor_pending);
  dex_clear (&self->accounts_pending);
  dex_clear (&self->documents_pending);
  dex_clear (&self->waiting_pending);
  dex_clear (&self->planned_pending);
  g_clear_object (&self->accounts_load);
  g_clear_object (&self->documents_load);
  g_clear_object (&self->accounts);
  g_clear_object (&self->documents);
  g_clear_object (&self->waiting);
  g_clear_object (&self->planned);
  g_clear_object (&self->account);
  g_clear_pointer (&self->to_pay, kab_money_free);
  g_clear_pointer (&self->fetched_at, g_date_time_unref);
  G_OBJECT_CLASS (kab_summary_parent_class)->finalize (object);
}

static void
kab_summary_class_init (KabSummaryClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_summary_get_property;
  object_class->finalize = kab_summary_finalize;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, KAB_TYPE_ACCOUNT, flags);
  properties[PROP_TO_PAY] = g_param_spec_boxed ("to-pay", NULL, NULL, KAB_TYPE_MONEY, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_LINKED] = g_param_spec_boolean ("linked", NULL, NULL, FALSE, flags);
  properties[PROP_WAITS] = g_param_spec_uint ("waits", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
kab_summary_init (KabSummary *self)
{
  self->accounts_load = kab_load_new ();
  self->documents_load = kab_load_new ();
  self->accounts = g_list_store_new (KAB_TYPE_ACCOUNT);
  self->documents = g_list_store_new (KAB_TYPE_DOCUMENT);
  self->waiting = g_list_store_new (KAB_TYPE_DOCUMENT);
  self->planned = g_list_store_new (KAB_TYPE_DOCUMENT);
}

static void
descriptor_changed_cb (KabSummary *self)
{
  notify (self, PROP_SUBTITLE);
  notify (self, PROP_LINKED);
  if (self->wished)
    kab_summary_reload (self);
}

/* What the desk does is seen on the first page while it is done (3.16). */
static void
changed_cb (KabEvents *events, const char *type, const char *id, gint64 version, KabSummary *self)
{
  static const char *const shown[] = { "document", "account", "receipt", "payment", "reading" };

  for (gsize i = 0; self->wished && i < G_N_ELEMENTS (shown); i++)
    if (kab_events_concern (type, shown[i]))
      {
        kab_summary_reload (self);
        return;
      }
}

/**
 * kab_summary_get:
 * @cabinet: a cabinet
 *
 * Returns: (transfer none): the one summary of @cabinet
 */
KabSummary *
kab_summary_get (KabCabinet *cabinet)
{
  KabSummary *self;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  self = g_object_get_data (G_OBJECT (cabinet), "kab-summary");
  if (self == NULL)
    {
      self = g_object_new (KAB_TYPE_SUMMARY, NULL);
      self->cabinet = cabinet;
      g_signal_connect_object (cabinet, "notify::descriptor", G_CALLBACK (descriptor_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (kab_cabinet_get_events (cabinet), "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_DEFAULT);
      g_object_set_data_full (G_OBJECT (cabinet), "kab-summary", self, g_object_unref);
    }
  return self;
}

/**
 * kab_summary_get_cabinet:
 * @self: a summary
 *
 * Returns: (transfer none): whose summary it is
 */
KabCabinet *
kab_summary_get_cabinet (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), NULL);

  return self->cabinet;
}

/**
 * kab_summary_get_descriptor:
 * @self: a summary
 *
 * Returns: (transfer none) (nullable): the organisation, once it is known
 */
KabDescriptor *
kab_summary_get_descriptor (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), NULL);

  return kab_cabinet_get_descriptor (self->cabinet);
}

static gboolean
has_section (KabSummary *self, const char *section)
{
  KabDescriptor *descriptor = kab_summary_get_descriptor (self);

  return descriptor != NULL && kab_descriptor_has_section (descriptor, section);
}

/**
 * kab_summary_has_accounts:
 * @self: a summary
 *
 * Returns: whether this organisation keeps personal accounts, and this person is a customer of it
 */
gboolean
kab_summary_has_accounts (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), FALSE);

  return has_section (self, "accounts") && g_strcmp0 (kab_cabinet_get_role (self->cabinet), "staff") != 0;
}

/**
 * kab_summary_has_documents:
 * @self: a summary
 *
 * Returns: whether this organisation has documents
 */
gboolean
kab_summary_has_documents (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), FALSE);

  return has_section (self, "documents");
}

/**
 * kab_summary_get_accounts_load:
 * @self: a summary
 *
 * Returns: (transfer none): how the loading of the accounts stands
 */
KabLoad *
kab_summary_get_accounts_load (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), NULL);

  return self->accounts_load;
}

/**
 * kab_summary_get_documents_load:
 * @self: a summary
 *
 * Returns: (transfer none): how the loading of the documents stands
 */
KabLoad *
kab_summary_get_documents_load (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), NULL);

  return self->documents_load;
}

/**
 * kab_summary_get_accounts:
 * @self: a summary
 *
 * Returns: (transfer none): a list of #KabAccount
 */
GListModel *
kab_summary_get_accounts (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), NULL);

  return G_LIST_MODEL (self->accounts);
}

/**
 * kab_summary_get_documents:
 * @self: a summary
 *
 * Returns: (transfer none): a list of #KabDocument, the newest on top (E-51)
 */
GListModel *
kab_summary_get_documents (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), NULL);

  return G_LIST_MODEL (self->documents);
}

/**
 * kab_summary_get_waiting:
 * @self: a summary
 *
 * Returns: (transfer none): a list of those #KabDocument that wait for the person
 */
GListModel *
kab_summary_get_waiting (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), NULL);

  return G_LIST_MODEL (self->waiting);
}

/**
 * kab_summary_get_planned:
 * @self: a summary
 *
 * Returns: (transfer none): a list of those #KabDocument that are agreed for a day, the soonest first (E-39)
 */
GListModel *
kab_summary_get_planned (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), NULL);

  return G_LIST_MODEL (self->planned);
}

/**
 * kab_summary_get_account:
 * @self: a summary
 *
 * Returns: (transfer none) (nullable): the account that the person looks at
 */
KabAccount *
kab_summary_get_account (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), NULL);

  return self->account;
}

/**
 * kab_summary_get_to_pay:
 * @self: a summary
 *
 * Returns: (transfer none) (nullable): what is to pay on all accounts together
 */
const KabMoney *
kab_summary_get_to_pay (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), NULL);

  return self->to_pay;
}

/**
 * kab_summary_dup_subtitle:
 * @self: a summary
 *
 * Returns: (transfer full): the account, that none is linked, or the login
 */
char *
kab_summary_dup_subtitle (KabSummary *self)
{
  KabLoadState state;

  g_return_val_if_fail (KAB_IS_SUMMARY (self), NULL);

  state = kab_load_get_state (self->accounts_load);
  if (self->account != NULL)
    /* Translators: the number of a personal account. */
    return g_strdup_printf (_ ("No. %s"), kab_account_get_number (self->account));
  if (kab_summary_has_accounts (self) && state == KAB_LOAD_EMPTY)
    return g_strdup (_ ("Account not linked"));
  return g_strdup (kab_cabinet_get_login (self->cabinet));
}

/**
 * kab_summary_get_linked:
 * @self: a summary
 *
 * Returns: whether there is anything to see: %FALSE if accounts are kept and none is linked (S-17)
 */
gboolean
kab_summary_get_linked (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), FALSE);

  return !kab_summary_has_accounts (self) || kab_load_get_state (self->accounts_load) != KAB_LOAD_EMPTY;
}

/**
 * kab_summary_get_waits:
 * @self: a summary
 *
 * Returns: how many documents wait for the person
 */
guint
kab_summary_get_waits (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), 0);

  return self->waits;
}

/**
 * kab_summary_get_fetched_at:
 * @self: a summary
 *
 * Returns: (transfer none) (nullable): when the service last answered
 */
GDateTime *
kab_summary_get_fetched_at (KabSummary *self)
{
  g_return_val_if_fail (KAB_IS_SUMMARY (self), NULL);

  return self->fetched_at;
}
