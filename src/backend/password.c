/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "password.h"

#include <sodium.h>

#include "call.h"

struct _KabPasswordWork
{
  char *verify_password; /* against verify_hash */
  char *verify_hash;     /* NULL where nobody has that login */
  char *new_password;    /* is hashed */
  gboolean quick;
  gboolean good;
  char *hash;
};

static KabPasswordWork *
get_work (KabCall *call)
{
  if (call->work == NULL)
    call->work = g_new0 (KabPasswordWork, 1);
  return call->work;
}

/**
 * kab_password_wipe:
 * @password: (inout): a password in memory
 *
 * Overwrites and frees it.
 */
void
kab_password_wipe (char **password)
{
  if (*password != NULL)
    sodium_memzero (*password, strlen (*password));
  g_clear_pointer (password, g_free);
}

/**
 * kab_call_verify_password:
 * @call: a call, in its route's prepare function
 * @password: what was typed
 * @hash: (nullable): what is stored; %NULL still takes the time, and fails
 */
void
kab_call_verify_password (KabCall *call, const char *password, const char *hash)
{
  KabPasswordWork *work = get_work (call);

  g_set_str (&work->verify_password, password);
  g_set_str (&work->verify_hash, hash);
}

/**
 * kab_call_hash_password:
 * @call: a call, in its route's prepare function
 * @password: what is to be stored
 */
void
kab_call_hash_password (KabCall *call, const char *password)
{
  g_set_str (&get_work (call)->new_password, password);
}

/**
 * kab_password_hash:
 * @password: a password
 * @quick: whether to use the cheapest parameters (tests and demos)
 *
 * Interactive limits of libsodium: 64 MiB and two passes, about 0.1 s. Quick ones: 8 KiB and one pass.
 *
 * Returns: (transfer full): argon2id in its own text form
 */
char *
kab_password_hash (const char *password, gboolean quick)
{
  char hash[crypto_pwhash_STRBYTES];
  unsigned long long passes = quick ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE;
  size_t memory = quick ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE;

  if (crypto_pwhash_str (hash, password, strlen (password), passes, memory) != 0)
    return NULL;
  return g_strdup (hash);
}

/* An unknown login costs as much time as a known one, so that the answer does not tell them apart. */
static gboolean
verify (KabPasswordWork *self)
{
  g_autofree char *wasted = NULL;

  if (self->verify_hash != NULL)
    return crypto_pwhash_str_verify (self->verify_hash, self->verify_password, strlen (self->verify_password))
           == 0;
  wasted = kab_password_hash (self->verify_password, self->quick);
  return FALSE;
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KabPasswordWork *self = data;

  if (self->verify_password != NULL)
    self->good = verify (self);
  if (self->new_password != NULL)
    self->hash = kab_password_hash (self->new_password, self->quick);
  g_task_return_boolean (task, TRUE);
}

/**
 * kab_password_work_run:
 * @call: a call whose prepare function asked for work
 * @callback: called when it is done
 * @data: for @callback
 */
void
kab_password_work_run (KabCall *call, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  call->work->quick = call->server->options->quick_passwords;
  g_task_set_task_data (task, call->work, NULL);
  g_task_run_in_thread (task, work);
}

/**
 * kab_password_work_finish:
 * @call: the call
 * @result: from the callback
 *
 * Puts the results into @call.
 */
void
kab_password_work_finish (KabCall *call, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
  call->password_good = call->work->good;
  g_set_str (&call->password_hash, call->work->hash);
}

/**
 * kab_password_work_free:
 * @self: (transfer full): work; the passwords in it are wiped
 */
void
kab_password_work_free (KabPasswordWork *self)
{
  if (self == NULL)
    return;
  kab_password_wipe (&self->verify_password);
  kab_password_wipe (&self->new_password);
  g_free (self->verify_hash);
  g_free (self->hash);
  g_free (self);
}
