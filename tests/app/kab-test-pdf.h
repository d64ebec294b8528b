/* kab-test-pdf.h: documents to open: a good one, damaged ones, hostile ones. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *kab_test_pdf_good (guint pages);
GBytes *kab_test_pdf_damaged (guint number);
GBytes *kab_test_pdf_hostile (guint number, const char **what);

G_END_DECLS
