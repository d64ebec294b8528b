/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport.h"

#include <curl/curl.h>
#include <json-glib/json-glib.h>

#include "json.h"

#define CONNECT_SECONDS 10L
#define TOTAL_SECONDS 30L

/**
 * kab_transport_job_free:
 * @self: (transfer full) (nullable): a job
 */
void
kab_transport_job_free (KabTransportJob *self)
{
  if (self == NULL)
    return;
  g_free (self->url);
  g_free (self->from);
  g_free (self->to);
  g_free (self->subject);
  g_free (self->text);
  g_free (self->id);
  g_free (self->error);
  g_free (self);
}

/* RFC 2047: words of at most 45 bytes each, never cut inside a character. */
static char *
encode_subject (const char *subject)
{
  GString *encoded = g_string_new (NULL);
  const char *begin = subject;

  while (*begin != '\0')
    {
      const char *end = begin;
      g_autofree char *word = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - begin <= 45)
        end = g_utf8_next_char (end);
      word = g_base64_encode ((const guchar *) begin, (gsize) (end - begin));
      g_string_append_printf (encoded, "%s=?UTF-8?B?%s?=", encoded->len > 0 ? "\r\n " : "", word);
      begin = end;
    }
  return g_string_free (encoded, FALSE);
}

static char *
encode_body (const char *text)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) text, strlen (text));
  GString *lines = g_string_new (NULL);

  for (const char *p = encoded; *p != '\0'; p += strnlen (p, 76))
    g_string_append_printf (lines, "%.76s\r\n", p);
  return g_string_free (lines, FALSE);
}

static char *
build_mail (const KabTransportJob *job)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%a, %d %b %Y %H:%M:%S +0000");
  g_autofree char *subject = encode_subject (job->subject != NULL ? job->subject : "");
  g_autofree char *body = encode_body (job->text);
  const char *host = strrchr (job->from, '@');

  return g_strdup_printf ("Date: %s\r\nFrom: <%s>\r\nTo: <%s>\r\nSubject: %s\r\nMessage-ID: <%s%s>\r\n"
                          "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                          "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n%s",
                          date, job->from, job->to, subject, job->id, host != NULL ? host : "@localhost",
                          body);
}

static int
ask_to_go_on (void *data, curl_off_t total, curl_off_t now, curl_off_t upload_total, curl_off_t upload_now)
{
  return g_atomic_int_get ((int *) data);
}

static size_t
discard (char *data, size_t size, size_t count, void *user_data)
{
  return size * count;
}

static CURL *
new_handle (KabTransportJob *job)
{
  CURL *curl = curl_easy_init ();

  curl_easy_setopt (curl, CURLOPT_URL, job->url);
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, TOTAL_SECONDS);
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, ask_to_go_on);
  curl_easy_setopt (curl, CURLOPT_XFERINFODATA, job->stop);
  curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, discard);
  return curl;
}

/* 5xx of a mail server is its last word, 4xx of an HTTP gateway too, except “slow down”. */
static KabTransportResult
judge (KabTransportJob *job, CURL *curl, CURLcode code, gboolean mail)
{
  long status = 0;

  curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &status);
  if (code == CURLE_OK && (mail || (status >= 200 && status < 300)))
    return KAB_TRANSPORT_SENT;
  job->error = g_strdup_printf ("%s (%ld)", code == CURLE_OK ? "refused" : curl_easy_strerror (code), status);
  if (mail ? status >= 500 && status < 600 : status >= 400 && status < 500 && status != 408 && status != 429)
    return KAB_TRANSPORT_REFUSED;
  return KAB_TRANSPORT_LATER;
}

typedef struct
{
  const char *data;
  gsize left;
} Upload;

static size_t
read_upload (char *buffer, size_t size, size_t count, void *user_data)
{
  Upload *upload = user_data;
  gsize length = MIN (size * count, upload->left);

  memcpy (buffer, upload->data, length);
  upload->data += length;
  upload->left -= length;
  return length;
}

/**
 * kab_transport_send_mail:
 * @job: a message
 *
 * Returns: what the mail server said
 */
KabTransportResult
kab_transport_send_mail (KabTransportJob *job)
{
  CURL *curl = new_handle (job);
  g_autofree char *mail = build_mail (job);
  g_autofree char *from = g_strdup_printf ("<%s>", job->from);
  g_autofree char *to = g_strdup_printf ("<%s>", job->to);
  struct curl_slist *recipients = curl_slist_append (NULL, to);
  Upload upload = { mail, strlen (mail) };
  KabTransportResult result;

  curl_easy_setopt (curl, CURLOPT_USE_SSL, (long) CURLUSESSL_TRY);
  curl_easy_setopt (curl, CURLOPT_MAIL_FROM, from);
  curl_easy_setopt (curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt (curl, CURLOPT_READFUNCTION, read_upload);
  curl_easy_setopt (curl, CURLOPT_READDATA, &upload);
  curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  result = judge (job, curl, curl_easy_perform (curl), TRUE);
  curl_slist_free_all (recipients);
  curl_easy_cleanup (curl);
  return result;
}

static char *
build_sms (const KabTransportJob *job)
{
  g_autoptr (JsonObject) sms = json_object_new ();

  json_object_set_string_member (sms, "id", job->id);
  json_object_set_string_member (sms, "to", job->to);
  json_object_set_string_member (sms, "text", job->text);
  return kab_json_object_to_text (sms);
}

/**
 * kab_transport_send_sms:
 * @job: a message
 *
 * Returns: what the gateway said
 */
KabTransportResult
kab_transport_send_sms (KabTransportJob *job)
{
  CURL *curl = new_handle (job);
  g_autofree char *body = build_sms (job);
  g_autofree char *key = g_strconcat ("Idempotency-Key: ", job->id, NULL);
  struct curl_slist *headers = curl_slist_append (NULL, "Content-Type: application/json");
  KabTransportResult result;

  headers = curl_slist_append (headers, key);
  curl_easy_setopt (curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (curl, CURLOPT_POSTFIELDS, body);
  result = judge (job, curl, curl_easy_perform (curl), FALSE);
  curl_slist_free_all (headers);
  curl_easy_cleanup (curl);
  return result;
}
