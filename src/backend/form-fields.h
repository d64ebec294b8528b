/* form-fields.h: forms of documents: what the descriptor leaves open is filled in for the customer. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

/* A form as one customer gets it, and what came back. */
typedef struct
{
  JsonArray *wired;  /* as the descriptor has it; unowned */
  JsonArray *fields; /* as clients see it */
  JsonObject *values;
  GPtrArray *files; /* ids of the files that came along */
} KabFormFilled;

void kab_form_filled_free (KabFormFilled *self);

JsonArray *kab_form_build_fields (KabServer *server,
                                  KabOrganisation *organisation,
                                  gint64 customer,
                                  JsonArray *wired) G_GNUC_WARN_UNUSED_RESULT;
KabFormFilled *kab_form_fill (KabServer *server,
                              KabCall *call,
                              gint64 customer,
                              JsonArray *wired,
                              JsonObject *given,
                              KabFieldErrors *errors) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabFormFilled, kab_form_filled_free)

G_END_DECLS
