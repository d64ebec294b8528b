/* kab-window-private.h: what the parts of the window share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-sidebar.h"
#include "kab-window.h"

G_BEGIN_DECLS

/* Shows one place: a section of a cabinet, or what concerns all. Pages of places are kept, so that coming back finds
 * them as they were left; they go with their cabinet. */
struct _KabWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *scenes;
  AdwNavigationView *welcome;
  AdwNavigationSplitView *split;
  KabSidebar *sidebar;
  AdwNavigationPage *content_page;
  AdwNavigationView *content;

  KabCabinets *cabinets;
  char *origin;
  GSettings *settings;
  KabCabinet *cabinet; /* NULL: all of them */
  char *section;       /* one of its sections, or of the shared places */
  GHashTable *pages;   /* "cabinet/section" → AdwNavigationPage */
  DexFuture *restoring;
  guint focus_source;
};

/* kab-window-pages.c */
AdwNavigationPage *kab_window_make_page (KabWindow *self, KabCabinet *cabinet, const char *section);
gboolean kab_window_is_open (KabCabinet *cabinet);
void kab_window_forget_pages (KabWindow *self, KabCabinet *cabinet);
void kab_window_push (KabWindow *self, AdwNavigationPage *page);
void kab_window_push_receipt (KabWindow *self, KabCabinet *cabinet, const char *id);
void kab_window_push_filing (KabWindow *self, KabCabinet *cabinet, const char *type, const char *from);
void kab_window_push_item (KabWindow *self, KabCabinet *cabinet, const char *id);
void kab_window_order_again (KabWindow *self, KabCabinet *cabinet, const char *document);
void kab_window_show_document (KabWindow *self, KabCabinet *cabinet, const char *id);
void kab_window_push_linking (KabWindow *self, KabCabinet *cabinet);
void kab_window_push_sign_in (KabWindow *self);

/* kab-window-pay.c */
void kab_window_push_pay (KabWindow *self, KabCabinet *cabinet, const char *wanted);
void kab_window_push_payment (KabWindow *self, KabCabinet *cabinet, const char *id);
void kab_window_install_pay_actions (GtkWidgetClass *klass);

/* kab-window-actions.c */
void kab_window_install_actions (GtkWidgetClass *klass);
void kab_window_update_actions (KabWindow *self);

/* kab-window.c */
void kab_window_show_place (KabWindow *self);
void kab_window_show_scene (KabWindow *self);
void kab_window_leave_welcome (KabWindow *self);

G_END_DECLS
