/* kab-filing-menu.c: what a person may file, as a menu. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-filing-menu.h"

/**
 * kab_filing_menu_new:
 * @descriptor: the organisation
 * @cabinet: id of the cabinet that files
 * @staff: whether its person is of the staff
 *
 * Returns: (transfer full) (nullable): an item for each kind of document that is filed by itself, in the order of
 *   the descriptor; %NULL where there is none
 */
GMenuModel *
kab_filing_menu_new (KabDescriptor *descriptor, const char *cabinet, gboolean staff)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GListModel *types;

  g_return_val_if_fail (KAB_IS_DESCRIPTOR (descriptor) && cabinet != NULL, NULL);

  types = kab_descriptor_get_document_types (descriptor);
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (KabDocumentType) type = g_list_model_get_item (types, i);
      KabFiling *filing = kab_document_type_get_filing (type);
      g_autoptr (GMenuItem) item = NULL;

      if (filing == NULL || !kab_filing_get_alone (filing) || (staff && !kab_filing_get_staff (filing)))
        continue;
      item = g_menu_item_new (kab_filing_get_title (filing), NULL);
      g_menu_item_set_action_and_target (item, "win.file-document", "(sss)", cabinet,
                                         kab_document_type_get_id (type), "");
      g_menu_append_item (menu, item);
    }
  return g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0 ? G_MENU_MODEL (g_steal_pointer (&menu)) : NULL;
}
