/* kab-receipt-page-private.h: what the page of a receipt and its actions share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-paper-view.h"
#include "kab-receipt-page.h"
#include "kab-receipt-text.h"
#include "kab-renderer.h"
#include "kab-state-page.h"
#include "kab-status-pill.h"

G_BEGIN_DECLS

/* The record and the document come by two requests at once; each has a load of its own, so that the text can
 * be read while the paper is still on its way, or damaged (G1, G7). */
struct _KabReceiptPage
{
  AdwNavigationPage parent_instance;

  AdwToggleGroup *forms;
  KabStatusPill *pill;
  GtkButton *pay;
  GtkButton *pay_narrow;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  KabStatePage *state;
  GtkStack *sheets;
  KabStatePage *file_state;
  AdwOverlaySplitView *split;
  GtkScrolledWindow *strip;
  GtkListBox *thumbnails;
  KabPaperView *paper;
  AdwStatusPage *damaged;
  KabReceiptText *text;
  AdwBreakpoint *narrow;
  AdwBreakpoint *tight;

  KabClient *client;
  KabDescriptor *descriptor;
  char *id;
  char *program;
  char *heading;
  char *subheading;

  KabLoad *load;
  KabLoad *file_load;
  KabReceipt *receipt;
  GBytes *document;
  KabRenderer *renderer;
  guint thumbnail_source;
  gboolean chose_form; /* the person, not the width of the window, chose what is shown */

  DexFuture *receipt_pending;
  DexFuture *document_pending;
  DexFuture *outgoing; /* saving or printing */
};

void kab_receipt_page_install_actions (GtkWidgetClass *klass);
void kab_receipt_page_update_actions (KabReceiptPage *self);
void kab_receipt_page_offer_payment (KabReceiptPage *self);
void kab_receipt_page_fill_thumbnails (KabReceiptPage *self);
void kab_receipt_page_watch_thumbnails (KabReceiptPage *self);

G_END_DECLS
