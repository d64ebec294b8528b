/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cart-store.h"

#include "documents-store.h"
#include "events.h"

/**
 * kab_cart_line_new:
 * @item: (transfer full): what is wanted
 * @quantity: how much of it
 * @seen: the price that the person saw last, or -1
 *
 * Returns: (transfer full): a line
 */
KabCartLine *
kab_cart_line_new (KabCatalogueItem *item, gint64 quantity, gint64 seen)
{
  KabCartLine *line = g_new0 (KabCartLine, 1);

  line->item = item;
  line->quantity = quantity;
  line->seen = seen;
  return line;
}

/**
 * kab_cart_line_free:
 * @line: (transfer full): a line
 */
void
kab_cart_line_free (KabCartLine *line)
{
  kab_catalogue_item_free (line->item);
  g_free (line);
}

/**
 * kab_cart_load:
 * @server: the server
 * @call: a call; its person need not be the one whose cart it is
 * @person: whose cart
 *
 * Returns: (transfer full): the cart with the prices of this moment
 */
KabCart *
kab_cart_load (KabServer *server, KabCall *call, const char *person)
{
  KabCart *self = g_new0 (KabCart, 1);
  gint64 organisation = kab_documents_find_organisation (server, call->organisation);
  g_autoptr (KabRows) head = kab_database_select (
      server->database, "SELECT version, changed_at FROM carts WHERE person = ?", "s", person);
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT item, quantity, price FROM cart_lines WHERE person = ? ORDER BY position",
      "s", person);

  self->pricing = kab_pricing_new_for (server, call->organisation, person);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_cart_line_free);
  if (kab_rows_next (head))
    {
      self->version = kab_rows_get_integer (head, 0);
      self->changed_at = kab_rows_get_integer (head, 1);
    }
  while (kab_rows_next (rows))
    {
      KabCatalogueItem *item = kab_catalogue_load_id (server, organisation, kab_rows_get_integer (rows, 0));
      KabCartLine *line;

      if (item == NULL)
        continue;
      line = kab_cart_line_new (item, kab_rows_get_integer (rows, 1), kab_rows_get_integer (rows, 2));
      line->price = kab_pricing_get (self->pricing, item);
      g_ptr_array_add (self->lines, line);
    }
  return self;
}

/**
 * kab_cart_free:
 * @self: (transfer full) (nullable): a cart
 */
void
kab_cart_free (KabCart *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lines);
  kab_pricing_free (self->pricing);
  g_free (self);
}

static gint64
get_seen (const KabCart *now, const KabCartLine *line)
{
  if (line->seen >= 0)
    return line->seen;
  for (guint i = 0; i < now->lines->len; i++)
    {
      const KabCartLine *old = g_ptr_array_index (now->lines, i);

      if (old->item->id == line->item->id)
        return old->seen;
    }
  return kab_pricing_get (now->pricing, line->item).minor;
}

/**
 * kab_cart_replace:
 * @server: the server
 * @call: a call of the customer
 * @now: the cart as it is
 * @lines: (element-type KabCartLine): what it is to hold
 *
 * A price that the person has not seen yet is not noted as seen.
 */
void
kab_cart_replace (KabServer *server, KabCall *call, const KabCart *now, GPtrArray *lines)
{
  kab_database_run (
      server->database,
      "INSERT OR REPLACE INTO carts (person, organisation, version, changed_at) VALUES (?, ?, ?, ?)", "ssll",
      call->person->id, kab_organisation_get_id (call->organisation), now->version + 1,
      kab_server_now (server));
  kab_database_run (server->database, "DELETE FROM cart_lines WHERE person = ?", "s", call->person->id);
  for (guint i = 0; i < lines->len; i++)
    {
      const KabCartLine *line = g_ptr_array_index (lines, i);

      kab_database_run (server->database, "INSERT INTO cart_lines VALUES (?, ?, ?, ?, ?)", "slill",
                        call->person->id, line->item->id, (int) i, line->quantity, get_seen (now, line));
    }
  kab_events_publish (server, call->organisation, call->person->id, "cart", call->person->id,
                      now->version + 1);
}

/**
 * kab_cart_dup_etag:
 * @self: a cart
 *
 * Returns: (transfer full): the quoted tag of its version
 */
char *
kab_cart_dup_etag (const KabCart *self)
{
  return g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", self->version);
}

/**
 * kab_cart_line_get_trouble:
 * @line: a line of a cart
 *
 * Returns: (nullable): "gone", "short", "dearer" or "cheaper"; %NULL where all is as the person left it
 */
const char *
kab_cart_line_get_trouble (const KabCartLine *line)
{
  if (!kab_catalogue_item_is_sold (line->item))
    return "gone";
  if (line->item->lead < 0 && line->quantity > line->item->stock)
    return "short";
  if (line->price.minor != line->seen)
    return line->price.minor > line->seen ? "dearer" : "cheaper";
  return NULL;
}

/**
 * kab_cart_get_obstacle:
 * @self: a cart
 *
 * Returns: (nullable): what keeps it from being ordered: "empty", "gone", "short" or "currencies"
 */
const char *
kab_cart_get_obstacle (const KabCart *self)
{
  const KabCartLine *first = self->lines->len > 0 ? g_ptr_array_index (self->lines, 0) : NULL;

  if (first == NULL)
    return "empty";
  for (guint i = 0; i < self->lines->len; i++)
    {
      const KabCartLine *line = g_ptr_array_index (self->lines, i);
      const char *trouble = kab_cart_line_get_trouble (line);

      if (g_strcmp0 (trouble, "gone") == 0 || g_strcmp0 (trouble, "short") == 0)
        return trouble;
      if (!g_str_equal (line->item->currency, first->item->currency))
        return "currencies";
    }
  return NULL;
}

/**
 * kab_cart_get_total:
 * @self: a cart in one currency
 *
 * Returns: what it costs now
 */
gint64
kab_cart_get_total (const KabCart *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const KabCartLine *line = g_ptr_array_index (self->lines, i);

      sum += line->price.minor * line->quantity;
    }
  return sum;
}
