/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "server.h"

#include <glib/gstdio.h>

#include "throttle.h"
#include "parts.h"

static int
compare_organisations (gconstpointer a, gconstpointer b)
{
  KabOrganisation *const *first = a;
  KabOrganisation *const *second = b;

  return g_strcmp0 (kab_organisation_get_id (*first), kab_organisation_get_id (*second));
}

static gboolean
load_organisations (KabServer *self, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (self->options->organisations, 0, error);
  const char *name;

  if (folder == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->options->organisations, name, NULL);
      g_autoptr (KabOrganisation) organisation = NULL;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      organisation = kab_organisation_load (path, error);
      if (organisation == NULL)
        return FALSE;
      if (kab_server_find_organisation (self, kab_organisation_get_id (organisation)) != NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s: the id is taken by another file", path);
          return FALSE;
        }
      g_ptr_array_add (self->organisations, g_steal_pointer (&organisation));
    }
  g_ptr_array_sort (self->organisations, compare_organisations);
  return TRUE;
}

static gboolean
open_database (KabServer *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->options->data, "kabinet.sqlite", NULL);

  if (g_mkdir_with_parents (self->options->data, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s cannot be made: %s",
                   self->options->data, g_strerror (errno));
      return FALSE;
    }
  self->database = kab_database_open (path, error);
  if (self->database != NULL)
    self->secrets = kab_secrets_open (self->options->data, error);
  return self->secrets != NULL;
}

/**
 * kab_server_new:
 * @options: (transfer full): the command line
 * @error: return location for what went wrong
 *
 * Returns: (transfer full) (nullable): a server that knows its organisations, its tables and its routes
 */
KabServer *
kab_server_new (KabOptions *options, GError **error)
{
  g_autoptr (KabServer) self = g_new0 (KabServer, 1);

  g_return_val_if_fail (options != NULL, NULL);

  self->options = options;
  self->organisations = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_organisation_free);
  self->router = kab_router_new ();
  self->limits = kab_limits_new ();
  if (!load_organisations (self, error) || !open_database (self, error) || !kab_parts_open (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * kab_server_free:
 * @self: (transfer full): a server
 */
void
kab_server_free (KabServer *self)
{
  if (self == NULL)
    return;
  kab_parts_close (self);
  g_clear_pointer (&self->router, kab_router_free);
  g_clear_pointer (&self->limits, kab_limits_free);
  g_clear_pointer (&self->secrets, kab_secrets_close);
  g_clear_pointer (&self->database, kab_database_close);
  g_clear_pointer (&self->organisations, g_ptr_array_unref);
  g_clear_pointer (&self->options, kab_options_free);
  g_free (self->public_url);
  g_free (self);
}

/**
 * kab_server_find_organisation:
 * @self: a server
 * @id: id of an organisation
 *
 * Returns: (transfer none) (nullable): the organisation
 */
KabOrganisation *
kab_server_find_organisation (KabServer *self, const char *id)
{
  for (guint i = 0; i < self->organisations->len; i++)
    {
      KabOrganisation *organisation = g_ptr_array_index (self->organisations, i);

      if (g_strcmp0 (kab_organisation_get_id (organisation), id) == 0)
        return organisation;
    }
  return NULL;
}

/**
 * kab_server_now:
 * @self: a server
 *
 * Returns: seconds since 1970 by the server's clock, which a demo may have advanced
 */
gint64
kab_server_now (KabServer *self)
{
  return g_get_real_time () / G_USEC_PER_SEC + self->clock_offset;
}
