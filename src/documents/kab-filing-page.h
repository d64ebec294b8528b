/* kab-filing-page.h: a form through which a document is filed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/* Signals: filed (KabDocument document), already-filed (what is sent again had got there before). */
#define KAB_TYPE_FILING_PAGE (kab_filing_page_get_type ())
G_DECLARE_FINAL_TYPE (KabFilingPage, kab_filing_page, KAB, FILING_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_filing_page_new (
    KabClient *client, KabDescriptor *descriptor, KabDrafts *drafts, const char *type, const char *from);

G_END_DECLS
