/* kab-reading-row.c: the row of one counter in the round of readings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-format.h"
#include "kab-reading-row.h"
#include "kab-reading-words.h"
#include "kab-status-pill.h"

#define SOON_DAYS 30
#define VERY_SOON_DAYS 7

struct _KabReadingRow
{
  AdwPreferencesRow parent_instance;

  GtkBox *main;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *typing;
  GtkLabel *difference;
  GtkEntry *entry;
  GtkLabel *unit;
  GtkImage *mark;
  GtkWidget *shown;
  GtkLabel *value;
  KabStatusPill *pill;
  GtkWidget *correct;
  GtkWidget *hint;
  GtkLabel *hint_text;
  GtkWidget *answers;
  GtkButton *take;
  GtkWidget *confirm;
  GtkWidget *passed;
  GtkWidget *replaced;

  KabReadingEntry *model;
  gboolean showing; /* what is in the entry comes from the model */
};

G_DEFINE_FINAL_TYPE (KabReadingRow, kab_reading_row, ADW_TYPE_PREFERENCES_ROW)

static const char *
get_icon (const char *kind)
{
  if (g_str_equal (kind, "electricity"))
    return "thunderbolt-symbolic";
  if (g_str_has_suffix (kind, "water"))
    return "kab-drop-symbolic";
  return "kab-meter-symbolic";
}

static void
get_today (GDate *today)
{
  g_date_clear (today, 1);
  g_date_set_time_t (today, (time_t) (g_get_real_time () / G_USEC_PER_SEC));
}

/* The reading that the row tells of where nothing is to be typed. */
static KabReading *
get_told (KabReadingRow *self)
{
  KabMeterZone *zone = kab_reading_entry_get_zone (self->model);
  KabReading *current = kab_meter_zone_get_current (zone);

  return current != NULL ? current : kab_meter_zone_get_last (zone);
}

static char *
describe_sent (KabReading *reading)
{
  g_autofree char *when = kab_format_date_prose (kab_reading_get_sent_at (reading));

  /* Translators: who gave a reading, and a moment: "sent by the customer, 21 November, 9:12". */
  return g_strdup_printf (_ ("%s, %s"), kab_reading_get_source_title (reading), when);
}

static void
append_part (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* "No. 18402671 · was 482,319 · verified until 14.12.2026" */
static void
show_subtitle (KabReadingRow *self)
{
  KabMeter *meter = kab_reading_entry_get_meter (self->model);
  KabReading *last = kab_meter_zone_get_last (kab_reading_entry_get_zone (self->model));
  gboolean takes = kab_reading_entry_takes_text (self->model);
  g_autofree char *number = g_strdup_printf (_ ("No. %s"), kab_meter_get_number (meter));
  g_autofree char *verification = NULL;
  g_autoptr (GString) text = g_string_new (number);
  GDate today;
  int days;

  if (takes && last != NULL)
    {
      g_autofree char *value = kab_reading_entry_dup_value (self->model, last);
      /* Translators: what a meter showed last month. */
      g_autofree char *was = g_strdup_printf (_ ("was %s"), value);

      append_part (text, was);
    }
  else if (!takes && get_told (self) != NULL && kab_reading_entry_get_queued (self->model) == NULL)
    {
      g_autofree char *sent = describe_sent (get_told (self));

      append_part (text, sent);
    }
  get_today (&today);
  verification = kab_reading_describe_verification (meter, &today, &days);
  if (verification != NULL)
    append_part (text, verification);
  gtk_label_set_label (self->subtitle, text->str);
  if (days <= SOON_DAYS)
    gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->subtitle), "warning");
}

static void
show_mark (KabReadingRow *self, const char *hint)
{
  gboolean ready = kab_reading_entry_is_ready (self->model);
  gboolean wrong = !ready && hint != NULL && kab_reading_entry_is_filled (self->model);

  gtk_image_set_from_icon_name (self->mark, wrong ? "dialog-warning-symbolic" : "object-select-symbolic");
  gtk_widget_set_opacity (GTK_WIDGET (self->mark), ready || wrong ? 1 : 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mark), wrong ? hint : ready ? _ ("Checked") : NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->mark), wrong ? "success" : "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), wrong ? "warning" : "success");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_told (KabReadingRow *self)
{
  KabReading *told = get_told (self);
  KabMeter *meter = kab_reading_entry_get_meter (self->model);
  KabQueued *queued = kab_reading_entry_get_queued (self->model);
  KabReading *current = kab_meter_zone_get_current (kab_reading_entry_get_zone (self->model));
  const char *state = current != NULL ? kab_document_state_get_id (kab_reading_get_state (current)) : NULL;
  g_autofree char *value = queued != NULL ? g_strdup (kab_reading_entry_get_text (self->model))
                           : told != NULL ? kab_reading_entry_dup_value (self->model, told)
                                          : g_strdup ("—");
  g_autofree char *text = g_strdup_printf ("%s %s", value, kab_meter_get_unit (meter));

  gtk_label_set_label (self->value, text);
  gtk_widget_set_visible (self->correct, queued == NULL && g_strcmp0 (state, "sent") == 0);
  if (queued != NULL)
    {
      gboolean failed = kab_queued_get_error (queued) != NULL;

      kab_status_pill_set_label (self->pill, failed ? _ ("Not sent, will retry") : _ ("On its way"));
      kab_status_pill_set_tone (self->pill, failed ? "waits" : "accent");
    }
  else
    {
      kab_status_pill_set_state (self->pill, told != NULL ? kab_reading_get_state (told) : NULL);
    }
}

/* What to press stands below what is asked. */
static void
show_hint (KabReadingRow *self, const char *hint)
{
  gboolean asks = hint != NULL && kab_reading_entry_is_filled (self->model)
                  && !kab_reading_entry_is_ready (self->model);
  gboolean good = kab_reading_entry_get_fault (self->model) == KAB_COUNTER_GOOD;
  KabCounterDoubt doubt = asks && good ? kab_reading_entry_get_doubt (self->model) : KAB_COUNTER_PLAIN;
  g_autofree char *proposal = asks ? kab_reading_entry_dup_proposal (self->model) : NULL;
  gboolean lower = doubt == KAB_COUNTER_LOWER || doubt == KAB_COUNTER_PASSED_ZERO;

  gtk_label_set_label (self->hint_text, hint != NULL ? hint : "");
  gtk_widget_set_visible (self->hint, hint != NULL);
  if (proposal != NULL)
    {
      /* Translators: a reading of a meter. */
      g_autofree char *label = g_strdup_printf (_ ("Take %s"), proposal);

      gtk_button_set_label (self->take, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->take), proposal != NULL);
  gtk_widget_set_visible (self->confirm, doubt == KAB_COUNTER_HIGH);
  gtk_widget_set_visible (self->passed, doubt == KAB_COUNTER_PASSED_ZERO);
  gtk_widget_set_visible (self->replaced, lower);
  gtk_widget_set_visible (self->answers, proposal != NULL || doubt != KAB_COUNTER_PLAIN);
}

static char *
dup_hint (KabReadingRow *self)
{
  char *hint = kab_reading_entry_dup_hint (self->model);
  GDate today;
  int days;
  g_autofree char *verification = NULL;

  if (hint != NULL)
    return hint;
  get_today (&today);
  verification = kab_reading_describe_verification (kab_reading_entry_get_meter (self->model), &today, &days);
  if (verification == NULL || days > VERY_SOON_DAYS)
    return NULL;
  return g_strdup (
      days < 0 ? _ ("The verification is over: until the meter is verified again, the average is charged")
               : _ ("Have the meter verified in these days: afterwards the average is charged"));
}

/* The entry says that it has changed while it is being emptied: that is not what anybody typed. */
static void
show_text (KabReadingRow *self)
{
  g_autofree char *text = g_strdup (kab_reading_entry_get_text (self->model));

  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text))
    return;
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->showing = FALSE;
}

static void
show (KabReadingRow *self)
{
  gboolean takes = kab_reading_entry_takes_text (self->model);
  g_autofree char *hint = dup_hint (self);
  g_autofree char *difference = kab_reading_entry_dup_difference (self->model);

  show_subtitle (self);
  gtk_widget_set_visible (self->typing, takes);
  gtk_widget_set_visible (self->shown, !takes);
  show_text (self);
  gtk_label_set_label (self->difference, takes ? difference : "");
  show_mark (self, hint);
  show_told (self);
  show_hint (self, hint);
}

/* Name and description for those who hear the row. */
static void
name_entry (KabReadingRow *self)
{
  KabMeter *meter = kab_reading_entry_get_meter (self->model);
  g_autofree char *title = kab_reading_entry_dup_title (self->model);
  /* Translators: a meter, and its unit: "Cold water, kitchen, new reading, m³". */
  g_autofree char *name = g_strdup_printf (_ ("%s, new reading, %s"), title, kab_meter_get_unit (meter));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->subtitle, self->hint_text, NULL, -1);
}

static void
typed_cb (KabReadingRow *self)
{
  if (self->model != NULL && !self->showing)
    kab_reading_entry_set_text (self->model, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
correct_cb (KabReadingRow *self)
{
  kab_reading_entry_correct (self->model);
  kab_reading_row_grab (self);
}

static void
take_cb (KabReadingRow *self)
{
  kab_reading_row_take_proposal (self);
  kab_reading_row_grab (self);
}

static void
answer (KabReadingRow *self, const char *word)
{
  kab_reading_entry_answer (self->model, word);
  kab_reading_row_grab (self);
}

static void
confirmed_cb (KabReadingRow *self)
{
  answer (self, "confirmed");
}

static void
passed_cb (KabReadingRow *self)
{
  answer (self, "passed_zero");
}

static void
replaced_cb (KabReadingRow *self)
{
  answer (self, "replaced");
}

/* What is asked is said when the person leaves the entry, not at each figure. */
static void
focus_left_cb (KabReadingRow *self)
{
  g_autofree char *hint
      = kab_reading_entry_is_filled (self->model) ? kab_reading_entry_dup_hint (self->model) : NULL;

  if (hint != NULL)
    kab_announce (GTK_WIDGET (self), hint, FALSE);
}

static void
kab_reading_row_dispose (GObject *object)
{
  g_clear_object (&KAB_READING_ROW (object)->model);
  gtk_widget_dispose_template (GTK_WIDGET (object), KAB_TYPE_READING_ROW);
  G_OBJECT_CLASS (kab_reading_row_parent_class)->dispose (object);
}

static void
kab_reading_row_class_init (KabReadingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_reading_row_dispose;
  g_type_ensure (KAB_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/meters/kab-reading-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, main);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, title);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, typing);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, difference);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, entry);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, unit);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, mark);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, shown);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, value);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, pill);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, correct);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, hint);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, hint_text);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, answers);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, take);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, confirm);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, passed);
  gtk_widget_class_bind_template_child (widget_class, KabReadingRow, replaced);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, correct_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirmed_cb);
  gtk_widget_class_bind_template_callback (widget_class, passed_cb);
  gtk_widget_class_bind_template_callback (widget_class, replaced_cb);
}

static void
kab_reading_row_init (KabReadingRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}

/**
 * kab_reading_row_new:
 * @entry: a counter
 *
 * Returns: (transfer floating): a row that shows and changes it
 */
GtkWidget *
kab_reading_row_new (KabReadingEntry *entry)
{
  KabReadingRow *self;
  KabMeter *meter;
  g_autofree char *title = NULL;

  g_return_val_if_fail (KAB_IS_READING_ENTRY (entry), NULL);

  self = g_object_new (KAB_TYPE_READING_ROW, NULL);
  meter = kab_reading_entry_get_meter (entry);
  title = kab_reading_entry_dup_title (entry);
  gtk_image_set_from_icon_name (self->icon, get_icon (kab_meter_get_kind (meter)));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->unit, kab_meter_get_unit (meter));
  self->model = g_object_ref (entry);
  name_entry (self);
  g_signal_connect_object (entry, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

/**
 * kab_reading_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none): its counter
 */
KabReadingEntry *
kab_reading_row_get_entry (KabReadingRow *self)
{
  g_return_val_if_fail (KAB_IS_READING_ROW (self), NULL);

  return self->model;
}

/**
 * kab_reading_row_set_compact:
 * @self: a row
 * @compact: whether what is typed stands below the words, over the full width
 */
void
kab_reading_row_set_compact (KabReadingRow *self, gboolean compact)
{
  g_return_if_fail (KAB_IS_READING_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->main),
                                  compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->answers),
                                  compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), compact);
  gtk_widget_set_hexpand (GTK_WIDGET (self->difference), !compact);
  gtk_label_set_width_chars (self->unit, compact ? -1 : 6);
}

/**
 * kab_reading_row_grab:
 * @self: a row
 *
 * Returns: whether it has an entry and the cursor stands there now
 */
gboolean
kab_reading_row_grab (KabReadingRow *self)
{
  g_return_val_if_fail (KAB_IS_READING_ROW (self), FALSE);

  if (!gtk_widget_get_visible (self->typing))
    return FALSE;
  return gtk_entry_grab_focus_without_selecting (self->entry);
}

/**
 * kab_reading_row_has_cursor:
 * @self: a row
 *
 * Returns: whether the person types here
 */
gboolean
kab_reading_row_has_cursor (KabReadingRow *self)
{
  g_return_val_if_fail (KAB_IS_READING_ROW (self), FALSE);

  return gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
}

/**
 * kab_reading_row_take_proposal:
 * @self: a row
 *
 * Takes the value that is proposed, if there is one.
 */
void
kab_reading_row_take_proposal (KabReadingRow *self)
{
  g_autofree char *proposal = NULL;

  g_return_if_fail (KAB_IS_READING_ROW (self));

  proposal = kab_reading_entry_is_filled (self->model) ? kab_reading_entry_dup_proposal (self->model) : NULL;
  if (proposal != NULL)
    kab_reading_entry_set_text (self->model, proposal);
}
