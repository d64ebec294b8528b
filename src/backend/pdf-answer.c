/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "pdf-answer.h"

/**
 * kab_pdf_answer:
 * @call: a call that reads
 * @sheet: the paper
 *
 * Answers with the paper and its digest, or 304 where the client has just that.
 */
void
kab_pdf_answer (KabCall *call, GBytes *sheet)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *etag = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *digest = NULL;
  guint8 raw[32];
  gsize length = sizeof raw;

  g_checksum_update (checksum, g_bytes_get_data (sheet, NULL), (gssize) g_bytes_get_size (sheet));
  etag = g_strdup_printf ("\"%.32s\"", g_checksum_get_string (checksum));
  if (kab_call_is_unmodified (call, etag))
    return;
  g_checksum_get_digest (checksum, raw, &length);
  base64 = g_base64_encode (raw, length);
  digest = g_strdup_printf ("sha-256=:%s:", base64);
  kab_call_set_header (call, "Repr-Digest", digest);
  kab_call_reply_bytes (call, 200, "application/pdf", sheet);
}
