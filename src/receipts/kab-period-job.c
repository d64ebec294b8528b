/* kab-period-job.c: the receipts of some months become files, or one file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-fiber.h"
#include "kab-format.h"
#include "kab-merger.h"
#include "kab-period-job.h"
#include "kab-receipt-file.h"
#include "kab-save.h"

#define MOST_NAMES 100

/* One receipt after the other, so that a server is not stormed and the bar moves evenly. A receipt that is
 * damaged is left out and named; what stops the next one as well, such as a full disk or a lost network,
 * stops the job, and the files before it stay (S-51). */
struct _KabPeriodJob
{
  GObject parent_instance;

  KabClient *client;
  GListModel *receipts;
  char *program;
  GFile *target; /* a folder, or the one file */
  gboolean merged;

  guint done;
  guint saved;
  GStrvBuilder *left_out;
  GStrv left_out_list;
};

G_DEFINE_FINAL_TYPE (KabPeriodJob, kab_period_job, G_TYPE_OBJECT)

typedef enum
{
  PROP_DONE = 1,
} Property;

static GParamSpec *properties[PROP_DONE + 1];

/* Errors of one document; every other one would come again with the next. */
static gboolean
is_its_own (const GError *error)
{
  return error->domain == KAB_RENDER_ERROR || g_error_matches (error, KAB_NET_ERROR, KAB_NET_ERROR_TRUNCATED)
         || g_error_matches (error, KAB_NET_ERROR, KAB_NET_ERROR_TOO_LARGE)
         || g_error_matches (error, KAB_NET_ERROR, KAB_NET_ERROR_UNEXPECTED);
}

static void
leave_out (KabPeriodJob *self, KabReceipt *receipt, const GError *error)
{
  const GDate *month = kab_receipt_get_month (receipt);
  g_autofree char *name
      = month != NULL ? kab_format_month_title (month) : g_strdup (kab_receipt_get_title (receipt));
  g_autofree char *why
      = error->domain == KAB_NET_ERROR ? kab_error_describe (error) : g_strdup (error->message);

  /* Translators: the month of a receipt, and why it could not be saved. */
  g_strv_builder_take (self->left_out, g_strdup_printf (_ ("%s: %s"), name, why));
}

/* Awaits. The file to write into: the one of our name, unless another document has that name already. NULL
 * where the very same document is there. */
static GFile *
choose_file (KabPeriodJob *self, KabReceipt *receipt, GBytes *document, GError **error)
{
  g_autofree char *name = kab_receipt_file_name (receipt);

  for (guint i = 1; i <= MOST_NAMES; i++)
    {
      g_autofree char *other
          = i == 1 ? g_strdup (name) : g_strdup_printf ("%.*s (%u).pdf", (int) strlen (name) - 4, name, i);
      g_autoptr (GFile) file = g_file_get_child (self->target, other);
      g_autoptr (GError) absent = NULL;
      g_autoptr (GBytes) there = dex_await_boxed (dex_file_load_contents_bytes (file), &absent);

      if (g_error_matches (absent, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        return g_steal_pointer (&file);
      if (there != NULL && g_bytes_equal (there, document))
        return NULL;
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                       _ ("That folder has too many files of that name."));
  return NULL;
}

/* Awaits. */
static gboolean
write_one (KabPeriodJob *self, KabReceipt *receipt, GBytes *document, GError **error)
{
  g_autoptr (GError) crowded = NULL;
  g_autoptr (GFile) file = choose_file (self, receipt, document, &crowded);

  if (crowded != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&crowded));
      return FALSE;
    }
  return file == NULL || dex_await (kab_save_write (file, document), error);
}

/* Awaits. FALSE stops the job. */
static gboolean
take_one (KabPeriodJob *self, KabReceipt *receipt, KabMerger *merger, GError **error)
{
  g_autoptr (KabRequest) request
      = kab_request_new_segments ("GET", "receipts", kab_receipt_get_id (receipt), "file", NULL);
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GBytes) document = dex_await_boxed (
      kab_client_send_for_bytes (self->client, request, "application/pdf", KAB_LIMIT_PDF), &wrong);

  if (document != NULL
      && (merger != NULL ? kab_merger_add (merger, document, &wrong)
                         : write_one (self, receipt, document, &wrong)))
    {
      self->saved++;
      return TRUE;
    }
  if (is_its_own (wrong))
    {
      leave_out (self, receipt, wrong);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}

/* Awaits. */
static gboolean
write_merged (KabPeriodJob *self, KabMerger *merger, GError **error)
{
  g_autoptr (GBytes) all = kab_merger_finish (merger, error);

  return all != NULL && dex_await (kab_save_write (self->target, all), error);
}

static DexFuture *
run_fiber (gpointer data)
{
  KabPeriodJob *self = data;
  g_autoptr (KabMerger) merger = self->merged ? kab_merger_new (self->program) : NULL;
  g_autoptr (GError) error = NULL;
  guint n = g_list_model_get_n_items (self->receipts);

  for (guint i = 0; i < n; i++)
    {
      /* One document is read like a year: from January on. */
      g_autoptr (KabReceipt) receipt = g_list_model_get_item (self->receipts, merger != NULL ? n - 1 - i : i);

      if (!take_one (self, receipt, merger, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      self->done++;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
    }
  if (merger != NULL && self->saved > 0 && !write_merged (self, merger, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_for_int ((int) self->saved);
}

/**
 * kab_period_job_run:
 * @self: a job that has not run yet
 *
 * Dropping the future stops the job; files that are written stay, a merged file is not begun.
 *
 * Returns: (transfer full): a future that resolves to how many receipts were saved (int), or rejects with
 *   %KAB_NET_ERROR, %KAB_RENDER_ERROR or %G_IO_ERROR
 */
DexFuture *
kab_period_job_run (KabPeriodJob *self)
{
  g_return_val_if_fail (KAB_IS_PERIOD_JOB (self) && self->done == 0, NULL);

  return kab_fiber_spawn (run_fiber, g_object_ref (self), g_object_unref);
}

/**
 * kab_period_job_get_done:
 * @self: a job
 *
 * Returns: how many receipts were looked at so far
 */
guint
kab_period_job_get_done (KabPeriodJob *self)
{
  g_return_val_if_fail (KAB_IS_PERIOD_JOB (self), 0);

  return self->done;
}

/**
 * kab_period_job_get_saved:
 * @self: a job
 *
 * Returns: how many of them are good
 */
guint
kab_period_job_get_saved (KabPeriodJob *self)
{
  g_return_val_if_fail (KAB_IS_PERIOD_JOB (self), 0);

  return self->saved;
}

/**
 * kab_period_job_get_left_out:
 * @self: a job that has run
 *
 * Returns: (transfer none): the receipts that could not be saved, each with the reason
 */
const char *const *
kab_period_job_get_left_out (KabPeriodJob *self)
{
  g_return_val_if_fail (KAB_IS_PERIOD_JOB (self), NULL);

  if (self->left_out_list == NULL)
    self->left_out_list = g_strv_builder_end (self->left_out);
  return (const char *const *) self->left_out_list;
}

static void
kab_period_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((Property) id)
    {
    case PROP_DONE:
      g_value_set_uint (value, KAB_PERIOD_JOB (object)->done);
      break;
    }
}

static void
kab_period_job_finalize (GObject *object)
{
  KabPeriodJob *self = KAB_PERIOD_JOB (object);

  g_clear_object (&self->client);
  g_clear_object (&self->receipts);
  g_clear_object (&self->target);
  g_free (self->program);
  g_strv_builder_unref (self->left_out);
  g_strfreev (self->left_out_list);
  G_OBJECT_CLASS (kab_period_job_parent_class)->finalize (object);
}

static void
kab_period_job_class_init (KabPeriodJobClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = kab_period_job_get_property;
  G_OBJECT_CLASS (klass)->finalize = kab_period_job_finalize;
  properties[PROP_DONE]
      = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
}

static void
kab_period_job_init (KabPeriodJob *self)
{
  self->left_out = g_strv_builder_new ();
}

/**
 * kab_period_job_new:
 * @client: the cabinet's way to its server
 * @receipts: (element-type KabReceipt): the receipts, the newest first
 * @program: (nullable): path of kabinet-render
 * @target: a folder or, if @merged, a file
 * @merged: whether one document of all is wanted
 *
 * Returns: (transfer full): a job
 */
KabPeriodJob *
kab_period_job_new (
    KabClient *client, GListModel *receipts, const char *program, GFile *target, gboolean merged)
{
  KabPeriodJob *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && G_IS_LIST_MODEL (receipts) && G_IS_FILE (target), NULL);

  self = g_object_new (KAB_TYPE_PERIOD_JOB, NULL);
  self->client = g_object_ref (client);
  self->receipts = g_object_ref (receipts);
  self->program = g_strdup (program);
  self->target = g_object_ref (target);
  self->merged = merged;
  return self;
}
