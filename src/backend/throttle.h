/* throttle.h: how often something may be asked (in memory), and how often it may fail (in the database). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

KabLimits *kab_limits_new (void);
void kab_limits_free (KabLimits *self);
gint64 kab_limits_take (
    KabLimits *self, const char *scope, const char *key, gint64 count, gint64 window, gint64 now);

gint64
kab_attempts_get_wait (KabServer *server, const char *scope, const char *key, gint64 count, gint64 window);
gint64
kab_attempts_get_left (KabServer *server, const char *scope, const char *key, gint64 count, gint64 window);
void kab_attempts_add (KabServer *server, const char *scope, const char *key, gint64 window);
void kab_attempts_clear (KabServer *server, const char *scope, const char *key);
void kab_attempts_forget (KabServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabLimits, kab_limits_free)

G_END_DECLS
