/* kab-codes.h: what the QR codes on a picture say. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-picture.h"

G_BEGIN_DECLS

GPtrArray *kab_codes_find (const KabPicture *picture);

G_END_DECLS
