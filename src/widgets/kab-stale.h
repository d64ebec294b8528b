/* kab-stale.h: says in a banner why nothing newer is shown, and how old it is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-load.h"

G_BEGIN_DECLS

void kab_stale_tell (AdwBanner *banner, KabLoad *load, GDateTime *as_of);

G_END_DECLS
