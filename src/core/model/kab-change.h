/* kab-change.h: a hint that something has changed on the server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-record.h"

G_BEGIN_DECLS

/* A hint that something has changed: what it is now, the server is to be asked (rule D7). */
#define KAB_TYPE_CHANGE (kab_change_get_type ())
G_DECLARE_FINAL_TYPE (KabChange, kab_change, KAB, CHANGE, KabRecord)

const char *kab_change_get_type_id (KabChange *self); /* document, payment, price… */
const char *kab_change_get_id (KabChange *self);
gint64 kab_change_get_version (KabChange *self);

G_END_DECLS
