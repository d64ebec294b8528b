/* kab-filing-menu.h: what a person may file, as a menu. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kab-descriptor.h"

G_BEGIN_DECLS

GMenuModel *kab_filing_menu_new (KabDescriptor *descriptor,
                                 const char *cabinet,
                                 gboolean staff) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
