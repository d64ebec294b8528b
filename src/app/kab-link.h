/* kab-link.h: kabinet: addresses, which may only lead to a place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KAB_LINK_DOCUMENT,
  KAB_LINK_RECEIPT,
  KAB_LINK_PAYMENT,
  KAB_LINK_CONFIRM,
} KabLinkKind;

/**
 * KabLink:
 * @kind: what lies there
 * @organisation: identifier of the organisation
 * @id: identifier of the document or receipt, or the word that confirms an e-mail address
 *
 * Where a kabinet: address leads. Free with kab_link_free().
 */
typedef struct
{
  KabLinkKind kind;
  char *organisation;
  char *id;
} KabLink;

KabLink *kab_link_parse (const char *uri);
void kab_link_free (KabLink *link);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabLink, kab_link_free)

G_END_DECLS
