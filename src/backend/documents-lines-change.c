/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-lines-change.h"

#include "documents-type.h"
#include "documents-versions.h"
#include "json.h"

#define MAX_TOLD 400 /* bytes; the timeline names lines, it does not list them */

static void
append_title (GString *text, const KabLineChange *change)
{
  const char *before = text->len > 0 ? "; " : "";
  g_autofree char *part = change->part > 0 ? kab_quantity_format (change->part) : NULL;

  if (text->len > MAX_TOLD)
    {
      if (!g_str_has_suffix (text->str, "…"))
        g_string_append (text, "; …");
      return;
    }
  g_string_append_printf (text, "%s%s", before, change->line->title);
  if (part != NULL && change->line->unit != NULL)
    g_string_append_printf (text, " (%s\302\240%s)", part, change->line->unit);
  else if (part != NULL)
    g_string_append_printf (text, " (%s)", part);
}

/**
 * kab_lines_plan_tell:
 * @self: a plan
 * @values: (inout): values of an action; gets "lines" or "accepted" and "declined", for the words of the timeline
 */
void
kab_lines_plan_tell (const KabLinesPlan *self, JsonObject *values)
{
  g_autoptr (GString) accepted = g_string_new (NULL);
  g_autoptr (GString) declined = g_string_new (NULL);

  for (guint i = 0; i < self->changes->len; i++)
    {
      const KabLineChange *change = &g_array_index (self->changes, KabLineChange, i);

      append_title (change->accepted ? accepted : declined, change);
    }
  if (self->mode == KAB_LINES_CHOOSE)
    json_object_set_string_member (values, "lines", accepted->str);
  if (self->mode != KAB_LINES_DECIDE)
    return;
  json_object_set_string_member (values, "accepted", accepted->str);
  json_object_set_string_member (values, "declined", declined->str);
}

static const KabLineChange *
find_change (const KabLinesPlan *self, const KabLine *line)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      const KabLineChange *change = &g_array_index (self->changes, KabLineChange, i);

      if (change->line == line)
        return change;
    }
  return NULL;
}

/* Whether a line belongs to the sum when all is done. */
static gboolean
will_count (const KabLinesPlan *self, const KabDeed *deed, const KabLine *line)
{
  KabOrganisation *organisation = deed->call->organisation;
  const KabLineChange *change = find_change (self, line);
  const char *to = kab_json_get_string (self->rule, "to");
  KabLine after = *line;

  if (change == NULL || change->part > 0)
    return kab_line_counts (organisation, deed->document->type, line);
  if (self->mode == KAB_LINES_DECIDE)
    {
      after.decided = TRUE;
      after.accepted = change->accepted;
    }
  if (to != NULL && change->accepted)
    after.state = (char *) to;
  return kab_line_counts (organisation, deed->document->type, &after);
}

/**
 * kab_lines_plan_find_outcome:
 * @self: a plan
 * @deed: the action
 *
 * Returns: (transfer none) (nullable): what the descriptor says of how it ends where that is not as usual: with
 *   nothing left that counts, or with a part of the lines; "to" and "timeline"
 */
JsonObject *
kab_lines_plan_find_outcome (const KabLinesPlan *self, const KabDeed *deed)
{
  guint left = 0;
  guint declined = 0;

  if (self->mode != KAB_LINES_CHOOSE && self->mode != KAB_LINES_DECIDE)
    return NULL;
  for (guint i = 0; i < self->lines->len; i++)
    left += will_count (self, deed, g_ptr_array_index (self->lines, i)) ? 1 : 0;
  for (guint i = 0; i < self->changes->len; i++)
    declined += g_array_index (self->changes, KabLineChange, i).accepted ? 0 : 1;
  if (left == 0)
    return kab_json_get_object (self->rule, "none");
  return declined > 0 ? kab_json_get_object (self->rule, "some") : NULL;
}

static void
set_state (const KabDeed *deed, gint64 line, const char *state)
{
  kab_database_run (deed->server->database, "UPDATE document_lines SET state = ? WHERE id = ?", "sl", state,
                    line);
}

/* The part that is taken becomes a line of its own; the rest stays as it was. */
static gint64
split (const KabDeed *deed, const KabLineChange *change)
{
  const KabLine *line = change->line;
  gint64 whole = 0;
  g_autofree char *taken = kab_quantity_format (change->part);
  g_autofree char *rest = NULL;
  KabDatabase *database = deed->server->database;
  gint64 amount = kab_quantity_multiply (line->price, change->part);

  kab_quantity_parse (line->quantity, &whole);
  rest = kab_quantity_format (whole - change->part);
  kab_database_run (
      database,
      "INSERT INTO document_lines (document, position, part, title, note, quantity, unit, price,"
      " amount, state, decision) SELECT document, position, part, title, note, ?, unit, price, ?,"
      " state, decision FROM document_lines WHERE id = ?",
      "sll", taken, amount, line->id);
  amount = line->amount - amount;
  whole = kab_database_get_last_id (database);
  kab_database_run (database, "UPDATE document_lines SET quantity = ?, amount = ? WHERE id = ?", "sll", rest,
                    amount, line->id);
  return whole;
}

static void
choose (const KabLinesPlan *self, const KabDeed *deed)
{
  const char *to = kab_json_get_string (self->rule, "to");

  for (guint i = 0; i < self->changes->len; i++)
    {
      const KabLineChange *change = &g_array_index (self->changes, KabLineChange, i);

      set_state (deed, change->part > 0 ? split (deed, change) : change->line->id, to);
    }
}

/* Who decided is the customer, also where staff write down what was said by telephone. */
static const char *
get_decider (const KabDeed *deed)
{
  if (kab_person_is_staff (deed->call->person) && deed->document->customer_name != NULL)
    return deed->document->customer_name;
  return kab_person_get_display_name (deed->call->person);
}

static void
decide (const KabLinesPlan *self, const KabDeed *deed, const char *through)
{
  KabDatabase *database = deed->server->database;
  gint64 version = kab_versions_get_newest (deed->server, deed->document->id);
  const char *to = kab_json_get_string (self->rule, "to");

  for (guint i = 0; i < self->changes->len; i++)
    {
      const KabLineChange *change = &g_array_index (self->changes, KabLineChange, i);
      const KabLine *line = change->line;

      kab_database_run (
          database,
          "INSERT INTO document_decisions (document, line, version, title, amount, accepted, at,"
          " by, through) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "lllslilss", deed->document->id, line->id, version, line->title, line->amount, change->accepted,
          kab_server_now (deed->server), get_decider (deed), through);
      kab_database_run (database, "UPDATE document_lines SET decision = ? WHERE id = ?", "ll",
                        kab_database_get_last_id (database), line->id);
      if (to != NULL && change->accepted)
        set_state (deed, line->id, to);
    }
}

static void
write_line (const KabDeed *deed, const KabLine *line, int position)
{
  KabDatabase *database = deed->server->database;

  if (line->id == 0)
    kab_database_run (
        database,
        "INSERT INTO document_lines (document, position, part, title, note, quantity, unit, price,"
        " amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "lisssssll", deed->document->id, position, line->group, line->title, line->note, line->quantity,
        line->unit, line->price, line->amount);
  else
    kab_database_run (
        database,
        "UPDATE document_lines SET position = ?, part = ?, title = ?, note = ?, quantity = ?,"
        " unit = ?, price = ?, amount = ?, decision = CASE ? WHEN 1 THEN decision END WHERE id = ?",
        "isssssllil", position, line->group, line->title, line->note, line->quantity, line->unit, line->price,
        line->amount, line->decided, line->id);
}

static gboolean
is_written (const KabLinesPlan *self, gint64 id)
{
  for (guint i = 0; i < self->written->len; i++)
    if (((KabLine *) g_ptr_array_index (self->written, i))->id == id)
      return TRUE;
  return FALSE;
}

/* Lines that the action does not touch stay where they are, before all others. */
static void
write_anew (const KabLinesPlan *self, const KabDeed *deed)
{
  int position = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const KabLine *line = g_ptr_array_index (self->lines, i);

      if (!kab_lines_plan_is_open (self, line))
        kab_database_run (deed->server->database, "UPDATE document_lines SET position = ? WHERE id = ?", "il",
                          position++, line->id);
      else if (!is_written (self, line->id))
        kab_database_run (deed->server->database, "DELETE FROM document_lines WHERE id = ?", "l", line->id);
    }
  for (guint i = 0; i < self->written->len; i++)
    write_line (deed, g_ptr_array_index (self->written, i), position++);
}

static void
move_all (const KabLinesPlan *self, const KabDeed *deed)
{
  const char *to = kab_json_get_string (self->rule, "to");

  for (guint i = 0; to != NULL && i < self->lines->len; i++)
    {
      const KabLine *line = g_ptr_array_index (self->lines, i);

      if (kab_lines_plan_is_open (self, line))
        set_state (deed, line->id, to);
    }
}

/* What was declined is asked about again; what was accepted and says the same stays accepted. */
static void
send_estimate (const KabDeed *deed)
{
  KabOrganisation *organisation = deed->call->organisation;
  g_autoptr (GPtrArray) lines = NULL;

  kab_database_run (deed->server->database,
                    "UPDATE document_lines SET decision = NULL WHERE document = ? AND decision IN"
                    " (SELECT id FROM document_decisions WHERE document = ? AND accepted = 0)",
                    "ll", deed->document->id, deed->document->id);
  lines = kab_lines_load (deed->server, organisation, deed->document);
  kab_versions_add (deed->server, deed->document, lines,
                    kab_lines_sum (organisation, deed->document->type, lines), kab_server_now (deed->server),
                    kab_person_get_display_name (deed->call->person));
}

/**
 * kab_lines_plan_carry_out:
 * @self: a plan without complaints
 * @deed: the action; its document has changed already
 * @through: how the decision came to be known
 *
 * Does it, and puts the sum of the document right.
 */
void
kab_lines_plan_carry_out (const KabLinesPlan *self, const KabDeed *deed, const char *through)
{
  gboolean sends = kab_json_get_boolean (deed->action, "estimate", FALSE);
  g_autoptr (GPtrArray) lines = NULL;

  switch (self->mode)
    {
    case KAB_LINES_NONE:
      break;
    case KAB_LINES_CHOOSE:
      choose (self, deed);
      break;
    case KAB_LINES_DECIDE:
      decide (self, deed, through);
      break;
    case KAB_LINES_EDIT:
      write_anew (self, deed);
      break;
    case KAB_LINES_ALL:
      move_all (self, deed);
      break;
    }
  if (sends)
    send_estimate (deed);
  if (self->mode == KAB_LINES_NONE && !sends)
    return;
  lines = kab_lines_load (deed->server, deed->call->organisation, deed->document);
  kab_documents_set_amount (deed->server, deed->document,
                            kab_lines_sum (deed->call->organisation, deed->document->type, lines));
}
