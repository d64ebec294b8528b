/* kab-picked-file.c: a file that a person chose to send along, read whole. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-picked-file.h"

#include "kab-fiber.h"

#define ATTRIBUTES                                                                                           \
  G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME                                                                     \
  "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE

struct _KabPickedFile
{
  GObject parent_instance;

  char *name;
  char *media_type;
  GBytes *bytes;
};

G_DEFINE_FINAL_TYPE (KabPickedFile, kab_picked_file, G_TYPE_OBJECT)

typedef struct
{
  GFile *file;
  gsize limit;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->file);
  g_free (reading);
}

static DexFuture *
read_fiber (gpointer data)
{
  Reading *reading = data;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  KabPickedFile *self;

  info = dex_await_object (
      dex_file_query_info (reading->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT), &error);
  if (info == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (g_file_info_get_size (info) > (goffset) reading->limit)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "larger than may be sent");
  bytes = dex_await_boxed (dex_file_load_contents_bytes (reading->file), &error);
  if (bytes == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (g_bytes_get_size (bytes) > reading->limit)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "larger than may be sent");

  self = g_object_new (KAB_TYPE_PICKED_FILE, NULL);
  self->name = g_strdup (g_file_info_get_display_name (info));
  self->media_type = g_content_type_get_mime_type (g_file_info_get_content_type (info));
  self->bytes = g_steal_pointer (&bytes);
  return dex_future_new_take_object (self);
}

static void
kab_picked_file_finalize (GObject *object)
{
  KabPickedFile *self = KAB_PICKED_FILE (object);

  g_free (self->name);
  g_free (self->media_type);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  G_OBJECT_CLASS (kab_picked_file_parent_class)->finalize (object);
}

static void
kab_picked_file_class_init (KabPickedFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_picked_file_finalize;
}

static void
kab_picked_file_init (KabPickedFile *self)
{
}

/**
 * kab_picked_file_read:
 * @file: a file
 * @limit: the most bytes it may have
 *
 * Returns: (transfer full): resolves to a #KabPickedFile; rejects with %G_IO_ERROR_NO_SPACE if the file is
 *   larger than @limit, or with what the file system said
 */
DexFuture *
kab_picked_file_read (GFile *file, gsize limit)
{
  Reading *reading;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  reading = g_new0 (Reading, 1);
  reading->file = g_object_ref (file);
  reading->limit = limit;
  return kab_fiber_spawn (read_fiber, reading, reading_free);
}

/**
 * kab_picked_file_get_name:
 * @self: a #KabPickedFile
 *
 * Returns: the name for people
 */
const char *
kab_picked_file_get_name (KabPickedFile *self)
{
  g_return_val_if_fail (KAB_IS_PICKED_FILE (self), NULL);

  return self->name;
}

/**
 * kab_picked_file_get_media_type:
 * @self: a #KabPickedFile
 *
 * Returns: such as "image/jpeg"
 */
const char *
kab_picked_file_get_media_type (KabPickedFile *self)
{
  g_return_val_if_fail (KAB_IS_PICKED_FILE (self), NULL);

  return self->media_type != NULL ? self->media_type : "application/octet-stream";
}

/**
 * kab_picked_file_get_size:
 * @self: a #KabPickedFile
 *
 * Returns: its size in bytes
 */
gsize
kab_picked_file_get_size (KabPickedFile *self)
{
  g_return_val_if_fail (KAB_IS_PICKED_FILE (self), 0);

  return g_bytes_get_size (self->bytes);
}

/**
 * kab_picked_file_fits:
 * @self: a #KabPickedFile
 * @accept: media types such as "image/jpeg" or "image/ *" (without the space); none takes all
 *
 * Returns: whether the file is of one of the types
 */
gboolean
kab_picked_file_fits (KabPickedFile *self, const char *const *accept)
{
  const char *type;

  g_return_val_if_fail (KAB_IS_PICKED_FILE (self), FALSE);

  type = kab_picked_file_get_media_type (self);
  for (guint i = 0; accept != NULL && accept[i] != NULL; i++)
    {
      gsize length = strlen (accept[i]);

      if (g_str_equal (accept[i], type))
        return TRUE;
      if (g_str_has_suffix (accept[i], "/*") && strncmp (accept[i], type, length - 1) == 0)
        return TRUE;
    }
  return accept == NULL || accept[0] == NULL;
}

/**
 * kab_picked_file_encode:
 * @self: a #KabPickedFile
 *
 * Returns: (transfer full): the file as a form sends it
 */
JsonObject *
kab_picked_file_encode (KabPickedFile *self)
{
  JsonObject *object;
  g_autofree char *base64 = NULL;
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (KAB_IS_PICKED_FILE (self), NULL);

  data = g_bytes_get_data (self->bytes, &size);
  base64 = g_base64_encode (data, size);
  object = json_object_new ();
  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "content_type", kab_picked_file_get_media_type (self));
  json_object_set_string_member (object, "data", base64);
  return object;
}
