/* kab-window-pages.c: which page stands at which place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-accounts-page.h"
#include "kab-balance-page.h"
#include "kab-cart-page.h"
#include "kab-carts-page.h"
#include "kab-catalogue-page.h"
#include "kab-documents-page.h"
#include "kab-flow-page.h"
#include "kab-information-page.h"
#include "kab-item-page.h"
#include "kab-keyring-page.h"
#include "kab-opening-page.h"
#include "kab-organisation-page.h"
#include "kab-overview-page.h"
#include "kab-payments-page.h"
#include "kab-place.h"
#include "kab-readings-page.h"
#include "kab-receipt-page.h"
#include "kab-receipts-page.h"
#include "kab-rows-dialog.h"
#include "kab-shared-places.h"
#include "kab-statement-page.h"
#include "kab-summary.h"
#include "kab-watches-page.h"
#include "kab-welcome-page.h"
#include "kab-vehicles-page.h"
#include "kab-window-private.h"

/* kab_window_is_open: whether the pages of @cabinet can be shown. */
gboolean
kab_window_is_open (KabCabinet *cabinet)
{
  return kab_cabinet_get_state (cabinet) == KAB_CABINET_SIGNED_IN
         && kab_cabinet_get_descriptor (cabinet) != NULL;
}

static char *
page_key (KabCabinet *cabinet, const char *section)
{
  return g_strdup_printf ("%s/%s", cabinet != NULL ? kab_cabinet_get_id (cabinet) : "", section);
}

static gboolean
belongs_to (gpointer key, gpointer value, gpointer prefix)
{
  return g_str_has_prefix (key, prefix);
}

/* kab_window_forget_pages: lets go of everything that shows data of @cabinet. */
void
kab_window_forget_pages (KabWindow *self, KabCabinet *cabinet)
{
  g_autofree char *prefix = page_key (cabinet, "");

  if (self->pages != NULL)
    g_hash_table_foreach_remove (self->pages, belongs_to, prefix);
}

static char *
find_renderer (void)
{
  return kab_place_find_program ("kabinet-render", "paper/render", KAB_LIBEXEC_DIR);
}

static AdwNavigationPage *
make_documents (KabCabinet *cabinet)
{
  gboolean staff = g_strcmp0 (kab_cabinet_get_role (cabinet), "staff") == 0;
  AdwNavigationPage *page = kab_documents_page_new (kab_cabinet_get_client (cabinet),
                                                    kab_cabinet_get_descriptor (cabinet), staff);

  kab_documents_page_set_cabinet (KAB_DOCUMENTS_PAGE (page), kab_cabinet_get_id (cabinet),
                                  kab_cabinet_get_drafts (cabinet), staff);
  kab_documents_page_attach (KAB_DOCUMENTS_PAGE (page), kab_cabinet_get_views (cabinet),
                             kab_cabinet_get_events (cabinet));
  return page;
}

/* Staff see the carts of customers in the place of a cart of their own. */
static AdwNavigationPage *
make_cart (KabShop *shop)
{
  return kab_shop_is_staff (shop) ? kab_carts_page_new (shop, NULL) : kab_cart_page_new (shop);
}

static AdwNavigationPage *
make_section (KabWindow *self, KabCabinet *cabinet, const char *section)
{
  KabSummary *summary = kab_summary_get (cabinet);

  if (g_str_equal (section, "documents"))
    return make_documents (cabinet);
  if (g_str_equal (section, "receipts"))
    return kab_receipts_page_new (summary);
  if (g_str_equal (section, "information"))
    return kab_information_page_new (summary);
  if (g_str_equal (section, "statement"))
    return kab_statement_page_new (G_LIST_MODEL (self->cabinets), cabinet);
  if (g_str_equal (section, "payments"))
    return kab_payments_page_new (summary);
  if (g_str_equal (section, "meters"))
    return kab_readings_page_new (G_LIST_MODEL (self->cabinets), cabinet);
  if (g_str_equal (section, "balance"))
    return kab_balance_page_new (summary);
  if (g_str_equal (section, "accounts"))
    return kab_accounts_page_new (summary);
  if (g_str_equal (section, "catalogue"))
    return kab_catalogue_page_new (kab_shop_get (cabinet));
  if (g_str_equal (section, "cart"))
    return make_cart (kab_shop_get (cabinet));
  if (g_str_equal (section, "watches"))
    return kab_watches_page_new (kab_shop_get (cabinet));
  if (g_str_equal (section, "vehicles"))
    return kab_vehicles_page_new (cabinet);
  return kab_overview_page_new (self->cabinets, cabinet);
}

/* What stands in a cabinet's place while nobody is signed in to it. */
static AdwNavigationPage *
make_closed (KabWindow *self, KabCabinet *cabinet)
{
  switch (kab_cabinet_get_state (cabinet))
    {
    case KAB_CABINET_NO_SERVICE:
    case KAB_CABINET_LOCKED:
    case KAB_CABINET_DENIED:
    case KAB_CABINET_NO_ITEM:
      return kab_keyring_page_new (self->cabinets, cabinet);
    case KAB_CABINET_SIGNED_OUT:
    case KAB_CABINET_EXPIRED:
    case KAB_CABINET_BLOCKED:
      return kab_organisation_page_new_for_cabinet (self->cabinets, cabinet);
    case KAB_CABINET_RESTORING:
    case KAB_CABINET_SIGNED_IN:
      break;
    }
  return kab_opening_page_new (cabinet);
}

/**
 * kab_window_make_page: the page of a place, new or as it was left.
 *
 * Returns: (transfer none): the page
 */
AdwNavigationPage *
kab_window_make_page (KabWindow *self, KabCabinet *cabinet, const char *section)
{
  gboolean closed = cabinet != NULL && !kab_window_is_open (cabinet);
  g_autofree char *reason = closed ? g_strdup_printf ("closed-%d", kab_cabinet_get_state (cabinet)) : NULL;
  g_autofree char *key = page_key (cabinet, closed ? reason : section);
  AdwNavigationPage *page = g_hash_table_lookup (self->pages, key);

  if (page == NULL)
    {
      page = closed            ? make_closed (self, cabinet)
             : cabinet != NULL ? make_section (self, cabinet, section)
                               : kab_shared_places_find (section)->make (self->cabinets);
      g_hash_table_insert (self->pages, g_steal_pointer (&key), g_object_ref_sink (page));
    }
  return page;
}

/* kab_window_push: shows @page with a way back. */
void
kab_window_push (KabWindow *self, AdwNavigationPage *page)
{
  adw_navigation_view_push (self->content, page);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

/* kab_window_push_receipt: shows a receipt above the receipts of its cabinet. */
void
kab_window_push_receipt (KabWindow *self, KabCabinet *cabinet, const char *id)
{
  g_autofree char *program = find_renderer ();
  AdwNavigationPage *page;

  if (!kab_window_is_open (cabinet))
    return;
  if (cabinet != self->cabinet)
    kab_window_go (self, cabinet, "receipts");
  page = kab_receipt_page_new (kab_cabinet_get_client (cabinet), kab_cabinet_get_descriptor (cabinet), id,
                               program);
  kab_receipt_page_reload (KAB_RECEIPT_PAGE (page));
  kab_window_push (self, page);
}

/* kab_window_push_item: shows something that the shop of @cabinet sells. */
void
kab_window_push_item (KabWindow *self, KabCabinet *cabinet, const char *id)
{
  if (!kab_window_is_open (cabinet))
    return;
  if (cabinet != self->cabinet)
    kab_window_go (self, cabinet, "catalogue");
  kab_window_push (self, kab_item_page_new (kab_shop_get (cabinet), id));
}

/* kab_window_order_again: shows what an earlier order would be today, above the cart of @cabinet. */
void
kab_window_order_again (KabWindow *self, KabCabinet *cabinet, const char *document)
{
  if (kab_window_is_open (cabinet))
    adw_dialog_present (ADW_DIALOG (kab_rows_dialog_new_for_order (kab_shop_get (cabinet), document)),
                        GTK_WIDGET (self));
}

/* kab_window_show_document: opens the documents of @cabinet with one of them beside. */
void
kab_window_show_document (KabWindow *self, KabCabinet *cabinet, const char *id)
{
  if (!kab_window_is_open (cabinet))
    return;
  kab_window_go (self, cabinet, "documents");
  kab_documents_page_show_document (KAB_DOCUMENTS_PAGE (kab_window_make_page (self, cabinet, "documents")),
                                    id);
}

/* kab_window_push_linking: begins to link an account, if the organisation has a way for that. */
void
kab_window_push_linking (KabWindow *self, KabCabinet *cabinet)
{
  KabDescriptor *descriptor = kab_cabinet_get_descriptor (cabinet);
  g_autoptr (KabFlowSummary) flow
      = descriptor != NULL ? kab_descriptor_dup_flow (descriptor, "link_account") : NULL;

  if (flow == NULL)
    {
      kab_window_say (self, _ ("This organisation links accounts by itself"));
      return;
    }
  if (cabinet != self->cabinet)
    kab_window_go (self, cabinet, NULL);
  kab_window_push (
      self, kab_flow_page_new (self->cabinets, kab_cabinet_get_client (cabinet), descriptor, "link_account"));
}

/* kab_window_push_sign_in: the session has ended while a page was open: the page stays below. */
void
kab_window_push_sign_in (KabWindow *self)
{
  if (self->cabinet != NULL)
    kab_window_push (self, kab_organisation_page_new_for_cabinet (self->cabinets, self->cabinet));
}
