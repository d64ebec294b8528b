/* kab-picked-file.h: a file that a person chose to send along, read whole. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <libdex.h>

G_BEGIN_DECLS

#define KAB_TYPE_PICKED_FILE (kab_picked_file_get_type ())
G_DECLARE_FINAL_TYPE (KabPickedFile, kab_picked_file, KAB, PICKED_FILE, GObject)

DexFuture *kab_picked_file_read (GFile *file, gsize limit) G_GNUC_WARN_UNUSED_RESULT;
const char *kab_picked_file_get_name (KabPickedFile *self);
const char *kab_picked_file_get_media_type (KabPickedFile *self);
gsize kab_picked_file_get_size (KabPickedFile *self);
gboolean kab_picked_file_fits (KabPickedFile *self, const char *const *accept);
JsonObject *kab_picked_file_encode (KabPickedFile *self);

G_END_DECLS
