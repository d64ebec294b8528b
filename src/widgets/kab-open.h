/* kab-open.h: opens addresses that a server named, if they are of a harmless kind. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean kab_open_is_allowed (const char *uri);
gboolean kab_open_page (GtkWidget *from, const char *uri, const char *origin);
gboolean kab_open_uri (GtkWidget *from, const char *uri);

G_END_DECLS
