/* kab-test-pages.h: pages with made-up data, pictures of them, and what every page has to be. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-test-ui.h"

G_BEGIN_DECLS

gpointer kab_test_fixture (GType type, const char *name);
void kab_ui_settle (void);
void kab_test_shoot (GtkWidget *window, const char *name);
void kab_test_check_names (GtkWidget *root);
void kab_test_check_tabs (GtkWidget *window);

G_END_DECLS
