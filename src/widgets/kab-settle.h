/* kab-settle.h: what a widget does when a future that it waits for is settled. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/* VALUE or ERROR is NULL. */
typedef void (*KabSettledFunc) (gpointer object, const GValue *value, const GError *error);

DexFuture *kab_settle (DexFuture *future, gpointer object, KabSettledFunc settled) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
