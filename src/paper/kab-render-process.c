/* kab-render-process.c: a running kabinet-render, asked one thing after the other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libdex.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "kab-place.h"
#include "kab-render-process.h"

#define ANSWER_SECONDS 20

/* The process ends with this object, or when the program does. */
struct _KabRenderProcess
{
  GObject parent_instance;

  GSubprocess *process;
};

G_DEFINE_FINAL_TYPE (KabRenderProcess, kab_render_process, G_TYPE_OBJECT)
G_DEFINE_QUARK (kab-render-error-quark, kab_render_error)

/* The document as a file that has no name and that nobody can change any more (G6). */
static int
seal_document (GBytes *document, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (document, &length);
  int fd = memfd_create ("document", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  while (fd >= 0 && length > 0)
    {
      gssize put = write (fd, data, length);

      if (put <= 0)
        g_clear_fd (&fd, NULL);
      else
        {
          data += put;
          length -= (gsize) put;
        }
    }
  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("There is not enough memory for the document."));
      return -1;
    }
  lseek (fd, 0, SEEK_SET);
  fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
  return fd;
}

static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* The helper learns where fonts are and in which language we speak, nothing else. */
static char **
helper_environ (void)
{
  static const char *const kept[] = { "HOME",          "LANG",          "LC_ALL",          "XDG_CACHE_HOME",
                                      "XDG_DATA_HOME", "XDG_DATA_DIRS", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
                                      "ASAN_OPTIONS",  "UBSAN_OPTIONS" };
  char **result = g_new0 (char *, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      result = g_environ_setenv (result, kept[i], g_getenv (kept[i]), TRUE);
  /* The leak checker looks at threads of its own, which the helper may not. */
  return g_environ_setenv (result, "LSAN_OPTIONS", "detect_leaks=0", TRUE);
}

static void
read_all_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error))
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_resolve_int64 (promise, (gint64) length);
}

static void
write_all_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_resolve_boolean (promise, TRUE);
}

/* Awaits; FALSE if the stream ends before. */
static gboolean
await_read (GInputStream *stream, void *buffer, gsize length)
{
  DexPromise *promise = dex_promise_new_cancellable ();
  gint64 got;

  g_input_stream_read_all_async (stream, buffer, length, G_PRIORITY_DEFAULT,
                                 dex_promise_get_cancellable (promise), read_all_cb, dex_ref (promise));
  got = dex_await_int64 (
      dex_future_first (DEX_FUTURE (promise), dex_timeout_new_seconds (ANSWER_SECONDS), NULL), NULL);
  return got == (gint64) length;
}

static gboolean
await_write (GOutputStream *stream, GBytes *bytes)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  g_output_stream_write_all_async (stream, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                   G_PRIORITY_DEFAULT, dex_promise_get_cancellable (promise), write_all_cb,
                                   dex_ref (promise));
  return dex_await_boolean (
      dex_future_first (DEX_FUTURE (promise), dex_timeout_new_seconds (ANSWER_SECONDS), NULL), NULL);
}

static GBytes *
frame_new (KabRenderOperation operation, GVariant *arguments)
{
  g_autoptr (GVariant) request
      = g_variant_ref_sink (g_variant_new (KAB_RENDER_FRAME, (guint32) operation, arguments));
  gsize length = g_variant_get_size (request);
  guint32 head = GUINT32_TO_LE ((guint32) length);
  guint8 *frame = g_malloc (sizeof head + length);

  memcpy (frame, &head, sizeof head);
  memcpy (frame + sizeof head, g_variant_get_data (request), length);
  return g_bytes_new_take (frame, sizeof head + length);
}

/* Awaits. Returns: the answer, or NULL if the helper ended or did not speak the protocol. */
static GVariant *
exchange (GSubprocess *running, KabRenderOperation operation, GVariant *arguments)
{
  g_autoptr (GSubprocess) process = g_object_ref (running);
  g_autoptr (GBytes) frame = frame_new (operation, arguments);
  g_autoptr (GBytes) bytes = NULL;
  guint8 *body;
  guint32 length = 0;

  if (!await_write (g_subprocess_get_stdin_pipe (process), frame)
      || !await_read (g_subprocess_get_stdout_pipe (process), &length, sizeof length))
    return NULL;
  length = GUINT32_FROM_LE (length);
  if (length > KAB_RENDER_LONGEST_ANSWER)
    return NULL;
  body = g_malloc (length);
  bytes = g_bytes_new_take (body, length);
  if (!await_read (g_subprocess_get_stdout_pipe (process), body, length))
    return NULL;
  return g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (KAB_RENDER_FRAME), bytes, FALSE));
}

/**
 * kab_render_error_new:
 * @status: what the helper answered instead of a result
 *
 * Returns: (transfer full): the error in words for people
 */
GError *
kab_render_error_new (KabRenderStatus status)
{
  switch (status)
    {
    case KAB_RENDER_ENCRYPTED:
      return g_error_new (KAB_RENDER_ERROR, KAB_RENDER_ERROR_ENCRYPTED,
                          _ ("The document asks for a password."));
    case KAB_RENDER_TOO_LARGE:
      return g_error_new (KAB_RENDER_ERROR, KAB_RENDER_ERROR_TOO_LARGE,
                          _ ("The document is too large to show."));
    case KAB_RENDER_OK:
    case KAB_RENDER_DAMAGED:
    case KAB_RENDER_REFUSED:
      break;
    }
  return g_error_new (KAB_RENDER_ERROR, KAB_RENDER_ERROR_DAMAGED, _ ("The document is damaged."));
}

/**
 * kab_render_process_ask:
 * @self: a running helper
 * @operation: what to do
 * @arguments: as the protocol has it; consumed if floating
 * @error: return location for an error
 *
 * For fibers only: awaits the answer.
 *
 * Returns: (transfer full) (nullable): the result. %NULL with @error set where the helper refused with
 *   %KAB_RENDER_ERROR, %NULL without where it ended, hung or did not speak the protocol
 */
GVariant *
kab_render_process_ask (KabRenderProcess *self,
                        KabRenderOperation operation,
                        GVariant *arguments,
                        GError **error)
{
  static const char *const results[] = { "a(dd)", "(uuuay)", "(sa(dddd))", "ay", "u", "ay", "aay" };
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) result = NULL;
  guint32 status;

  g_return_val_if_fail (KAB_IS_RENDER_PROCESS (self) && operation < G_N_ELEMENTS (results), NULL);

  answer = exchange (self->process, operation, arguments);
  if (answer == NULL)
    return NULL;
  g_variant_get (answer, KAB_RENDER_FRAME, &status, &result);
  if (status == KAB_RENDER_OK && g_variant_is_of_type (result, G_VARIANT_TYPE (results[operation])))
    return g_steal_pointer (&result);
  g_propagate_error (error, kab_render_error_new (status));
  return NULL;
}

/**
 * kab_render_process_find_program:
 *
 * Returns: (transfer full) (nullable): path of kabinet-render, or %NULL where it is not installed
 */
char *
kab_render_process_find_program (void)
{
  return kab_place_find_program ("kabinet-render", "paper/render", KAB_LIBEXEC_DIR);
}

/**
 * kab_render_process_start:
 * @program: (nullable): path of kabinet-render
 * @mode: (nullable): one of the modes of the protocol
 * @document: (nullable): what it is to open; nothing else can be opened later
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the running helper
 */
KabRenderProcess *
kab_render_process_start (const char *program, const char *mode, GBytes *document, GError **error)
{
  g_autoptr (KabRenderProcess) self = NULL;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_auto (GStrv) environment = helper_environ ();
  int fd;

  if (program == NULL)
    {
      g_set_error (error, KAB_RENDER_ERROR, KAB_RENDER_ERROR_MISSING, "%s",
                   _ ("The part of Kabinet that draws documents is not installed."));
      return NULL;
    }
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  if (document != NULL)
    {
      fd = seal_document (document, error);
      if (fd < 0)
        return NULL;
      g_subprocess_launcher_take_fd (launcher, fd, KAB_RENDER_DOCUMENT_FD);
    }
  self = g_object_new (KAB_TYPE_RENDER_PROCESS, NULL);
  self->process = g_subprocess_launcher_spawn (launcher, error, program, mode, NULL);
  return self->process != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * kab_render_process_stop:
 * @self: a helper
 *
 * Ends it at once; whoever awaits an answer gets none.
 */
void
kab_render_process_stop (KabRenderProcess *self)
{
  g_return_if_fail (KAB_IS_RENDER_PROCESS (self));

  g_subprocess_force_exit (self->process);
}

static void
kab_render_process_finalize (GObject *object)
{
  KabRenderProcess *self = KAB_RENDER_PROCESS (object);

  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  G_OBJECT_CLASS (kab_render_process_parent_class)->finalize (object);
}

static void
kab_render_process_class_init (KabRenderProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_render_process_finalize;
}

static void
kab_render_process_init (KabRenderProcess *self)
{
}
