/* kab-sections.c: the parts of a cabinet that this program can show. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-sections.h"

static const struct
{
  const char *id;
  const char *title;
  const char *icon;
  gboolean staff;
} known[] = {
  { "overview", N_ ("Overview"), "go-home-symbolic", FALSE },
  { "information", N_ ("Information"), "x-office-address-book-symbolic", FALSE },
  { "documents", N_ ("Documents"), "x-office-document-symbolic", TRUE },
  { "balance", N_ ("Charges and Payments"), "kab-ruble-symbolic", FALSE },
  { "meters", N_ ("Readings"), "kab-meter-symbolic", FALSE },
  { "receipts", N_ ("Receipts"), "kab-receipt-symbolic", FALSE },
  { "statement", N_ ("Expenses"), "kab-ruble-symbolic", FALSE },
  { "payments", N_ ("Payments"), "kab-payment-symbolic", FALSE },
  { "accounts", N_ ("Accounts"), "x-office-address-book-symbolic", FALSE },
  { "catalogue", N_ ("Catalogue"), "system-search-symbolic", TRUE },
  { "cart", N_ ("Cart"), "kab-box-symbolic", TRUE },
  { "watches", N_ ("Watched Prices"), "view-reveal-symbolic", FALSE },
  { "vehicles", N_ ("Vehicles"), "kab-car-symbolic", TRUE },
};

static int
find (const char *section)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].id, section))
      return (int) i;
  return -1;
}

/**
 * kab_sections_list:
 * @cabinet: a cabinet
 *
 * What an organisation does not have, its cabinet does not show; what this version cannot show neither.
 *
 * Returns: (transfer full): the sections, in the order of the descriptor; never empty
 */
char **
kab_sections_list (KabCabinet *cabinet)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  KabDescriptor *descriptor;
  gboolean staff, any = FALSE;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  descriptor = kab_cabinet_get_descriptor (cabinet);
  staff = g_strcmp0 (kab_cabinet_get_role (cabinet), "staff") == 0;
  for (const char *const *s = descriptor != NULL ? kab_descriptor_get_sections (descriptor) : NULL;
       s != NULL && *s != NULL; s++)
    if (find (*s) >= 0 && (!staff || known[find (*s)].staff))
      {
        g_strv_builder_add (builder, *s);
        any = TRUE;
      }
  if (!any)
    g_strv_builder_add (builder, "overview");
  return g_strv_builder_end (builder);
}

/**
 * kab_sections_get_title:
 * @cabinet: a cabinet
 * @section: one of its sections
 *
 * Returns: (transfer none): what the organisation calls it, or our own word
 */
const char *
kab_sections_get_title (KabCabinet *cabinet, const char *section)
{
  KabDescriptor *descriptor;
  const char *title = NULL;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet) && section != NULL, NULL);

  descriptor = kab_cabinet_get_descriptor (cabinet);
  if (descriptor != NULL)
    title = kab_descriptor_get_section_title (descriptor, section);
  if (title != NULL && title[0] != '\0')
    return title;
  return find (section) >= 0 ? _ (known[find (section)].title) : section;
}

/**
 * kab_sections_get_icon:
 * @section: a section
 *
 * Returns: (transfer none): the name of its icon
 */
const char *
kab_sections_get_icon (const char *section)
{
  g_return_val_if_fail (section != NULL, NULL);

  return find (section) >= 0 ? known[find (section)].icon : "x-office-document-symbolic";
}
