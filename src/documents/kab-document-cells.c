/* kab-document-cells.c: what stands in the rows of a table or a list of documents. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-document-cells.h"
#include "kab-document-text.h"
#include "kab-document.h"
#include "kab-row.h"
#include "kab-status-pill.h"

/* A cell is made once and then shows one row after the other; it listens to the row that it shows, since a
 * row is empty until its page has come from the server. */
typedef struct
{
  GtkWidget *(*make) (void);
  void (*fill) (GtkWidget *widget, KabDocument *document, KabDescriptor *descriptor);
} CellKind;

typedef struct
{
  const CellKind *kind;
  char *id;
  KabDescriptor *descriptor;
} Column;

#define CELL_ITEM "kab-cell-item"
#define CELL_COLUMN "kab-cell-column"

static void
column_free (gpointer data, GClosure *closure)
{
  Column *column = data;

  g_clear_object (&column->descriptor);
  g_free (column->id);
  g_free (column);
}

/* A grey bar stands for what is still on its way. */
static void
set_text (GtkWidget *inscription, const char *text)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), text);
  if (text == NULL)
    gtk_widget_add_css_class (inscription, "awaited");
  else
    gtk_widget_remove_css_class (inscription, "awaited");
}

static GtkWidget *
make_text (void)
{
  GtkWidget *widget = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (widget), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  return widget;
}

static GtkWidget *
make_figure (void)
{
  GtkWidget *widget = make_text ();

  gtk_widget_add_css_class (widget, "numeric");
  return widget;
}

static GtkWidget *
make_amount (void)
{
  GtkWidget *widget = make_figure ();

  gtk_inscription_set_xalign (GTK_INSCRIPTION (widget), 1);
  return widget;
}

static GtkWidget *
make_icon (void)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (icon, "dim-label");
  return icon;
}

static GtkWidget *
make_type (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), make_icon ());
  gtk_box_append (GTK_BOX (box), make_text ());
  return box;
}

static GtkWidget *
make_state (void)
{
  GtkWidget *pill = kab_status_pill_new ();

  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  return pill;
}

/* A card: icon, then subject over number and date, then amount over state; or these two in a line below. */
static GtkWidget *
make_card_of (gboolean tall)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *body = gtk_box_new (tall ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, tall ? 6 : 12);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *right
      = gtk_box_new (tall ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL, tall ? 12 : 3);
  GtkWidget *icon = make_icon ();
  GtkWidget *note = make_figure ();
  GtkWidget *amount = gtk_label_new (NULL);
  GtkWidget *pill = make_state ();

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (amount, "numeric");
  gtk_widget_set_halign (amount, GTK_ALIGN_END);
  gtk_widget_set_halign (pill, GTK_ALIGN_END);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_box_append (GTK_BOX (left), make_text ());
  gtk_box_append (GTK_BOX (left), note);
  gtk_box_append (GTK_BOX (right), amount);
  gtk_box_append (GTK_BOX (right), pill);
  gtk_box_append (GTK_BOX (body), left);
  gtk_box_append (GTK_BOX (body), right);
  gtk_box_append (GTK_BOX (card), icon);
  gtk_box_append (GTK_BOX (card), body);
  gtk_widget_add_css_class (card, "document-card");
  return card;
}

static GtkWidget *
make_card (void)
{
  return make_card_of (FALSE);
}

static GtkWidget *
make_tall_card (void)
{
  return make_card_of (TRUE);
}

static void
fill_icon (GtkWidget *icon, KabDocument *document, KabDescriptor *descriptor)
{
  g_autofree char *name = document != NULL ? kab_document_dup_icon (document, descriptor) : NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), name);
}

static void
fill_type (GtkWidget *box, KabDocument *document, KabDescriptor *descriptor)
{
  fill_icon (gtk_widget_get_first_child (box), document, descriptor);
  set_text (gtk_widget_get_last_child (box),
            document != NULL ? kab_document_get_type_title (document) : NULL);
}

static void
fill_number (GtkWidget *widget, KabDocument *document, KabDescriptor *descriptor)
{
  set_text (widget, document != NULL ? kab_document_get_number (document) : NULL);
}

static void
fill_customer (GtkWidget *widget, KabDocument *document, KabDescriptor *descriptor)
{
  const char *customer = document != NULL ? kab_document_get_customer (document) : NULL;

  set_text (widget, document != NULL && customer == NULL ? "" : customer);
}

static void
fill_subject (GtkWidget *widget, KabDocument *document, KabDescriptor *descriptor)
{
  const char *subject = document != NULL ? kab_document_get_subject (document) : NULL;

  set_text (widget, document != NULL && subject == NULL ? "" : subject);
}

static void
fill_date (GtkWidget *widget, KabDocument *document, KabDescriptor *descriptor)
{
  g_autofree char *date = document != NULL
                              ? kab_document_dup_date (document, kab_descriptor_get_date_seconds (descriptor))
                              : NULL;

  set_text (widget, date);
}

static void
fill_amount (GtkWidget *widget, KabDocument *document, KabDescriptor *descriptor)
{
  g_autofree char *amount = document != NULL ? kab_document_dup_amount (document) : NULL;

  set_text (widget, amount);
}

static void
fill_state (GtkWidget *pill, KabDocument *document, KabDescriptor *descriptor)
{
  KabDocumentState *state = document != NULL ? kab_document_get_state (document) : NULL;
  g_autofree char *title = document != NULL ? kab_document_dup_state (document) : NULL;

  gtk_widget_set_visible (pill, document != NULL);
  kab_status_pill_set_label (KAB_STATUS_PILL (pill), title);
  kab_status_pill_set_tone (KAB_STATUS_PILL (pill),
                            state != NULL ? kab_document_state_get_tone (state) : "neutral");
}

static void
fill_card (GtkWidget *card, KabDocument *document, KabDescriptor *descriptor)
{
  GtkWidget *body = gtk_widget_get_last_child (card);
  GtkWidget *left = gtk_widget_get_first_child (body);
  GtkWidget *right = gtk_widget_get_last_child (body);
  g_autofree char *amount = document != NULL ? kab_document_dup_amount (document) : NULL;
  g_autofree char *date = document != NULL ? kab_document_dup_date (document, FALSE) : NULL;
  g_autofree char *note
      = document != NULL ? g_strjoin (" · ", kab_document_get_number (document), date, NULL) : NULL;

  fill_icon (gtk_widget_get_first_child (card), document, descriptor);
  fill_subject (gtk_widget_get_first_child (left), document, descriptor);
  set_text (gtk_widget_get_last_child (left), note);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (right)), amount != NULL ? amount : "");
  fill_state (gtk_widget_get_last_child (right), document, descriptor);
}

static const struct
{
  const char *column;
  CellKind kind;
} kinds[] = {
  { "type", { make_type, fill_type } },           { "number", { make_text, fill_number } },
  { "customer", { make_text, fill_customer } },   { "subject", { make_text, fill_subject } },
  { "date", { make_figure, fill_date } },         { "amount", { make_amount, fill_amount } },
  { "state", { make_state, fill_state } },        { "card", { make_card, fill_card } },
  { "tall-card", { make_tall_card, fill_card } },
};

/* A column that only this organisation has: what stands in it came with the document. */
static const CellKind custom_kind = { make_text, NULL };

static const char *
find_custom (KabDocument *document, const char *id)
{
  GListModel *cells = kab_document_get_cells (document);

  for (guint i = 0; i < g_list_model_get_n_items (cells); i++)
    {
      g_autoptr (KabDocumentCell) cell = g_list_model_get_item (cells, i);

      if (g_str_equal (kab_document_cell_get_column (cell), id))
        return kab_document_cell_get_text (cell);
    }
  return "";
}

static gboolean
is_custom (KabDescriptor *descriptor, const char *id)
{
  GListModel *columns = kab_descriptor_get_custom_columns (descriptor);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (KabDocumentColumn) column = g_list_model_get_item (columns, i);

      if (g_str_equal (kab_document_column_get_id (column), id))
        return TRUE;
    }
  return FALSE;
}

static void
name_card (GtkListItem *item, KabDocument *document)
{
  g_autofree char *sentence = document != NULL ? kab_document_dup_sentence (document) : NULL;

  gtk_list_item_set_accessible_label (item, sentence != NULL ? sentence : "");
}

static void
fill (GtkListItem *item, Column *column)
{
  KabRow *row = gtk_list_item_get_item (item);
  KabDocument *document = row != NULL ? kab_row_get_item (row) : NULL;

  if (column->kind == &custom_kind)
    set_text (gtk_list_item_get_child (item), document != NULL ? find_custom (document, column->id) : NULL);
  else
    column->kind->fill (gtk_list_item_get_child (item), document, column->descriptor);
  if (column->kind->fill == fill_card)
    name_card (item, document);
}

static void
row_filled_cb (KabRow *row, GParamSpec *pspec, GtkListItem *item)
{
  fill (item, g_object_get_data (G_OBJECT (item), "column"));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  GSignalGroup *rows = g_signal_group_new (KAB_TYPE_ROW);

  g_signal_group_connect_data (rows, "notify::item", G_CALLBACK (row_filled_cb), item, NULL, 0);
  g_object_set_data (G_OBJECT (item), "column", column);
  g_object_set_data_full (G_OBJECT (item), "rows", rows, g_object_unref);
  gtk_list_item_set_child (item, column->kind->make ());
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (item)), CELL_ITEM, item);
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (item)), CELL_COLUMN, (gpointer) column->id);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  g_signal_group_set_target (g_object_get_data (G_OBJECT (item), "rows"), gtk_list_item_get_item (item));
  fill (item, column);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  g_signal_group_set_target (g_object_get_data (G_OBJECT (item), "rows"), NULL);
}

/**
 * kab_document_cells_new:
 * @column: a column ("type", "number", "customer", "subject", "date", "amount", "state", or one of the
 *   organisation's own), or "card", or "tall-card"
 * @descriptor: the organisation that the documents are of
 *
 * Returns: (transfer full) (nullable): what makes the cells of that column; NULL for a column that this
 *   version does not know
 */
GtkListItemFactory *
kab_document_cells_new (const char *column, KabDescriptor *descriptor)
{
  GtkListItemFactory *factory;
  Column *data;
  gsize i = 0;

  g_return_val_if_fail (column != NULL && KAB_IS_DESCRIPTOR (descriptor), NULL);

  while (i < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[i].column, column))
    i++;
  if (i == G_N_ELEMENTS (kinds) && !is_custom (descriptor, column))
    return NULL;
  data = g_new0 (Column, 1);
  data->kind = i < G_N_ELEMENTS (kinds) ? &kinds[i].kind : &custom_kind;
  data->id = g_strdup (column);
  data->descriptor = g_object_ref (descriptor);
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), data, column_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), data);
  return factory;
}

/**
 * kab_document_cell_get_item:
 * @widget: any widget
 * @column: (out) (optional) (transfer none): which column it stands in
 *
 * Returns: (transfer none) (nullable): the list item whose cell @widget is
 */
GtkListItem *
kab_document_cell_get_item (GtkWidget *widget, const char **column)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  if (column != NULL)
    *column = g_object_get_data (G_OBJECT (widget), CELL_COLUMN);
  return g_object_get_data (G_OBJECT (widget), CELL_ITEM);
}

/**
 * kab_document_dup_cell:
 * @document: a document
 * @column: a column of the table
 * @descriptor: the organisation
 *
 * Returns: (transfer full): what stands in that column, as text
 */
char *
kab_document_dup_cell (KabDocument *document, const char *column, KabDescriptor *descriptor)
{
  g_return_val_if_fail (KAB_IS_DOCUMENT (document) && column != NULL && KAB_IS_DESCRIPTOR (descriptor), NULL);

  if (g_str_equal (column, "type"))
    return g_strdup (kab_document_get_type_title (document));
  if (g_str_equal (column, "number"))
    return g_strdup (kab_document_get_number (document));
  if (g_str_equal (column, "customer"))
    return g_strdup (kab_document_get_customer (document));
  if (g_str_equal (column, "subject"))
    return g_strdup (kab_document_get_subject (document));
  if (g_str_equal (column, "date"))
    return kab_document_dup_date (document, kab_descriptor_get_date_seconds (descriptor));
  if (g_str_equal (column, "amount"))
    return kab_document_dup_amount (document);
  if (g_str_equal (column, "state"))
    return kab_document_dup_state (document);
  return g_strdup (find_custom (document, column));
}

/* A row is read as one sentence, not cell by cell. */
static void
name_row (GtkColumnViewRow *view_row)
{
  KabRow *row = gtk_column_view_row_get_item (view_row);
  KabDocument *document = row != NULL ? kab_row_get_item (row) : NULL;
  g_autofree char *sentence = document != NULL ? kab_document_dup_sentence (document) : NULL;

  gtk_column_view_row_set_accessible_label (view_row, sentence != NULL ? sentence : "");
}

static void
row_named_cb (KabRow *row, GParamSpec *pspec, GtkColumnViewRow *view_row)
{
  name_row (view_row);
}

static void
row_setup_cb (GtkListItemFactory *factory, GtkColumnViewRow *view_row)
{
  GSignalGroup *rows = g_signal_group_new (KAB_TYPE_ROW);

  g_signal_group_connect_data (rows, "notify::item", G_CALLBACK (row_named_cb), view_row, NULL, 0);
  g_object_set_data_full (G_OBJECT (view_row), "rows", rows, g_object_unref);
}

static void
row_bind_cb (GtkListItemFactory *factory, GtkColumnViewRow *view_row)
{
  g_signal_group_set_target (g_object_get_data (G_OBJECT (view_row), "rows"),
                             gtk_column_view_row_get_item (view_row));
  name_row (view_row);
}

static void
row_unbind_cb (GtkListItemFactory *factory, GtkColumnViewRow *view_row)
{
  g_signal_group_set_target (g_object_get_data (G_OBJECT (view_row), "rows"), NULL);
}

/**
 * kab_document_rows_new:
 *
 * Returns: (transfer full): what names the rows of a table of documents for a screen reader (rule H4)
 */
GtkListItemFactory *
kab_document_rows_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (row_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (row_unbind_cb), NULL);
  return factory;
}
