/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "parts.h"

#include "accounts-desk.h"
#include "accounts.h"
#include "captcha.h"
#include "cart.h"
#include "catalogue.h"
#include "checkout.h"
#include "confirm.h"
#include "delivery.h"
#include "demo.h"
#include "directory.h"
#include "documents-hooks.h"
#include "documents.h"
#include "events.h"
#include "filing.h"
#include "exports.h"
#include "flows.h"
#include "housekeeping.h"
#include "meters.h"
#include "payments.h"
#include "profile.h"
#include "promotions.h"
#include "receipts.h"
#include "seed.h"
#include "signin.h"
#include "statement.h"
#include "vehicles.h"
#include "watches.h"

/* A part makes its tables, adds its routes and registers its hooks; each may build on those above it. */
static const struct
{
  gboolean (*open) (KabServer *server, GError **error);
  void (*close) (KabServer *server);
} parts[] = {
  { kab_directory_open, NULL },
  { kab_signin_open, NULL },
  { kab_profile_open, NULL },
  { kab_delivery_open, kab_delivery_close },
  { kab_captcha_open, NULL },
  { kab_flows_open, kab_flows_close },
  { kab_confirm_open, NULL },
  { kab_demo_open, NULL },
  { kab_documents_open, kab_documents_close },
  { kab_filing_open, NULL },
  { kab_exports_open, kab_exports_close },
  { kab_vehicles_open, NULL },
  { kab_accounts_open, NULL },
  { kab_receipts_open, NULL },
  { kab_statement_open, NULL },
  { kab_catalogue_open, kab_catalogue_close },
  { kab_promotions_open, NULL },
  { kab_watches_open, NULL },
  { kab_cart_open, NULL },
  { kab_checkout_open, NULL },
  { kab_meters_open, NULL },
  { kab_payments_open, NULL },
  { kab_flows_check_descriptors, NULL },
  { kab_documents_check_hooks, NULL },
  { kab_seed_open, NULL },
  { kab_events_open, kab_events_close },
  { kab_accounts_desk_open, NULL },
  { kab_housekeeping_open, kab_housekeeping_close },
};

/**
 * kab_parts_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: whether every part is ready
 */
gboolean
kab_parts_open (KabServer *server, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!parts[i].open (server, error))
      return FALSE;
  return TRUE;
}

/**
 * kab_parts_close:
 * @server: the server
 *
 * Lets every part give back what it holds, the last one first.
 */
void
kab_parts_close (KabServer *server)
{
  for (gsize i = G_N_ELEMENTS (parts); i > 0; i--)
    if (parts[i - 1].close != NULL)
      parts[i - 1].close (server);
}
