/* kab-window-filing.c: filing a document in this window, and where the window goes when that is done. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-document.h"
#include "kab-documents-page.h"
#include "kab-filing-page.h"
#include "kab-summary.h"
#include "kab-window-private.h"

static void
leave (AdwNavigationPage *page)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (page), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL)
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
}

/* The page goes first: what it holds must outlive it. */
static void
filed_cb (AdwNavigationPage *page, KabDocument *document, KabWindow *self)
{
  KabCabinet *cabinet = g_object_get_data (G_OBJECT (page), "cabinet");
  KabPromise *promise = kab_document_get_promise (document);
  g_autoptr (KabCabinet) kept = g_object_ref (cabinet);
  g_autoptr (KabDocument) shown = g_object_ref (document);
  g_autofree char *text
      = g_strdup_printf ("%s %s", kab_document_get_type_title (document), kab_document_get_number (document));
  g_autofree char *said
      = promise != NULL ? g_strjoin (". ", text, kab_promise_get_text (promise), NULL) : g_strdup (text);

  leave (page);
  kab_summary_reload (kab_summary_get (kept));
  kab_window_show_document (self, kept, kab_document_get_id (shown));
  gtk_widget_activate_action (GTK_WIDGET (kab_window_make_page (self, kept, "documents")),
                              "documents.refresh", NULL);
  kab_window_say (self, said);
}

static void
already_filed_cb (AdwNavigationPage *page, KabWindow *self)
{
  g_autoptr (KabCabinet) kept = g_object_ref (g_object_get_data (G_OBJECT (page), "cabinet"));

  leave (page);
  kab_window_go (self, kept, "documents");
  gtk_widget_activate_action (GTK_WIDGET (kab_window_make_page (self, kept, "documents")),
                              "documents.refresh", NULL);
  kab_window_say (self, _ ("This had been filed already"));
}

/* kab_window_push_filing: opens the form of a kind of document; FROM is the document that it is filed out of. */
void
kab_window_push_filing (KabWindow *self, KabCabinet *cabinet, const char *type, const char *from)
{
  AdwNavigationPage *page;

  if (!kab_window_is_open (cabinet))
    return;
  if (cabinet != self->cabinet)
    kab_window_go (self, cabinet, "documents");
  page = kab_filing_page_new (kab_cabinet_get_client (cabinet), kab_cabinet_get_descriptor (cabinet),
                              kab_cabinet_get_drafts (cabinet), type, from);
  g_object_set_data_full (G_OBJECT (page), "cabinet", g_object_ref (cabinet), g_object_unref);
  g_signal_connect_object (page, "filed", G_CALLBACK (filed_cb), self, 0);
  g_signal_connect_object (page, "already-filed", G_CALLBACK (already_filed_cb), self, 0);
  kab_window_push (self, page);
}
