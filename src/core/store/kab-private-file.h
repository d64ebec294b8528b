/* kab-private-file.h: files and directories that nobody else may read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-worker.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean kab_private_dir_make (const char *dir, GError **error);
gboolean kab_private_file_make (const char *path, GError **error);
gboolean kab_private_file_write (const char *path, const char *data, gssize length, GError **error);
void kab_private_file_write_behind (KabWorker *worker, const char *path, const char *data);

G_END_DECLS
