/* kab-demo.h: the backend of the demonstration, run for as long as the program runs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

#define KAB_TYPE_DEMO (kab_demo_get_type ())
G_DECLARE_FINAL_TYPE (KabDemo, kab_demo, KAB, DEMO, GObject)

KabDemo *kab_demo_new (const char *program, const char *data_dir, const char *organisations_dir);
DexFuture *kab_demo_start (KabDemo *self) G_GNUC_WARN_UNUSED_RESULT;
void kab_demo_stop (KabDemo *self);

G_END_DECLS
