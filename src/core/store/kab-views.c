/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-views.h"

#include "kab-private-file.h"

#include <glib/gstdio.h>

/*
 * KabViews keeps one small file for each cabinet, since a filter may hold names and numbers of the person's own;
 * it goes at sign-out with everything else. It is read when it is made and written behind. Without a path it lives
 * in memory, for people who do not want to be remembered. Main thread only.
 */

#define FILTERS "filters" /* name, query, name, query… */
#define MAX_FILTERS 30

struct _KabViews
{
  GObject parent_instance;

  char *path;
  GKeyFile *file;
  KabWorker *worker;
};

enum
{
  FILTERS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KabViews, kab_views, G_TYPE_OBJECT)

static void
kab_views_finalize (GObject *object)
{
  KabViews *self = KAB_VIEWS (object);

  g_clear_pointer (&self->worker, kab_worker_free);
  g_key_file_unref (self->file);
  g_free (self->path);
  G_OBJECT_CLASS (kab_views_parent_class)->finalize (object);
}

static void
kab_views_class_init (KabViewsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_views_finalize;

  /**
   * KabViews::filters-changed:
   * @self: views
   *
   * A filter with a name has come, changed or gone.
   */
  signals[FILTERS_CHANGED] = g_signal_new ("filters-changed", KAB_TYPE_VIEWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
}

static void
kab_views_init (KabViews *self)
{
  self->file = g_key_file_new ();
}

/**
 * kab_views_new:
 * @path: (nullable): the file; %NULL keeps them in memory
 *
 * What cannot be read is nothing: views are no more than convenient.
 *
 * Returns: (transfer full): the views
 */
KabViews *
kab_views_new (const char *path)
{
  KabViews *self = g_object_new (KAB_TYPE_VIEWS, NULL);

  self->path = g_strdup (path);
  if (path != NULL)
    g_key_file_load_from_file (self->file, path, G_KEY_FILE_NONE, NULL);
  return self;
}

static void
save (KabViews *self)
{
  g_autofree char *text = NULL;

  if (self->path == NULL)
    return;
  if (self->worker == NULL)
    self->worker = kab_worker_new ();
  text = g_key_file_to_data (self->file, NULL, NULL);
  kab_private_file_write_behind (self->worker, self->path, text);
}

/**
 * kab_views_unlink:
 * @self: views
 *
 * Forgets everything, here and on disk.
 */
void
kab_views_unlink (KabViews *self)
{
  g_return_if_fail (KAB_IS_VIEWS (self));

  g_key_file_unref (self->file);
  self->file = g_key_file_new ();
  g_clear_pointer (&self->worker, kab_worker_free);
  if (self->path != NULL)
    g_unlink (self->path);
  g_clear_pointer (&self->path, g_free);
}

/**
 * kab_views_dup:
 * @self: views
 * @section: of which list
 * @name: what: "columns", "widths", "sort"
 *
 * Returns: (transfer full) (nullable): what was kept
 */
char *
kab_views_dup (KabViews *self, const char *section, const char *name)
{
  g_return_val_if_fail (KAB_IS_VIEWS (self) && section != NULL && name != NULL, NULL);
  return g_key_file_get_string (self->file, section, name, NULL);
}

/**
 * kab_views_set:
 * @self: views
 * @section: of which list
 * @name: what
 * @value: (nullable): to be kept; %NULL forgets it
 */
void
kab_views_set (KabViews *self, const char *section, const char *name, const char *value)
{
  g_autofree char *known = NULL;

  g_return_if_fail (KAB_IS_VIEWS (self) && section != NULL && name != NULL);

  known = kab_views_dup (self, section, name);
  if (g_strcmp0 (known, value) == 0)
    return;
  if (value != NULL)
    g_key_file_set_string (self->file, section, name, value);
  else
    g_key_file_remove_key (self->file, section, name, NULL);
  save (self);
}

static GStrv
dup_pairs (KabViews *self, const char *section)
{
  gsize length = 0;
  g_auto (GStrv) pairs = g_key_file_get_string_list (self->file, section, FILTERS, &length, NULL);

  return pairs != NULL && length % 2 == 0 ? g_steal_pointer (&pairs) : g_new0 (char *, 1);
}

/**
 * kab_views_dup_filter_names:
 * @self: views
 * @section: of which list
 *
 * Returns: (transfer full): the names of its filters, the oldest first
 */
GStrv
kab_views_dup_filter_names (KabViews *self, const char *section)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) pairs = NULL;

  g_return_val_if_fail (KAB_IS_VIEWS (self) && section != NULL, NULL);

  pairs = dup_pairs (self, section);
  for (guint i = 0; pairs[i] != NULL; i += 2)
    g_strv_builder_add (names, pairs[i]);
  return g_strv_builder_end (names);
}

/**
 * kab_views_dup_filter:
 * @self: views
 * @section: of which list
 * @name: a filter's name
 *
 * Returns: (transfer full) (nullable): what it asks for, "state=closed&q=abc"
 */
char *
kab_views_dup_filter (KabViews *self, const char *section, const char *name)
{
  g_auto (GStrv) pairs = NULL;

  g_return_val_if_fail (KAB_IS_VIEWS (self) && section != NULL && name != NULL, NULL);

  pairs = dup_pairs (self, section);
  for (guint i = 0; pairs[i] != NULL; i += 2)
    if (g_str_equal (pairs[i], name))
      return g_strdup (pairs[i + 1]);
  return NULL;
}

/**
 * kab_views_set_filter:
 * @self: views
 * @section: of which list
 * @name: its name
 * @query: (nullable): what it asks for; %NULL forgets it
 */
void
kab_views_set_filter (KabViews *self, const char *section, const char *name, const char *query)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) pairs = NULL;
  g_auto (GStrv) kept = NULL;

  g_return_if_fail (KAB_IS_VIEWS (self) && section != NULL && name != NULL);

  pairs = dup_pairs (self, section);
  for (guint i = 0; i < 2 * (MAX_FILTERS - 1) && pairs[i] != NULL; i += 2)
    if (!g_str_equal (pairs[i], name))
      g_strv_builder_add_many (builder, pairs[i], pairs[i + 1], NULL);
  if (query != NULL)
    g_strv_builder_add_many (builder, name, query, NULL);
  kept = g_strv_builder_end (builder);
  g_key_file_set_string_list (self->file, section, FILTERS, (const char *const *) kept, g_strv_length (kept));
  save (self);
  g_signal_emit (self, signals[FILTERS_CHANGED], 0);
}
