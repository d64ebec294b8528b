/* kab-line-editor.c: one line of an estimate that is being written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-line-editor.h"
#include "kab-money.h"

typedef enum
{
  TITLE,
  NOTE,
  QUANTITY,
  UNIT,
  PRICE,
  N_ENTRIES,
} Entry;

static const char *const members[N_ENTRIES] = { "title", "note", "quantity", "unit", "price" };

struct _KabLineEditor
{
  AdwExpanderRow parent_instance;

  AdwEntryRow *entries[N_ENTRIES];
  GtkLabel *amount;
  char *id; /* NULL: a new line */
  char *group;
  char currency[4];
};

G_DEFINE_FINAL_TYPE (KabLineEditor, kab_line_editor, ADW_TYPE_EXPANDER_ROW)

typedef enum
{
  CHANGED,
  REMOVE,
} Signal;

static guint signals[REMOVE + 1];

static char *
dup_text (KabLineEditor *self, Entry entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[entry]))));
}

/* Thousandths, as both decimal signs are typed; the server has the last word. */
static gboolean
read_quantity (KabLineEditor *self, gint64 *thousandths)
{
  g_autofree char *text = g_strdelimit (dup_text (self, QUANTITY), ",", '.');
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);

  if (*text == '\0' || *end != '\0' || !(value >= 0.001 && value <= 100000))
    return FALSE;
  *thousandths = (gint64) (value * 1000 + 0.5);
  return TRUE;
}

static KabMoney *
dup_price (KabLineEditor *self)
{
  g_autofree char *text = dup_text (self, PRICE);
  KabMoney *price = kab_money_parse (text, self->currency, NULL);

  if (price != NULL && (price->minor < 0 || price->minor > G_GINT64_CONSTANT (10000000000)))
    g_clear_pointer (&price, kab_money_free);
  return price;
}

static void
mark (KabLineEditor *self, Entry entry, gboolean good)
{
  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->entries[entry]), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entries[entry]), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entries[entry]), GTK_ACCESSIBLE_STATE_INVALID,
                               good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
show (KabLineEditor *self)
{
  g_autoptr (KabMoney) amount = kab_line_editor_dup_amount (self);
  g_autofree char *plain = amount != NULL ? kab_money_format_plain (amount) : g_strdup ("—");
  g_autofree char *title = dup_text (self, TITLE);
  g_autofree char *quantity = dup_text (self, QUANTITY);
  g_autofree char *unit = dup_text (self, UNIT);
  g_autofree char *subtitle = g_strdup_printf ("%s%s%s", quantity, *unit != '\0' ? "\302\240" : "", unit);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), *title != '\0' ? title : _ ("New Line"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_label_set_text (self->amount, plain);
}

static void
entry_changed_cb (KabLineEditor *self)
{
  g_autoptr (KabMoney) price = dup_price (self);
  g_autofree char *price_text = dup_text (self, PRICE);
  g_autofree char *quantity_text = dup_text (self, QUANTITY);
  gint64 quantity;

  /* What is not typed yet is no mistake. */
  mark (self, PRICE, *price_text == '\0' || price != NULL);
  mark (self, QUANTITY, *quantity_text == '\0' || read_quantity (self, &quantity));
  mark (self, TITLE, TRUE);
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_clicked_cb (KabLineEditor *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
kab_line_editor_finalize (GObject *object)
{
  KabLineEditor *self = KAB_LINE_EDITOR (object);

  g_free (self->id);
  g_free (self->group);
  G_OBJECT_CLASS (kab_line_editor_parent_class)->finalize (object);
}

static void
kab_line_editor_class_init (KabLineEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_line_editor_finalize;
  signals[CHANGED] = g_signal_new ("changed", KAB_TYPE_LINE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVE]
      = g_signal_new ("remove", KAB_TYPE_LINE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_entry (KabLineEditor *self, Entry entry, const char *title, GtkInputPurpose purpose)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), purpose);
  g_signal_connect_object (row, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  self->entries[entry] = ADW_ENTRY_ROW (row);
}

static void
kab_line_editor_init (KabLineEditor *self)
{
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  g_object_set (self, "use-markup", FALSE, NULL);
  self->amount = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->amount), "numeric");
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->amount));
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _ ("Take Line Out"));
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (self), remove);
  add_entry (self, TITLE, _ ("Name"), GTK_INPUT_PURPOSE_FREE_FORM);
  add_entry (self, NOTE, _ ("Note"), GTK_INPUT_PURPOSE_FREE_FORM);
  add_entry (self, QUANTITY, _ ("Quantity"), GTK_INPUT_PURPOSE_NUMBER);
  add_entry (self, UNIT, _ ("Unit"), GTK_INPUT_PURPOSE_FREE_FORM);
  add_entry (self, PRICE, _ ("Price of One"), GTK_INPUT_PURPOSE_NUMBER);
}

static void
set_text (KabLineEditor *self, Entry entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entries[entry]), text != NULL ? text : "");
}

/**
 * kab_line_editor_new:
 * @group: the group that the line is in
 * @currency: what prices are in
 * @line: (nullable): the line as it is, %NULL for a new one
 *
 * Returns: (transfer floating): the editor
 */
GtkWidget *
kab_line_editor_new (const char *group, const char *currency, KabDocumentLine *line)
{
  KabLineEditor *self;
  const KabMoney *price;
  g_autofree char *plain = NULL;

  g_return_val_if_fail (group != NULL && kab_currency_is_valid (currency), NULL);
  g_return_val_if_fail (line == NULL || KAB_IS_DOCUMENT_LINE (line), NULL);

  self = g_object_new (KAB_TYPE_LINE_EDITOR, NULL);
  self->group = g_strdup (group);
  g_strlcpy (self->currency, currency, sizeof self->currency);
  if (line != NULL)
    {
      price = kab_document_line_get_price (line);
      plain = price != NULL ? kab_money_format_decimal (price) : NULL;
      self->id = g_strdup (kab_document_line_get_id (line));
      set_text (self, TITLE, kab_document_line_get_title (line));
      set_text (self, NOTE, kab_document_line_get_note (line));
      set_text (self, UNIT, kab_document_line_get_unit (line));
      set_text (self, PRICE, plain);
    }
  set_text (self, QUANTITY, line != NULL ? kab_document_line_get_quantity (line) : "1");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), line == NULL);
  show (self);
  return GTK_WIDGET (self);
}

/**
 * kab_line_editor_get_group:
 * @self: an editor
 *
 * Returns: the group that the line is in
 */
const char *
kab_line_editor_get_group (KabLineEditor *self)
{
  g_return_val_if_fail (KAB_IS_LINE_EDITOR (self), NULL);

  return self->group;
}

/**
 * kab_line_editor_dup_amount:
 * @self: an editor
 *
 * Returns: (transfer full) (nullable): what the line comes to, %NULL while that cannot be told
 */
KabMoney *
kab_line_editor_dup_amount (KabLineEditor *self)
{
  g_autoptr (KabMoney) price = NULL;
  gint64 quantity;

  g_return_val_if_fail (KAB_IS_LINE_EDITOR (self), NULL);

  price = dup_price (self);
  if (price == NULL || !read_quantity (self, &quantity))
    return NULL;
  return kab_money_new ((price->minor * quantity + 500) / 1000, self->currency);
}

/**
 * kab_line_editor_is_complete:
 * @self: an editor
 *
 * Returns: whether the line has a name, a quantity and a price
 */
gboolean
kab_line_editor_is_complete (KabLineEditor *self)
{
  g_autofree char *title = NULL;
  g_autoptr (KabMoney) amount = NULL;

  g_return_val_if_fail (KAB_IS_LINE_EDITOR (self), FALSE);

  title = dup_text (self, TITLE);
  amount = kab_line_editor_dup_amount (self);
  return *title != '\0' && amount != NULL;
}

/**
 * kab_line_editor_show_fault:
 * @self: an editor
 * @member: (nullable): what of the line the server did not take
 *
 * Opens the line and marks what is wrong with it.
 */
void
kab_line_editor_show_fault (KabLineEditor *self, const char *member)
{
  Entry fault = TITLE;

  g_return_if_fail (KAB_IS_LINE_EDITOR (self));

  for (Entry i = TITLE; i < N_ENTRIES; i++)
    if (g_strcmp0 (members[i], member) == 0)
      fault = i;
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  mark (self, fault, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entries[fault]));
}

/**
 * kab_line_editor_build:
 * @self: a complete editor
 *
 * Returns: (transfer full): the line as the action's request has it
 */
JsonObject *
kab_line_editor_build (KabLineEditor *self)
{
  JsonObject *line;
  JsonObject *money;
  g_autoptr (KabMoney) price = NULL;

  g_return_val_if_fail (KAB_IS_LINE_EDITOR (self), NULL);

  line = json_object_new ();
  money = json_object_new ();
  price = dup_price (self);
  if (self->id != NULL)
    json_object_set_string_member (line, "id", self->id);
  json_object_set_string_member (line, "group", self->group);
  for (Entry i = TITLE; i < PRICE; i++)
    {
      g_autofree char *text = dup_text (self, i);

      if (*text != '\0')
        json_object_set_string_member (line, members[i], text);
    }
  json_object_set_int_member (money, "minor", price != NULL ? price->minor : 0);
  json_object_set_string_member (money, "currency", self->currency);
  json_object_set_object_member (line, "price", money);
  return line;
}
