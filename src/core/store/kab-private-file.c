/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-private-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail (const char *path, GError **error)
{
  int number = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", path, g_strerror (number));
  return FALSE;
}

/**
 * kab_private_dir_make:
 * @dir: where
 * @error: (out): why not
 *
 * Makes @dir with all above it, and closes it to others, also if it was there and open (rule J9).
 *
 * Returns: whether it is there now
 */
gboolean
kab_private_dir_make (const char *dir, GError **error)
{
  g_return_val_if_fail (dir != NULL, FALSE);

  if (g_mkdir_with_parents (dir, 0700) != 0 || g_chmod (dir, 0700) != 0)
    return fail (dir, error);
  return TRUE;
}

/**
 * kab_private_file_make:
 * @path: where
 * @error: (out): why not
 *
 * Makes sure that there is a file that nobody else may read, empty if there was none.
 *
 * Returns: whether it is there now
 */
gboolean
kab_private_file_make (const char *path, GError **error)
{
  int fd;
  gboolean made;

  g_return_val_if_fail (path != NULL, FALSE);

  fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return fail (path, error);
  made = fchmod (fd, 0600) == 0 || fail (path, error);
  close (fd);
  return made;
}

/**
 * kab_private_file_write:
 * @path: where
 * @data: the new content
 * @length: its length, or -1 if it ends in a zero
 * @error: (out): why not
 *
 * Replaces the content of a file as one step: whoever reads, now or after a crash, finds the old or the
 * new content.
 *
 * Returns: whether it has been replaced
 */
gboolean
kab_private_file_write (const char *path, const char *data, gssize length, GError **error)
{
  g_return_val_if_fail (path != NULL && data != NULL, FALSE);

  return g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

typedef struct
{
  char *path;
  char *data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->data);
  g_free (job);
}

static void
write_job (gpointer data)
{
  Job *job = data;
  g_autofree char *dir = g_path_get_dirname (job->path);
  g_autoptr (GError) error = NULL;

  if (job->data == NULL)
    g_unlink (job->path);
  else if (!kab_private_dir_make (dir, &error) || !kab_private_file_write (job->path, job->data, -1, &error))
    g_info ("%s", error->message);
}

/**
 * kab_private_file_write_behind:
 * @worker: who writes
 * @path: where
 * @data: (nullable): the new content; with %NULL the file goes
 *
 * Replaces a file without waiting for the disk, and makes the directory that it lies in.
 */
void
kab_private_file_write_behind (KabWorker *worker, const char *path, const char *data)
{
  Job *job;

  g_return_if_fail (worker != NULL && path != NULL);

  job = g_new (Job, 1);
  *job = (Job) { g_strdup (path), g_strdup (data) };
  kab_worker_push (worker, write_job, job, job_free);
}
