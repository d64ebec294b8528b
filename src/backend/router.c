/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "router.h"

typedef struct
{
  const KabRoute *route;
  GStrv segments;
} Entry;

struct _KabRouter
{
  GPtrArray *entries;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_strfreev (entry->segments);
  g_free (entry);
}

static gboolean
is_parameter (const char *segment)
{
  return segment[0] == '{';
}

static gboolean
matches (const Entry *entry, const char *const *segments)
{
  guint i;

  for (i = 0; entry->segments[i] != NULL && segments[i] != NULL; i++)
    if (!is_parameter (entry->segments[i]) && !g_str_equal (entry->segments[i], segments[i]))
      return FALSE;
  return entry->segments[i] == NULL && segments[i] == NULL;
}

/* A fixed word wins over a parameter: "/organisations" is no organisation. */
static guint
count_words (const Entry *entry)
{
  guint words = 0;

  for (guint i = 0; entry->segments[i] != NULL; i++)
    words = words * 2 + (is_parameter (entry->segments[i]) ? 0 : 1);
  return words;
}

static void
take_parameters (const Entry *entry, const char *const *segments, GHashTable *parameters)
{
  for (guint i = 0; entry->segments[i] != NULL; i++)
    if (is_parameter (entry->segments[i]))
      {
        gsize length = strlen (entry->segments[i]);

        g_hash_table_insert (parameters, g_strndup (entry->segments[i] + 1, length - 2),
                             g_strdup (segments[i]));
      }
}

/**
 * kab_router_new:
 *
 * Returns: (transfer full): a router without routes
 */
KabRouter *
kab_router_new (void)
{
  KabRouter *self = g_new0 (KabRouter, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  return self;
}

/**
 * kab_router_free:
 * @self: (transfer full): a router
 */
void
kab_router_free (KabRouter *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * kab_router_add:
 * @self: a router
 * @routes: routes, ended by one without a method; they must stay in place as long as the router
 */
void
kab_router_add (KabRouter *self, const KabRoute *routes)
{
  for (const KabRoute *route = routes; route->method != NULL; route++)
    {
      Entry *entry = g_new0 (Entry, 1);

      g_assert (route->pattern[0] == '/' && route->handler != NULL);
      entry->route = route;
      entry->segments = g_strsplit (route->pattern + 1, "/", -1);
      g_ptr_array_add (self->entries, entry);
    }
}

/**
 * kab_router_find:
 * @self: a router
 * @method: HTTP method
 * @segments: parts of the path, decoded
 * @parameters: is filled with the parts that stand for parameters
 * @allowed: (out): methods of the path where @method is none of them, or %NULL
 *
 * Returns: (nullable): the route
 */
const KabRoute *
kab_router_find (
    KabRouter *self, const char *method, const char *const *segments, GHashTable *parameters, char **allowed)
{
  g_autoptr (GString) methods = g_string_new (NULL);
  const Entry *best = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (!matches (entry, segments))
        continue;
      if (strstr (methods->str, entry->route->method) == NULL)
        g_string_append_printf (methods, "%s%s", methods->len > 0 ? ", " : "", entry->route->method);
      if (g_str_equal (entry->route->method, method)
          && (best == NULL || count_words (entry) > count_words (best)))
        best = entry;
    }
  *allowed = best == NULL && methods->len > 0 ? g_strdup (methods->str) : NULL;
  if (best == NULL)
    return NULL;
  take_parameters (best, segments, parameters);
  return best->route;
}
