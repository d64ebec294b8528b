/* kab-renderer.c: one document, opened by a process of its own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-fiber.h"
#include "kab-page-text.h"
#include "kab-renderer.h"

/* A page costs some tenths of a second of the helper's time and its time is limited, so a helper that ends
 * after it has answered is started again; one that ends on its first question has met a document that
 * nobody should open. */
struct _KabRenderer
{
  GObject parent_instance;

  char *program;
  GBytes *document;
  KabRenderProcess *process;
  GArray *sizes;
  gboolean proven; /* this helper has answered a question about the open document */
  DexFuture *last; /* the newest call: calls wait for each other, because there is one pipe */
  gboolean closed;
};

typedef struct
{
  double width, height;
} PageSize;

typedef struct
{
  KabRenderer *self;
  DexFuture *before;
  DexPromise *promise;
  KabRenderOperation operation;
  GVariant *arguments;
} Call;

G_DEFINE_FINAL_TYPE (KabRenderer, kab_renderer, G_TYPE_OBJECT)

static void
call_free (gpointer data)
{
  Call *call = data;

  dex_clear (&call->before);
  dex_clear (&call->promise);
  g_clear_pointer (&call->arguments, g_variant_unref);
  g_clear_object (&call->self);
  g_free (call);
}

static void
stop_helper (KabRenderer *self)
{
  if (self->process != NULL)
    kab_render_process_stop (self->process);
  g_clear_object (&self->process);
}

/* Awaits. The helper may be stopped meanwhile, so it is held. */
static GVariant *
ask (KabRenderer *self, KabRenderOperation operation, GVariant *arguments, GError **error)
{
  g_autoptr (KabRenderProcess) process = g_object_ref (self->process);

  return kab_render_process_ask (process, operation, arguments, error);
}

/* Awaits. The helper, running and with the document open. */
static gboolean
make_ready (KabRenderer *self, GError **error)
{
  g_autoptr (GVariant) sizes = NULL;
  const PageSize *array;
  gsize n_pages = 0;

  if (self->process != NULL)
    return TRUE;
  self->proven = FALSE;
  self->process = kab_render_process_start (self->program, NULL, self->document, error);
  if (self->process == NULL)
    return FALSE;
  sizes = ask (self, KAB_RENDER_OPEN, g_variant_new ("()"), error);
  if (sizes == NULL)
    {
      if (error != NULL && *error == NULL)
        *error = kab_render_error_new (KAB_RENDER_DAMAGED);
      stop_helper (self);
      return FALSE;
    }
  array = g_variant_get_fixed_array (sizes, &n_pages, sizeof (PageSize));
  g_array_set_size (self->sizes, 0);
  g_array_append_vals (self->sizes, array, (guint) MIN (n_pages, KAB_RENDER_MOST_PAGES));
  return TRUE;
}

static GVariant *
perform (Call *call, GError **error)
{
  KabRenderer *self = call->self;

  for (gboolean again = TRUE; again && !self->closed;)
    {
      g_autoptr (GError) failure = NULL;
      GVariant *result;

      if (!make_ready (self, error))
        return NULL;
      again = self->proven;
      if (call->operation == KAB_RENDER_OPEN)
        return g_variant_ref_sink (g_variant_new ("()"));
      result = ask (self, call->operation, call->arguments, &failure);
      self->proven = result != NULL || failure != NULL;
      if (result != NULL)
        return result;
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      stop_helper (self);
    }
  if (self->closed)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the document is closed");
  else
    g_propagate_error (error, kab_render_error_new (KAB_RENDER_DAMAGED));
  return NULL;
}

static void
settle (Call *call, GVariant *result)
{
  g_autoptr (GVariant) part = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  guint32 width, height, stride;

  switch (call->operation)
    {
    case KAB_RENDER_OPEN:
      dex_promise_resolve_boolean (call->promise, TRUE);
      break;
    case KAB_RENDER_PAGE:
      g_variant_get (result, "(uuu@ay)", &width, &height, &stride, &part);
      bytes = g_variant_get_data_as_bytes (part);
      if (width == 0 || height == 0 || stride / 4 < width || g_bytes_get_size (bytes) / stride < height)
        dex_promise_reject (call->promise, kab_render_error_new (KAB_RENDER_DAMAGED));
      else
        dex_promise_resolve_object (
            call->promise,
            gdk_memory_texture_new ((int) width, (int) height, GDK_MEMORY_DEFAULT, bytes, stride));
      break;
    case KAB_RENDER_TEXT:
      g_variant_get (result, "(s@a(dddd))", &text, &part);
      dex_promise_resolve_object (call->promise, kab_page_text_new (text, part));
      break;
    case KAB_RENDER_ADD:
    case KAB_RENDER_FINISH:
    case KAB_RENDER_CODES:
      g_assert_not_reached ();
    case KAB_RENDER_EXTRACT:
      bytes = g_variant_get_data_as_bytes (result);
      dex_promise_resolve_boxed (call->promise, G_TYPE_BYTES, g_steal_pointer (&bytes));
      break;
    }
}

static DexFuture *
call_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GError) error = NULL;

  if (call->before != NULL)
    dex_await (g_steal_pointer (&call->before), NULL);
  result = perform (call, &error);
  if (result != NULL)
    settle (call, result);
  else
    dex_promise_reject (call->promise, g_steal_pointer (&error));
  return dex_future_new_true ();
}

/* A call is carried through once it is made, so that questions and answers never get out of step: whoever
 * drops the returned future only stops listening. */
static DexFuture *
start_call (KabRenderer *self, KabRenderOperation operation, GVariant *arguments)
{
  Call *call = g_new0 (Call, 1);
  DexPromise *promise = dex_promise_new ();

  call->self = g_object_ref (self);
  call->before = g_steal_pointer (&self->last);
  call->promise = dex_ref (promise);
  call->operation = operation;
  call->arguments = g_variant_ref_sink (arguments);
  self->last = kab_fiber_spawn (call_fiber, call, call_free);
  dex_future_disown (dex_ref (self->last));
  return DEX_FUTURE (promise);
}

/**
 * kab_renderer_open:
 * @self: a renderer
 *
 * Opens the document; how many pages it has is known after this.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %KAB_RENDER_ERROR
 */
DexFuture *
kab_renderer_open (KabRenderer *self)
{
  g_return_val_if_fail (KAB_IS_RENDERER (self), NULL);

  return start_call (self, KAB_RENDER_OPEN, g_variant_new ("()"));
}

/**
 * kab_renderer_draw_page:
 * @self: an open renderer
 * @page: index of the page
 * @scale: pixels a point
 *
 * Returns: (transfer full): a future that resolves to a #GdkTexture, or rejects with %KAB_RENDER_ERROR
 */
DexFuture *
kab_renderer_draw_page (KabRenderer *self, guint page, double scale)
{
  g_return_val_if_fail (KAB_IS_RENDERER (self), NULL);

  return start_call (self, KAB_RENDER_PAGE, g_variant_new ("(ud)", page, scale));
}

/**
 * kab_renderer_read_text:
 * @self: an open renderer
 * @page: index of the page
 *
 * Returns: (transfer full): a future that resolves to a #KabPageText, or rejects with %KAB_RENDER_ERROR
 */
DexFuture *
kab_renderer_read_text (KabRenderer *self, guint page)
{
  g_return_val_if_fail (KAB_IS_RENDERER (self), NULL);

  return start_call (self, KAB_RENDER_TEXT, g_variant_new ("(u)", page));
}

/**
 * kab_renderer_extract:
 * @self: an open renderer
 * @pages: (array length=n_pages): indexes of pages
 * @n_pages: how many
 *
 * Returns: (transfer full): a future that resolves to #GBytes, a PDF of just these pages, or rejects with
 *   %KAB_RENDER_ERROR
 */
DexFuture *
kab_renderer_extract (KabRenderer *self, const guint32 *pages, gsize n_pages)
{
  g_return_val_if_fail (KAB_IS_RENDERER (self), NULL);

  return start_call (self, KAB_RENDER_EXTRACT,
                     g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, pages, n_pages, sizeof (guint32)));
}

/**
 * kab_renderer_close:
 * @self: a renderer
 *
 * Ends the helper at once; calls under way reject.
 */
void
kab_renderer_close (KabRenderer *self)
{
  g_return_if_fail (KAB_IS_RENDERER (self));

  self->closed = TRUE;
  stop_helper (self);
}

/**
 * kab_renderer_get_n_pages:
 * @self: a renderer
 *
 * Returns: the number of pages, 0 before the document is open
 */
guint
kab_renderer_get_n_pages (KabRenderer *self)
{
  g_return_val_if_fail (KAB_IS_RENDERER (self), 0);

  return self->sizes->len;
}

/**
 * kab_renderer_get_page_size:
 * @self: an open renderer
 * @page: index of the page
 * @width: (out): width in points
 * @height: (out): height in points
 */
void
kab_renderer_get_page_size (KabRenderer *self, guint page, double *width, double *height)
{
  g_return_if_fail (KAB_IS_RENDERER (self) && page < self->sizes->len);

  *width = g_array_index (self->sizes, PageSize, page).width;
  *height = g_array_index (self->sizes, PageSize, page).height;
}

/**
 * kab_renderer_get_document:
 * @self: a renderer
 *
 * Returns: (transfer none): the document as it came
 */
GBytes *
kab_renderer_get_document (KabRenderer *self)
{
  g_return_val_if_fail (KAB_IS_RENDERER (self), NULL);

  return self->document;
}

static void
kab_renderer_finalize (GObject *object)
{
  KabRenderer *self = KAB_RENDERER (object);

  stop_helper (self);
  dex_clear (&self->last);
  g_free (self->program);
  g_clear_pointer (&self->document, g_bytes_unref);
  g_array_unref (self->sizes);
  G_OBJECT_CLASS (kab_renderer_parent_class)->finalize (object);
}

static void
kab_renderer_class_init (KabRendererClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_renderer_finalize;
}

static void
kab_renderer_init (KabRenderer *self)
{
  self->sizes = g_array_new (FALSE, FALSE, sizeof (PageSize));
}

/**
 * kab_renderer_new:
 * @program: (nullable): path of kabinet-render
 * @document: the document as it came
 *
 * Returns: (transfer full): a renderer, its helper not yet started
 */
KabRenderer *
kab_renderer_new (const char *program, GBytes *document)
{
  KabRenderer *self;

  g_return_val_if_fail (document != NULL, NULL);

  self = g_object_new (KAB_TYPE_RENDERER, NULL);
  self->program = g_strdup (program);
  self->document = g_bytes_ref (document);
  return self;
}
