/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-documents-columns.h"

#include <stdlib.h>

#include "kab-document-cells.h"

#define SECTION "documents"
#define DEFAULT_SORT "-date"
#define CUSTOM_WIDTH 160
#define DATE_WIDTH 112 /* without seconds */
#define SAVE_AFTER 300 /* milliseconds without another change */

/* The template has the columns that every organisation may have; a descriptor chooses among them, gives their order
 * and adds its own. What the person makes of that is kept: order and choice as "type;-number", widths as
 * "subject=240", in text units, so that a larger font widens all. Widths that nobody has changed are not kept. */
struct _KabDocumentsColumns
{
  GObject parent_instance;

  GtkColumnView *table; /* not owned; NULL when it is closed */
  KabDescriptor *descriptor;
  KabViews *views;
  GHashTable *widths; /* id → width of the organisation, in text units */
  gboolean staff;
  gboolean arranging; /* what changes now is not the person's doing */
  guint saving;
};

G_DEFINE_FINAL_TYPE (KabDocumentsColumns, kab_documents_columns, G_TYPE_OBJECT)

static double
get_text_scale (void)
{
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 96.0 : 1;
}

static GtkColumnViewColumn *
get_column (KabDocumentsColumns *self, guint i)
{
  g_autoptr (GtkColumnViewColumn) column
      = g_list_model_get_item (gtk_column_view_get_columns (self->table), i);

  return column; /* the table holds it */
}

static guint
count_columns (KabDocumentsColumns *self)
{
  return g_list_model_get_n_items (gtk_column_view_get_columns (self->table));
}

static GtkColumnViewColumn *
find_column (KabDocumentsColumns *self, const char *id)
{
  for (guint i = 0; i < count_columns (self); i++)
    if (g_str_equal (gtk_column_view_column_get_id (get_column (self, i)), id))
      return get_column (self, i);
  return NULL;
}

static char *
dup_order (KabDocumentsColumns *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < count_columns (self); i++)
    {
      GtkColumnViewColumn *column = get_column (self, i);

      g_string_append_printf (text, "%s%s%s", i > 0 ? ";" : "",
                              gtk_column_view_column_get_visible (column) ? "" : "-",
                              gtk_column_view_column_get_id (column));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_widths (KabDocumentsColumns *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double scale = get_text_scale ();

  for (guint i = 0; i < count_columns (self); i++)
    {
      GtkColumnViewColumn *column = get_column (self, i);
      const char *id = gtk_column_view_column_get_id (column);
      int fixed = gtk_column_view_column_get_fixed_width (column);
      int width = fixed > 0 ? (int) (fixed / scale + 0.5) : -1;

      if (width != GPOINTER_TO_INT (g_hash_table_lookup (self->widths, id)))
        g_string_append_printf (text, "%s%s=%d", text->len > 0 ? ";" : "", id, width);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
save_cb (gpointer data)
{
  KabDocumentsColumns *self = data;
  g_autofree char *order = dup_order (self);
  g_autofree char *widths = dup_widths (self);
  g_autofree char *sort = kab_documents_columns_dup_sort (self);

  self->saving = 0;
  kab_views_set (self->views, SECTION, "columns", order);
  kab_views_set (self->views, SECTION, "widths", widths);
  kab_views_set (self->views, SECTION, "sort", sort);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (KabDocumentsColumns *self)
{
  if (self->arranging || self->views == NULL || self->table == NULL)
    return;
  g_clear_handle_id (&self->saving, g_source_remove);
  self->saving = g_timeout_add (SAVE_AFTER, save_cb, self);
}

/* Titles of right-aligned columns stand on the left by themselves. */
static void
align_title (GtkColumnView *table, guint position)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (table)));

  while (title != NULL && position-- > 0)
    title = gtk_widget_get_next_sibling (title);
  if (title != NULL && gtk_widget_get_first_child (title) != NULL)
    gtk_widget_set_halign (gtk_widget_get_first_child (title), GTK_ALIGN_END);
}

static void
add_custom_columns (KabDocumentsColumns *self)
{
  GListModel *columns = kab_descriptor_get_custom_columns (self->descriptor);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (KabDocumentColumn) custom = g_list_model_get_item (columns, i);
      g_autoptr (GtkColumnViewColumn) column
          = gtk_column_view_column_new (kab_document_column_get_title (custom), NULL);

      if (find_column (self, kab_document_column_get_id (custom)) != NULL)
        continue;
      gtk_column_view_column_set_id (column, kab_document_column_get_id (custom));
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_fixed_width (column, CUSTOM_WIDTH);
      gtk_column_view_append_column (self->table, column);
    }
}

/* The columns that the organisation has not are taken out. */
static void
remove_columns (KabDocumentsColumns *self)
{
  const char *const *wanted = kab_descriptor_get_document_columns (self->descriptor);

  for (guint i = count_columns (self); i-- > 0;)
    {
      GtkColumnViewColumn *column = get_column (self, i);
      const char *id = gtk_column_view_column_get_id (column);

      if (g_str_equal (id, "customer") ? !self->staff : wanted[0] != NULL && !g_strv_contains (wanted, id))
        gtk_column_view_remove_column (self->table, column);
    }
}

/* What orders nothing makes the header a button; the server sorts, by what it knows. */
static void
fill_columns (KabDocumentsColumns *self)
{
  static const char *const sortable[]
      = { "type", "number", "subject", "date", "amount", "state", "customer", NULL };

  for (guint i = 0; i < count_columns (self); i++)
    {
      GtkColumnViewColumn *column = get_column (self, i);
      const char *id = gtk_column_view_column_get_id (column);
      g_autoptr (GtkListItemFactory) factory = kab_document_cells_new (id, self->descriptor);
      g_autoptr (GtkSorter) sorter
          = g_strv_contains (sortable, id) ? GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL)) : NULL;
      int width = gtk_column_view_column_get_fixed_width (column);

      if (g_str_equal (id, "date") && !kab_descriptor_get_date_seconds (self->descriptor))
        width = DATE_WIDTH;
      g_hash_table_insert (self->widths, g_strdup (id), GINT_TO_POINTER (width));
      gtk_column_view_column_set_factory (column, factory);
      gtk_column_view_column_set_sorter (column, sorter);
      if (g_str_equal (id, "amount"))
        align_title (self->table, i);
      g_signal_connect_object (column, "notify::visible", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static gboolean
is_hidden_at_first (KabDocumentsColumns *self, const char *id)
{
  GListModel *columns = kab_descriptor_get_custom_columns (self->descriptor);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (KabDocumentColumn) custom = g_list_model_get_item (columns, i);

      if (g_str_equal (kab_document_column_get_id (custom), id))
        return kab_document_column_get_hidden (custom);
    }
  return FALSE;
}

/* Columns that are not named, because they are newer than the person's order, follow at the end. */
static void
apply_order (KabDocumentsColumns *self, const char *const *ids)
{
  guint position = 0;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      gboolean hidden = ids[i][0] == '-';
      GtkColumnViewColumn *column = find_column (self, ids[i] + (hidden ? 1 : 0));

      if (column == NULL)
        continue;
      if (get_column (self, position) != column)
        gtk_column_view_insert_column (self->table, position, column);
      gtk_column_view_column_set_visible (column, !hidden);
      position++;
    }
}

static void
apply_widths (KabDocumentsColumns *self, const char *kept)
{
  g_auto (GStrv) parts = g_strsplit (kept != NULL ? kept : "", ";", -1);
  double scale = get_text_scale ();

  for (guint i = 0; i < count_columns (self); i++)
    {
      GtkColumnViewColumn *column = get_column (self, i);
      const char *id = gtk_column_view_column_get_id (column);
      int width = GPOINTER_TO_INT (g_hash_table_lookup (self->widths, id));

      for (guint j = 0; parts[j] != NULL; j++)
        if (g_str_has_prefix (parts[j], id) && parts[j][strlen (id)] == '=')
          width = CLAMP (atoi (parts[j] + strlen (id) + 1), -1, 2000);
      gtk_column_view_column_set_fixed_width (column, width > 0 ? (int) (width * scale + 0.5) : -1);
    }
}

/* As the organisation has it. */
static void
arrange (KabDocumentsColumns *self)
{
  const char *const *wanted = kab_descriptor_get_document_columns (self->descriptor);

  self->arranging = TRUE;
  apply_order (self, wanted);
  for (guint i = 0; i < count_columns (self); i++)
    {
      GtkColumnViewColumn *column = get_column (self, i);

      gtk_column_view_column_set_visible (column,
                                          !is_hidden_at_first (self, gtk_column_view_column_get_id (column)));
    }
  apply_widths (self, NULL);
  kab_documents_columns_set_sort (self, DEFAULT_SORT);
  self->arranging = FALSE;
}

static void
kab_documents_columns_dispose (GObject *object)
{
  KabDocumentsColumns *self = KAB_DOCUMENTS_COLUMNS (object);

  kab_documents_columns_close (self);
  g_clear_pointer (&self->widths, g_hash_table_unref);
  g_clear_object (&self->descriptor);
  g_clear_object (&self->views);
  G_OBJECT_CLASS (kab_documents_columns_parent_class)->dispose (object);
}

static void
kab_documents_columns_class_init (KabDocumentsColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_documents_columns_dispose;
}

static void
kab_documents_columns_init (KabDocumentsColumns *self)
{
  self->widths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * kab_documents_columns_new:
 * @table: a table with the columns of the template; it lives until kab_documents_columns_close()
 * @descriptor: the organisation
 * @staff: whether the person sees whose each document is
 *
 * Returns: (transfer full): the columns, as the organisation has them
 */
KabDocumentsColumns *
kab_documents_columns_new (GtkColumnView *table, KabDescriptor *descriptor, gboolean staff)
{
  KabDocumentsColumns *self;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (table) && KAB_IS_DESCRIPTOR (descriptor), NULL);

  self = g_object_new (KAB_TYPE_DOCUMENTS_COLUMNS, NULL);
  self->table = table;
  self->descriptor = g_object_ref (descriptor);
  self->staff = staff;
  add_custom_columns (self);
  remove_columns (self);
  fill_columns (self);
  arrange (self);
  g_signal_connect_object (gtk_column_view_get_columns (table), "items-changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (table), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * kab_documents_columns_set_views:
 * @self: the columns
 * @views: what the person has made of them, and will
 */
void
kab_documents_columns_set_views (KabDocumentsColumns *self, KabViews *views)
{
  g_autofree char *order = NULL;
  g_autofree char *widths = NULL;
  g_autofree char *sort = NULL;

  g_return_if_fail (KAB_IS_DOCUMENTS_COLUMNS (self) && KAB_IS_VIEWS (views));

  g_set_object (&self->views, views);
  order = kab_views_dup (views, SECTION, "columns");
  widths = kab_views_dup (views, SECTION, "widths");
  sort = kab_views_dup (views, SECTION, "sort");
  self->arranging = TRUE;
  if (order != NULL)
    {
      g_auto (GStrv) ids = g_strsplit (order, ";", -1);

      apply_order (self, (const char *const *) ids);
    }
  apply_widths (self, widths);
  if (sort != NULL)
    kab_documents_columns_set_sort (self, sort);
  self->arranging = FALSE;
}

/**
 * kab_documents_columns_reset:
 * @self: the columns
 *
 * Makes everything as the organisation has it.
 */
void
kab_documents_columns_reset (KabDocumentsColumns *self)
{
  g_return_if_fail (KAB_IS_DOCUMENTS_COLUMNS (self));

  arrange (self);
  changed_cb (self);
}

/**
 * kab_documents_columns_close:
 * @self: the columns
 *
 * The table goes: what is still to be kept is kept now.
 */
void
kab_documents_columns_close (KabDocumentsColumns *self)
{
  g_return_if_fail (KAB_IS_DOCUMENTS_COLUMNS (self));

  if (self->saving != 0)
    {
      g_clear_handle_id (&self->saving, g_source_remove);
      save_cb (self);
    }
  self->table = NULL;
}

/**
 * kab_documents_columns_build_menu:
 * @self: the columns
 * @actions: gets an action for each column, named by it
 *
 * Returns: (transfer full): a menu that shows and hides columns, with actions in the group "columns"
 */
GMenuModel *
kab_documents_columns_build_menu (KabDocumentsColumns *self, GActionMap *actions)
{
  GMenu *menu = g_menu_new ();

  g_return_val_if_fail (KAB_IS_DOCUMENTS_COLUMNS (self) && G_IS_ACTION_MAP (actions), NULL);

  for (guint i = 0; i < count_columns (self); i++)
    {
      GtkColumnViewColumn *column = get_column (self, i);
      const char *id = gtk_column_view_column_get_id (column);
      g_autofree char *name = g_strconcat ("columns.", id, NULL);
      g_autoptr (GPropertyAction) action = g_property_action_new (id, column, "visible");

      g_action_map_add_action (actions, G_ACTION (action));
      g_menu_append (menu, gtk_column_view_column_get_title (column), name);
    }
  return G_MENU_MODEL (menu);
}

/**
 * kab_documents_columns_dup_sort:
 * @self: the columns
 *
 * Returns: (transfer full) (nullable): the column that orders the table, with "-" before it for the other direction
 */
char *
kab_documents_columns_dup_sort (KabDocumentsColumns *self)
{
  GtkColumnViewSorter *sorter;
  GtkColumnViewColumn *column;

  g_return_val_if_fail (KAB_IS_DOCUMENTS_COLUMNS (self), NULL);

  sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->table));
  column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  if (column == NULL)
    return NULL;
  return g_strconcat (gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING ? "-"
                                                                                                    : "",
                      gtk_column_view_column_get_id (column), NULL);
}

/**
 * kab_documents_columns_set_sort:
 * @self: the columns
 * @sort: (nullable): a column, with "-" before it for the other direction
 */
void
kab_documents_columns_set_sort (KabDocumentsColumns *self, const char *sort)
{
  gboolean down;
  GtkColumnViewColumn *column;

  g_return_if_fail (KAB_IS_DOCUMENTS_COLUMNS (self));

  if (sort == NULL)
    sort = DEFAULT_SORT;
  down = *sort == '-';
  column = find_column (self, sort + (down ? 1 : 0));
  if (column != NULL && gtk_column_view_column_get_sorter (column) != NULL)
    gtk_column_view_sort_by_column (self->table, column, down ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}
