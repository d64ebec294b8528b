/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "secrets.h"

#include <sodium.h>
#include <string.h>

#define KEY_SIZE 32

G_STATIC_ASSERT (KEY_SIZE == crypto_secretbox_KEYBYTES);
G_STATIC_ASSERT (KEY_SIZE == crypto_generichash_BYTES);

struct _KabSecrets
{
  guint8 key[KEY_SIZE]; /* of this installation; in the file server.key */
};

/* @purpose parts the uses of one token: its hash in the database never opens what is sealed with it. */
static void
derive (guint8 result[KEY_SIZE], const char *purpose, const char *token)
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, KEY_SIZE);
  crypto_generichash_update (&state, (const guint8 *) purpose, strlen (purpose) + 1);
  crypto_generichash_update (&state, (const guint8 *) token, strlen (token));
  crypto_generichash_final (&state, result, KEY_SIZE);
}

static char *
to_hex (const guint8 bytes[KEY_SIZE])
{
  char text[KEY_SIZE * 2 + 1];

  sodium_bin2hex (text, sizeof text, bytes, KEY_SIZE);
  return g_strdup (text);
}

static gboolean
read_key (KabSecrets *self, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  if (length != KEY_SIZE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is not the key of a server", path);
      return FALSE;
    }
  memcpy (self->key, text, KEY_SIZE);
  sodium_memzero (text, length);
  return TRUE;
}

/**
 * kab_secrets_open:
 * @folder: the server's data folder
 * @error: return location for what went wrong
 *
 * Returns: (transfer full) (nullable): the key of this installation, made where there is none
 */
KabSecrets *
kab_secrets_open (const char *folder, GError **error)
{
  g_autoptr (KabSecrets) self = g_new0 (KabSecrets, 1);
  g_autofree char *path = g_build_filename (folder, "server.key", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return read_key (self, path, error) ? g_steal_pointer (&self) : NULL;
  randombytes_buf (self->key, KEY_SIZE);
  if (!g_file_set_contents_full (path, (const char *) self->key, KEY_SIZE, G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * kab_secrets_close:
 * @self: (transfer full): the key; it is wiped
 */
void
kab_secrets_close (KabSecrets *self)
{
  if (self == NULL)
    return;
  sodium_memzero (self->key, KEY_SIZE);
  g_free (self);
}

/**
 * kab_secrets_uniform:
 * @bound: an upper bound
 *
 * Returns: a random number below @bound
 */
guint32
kab_secrets_uniform (guint32 bound)
{
  return randombytes_uniform (bound);
}

/**
 * kab_secrets_new_text:
 * @alphabet: ASCII characters to take from
 * @length: how many
 *
 * Returns: (transfer full): random text
 */
char *
kab_secrets_new_text (const char *alphabet, guint length)
{
  char *text = g_malloc (length + 1);
  guint32 size = (guint32) strlen (alphabet);

  for (guint i = 0; i < length; i++)
    text[i] = alphabet[randombytes_uniform (size)];
  text[length] = '\0';
  return text;
}

/**
 * kab_secrets_new_id:
 *
 * Returns: (transfer full): the id of something new, of about 80 random bits
 */
char *
kab_secrets_new_id (void)
{
  return kab_secrets_new_text ("abcdefghijkmnpqrstuvwxyz23456789", 16);
}

/**
 * kab_secrets_new_token:
 *
 * Returns: (transfer full): 256 random bits that can stand in a URL
 */
char *
kab_secrets_new_token (void)
{
  guint8 bytes[KEY_SIZE];
  char text[sodium_base64_ENCODED_LEN (KEY_SIZE, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero (bytes, sizeof bytes);
  return g_strdup (text);
}

/**
 * kab_secrets_new_digits:
 * @length: how many
 *
 * Returns: (transfer full): a random code; leading zeros count
 */
char *
kab_secrets_new_digits (guint length)
{
  return kab_secrets_new_text ("0123456789", length);
}

/**
 * kab_secrets_hash:
 * @token: a long random token
 *
 * Returns: (transfer full): what the database keeps of it
 */
char *
kab_secrets_hash (const char *token)
{
  guint8 hash[KEY_SIZE];

  derive (hash, "hash", token);
  return to_hex (hash);
}

/**
 * kab_secrets_hash_code:
 * @self: the installation's key, without which a short code cannot be guessed from its hash
 * @owner: what the code belongs to
 * @code: a short code
 *
 * Returns: (transfer full): what the database keeps of it
 */
char *
kab_secrets_hash_code (KabSecrets *self, const char *owner, const char *code)
{
  guint8 hash[KEY_SIZE];
  crypto_generichash_state state;

  crypto_generichash_init (&state, self->key, KEY_SIZE, KEY_SIZE);
  crypto_generichash_update (&state, (const guint8 *) owner, strlen (owner) + 1);
  crypto_generichash_update (&state, (const guint8 *) code, strlen (code));
  crypto_generichash_final (&state, hash, KEY_SIZE);
  return to_hex (hash);
}

/**
 * kab_secrets_equal:
 * @a: (nullable): a hash
 * @b: (nullable): another one
 *
 * Returns: whether they are equal, in a time that does not tell where they differ
 */
gboolean
kab_secrets_equal (const char *a, const char *b)
{
  if (a == NULL || b == NULL || strlen (a) != strlen (b))
    return FALSE;
  return sodium_memcmp (a, b, strlen (a)) == 0;
}

static GBytes *
seal (const guint8 key[KEY_SIZE], GBytes *plain)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);
  gsize sealed_size = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + size;
  guint8 *sealed = g_malloc (sealed_size);

  randombytes_buf (sealed, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (sealed + crypto_secretbox_NONCEBYTES, data, size, sealed, key);
  return g_bytes_new_take (sealed, sealed_size);
}

static GBytes *
unseal (const guint8 key[KEY_SIZE], GBytes *sealed)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  const gsize overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  guint8 *plain;

  if (size < overhead)
    return NULL;
  plain = g_malloc (size - overhead + 1);
  if (crypto_secretbox_open_easy (plain, data + crypto_secretbox_NONCEBYTES,
                                  size - crypto_secretbox_NONCEBYTES, data, key)
      != 0)
    {
      g_free (plain);
      return NULL;
    }
  return g_bytes_new_take (plain, size - overhead);
}

/**
 * kab_secrets_seal:
 * @token: a long random token that is not kept here
 * @plain: what only who brings @token again may read
 *
 * Returns: (transfer full): sealed bytes
 */
GBytes *
kab_secrets_seal (const char *token, GBytes *plain)
{
  guint8 key[KEY_SIZE];

  derive (key, "seal", token);
  return seal (key, plain);
}

/**
 * kab_secrets_unseal:
 * @token: the token
 * @sealed: from kab_secrets_seal ()
 *
 * Returns: (transfer full) (nullable): what was sealed
 */
GBytes *
kab_secrets_unseal (const char *token, GBytes *sealed)
{
  guint8 key[KEY_SIZE];

  derive (key, "seal", token);
  return unseal (key, sealed);
}

/**
 * kab_secrets_seal_own:
 * @self: the installation's key
 * @text: what shall not stand readable in the database
 *
 * Returns: (transfer full): sealed bytes
 */
GBytes *
kab_secrets_seal_own (KabSecrets *self, const char *text)
{
  g_autoptr (GBytes) plain = g_bytes_new_static (text, strlen (text));

  return seal (self->key, plain);
}

/**
 * kab_secrets_unseal_own:
 * @self: the installation's key
 * @sealed: from kab_secrets_seal_own ()
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
kab_secrets_unseal_own (KabSecrets *self, GBytes *sealed)
{
  g_autoptr (GBytes) plain = unseal (self->key, sealed);
  gsize size;
  const char *data;

  if (plain == NULL)
    return NULL;
  data = g_bytes_get_data (plain, &size);
  return g_strndup (data, size);
}
