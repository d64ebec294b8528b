/* documents-lines-plan.h: what somebody wants to do with the lines of a document, checked before anything is done. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-lines.h"

G_BEGIN_DECLS

typedef enum
{
  KAB_LINES_NONE,   /* the action leaves the lines alone */
  KAB_LINES_CHOOSE, /* some lines, perhaps a part of each, come into another state */
  KAB_LINES_DECIDE, /* each line is accepted or declined */
  KAB_LINES_EDIT,   /* the lines are written anew */
  KAB_LINES_ALL,    /* every line that may goes into another state with its document; nobody is asked */
} KabLinesMode;

/* One line that is chosen or decided. */
typedef struct
{
  KabLine *line; /* one of the plan's */
  gboolean accepted;
  gint64 part; /* thousandths that are taken from it; 0: the whole line */
} KabLineChange;

typedef struct
{
  KabLinesMode mode;
  JsonObject *rule;   /* the action's "lines"; belongs to the descriptor */
  GPtrArray *lines;   /* of KabLine, as they are */
  GArray *changes;    /* of KabLineChange */
  GPtrArray *written; /* of KabLine: an EDIT's result; id 0 is a new one */
  gboolean closed;    /* a line was named that the action does not touch now */
  const char *reason; /* why not */
} KabLinesPlan;

KabLinesPlan *kab_lines_plan_new (KabServer *server,
                                  KabCall *call,
                                  const KabDocument *document,
                                  JsonObject *action,
                                  KabFieldErrors *errors) G_GNUC_WARN_UNUSED_RESULT;
void kab_lines_plan_free (KabLinesPlan *self);
gboolean kab_lines_plan_is_open (const KabLinesPlan *self, const KabLine *line);

gboolean kab_lines_describe_action (
    KabServer *server, KabCall *call, const KabDocument *document, JsonObject *action, JsonObject *built);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabLinesPlan, kab_lines_plan_free)

G_END_DECLS
