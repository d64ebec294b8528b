/* session.h: a person's stay on one client: tokens given, turned over, taken back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "call.h"

G_BEGIN_DECLS

/* A pair of tokens as it goes to the client; the database has their hashes. */
typedef struct
{
  char *access;
  char *refresh;
  char *session;
  gint64 access_expires_at;
} KabTokenPair;

typedef enum
{
  KAB_REFRESH_GOOD,
  KAB_REFRESH_UNKNOWN, /* never given, expired, or its session is over */
  KAB_REFRESH_REUSED,  /* an old one, too late: the session is over now */
} KabRefreshResult;

KabTokenPair *kab_session_begin (KabServer *server, const char *person, const char *client, gboolean remember)
    G_GNUC_WARN_UNUSED_RESULT;
KabRefreshResult kab_session_refresh (KabServer *server, const char *token, KabTokenPair **pair);
char *
kab_session_find_person (KabServer *server, const char *access, char **session) G_GNUC_WARN_UNUSED_RESULT;
gboolean kab_session_is_alive (KabServer *server, const char *session);
void kab_session_touch (KabServer *server, const char *session);
void kab_session_revoke (KabServer *server, const char *session);
void kab_session_revoke_all (KabServer *server, const char *person, const char *except);
void kab_session_forget (KabServer *server);

char *kab_ticket_new (KabServer *server, const char *person, const char *family) G_GNUC_WARN_UNUSED_RESULT;
char *kab_ticket_redeem (KabServer *server,
                         KabOrganisation *organisation,
                         const char *ticket) G_GNUC_WARN_UNUSED_RESULT;

void kab_token_pair_free (KabTokenPair *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabTokenPair, kab_token_pair_free)

G_END_DECLS
