/* kab-documents-filter.c: the chips above a table of documents. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-dates-dialog.h"
#include "kab-documents-filter.h"
#include "kab-documents-period.h"

#define BARE_TITLE "kab-title" /* an entry's words without its count */

/* A choice of one out of a few: a chip with a menu, backed by a string action of the same name. */
typedef struct
{
  GtkMenuButton *button;
  GSimpleAction *action;
  char *title; /* while nothing is chosen */
} Choice;

typedef enum
{
  CHOICE_TYPE,
  CHOICE_STATE,
  CHOICE_THING,
  CHOICE_PERIOD,
} ChoiceId;

typedef enum
{
  TOGGLE_WAITS,
  TOGGLE_OPEN,
  TOGGLE_CLOSED,
} ToggleId;

/* Filters by what the descriptor names and the server counts; the filtering itself is the server's. The menus live
 * in an action group of the widget, so that they are reached by keyboard like any other menu. */
struct _KabDocumentsFilter
{
  GtkWidget parent_instance;

  GtkToggleButton *toggles[TOGGLE_CLOSED + 1];
  Choice choices[CHOICE_PERIOD + 1];
  KabDescriptor *descriptor;
  gboolean staff;
  KabPagedModel *model; /* whose counts are shown; NULL until there are any */
  gboolean quiet;       /* several chips change at once; one signal is enough */
};

G_DEFINE_FINAL_TYPE (KabDocumentsFilter, kab_documents_filter, GTK_TYPE_WIDGET)

static const char *const choice_names[] = { "type", "state", "thing", "period" };
static guint changed_signal;

static const char *
get_value (KabDocumentsFilter *self, ChoiceId id)
{
  g_autoptr (GVariant) value = g_action_get_state (G_ACTION (self->choices[id].action));
  const char *text = g_variant_get_string (value, NULL);

  return *text != '\0' ? g_intern_string (text) : NULL;
}

static gboolean
get_toggle (KabDocumentsFilter *self, ToggleId id)
{
  return gtk_toggle_button_get_active (self->toggles[id]);
}

/* The words of the entry of @menu, or of a section of it, that stands for @value. */
static char *
dup_title (GMenuModel *menu, const char *value)
{
  int n = menu != NULL ? g_menu_model_get_n_items (menu) : 0;

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *target = NULL;
      char *title = section != NULL ? dup_title (section, value) : NULL;

      if (title == NULL && g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_TARGET, "s", &target)
          && g_str_equal (target, value))
        g_menu_model_get_item_attribute (menu, i, BARE_TITLE, "s", &title);
      if (title != NULL)
        return title;
    }
  return NULL;
}

static char *
dup_chosen (KabDocumentsFilter *self, ChoiceId id)
{
  const char *value = get_value (self, id);
  char *title;

  if (value == NULL)
    return NULL;
  title = dup_title (gtk_menu_button_get_menu_model (self->choices[id].button), value);
  if (title == NULL && id == CHOICE_PERIOD)
    title = kab_documents_period_dup_title (value);
  return title != NULL ? title : g_strdup (value);
}

static void
show_choice (KabDocumentsFilter *self, ChoiceId id)
{
  Choice *choice = &self->choices[id];
  g_autofree char *chosen = dup_chosen (self, id);

  gtk_menu_button_set_label (choice->button, chosen != NULL ? chosen : choice->title);
  if (chosen != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (choice->button), "on");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (choice->button), "on");
}

static void
emit_changed (KabDocumentsFilter *self)
{
  if (!self->quiet)
    g_signal_emit (self, changed_signal, 0);
}

/* What is open and what is closed exclude one another. */
static void
toggled_cb (KabDocumentsFilter *self, GtkToggleButton *button)
{
  gboolean was_quiet = self->quiet;

  if (gtk_toggle_button_get_active (button) && button != self->toggles[TOGGLE_WAITS])
    {
      self->quiet = TRUE;
      gtk_toggle_button_set_active (
          self->toggles[button == self->toggles[TOGGLE_OPEN] ? TOGGLE_CLOSED : TOGGLE_OPEN], FALSE);
      self->quiet = was_quiet;
    }
  emit_changed (self);
}

static void
choice_changed_cb (KabDocumentsFilter *self)
{
  for (guint id = 0; id < G_N_ELEMENTS (self->choices); id++)
    show_choice (self, id);
  emit_changed (self);
}

static gint64
get_count (KabDocumentsFilter *self, const char *facet, const char *value)
{
  g_autofree char *name = g_strjoin (".", facet, value, NULL);

  return self->model != NULL ? kab_paged_model_get_count (self->model, name) : -1;
}

/* Labels of the server's own may hold an underscore, which a menu would take for a mnemonic. */
static void
append (GMenu *menu, ChoiceId id, const char *title, const char *value, gint64 count)
{
  g_autofree char *label
      = count > 0 ? g_strdup_printf ("%s · %d", title, (int) MIN (count, G_MAXINT)) : g_strdup (title);
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (escaped, NULL);
  g_autofree char *action = g_strconcat ("filter.", choice_names[id], NULL);

  g_menu_item_set_action_and_target (item, action, "s", value);
  g_menu_item_set_attribute (item, BARE_TITLE, "s", title);
  g_menu_append_item (menu, item);
}

/* Some kinds of documents are the staff's alone. */
static gboolean
is_offered (KabDocumentsFilter *self, KabDocumentType *type)
{
  return self->staff || !kab_document_type_get_staff (type);
}

static guint
count_offered (KabDocumentsFilter *self)
{
  GListModel *types = kab_descriptor_get_document_types (self->descriptor);
  guint offered = 0;

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (KabDocumentType) type = g_list_model_get_item (types, i);

      offered += is_offered (self, type) ? 1 : 0;
    }
  return offered;
}

static GMenu *
make_types (KabDocumentsFilter *self)
{
  GListModel *types = kab_descriptor_get_document_types (self->descriptor);
  GMenu *menu = g_menu_new ();

  append (menu, CHOICE_TYPE, _ ("All Types"), "", -1);
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (KabDocumentType) type = g_list_model_get_item (types, i);
      const char *plural = kab_document_type_get_plural (type);
      const char *id = kab_document_type_get_id (type);

      if (is_offered (self, type))
        append (menu, CHOICE_TYPE, plural != NULL ? plural : kab_document_type_get_title (type), id,
                get_count (self, "type", id));
    }
  return menu;
}

/* Types may share a state; it is offered once. */
static void
append_states (KabDocumentsFilter *self, GMenu *menu, GHashTable *seen, KabDocumentType *type)
{
  GListModel *states = kab_document_type_get_states (type);

  for (guint i = 0; i < g_list_model_get_n_items (states); i++)
    {
      g_autoptr (KabDocumentState) state = g_list_model_get_item (states, i);
      const char *title = kab_document_state_get_title (state);
      const char *id = kab_document_state_get_id (state);

      if (g_hash_table_add (seen, g_strdup (id)))
        append (menu, CHOICE_STATE, title != NULL && *title != '\0' ? title : _ ("Filed"), id,
                get_count (self, "state", id));
    }
}

static GMenu *
make_states (KabDocumentsFilter *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *types = kab_descriptor_get_document_types (self->descriptor);
  GMenu *menu = g_menu_new ();

  append (menu, CHOICE_STATE, _ ("All States"), "", -1);
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (KabDocumentType) type = g_list_model_get_item (types, i);

      if (is_offered (self, type))
        append_states (self, menu, seen, type);
    }
  return menu;
}

/* What the documents are about is known from the server's counts alone. */
static GMenu *
make_things (KabDocumentsFilter *self)
{
  JsonNode *counts = self->model != NULL ? kab_paged_model_get_counts (self->model) : NULL;
  g_autoptr (GList) names = counts != NULL && JSON_NODE_HOLDS_OBJECT (counts)
                                ? json_object_get_members (json_node_get_object (counts))
                                : NULL;
  GMenu *menu = g_menu_new ();

  append (menu, CHOICE_THING, _ ("All"), "", -1);
  for (GList *link = names; link != NULL; link = link->next)
    if (g_str_has_prefix (link->data, "thing."))
      append (menu, CHOICE_THING, (char *) link->data + strlen ("thing."),
              (char *) link->data + strlen ("thing."), kab_paged_model_get_count (self->model, link->data));
  return menu;
}

static GMenu *
make_periods (KabDocumentsFilter *self)
{
  const GDate *from = kab_descriptor_get_history_from (self->descriptor);
  g_auto (GStrv) values = kab_documents_period_list (from != NULL ? g_date_get_year (from) : 0);
  g_autoptr (GMenu) dates = g_menu_new ();
  GMenu *menu = g_menu_new ();

  append (menu, CHOICE_PERIOD, _ ("All Time"), "", -1);
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *title = kab_documents_period_dup_title (values[i]);

      append (menu, CHOICE_PERIOD, title, values[i], -1);
    }
  g_menu_append (dates, _ ("Choose Dates…"), "filter.choose-dates");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (dates));
  return menu;
}

static void
set_menu (KabDocumentsFilter *self, ChoiceId id, GMenu *menu)
{
  gtk_menu_button_set_menu_model (self->choices[id].button, G_MENU_MODEL (menu));
  show_choice (self, id);
  g_object_unref (menu);
}

static void
dates_chosen_cb (KabDocumentsFilter *self, const char *from, const char *to)
{
  g_autofree char *value = g_strdup_printf ("%s..%s", from, to);

  g_simple_action_set_state (self->choices[CHOICE_PERIOD].action, g_variant_new_string (value));
}

static void
choose_dates_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  KabDocumentsFilter *self = data;
  const char *period = get_value (self, CHOICE_PERIOD);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  AdwDialog *dialog;

  kab_documents_period_get_days (period, &from, &to);
  dialog = kab_dates_dialog_new (from, to);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (dates_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
kab_documents_filter_dispose (GObject *object)
{
  KabDocumentsFilter *self = KAB_DOCUMENTS_FILTER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_DOCUMENTS_FILTER);
  for (guint id = 0; id < G_N_ELEMENTS (self->choices); id++)
    {
      g_clear_object (&self->choices[id].action);
      g_clear_pointer (&self->choices[id].title, g_free);
    }
  g_clear_object (&self->descriptor);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (kab_documents_filter_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const char *const toggles[] = { "waits", "open", "closed" };

  for (guint id = 0; id < G_N_ELEMENTS (toggles); id++)
    gtk_widget_class_bind_template_child_full (widget_class, toggles[id], FALSE,
                                               G_STRUCT_OFFSET (KabDocumentsFilter, toggles)
                                                   + id * sizeof (gpointer));
  for (guint id = 0; id < G_N_ELEMENTS (choice_names); id++)
    gtk_widget_class_bind_template_child_full (widget_class, choice_names[id], FALSE,
                                               G_STRUCT_OFFSET (KabDocumentsFilter, choices)
                                                   + id * sizeof (Choice) + G_STRUCT_OFFSET (Choice, button));
}

static void
kab_documents_filter_class_init (KabDocumentsFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_documents_filter_dispose;

  /**
   * KabDocumentsFilter::changed:
   *
   * Another choice was made.
   */
  changed_signal = g_signal_new ("changed", KAB_TYPE_DOCUMENTS_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/documents/kab-documents-filter.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kab_documents_filter_init (KabDocumentsFilter *self)
{
  static const GActionEntry entries[] = { { "choose-dates", choose_dates_cb } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices[CHOICE_TYPE].title = g_strdup (_ ("Type"));
  self->choices[CHOICE_STATE].title = g_strdup (_ ("State"));
  self->choices[CHOICE_THING].title = g_strdup (_ ("About"));
  self->choices[CHOICE_PERIOD].title = g_strdup (_ ("Period"));
  for (guint id = 0; id < G_N_ELEMENTS (self->choices); id++)
    {
      Choice *choice = &self->choices[id];

      choice->action
          = g_simple_action_new_stateful (choice_names[id], G_VARIANT_TYPE_STRING, g_variant_new_string (""));
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (choice->action));
      g_signal_connect_object (choice->action, "notify::state", G_CALLBACK (choice_changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_menu_button_set_label (choice->button, choice->title);
    }
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "filter", G_ACTION_GROUP (group));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filters"), -1);
}

/* The organisation's own word for what its documents are about, if it has one: a column without a property. */
static void
name_things (KabDocumentsFilter *self)
{
  GListModel *columns = kab_descriptor_get_custom_columns (self->descriptor);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (KabDocumentColumn) column = g_list_model_get_item (columns, i);

      if (kab_document_column_get_property (column) == NULL)
        g_set_str (&self->choices[CHOICE_THING].title, kab_document_column_get_title (column));
    }
}

/**
 * kab_documents_filter_set_descriptor:
 * @self: the chips
 * @descriptor: the organisation whose types, states and years are offered
 * @staff: whether what only the staff have is offered too
 */
void
kab_documents_filter_set_descriptor (KabDocumentsFilter *self, KabDescriptor *descriptor, gboolean staff)
{
  g_return_if_fail (KAB_IS_DOCUMENTS_FILTER (self) && KAB_IS_DESCRIPTOR (descriptor));

  g_set_object (&self->descriptor, descriptor);
  self->staff = staff;
  name_things (self);
  set_menu (self, CHOICE_TYPE, make_types (self));
  set_menu (self, CHOICE_STATE, make_states (self));
  set_menu (self, CHOICE_THING, make_things (self));
  set_menu (self, CHOICE_PERIOD, make_periods (self));
  gtk_widget_set_visible (GTK_WIDGET (self->choices[CHOICE_TYPE].button), count_offered (self) > 1);
}

static void
show_toggle (KabDocumentsFilter *self, ToggleId id, const char *title, const char *count)
{
  gint64 number = kab_paged_model_get_count (self->model, count);
  /* Translators: a filter and how many documents it lets through. */
  g_autofree char *label
      = number > 0 ? g_strdup_printf (_ ("%s · %d"), title, (int) MIN (number, G_MAXINT)) : g_strdup (title);

  gtk_button_set_label (GTK_BUTTON (self->toggles[id]), label);
}

/**
 * kab_documents_filter_show_counts:
 * @self: the chips
 * @model: the list, which knows how many documents each chip lets through
 */
void
kab_documents_filter_show_counts (KabDocumentsFilter *self, KabPagedModel *model)
{
  GMenu *things;

  g_return_if_fail (KAB_IS_DOCUMENTS_FILTER (self) && KAB_IS_PAGED_MODEL (model));

  g_set_object (&self->model, model);
  show_toggle (self, TOGGLE_WAITS, _ ("Waits for You"), "waits");
  show_toggle (self, TOGGLE_OPEN, _ ("Open"), "open");
  show_toggle (self, TOGGLE_CLOSED, _ ("Closed"), "closed");
  set_menu (self, CHOICE_TYPE, make_types (self));
  set_menu (self, CHOICE_STATE, make_states (self));
  things = make_things (self);
  gtk_widget_set_visible (GTK_WIDGET (self->choices[CHOICE_THING].button),
                          g_menu_model_get_n_items (G_MENU_MODEL (things)) > 1
                              || get_value (self, CHOICE_THING) != NULL);
  set_menu (self, CHOICE_THING, things);
}

/**
 * kab_documents_filter_apply:
 * @self: the chips
 * @model: the list whose questions to the server follow the chips
 */
void
kab_documents_filter_apply (KabDocumentsFilter *self, KabPagedModel *model)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_return_if_fail (KAB_IS_DOCUMENTS_FILTER (self) && KAB_IS_PAGED_MODEL (model));

  kab_documents_period_get_days (get_value (self, CHOICE_PERIOD), &from, &to);
  kab_paged_model_set_query (model, "type", get_value (self, CHOICE_TYPE));
  kab_paged_model_set_query (model, "state", get_value (self, CHOICE_STATE));
  kab_paged_model_set_query (model, "thing", get_value (self, CHOICE_THING));
  kab_paged_model_set_query (model, "from", from);
  kab_paged_model_set_query (model, "to", to);
  kab_paged_model_set_query (model, "waits", get_toggle (self, TOGGLE_WAITS) ? "true" : NULL);
  kab_paged_model_set_query (model, "open",
                             get_toggle (self, TOGGLE_OPEN)     ? "true"
                             : get_toggle (self, TOGGLE_CLOSED) ? "false"
                                                                : NULL);
}

/**
 * kab_documents_filter_get_active:
 * @self: the chips
 *
 * Returns: whether anything is filtered out
 */
gboolean
kab_documents_filter_get_active (KabDocumentsFilter *self)
{
  g_return_val_if_fail (KAB_IS_DOCUMENTS_FILTER (self), FALSE);

  for (guint id = 0; id < G_N_ELEMENTS (self->choices); id++)
    if (get_value (self, id) != NULL)
      return TRUE;
  return get_toggle (self, TOGGLE_WAITS) || get_toggle (self, TOGGLE_OPEN)
         || get_toggle (self, TOGGLE_CLOSED);
}

/**
 * kab_documents_filter_dup_words:
 * @self: the chips
 *
 * Returns: (transfer full) (nullable): the chosen filters as a person would name them
 */
char *
kab_documents_filter_dup_words (KabDocumentsFilter *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_return_val_if_fail (KAB_IS_DOCUMENTS_FILTER (self), NULL);

  if (get_toggle (self, TOGGLE_WAITS))
    g_strv_builder_add (words, _ ("Waits for You"));
  if (get_toggle (self, TOGGLE_OPEN))
    g_strv_builder_add (words, _ ("Open"));
  if (get_toggle (self, TOGGLE_CLOSED))
    g_strv_builder_add (words, _ ("Closed"));
  for (guint id = 0; id < G_N_ELEMENTS (self->choices); id++)
    if (get_value (self, id) != NULL)
      g_strv_builder_add (words, gtk_menu_button_get_label (self->choices[id].button));
  all = g_strv_builder_end (words);
  return all[0] != NULL ? g_strjoinv (", ", all) : NULL;
}

/**
 * kab_documents_filter_add_to:
 * @self: the chips
 * @values: (element-type utf8 utf8): where to note what is chosen, by names of its own: periods stay relative
 */
void
kab_documents_filter_add_to (KabDocumentsFilter *self, GHashTable *values)
{
  static const char *const toggles[] = { "waits", "open", "closed" };

  g_return_if_fail (KAB_IS_DOCUMENTS_FILTER (self) && values != NULL);

  for (guint id = 0; id < G_N_ELEMENTS (self->choices); id++)
    if (get_value (self, id) != NULL)
      g_hash_table_insert (values, g_strdup (choice_names[id]), g_strdup (get_value (self, id)));
  for (guint id = 0; id < G_N_ELEMENTS (toggles); id++)
    if (get_toggle (self, id))
      g_hash_table_insert (values, g_strdup (toggles[id]), g_strdup ("true"));
}

/**
 * kab_documents_filter_take_from:
 * @self: the chips
 * @values: (element-type utf8 utf8): what kab_documents_filter_add_to() noted; an empty table lets everything through
 */
void
kab_documents_filter_take_from (KabDocumentsFilter *self, GHashTable *values)
{
  static const char *const toggles[] = { "waits", "open", "closed" };

  g_return_if_fail (KAB_IS_DOCUMENTS_FILTER (self) && values != NULL);

  self->quiet = TRUE;
  for (guint id = 0; id < G_N_ELEMENTS (toggles); id++)
    gtk_toggle_button_set_active (self->toggles[id], g_hash_table_contains (values, toggles[id]));
  for (guint id = 0; id < G_N_ELEMENTS (self->choices); id++)
    {
      const char *value = g_hash_table_lookup (values, choice_names[id]);

      g_simple_action_set_state (self->choices[id].action, g_variant_new_string (value != NULL ? value : ""));
    }
  self->quiet = FALSE;
  emit_changed (self);
}
