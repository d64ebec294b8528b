/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-customers.h"

#include "documents-snapshot.h"
#include "documents-store.h"
#include "flow-hooks.h"
#include "json.h"

/* The card gets an owner, or, where its owner has one already, gives its documents to that one. */
static void
adopt (KabServer *server, const char *person, gint64 card)
{
  gint64 own = kab_documents_find_customer (server, person);

  if (own == 0)
    {
      kab_database_run (server->database, "UPDATE customers SET person = ? WHERE id = ?", "sl", person, card);
      return;
    }
  kab_database_run (server->database, "UPDATE documents SET customer = ? WHERE customer = ?", "ll", own,
                    card);
  kab_database_run (server->database, "UPDATE vehicles SET customer = ? WHERE customer = ?", "ll", own, card);
  kab_database_run (server->database, "DELETE FROM customers WHERE id = ?", "l", card);
}

static void
adopt_all (KabServer *server, KabFlowRun *run, const char *address)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT id FROM customers WHERE organisation = ?1 AND person IS NULL AND (phone = ?2 OR email = ?2)",
      "ss", kab_organisation_get_id (run->organisation), address);
  g_autoptr (GArray) cards = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (kab_rows_next (rows))
    {
      gint64 id = kab_rows_get_integer (rows, 0);

      g_array_append_val (cards, id);
    }
  for (guint i = 0; i < cards->len; i++)
    adopt (server, run->person, g_array_index (cards, gint64, i));
}

/* E-31: who was served before finds it all in the cabinet. Only an address that was proved opens a card: a
 * telephone number that anybody can type shows nobody else's history. */
static gboolean
adopt_history (KabServer *server, KabFlowRun *run, KabFieldErrors *errors)
{
  g_autoptr (GList) fields = json_object_get_members (run->confirmed);

  for (GList *link = fields; link != NULL; link = link->next)
    {
      const char *address = kab_json_get_string (run->confirmed, link->data);

      if (address != NULL)
        adopt_all (server, run, address);
    }
  kab_snapshots_invalidate (server->snapshots);
  return TRUE;
}

/**
 * kab_customers_open:
 * @server: the server
 *
 * Offers flows to give a new person the cards that are known to be theirs.
 */
void
kab_customers_open (KabServer *server)
{
  kab_flows_add_action (server, "adopt_history", adopt_history);
}
