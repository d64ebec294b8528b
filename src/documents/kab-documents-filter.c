/* kab-documents-filter.c: the chips above a table of documents. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-documents-filter.h"

#define YEARS_OFFERED 20

/* A choice of one out of a few: a chip with a menu, backed by a string action of the same name. */
typedef struct
{
  GtkMenuButton *button;
  GSimpleAction *action;
  const char *title; /* while nothing is chosen */
} Choice;

typedef enum
{
  CHOICE_TYPE,
  CHOICE_STATE,
  CHOICE_PERIOD,
} ChoiceId;

/* Filters by what the descriptor names; the filtering itself is the server's. The menus live in an action group
 * of the widget, so that they are reached by keyboard like any other menu. */
struct _KabDocumentsFilter
{
  GtkWidget parent_instance;

  GtkToggleButton *waits;
  Choice choices[CHOICE_PERIOD + 1];
  gboolean quiet; /* several chips change at once; one signal is enough */
};

G_DEFINE_FINAL_TYPE (KabDocumentsFilter, kab_documents_filter, GTK_TYPE_WIDGET)

static const char *const action_names[] = { "type", "state", "period" };
static guint changed_signal;

static const char *
get_value (KabDocumentsFilter *self, ChoiceId id)
{
  g_autoptr (GVariant) value = g_action_get_state (G_ACTION (self->choices[id].action));
  const char *text = g_variant_get_string (value, NULL);

  return *text != '\0' ? g_intern_string (text) : NULL;
}

/* The words of the entry of @menu that stands for @value. */
static char *
dup_title (GMenuModel *menu, const char *value)
{
  int n = menu != NULL ? g_menu_model_get_n_items (menu) : 0;

  for (int i = 0; i < n; i++)
    {
      g_autofree char *target = NULL;
      g_autofree char *label = NULL;

      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_TARGET, "s", &target)
          && g_str_equal (target, value)
          && g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        return g_steal_pointer (&label);
    }
  return NULL;
}

static void
show_choice (KabDocumentsFilter *self, ChoiceId id)
{
  Choice *choice = &self->choices[id];
  const char *value = get_value (self, id);
  g_autofree char *title
      = value != NULL ? dup_title (gtk_menu_button_get_menu_model (choice->button), value) : NULL;

  gtk_menu_button_set_label (choice->button, title != NULL ? title : choice->title);
  if (value != NULL)
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

static void
changed_cb (KabDocumentsFilter *self)
{
  emit_changed (self);
}

static void
choice_changed_cb (KabDocumentsFilter *self)
{
  for (guint id = 0; id < G_N_ELEMENTS (self->choices); id++)
    show_choice (self, id);
  emit_changed (self);
}

/* Labels of the server's own may hold an underscore, which a menu would take for a mnemonic. */
static void
append (GMenu *menu, ChoiceId id, const char *label, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (escaped, NULL);
  g_autofree char *action = g_strconcat ("filter.", action_names[id], NULL);

  g_menu_item_set_action_and_target (item, action, "s", value);
  g_menu_append_item (menu, item);
}

static GMenu *
make_types (KabDescriptor *descriptor)
{
  GListModel *types = kab_descriptor_get_document_types (descriptor);
  GMenu *menu = g_menu_new ();

  append (menu, CHOICE_TYPE, _ ("All Types"), "");
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (KabDocumentType) type = g_list_model_get_item (types, i);
      const char *plural = kab_document_type_get_plural (type);

      append (menu, CHOICE_TYPE, plural != NULL ? plural : kab_document_type_get_title (type),
              kab_document_type_get_id (type));
    }
  return menu;
}

/* Types may share a state; it is offered once. */
static void
append_states (GMenu *menu, GHashTable *seen, KabDocumentType *type)
{
  GListModel *states = kab_document_type_get_states (type);

  for (guint i = 0; i < g_list_model_get_n_items (states); i++)
    {
      g_autoptr (KabDocumentState) state = g_list_model_get_item (states, i);
      const char *title = kab_document_state_get_title (state);

      if (g_hash_table_add (seen, g_strdup (kab_document_state_get_id (state))))
        append (menu, CHOICE_STATE, title != NULL && *title != '\0' ? title : _ ("Filed"),
                kab_document_state_get_id (state));
    }
}

static GMenu *
make_states (KabDescriptor *descriptor)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *types = kab_descriptor_get_document_types (descriptor);
  GMenu *menu = g_menu_new ();

  append (menu, CHOICE_STATE, _ ("All States"), "");
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (KabDocumentType) type = g_list_model_get_item (types, i);

      append_states (menu, seen, type);
    }
  return menu;
}

static GMenu *
make_periods (KabDescriptor *descriptor)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const GDate *from = kab_descriptor_get_history_from (descriptor);
  int year = g_date_time_get_year (now);
  int first = from != NULL ? MAX ((int) g_date_get_year (from), year - YEARS_OFFERED) : year - 2;
  GMenu *menu = g_menu_new ();

  append (menu, CHOICE_PERIOD, _ ("All Time"), "");
  for (; year >= first; year--)
    {
      g_autofree char *value = g_strdup_printf ("%04d", year);

      append (menu, CHOICE_PERIOD, value, value);
    }
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
kab_documents_filter_dispose (GObject *object)
{
  KabDocumentsFilter *self = KAB_DOCUMENTS_FILTER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_DOCUMENTS_FILTER);
  for (guint id = 0; id < G_N_ELEMENTS (self->choices); id++)
    g_clear_object (&self->choices[id].action);
  G_OBJECT_CLASS (kab_documents_filter_parent_class)->dispose (object);
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
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsFilter, waits);
  gtk_widget_class_bind_template_child_full (
      widget_class, "type", FALSE, G_STRUCT_OFFSET (KabDocumentsFilter, choices[CHOICE_TYPE].button));
  gtk_widget_class_bind_template_child_full (
      widget_class, "state", FALSE, G_STRUCT_OFFSET (KabDocumentsFilter, choices[CHOICE_STATE].button));
  gtk_widget_class_bind_template_child_full (
      widget_class, "period", FALSE, G_STRUCT_OFFSET (KabDocumentsFilter, choices[CHOICE_PERIOD].button));
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kab_documents_filter_init (KabDocumentsFilter *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices[CHOICE_TYPE].title = _ ("Type");
  self->choices[CHOICE_STATE].title = _ ("State");
  self->choices[CHOICE_PERIOD].title = _ ("Period");
  for (guint id = 0; id < G_N_ELEMENTS (self->choices); id++)
    {
      Choice *choice = &self->choices[id];

      choice->action
          = g_simple_action_new_stateful (action_names[id], G_VARIANT_TYPE_STRING, g_variant_new_string (""));
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (choice->action));
      g_signal_connect_object (choice->action, "notify::state", G_CALLBACK (choice_changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_menu_button_set_label (choice->button, choice->title);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "filter", G_ACTION_GROUP (group));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filters"), -1);
}

/**
 * kab_documents_filter_set_descriptor:
 * @self: the chips
 * @descriptor: the organisation whose types, states and years are offered
 */
void
kab_documents_filter_set_descriptor (KabDocumentsFilter *self, KabDescriptor *descriptor)
{
  GListModel *types;

  g_return_if_fail (KAB_IS_DOCUMENTS_FILTER (self) && KAB_IS_DESCRIPTOR (descriptor));

  types = kab_descriptor_get_document_types (descriptor);
  set_menu (self, CHOICE_TYPE, make_types (descriptor));
  set_menu (self, CHOICE_STATE, make_states (descriptor));
  set_menu (self, CHOICE_PERIOD, make_periods (descriptor));
  gtk_widget_set_visible (GTK_WIDGET (self->choices[CHOICE_TYPE].button),
                          g_list_model_get_n_items (types) > 1);
}

/**
 * kab_documents_filter_apply:
 * @self: the chips
 * @model: the list whose questions to the server follow the chips
 */
void
kab_documents_filter_apply (KabDocumentsFilter *self, KabPagedModel *model)
{
  const char *year;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_return_if_fail (KAB_IS_DOCUMENTS_FILTER (self) && KAB_IS_PAGED_MODEL (model));

  year = get_value (self, CHOICE_PERIOD);
  if (year != NULL)
    {
      from = g_strconcat (year, "-01-01", NULL);
      to = g_strconcat (year, "-12-31", NULL);
    }
  kab_paged_model_set_query (model, "type", get_value (self, CHOICE_TYPE));
  kab_paged_model_set_query (model, "state", get_value (self, CHOICE_STATE));
  kab_paged_model_set_query (model, "from", from);
  kab_paged_model_set_query (model, "to", to);
  kab_paged_model_set_query (model, "waits", gtk_toggle_button_get_active (self->waits) ? "true" : NULL);
}

/**
 * kab_documents_filter_show_waiting:
 * @self: the chips
 * @count: how many documents wait for the person, or -1 where that is not known
 */
void
kab_documents_filter_show_waiting (KabDocumentsFilter *self, gint64 count)
{
  g_autofree char *label = NULL;

  g_return_if_fail (KAB_IS_DOCUMENTS_FILTER (self));

  /* Translators: a filter and how many documents it lets through. */
  label = count > 0 ? g_strdup_printf (_ ("Waits for You · %d"), (int) MIN (count, G_MAXINT))
                    : g_strdup (_ ("Waits for You"));
  gtk_button_set_label (GTK_BUTTON (self->waits), label);
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
  return gtk_toggle_button_get_active (self->waits);
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

  if (gtk_toggle_button_get_active (self->waits))
    g_strv_builder_add (words, _ ("Waits for You"));
  for (guint id = 0; id < G_N_ELEMENTS (self->choices); id++)
    if (get_value (self, id) != NULL)
      g_strv_builder_add (words, gtk_menu_button_get_label (self->choices[id].button));
  all = g_strv_builder_end (words);
  return all[0] != NULL ? g_strjoinv (", ", all) : NULL;
}

/**
 * kab_documents_filter_clear:
 * @self: the chips
 *
 * Lets everything through again.
 */
void
kab_documents_filter_clear (KabDocumentsFilter *self)
{
  g_return_if_fail (KAB_IS_DOCUMENTS_FILTER (self));

  self->quiet = TRUE;
  gtk_toggle_button_set_active (self->waits, FALSE);
  for (guint id = 0; id < G_N_ELEMENTS (self->choices); id++)
    g_simple_action_set_state (self->choices[id].action, g_variant_new_string (""));
  self->quiet = FALSE;
  emit_changed (self);
}
