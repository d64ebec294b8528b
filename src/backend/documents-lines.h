/* documents-lines.h: the works, materials and parts of a document, each with its state and what was decided. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

/* A line as it is kept; what was decided belongs to the line as it is now. */
typedef struct
{
  gint64 id;
  char *group;
  char *title;
  char *note;
  char *quantity;
  char *unit;
  gint64 price;
  gint64 amount;
  char *state; /* NULL where lines of this type have none */
  gboolean decided;
  gboolean accepted;
  gint64 decided_at;
  char *decided_by;
  char *decided_through;
} KabLine;

void kab_line_free (KabLine *self);
gboolean kab_line_counts (KabOrganisation *organisation, const char *type, const KabLine *line);

GPtrArray *kab_lines_load (KabServer *server,
                           KabOrganisation *organisation,
                           const KabDocument *document) G_GNUC_WARN_UNUSED_RESULT;
gint64 kab_lines_sum (KabOrganisation *organisation, const char *type, GPtrArray *lines);
JsonArray *
kab_lines_to_json (KabCall *call, const KabDocument *document, GPtrArray *lines) G_GNUC_WARN_UNUSED_RESULT;
void kab_lines_add_to (KabServer *server, KabCall *call, const KabDocument *document, JsonObject *detail);

gboolean kab_quantity_parse (const char *text, gint64 *thousandths);
char *kab_quantity_format (gint64 thousandths) G_GNUC_WARN_UNUSED_RESULT;
gint64 kab_quantity_multiply (gint64 price, gint64 thousandths);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabLine, kab_line_free)

G_END_DECLS
