/* kab-overview-row.c: a document, or something else that wants attention, as a row of the overview. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-avatar-text.h"
#include "kab-document-text.h"
#include "kab-due.h"
#include "kab-format.h"
#include "kab-money-label.h"
#include "kab-overview-row.h"
#include "kab-status-pill.h"

struct _KabOverviewRow
{
  AdwActionRow parent_instance;

  AdwAvatar *avatar;
  GtkImage *icon;
  GtkWidget *end;
  KabMoneyLabel *amount;
  KabStatusPill *pill;
  GtkLabel *due;

  char *text;  /* what stands below the title */
  char *extra; /* what comes to it when nothing stands at the end */
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (KabOverviewRow, kab_overview_row, ADW_TYPE_ACTION_ROW)

static GParamSpec *compact_property;

static void
show_text (KabOverviewRow *self)
{
  g_autofree char *both = NULL;

  gtk_widget_set_visible (self->end, !self->compact && self->extra != NULL);
  if (self->compact && self->extra != NULL)
    both = g_strjoin ("\n", self->text, self->extra, NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), both != NULL ? both : self->text);
}

static void
kab_overview_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, KAB_OVERVIEW_ROW (object)->compact);
}

static void
kab_overview_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabOverviewRow *self = KAB_OVERVIEW_ROW (object);
  gboolean compact = g_value_get_boolean (value);

  if (self->compact == compact)
    return;
  self->compact = compact;
  show_text (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
kab_overview_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KAB_TYPE_OVERVIEW_ROW);
  G_OBJECT_CLASS (kab_overview_row_parent_class)->dispose (object);
}

static void
kab_overview_row_finalize (GObject *object)
{
  KabOverviewRow *self = KAB_OVERVIEW_ROW (object);

  g_free (self->text);
  g_free (self->extra);
  G_OBJECT_CLASS (kab_overview_row_parent_class)->finalize (object);
}

static void
kab_overview_row_class_init (KabOverviewRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_overview_row_get_property;
  object_class->set_property = kab_overview_row_set_property;
  object_class->dispose = kab_overview_row_dispose;
  object_class->finalize = kab_overview_row_finalize;

  compact_property = g_param_spec_boolean (
      "compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, 1, compact_property);

  g_type_ensure (KAB_TYPE_MONEY_LABEL);
  g_type_ensure (KAB_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/overview/kab-overview-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KabOverviewRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewRow, icon);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewRow, end);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewRow, amount);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewRow, pill);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewRow, due);
}

static void
kab_overview_row_init (KabOverviewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_avatar (KabOverviewRow *self, KabOverviewItem *item)
{
  KabDescriptor *descriptor = kab_cabinet_get_descriptor (kab_overview_item_get_cabinet (item));
  g_autofree char *text = NULL;

  if (descriptor != NULL)
    text = kab_avatar_text (kab_descriptor_get_short_name (descriptor),
                            kab_descriptor_get_palette (descriptor));
  adw_avatar_set_text (self->avatar, text != NULL ? text : kab_overview_item_get_organisation (item));
}

static void
set_icon (KabOverviewRow *self, KabOverviewItem *item)
{
  g_autofree char *name
      = kab_document_dup_icon (kab_overview_item_get_document (item),
                               kab_cabinet_get_descriptor (kab_overview_item_get_cabinet (item)));

  gtk_image_set_from_icon_name (self->icon, name);
}

/* Takes ownership of TITLE and TEXT. */
static void
set_words (KabOverviewRow *self, char *title, char *text, const char *sentence)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  g_free (title);
  self->text = text;
  show_text (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
set_action (KabOverviewRow *self, const char *action, KabOverviewItem *item)
{
  const char *id = kab_cabinet_get_id (kab_overview_item_get_cabinet (item));

  if (kab_overview_item_get_kind (item) == KAB_OVERVIEW_KIND_DOCUMENT)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "(ss)", id,
                                      kab_document_get_id (kab_overview_item_get_document (item)));
  else
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), action);
}

static char *
join (const char *first, const char *second, const char *third)
{
  const char *parts[4] = { NULL };
  guint count = 0;

  for (guint i = 0; i < 3; i++)
    {
      const char *part = i == 0 ? first : i == 1 ? second : third;

      if (part != NULL && *part != '\0')
        parts[count++] = part;
    }
  return g_strjoinv (" · ", (char **) parts);
}

/* Returns: (transfer full): the words that it shows. */
static char *
show_state (KabOverviewRow *self, KabDocument *document)
{
  KabDocumentState *state = kab_document_get_state (document);
  char *title = kab_document_dup_state (document);

  kab_status_pill_set_label (self->pill, title);
  kab_status_pill_set_tone (self->pill, state != NULL ? kab_document_state_get_tone (state) : "neutral");
  gtk_widget_set_visible (GTK_WIDGET (self->due), FALSE);
  return title;
}

static GDate
to_day (GDateTime *time)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (local), g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  return day;
}

/* A day that is near is a pill, a day that is far is only told. Returns: (transfer full): the words. */
static char *
show_due (KabOverviewRow *self, GDateTime *due_at)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate due = to_day (due_at), today = to_day (now);
  gboolean pressing;
  char *text;

  text = kab_due_format (&due, &today);
  pressing = kab_due_is_pressing (&due, &today);
  kab_status_pill_set_label (self->pill, text);
  kab_status_pill_set_tone (self->pill, g_date_compare (&due, &today) < 0 ? "bad" : "waits");
  gtk_label_set_text (self->due, text);
  gtk_widget_set_visible (GTK_WIDGET (self->pill), pressing);
  gtk_widget_set_visible (GTK_WIDGET (self->due), !pressing);
  return text;
}

static void
show_amount (KabOverviewRow *self, KabDocument *document, const char *other)
{
  const KabMoney *amount = kab_document_get_amount (document);
  g_autofree char *text = amount != NULL ? kab_money_format (amount) : NULL;

  kab_money_label_set_money (self->amount, amount);
  self->extra = join (text, other, NULL);
}

/* What a cabinet lacks before it can be used: an account, a session. */
static void
show_lack (KabOverviewRow *self, KabOverviewItem *item)
{
  gboolean link = kab_overview_item_get_kind (item) == KAB_OVERVIEW_KIND_LINK;
  const char *organisation = kab_overview_item_get_organisation (item);
  char *title = g_strdup (link ? _ ("Link Account") : _ ("Sign In Again"));
  g_autofree char *sentence = g_strjoin (", ", title, organisation, NULL);

  set_avatar (self, item);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
  set_action (self, link ? "win.link-account" : "win.open-cabinet", item);
  set_words (self, title, join (organisation, link ? _ ("personal account not linked") : NULL, NULL),
             sentence);
}

/**
 * kab_overview_row_new_attention:
 * @item: what wants attention
 * @many: whether the overview is of several cabinets
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
kab_overview_row_new_attention (KabOverviewItem *item, gboolean many)
{
  KabOverviewRow *self = g_object_new (KAB_TYPE_OVERVIEW_ROW, NULL);
  g_autofree char *sentence = NULL;
  g_autofree char *words = NULL;
  KabDocument *document;

  g_return_val_if_fail (KAB_IS_OVERVIEW_ITEM (item), NULL);

  if (kab_overview_item_get_kind (item) != KAB_OVERVIEW_KIND_DOCUMENT)
    {
      show_lack (self, item);
      return GTK_WIDGET (self);
    }
  document = kab_overview_item_get_document (item);
  sentence = kab_document_dup_sentence (document);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), many);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !many);
  set_avatar (self, item);
  set_icon (self, item);
  gtk_widget_set_visible (GTK_WIDGET (self->amount), kab_document_get_amount (document) != NULL);
  words = kab_document_get_due_at (document) != NULL ? show_due (self, kab_document_get_due_at (document))
                                                     : show_state (self, document);
  show_amount (self, document, words);
  set_action (self, "win.open-document", item);
  set_words (
      self,
      g_strdup_printf ("%s %s", kab_document_get_type_title (document), kab_document_get_number (document)),
      join (many ? kab_overview_item_get_organisation (item) : kab_document_get_customer (document),
            kab_document_get_subject (document), kab_document_get_thing (document)),
      sentence);
  return GTK_WIDGET (self);
}

/**
 * kab_overview_row_new_document:
 * @item: a document
 * @many: whether the overview is of several cabinets
 *
 * Type, number, reason, date, amount and state (E-40…E-45) in a form that fits any width.
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
kab_overview_row_new_document (KabOverviewItem *item, gboolean many)
{
  KabOverviewRow *self = g_object_new (KAB_TYPE_OVERVIEW_ROW, NULL);
  KabDocument *document = kab_overview_item_get_document (item);
  g_autofree char *sentence = kab_document_dup_sentence (document);
  g_autofree char *state = show_state (self, document);
  g_autofree char *date = kab_format_date (kab_document_get_date (document));

  gtk_widget_set_visible (GTK_WIDGET (self->avatar), FALSE);
  set_icon (self, item);
  show_amount (self, document, state);
  set_action (self, "win.open-document", item);
  set_words (
      self,
      g_strdup_printf ("%s %s", kab_document_get_type_title (document), kab_document_get_number (document)),
      join (kab_document_get_subject (document),
            many ? kab_overview_item_get_organisation (item) : kab_document_get_customer (document), date),
      sentence);
  return GTK_WIDGET (self);
}

/**
 * kab_overview_row_new_planned:
 * @item: a document that is agreed for a day
 * @many: whether the overview is of several cabinets
 *
 * What it is about, the day, and what is to be done (E-07, E-39); a day that is near is a pill besides.
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
kab_overview_row_new_planned (KabOverviewItem *item, gboolean many)
{
  KabOverviewRow *self = g_object_new (KAB_TYPE_OVERVIEW_ROW, NULL);
  KabDocument *document = kab_overview_item_get_document (item);
  const char *thing = kab_document_get_thing (document);
  GDate day = to_day (kab_document_get_due_at (document));
  g_autofree char *date = kab_format_day_prose (&day);
  g_autofree char *near = show_due (self, kab_document_get_due_at (document));
  char *title = thing != NULL ? g_strdup (thing)
                              : g_strdup_printf ("%s %s", kab_document_get_type_title (document),
                                                 kab_document_get_number (document));
  char *text = join (date, kab_document_get_subject (document),
                     many ? kab_overview_item_get_organisation (item) : kab_document_get_customer (document));
  g_autofree char *sentence = g_strjoin (", ", title, text, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->avatar), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->amount), FALSE);
  set_icon (self, item);
  if (gtk_widget_get_visible (GTK_WIDGET (self->pill)))
    self->extra = g_steal_pointer (&near);
  set_action (self, "win.open-document", item);
  set_words (self, title, text, sentence);
  return GTK_WIDGET (self);
}
