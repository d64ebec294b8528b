/* kab-weak.h: a weak reference that the callback of a dialog can own: a form does not outlive its window for it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

gpointer kab_weak_new (gpointer object);
gpointer kab_weak_get (gpointer weak);
void kab_weak_free (gpointer weak);

G_END_DECLS
