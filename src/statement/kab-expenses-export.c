/* kab-expenses-export.c: expenses for other programs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <langinfo.h>

#include "kab-expenses-export.h"

static char *
dup_day (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

/* A spreadsheet takes a text that begins like this for a formula, and might fetch something for it. */
static gboolean
looks_like_formula (const char *text)
{
  return strchr ("=+-@\t\r", text[0]) != NULL && text[0] != '\0';
}

static void
append_text (GString *csv, const char *text)
{
  g_string_append (csv, looks_like_formula (text) ? "\"'" : "\"");
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c == '\n' || *c == '\r' ? ' ' : *c);
    }
  g_string_append_c (csv, '"');
}

/* An amount as the spreadsheets of this person read it. */
static void
append_amount (GString *csv, const KabMoney *amount, char point)
{
  g_autofree char *text = kab_money_format_decimal (amount);

  g_string_append (csv, g_strdelimit (text, ".", point));
}

/**
 * kab_expenses_to_csv:
 * @self: expenses
 *
 * Where people write a decimal comma, spreadsheets read a comma inside amounts and semicolons between columns.
 * A byte order mark tells them that it is UTF-8.
 *
 * Returns: (transfer full): a table with a heading
 */
GBytes *
kab_expenses_to_csv (KabExpenses *self)
{
  GString *csv = g_string_new ("\xef\xbb\xbf");
  char point = nl_langinfo (RADIXCHAR)[0] == ',' ? ',' : '.';
  char between = point == ',' ? ';' : ',';
  const char *headings[]
      = { _ ("Date"), _ ("Organisation"), _ ("Category"), _ ("Description"), _ ("Amount"), _ ("Currency") };
  GPtrArray *entries;

  g_return_val_if_fail (KAB_IS_EXPENSES (self), NULL);

  entries = kab_expenses_get_entries (self);
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      if (i > 0)
        g_string_append_c (csv, between);
      append_text (csv, headings[i]);
    }
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < entries->len; i++)
    {
      const KabExpense *expense = entries->pdata[i];
      const KabMoney *amount = kab_statement_item_get_amount (expense->item);
      g_autofree char *day = dup_day (kab_statement_item_get_date (expense->item));

      g_string_append_printf (csv, "%s%c", day, between);
      append_text (csv, expense->organisation);
      g_string_append_c (csv, between);
      append_text (csv, kab_statement_item_get_category_title (expense->item));
      g_string_append_c (csv, between);
      append_text (csv, kab_statement_item_get_title (expense->item));
      g_string_append_c (csv, between);
      append_amount (csv, amount, point);
      g_string_append_printf (csv, "%c%s\r\n", between, amount->currency);
    }
  return g_string_free_to_bytes (csv);
}

static void
set_member (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
build_expense (JsonBuilder *builder, const KabExpense *expense)
{
  const KabMoney *amount = kab_statement_item_get_amount (expense->item);
  g_autofree char *day = dup_day (kab_statement_item_get_date (expense->item));

  json_builder_begin_object (builder);
  set_member (builder, "date", day);
  set_member (builder, "organisation", expense->organisation);
  set_member (builder, "category", kab_statement_item_get_category_title (expense->item));
  set_member (builder, "title", kab_statement_item_get_title (expense->item));
  json_builder_set_member_name (builder, "amount");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "minor");
  json_builder_add_int_value (builder, amount->minor);
  set_member (builder, "currency", amount->currency);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/**
 * kab_expenses_to_json:
 * @self: expenses
 *
 * Returns: (transfer full): the period and its items, amounts in minor units as servers send them
 */
GBytes *
kab_expenses_to_json (KabExpenses *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  GPtrArray *entries;
  char *text;

  g_return_val_if_fail (KAB_IS_EXPENSES (self), NULL);

  entries = kab_expenses_get_entries (self);
  from = dup_day (kab_expenses_get_from (self));
  to = dup_day (kab_expenses_get_to (self));
  json_builder_begin_object (builder);
  set_member (builder, "from", from);
  set_member (builder, "to", to);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    build_expense (builder, entries->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_bytes_new_take (text, strlen (text));
}
