/* kab-test.h: waiting in tests: for futures and for conditions, never for time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * KAB_TEST_UNTIL:
 * @condition: what must become true
 *
 * Runs the main loop until @condition holds. A test in which it never does fails after a while.
 */
#define KAB_TEST_UNTIL(condition)                                                                            \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    gint64 kab_test_deadline_ = kab_test_get_deadline ();                                                    \
    while (!(condition))                                                                                     \
      kab_test_iterate (kab_test_deadline_, #condition);                                                     \
  }                                                                                                          \
  G_STMT_END

gint64 kab_test_get_deadline (void);
void kab_test_iterate (gint64 deadline, const char *what);

gboolean kab_test_await (DexFuture *future, GError **error);
gpointer kab_test_await_object (DexFuture *future, GError **error);
gpointer kab_test_await_boxed (DexFuture *future, GError **error);

char *kab_test_make_dir (void);
void kab_test_remove_dir (const char *dir);

G_END_DECLS
