/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "housekeeping.h"

#include "captcha.h"
#include "delivery.h"
#include "events.h"
#include "files.h"
#include "exports.h"
#include "flow-run.h"
#include "idempotency.h"
#include "meters-sheets.h"
#include "payments-course.h"
#include "session.h"
#include "throttle.h"

#define EVERY_SECONDS 600

/**
 * kab_housekeeping_forget:
 * @server: the server
 *
 * Drops everything whose time is over, and begins what the calendar begins, inside the caller's transaction.
 */
void
kab_housekeeping_forget (KabServer *server)
{
  kab_session_forget (server);
  kab_idempotency_forget (server);
  kab_attempts_forget (server);
  kab_captcha_forget (server);
  kab_flow_run_forget (server);
  kab_delivery_forget (server);
  kab_payments_pass_time (server);
  kab_events_forget (server);
  kab_files_forget (server);
  kab_sheets_keep (server);
  kab_exports_forget (server);
}

static gboolean
time_passed_cb (gpointer data)
{
  KabServer *server = data;

  if (kab_database_begin (server->database))
    {
      kab_housekeeping_forget (server);
      kab_database_commit (server->database);
    }
  return G_SOURCE_CONTINUE;
}

/**
 * kab_housekeeping_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: %TRUE
 */
gboolean
kab_housekeeping_open (KabServer *server, GError **error)
{
  time_passed_cb (server);
  server->housekeeping = g_timeout_add_seconds (EVERY_SECONDS, time_passed_cb, server);
  return TRUE;
}

/**
 * kab_housekeeping_close:
 * @server: the server
 */
void
kab_housekeeping_close (KabServer *server)
{
  g_clear_handle_id (&server->housekeeping, g_source_remove);
}
