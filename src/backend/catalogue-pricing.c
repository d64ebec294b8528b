/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "catalogue-pricing.h"

#include "documents-store.h"
#include "json.h"

typedef struct
{
  char *title;
  gint64 percent;
  char *part;
  char *maker;
} Reduction;

struct _KabPricing
{
  GPtrArray *reductions; /* of Reduction */
};

static void
reduction_free (gpointer data)
{
  Reduction *reduction = data;

  g_free (reduction->title);
  g_free (reduction->part);
  g_free (reduction->maker);
  g_free (reduction);
}

static void
add (KabPricing *self, const char *title, gint64 percent, const char *part, const char *maker)
{
  Reduction *reduction = g_new0 (Reduction, 1);

  reduction->title = g_strdup (title);
  reduction->percent = percent;
  reduction->part = g_strdup (part);
  reduction->maker = g_strdup (maker);
  g_ptr_array_add (self->reductions, reduction);
}

static void
add_promotions (KabPricing *self, KabServer *server, KabOrganisation *organisation, const char *person)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT p.title, p.percent, p.part, p.maker FROM promotions p WHERE p.organisation = ?1"
      " AND p.from_at <= ?2 AND p.until_at > ?2 AND (p.joining = 0 OR EXISTS (SELECT 1 FROM "
      "promotion_members m"
      " WHERE m.promotion = p.id AND m.person = ?3))",
      "lls", kab_documents_find_organisation (server, organisation), kab_server_now (server), person);

  while (kab_rows_next (rows))
    add (self, kab_rows_get_text (rows, 0), kab_rows_get_integer (rows, 1), kab_rows_get_text (rows, 2),
         kab_rows_get_text (rows, 3));
}

static void
add_discount (KabPricing *self, KabServer *server, KabOrganisation *organisation, const char *person)
{
  const char *title = kab_json_get_string (kab_catalogue_get_wiring (organisation), "discount_title");
  gint64 percent = kab_database_select_integer (
      server->database, "SELECT percent FROM discounts WHERE person = ?", "s", person);

  if (percent > 0)
    add (self, title, percent, NULL, NULL);
}

/**
 * kab_pricing_new_for:
 * @server: the server
 * @organisation: who sells
 * @person: (nullable): id of a customer; %NULL: the full prices
 *
 * Reads what lowers prices for this person now.
 *
 * Returns: (transfer full): the pricing
 */
KabPricing *
kab_pricing_new_for (KabServer *server, KabOrganisation *organisation, const char *person)
{
  KabPricing *self = g_new0 (KabPricing, 1);

  self->reductions = g_ptr_array_new_with_free_func (reduction_free);
  if (person != NULL)
    {
      add_promotions (self, server, organisation, person);
      add_discount (self, server, organisation, person);
    }
  return self;
}

/**
 * kab_pricing_new:
 * @server: the server
 * @call: a call of a signed-in person
 *
 * Staff see the full prices.
 *
 * Returns: (transfer full): the pricing of the caller
 */
KabPricing *
kab_pricing_new (KabServer *server, KabCall *call)
{
  return kab_pricing_new_for (server, call->organisation,
                              kab_person_is_staff (call->person) ? NULL : call->person->id);
}

/**
 * kab_pricing_free:
 * @self: (transfer full) (nullable): a pricing
 */
void
kab_pricing_free (KabPricing *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->reductions);
  g_free (self);
}

/**
 * kab_pricing_get:
 * @self: a pricing
 * @item: an item
 *
 * Reductions are not added up: the largest one counts. What it takes off is rounded to the minor unit.
 *
 * Returns: the price
 */
KabPrice
kab_pricing_get (KabPricing *self, const KabCatalogueItem *item)
{
  KabPrice price = { .minor = item->price };

  for (guint i = 0; i < self->reductions->len; i++)
    {
      const Reduction *reduction = g_ptr_array_index (self->reductions, i);

      if ((reduction->part == NULL || g_str_equal (reduction->part, item->part))
          && (reduction->maker == NULL || g_str_equal (reduction->maker, item->maker))
          && reduction->percent > price.percent)
        {
          price.percent = reduction->percent;
          price.name = reduction->title;
        }
    }
  price.minor -= (item->price * price.percent + 50) / 100;
  return price;
}
