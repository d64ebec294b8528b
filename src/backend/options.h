/* options.h: the command line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *data;
  char *organisations;
  int port;
  char *seed;
  int seed_documents;
  int seed_catalogue;
  gboolean demo_outbox;
  gboolean demo_clock;
  char *public_url;
  char *smtp;
  char *mail_from;
  char *sms_gateway;
  char *minimum_client;
  gboolean behind_proxy;
  int read_timeout;
  int rate_limit;
  int events_retry; /* milliseconds */
  gboolean quick_passwords;
} KabOptions;

KabOptions *kab_options_parse (int *argc, char ***argv, GError **error);
void kab_options_free (KabOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabOptions, kab_options_free)

G_END_DECLS
