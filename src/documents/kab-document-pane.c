/* kab-document-pane.c: one document whole: lines, sums, what happened, and what may be done now. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-action-dialog.h"
#include "kab-document-extras.h"
#include "kab-document-lines.h"
#include "kab-document-pane.h"
#include "kab-document-text.h"
#include "kab-error-text.h"
#include "kab-estimate.h"
#include "kab-figures.h"
#include "kab-load.h"
#include "kab-plain-row.h"
#include "kab-promise-row.h"
#include "kab-settle.h"
#include "kab-shipment-view.h"
#include "kab-state-page.h"
#include "kab-status-pill.h"
#include "kab-thread-view.h"
#include "kab-timeline.h"

/* Shows what the row of the table knows at once, and fetches the rest. What may be done is asked of the server
 * each time; the pane only draws it. */
struct _KabDocumentPane
{
  AdwBin parent_instance;

  AdwWindowTitle *heading;
  AdwBanner *banner;
  KabStatePage *state;
  GtkLabel *subject;
  GtkLabel *thing;
  KabStatusPill *pill;
  KabPromiseRow *promise;
  KabPromiseRow *appointment;
  KabShipmentView *shipments;
  KabThreadView *thread;
  KabDocumentExtras *extras;
  GtkBox *lines;
  GtkBox *estimates;
  KabFigures *totals;
  GtkListBox *properties;
  GtkWidget *history;
  KabTimeline *timeline;
  GtkLabel *history_note;
  GtkWidget *bar;
  GtkWidget *sum_box;
  GtkLabel *sum_title;
  GtkLabel *sum;
  AdwWrapBox *actions;
  GtkLabel *why_not;

  KabClient *client;
  KabDescriptor *descriptor;
  char *id;
  KabDocument *document;
  KabLinesPick *pick; /* NULL where nothing is to be decided */
  KabLoad *load;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabDocumentPane, kab_document_pane, ADW_TYPE_BIN)

typedef enum
{
  CLOSE,
  CHANGED,
} Signal;

static guint signals[CHANGED + 1];

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_heading (KabDocumentPane *self)
{
  g_autofree char *state = kab_document_dup_state (self->document);
  KabDocumentState *tone = kab_document_get_state (self->document);

  adw_window_title_set_title (self->heading, kab_document_get_number (self->document));
  adw_window_title_set_subtitle (self->heading, kab_document_get_type_title (self->document));
  set_text (self->subject, kab_document_get_subject (self->document));
  set_text (self->thing, kab_document_get_thing (self->document));
  kab_status_pill_set_label (self->pill, state);
  kab_status_pill_set_tone (self->pill, tone != NULL ? kab_document_state_get_tone (tone) : "neutral");
}

static void
append_property (KabDocumentPane *self, const char *label, const char *value)
{
  GtkWidget *row = kab_plain_row_new (label, value);

  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");
  gtk_list_box_append (self->properties, row);
}

static void
show_properties (KabDocumentPane *self)
{
  GListModel *properties = kab_document_get_properties (self->document);
  const char *customer = kab_document_get_customer (self->document);

  gtk_list_box_remove_all (self->properties);
  if (customer != NULL)
    append_property (self, _ ("Customer"), customer);
  for (guint i = 0; i < g_list_model_get_n_items (properties); i++)
    {
      g_autoptr (KabProperty) property = g_list_model_get_item (properties, i);

      append_property (self, kab_property_get_label (property), kab_property_get_value (property));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->properties),
                          gtk_list_box_get_row_at_index (self->properties, 0) != NULL);
}

static void
show_history (KabDocumentPane *self)
{
  GListModel *entries = kab_document_get_timeline (self->document);

  kab_timeline_show (self->timeline, entries, kab_descriptor_get_date_seconds (self->descriptor));
  set_text (self->history_note, kab_document_get_history_note (self->document));
  gtk_widget_set_visible (self->history, g_list_model_get_n_items (entries) > 0);
}

static void take_document (KabDocumentPane *self, KabDocument *document);

static void
acted_cb (KabDocumentPane *self, KabDocument *document)
{
  take_document (self, document);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
action_clicked_cb (KabDocumentPane *self, GtkButton *button)
{
  KabAction *action = g_object_get_data (G_OBJECT (button), "action");
  AdwDialog *dialog
      = kab_action_dialog_new (self->client, self->descriptor, self->document, action, self->pick);

  g_signal_connect_object (dialog, "acted", G_CALLBACK (acted_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* "Approve 4 of 5": what the button will do follows the ticks at once. */
static void
show_pick (KabDocumentPane *self)
{
  g_autoptr (KabMoney) total = self->pick != NULL ? kab_lines_pick_dup_total (self->pick) : NULL;
  g_autofree char *sum = total != NULL ? kab_money_format (total) : kab_document_dup_amount (self->document);
  guint open = 0;
  guint picked = self->pick != NULL ? kab_lines_pick_count (self->pick, &open) : 0;

  gtk_label_set_text (self->sum_title, self->pick != NULL ? _ ("Preliminary") : _ ("Amount"));
  gtk_label_set_text (self->sum, sum);
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->actions)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      KabAction *action = g_object_get_data (G_OBJECT (button), "action");
      const char *title = kab_action_get_title (action);
      /* Translators: an action on lines, how many, out of how many: "Approve 4 of 5". */
      g_autofree char *counted = g_strdup_printf (_ ("%s %u of %u"), title, picked, open);

      if (self->pick != NULL && action == kab_lines_pick_get_action (self->pick))
        gtk_button_set_label (GTK_BUTTON (button), picked < open ? counted : title);
    }
}

static KabLinesPick *
pick_new (KabDocument *document)
{
  GListModel *actions = kab_document_get_actions (document);

  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (KabAction) action = g_list_model_get_item (actions, i);

      if (kab_action_get_allowed (action) && g_strcmp0 (kab_action_get_lines (action), "decide") == 0)
        return kab_lines_pick_new (document, action);
    }
  return NULL;
}

/* An estimate that waits is decided where it stands; ticks stay while the document stays the same. */
static void
make_pick (KabDocumentPane *self, KabDocument *before)
{
  g_autoptr (KabLinesPick) last = g_steal_pointer (&self->pick);

  self->pick = pick_new (self->document);
  if (self->pick == NULL)
    return;
  if (last != NULL && before != NULL
      && g_str_equal (kab_document_get_id (before), kab_document_get_id (self->document))
      && kab_document_get_version (before) == kab_document_get_version (self->document))
    kab_lines_pick_follow (self->pick, last);
  g_signal_connect_object (self->pick, "changed", G_CALLBACK (show_pick), self, G_CONNECT_SWAPPED);
}

static gboolean
click_first (KabDocumentPane *self, const char *tone)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->actions)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      KabAction *action = g_object_get_data (G_OBJECT (button), "action");

      if (kab_action_get_allowed (action) && g_str_equal (kab_action_get_tone (action), tone))
        {
          action_clicked_cb (self, GTK_BUTTON (button));
          return GDK_EVENT_STOP;
        }
    }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
approve_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  return click_first (KAB_DOCUMENT_PANE (widget), "suggested");
}

static gboolean
decline_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  return click_first (KAB_DOCUMENT_PANE (widget), "destructive");
}

static GtkWidget *
action_button_new (KabDocumentPane *self, KabAction *action)
{
  GtkWidget *button = gtk_button_new_with_label (kab_action_get_title (action));
  const char *tone = kab_action_get_tone (action);

  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_sensitive (button, kab_action_get_allowed (action));
  gtk_widget_set_tooltip_text (button, kab_action_get_reason (action));
  if (g_str_equal (tone, "suggested"))
    gtk_widget_add_css_class (button, "suggested-action");
  g_object_set_data_full (G_OBJECT (button), "action", g_object_ref (action), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (action_clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/* A closed action is drawn with the reason beside it: a grey button alone explains nothing. */
static void
show_actions (KabDocumentPane *self)
{
  GListModel *actions = kab_document_get_actions (self->document);
  guint n = g_list_model_get_n_items (actions);
  const char *reason = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->actions))) != NULL)
    adw_wrap_box_remove (self->actions, child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabAction) action = g_list_model_get_item (actions, i);

      adw_wrap_box_append (self->actions, action_button_new (self, action));
      if (!kab_action_get_allowed (action) && reason == NULL)
        reason = kab_action_get_reason (action);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->actions), n > 0);
  set_text (self->why_not, reason);
  show_pick (self);
  gtk_widget_set_visible (self->sum_box, kab_document_get_amount (self->document) != NULL);
  gtk_widget_set_visible (self->bar, n > 0 || kab_document_get_amount (self->document) != NULL);
}

static void
show_body (KabDocumentPane *self)
{
  GListModel *totals = kab_document_get_totals (self->document);

  kab_document_lines_fill (self->lines, kab_document_get_lines (self->document), self->pick);
  kab_estimate_fill (self->estimates, self->document, kab_descriptor_get_date_seconds (self->descriptor));
  kab_promise_row_show (self->promise, kab_document_get_promise (self->document));
  kab_promise_row_show_appointment (self->appointment, kab_document_get_appointment (self->document));
  kab_shipment_view_show (self->shipments, kab_document_get_shipments (self->document),
                          kab_descriptor_get_date_seconds (self->descriptor));
  kab_thread_view_show (self->thread, self->document);
  kab_document_extras_show (self->extras, self->client, self->document);
  kab_figures_clear (self->totals);
  kab_figures_show_totals (self->totals, totals);
  gtk_widget_set_visible (GTK_WIDGET (self->totals), g_list_model_get_n_items (totals) > 0);
  show_properties (self);
  show_history (self);
  show_actions (self);
}

static void
take_document (KabDocumentPane *self, KabDocument *document)
{
  g_autoptr (KabDocument) before = g_steal_pointer (&self->document);

  self->document = g_object_ref (document);
  make_pick (self, before);
  adw_banner_set_revealed (self->banner, FALSE);
  show_heading (self);
  show_body (self);
}

static void
fetched_cb (gpointer object, const GValue *value, const GError *error)
{
  KabDocumentPane *self = object;

  if (value != NULL)
    {
      take_document (self, g_value_get_object (value));
      kab_load_finish (self->load, FALSE);
    }
  else
    {
      g_autofree char *message = kab_error_describe (error);

      kab_load_fail (self->load, error, message);
    }
}

static void
fetch (KabDocumentPane *self)
{
  g_autoptr (KabRequest) request = kab_request_new_segments ("GET", "documents", self->id, NULL);

  dex_clear (&self->pending);
  kab_load_begin (self->load);
  self->pending = kab_settle (kab_client_send (self->client, request, KAB_TYPE_DOCUMENT), self, fetched_cb);
}

static void
reload_clicked_cb (KabDocumentPane *self)
{
  fetch (self);
}

static void
related_cb (KabDocumentPane *self, const char *id)
{
  kab_document_pane_show_id (self, id);
}

static void
close_clicked_cb (KabDocumentPane *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
kab_document_pane_dispose (GObject *object)
{
  KabDocumentPane *self = KAB_DOCUMENT_PANE (object);

  dex_clear (&self->pending);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_DOCUMENT_PANE);
  g_clear_object (&self->client);
  g_clear_object (&self->descriptor);
  g_clear_object (&self->document);
  g_clear_object (&self->pick);
  g_clear_object (&self->load);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (kab_document_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, heading);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, banner);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, state);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, subject);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, thing);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, pill);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, promise);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, appointment);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, shipments);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, thread);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, extras);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, lines);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, totals);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, estimates);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, properties);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, history);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, timeline);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, history_note);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, bar);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, sum_box);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, sum_title);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, sum);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, actions);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentPane, why_not);
}

static void
kab_document_pane_class_init (KabDocumentPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_document_pane_dispose;

  signals[CLOSE] = g_signal_new ("close", KAB_TYPE_DOCUMENT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", KAB_TYPE_DOCUMENT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (KAB_TYPE_STATE_PAGE);
  g_type_ensure (KAB_TYPE_STATUS_PILL);
  g_type_ensure (KAB_TYPE_FIGURES);
  g_type_ensure (KAB_TYPE_PROMISE_ROW);
  g_type_ensure (KAB_TYPE_SHIPMENT_VIEW);
  g_type_ensure (KAB_TYPE_THREAD_VIEW);
  g_type_ensure (KAB_TYPE_DOCUMENT_EXTRAS);
  g_type_ensure (KAB_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/documents/kab-document-pane.ui");
  bind_children (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, approve_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, GDK_CONTROL_MASK, decline_cb, NULL);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, acted_cb);
  gtk_widget_class_bind_template_callback (widget_class, related_cb);
}

static void
kab_document_pane_init (KabDocumentPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->load = kab_load_new ();
  kab_state_page_set_load (self->state, self->load);
}

/**
 * kab_document_pane_set_source:
 * @self: the pane
 * @client: sends for the person who looks
 * @descriptor: the organisation
 */
void
kab_document_pane_set_source (KabDocumentPane *self, KabClient *client, KabDescriptor *descriptor)
{
  g_return_if_fail (KAB_IS_DOCUMENT_PANE (self) && KAB_IS_CLIENT (client) && KAB_IS_DESCRIPTOR (descriptor));

  g_set_object (&self->client, client);
  g_set_object (&self->descriptor, descriptor);
  kab_state_page_set_organisation (self->state, descriptor);
  kab_thread_view_set_source (self->thread, client, descriptor);
}

/**
 * kab_document_pane_show:
 * @self: the pane
 * @document: a document as its row knows it
 *
 * Shows the document; its number, subject and state at once, the rest when it has come.
 */
void
kab_document_pane_show (KabDocumentPane *self, KabDocument *document)
{
  g_return_if_fail (KAB_IS_DOCUMENT_PANE (self) && KAB_IS_DOCUMENT (document));

  if (g_strcmp0 (self->id, kab_document_get_id (document)) != 0)
    kab_load_reset (self->load);
  g_set_str (&self->id, kab_document_get_id (document));
  g_set_object (&self->document, document);
  show_heading (self);
  gtk_widget_set_visible (self->bar, FALSE);
  fetch (self);
}

/**
 * kab_document_pane_show_id:
 * @self: the pane
 * @id: a document
 */
void
kab_document_pane_show_id (KabDocumentPane *self, const char *id)
{
  g_return_if_fail (KAB_IS_DOCUMENT_PANE (self) && id != NULL);

  if (g_strcmp0 (self->id, id) != 0)
    kab_load_reset (self->load);
  g_set_str (&self->id, id);
  gtk_widget_set_visible (self->bar, FALSE);
  fetch (self);
}

/**
 * kab_document_pane_set_cabinet:
 * @self: the pane
 * @cabinet: id of the cabinet whose documents these are
 * @drafts: keeps what is half written
 * @staff: whether its person is of the staff
 *
 * Lets the person file documents out of the one that is shown, and keeps messages that are not sent yet.
 */
void
kab_document_pane_set_cabinet (KabDocumentPane *self, const char *cabinet, KabDrafts *drafts, gboolean staff)
{
  g_return_if_fail (KAB_IS_DOCUMENT_PANE (self) && cabinet != NULL && KAB_IS_DRAFTS (drafts));

  kab_document_extras_set_cabinet (self->extras, cabinet);
  kab_thread_view_set_drafts (self->thread, drafts, staff);
}
