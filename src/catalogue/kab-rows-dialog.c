/* kab-rows-dialog.c: what was understood of a spreadsheet or an earlier order, before it goes into the cart. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-item-text.h"
#include "kab-plain-row.h"
#include "kab-rows-dialog.h"
#include "kab-settle.h"
#include "kab-shop-frame.h"
#include "kab-state-page.h"
#include "kab-status-pill.h"

/* Nothing is added before the person has seen what it will be. Rows that are not plain say why; where several items
 * bear a number, one is chosen here. */
struct _KabRowsDialog
{
  AdwDialog parent_instance;

  KabShop *shop;
  GtkWidget *box;
  KabStatePage *state;
  KabLoad *load;
  GtkLabel *told;
  GtkWidget *add;
  GPtrArray *choices; /* of Choice */
  KabRequest *request;
  DexFuture *pending;
};

/* One row that can be ordered. */
typedef struct
{
  GListModel *items;
  gint64 quantity;
  guint chosen; /* GTK_INVALID_LIST_POSITION: none */
} Choice;

G_DEFINE_FINAL_TYPE (KabRowsDialog, kab_rows_dialog, ADW_TYPE_DIALOG)

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->items);
  g_free (choice);
}

static guint
count_chosen (KabRowsDialog *self)
{
  guint chosen = 0;

  for (guint i = 0; i < self->choices->len; i++)
    chosen += ((Choice *) g_ptr_array_index (self->choices, i))->chosen != GTK_INVALID_LIST_POSITION;
  return chosen;
}

static void
update (KabRowsDialog *self)
{
  guint chosen = count_chosen (self);
  g_autofree char *label = g_strdup_printf (ngettext ("Add %u Item", "Add %u Items", chosen), chosen);

  gtk_button_set_label (GTK_BUTTON (self->add), label);
  gtk_widget_set_sensitive (self->add, chosen > 0);
}

/* What is sold in fours is rounded up to fours. */
static gint64
round_up (gint64 quantity, gint64 step)
{
  return (quantity + step - 1) / step * step;
}

static void
add_cb (KabRowsDialog *self)
{
  g_autofree char *text = NULL;
  guint chosen = count_chosen (self);

  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);
      g_autoptr (KabItem) item = choice->chosen != GTK_INVALID_LIST_POSITION
                                     ? g_list_model_get_item (choice->items, choice->chosen)
                                     : NULL;

      if (item != NULL)
        kab_basket_add (kab_shop_get_basket (self->shop), item,
                        round_up (choice->quantity, kab_item_get_step (item)));
    }
  text = g_strdup_printf (ngettext ("%u item is in the cart", "%u items are in the cart", chosen), chosen);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
  kab_shop_open_section (self->shop, GTK_WIDGET (self), "cart");
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
chosen_cb (AdwComboRow *row, GParamSpec *pspec, KabRowsDialog *self)
{
  Choice *choice = g_object_get_data (G_OBJECT (row), "kab-choice");
  guint selected = adw_combo_row_get_selected (row);

  choice->chosen
      = selected == 0 || selected == GTK_INVALID_LIST_POSITION ? GTK_INVALID_LIST_POSITION : selected - 1;
  update (self);
}

static char *
dup_quantity (KabItem *item, gint64 quantity)
{
  gint64 rounded = round_up (quantity, kab_item_get_step (item));

  if (rounded != quantity)
    /* Translators: a quantity with its unit, and in what multiples the thing is sold. */
    return g_strdup_printf (_ ("%d %s: it is sold in multiples of %d"), (int) rounded,
                            kab_item_get_unit (item), (int) kab_item_get_step (item));
  return g_strdup_printf ("%d %s", (int) quantity, kab_item_get_unit (item));
}

static GtkWidget *
make_several (KabRowsDialog *self, KabUnderstoodRow *row, Choice *choice)
{
  GtkWidget *combo = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, NULL);
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Choose…"));
  for (guint i = 0; i < g_list_model_get_n_items (choice->items); i++)
    {
      g_autoptr (KabItem) item = g_list_model_get_item (choice->items, i);
      g_autofree char *note = kab_item_dup_note (item);
      g_autofree char *price = kab_money_format (kab_item_get_price (item));
      g_autofree char *name = g_strjoin (" · ", note, price, NULL);

      gtk_string_list_append (names, name);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), kab_understood_row_get_text (row));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (combo), _ ("Several makers: choose one"));
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (names));
  g_object_unref (names);
  g_object_set_data (G_OBJECT (combo), "kab-choice", choice);
  g_signal_connect_object (combo, "notify::selected", G_CALLBACK (chosen_cb), self, 0);
  return combo;
}

static GtkWidget *
make_refused (KabUnderstoodRow *row, const char *why)
{
  GtkWidget *widget = kab_plain_row_new (kab_understood_row_get_text (row), why);
  GtkWidget *pill = kab_status_pill_new ();

  kab_status_pill_set_label (KAB_STATUS_PILL (pill), _ ("Left Out"));
  kab_status_pill_set_tone (KAB_STATUS_PILL (pill), "bad");
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), pill);
  return widget;
}

static Choice *
add_choice (KabRowsDialog *self, KabUnderstoodRow *row, guint chosen)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->items = g_object_ref (kab_understood_row_get_items (row));
  choice->quantity = MAX (kab_understood_row_get_quantity (row), 1);
  choice->chosen = chosen;
  g_ptr_array_add (self->choices, choice);
  return choice;
}

static GtkWidget *
make_row (KabRowsDialog *self, KabUnderstoodRow *row)
{
  const char *state = kab_understood_row_get_state (row);
  GListModel *items = kab_understood_row_get_items (row);
  g_autoptr (KabItem) item = g_list_model_get_item (items, 0);
  g_autofree char *quantity = NULL;
  g_autofree char *note = NULL;
  g_autofree char *subtitle = NULL;
  GtkWidget *widget;

  if (g_str_equal (state, "several"))
    return make_several (self, row, add_choice (self, row, GTK_INVALID_LIST_POSITION));
  if (g_str_equal (state, "quantity"))
    return make_refused (row, _ ("The quantity must be a whole number above zero"));
  if (!g_str_equal (state, "found") || item == NULL)
    return make_refused (row, _ ("There is no such article"));
  add_choice (self, row, 0);
  note = kab_item_dup_note (item);
  quantity = dup_quantity (item, MAX (kab_understood_row_get_quantity (row), 1));
  subtitle = g_strjoin (" · ", note, quantity, NULL);
  widget = kab_plain_row_new (kab_item_get_title (item), subtitle);
  return widget;
}

static void
show_rows (KabRowsDialog *self, KabUnderstoodRows *rows)
{
  GListModel *list = kab_understood_rows_get_rows (rows);
  GtkWidget *group = kab_shop_group_new (NULL, NULL);
  guint shown = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KabUnderstoodRow) row = g_list_model_get_item (list, i);

      if (g_str_equal (kab_understood_row_get_state (row), "heading"))
        continue;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (self, row));
      shown++;
    }
  gtk_box_append (GTK_BOX (self->box), group);
  gtk_label_set_text (self->told,
                      kab_understood_rows_get_cut (rows) ? _ ("Only the first 500 rows were read") : "");
  update (self);
  kab_load_finish (self->load, shown == 0);
}

static void
answered_cb (gpointer object, const GValue *value, const GError *error)
{
  KabRowsDialog *self = object;

  dex_clear (&self->pending);
  if (value != NULL)
    show_rows (self, g_value_get_object (value));
  else
    {
      g_autofree char *text = kab_error_describe (error);

      kab_load_fail (self->load, error, text);
    }
}

static void
ask (KabRowsDialog *self)
{
  if (self->pending != NULL)
    return;
  kab_load_begin (self->load);
  self->pending = kab_settle (
      kab_client_send (kab_shop_get_client (self->shop), self->request, KAB_TYPE_UNDERSTOOD_ROWS), self,
      answered_cb);
}

static void
kab_rows_dialog_dispose (GObject *object)
{
  KabRowsDialog *self = KAB_ROWS_DIALOG (object);

  dex_clear (&self->pending);
  g_clear_object (&self->shop);
  g_clear_object (&self->load);
  g_clear_object (&self->request);
  G_OBJECT_CLASS (kab_rows_dialog_parent_class)->dispose (object);
}

static void
kab_rows_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (KAB_ROWS_DIALOG (object)->choices);
  G_OBJECT_CLASS (kab_rows_dialog_parent_class)->finalize (object);
}

static void
kab_rows_dialog_class_init (KabRowsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_rows_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_rows_dialog_finalize;
}

static GtkWidget *
make_content (KabRowsDialog *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 18);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  self->state = g_object_new (
      KAB_TYPE_STATE_PAGE, "child", scrolled, "empty-icon", "edit-paste-symbolic", "empty-title",
      _ ("Nothing to Add"), "empty-text",
      _ ("Copy rows with an article and a quantity in a spreadsheet, then paste them here."), NULL);
  kab_state_page_set_load (self->state, self->load);
  g_signal_connect_object (self->state, "retry", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->state);
}

static GtkWidget *
make_bar (KabRowsDialog *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_margin_top (bar, 6);
  gtk_widget_set_margin_bottom (bar, 6);
  gtk_widget_set_margin_start (bar, 12);
  gtk_widget_set_margin_end (bar, 12);
  self->told = GTK_LABEL (kab_shop_label_new (NULL, "dim-label"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->told), TRUE);
  self->add = gtk_button_new ();
  gtk_widget_add_css_class (self->add, "suggested-action");
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->told));
  gtk_box_append (GTK_BOX (bar), self->add);
  return bar;
}

static void
kab_rows_dialog_init (KabRowsDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->choices = g_ptr_array_new_with_free_func (choice_free);
  self->load = kab_load_new ();
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 520);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), make_content (self));
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), make_bar (self));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  update (self);
}

static KabRowsDialog *
dialog_new (KabShop *shop, const char *title, const char *path, const char *member, const char *text)
{
  KabRowsDialog *self = g_object_new (KAB_TYPE_ROWS_DIALOG, "title", title, NULL);
  JsonObject *body = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  self->shop = g_object_ref (shop);
  json_object_set_string_member (body, member, text);
  json_node_take_object (node, body);
  self->request = kab_request_new ("POST", path);
  kab_request_set_body (self->request, node);
  ask (self);
  return self;
}

/**
 * kab_rows_dialog_new_for_text:
 * @shop: a shop
 * @text: rows as a spreadsheet copies them
 *
 * Returns: (transfer floating): the dialog
 */
KabRowsDialog *
kab_rows_dialog_new_for_text (KabShop *shop, const char *text)
{
  g_return_val_if_fail (KAB_IS_SHOP (shop) && text != NULL, NULL);

  return dialog_new (shop, _ ("From a Spreadsheet"), "/cart/paste", "text", text);
}

/**
 * kab_rows_dialog_new_for_order:
 * @shop: a shop
 * @document: id of an earlier order
 *
 * Returns: (transfer floating): the dialog
 */
KabRowsDialog *
kab_rows_dialog_new_for_order (KabShop *shop, const char *document)
{
  g_return_val_if_fail (KAB_IS_SHOP (shop) && document != NULL, NULL);

  return dialog_new (shop, _ ("Order Again"), "/cart/again", "document", document);
}
