/* documents-make.h: actions that make a document out of another: an order out of a quick order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

void kab_documents_make_open (KabServer *server);

G_END_DECLS
