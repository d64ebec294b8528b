/* kab-messages-window.c: in the demonstration: the messages that nobody really gets. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-format.h"
#include "kab-messages-window.h"
#include "kab-plain-row.h"
#include "kab-settle.h"
#include "kab-state-page.h"

#define FETCH_SECONDS 2

struct _KabMessagesWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  KabStatePage *state;
  GtkListBox *list;

  KabClient *client;
  KabLoad *load;
  DexFuture *pending;
  gint64 newest;
  guint source;
};

G_DEFINE_FINAL_TYPE (KabMessagesWindow, kab_messages_window, ADW_TYPE_WINDOW)

static void
fetched (gpointer object, const GValue *value, const GError *error)
{
  KabMessagesWindow *self = object;

  dex_clear (&self->pending);
  kab_messages_window_take (self, value != NULL ? g_value_get_object (value) : NULL, error);
}

static void
fetch (KabMessagesWindow *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/demo/outbox");
  g_autofree char *since = g_strdup_printf ("%" G_GINT64_FORMAT, self->newest);

  if (self->pending != NULL)
    return;
  kab_request_set_query (request, "since", since);
  kab_load_begin (self->load);
  self->pending = kab_settle (kab_client_send (self->client, request, KAB_TYPE_OUTBOX), self, fetched);
}

static gboolean
fetch_due_cb (gpointer data)
{
  fetch (data);
  return G_SOURCE_CONTINUE;
}

static void
shown_cb (KabMessagesWindow *self)
{
  fetch (self);
  if (self->source == 0)
    self->source = g_timeout_add_seconds (FETCH_SECONDS, fetch_due_cb, self);
}

static void
hidden_cb (KabMessagesWindow *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
}

static void
copy_clicked_cb (GtkButton *button, KabMessagesWindow *self)
{
  AdwToast *toast = adw_toast_new (_ ("Copied"));

  adw_toast_set_use_markup (toast, FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          g_object_get_data (G_OBJECT (button), "kab-text"));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static GtkWidget *
copy_button_new (KabMessagesWindow *self, const char *label, const char *text)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "kab-text", g_strdup (text), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_clicked_cb), self, 0);
  return button;
}

static GtkWidget *
row_new (KabMessagesWindow *self, KabOutboxMessage *message)
{
  gboolean sms = g_strcmp0 (kab_outbox_message_get_channel (message), "sms") == 0;
  const char *subject = kab_outbox_message_get_subject (message);
  const char *code = kab_outbox_message_get_code (message);
  const char *link = kab_outbox_message_get_link (message);
  GDateTime *at = kab_outbox_message_get_at (message);
  g_autofree char *time = at != NULL ? kab_format_time (at) : g_strdup ("");
  /* Translators: the address of a message and the time. */
  g_autofree char *title = g_strdup_printf (_ ("To %s, %s"), kab_outbox_message_get_to (message), time);
  g_autofree char *text = subject != NULL && subject[0] != '\0'
                              ? g_strdup_printf ("%s\n%s", subject, kab_outbox_message_get_text (message))
                              : g_strdup (kab_outbox_message_get_text (message));
  GtkWidget *row = kab_plain_row_new (title, text);

  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (sms ? "phone-symbolic" : "mail-unread-symbolic"));
  if (code != NULL && code[0] != '\0')
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), copy_button_new (self, _ ("Copy Code"), code));
  else if (link != NULL && link[0] != '\0')
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), copy_button_new (self, _ ("Copy Link"), link));
  return row;
}

static void
kab_messages_window_dispose (GObject *object)
{
  KabMessagesWindow *self = KAB_MESSAGES_WINDOW (object);

  g_clear_handle_id (&self->source, g_source_remove);
  dex_clear (&self->pending);
  g_clear_object (&self->client);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_MESSAGES_WINDOW);
  G_OBJECT_CLASS (kab_messages_window_parent_class)->dispose (object);
}

static void
kab_messages_window_finalize (GObject *object)
{
  g_clear_object (&KAB_MESSAGES_WINDOW (object)->load);
  G_OBJECT_CLASS (kab_messages_window_parent_class)->finalize (object);
}

static void
kab_messages_window_class_init (KabMessagesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_messages_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_messages_window_finalize;
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/app/kab-messages-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KabMessagesWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, KabMessagesWindow, state);
  gtk_widget_class_bind_template_child (widget_class, KabMessagesWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, fetch);
}

static void
kab_messages_window_init (KabMessagesWindow *self)
{
  self->load = kab_load_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_state_page_set_load (self->state, self->load);
  g_signal_connect (self, "map", G_CALLBACK (shown_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (hidden_cb), NULL);
}

/**
 * kab_messages_window_new:
 * @application: (nullable): the application
 * @client: the way to the demonstration's server, without an organisation
 *
 * Returns: (transfer none): a window, which belongs to GTK until it is destroyed
 */
KabMessagesWindow *
kab_messages_window_new (GtkApplication *application, KabClient *client)
{
  KabMessagesWindow *self;

  g_return_val_if_fail (application == NULL || GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (KAB_IS_CLIENT (client), NULL);

  self = g_object_new (KAB_TYPE_MESSAGES_WINDOW, "application", application, NULL);
  self->client = g_object_ref (client);
  return self;
}

/**
 * kab_messages_window_take:
 * @self: a messages window
 * @outbox: (nullable): messages since the last ones
 * @error: (nullable): why there are none
 */
void
kab_messages_window_take (KabMessagesWindow *self, KabOutbox *outbox, const GError *error)
{
  GListModel *items;

  g_return_if_fail (KAB_IS_MESSAGES_WINDOW (self));

  if (outbox == NULL)
    {
      g_autofree char *text = kab_error_describe (error);

      kab_load_fail (self->load, error, text);
      return;
    }
  items = kab_outbox_get_items (outbox);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KabOutboxMessage) message = g_list_model_get_item (items, i);

      if (kab_outbox_message_get_id (message) <= self->newest)
        continue;
      self->newest = kab_outbox_message_get_id (message);
      gtk_list_box_prepend (self->list, row_new (self, message));
    }
  kab_load_finish (self->load, self->newest == 0);
}
