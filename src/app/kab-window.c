/* kab-window.c: the window: cabinets on the left, one of their pages on the right. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-keyring-page.h"
#include "kab-organisation-page.h"
#include "kab-registration-page.h"
#include "kab-sections.h"
#include "kab-settle.h"
#include "kab-shared-places.h"
#include "kab-summary.h"
#include "kab-welcome-page.h"
#include "kab-window-private.h"

G_DEFINE_FINAL_TYPE (KabWindow, kab_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- Scenes: nobody signed in, or the cabinets --- */

static gboolean
is_keyring_trouble (KabCabinetState state)
{
  return state == KAB_CABINET_NO_SERVICE || state == KAB_CABINET_LOCKED || state == KAB_CABINET_DENIED
         || state == KAB_CABINET_NO_ITEM;
}

/* The cabinet whose keyring trouble fills the window: one of them, if all have it. */
static KabCabinet *
get_locked_cabinet (KabWindow *self)
{
  GListModel *list = G_LIST_MODEL (self->cabinets);
  KabCabinet *locked = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (list, i);

      if (!is_keyring_trouble (kab_cabinet_get_state (cabinet)))
        return NULL;
      if (locked == NULL || cabinet == self->cabinet)
        locked = cabinet;
    }
  return locked;
}

static void
show_only (AdwNavigationView *view, AdwNavigationPage *page)
{
  adw_navigation_view_replace (view, &page, 1);
}

/* A sign-in or registration is under way: it says itself when it is done, by win.open-cabinet. */
static gboolean
is_asking (KabWindow *self)
{
  AdwNavigationPage *shown = adw_navigation_view_get_visible_page (self->welcome);

  return shown != NULL && !KAB_IS_KEYRING_PAGE (shown);
}

static gboolean
has_focus (KabWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && gtk_widget_get_mapped (focus)
         && gtk_widget_is_ancestor (focus, gtk_stack_get_visible_child (self->scenes));
}

/* Each widget remembers which child had the focus, and would go on behind it. */
static void
forget_focus (GtkWidget *widget)
{
  while (widget != NULL)
    {
      GtkWidget *child = gtk_widget_get_focus_child (widget);

      gtk_widget_set_focus_child (widget, NULL);
      widget = child;
    }
}

/* The page that had the focus may be gone, or going, and Tab alone does not find back into a window without one. */
static void
keep_focus (KabWindow *self)
{
  gboolean cabinets = gtk_stack_get_visible_child (self->scenes) == GTK_WIDGET (self->split);
  GtkWidget *page
      = GTK_WIDGET (adw_navigation_view_get_visible_page (cabinets ? self->content : self->welcome));
  GtkWidget *places[] = { page, GTK_WIDGET (self->sidebar) };

  for (gsize i = 0; i < G_N_ELEMENTS (places) && !has_focus (self); i++)
    {
      if (places[i] == NULL || !gtk_widget_get_mapped (places[i]))
        continue;
      forget_focus (places[i]);
      gtk_widget_child_focus (places[i], GTK_DIR_TAB_FORWARD);
    }
}

static gboolean
focus_due_cb (gpointer data)
{
  KabWindow *self = data;

  self->focus_source = 0;
  keep_focus (self);
  return G_SOURCE_REMOVE;
}

/* Whoever takes the focus away from something may still give it to something else. */
static void
queue_focus (KabWindow *self)
{
  if (self->focus_source == 0)
    self->focus_source = g_idle_add (focus_due_cb, self);
}

/* What had the focus was hidden or removed. */
static void
focus_changed_cb (KabWindow *self)
{
  if (!gtk_widget_in_destruction (GTK_WIDGET (self)) && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    queue_focus (self);
}

/* kab_window_show_scene: decides between the whole-window pages and the cabinets. */
void
kab_window_show_scene (KabWindow *self)
{
  KabCabinet *locked = get_locked_cabinet (self);
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->cabinets)) == 0;

  if (is_asking (self))
    return;
  if (empty)
    show_only (self->welcome,
               kab_welcome_page_new (self->cabinets, kab_cabinets_get_net (self->cabinets), self->origin));
  else if (locked != NULL && adw_navigation_view_get_visible_page (self->welcome) == NULL)
    show_only (self->welcome, kab_keyring_page_new (self->cabinets, locked));
  else if (locked == NULL)
    adw_navigation_view_replace (self->welcome, NULL, 0);
  gtk_stack_set_visible_child_name (self->scenes, empty || locked != NULL ? "welcome" : "cabinets");
  keep_focus (self);
  kab_window_update_actions (self);
}

/* kab_window_leave_welcome: whoever was asked has answered. */
void
kab_window_leave_welcome (KabWindow *self)
{
  adw_navigation_view_replace (self->welcome, NULL, 0);
  kab_window_show_scene (self);
}

/* What an organisation has is known only with its descriptor. */
static void
choose_section (KabWindow *self, const char *section)
{
  g_auto (GStrv) sections = self->cabinet != NULL ? kab_sections_list (self->cabinet) : NULL;
  const KabSharedPlace *place = kab_shared_places_find (section);

  if (sections == NULL)
    section = place != NULL && kab_shared_place_is_shown (place, self->cabinets) ? section : "overview";
  else if (section == NULL || !g_strv_contains ((const char *const *) sections, section))
    section = sections[0];
  g_set_str (&self->section, section);
}

/* kab_window_show_place: draws the page of the current place, and nothing above it. */
void
kab_window_show_place (KabWindow *self)
{
  AdwNavigationPage *page = kab_window_make_page (self, self->cabinet, self->section);

  if (adw_navigation_view_get_visible_page (self->content) != page)
    show_only (self->content, page);
  adw_navigation_page_set_title (self->content_page, adw_navigation_page_get_title (page));
  kab_sidebar_set_place (self->sidebar, self->cabinet, self->section);
  keep_focus (self);
  kab_window_update_actions (self);
}

/* Draws the current place anew if another page belongs there now; what was opened above it stays otherwise. */
static void
follow_place (KabWindow *self)
{
  g_autoptr (GListModel) stack = adw_navigation_view_get_navigation_stack (self->content);
  g_autoptr (AdwNavigationPage) root = g_list_model_get_item (stack, 0);

  choose_section (self, self->section);
  if (root != kab_window_make_page (self, self->cabinet, self->section))
    kab_window_show_place (self);
}

static void
state_changed_cb (KabWindow *self, GParamSpec *pspec, KabCabinet *cabinet)
{
  if (kab_cabinet_get_state (cabinet) != KAB_CABINET_SIGNED_IN)
    kab_window_forget_pages (self, cabinet);
  else if (g_str_equal (g_param_spec_get_name (pspec), "state"))
    kab_summary_reload (kab_summary_get (cabinet));
  kab_window_show_scene (self);
  if (cabinet == self->cabinet || self->cabinet == NULL)
    follow_place (self);
}

static void
cabinets_changed_cb (KabWindow *self, guint position, guint removed, guint added)
{
  gboolean here = self->cabinet == NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cabinets)); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (G_LIST_MODEL (self->cabinets), i);

      here = here || cabinet == self->cabinet;
      if (i < position || i >= position + added)
        continue;
      g_signal_connect_object (cabinet, "notify::state", G_CALLBACK (state_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (cabinet, "notify::descriptor", G_CALLBACK (state_changed_cb), self,
                               G_CONNECT_SWAPPED);
      if (kab_cabinet_get_state (cabinet) == KAB_CABINET_SIGNED_IN)
        kab_summary_wish (kab_summary_get (cabinet));
    }
  if (!here)
    {
      kab_window_forget_pages (self, self->cabinet);
      kab_window_go (self, NULL, NULL);
    }
  kab_window_show_scene (self);
}

/* --- The window --- */

static void
restore_size (KabWindow *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
      = source != NULL ? g_settings_schema_source_lookup (source, KAB_APPLICATION_ID, TRUE) : NULL;

  if (schema == NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (self), 1200, 800);
      return;
    }
  self->settings = g_settings_new (KAB_APPLICATION_ID);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
kab_window_close_request (GtkWindow *window)
{
  KabWindow *self = KAB_WINDOW (window);
  int width, height;

  if (self->settings != NULL)
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
      if (!gtk_window_is_maximized (window))
        {
          g_settings_set_int (self->settings, "window-width", MAX (width, 360));
          g_settings_set_int (self->settings, "window-height", MAX (height, 294));
        }
      g_settings_set_string (self->settings, "last-cabinet",
                             self->cabinet != NULL ? kab_cabinet_get_id (self->cabinet) : "");
    }
  return GTK_WINDOW_CLASS (kab_window_parent_class)->close_request (window);
}

static void
kab_window_dispose (GObject *object)
{
  KabWindow *self = KAB_WINDOW (object);

  g_clear_handle_id (&self->focus_source, g_source_remove);
  dex_clear (&self->restoring);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_clear_object (&self->cabinet);
  g_clear_object (&self->cabinets);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_WINDOW);
  G_OBJECT_CLASS (kab_window_parent_class)->dispose (object);
}

static void
kab_window_finalize (GObject *object)
{
  KabWindow *self = KAB_WINDOW (object);

  g_free (self->origin);
  g_free (self->section);
  G_OBJECT_CLASS (kab_window_parent_class)->finalize (object);
}

static void
kab_window_class_init (KabWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = kab_window_close_request;

  g_type_ensure (KAB_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kabinet/Kabinet/app/kab-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KabWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, KabWindow, scenes);
  gtk_widget_class_bind_template_child (widget_class, KabWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, KabWindow, split);
  gtk_widget_class_bind_template_child (widget_class, KabWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, KabWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, KabWindow, content);
  kab_window_install_actions (widget_class);
}

static void
kab_window_init (KabWindow *self)
{
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_changed_cb), NULL);
  g_signal_connect_object (self->split, "notify::collapsed", G_CALLBACK (queue_focus), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split, "notify::show-content", G_CALLBACK (queue_focus), self,
                           G_CONNECT_SWAPPED);
}

/* The sessions of last time are taken up; what each cabinet says about it is seen by its state. */
static void
restored (gpointer object, const GValue *value, const GError *error)
{
  kab_window_show_scene (object);
}

/**
 * kab_window_new:
 * @application: the application
 * @cabinets: the cabinets that this computer knows
 * @origin: the server that new cabinets are added from
 *
 * Returns: (transfer none): a window, which belongs to GTK until it is destroyed
 */
KabWindow *
kab_window_new (GtkApplication *application, KabCabinets *cabinets, const char *origin)
{
  KabWindow *self;
  g_autofree char *last = NULL;

  g_return_val_if_fail (application == NULL || GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (KAB_IS_CABINETS (cabinets) && origin != NULL, NULL);

  self = g_object_new (KAB_TYPE_WINDOW, "application", application, NULL);
  self->cabinets = g_object_ref (cabinets);
  self->origin = g_strdup (origin);
  restore_size (self);
  kab_sidebar_set_cabinets (self->sidebar, cabinets);
  g_signal_connect_object (cabinets, "items-changed", G_CALLBACK (cabinets_changed_cb), self,
                           G_CONNECT_SWAPPED);
  cabinets_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (cabinets)));
  last = self->settings != NULL ? g_settings_get_string (self->settings, "last-cabinet") : g_strdup ("");
  kab_window_go (self, last[0] != '\0' ? kab_cabinets_find (cabinets, last) : NULL, NULL);
  adw_navigation_split_view_set_show_content (self->split, FALSE);
  self->restoring = kab_settle (kab_cabinets_restore (cabinets), self, restored);
  return self;
}

/**
 * kab_window_go:
 * @self: a window
 * @cabinet: (nullable): a cabinet, or %NULL for all of them
 * @section: (nullable): one of its sections, or of the shared places; %NULL for the first
 *
 * Opens a place.
 */
void
kab_window_go (KabWindow *self, KabCabinet *cabinet, const char *section)
{
  g_return_if_fail (KAB_IS_WINDOW (self));
  g_return_if_fail (cabinet == NULL || KAB_IS_CABINET (cabinet));

  g_set_object (&self->cabinet, cabinet);
  choose_section (self, section);
  kab_window_show_place (self);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

/**
 * kab_window_say:
 * @self: a window
 * @text: a short sentence
 *
 * Shows it for a moment, and has it read aloud.
 */
void
kab_window_say (KabWindow *self, const char *text)
{
  AdwToast *toast;

  g_return_if_fail (KAB_IS_WINDOW (self) && text != NULL);

  /* Told before it gets its words, which may be a server's. */
  toast = g_object_new (ADW_TYPE_TOAST, "use-markup", FALSE, NULL);
  adw_toast_set_title (toast, text);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
  kab_announce (GTK_WIDGET (self), text, FALSE);
}

/* A wizard that waits for just this word takes it; otherwise nothing happens (J6). */
static void
confirm (KabWindow *self, const char *token)
{
  AdwNavigationView *views[] = { self->welcome, self->content };

  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      AdwNavigationPage *page = adw_navigation_view_get_visible_page (views[i]);

      if (KAB_IS_REGISTRATION_PAGE (page)
          && kab_registration_page_take_link (KAB_REGISTRATION_PAGE (page), token))
        return;
    }
}

/**
 * kab_window_follow:
 * @self: a window
 * @link: where a kabinet: address leads
 *
 * Goes there, if a signed-in cabinet has such a place.
 */
void
kab_window_follow (KabWindow *self, const KabLink *link)
{
  g_return_if_fail (KAB_IS_WINDOW (self) && link != NULL);

  if (link->kind == KAB_LINK_CONFIRM)
    {
      confirm (self, link->id);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cabinets)); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (G_LIST_MODEL (self->cabinets), i);

      if (g_strcmp0 (kab_cabinet_get_organisation (cabinet), link->organisation) != 0
          || !kab_window_is_open (cabinet))
        continue;
      if (link->kind == KAB_LINK_DOCUMENT)
        kab_window_show_document (self, cabinet, link->id);
      else if (link->kind == KAB_LINK_PAYMENT)
        kab_window_push_payment (self, cabinet, link->id);
      else
        kab_window_push_receipt (self, cabinet, link->id);
      return;
    }
}

/**
 * kab_window_get_cabinet:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the open cabinet, %NULL for all of them
 */
KabCabinet *
kab_window_get_cabinet (KabWindow *self)
{
  g_return_val_if_fail (KAB_IS_WINDOW (self), NULL);

  return self->cabinet;
}

/**
 * kab_window_get_section:
 * @self: a window
 *
 * Returns: (transfer none): the open section of the open cabinet, or the open one of the shared places
 */
const char *
kab_window_get_section (KabWindow *self)
{
  g_return_val_if_fail (KAB_IS_WINDOW (self), NULL);

  return self->section;
}
