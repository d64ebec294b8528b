/* kab-account-follow.c: a page that shows the account which is chosen in the header. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-account-follow.h"

typedef struct
{
  KabSummary *summary;
  KabLoad *load;
  KabAccountFollowFunc changed;
  char *account_id;
} Follow;

static void
follow_free (gpointer data)
{
  Follow *follow = data;

  g_clear_object (&follow->summary);
  g_clear_object (&follow->load);
  g_free (follow->account_id);
  g_free (follow);
}

/* Without an account the page is in the state in which the list of accounts is. */
static void
mirror (Follow *follow)
{
  KabLoad *accounts = kab_summary_get_accounts_load (follow->summary);

  switch (kab_load_get_state (accounts))
    {
    case KAB_LOAD_EMPTY:
      kab_load_finish (follow->load, TRUE);
      break;
    case KAB_LOAD_FAILED:
      kab_load_fail (follow->load, kab_load_get_error (accounts), kab_load_get_message (accounts));
      break;
    case KAB_LOAD_IDLE:
    case KAB_LOAD_LOADING:
    case KAB_LOAD_READY:
    default:
      kab_load_begin (follow->load);
      break;
    }
}

static void
account_changed_cb (gpointer page)
{
  Follow *follow = g_object_get_data (page, "kab-account-follow");
  KabAccount *account = kab_summary_get_account (follow->summary);
  gboolean other = g_set_str (&follow->account_id, account != NULL ? kab_account_get_id (account) : NULL);

  if (other)
    kab_load_reset (follow->load);
  follow->changed (page, account, other);
  if (account == NULL)
    mirror (follow);
}

static void
accounts_state_changed_cb (gpointer page)
{
  Follow *follow = g_object_get_data (page, "kab-account-follow");

  if (kab_summary_get_account (follow->summary) == NULL)
    mirror (follow);
}

/**
 * kab_account_follow:
 * @summary: the summary of a cabinet that keeps accounts
 * @load: the state of @page
 * @page: a page; it is not kept alive
 * @changed: told of the chosen account, at once and whenever it changes; %NULL while there is none
 *
 * S-29: choosing another account in the header changes every page.
 */
void
kab_account_follow (KabSummary *summary, KabLoad *load, gpointer page, KabAccountFollowFunc changed)
{
  Follow *follow;

  g_return_if_fail (KAB_IS_SUMMARY (summary) && KAB_IS_LOAD (load));
  g_return_if_fail (G_IS_OBJECT (page) && changed != NULL);

  follow = g_new0 (Follow, 1);
  follow->summary = g_object_ref (summary);
  follow->load = g_object_ref (load);
  follow->changed = changed;
  g_object_set_data_full (page, "kab-account-follow", follow, follow_free);
  g_signal_connect_object (summary, "notify::account", G_CALLBACK (account_changed_cb), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kab_summary_get_accounts_load (summary), "notify::state",
                           G_CALLBACK (accounts_state_changed_cb), page, G_CONNECT_SWAPPED);
  account_changed_cb (page);
}
