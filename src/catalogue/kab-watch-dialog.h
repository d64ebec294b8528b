/* kab-watch-dialog.h: whether, and below which price, somebody is to be told of an item. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-shop.h"

G_BEGIN_DECLS

/* Signal: done (the watch was begun, changed or ended). */
#define KAB_TYPE_WATCH_DIALOG (kab_watch_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabWatchDialog, kab_watch_dialog, KAB, WATCH_DIALOG, AdwDialog)

KabWatchDialog *kab_watch_dialog_new (KabShop *shop, KabItem *item, KabWatch *watch);

G_END_DECLS
