/* kab-demo.c: the backend of the demonstration, run for as long as the program runs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "kab-demo.h"

/* Filling an empty database takes a moment on a slow disk. */
#define START_SECONDS 60
#define GREETING "Listening on "

struct _KabDemo
{
  GObject parent_instance;

  char *program;
  char *data_dir;
  char *organisations_dir;
  GSubprocess *process;
  GDataInputStream *lines;
};

G_DEFINE_FINAL_TYPE (KabDemo, kab_demo, G_TYPE_OBJECT)

/* Runs in the child: it ends with the program, however that ends. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != GPOINTER_TO_INT (data))
    _exit (0);
}

static GSubprocess *
spawn (KabDemo *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);

  if (g_mkdir_with_parents (self->data_dir, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The folder %s cannot be made."), self->data_dir);
      return NULL;
    }
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, GINT_TO_POINTER (getpid ()), NULL);
  return g_subprocess_launcher_spawn (launcher, error, self->program, "--data", self->data_dir,
                                      "--organisations", self->organisations_dir, "--port", "0", "--seed",
                                      "demo", "--demo-outbox", NULL);
}

/* Resolves to the origin that the backend's first line names. */
static DexFuture *
greeting_read (DexFuture *read, gpointer data)
{
  const GValue *value = dex_future_get_value (read, NULL);
  const char *line = value != NULL ? g_value_get_string (value) : NULL;

  if (line == NULL || !g_str_has_prefix (line, GREETING "http://127.0.0.1:"))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_FAILED, "%s", _ ("The demo backend did not start."));
  return dex_future_new_take_string (g_strdup (line + strlen (GREETING)));
}

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  if (error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_resolve_string (promise, line != NULL ? line : g_strdup (""));
}

/**
 * kab_demo_start:
 * @self: a demo
 *
 * Starts the backend on a free port of the loopback interface.
 *
 * Returns: (transfer full): a future that resolves to the backend's origin (string), or rejects when the
 *   backend cannot be started or does not answer in time
 */
DexFuture *
kab_demo_start (KabDemo *self)
{
  g_autoptr (GError) error = NULL;
  DexPromise *promise;

  g_return_val_if_fail (KAB_IS_DEMO (self), NULL);
  g_return_val_if_fail (self->process == NULL, NULL);

  self->process = spawn (self, &error);
  if (self->process == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  promise = dex_promise_new_cancellable ();
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, dex_promise_get_cancellable (promise),
                                       line_read_cb, dex_ref (promise));
  return dex_future_first (dex_future_then (DEX_FUTURE (promise), greeting_read, NULL, NULL),
                           dex_timeout_new_seconds (START_SECONDS), NULL);
}

/**
 * kab_demo_stop:
 * @self: a demo
 *
 * Ends the backend; it closes its database by itself.
 */
void
kab_demo_stop (KabDemo *self)
{
  g_return_if_fail (KAB_IS_DEMO (self));

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
  g_clear_object (&self->lines);
}

static void
kab_demo_finalize (GObject *object)
{
  KabDemo *self = KAB_DEMO (object);

  kab_demo_stop (self);
  g_free (self->program);
  g_free (self->data_dir);
  g_free (self->organisations_dir);
  G_OBJECT_CLASS (kab_demo_parent_class)->finalize (object);
}

static void
kab_demo_class_init (KabDemoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_demo_finalize;
}

static void
kab_demo_init (KabDemo *self)
{
}

/**
 * kab_demo_new:
 * @program: path of kabinet-backend
 * @data_dir: where it keeps its data
 * @organisations_dir: the organisations that it serves
 *
 * Returns: (transfer full): a demo, not started
 */
KabDemo *
kab_demo_new (const char *program, const char *data_dir, const char *organisations_dir)
{
  KabDemo *self;

  g_return_val_if_fail (program != NULL && data_dir != NULL && organisations_dir != NULL, NULL);

  self = g_object_new (KAB_TYPE_DEMO, NULL);
  self->program = g_strdup (program);
  self->data_dir = g_strdup (data_dir);
  self->organisations_dir = g_strdup (organisations_dir);
  return self;
}
