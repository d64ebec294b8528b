/* kab-fake-service.h: one organisation's sessions on loopback, that tests can disturb and look into. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define KAB_FAKE_ORGANISATION "org"
#define KAB_FAKE_LOGIN "demo@example.org"
#define KAB_FAKE_TICKET "t_c4n4ry-ticket"

/* What a request that is not about signing in is answered with. */
#define KAB_FAKE_CANARY "c4n4ry-customer-data"

typedef struct _KabFakeService KabFakeService;

/**
 * KabFakeHook:
 * @service: the service
 * @message: a request that is about to be answered
 * @path: its path
 * @data: for the function
 *
 * Returns: whether the hook has answered
 */
typedef gboolean (*KabFakeHook) (KabFakeService *service,
                                 SoupServerMessage *message,
                                 const char *path,
                                 gpointer data);

struct _KabFakeService
{
  SoupServer *server;
  guint port;
  char *origin;
  char *password;

  GHashTable *access; /* access tokens that are good */
  char *refresh;      /* the refresh token that is good */
  char *spent;        /* the one before it */
  gboolean grace;     /* the one before still gives the same successor */
  gboolean revoked;
  gboolean deaf;        /* no access token is ever good */
  guint refuse_refresh; /* status that refreshes are answered with */
  gboolean blocked;
  gboolean silent; /* never answers */
  char *descriptor;

  guint n_tokens;
  guint n_sign_ins;
  guint n_refreshes;
  guint n_revokes;
  guint n_answers;
  GPtrArray *silenced;
  KabFakeHook hook;
  gpointer hook_data;
};

KabFakeService *kab_fake_service_new (void);
void kab_fake_service_free (KabFakeService *self);
void kab_fake_service_expire (KabFakeService *self);
void kab_fake_service_go_away (KabFakeService *self);
void kab_fake_service_come_back (KabFakeService *self);
void kab_fake_reply (SoupServerMessage *message, guint status, const char *type, const char *body);
void kab_fake_reply_problem (SoupServerMessage *message, guint status, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabFakeService, kab_fake_service_free)

G_END_DECLS
