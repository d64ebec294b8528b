/* kab-test.h: tests that run as a fiber, under a deadline. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

typedef void (*KabTestFunc) (void);

void kab_test_add (const char *path, KabTestFunc func);
void kab_test_settle (void);
void kab_test_await_last (gpointer object);

/* Awaits a future of which the test expects a record, or an error. */
gpointer kab_test_await_object (DexFuture *future);
GBytes *kab_test_await_bytes (DexFuture *future);
void kab_test_await_true (DexFuture *future);
GError *kab_test_await_error (DexFuture *future);

/* Waits until *@counter reaches @value; the test's deadline bounds it. */
void kab_test_await_count (const guint *counter, guint value);

G_END_DECLS
