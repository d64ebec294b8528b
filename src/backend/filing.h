/* filing.h: documents that people file: requests, questions, returns, complaints. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_filing_open (KabServer *server, GError **error);

G_END_DECLS
