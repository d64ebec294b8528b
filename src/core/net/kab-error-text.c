/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-error-text.h"
#include "kab-error-phrase.h"

#include <glib/gi18n-lib.h>

#define RETRY KAB_ERROR_ACTION_RETRY
#define RELOAD KAB_ERROR_ACTION_RELOAD
#define START_AGAIN KAB_ERROR_ACTION_START_AGAIN
#define SIGN_IN KAB_ERROR_ACTION_SIGN_IN
#define OPEN_BROWSER KAB_ERROR_ACTION_OPEN_BROWSER
#define CONTACT KAB_ERROR_ACTION_CONTACT
#define UPDATE KAB_ERROR_ACTION_UPDATE
#define COPY KAB_ERROR_ACTION_COPY
#define NOTHING KAB_ERROR_ACTION_NONE

#define FIELD KAB_ERROR_PLACE_FIELD
#define FORM KAB_ERROR_PLACE_FORM
#define PAGE KAB_ERROR_PLACE_PAGE
#define BANNER KAB_ERROR_PLACE_BANNER
#define DIALOG KAB_ERROR_PLACE_DIALOG

typedef struct
{
  const char *id;
  KabErrorPlace place;
  KabErrorActions actions;
  const char *title;
  const char *text;
} Row;

/* Rule C1. Each text says what happened, what was kept and what to do next. One sentence a line: a line
 * with a {place} that the error cannot fill is left out. Names in braces are not translated. */
static const Row problems[] = {
  { "bad-request", DIALOG, COPY | CONTACT, N_ ("Request Not Understood"),
    N_ ("The service did not understand what Kabinet sent.\nNothing has changed there, and what you typed "
        "is kept.\nPlease tell the service's people.") },
  { "unknown-parameter", DIALOG, COPY | UPDATE, N_ ("Request Not Understood"),
    N_ ("The service does not know something that Kabinet asked for.\nA newer Kabinet may help.") },
  { "unauthorized", DIALOG, SIGN_IN, N_ ("Sign In Again"),
    N_ ("Your session at this service has ended.\nWhat you typed is kept.\nSign in to go on.") },
  { "wrong-credentials", FORM, NOTHING, N_ ("Wrong Sign-in Data"),
    N_ ("The login or the password is wrong.\nCheck the keyboard layout and Caps Lock, and try "
        "again.\n{attempts}") },
  { "forbidden", FORM, CONTACT, N_ ("Not Allowed"),
    N_ ("The service does not allow this.\n{detail}\nNothing has changed there.") },
  { "blocked", PAGE, CONTACT, N_ ("Account Blocked"),
    N_ ("The service has blocked this account.\nIt has been blocked since {since}.\nReason: "
        "{reason}\nTo have it unblocked: {contact}") },
  { "not-found", PAGE, RELOAD, N_ ("Not Found"),
    N_ ("The service no longer has what you asked for.\nLoad the list again to see what there is.") },
  { "conflict", FORM, RELOAD, N_ ("Changed Meanwhile"),
    N_ ("This does not fit with what the service has now.\n{detail}\nWhat you typed is kept.\nLoad the "
        "present state and try again.") },
  { "idempotency-mismatch", FORM, START_AGAIN | COPY, N_ ("Already Sent"),
    N_ ("This form was sent before with other answers.\nThe first sending counts.\nLoad the present state "
        "before you send it again.") },
  { "gone", PAGE, START_AGAIN, N_ ("Time Is Up"),
    N_ ("The time for finishing this has run out.\nWhat you typed is kept.\nPlease start again.") },
  { "precondition-failed", FORM, RELOAD, N_ ("Changed Meanwhile"),
    N_ ("Somebody changed this while you had it open.\nWhat you typed is kept.\nLoad the present state and "
        "look whether your change is still needed.") },
  { "too-large", FORM, NOTHING, N_ ("Too Large"),
    N_ ("What you are sending is larger than the service takes.\nChoose a smaller file or a shorter "
        "text.") },
  { "unsupported-media", FORM, NOTHING, N_ ("Wrong Kind of File"),
    N_ ("The service does not take files of this kind.\nChoose another one.") },
  { "validation", FIELD, NOTHING, N_ ("Please Check Your Answers"),
    N_ ("Some answers need correcting.\nEverything else is kept.") },
  { "wrong-code", FIELD, NOTHING, N_ ("Wrong Code"),
    N_ ("This is not the code that was sent.\nCompare it with the latest message.\n{attempts}") },
  { "code-expired", FIELD, RETRY, N_ ("Code Expired"),
    N_ ("This code is too old.\nHave a new one sent.\nWhat you typed before is kept.") },
  { "wrong-captcha", FIELD, NOTHING, N_ ("Wrong Answer"),
    N_ ("The characters do not match the picture.\nHere is a new one.\nEverything else is kept.") },
  { "client-too-old", PAGE, UPDATE, N_ ("Kabinet Is Too Old"),
    N_ ("This service needs a newer Kabinet than {version}.\nIt needs version {minimum} or "
        "later.\nUpdate Kabinet to go on; what is kept on this computer stays.") },
  { "precondition-required", DIALOG, COPY | UPDATE, N_ ("Request Not Understood"),
    N_ ("The service missed something in what Kabinet sent.\nNothing has changed there.\nA newer Kabinet "
        "may help.") },
  { "too-many-requests", FORM, RETRY, N_ ("Too Many Attempts"),
    N_ ("There were too many attempts, so the service makes a pause.\nWhat you typed is kept.\nTry again "
        "{wait}.") },
  { "internal", DIALOG, RETRY | COPY | CONTACT, N_ ("The Service Failed"),
    N_ ("Something went wrong at the service.\nWhat you typed is kept.\nTry again; if it happens again, "
        "tell the service's people.") },
  { "maintenance", PAGE, RETRY, N_ ("Maintenance"),
    N_ ("The service is closed for maintenance.\n{detail}\nWhat you typed is kept.\nTry again {wait}.") },
};

static const Row failures[] = {
  { "address", FORM, NOTHING, N_ ("Address Not Usable"),
    N_ ("This address cannot be used.\nIt should look like service.example.org; only encrypted connections "
        "are made.") },
  { "offline", PAGE, RETRY, N_ ("No Connection"),
    N_ ("This computer has no connection to the network.\nWhat you typed is kept.\nCheck the cable or "
        "Wi-Fi, and try again.") },
  { "unavailable", PAGE, RETRY, N_ ("Service Not Available"),
    N_ ("The network works, but {host} does not answer.\nThis is not your fault, and what you typed is "
        "kept.\nTry again {wait}.") },
  { "busy", PAGE, RETRY, N_ ("Service Busy"),
    N_ ("Too many people are using the service right now.\nWhat you typed is kept.\nTry again {wait}.") },
  { "timed-out", PAGE, RETRY, N_ ("No Answer in Time"),
    N_ ("The service took too long to answer.\nWhat you typed is kept.\nTry again; nothing will be done "
        "twice.") },
  { "tls-unknown-issuer", PAGE, RETRY | COPY, N_ ("Connection Not Safe"),
    N_ ("Kabinet cannot be sure that it speaks with {host}: its certificate comes from an unknown "
        "issuer.\nNothing was sent.\nAsk the service's people about the certificate with the fingerprint "
        "{fingerprint}") },
  { "tls-other-name", PAGE, RETRY | COPY, N_ ("Connection Not Safe"),
    N_ ("Kabinet cannot be sure that it speaks with {host}: the certificate is for another name.\nNothing "
        "was sent.\nCheck the address, or ask the service's people about the certificate with the "
        "fingerprint {fingerprint}") },
  { "tls-expired", PAGE, RETRY | COPY, N_ ("Connection Not Safe"),
    N_ ("The certificate of {host} has expired.\nNothing was sent.\nCheck whether the clock of this "
        "computer is right; if it is, ask the service's people about the certificate with the fingerprint "
        "{fingerprint}") },
  { "tls-not-yet-valid", PAGE, RETRY | COPY, N_ ("Connection Not Safe"),
    N_ ("The certificate of {host} is not valid yet.\nNothing was sent.\nMost likely the clock of this "
        "computer is slow: set it right and try again.\nThe certificate's fingerprint is {fingerprint}") },
  { "tls-revoked", PAGE, COPY, N_ ("Connection Not Safe"),
    N_ ("The certificate of {host} has been withdrawn.\nNothing was sent.\nAsk the service's people about "
        "the certificate with the fingerprint {fingerprint}") },
  { "tls-other", PAGE, RETRY | COPY, N_ ("Connection Not Safe"),
    N_ ("No safe connection to {host} could be made.\nNothing was sent.\nTry again, or ask the service's "
        "people.\nThe certificate's fingerprint is {fingerprint}") },
  { "truncated", PAGE, RETRY, N_ ("Answer Broke Off"),
    N_ ("The service's answer did not arrive whole.\nWhat you typed is kept.\nTry again; nothing will be "
        "done twice.") },
  { "too-large-answer", DIALOG, RETRY | COPY, N_ ("Unexpected Answer"),
    N_ ("The service's answer is too large and was not read.\nTry again; if it happens again, tell the "
        "service's people.") },
  { "unexpected", DIALOG, RETRY | COPY, N_ ("Unexpected Answer"),
    N_ ("The service answered in a way that Kabinet does not understand.\nWhat you typed is kept.\nTry "
        "again; if it happens again, tell the service's people.") },
  { "redirected", DIALOG, RETRY | COPY, N_ ("Unexpected Answer"),
    N_ ("The service sent Kabinet to another address, where it does not go.\nNothing was sent "
        "there.\nCheck the address of the service.") },
  { "captive-portal", BANNER, OPEN_BROWSER | RETRY, N_ ("Network Asks for Sign-in"),
    N_ ("Something on the way answered in place of {host}.\nThis network may want you to sign in: open a "
        "browser, and then try again.\nWhat you typed is kept.") },
  { "proxy", BANNER, RETRY, N_ ("Proxy Refuses"),
    N_ ("The network's proxy does not let Kabinet through.\nCheck the proxy in the system's network "
        "settings.\nWhat you typed is kept.") },
  { "not-modified", PAGE, NOTHING, N_ ("Nothing New"), N_ ("Nothing has changed since the last time.") },
  { "problem", FORM, RETRY | CONTACT, N_ ("Not Done"),
    N_ ("The service did not do this.\n{detail}\nWhat you typed is kept.") },
  { "other", DIALOG, RETRY | COPY, N_ ("Something Went Wrong"),
    N_ ("Kabinet could not do this.\nWhat you typed is kept.\nTry again.") },
};

static const Row *
find (const Row *rows, gsize n_rows, const char *id)
{
  for (gsize i = 0; i < n_rows; i++)
    if (g_strcmp0 (rows[i].id, id) == 0)
      return &rows[i];
  return NULL;
}

/* The first of these is the one that matters: of an unknown issuer, name and dates mean nothing. */
static const char *
get_tls_id (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return "tls-unknown-issuer";
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return "tls-revoked";
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return "tls-other-name";
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return "tls-not-yet-valid";
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return "tls-expired";
  return "tls-other";
}

static const char *
get_failure_id (const GError *error)
{
  guint status = kab_error_get_status (error);

  if (error->domain != KAB_NET_ERROR)
    return "other";
  switch ((KabNetError) error->code)
    {
    case KAB_NET_ERROR_ADDRESS:
      return "address";
    case KAB_NET_ERROR_OFFLINE:
      return "offline";
    case KAB_NET_ERROR_CONNECT:
      return "unavailable";
    case KAB_NET_ERROR_TIMED_OUT:
      return "timed-out";
    case KAB_NET_ERROR_TLS:
      return get_tls_id (kab_error_get_tls_flags (error));
    case KAB_NET_ERROR_TRUNCATED:
      return "truncated";
    case KAB_NET_ERROR_TOO_LARGE:
    case KAB_NET_ERROR_TOO_DEEP:
      return "too-large-answer";
    case KAB_NET_ERROR_UNEXPECTED:
      return status == 401 ? "unauthorized" : "unexpected";
    case KAB_NET_ERROR_DECODE:
      return "unexpected";
    case KAB_NET_ERROR_REDIRECTED:
      return "redirected";
    case KAB_NET_ERROR_CAPTIVE_PORTAL:
      return "captive-portal";
    case KAB_NET_ERROR_PROXY:
      return "proxy";
    case KAB_NET_ERROR_SERVER:
      return status == 429 ? "busy" : "unavailable";
    case KAB_NET_ERROR_PROBLEM:
      return "problem";
    case KAB_NET_ERROR_NOT_MODIFIED:
      return "not-modified";
    }
  return "other";
}

static const Row *
get_row (const GError *error)
{
  const Row *row = find (problems, G_N_ELEMENTS (problems), kab_error_get_problem_name (error));
  const char *id;

  if (row != NULL)
    return row;
  id = get_failure_id (error);
  row = find (failures, G_N_ELEMENTS (failures), id);
  return row != NULL ? row : find (problems, G_N_ELEMENTS (problems), id);
}

/**
 * kab_error_get_text_id:
 * @error: any error
 *
 * Returns: the name of the row that tells of @error: the problem's own, such as "wrong-code", or that of
 *   a failure: "offline", "unavailable", "busy", "timed-out", "tls-expired"…
 */
const char *
kab_error_get_text_id (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  return get_row (error)->id;
}

/**
 * kab_error_get_title:
 * @error: any error
 *
 * Returns: a few words for the head of a page or dialog about @error
 */
const char *
kab_error_get_title (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  return _ (get_row (error)->title);
}

/**
 * kab_error_describe:
 * @error: any error
 *
 * What a person is told: what happened, what was kept, what to do next. It may hold words of the server,
 * plain: it is text and never markup.
 *
 * Returns: (transfer full): a few sentences
 */
char *
kab_error_describe (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  return kab_error_phrase (_ (get_row (error)->text), error);
}

/**
 * kab_error_get_place:
 * @error: any error
 *
 * Returns: where the text belongs
 */
KabErrorPlace
kab_error_get_place (const GError *error)
{
  g_return_val_if_fail (error != NULL, KAB_ERROR_PLACE_DIALOG);
  return get_row (error)->place;
}

/**
 * kab_error_get_actions:
 * @error: any error
 *
 * Returns: what the person can do
 */
KabErrorActions
kab_error_get_actions (const GError *error)
{
  g_return_val_if_fail (error != NULL, KAB_ERROR_ACTION_NONE);
  return get_row (error)->actions;
}

/**
 * kab_error_dup_details:
 * @error: any error
 *
 * Returns: (transfer full): a line for the service's people, to be copied: the row, the HTTP status, the
 *   host and the request's id, and nothing that is secret or personal
 */
char *
kab_error_dup_details (const GError *error)
{
  GString *details;

  g_return_val_if_fail (error != NULL, NULL);

  details = g_string_new (NULL);
  g_string_append_printf (details, "Kabinet %s; %s %d (%s)", KAB_VERSION, g_quark_to_string (error->domain),
                          error->code, kab_error_get_text_id (error));
  if (kab_error_get_status (error) != 0)
    g_string_append_printf (details, "; HTTP %u", kab_error_get_status (error));
  if (kab_error_get_host (error) != NULL)
    g_string_append_printf (details, "; %s", kab_error_get_host (error));
  if (kab_error_get_request_id (error) != NULL)
    g_string_append_printf (details, "; request %s", kab_error_get_request_id (error));
  return g_string_free (details, FALSE);
}

/**
 * kab_error_text_covers:
 * @problem_name: the name of a problem, such as "wrong-code"
 *
 * Returns: whether the table has a row of its own for it
 */
gboolean
kab_error_text_covers (const char *problem_name)
{
  return find (problems, G_N_ELEMENTS (problems), problem_name) != NULL;
}
