/* flow-run.h: one registration, recovery or linking on its way. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "server.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *flow; /* "registration", "recovery", "link_account" */
  KabOrganisation *organisation;
  JsonObject *definition; /* of the descriptor; not owned */
  JsonObject *wiring;     /* of the descriptor's server part; not owned, may be NULL */
  char *state;            /* "active", "done", "rejected" */
  char *step;             /* id of the present step */
  JsonObject *values;     /* all accepted values; never a password */
  JsonObject *confirmed;  /* field name to the value that was proved */
  char *password;         /* argon2id of a chosen password */
  char *person;           /* whom it is about: who began it, was found, or was made */
  char *login;
  char *resumes;   /* id of the half-done flow that this one leads back to */
  char *reference; /* of the application under review */
  gint64 submitted_at;
  gint64 latest_at;
  char *reason;     /* why it was rejected, or what staff asked */
  char *decided_by; /* id of who of the staff decided last */
  char *address;    /* of the client, for the record of consents */
  gint64 created_at;
  gint64 updated_at;
  gint64 expires_at;
  gint64 ticket_until; /* until when its client may sign in without the password; 0: not */
  char *issued;        /* password that the server chose; never saved */
  char *issued_hash;
} KabFlowRun;

KabFlowRun *kab_flow_run_new (KabServer *server,
                              KabOrganisation *organisation,
                              const char *flow,
                              const char *address) G_GNUC_WARN_UNUSED_RESULT;
KabFlowRun *kab_flow_run_load (KabServer *server, const char *id) G_GNUC_WARN_UNUSED_RESULT;
void kab_flow_run_free (KabFlowRun *self);
void kab_flow_run_save (KabServer *server, KabFlowRun *self);
void kab_flow_run_drop (KabServer *server, const char *id);

char *kab_flow_handle_new (KabServer *server, const char *run, char **token) G_GNUC_WARN_UNUSED_RESULT;
char *
kab_flow_handle_find (KabServer *server, const char *handle, const char *token) G_GNUC_WARN_UNUSED_RESULT;
void kab_flow_handle_move (KabServer *server, const char *from, const char *to);

char *kab_flow_run_find_half_done (KabServer *server, KabFlowRun *self, const char *field, const char *value)
    G_GNUC_WARN_UNUSED_RESULT;
void kab_flow_run_note_address (KabServer *server, KabFlowRun *self, const char *field, const char *value);
void kab_flow_run_forget (KabServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabFlowRun, kab_flow_run_free)

G_END_DECLS
