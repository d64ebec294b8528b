/* kab-estimate.c: the estimates of a document one after the other, and what each changed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-document-text.h"
#include "kab-estimate.h"
#include "kab-format.h"
#include "kab-plain-row.h"

static void
difference_free (gpointer data)
{
  KabEstimateDifference *difference = data;

  g_clear_object (&difference->before);
  g_clear_object (&difference->after);
  g_free (difference);
}

static KabDocumentLine *
dup_line (GListModel *lines, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabDocumentLine) line = g_list_model_get_item (lines, i);

      if (g_strcmp0 (kab_document_line_get_id (line), id) == 0)
        return g_steal_pointer (&line);
    }
  return NULL;
}

static gboolean
is_same_money (const KabMoney *a, const KabMoney *b)
{
  return a == b || (a != NULL && b != NULL && kab_money_equal (a, b));
}

static gboolean
is_same (KabDocumentLine *a, KabDocumentLine *b)
{
  return g_strcmp0 (kab_document_line_get_title (a), kab_document_line_get_title (b)) == 0
         && g_strcmp0 (kab_document_line_get_quantity (a), kab_document_line_get_quantity (b)) == 0
         && is_same_money (kab_document_line_get_price (a), kab_document_line_get_price (b))
         && is_same_money (kab_document_line_get_amount (a), kab_document_line_get_amount (b));
}

static void
add (GPtrArray *list, KabEstimateChange change, KabDocumentLine *before, KabDocumentLine *after)
{
  KabEstimateDifference *difference = g_new0 (KabEstimateDifference, 1);

  difference->change = change;
  difference->before = before != NULL ? g_object_ref (before) : NULL;
  difference->after = after != NULL ? g_object_ref (after) : NULL;
  g_ptr_array_add (list, difference);
}

/**
 * kab_estimate_compare:
 * @before: (nullable): an estimate
 * @after: the one that came after it
 *
 * Lines are told apart by their ids: one that got another title or price has changed, it was not replaced.
 *
 * Returns: (transfer full) (element-type KabEstimateDifference): what @after has otherwise, in its order; what was
 *   taken out comes last
 */
GPtrArray *
kab_estimate_compare (KabDocumentVersion *before, KabDocumentVersion *after)
{
  GPtrArray *list;
  GListModel *old, *new;

  g_return_val_if_fail (before == NULL || KAB_IS_DOCUMENT_VERSION (before), NULL);
  g_return_val_if_fail (KAB_IS_DOCUMENT_VERSION (after), NULL);

  list = g_ptr_array_new_with_free_func (difference_free);
  if (before == NULL)
    return list;
  old = kab_document_version_get_lines (before);
  new = kab_document_version_get_lines (after);
  for (guint i = 0; i < g_list_model_get_n_items (new); i++)
    {
      g_autoptr (KabDocumentLine) line = g_list_model_get_item (new, i);
      g_autoptr (KabDocumentLine) was = dup_line (old, kab_document_line_get_id (line));

      if (was == NULL)
        add (list, KAB_ESTIMATE_ADDED, NULL, line);
      else if (!is_same (was, line))
        add (list, KAB_ESTIMATE_CHANGED, was, line);
    }
  for (guint i = 0; i < g_list_model_get_n_items (old); i++)
    {
      g_autoptr (KabDocumentLine) line = g_list_model_get_item (old, i);
      g_autoptr (KabDocumentLine) is = dup_line (new, kab_document_line_get_id (line));

      if (is == NULL)
        add (list, KAB_ESTIMATE_REMOVED, line, NULL);
    }
  return list;
}

static char *
dup_amount (KabDocumentLine *line)
{
  const KabMoney *amount = line != NULL ? kab_document_line_get_amount (line) : NULL;

  return amount != NULL ? kab_money_format_plain (amount) : g_strdup ("—");
}

static char *
describe (const KabEstimateDifference *difference)
{
  g_autofree char *was = dup_amount (difference->before);
  g_autofree char *is = dup_amount (difference->after);

  switch (difference->change)
    {
    case KAB_ESTIMATE_ADDED:
      return g_strdup (_ ("Added"));
    case KAB_ESTIMATE_REMOVED:
      return g_strdup (_ ("Taken out"));
    case KAB_ESTIMATE_CHANGED:
      /* Translators: two amounts of a line of an estimate. */
      return g_strdup_printf (_ ("Was %s, now %s"), was, is);
    }
  g_return_val_if_reached (NULL);
}

/* By how much the sum went up or down, with its sign. */
static char *
dup_step (const KabMoney *before, const KabMoney *after)
{
  g_autofree char *plain = NULL;
  g_autoptr (KabMoney) step = NULL;
  gint64 minor = (after != NULL ? after->minor : 0) - (before != NULL ? before->minor : 0);
  const KabMoney *any = after != NULL ? after : before;

  if (any == NULL)
    return NULL;
  step = kab_money_new (minor, any->currency);
  plain = kab_money_format_plain (step);
  return g_strconcat (minor > 0 ? "+" : "", plain, NULL);
}

static void
add_number (AdwActionRow *row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (row, label);
}

static void
add_difference (AdwExpanderRow *expander, const KabEstimateDifference *difference)
{
  KabDocumentLine *line = difference->after != NULL ? difference->after : difference->before;
  g_autofree char *words = describe (difference);
  g_autofree char *step
      = dup_step (difference->before != NULL ? kab_document_line_get_amount (difference->before) : NULL,
                  difference->after != NULL ? kab_document_line_get_amount (difference->after) : NULL);
  GtkWidget *row = kab_plain_row_new (kab_document_line_get_title (line), words);

  add_number (ADW_ACTION_ROW (row), step);
  adw_expander_row_add_row (expander, row);
}

/* The first estimate has nothing to differ from: it is shown whole. */
static void
add_whole (AdwExpanderRow *expander, KabDocumentVersion *version)
{
  GListModel *lines = kab_document_version_get_lines (version);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabDocumentLine) line = g_list_model_get_item (lines, i);
      g_autofree char *note = kab_document_line_dup_note (line);
      g_autofree char *amount = dup_amount (line);
      GtkWidget *row = kab_plain_row_new (kab_document_line_get_title (line), note);

      add_number (ADW_ACTION_ROW (row), amount);
      adw_expander_row_add_row (expander, row);
    }
}

static void
add_declined (AdwExpanderRow *expander, KabDocumentVersion *version)
{
  GListModel *lines = kab_document_version_get_lines (version);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabDocumentLine) line = g_list_model_get_item (lines, i);
      KabLineDecision *decision = kab_document_line_get_decision (line);

      if (decision == NULL || kab_line_decision_get_accepted (decision))
        continue;
      adw_expander_row_add_row (expander,
                                kab_plain_row_new (kab_document_line_get_title (line), _ ("Declined")));
    }
}

static GtkWidget *
version_row_new (KabDocumentVersion *before, KabDocumentVersion *version, gboolean seconds)
{
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, NULL);
  g_autoptr (GPtrArray) differences = kab_estimate_compare (before, version);
  GDateTime *at = kab_document_version_get_at (version);
  g_autofree char *when = seconds ? kab_format_date_seconds (at) : kab_format_date (at);
  const char *by = kab_document_version_get_by (version);
  const KabMoney *total = kab_document_version_get_total (version);
  g_autofree char *sum = total != NULL ? kab_money_format_plain (total) : NULL;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, kab_document_version_get_version (version));
  /* Translators: the number of a version of an estimate. */
  g_autofree char *title = g_strdup_printf (_ ("Version %s"), number);
  g_autofree char *subtitle = g_strdup_printf ("%s%s%s", when, by != NULL ? " · " : "", by != NULL ? by : "");
  GtkWidget *label = gtk_label_new (sum);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "numeric");
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), label);
  if (before == NULL)
    add_whole (ADW_EXPANDER_ROW (row), version);
  for (guint i = 0; i < differences->len; i++)
    add_difference (ADW_EXPANDER_ROW (row), g_ptr_array_index (differences, i));
  if (before != NULL && differences->len == 0)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), kab_plain_row_new (_ ("Nothing has changed"), NULL));
  add_declined (ADW_EXPANDER_ROW (row), version);
  return row;
}

/**
 * kab_estimate_fill:
 * @box: where the estimates go; what it held is taken out
 * @document: a document
 * @seconds: whether the organisation counts in seconds
 *
 * Shows each estimate that was sent with its difference from the one before, the newest first; one alone says no
 * more than the lines do, and is not shown.
 */
void
kab_estimate_fill (GtkBox *box, KabDocument *document, gboolean seconds)
{
  GListModel *versions;
  GtkWidget *group;
  GtkWidget *child;
  guint n;

  g_return_if_fail (GTK_IS_BOX (box) && KAB_IS_DOCUMENT (document));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  versions = kab_document_get_versions (document);
  n = g_list_model_get_n_items (versions);
  gtk_widget_set_visible (GTK_WIDGET (box), n > 1);
  if (n < 2)
    return;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Versions of the Estimate"));
  for (guint i = n; i > 0; i--)
    {
      g_autoptr (KabDocumentVersion) version = g_list_model_get_item (versions, i - 1);
      g_autoptr (KabDocumentVersion) before = i > 1 ? g_list_model_get_item (versions, i - 2) : NULL;

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), version_row_new (before, version, seconds));
    }
  gtk_box_append (box, group);
}
