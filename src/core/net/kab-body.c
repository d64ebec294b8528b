/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-body.h"
#include "kab-net-error.h"

#include <string.h>

#define CHUNK (64 * 1024)

/* Above RATIO_FROM bytes, a body may be this many times longer than what came over the wire. */
#define RATIO 100
#define RATIO_FROM (1024 * 1024)

static gboolean
may_be_so_long (SoupMessage *message, gsize length, gsize limit)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);
  guint64 received = metrics != NULL ? soup_message_metrics_get_response_body_bytes_received (metrics) : 0;

  if (length > limit)
    return FALSE;
  return length <= RATIO_FROM || received == 0 || length / RATIO <= received;
}

static GBytes *
fail_too_large (gsize limit, GError **error)
{
  g_set_error (error, KAB_NET_ERROR, KAB_NET_ERROR_TOO_LARGE,
               "The answer is larger than %" G_GSIZE_FORMAT " bytes, or packed beyond all measure", limit);
  return NULL;
}

/**
 * kab_body_read:
 * @message: whose answer it is, with metrics collected
 * @stream: its body, decompressed as it is read
 * @limit: the most bytes it may have
 * @error: return location for %KAB_NET_ERROR_TOO_LARGE or an error of the stream
 *
 * Reads @stream to its end; only in a fiber. What is counted is what comes out of the decompression, so
 * that a small packet cannot fill the memory (rule J2). The caller drops @stream, and with it the
 * connection, if this fails.
 *
 * Returns: (transfer full): the body
 */
GBytes *
kab_body_read (SoupMessage *message, GInputStream *stream, gsize limit, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr (GByteArray) body = g_byte_array_new ();

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > (goffset) limit)
    return fail_too_large (limit, error);
  while (TRUE)
    {
      g_autoptr (GBytes) chunk
          = dex_await_boxed (dex_input_stream_read_bytes (stream, CHUNK, G_PRIORITY_DEFAULT), error);
      gsize length;
      const guint8 *data;

      if (chunk == NULL)
        return NULL;
      data = g_bytes_get_data (chunk, &length);
      if (length == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&body));
      if (!may_be_so_long (message, body->len + length, limit))
        return fail_too_large (limit, error);
      g_byte_array_append (body, data, length);
    }
}

static gboolean
fail_incomplete (const char *what, GError **error)
{
  g_set_error (error, KAB_NET_ERROR, KAB_NET_ERROR_TRUNCATED, "The answer is damaged: %s", what);
  return FALSE;
}

/* A PDF's last line is %%EOF; some writers let a little follow it. */
static gboolean
check_pdf (GBytes *body, GError **error)
{
  static const char magic[] = "%PDF-";
  static const char end[] = "%%EOF";
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  gsize tail = MIN (length, 1024);

  if (length < strlen (magic) || memcmp (data, magic, strlen (magic)) != 0)
    {
      g_set_error_literal (error, KAB_NET_ERROR, KAB_NET_ERROR_UNEXPECTED, "The answer is not a PDF");
      return FALSE;
    }
  if (memmem (data + length - tail, tail, end, strlen (end)) == NULL)
    return fail_incomplete ("its PDF has no end", error);
  return TRUE;
}

/* Repr-Digest: sha-256=:BASE64:, sha-512=:BASE64: (RFC 9530); only SHA-256 is looked at. */
static gboolean
check_digest (GBytes *body, const char *header, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (header, ",", 16);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      g_autofree char *expected = NULL;
      const char *part = g_strstrip (parts[i]);
      guint8 digest[32];
      gsize length = sizeof digest;

      if (!g_str_has_prefix (part, "sha-256="))
        continue;
      g_checksum_update (checksum, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
      g_checksum_get_digest (checksum, digest, &length);
      expected = g_base64_encode (digest, length);
      part += strlen ("sha-256=");
      if (*part != ':' || strncmp (part + 1, expected, strlen (expected)) != 0
          || !g_str_equal (part + 1 + strlen (expected), ":"))
        return fail_incomplete ("its digest does not match", error);
    }
  return TRUE;
}

/**
 * kab_body_check:
 * @body: what was read
 * @content_type: what it is
 * @headers: the answer's headers
 * @error: return location for %KAB_NET_ERROR_TRUNCATED or %KAB_NET_ERROR_UNEXPECTED
 *
 * Holds @body against its own end mark and the server's digest (rule B8): a connection can be cut in a
 * way that looks like an end.
 *
 * Returns: whether @body is whole
 */
gboolean
kab_body_check (GBytes *body, const char *content_type, SoupMessageHeaders *headers, GError **error)
{
  const char *digest = soup_message_headers_get_list (headers, "Repr-Digest");

  if (digest != NULL && !check_digest (body, digest, error))
    return FALSE;
  return !g_str_equal (content_type, "application/pdf") || check_pdf (body, error);
}
