/* documents-tell.h: what a customer is told by SMS or mail when something was done with a document. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-hooks.h"

G_BEGIN_DECLS

void kab_documents_tell (const KabDeed *deed, JsonArray *fields);

G_END_DECLS
