/* kab-merger.c: many documents into one, in a process of its own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-merger.h"

/* Documents of others are opened here as well, so it is the helper that puts them together (G2). When it
 * ends over one of them, another one is given those before it again, and goes on without that one. */
struct _KabMerger
{
  GObject parent_instance;

  char *program;
  KabRenderProcess *process;
  GPtrArray *documents; /* GBytes that were added */
};

G_DEFINE_FINAL_TYPE (KabMerger, kab_merger, G_TYPE_OBJECT)

/* Awaits. What the helper refuses, or ends over, is an error in words for people. */
static GVariant *
ask (KabMerger *self, KabRenderOperation operation, GVariant *arguments, GError **error)
{
  g_autoptr (KabRenderProcess) process = NULL;
  g_autoptr (GError) refused = NULL;
  GVariant *result;

  if (self->process == NULL)
    self->process = kab_render_process_start (self->program, KAB_RENDER_MODE_MERGE, NULL, error);
  if (self->process == NULL)
    {
      g_variant_unref (g_variant_ref_sink (arguments));
      return NULL;
    }
  process = g_object_ref (self->process);
  result = kab_render_process_ask (process, operation, arguments, &refused);
  if (result != NULL)
    return result;
  if (refused == NULL)
    g_clear_object (&self->process);
  g_propagate_error (error, refused != NULL ? g_steal_pointer (&refused)
                                            : kab_render_error_new (KAB_RENDER_DAMAGED));
  return NULL;
}

static gboolean
add (KabMerger *self, GBytes *document, GError **error)
{
  g_autoptr (GVariant) pages = ask (
      self, KAB_RENDER_ADD, g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, document, TRUE), error);

  return pages != NULL;
}

/**
 * kab_merger_add:
 * @self: a merger
 * @document: a PDF
 * @error: return location for an error
 *
 * For fibers only: awaits. Puts the pages behind those that are there. A document that is refused leaves the
 * others as they were.
 *
 * Returns: whether it was added; otherwise @error is of %KAB_RENDER_ERROR
 */
gboolean
kab_merger_add (KabMerger *self, GBytes *document, GError **error)
{
  g_return_val_if_fail (KAB_IS_MERGER (self) && document != NULL, FALSE);

  if (add (self, document, error))
    {
      g_ptr_array_add (self->documents, g_bytes_ref (document));
      return TRUE;
    }
  if (self->process == NULL)
    for (guint i = 0; i < self->documents->len; i++)
      add (self, g_ptr_array_index (self->documents, i), NULL);
  return FALSE;
}

/**
 * kab_merger_finish:
 * @self: a merger to which something was added
 * @error: return location for an error
 *
 * For fibers only: awaits.
 *
 * Returns: (transfer full) (nullable): a PDF of all that was added, or %NULL with @error of %KAB_RENDER_ERROR
 */
GBytes *
kab_merger_finish (KabMerger *self, GError **error)
{
  g_autoptr (GVariant) document = NULL;

  g_return_val_if_fail (KAB_IS_MERGER (self), NULL);

  document = ask (self, KAB_RENDER_FINISH, g_variant_new ("()"), error);
  return document != NULL ? g_variant_get_data_as_bytes (document) : NULL;
}

static void
kab_merger_finalize (GObject *object)
{
  KabMerger *self = KAB_MERGER (object);

  g_clear_object (&self->process);
  g_ptr_array_unref (self->documents);
  g_free (self->program);
  G_OBJECT_CLASS (kab_merger_parent_class)->finalize (object);
}

static void
kab_merger_class_init (KabMergerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_merger_finalize;
}

static void
kab_merger_init (KabMerger *self)
{
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

/**
 * kab_merger_new:
 * @program: (nullable): path of kabinet-render
 *
 * Returns: (transfer full): a merger, its helper not yet started
 */
KabMerger *
kab_merger_new (const char *program)
{
  KabMerger *self = g_object_new (KAB_TYPE_MERGER, NULL);

  self->program = g_strdup (program);
  return self;
}
