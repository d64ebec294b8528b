/* transport.h: handing one message to a mail server or an SMS gateway; blocks, so it runs in a thread. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KAB_TRANSPORT_SENT,
  KAB_TRANSPORT_LATER,   /* try again */
  KAB_TRANSPORT_REFUSED, /* trying again is of no use */
} KabTransportResult;

/* One message with all that a thread needs to know. */
typedef struct
{
  char *url;
  char *from; /* mail only */
  char *to;
  char *subject; /* mail only */
  char *text;
  char *id;
  int *stop; /* atomic; set when the server ends */
  char *error;
} KabTransportJob;

KabTransportResult kab_transport_send_mail (KabTransportJob *job);
KabTransportResult kab_transport_send_sms (KabTransportJob *job);
void kab_transport_job_free (KabTransportJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabTransportJob, kab_transport_job_free)

G_END_DECLS
