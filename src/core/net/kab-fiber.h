/* kab-fiber.h: the one way to start a fiber: on the main scheduler, with enough stack, ended by dropping it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* libdex's default of 128 KiB is too little for TLS, JSON and SQLite below one another; mapped lazily. */
#define KAB_FIBER_STACK (1024 * 1024)

DexFuture *
kab_fiber_spawn (DexFiberFunc func, gpointer data, GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
