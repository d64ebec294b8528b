/* kab-welcome-page.c: which organisation? The first page of a new cabinet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-welcome-page.h"

#include <glib/gi18n.h>

#include "kab-address-dialog.h"
#include "kab-avatar-text.h"
#include "kab-directory.h"
#include "kab-error-text.h"
#include "kab-load.h"
#include "kab-menu-button.h"
#include "kab-organisation-page.h"
#include "kab-menu-button.h"
#include "kab-settle.h"

/* A spinner that comes at once and goes at once only flickers. */
#define SPINNER_AFTER_MS 300

/* The page owns the request for the directory and drops it when it goes. */
struct _KabWelcomePage
{
  AdwNavigationPage parent_instance;

  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListBox *list;
  GtkListBox *other;
  AdwActionRow *address;
  AdwActionRow *failure;

  KabCabinets *cabinets;
  KabNet *net;
  char *origin;
  KabClient *client;
  KabLoad *load;
  GListStore *entries;
  GtkFilterListModel *found;
  GtkCustomFilter *filter;
  char *needle;
  DexFuture *pending;
  guint spinner;
};

G_DEFINE_FINAL_TYPE (KabWelcomePage, kab_welcome_page, ADW_TYPE_NAVIGATION_PAGE)

static void
push (KabWelcomePage *self, AdwNavigationPage *page)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  g_return_if_fail (view != NULL);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
}

static void
open_entry (KabWelcomePage *self, KabDirectoryEntry *entry)
{
  push (self, kab_organisation_page_new (self->cabinets, self->net, self->origin,
                                         kab_directory_entry_get_id (entry)));
}

/* What to compare by: letter case and the two forms of ё do not matter. */
static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text != NULL ? text : "", -1);
  g_autofree char *composed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) plain = g_string_new (composed);

  g_string_replace (plain, "ё", "е", 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static gboolean
is_wanted (gpointer item, gpointer data)
{
  KabWelcomePage *self = data;
  KabDirectoryEntry *entry = item;
  const char *texts[] = { kab_directory_entry_get_name (entry), kab_directory_entry_get_city (entry),
                          kab_directory_entry_get_site (entry), kab_directory_entry_get_kind (entry) };

  if (self->needle == NULL || *self->needle == '\0')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = fold (texts[i]);

      if (strstr (folded, self->needle) != NULL)
        return TRUE;
    }
  return FALSE;
}

static GtkWidget *
make_next_image (void)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static char *
describe (KabDirectoryEntry *entry)
{
  const char *kind = kab_directory_entry_get_kind (entry);
  const char *city = kab_directory_entry_get_city (entry);

  return g_strjoin (" · ", kind, city != NULL && *city != '\0' ? city : NULL, NULL);
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  KabDirectoryEntry *entry = item;
  g_autofree char *subtitle = describe (entry);
  g_autofree char *initials
      = kab_avatar_text (kab_directory_entry_get_short_name (entry), kab_directory_entry_get_palette (entry));
  GtkWidget *avatar = g_object_new (ADW_TYPE_AVATAR, "size", 40, "show-initials", TRUE, "text", initials,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable", TRUE, NULL);

  /* Not earlier: together with "use-markup" they would be taken for markup all the same. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), kab_directory_entry_get_name (entry));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_next_image ());
  return row;
}

static void
row_activated_cb (KabWelcomePage *self, GtkListBoxRow *row)
{
  g_autoptr (KabDirectoryEntry) entry
      = g_list_model_get_item (G_LIST_MODEL (self->found), (guint) gtk_list_box_row_get_index (row));

  if (entry != NULL)
    open_entry (self, entry);
}

/* Shows the list, what stands in its place, and whether the typed text may be an address. */
static void
update (KabWelcomePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  KabLoadState state = kab_load_get_state (self->load);
  gboolean none = g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0;
  const char *page = "loading";

  if (state == KAB_LOAD_READY)
    page = none ? "nothing" : "list";
  else if (state == KAB_LOAD_EMPTY)
    page = "nothing";
  else if (state == KAB_LOAD_FAILED)
    page = "failed";
  else if (self->spinner != 0)
    page = "blank";
  gtk_stack_set_visible_child_name (self->stack, page);

  if (state == KAB_LOAD_READY && none && *text != '\0')
    {
      g_autofree char *title = g_strdup_printf (_ ("Enter the Address “%s”"), text);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->address), title);
    }
  else
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->address), _ ("Enter an Address"));
    }
}

static void
search_changed_cb (KabWelcomePage *self)
{
  g_autofree char *stripped = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));

  g_free (self->needle);
  self->needle = fold (stripped);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

/* Enter in the search opens what is on top. */
static void
search_activated_cb (KabWelcomePage *self)
{
  g_autoptr (KabDirectoryEntry) first = g_list_model_get_item (G_LIST_MODEL (self->found), 0);

  if (first != NULL && kab_load_get_state (self->load) == KAB_LOAD_READY)
    open_entry (self, first);
}

static void
address_chosen_cb (KabWelcomePage *self, const char *origin, const char *organisation)
{
  if (organisation != NULL)
    push (self, kab_organisation_page_new (self->cabinets, self->net, origin, organisation));
  else
    push (self, kab_welcome_page_new (self->cabinets, self->net, origin));
}

static void
address_activated_cb (KabWelcomePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean missed = g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0;
  AdwDialog *dialog = kab_address_dialog_new (missed ? text : NULL);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (address_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
take (KabWelcomePage *self, KabDirectory *directory)
{
  GListModel *items = kab_directory_get_items (directory);

  g_list_store_remove_all (self->entries);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KabDirectoryEntry) entry = g_list_model_get_item (items, i);

      g_list_store_append (self->entries, entry);
    }
  kab_load_finish (self->load, g_list_model_get_n_items (items) == 0);
}

static void
loaded_cb (gpointer object, const GValue *value, const GError *error)
{
  KabWelcomePage *self = object;

  g_clear_handle_id (&self->spinner, g_source_remove);
  if (value != NULL)
    {
      take (self, g_value_get_object (value));
    }
  else
    {
      g_autofree char *message = kab_error_describe (error);

      kab_load_fail (self->load, error, message);
      adw_action_row_set_subtitle (self->failure, message);
    }
  update (self);
}

static gboolean
spinner_due_cb (gpointer data)
{
  KabWelcomePage *self = data;

  self->spinner = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
reload (KabWelcomePage *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/organisations");

  dex_clear (&self->pending);
  g_clear_handle_id (&self->spinner, g_source_remove);
  kab_load_begin (self->load);
  self->spinner = g_timeout_add (SPINNER_AFTER_MS, spinner_due_cb, self);
  update (self);
  self->pending = kab_settle (kab_client_send (self->client, request, KAB_TYPE_DIRECTORY), self, loaded_cb);
}

static void
reload_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_WELCOME_PAGE (widget));
}

static void
kab_welcome_page_dispose (GObject *object)
{
  KabWelcomePage *self = KAB_WELCOME_PAGE (object);

  dex_clear (&self->pending);
  g_clear_handle_id (&self->spinner, g_source_remove);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->entries);
  g_clear_object (&self->load);
  g_clear_object (&self->client);
  g_clear_object (&self->net);
  g_clear_object (&self->cabinets);
  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->needle, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (kab_welcome_page_parent_class)->dispose (object);
}

static void
kab_welcome_page_class_init (KabWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_welcome_page_dispose;

  gtk_widget_class_install_action (widget_class, "welcome.reload", NULL, reload_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, GDK_NO_MODIFIER_MASK, "welcome.reload",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/signin/kab-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabWelcomePage, search);
  gtk_widget_class_bind_template_child (widget_class, KabWelcomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, KabWelcomePage, list);
  gtk_widget_class_bind_template_child (widget_class, KabWelcomePage, other);
  gtk_widget_class_bind_template_child (widget_class, KabWelcomePage, address);
  gtk_widget_class_bind_template_child (widget_class, KabWelcomePage, failure);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_activated_cb);
}

static void
kab_welcome_page_init (KabWelcomePage *self)
{
  self->load = kab_load_new ();
  self->entries = g_list_store_new (KAB_TYPE_DIRECTORY_ENTRY);
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  self->found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->entries)),
                                           GTK_FILTER (g_object_ref (self->filter)));
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_menu_buttons_name (GTK_WIDGET (self));
  kab_menu_buttons_name (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->found), make_row, NULL, NULL);
}

/**
 * kab_welcome_page_new:
 * @cabinets: where a new cabinet will be
 * @net: the network
 * @origin: the server whose organisations are offered
 *
 * Returns: (transfer floating): a page that lists the organisations and pushes the one that is chosen
 */
AdwNavigationPage *
kab_welcome_page_new (KabCabinets *cabinets, KabNet *net, const char *origin)
{
  KabWelcomePage *self;

  g_return_val_if_fail (KAB_IS_CABINETS (cabinets), NULL);
  g_return_val_if_fail (KAB_IS_NET (net), NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  self = g_object_new (KAB_TYPE_WELCOME_PAGE, NULL);
  self->cabinets = g_object_ref (cabinets);
  self->net = g_object_ref (net);
  self->origin = g_strdup (origin);
  self->client = kab_client_new (net, origin, NULL);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
