/* kab-summary-load.c: brings a summary up to date. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error-text.h"
#include "kab-fetch.h"
#include "kab-records.h"
#include "kab-settle.h"
#include "kab-summary-private.h"

#define NEWEST "10"
#define SOONEST "10"

/* What several accounts come to; nothing if they are in several currencies, which are never added. */
static KabMoney *
add_up (GListModel *accounts)
{
  g_autoptr (KabMoney) sum = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (KabAccount) account = g_list_model_get_item (accounts, i);
      const KabMoney *to_pay = kab_account_get_to_pay (account);
      KabMoney *both;

      if (to_pay == NULL)
        continue;
      both = sum == NULL ? kab_money_copy (to_pay) : kab_money_add (sum, to_pay, NULL);
      if (both == NULL)
        return NULL;
      g_clear_pointer (&sum, kab_money_free);
      sum = both;
    }
  return g_steal_pointer (&sum);
}

static void
set_account (KabSummary *self, KabAccount *account)
{
  if (g_set_object (&self->account, account))
    {
      g_object_notify (G_OBJECT (self), "account");
      g_object_notify (G_OBJECT (self), "subtitle");
    }
}

static void
touch (KabSummary *self)
{
  g_clear_pointer (&self->fetched_at, g_date_time_unref);
  self->fetched_at = g_date_time_new_now_local ();
}

/* What is shown is the offline copy: it has an age, and the server is being asked. */
static void
mark_old (KabSummary *self, KabLoad *load, GDateTime *as_of)
{
  g_clear_pointer (&self->fetched_at, g_date_time_unref);
  self->fetched_at = g_date_time_ref (as_of);
  kab_load_begin (load);
}

static gboolean
shows_nothing (KabLoad *load)
{
  KabLoadState state = kab_load_get_state (load);

  return state != KAB_LOAD_READY && state != KAB_LOAD_EMPTY;
}

static void
fail (KabLoad *load, const GError *error)
{
  g_autofree char *text = kab_error_describe (error);

  kab_load_fail (load, error, text);
}

/* Without the descriptor it is not known what the cabinet has, so everything has failed. */
static void
descriptor_fetched (gpointer object, const GValue *value, const GError *error)
{
  KabSummary *self = object;

  if (error == NULL)
    return;
  fail (self->accounts_load, error);
  fail (self->documents_load, error);
}

static void
accounts_fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabSummary *self = object;

  kab_summary_take_accounts (self, record, error);
  if (as_of != NULL)
    mark_old (self, self->accounts_load, as_of);
}

static void
documents_fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabSummary *self = object;

  kab_summary_take_documents (self, record, error);
  if (as_of != NULL)
    mark_old (self, self->documents_load, as_of);
}

static void
waiting_fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  kab_summary_take_waiting (object, record, error);
}

static void
planned_fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  kab_summary_take_planned (object, record, error);
}

static DexFuture *
fetch_documents (KabSummary *self, gboolean waiting, gboolean peek, KabFetchedFunc fetched)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/documents");

  kab_request_set_query (request, "limit", NEWEST);
  kab_request_set_query (request, "sort", "-date");
  if (waiting)
    kab_request_set_query (request, "waits", "true");
  return kab_fetch (kab_cabinet_get_client (self->cabinet), request, KAB_TYPE_DOCUMENT_WINDOW, peek, self,
                    fetched);
}

/* Returns: (transfer full): the types of what is agreed for a day, as the server takes them; empty: none. */
static char *
list_planned_types (KabDescriptor *descriptor)
{
  GListModel *types = kab_descriptor_get_document_types (descriptor);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (KabDocumentType) type = g_list_model_get_item (types, i);

      if (kab_document_type_get_planned (type))
        g_string_append_printf (list, "%s%s", list->len > 0 ? "," : "", kab_document_type_get_id (type));
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* E-39: the soonest first; what is over has no day any more and comes last. */
static void
reload_planned (KabSummary *self, gboolean peek)
{
  g_autofree char *types = list_planned_types (kab_summary_get_descriptor (self));
  g_autoptr (KabRequest) request = NULL;

  dex_clear (&self->planned_pending);
  if (*types == '\0')
    {
      g_list_store_remove_all (self->planned);
      return;
    }
  request = kab_request_new ("GET", "/documents");
  kab_request_set_query (request, "limit", SOONEST);
  kab_request_set_query (request, "sort", "due");
  kab_request_set_query (request, "type", types);
  self->planned_pending = kab_fetch (kab_cabinet_get_client (self->cabinet), request,
                                     KAB_TYPE_DOCUMENT_WINDOW, peek, self, planned_fetched);
}

/* An answer is on its way: asking once more would only throw it away. */
static gboolean
is_on_its_way (KabLoad *load, DexFuture *pending)
{
  return kab_load_get_busy (load) && pending != NULL && dex_future_is_pending (pending);
}

/**
 * kab_summary_reload:
 * @self: a summary
 *
 * Asks the server for everything that this organisation has.
 */
void
kab_summary_reload (KabSummary *self)
{
  g_return_if_fail (KAB_IS_SUMMARY (self));

  self->wished = TRUE;
  if (kab_cabinet_get_state (self->cabinet) != KAB_CABINET_SIGNED_IN)
    return;
  if (kab_summary_get_descriptor (self) == NULL)
    {
      if (is_on_its_way (self->accounts_load, self->descriptor_pending))
        return;
      kab_load_begin (self->accounts_load);
      kab_load_begin (self->documents_load);
      dex_clear (&self->descriptor_pending);
      self->descriptor_pending
          = kab_settle (kab_cabinet_load_descriptor (self->cabinet), self, descriptor_fetched);
      return;
    }
  if (kab_summary_has_accounts (self) && !is_on_its_way (self->accounts_load, self->accounts_pending))
    {
      g_autoptr (KabRequest) request = kab_request_new ("GET", "/accounts");
      gboolean peek = shows_nothing (self->accounts_load);

      kab_load_begin (self->accounts_load);
      dex_clear (&self->accounts_pending);
      self->accounts_pending = kab_fetch (kab_cabinet_get_client (self->cabinet), request,
                                          KAB_TYPE_ACCOUNT_LIST, peek, self, accounts_fetched);
    }
  if (kab_summary_has_documents (self) && !is_on_its_way (self->documents_load, self->documents_pending))
    {
      gboolean peek = shows_nothing (self->documents_load);

      kab_load_begin (self->documents_load);
      dex_clear (&self->documents_pending);
      dex_clear (&self->waiting_pending);
      self->documents_pending = fetch_documents (self, FALSE, peek, documents_fetched);
      self->waiting_pending = fetch_documents (self, TRUE, peek, waiting_fetched);
      reload_planned (self, peek);
    }
}

/**
 * kab_summary_wish:
 * @self: a summary
 *
 * Loads it if nobody has asked for it before.
 */
void
kab_summary_wish (KabSummary *self)
{
  g_return_if_fail (KAB_IS_SUMMARY (self));

  if (!self->wished)
    kab_summary_reload (self);
}

/**
 * kab_summary_choose_account:
 * @self: a summary
 * @id: identifier of an account
 */
void
kab_summary_choose_account (KabSummary *self, const char *id)
{
  g_return_if_fail (KAB_IS_SUMMARY (self) && id != NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (KabAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (g_strcmp0 (kab_account_get_id (account), id) == 0)
        set_account (self, account);
    }
}

/**
 * kab_summary_take_accounts:
 * @self: a summary
 * @accounts: (nullable): the answer
 * @error: (nullable): why there is none
 */
void
kab_summary_take_accounts (KabSummary *self, KabAccountList *accounts, const GError *error)
{
  g_autofree char *chosen = NULL;
  g_autoptr (KabAccount) first = NULL;
  GListModel *items;

  g_return_if_fail (KAB_IS_SUMMARY (self));

  if (accounts == NULL)
    {
      fail (self->accounts_load, error);
      return;
    }
  touch (self);
  chosen = self->account != NULL ? g_strdup (kab_account_get_id (self->account)) : NULL;
  items = kab_account_list_get_items (accounts);
  kab_records_take (self->accounts, items);
  /* What has not changed is still the same object there, so that nobody takes it for another account. */
  first = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);
  set_account (self, first);
  if (chosen != NULL)
    kab_summary_choose_account (self, chosen);

  g_clear_pointer (&self->to_pay, kab_money_free);
  self->to_pay = add_up (items);
  /* S-15: nothing to pay before any account is linked, and it is said in figures. */
  if (first == NULL && kab_summary_get_descriptor (self) != NULL)
    self->to_pay = kab_money_new (0, kab_descriptor_get_currency (kab_summary_get_descriptor (self)));
  kab_load_finish (self->accounts_load, first == NULL);
  g_object_notify (G_OBJECT (self), "to-pay");
  g_object_notify (G_OBJECT (self), "subtitle");
  g_object_notify (G_OBJECT (self), "linked");
}

/**
 * kab_summary_take_documents:
 * @self: a summary
 * @documents: (nullable): the answer
 * @error: (nullable): why there is none
 */
void
kab_summary_take_documents (KabSummary *self, KabDocumentWindow *documents, const GError *error)
{
  guint waits;

  g_return_if_fail (KAB_IS_SUMMARY (self));

  if (documents == NULL)
    {
      fail (self->documents_load, error);
      return;
    }
  touch (self);
  kab_records_take (self->documents, kab_document_window_get_items (documents));
  kab_load_finish (self->documents_load, g_list_model_get_n_items (G_LIST_MODEL (self->documents)) == 0);
  waits = (guint) CLAMP (kab_document_window_get_count (documents, "waits"), 0, G_MAXINT);
  if (waits != self->waits)
    {
      self->waits = waits;
      g_object_notify (G_OBJECT (self), "waits");
    }
}

/**
 * kab_summary_take_waiting:
 * @self: a summary
 * @documents: (nullable): the answer
 * @error: (nullable): why there is none; the list of all documents says it already
 */
void
kab_summary_take_waiting (KabSummary *self, KabDocumentWindow *documents, const GError *error)
{
  g_return_if_fail (KAB_IS_SUMMARY (self));

  if (documents != NULL)
    kab_records_take (self->waiting, kab_document_window_get_items (documents));
}

/**
 * kab_summary_take_planned:
 * @self: a summary
 * @documents: (nullable): the answer
 * @error: (nullable): why there is none; the list of all documents says it already
 */
void
kab_summary_take_planned (KabSummary *self, KabDocumentWindow *documents, const GError *error)
{
  g_autoptr (GListStore) agreed = NULL;

  g_return_if_fail (KAB_IS_SUMMARY (self));

  if (documents == NULL)
    return;
  agreed = g_list_store_new (KAB_TYPE_DOCUMENT);
  for (guint i = 0; i < g_list_model_get_n_items (kab_document_window_get_items (documents)); i++)
    {
      g_autoptr (KabDocument) document = g_list_model_get_item (kab_document_window_get_items (documents), i);

      if (kab_document_get_due_at (document) != NULL)
        g_list_store_append (agreed, document);
    }
  kab_records_take (self->planned, G_LIST_MODEL (agreed));
}
