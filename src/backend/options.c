/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "options.h"

#include <gio/gio.h>

static gboolean
check (KabOptions *self, GError **error)
{
  const char *wrong = NULL;

  if (self->data == NULL)
    wrong = "--data DIRECTORY is needed";
  else if (self->organisations == NULL)
    wrong = "--organisations DIRECTORY is needed";
  else if (self->port < 0 || self->port > 65535)
    wrong = "--port takes 0 to 65535";
  else if (self->seed != NULL && g_strcmp0 (self->seed, "demo") != 0)
    wrong = "--seed takes “demo”";
  else if (self->seed_documents < 0)
    wrong = "--seed-documents takes a number from 0";
  else if (self->seed_catalogue < 0)
    wrong = "--seed-catalogue takes a number from 0";
  else if (self->read_timeout < 1 || self->rate_limit < 1)
    wrong = "--read-timeout and --rate-limit take a number from 1";
  else if (self->events_retry < 0)
    wrong = "--events-retry takes a number from 0";
  else if (self->smtp != NULL && self->mail_from == NULL)
    wrong = "--smtp needs --mail-from ADDRESS";
  if (wrong != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, wrong);
  return wrong == NULL;
}

/**
 * kab_options_parse:
 * @argc: (inout): count of arguments
 * @argv: (inout): arguments
 * @error: return location for what is wrong with them
 *
 * Returns: (transfer full) (nullable): the options
 */
KabOptions *
kab_options_parse (int *argc, char ***argv, GError **error)
{
  g_autoptr (KabOptions) self = g_new0 (KabOptions, 1);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self->data, "Where the server keeps its data", "DIRECTORY" },
    { "organisations", 0, 0, G_OPTION_ARG_FILENAME, &self->organisations, "Folder of descriptor files",
      "DIRECTORY" },
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, "Port on the loopback address; 0 takes a free one",
      "NUMBER" },
    { "public-url", 0, 0, G_OPTION_ARG_STRING, &self->public_url,
      "How the world reaches this server (for links in mail)", "URL" },
    { "behind-proxy", 0, 0, G_OPTION_ARG_NONE, &self->behind_proxy, "Believe X-Forwarded-For", NULL },
    { "smtp", 0, 0, G_OPTION_ARG_STRING, &self->smtp, "Mail server, such as smtp://host:25", "URL" },
    { "mail-from", 0, 0, G_OPTION_ARG_STRING, &self->mail_from, "Sender of mail", "ADDRESS" },
    { "sms-gateway", 0, 0, G_OPTION_ARG_STRING, &self->sms_gateway, "Where SMS are posted to", "URL" },
    { "minimum-client", 0, 0, G_OPTION_ARG_STRING, &self->minimum_client, "Refuse older clients", "VERSION" },
    { "read-timeout", 0, 0, G_OPTION_ARG_INT, &self->read_timeout, "How long a request may take to arrive",
      "SECONDS" },
    { "rate-limit", 0, 0, G_OPTION_ARG_INT, &self->rate_limit, "Requests a minute from one address",
      "NUMBER" },
    { "events-retry", 0, 0, G_OPTION_ARG_INT, &self->events_retry,
      "Over what time listeners spread out when they come back after a break", "MILLISECONDS" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &self->seed, "Fill an empty database", "demo" },
    { "seed-documents", 0, 0, G_OPTION_ARG_INT, &self->seed_documents, "Fill with that many documents",
      "NUMBER" },
    { "seed-catalogue", 0, 0, G_OPTION_ARG_INT, &self->seed_catalogue, "Fill with that many items for sale",
      "NUMBER" },
    { "demo-outbox", 0, 0, G_OPTION_ARG_NONE, &self->demo_outbox,
      "Show undeliverable messages at /demo/outbox", NULL },
    { "demo-clock", 0, 0, G_OPTION_ARG_NONE, &self->demo_clock, "Let POST /demo/clock advance the time",
      NULL },
    { "quick-passwords", 0, 0, G_OPTION_ARG_NONE, &self->quick_passwords,
      "Weak password hashes, for tests only", NULL },
    { NULL }
  };

  self->read_timeout = 30;
  self->events_retry = 30000;
  g_option_context_set_summary (context, "The reference server of Kabinet.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return NULL;
  /* Without a proxy only this machine is heard, and all of it has one address. */
  if (self->rate_limit == 0)
    self->rate_limit = self->behind_proxy ? 1200 : 6000;
  if (!check (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * kab_options_free:
 * @self: (transfer full): options
 */
void
kab_options_free (KabOptions *self)
{
  if (self == NULL)
    return;
  g_free (self->data);
  g_free (self->organisations);
  g_free (self->seed);
  g_free (self->public_url);
  g_free (self->smtp);
  g_free (self->mail_from);
  g_free (self->sms_gateway);
  g_free (self->minimum_client);
  g_free (self);
}
