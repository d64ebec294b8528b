/* kab-test-ui.h: what the tests of pages share: waiting without sleeping, walking widgets, records from JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

typedef gboolean (*KabTestPredicate) (gpointer data);
typedef void (*KabTestWidgetFunc) (GtkWidget *widget, gpointer data);

void kab_test_wait_until (KabTestPredicate predicate, gpointer data);
gboolean kab_test_await (DexFuture *future, GError **error);
gpointer kab_test_await_object (DexFuture *future, GError **error);
void kab_test_walk (GtkWidget *root, KabTestWidgetFunc func, gpointer data);

G_END_DECLS
