/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "captcha.h"

#include "captcha-picture.h"
#include "captcha-words.h"
#include "json.h"
#include "kab-text.h"
#include "secrets.h"

#define LIFETIME 600
#define LENGTH 5
#define MAX_ANSWER 64

/* Letters that look the same in Latin and in Cyrillic, so that any keyboard will do; no 0 and 3, which
 * look like letters, no 8 beside B, no 1. */
#define ALPHABET "ABEHKMPTX245679"

/**
 * kab_captcha_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: whether captchas can be set
 */
gboolean
kab_captcha_open (KabServer *server, GError **error)
{
  return kab_database_migrate (server->database, "captcha", error);
}

static char *
hash (KabServer *server, const char *id, const char *answer)
{
  return kab_secrets_hash_code (server->secrets, id, answer);
}

static char *
encode_picture (const char *text)
{
  g_autoptr (GBytes) picture = kab_captcha_picture_draw (text);
  gsize size;
  const guchar *data = g_bytes_get_data (picture, &size);

  return g_base64_encode (data, size);
}

/**
 * kab_captcha_new:
 * @server: the server
 * @organisation: whose captcha it is
 * @owner: id of the flow that it is set for
 * @language: language of the riddle in words
 *
 * Returns: (transfer full): the captcha as it goes to the client
 */
JsonObject *
kab_captcha_new (KabServer *server, KabOrganisation *organisation, const char *owner, const char *language)
{
  JsonObject *captcha = json_object_new ();
  g_autofree char *id = kab_secrets_new_id ();
  g_autofree char *text = kab_secrets_new_text (ALPHABET, LENGTH);
  g_autofree char *image = encode_picture (text);
  g_autofree char *solution = NULL;
  g_autofree char *words = kab_captcha_words_make (language, &solution);
  g_autofree char *picture_hash = hash (server, id, text);
  g_autofree char *words_hash = hash (server, id, solution);
  gint64 expires_at = kab_server_now (server) + LIFETIME;
  g_autofree char *expires = kab_organisation_format_time (organisation, expires_at);

  kab_database_run (server->database,
                    "INSERT INTO captchas (id, owner, picture, words, expires_at) VALUES (?, ?, ?, ?, ?)",
                    "ssssl", id, owner, picture_hash, words_hash, expires_at);
  json_object_set_string_member (captcha, "id", id);
  json_object_set_string_member (captcha, "image", image);
  json_object_set_int_member (captcha, "width", KAB_CAPTCHA_WIDTH);
  json_object_set_int_member (captcha, "height", KAB_CAPTCHA_HEIGHT);
  json_object_set_string_member (captcha, "words", words);
  json_object_set_string_member (captcha, "expires_at", expires);
  return captcha;
}

static gboolean
fits (KabServer *server,
      const char *id,
      const char *typed,
      gboolean in_words,
      const char *picture,
      const char *words)
{
  g_autofree char *compact = kab_text_compact (typed);
  g_autofree char *folded = kab_text_fold_look_alikes (compact);
  g_autofree char *number = in_words ? kab_captcha_words_read (typed) : NULL;
  g_autofree char *hashed = NULL;

  if (in_words)
    hashed = number != NULL ? hash (server, id, number) : NULL;
  else
    hashed = hash (server, id, folded);
  return kab_secrets_equal (hashed, in_words ? words : picture);
}

/**
 * kab_captcha_check:
 * @server: the server
 * @owner: id of the flow that asks
 * @answer: {"id", "answer", "way"}
 *
 * A wrong answer uses the captcha up. A right one holds for this owner until kab_captcha_drop (), so that a
 * mistake elsewhere in the form does not cost a second riddle.
 *
 * Returns: whether the answer is right
 */
gboolean
kab_captcha_check (KabServer *server, const char *owner, JsonObject *answer)
{
  const char *id = kab_json_get_string (answer, "id");
  const char *typed = kab_json_get_string (answer, "answer");
  gboolean in_words = g_strcmp0 (kab_json_get_string (answer, "way"), "words") == 0;
  g_autoptr (KabRows) rows = NULL;
  gboolean right;

  if (id == NULL || typed == NULL || strlen (typed) > MAX_ANSWER)
    return FALSE;
  rows = kab_database_select (
      server->database, "SELECT picture, words FROM captchas WHERE id = ? AND owner = ? AND expires_at > ?",
      "ssl", id, owner, kab_server_now (server));
  if (!kab_rows_next (rows))
    return FALSE;
  right = fits (server, id, typed, in_words, kab_rows_get_text (rows, 0), kab_rows_get_text (rows, 1));
  if (!right)
    kab_database_run (server->database, "DELETE FROM captchas WHERE id = ?", "s", id);
  return right;
}

/**
 * kab_captcha_drop:
 * @server: the server
 * @owner: id of a flow
 *
 * Uses up all captchas that were set for it: the form has been accepted.
 */
void
kab_captcha_drop (KabServer *server, const char *owner)
{
  kab_database_run (server->database, "DELETE FROM captchas WHERE owner = ?", "s", owner);
}

/**
 * kab_captcha_forget:
 * @server: the server
 *
 * Drops captchas whose time is over.
 */
void
kab_captcha_forget (KabServer *server)
{
  kab_database_run (server->database, "DELETE FROM captchas WHERE expires_at <= ?", "l",
                    kab_server_now (server));
}
