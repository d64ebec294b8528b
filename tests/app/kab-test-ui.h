/* kab-test-ui.h: what the tests of pages share: waiting without sleeping, walking widgets, records from JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

typedef gboolean (*KabTestPredicate) (gpointer data);
typedef void (*KabTestWidgetFunc) (GtkWidget *widget, gpointer data);

void kab_test_wait_until (KabTestPredicate predicate, gpointer data);
gboolean kab_ui_await (DexFuture *future, GError **error);
gpointer kab_ui_await_object (DexFuture *future, GError **error);
gpointer kab_test_record (GType type, const char *json);
GtkWidget *kab_test_find (GtkWidget *root, GType type, guint nth);
GtkWidget *kab_test_find_label (GtkWidget *root, const char *text);
GtkWidget *kab_test_window (GtkWidget *child, int width, int height);
void kab_test_close (GtkWidget *window);
void kab_test_init (int *argc, char ***argv);
void kab_test_walk (GtkWidget *root, KabTestWidgetFunc func, gpointer data);

G_END_DECLS
