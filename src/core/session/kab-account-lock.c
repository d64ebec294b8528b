/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-account-lock.h"

#include "kab-fiber.h"
#include "kab-private-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _KabAccountTurn
{
  int fd;
};

G_DEFINE_BOXED_TYPE (KabAccountTurn, kab_account_turn, kab_account_turn_ref, kab_account_turn_unref)

/* Who refreshes takes as long as a request may take. */
#define PATIENCE_SECONDS 30
#define PAUSE_MILLISECONDS 20

typedef struct
{
  char *path;
  char *account_id;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->path);
  g_free (call->account_id);
  g_free (call);
}

static void
turn_end (gpointer data)
{
  KabAccountTurn *self = data;

  close (self->fd);
}

/* All accounts share one file, each locks one byte of it. A lock belongs to the open file, so that it
 * holds against other processes and against another handle in this one, and is gone with the handle,
 * also if that is killed. */
static gboolean
try_lock (int fd, const char *account_id)
{
  struct flock turn = {
    .l_type = F_WRLCK,
    .l_whence = SEEK_SET,
    .l_start = g_str_hash (account_id),
    .l_len = 1,
  };

  return fcntl (fd, F_OFD_SETLK, &turn) == 0;
}

static KabAccountTurn *
open_turn (const char *path, GError **error)
{
  KabAccountTurn *turn;
  int fd;

  if (!kab_private_file_make (path, error))
    return NULL;
  fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
      return NULL;
    }
  turn = g_atomic_rc_box_new (KabAccountTurn);
  turn->fd = fd;
  return turn;
}

static DexFuture *
lock_fiber (gpointer data)
{
  Call *call = data;
  gint64 deadline = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabAccountTurn) turn = open_turn (call->path, &error);

  if (turn == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  while (!try_lock (turn->fd, call->account_id))
    {
      g_autoptr (GError) woken = NULL;

      if (errno != EAGAIN && errno != EACCES && errno != EINTR)
        return dex_future_new_for_errno (errno);
      if (g_get_monotonic_time () > deadline)
        return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "Another Kabinet holds the account");
      if (!dex_await (dex_timeout_new_msec (PAUSE_MILLISECONDS), &woken)
          && !g_error_matches (woken, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        return dex_future_new_for_error (g_steal_pointer (&woken));
    }
  return dex_future_new_take_boxed (KAB_TYPE_ACCOUNT_TURN, g_steal_pointer (&turn));
}

/**
 * kab_account_lock:
 * @path: the file that all processes lock
 * @account_id: whose turn it is about
 *
 * Waits until no other process changes the tokens of the account (rule A11).
 *
 * Returns: (transfer full): a future that resolves to a #KabAccountTurn, which ends with its last
 *   reference
 */
DexFuture *
kab_account_lock (const char *path, const char *account_id)
{
  Call *call;

  g_return_val_if_fail (path != NULL && account_id != NULL, NULL);

  call = g_new (Call, 1);
  *call = (Call) { g_strdup (path), g_strdup (account_id) };
  return kab_fiber_spawn (lock_fiber, call, call_free);
}

/**
 * kab_account_turn_ref:
 * @self: a turn
 *
 * Returns: (transfer full): @self
 */
KabAccountTurn *
kab_account_turn_ref (KabAccountTurn *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * kab_account_turn_unref:
 * @self: (transfer full): a turn
 *
 * Ends the turn, if nobody else holds it.
 */
void
kab_account_turn_unref (KabAccountTurn *self)
{
  g_atomic_rc_box_release_full (self, turn_end);
}
