/* kab-document-text.c: what a table, a row and a screen reader say of a document. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-document-text.h"
#include "kab-format.h"
#include "kab-money-label.h"

/**
 * kab_document_dup_icon:
 * @document: a document
 * @descriptor: (nullable): the organisation that it is of
 *
 * Returns: (transfer full): the name of the symbolic icon of its type
 */
char *
kab_document_dup_icon (KabDocument *document, KabDescriptor *descriptor)
{
  g_autoptr (KabDocumentType) type = NULL;
  const char *icon = NULL;

  g_return_val_if_fail (KAB_IS_DOCUMENT (document), NULL);

  if (descriptor != NULL)
    type = kab_descriptor_dup_document_type (descriptor, kab_document_get_type_id (document));
  if (type != NULL)
    icon = kab_document_type_get_icon (type);
  return g_strdup (icon != NULL ? icon : "x-office-document-symbolic");
}

/**
 * kab_document_dup_amount:
 * @document: a document
 *
 * Returns: (transfer full): its amount, or a dash while there is none (E-49)
 */
char *
kab_document_dup_amount (KabDocument *document)
{
  g_return_val_if_fail (KAB_IS_DOCUMENT (document), NULL);

  return kab_money_or_dash (kab_document_get_amount (document));
}

/**
 * kab_document_dup_date:
 * @document: a document
 * @seconds: whether the organisation counts in seconds (E-48)
 *
 * Returns: (transfer full): its date for a column
 */
char *
kab_document_dup_date (KabDocument *document, gboolean seconds)
{
  GDateTime *date;

  g_return_val_if_fail (KAB_IS_DOCUMENT (document), NULL);

  date = kab_document_get_date (document);
  return seconds ? kab_format_date_seconds (date) : kab_format_date (date);
}

/**
 * kab_document_dup_state:
 * @document: a document
 *
 * An organisation may have no word for a document that was just filed (E-50); a blank says nothing to
 * a person, so it becomes a word here.
 *
 * Returns: (transfer full): the title of its state
 */
char *
kab_document_dup_state (KabDocument *document)
{
  KabDocumentState *state;
  const char *title;

  g_return_val_if_fail (KAB_IS_DOCUMENT (document), NULL);

  state = kab_document_get_state (document);
  title = state != NULL ? kab_document_state_get_title (state) : NULL;
  return g_strdup (title != NULL && *title != '\0' ? title : _ ("Filed"));
}

/**
 * kab_document_dup_sentence:
 * @document: a document
 *
 * Returns: (transfer full): the document in one sentence, for a screen reader
 */
char *
kab_document_dup_sentence (KabDocument *document)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *amount = NULL;

  g_return_val_if_fail (KAB_IS_DOCUMENT (document), NULL);

  g_ptr_array_add (parts, g_strdup_printf ("%s %s", kab_document_get_type_title (document),
                                           kab_document_get_number (document)));
  if (kab_document_get_customer (document) != NULL)
    g_ptr_array_add (parts, g_strdup (kab_document_get_customer (document)));
  if (kab_document_get_subject (document) != NULL)
    g_ptr_array_add (parts, g_strdup (kab_document_get_subject (document)));
  g_ptr_array_add (parts, kab_format_date_prose (kab_document_get_date (document)));
  if (kab_document_get_amount (document) != NULL)
    g_ptr_array_add (parts, kab_document_dup_amount (document));
  g_ptr_array_add (parts, kab_document_dup_state (document));
  if (kab_document_get_waits (document))
    g_ptr_array_add (parts, g_strdup (_ ("waits for you")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

/**
 * kab_document_line_dup_note:
 * @line: a line of a document
 *
 * Returns: (transfer full): its note, quantity and price: "TRW JTS7563 · 2 × 98.60"
 */
char *
kab_document_line_dup_note (KabDocumentLine *line)
{
  const char *note, *quantity, *unit;
  const KabMoney *price;
  GString *text;

  g_return_val_if_fail (KAB_IS_DOCUMENT_LINE (line), NULL);

  note = kab_document_line_get_note (line);
  quantity = kab_document_line_get_quantity (line);
  unit = kab_document_line_get_unit (line);
  price = kab_document_line_get_price (line);
  text = g_string_new (note);
  if (quantity != NULL)
    {
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", quantity);
      if (unit != NULL)
        g_string_append_printf (text, "\302\240%s", unit);
    }
  if (quantity != NULL && price != NULL)
    {
      g_autofree char *plain = kab_money_format_plain (price);

      g_string_append_printf (text, "\302\240× %s", plain);
    }
  return g_string_free (text, FALSE);
}
