/* kab-lines-pick.c: which lines of a document a person chose, or said yes to. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-lines-pick.h"

/* What is asked of one line. */
typedef struct
{
  KabDocumentLine *line; /* the document's */
  const char *reason;
  char *quantity; /* a part of it; NULL: the whole */
  gboolean closed;
  gboolean picked;
} Entry;

/* The server names the lines that an action does not touch; all others are asked about. */
struct _KabLinesPick
{
  GObject parent_instance;

  KabDocument *document;
  KabAction *action;
  GPtrArray *entries;
  gboolean decides;
};

G_DEFINE_FINAL_TYPE (KabLinesPick, kab_lines_pick, G_TYPE_OBJECT)

static guint changed_signal;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->line);
  g_free (entry->quantity);
  g_free (entry);
}

static Entry *
find (KabLinesPick *self, const char *line)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (g_strcmp0 (kab_document_line_get_id (entry->line), line) == 0)
        return entry;
    }
  return NULL;
}

static gboolean
was_declined (KabDocumentLine *line)
{
  KabLineDecision *decision = kab_document_line_get_decision (line);

  return decision != NULL && !kab_line_decision_get_accepted (decision);
}

static void
kab_lines_pick_finalize (GObject *object)
{
  KabLinesPick *self = KAB_LINES_PICK (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->document);
  g_clear_object (&self->action);
  G_OBJECT_CLASS (kab_lines_pick_parent_class)->finalize (object);
}

static void
kab_lines_pick_class_init (KabLinesPickClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_lines_pick_finalize;
  changed_signal
      = g_signal_new ("changed", KAB_TYPE_LINES_PICK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kab_lines_pick_init (KabLinesPick *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
}

static void
close_lines (KabLinesPick *self)
{
  GListModel *closed = kab_action_get_closed_lines (self->action);

  for (guint i = 0; i < g_list_model_get_n_items (closed); i++)
    {
      g_autoptr (KabClosedLine) line = g_list_model_get_item (closed, i);
      Entry *entry = find (self, kab_closed_line_get_id (line));

      if (entry == NULL)
        continue;
      entry->closed = TRUE;
      entry->picked = FALSE;
      entry->reason = kab_closed_line_get_reason (line);
    }
}

/**
 * kab_lines_pick_new:
 * @document: a document as the person sees it
 * @action: an action of it that chooses or decides lines
 *
 * An estimate starts with yes to all but what was declined before; a choice starts with nothing, unless there is
 * only one line.
 *
 * Returns: (transfer full): the pick
 */
KabLinesPick *
kab_lines_pick_new (KabDocument *document, KabAction *action)
{
  KabLinesPick *self;
  GListModel *lines;
  guint open;

  g_return_val_if_fail (KAB_IS_DOCUMENT (document) && KAB_IS_ACTION (action), NULL);

  self = g_object_new (KAB_TYPE_LINES_PICK, NULL);
  self->document = g_object_ref (document);
  self->action = g_object_ref (action);
  self->decides = g_strcmp0 (kab_action_get_lines (action), "decide") == 0;
  lines = kab_document_get_lines (document);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->line = g_list_model_get_item (lines, i);
      entry->picked = self->decides && !was_declined (entry->line);
      g_ptr_array_add (self->entries, entry);
    }
  close_lines (self);
  kab_lines_pick_count (self, &open);
  for (guint i = 0; open == 1 && i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      entry->picked = !entry->closed;
    }
  return self;
}

/**
 * kab_lines_pick_get_action:
 * @self: a pick
 *
 * Returns: (transfer none): the action that it is for
 */
KabAction *
kab_lines_pick_get_action (KabLinesPick *self)
{
  g_return_val_if_fail (KAB_IS_LINES_PICK (self), NULL);

  return self->action;
}

/**
 * kab_lines_pick_decides:
 * @self: a pick
 *
 * Returns: whether a line that is not picked is declined, and not merely left alone
 */
gboolean
kab_lines_pick_decides (KabLinesPick *self)
{
  g_return_val_if_fail (KAB_IS_LINES_PICK (self), FALSE);

  return self->decides;
}

/**
 * kab_lines_pick_is_open:
 * @self: a pick
 * @line: id of a line
 * @reason: (out) (optional) (nullable) (transfer none): why not
 *
 * Returns: whether the line may be picked
 */
gboolean
kab_lines_pick_is_open (KabLinesPick *self, const char *line, const char **reason)
{
  Entry *entry;

  g_return_val_if_fail (KAB_IS_LINES_PICK (self), FALSE);

  entry = find (self, line);
  if (reason != NULL)
    *reason = entry != NULL ? entry->reason : NULL;
  return entry != NULL && !entry->closed;
}

/**
 * kab_lines_pick_get_picked:
 * @self: a pick
 * @line: id of a line
 *
 * Returns: whether the line is picked
 */
gboolean
kab_lines_pick_get_picked (KabLinesPick *self, const char *line)
{
  Entry *entry;

  g_return_val_if_fail (KAB_IS_LINES_PICK (self), FALSE);

  entry = find (self, line);
  return entry != NULL && entry->picked;
}

/**
 * kab_lines_pick_set_picked:
 * @self: a pick
 * @line: id of a line that is open
 * @picked: whether it is picked
 */
void
kab_lines_pick_set_picked (KabLinesPick *self, const char *line, gboolean picked)
{
  Entry *entry;

  g_return_if_fail (KAB_IS_LINES_PICK (self));

  entry = find (self, line);
  if (entry == NULL || entry->closed || entry->picked == picked)
    return;
  entry->picked = picked;
  g_signal_emit (self, changed_signal, 0);
}

/**
 * kab_lines_pick_set_quantity:
 * @self: a pick
 * @line: id of a line
 * @quantity: (nullable): how much of it, %NULL for the whole
 */
void
kab_lines_pick_set_quantity (KabLinesPick *self, const char *line, const char *quantity)
{
  Entry *entry;

  g_return_if_fail (KAB_IS_LINES_PICK (self));

  entry = find (self, line);
  if (entry != NULL && g_set_str (&entry->quantity, quantity))
    g_signal_emit (self, changed_signal, 0);
}

/**
 * kab_lines_pick_follow:
 * @self: a pick that nobody watches yet
 * @other: a pick of the same lines
 *
 * Takes over what was picked there.
 */
void
kab_lines_pick_follow (KabLinesPick *self, KabLinesPick *other)
{
  g_return_if_fail (KAB_IS_LINES_PICK (self) && KAB_IS_LINES_PICK (other));

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);
      const Entry *known = find (other, kab_document_line_get_id (entry->line));

      if (entry->closed || known == NULL)
        continue;
      entry->picked = known->picked;
      g_set_str (&entry->quantity, known->quantity);
    }
}

/**
 * kab_lines_pick_count:
 * @self: a pick
 * @open: (out) (optional): how many lines may be picked
 *
 * Returns: how many are
 */
guint
kab_lines_pick_count (KabLinesPick *self, guint *open)
{
  guint picked = 0;
  guint all = 0;

  g_return_val_if_fail (KAB_IS_LINES_PICK (self), 0);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      all += entry->closed ? 0 : 1;
      picked += entry->picked ? 1 : 0;
    }
  if (open != NULL)
    *open = all;
  return picked;
}

/**
 * kab_lines_pick_dup_total:
 * @self: a pick that decides
 *
 * Returns: (transfer full) (nullable): what the document will come to
 */
KabMoney *
kab_lines_pick_dup_total (KabLinesPick *self)
{
  const KabMoney *amount;
  KabMoney *total;

  g_return_val_if_fail (KAB_IS_LINES_PICK (self), NULL);

  amount = kab_document_get_amount (self->document);
  if (amount == NULL)
    return NULL;
  total = kab_money_copy (amount);
  for (guint i = 0; self->decides && i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);
      const KabMoney *line = kab_document_line_get_amount (entry->line);
      gboolean counted = !was_declined (entry->line);

      if (!entry->closed && line != NULL && entry->picked != counted)
        total->minor += entry->picked ? line->minor : -line->minor;
    }
  return total;
}

/**
 * kab_lines_pick_build:
 * @self: a pick
 *
 * Returns: (transfer full): the lines as the action's request has them
 */
JsonArray *
kab_lines_pick_build (KabLinesPick *self)
{
  JsonArray *lines;

  g_return_val_if_fail (KAB_IS_LINES_PICK (self), NULL);

  lines = json_array_new ();
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);
      JsonObject *line;

      if (entry->closed || (!self->decides && !entry->picked))
        continue;
      line = json_object_new ();
      json_object_set_string_member (line, "id", kab_document_line_get_id (entry->line));
      if (self->decides)
        json_object_set_boolean_member (line, "accepted", entry->picked);
      else if (entry->quantity != NULL)
        json_object_set_string_member (line, "quantity", entry->quantity);
      json_array_add_object_element (lines, line);
    }
  return lines;
}
