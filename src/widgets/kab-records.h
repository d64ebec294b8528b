/* kab-records.h: brings a list of records up to date. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void kab_records_take (GListStore *store, GListModel *records);

G_END_DECLS
