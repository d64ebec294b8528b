/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "guard.h"

#include "throttle.h"

#define MAINTENANCE_SECONDS 120

/* Whether the dotted version @a comes before @b. */
static gboolean
is_older (const char *a, const char *b)
{
  for (;;)
    {
      char *a_end;
      char *b_end;
      guint64 first = g_ascii_strtoull (a, &a_end, 10);
      guint64 second = g_ascii_strtoull (b, &b_end, 10);

      if (first != second)
        return first < second;
      if (*a_end != '.' && *b_end != '.')
        return FALSE;
      a = *a_end == '.' ? a_end + 1 : a_end;
      b = *b_end == '.' ? b_end + 1 : b_end;
    }
}

/* A-86, J10: whoever does not say that it is Kabinet (a browser) is let through. */
static void
check_version (KabCall *call)
{
  const char *minimum = call->server->options->minimum_client;
  const char *agent = kab_call_get_header (call, "User-Agent");
  JsonObject *problem;

  if (minimum == NULL || agent == NULL || !g_str_has_prefix (agent, "Kabinet/")
      || !is_older (agent + strlen ("Kabinet/"), minimum))
    return;
  problem = kab_problem_new ("client-too-old", NULL, call->path);
  json_object_set_string_member (problem, "minimum", minimum);
  kab_call_reply_problem_object (call, problem);
}

static void
check_pace (KabCall *call)
{
  KabServer *server = call->server;
  gint64 wait = kab_limits_take (server->limits, "request", call->address, server->options->rate_limit, 60,
                                 kab_server_now (server));

  if (wait > 0)
    kab_call_reply_too_many (call, "address", wait);
}

/* while the data folder holds a file “maintenance”, its text is the answer. */
static void
check_maintenance (KabCall *call)
{
  g_autofree char *path = g_build_filename (call->server->options->data, "maintenance", NULL);
  g_autofree char *text = NULL;
  g_autofree char *after = g_strdup_printf ("%d", MAINTENANCE_SECONDS);

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  if (!g_utf8_validate (text, -1, NULL))
    g_clear_pointer (&text, g_free);
  kab_call_reply_problem (call, "maintenance", text != NULL ? g_strstrip (text) : NULL);
  kab_call_set_header (call, "Retry-After", after);
}

/**
 * kab_guard_check:
 * @call: a call with its route
 *
 * Answers 429, 426 or 503 where the request must not go on; whether the server lives can always be asked.
 */
void
kab_guard_check (KabCall *call)
{
  check_pace (call);
  if (kab_call_is_answered (call) || g_str_equal (call->route->pattern, "/health"))
    return;
  check_version (call);
  if (!kab_call_is_answered (call))
    check_maintenance (call);
}
