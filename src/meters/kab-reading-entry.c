/* kab-reading-entry.c: one counter in the round of readings: what is typed for it, and what speaks against that. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-reading-entry.h"
#include "kab-reading-words.h"

/* It outlives what the server says of its meter: what is typed stays when the list is loaded again. */
struct _KabReadingEntry
{
  GObject parent_instance;

  KabMeter *meter;
  KabMeterZone *zone;
  gboolean open;       /* readings are taken now */
  gboolean correcting; /* what was sent is being corrected */
  char *text;
  char *answer;
  char *refusal; /* what the server said of @text */
  KabQueued *queued;

  KabCounterFault fault;
  KabCounterDoubt doubt;
  gint64 value;
  gint64 last;
  gint64 usual;
  gint64 proposal;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KabReadingEntry, kab_reading_entry, G_TYPE_OBJECT)

static KabCounter
get_counter (KabReadingEntry *self)
{
  return kab_meter_get_counter (self->meter);
}

static gint64
parse_plain (KabReadingEntry *self, const char *text)
{
  gint64 value = KAB_COUNTER_NONE;

  if (text == NULL || kab_counter_parse (text, get_counter (self), &value) != KAB_COUNTER_GOOD)
    return KAB_COUNTER_NONE;
  return value;
}

static void
judge (KabReadingEntry *self)
{
  KabReading *last = kab_meter_zone_get_last (self->zone);
  KabCounter counter = get_counter (self);

  self->last = parse_plain (self, last != NULL ? kab_reading_get_value (last) : NULL);
  self->usual = parse_plain (self, kab_meter_zone_get_usual (self->zone));
  self->value = KAB_COUNTER_NONE;
  self->proposal = KAB_COUNTER_NONE;
  self->doubt = KAB_COUNTER_PLAIN;
  self->fault = kab_counter_parse (self->text, counter, &self->value);
  if (self->fault == KAB_COUNTER_GOOD)
    self->doubt = kab_counter_judge (self->last, self->value, self->usual, counter);
  if (self->doubt == KAB_COUNTER_HIGH || self->fault == KAB_COUNTER_TOO_LONG)
    self->proposal = kab_counter_propose (self->text, self->last, self->usual, counter);
  if (self->proposal == self->value)
    self->proposal = KAB_COUNTER_NONE;
}

static void
tell (KabReadingEntry *self)
{
  judge (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
kab_reading_entry_finalize (GObject *object)
{
  KabReadingEntry *self = KAB_READING_ENTRY (object);

  g_clear_object (&self->meter);
  g_clear_object (&self->zone);
  g_clear_object (&self->queued);
  g_free (self->text);
  g_free (self->answer);
  g_free (self->refusal);
  G_OBJECT_CLASS (kab_reading_entry_parent_class)->finalize (object);
}

static void
kab_reading_entry_class_init (KabReadingEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_reading_entry_finalize;
  signals[CHANGED] = g_signal_new ("changed", KAB_TYPE_READING_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
kab_reading_entry_init (KabReadingEntry *self)
{
  self->text = g_strdup ("");
}

/**
 * kab_reading_entry_new:
 * @meter: a meter
 * @zone: one of its counters
 * @open: whether readings are taken now
 *
 * Returns: (transfer full): an entry with nothing typed
 */
KabReadingEntry *
kab_reading_entry_new (KabMeter *meter, KabMeterZone *zone, gboolean open)
{
  KabReadingEntry *self = g_object_new (KAB_TYPE_READING_ENTRY, NULL);

  kab_reading_entry_update (self, meter, zone, open);
  return self;
}

/**
 * kab_reading_entry_update:
 * @self: an entry
 * @meter: its meter as the server knows it now
 * @zone: its counter
 * @open: whether readings are taken now
 */
void
kab_reading_entry_update (KabReadingEntry *self, KabMeter *meter, KabMeterZone *zone, gboolean open)
{
  g_return_if_fail (KAB_IS_READING_ENTRY (self) && KAB_IS_METER (meter) && KAB_IS_METER_ZONE (zone));

  g_set_object (&self->meter, meter);
  g_set_object (&self->zone, zone);
  self->open = open;
  tell (self);
}

/**
 * kab_reading_entry_get_meter:
 * @self: an entry
 *
 * Returns: (transfer none): its meter
 */
KabMeter *
kab_reading_entry_get_meter (KabReadingEntry *self)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), NULL);

  return self->meter;
}

/**
 * kab_reading_entry_get_zone:
 * @self: an entry
 *
 * Returns: (transfer none): its counter
 */
KabMeterZone *
kab_reading_entry_get_zone (KabReadingEntry *self)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), NULL);

  return self->zone;
}

/**
 * kab_reading_entry_is_for:
 * @self: an entry
 * @meter: id of a meter
 * @zone: id of a counter of it
 *
 * Returns: whether that is the one
 */
gboolean
kab_reading_entry_is_for (KabReadingEntry *self, const char *meter, const char *zone)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), FALSE);

  return g_strcmp0 (kab_meter_get_id (self->meter), meter) == 0
         && g_strcmp0 (kab_meter_zone_get_id (self->zone), zone) == 0;
}

/**
 * kab_reading_entry_dup_title:
 * @self: an entry
 *
 * Returns: (transfer full): the meter, and the zone where it has several
 */
char *
kab_reading_entry_dup_title (KabReadingEntry *self)
{
  const char *zone;

  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), NULL);

  zone = kab_meter_zone_get_title (self->zone);
  if (zone == NULL || zone[0] == '\0')
    return g_strdup (kab_meter_get_title (self->meter));
  return g_strdup_printf ("%s, %s", kab_meter_get_title (self->meter), zone);
}

/**
 * kab_reading_entry_dup_value:
 * @self: an entry
 * @reading: one of its readings
 *
 * Returns: (transfer full): the value as the locale writes it
 */
char *
kab_reading_entry_dup_value (KabReadingEntry *self, KabReading *reading)
{
  gint64 value;

  g_return_val_if_fail (KAB_IS_READING_ENTRY (self) && KAB_IS_READING (reading), NULL);

  value = parse_plain (self, kab_reading_get_value (reading));
  return value >= 0 ? kab_counter_format (value, get_counter (self))
                    : g_strdup (kab_reading_get_value (reading));
}

/**
 * kab_reading_entry_get_text:
 * @self: an entry
 *
 * Returns: (transfer none): what is typed
 */
const char *
kab_reading_entry_get_text (KabReadingEntry *self)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), NULL);

  return self->text;
}

/**
 * kab_reading_entry_set_text:
 * @self: an entry
 * @text: what is typed now; other figures are asked about again
 */
void
kab_reading_entry_set_text (KabReadingEntry *self, const char *text)
{
  g_return_if_fail (KAB_IS_READING_ENTRY (self) && text != NULL);

  if (!g_set_str (&self->text, text))
    return;
  g_clear_pointer (&self->answer, g_free);
  g_clear_pointer (&self->refusal, g_free);
  tell (self);
}

/**
 * kab_reading_entry_answer:
 * @self: an entry
 * @answer: "confirmed", "passed_zero" or "replaced": what the person says to the doubt
 */
void
kab_reading_entry_answer (KabReadingEntry *self, const char *answer)
{
  g_return_if_fail (KAB_IS_READING_ENTRY (self));

  g_clear_pointer (&self->refusal, g_free);
  if (g_set_str (&self->answer, answer))
    tell (self);
}

/**
 * kab_reading_entry_get_answer:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): what the person has said
 */
const char *
kab_reading_entry_get_answer (KabReadingEntry *self)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), NULL);

  return self->answer;
}

/**
 * kab_reading_entry_correct:
 * @self: an entry
 *
 * Lets what was sent, and not accepted yet, be typed anew.
 */
void
kab_reading_entry_correct (KabReadingEntry *self)
{
  KabReading *current;
  g_autofree char *value = NULL;

  g_return_if_fail (KAB_IS_READING_ENTRY (self));

  current = kab_meter_zone_get_current (self->zone);
  if (current == NULL || self->correcting)
    return;
  self->correcting = TRUE;
  value = kab_reading_entry_dup_value (self, current);
  g_set_str (&self->text, value);
  tell (self);
}

/**
 * kab_reading_entry_takes_text:
 * @self: an entry
 *
 * Returns: whether something is to be typed: readings are taken, and none of this month has been sent or accepted
 */
gboolean
kab_reading_entry_takes_text (KabReadingEntry *self)
{
  KabReading *current;
  const char *state;

  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), FALSE);

  current = kab_meter_zone_get_current (self->zone);
  if (!self->open || self->queued != NULL)
    return FALSE;
  if (current == NULL || self->correcting)
    return TRUE;
  state = kab_document_state_get_id (kab_reading_get_state (current));
  return g_strcmp0 (state, "questioned") == 0;
}

/**
 * kab_reading_entry_is_filled:
 * @self: an entry
 *
 * Returns: whether anything is typed
 */
gboolean
kab_reading_entry_is_filled (KabReadingEntry *self)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), FALSE);

  return kab_reading_entry_takes_text (self) && self->fault != KAB_COUNTER_EMPTY;
}

/**
 * kab_reading_entry_is_ready:
 * @self: an entry
 *
 * Returns: whether what is typed can be sent: it is a value, and the doubt, if there is one, is answered
 */
gboolean
kab_reading_entry_is_ready (KabReadingEntry *self)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), FALSE);

  return kab_reading_entry_takes_text (self) && self->fault == KAB_COUNTER_GOOD && self->refusal == NULL
         && (self->doubt == KAB_COUNTER_PLAIN || self->answer != NULL);
}

/**
 * kab_reading_entry_get_fault:
 * @self: an entry
 *
 * Returns: why what is typed is no value
 */
KabCounterFault
kab_reading_entry_get_fault (KabReadingEntry *self)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), KAB_COUNTER_EMPTY);

  return self->fault;
}

/**
 * kab_reading_entry_get_doubt:
 * @self: an entry
 *
 * Returns: what speaks against the value, answered or not
 */
KabCounterDoubt
kab_reading_entry_get_doubt (KabReadingEntry *self)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), KAB_COUNTER_PLAIN);

  return self->doubt;
}

/**
 * kab_reading_entry_dup_difference:
 * @self: an entry
 *
 * Returns: (transfer full): by how much the value is more than last time, or nothing
 */
char *
kab_reading_entry_dup_difference (KabReadingEntry *self)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), NULL);

  if (self->value < 0 || self->last < 0 || g_strcmp0 (self->answer, "replaced") == 0)
    return g_strdup ("");
  if (g_strcmp0 (self->answer, "passed_zero") == 0)
    return kab_counter_format_used (kab_counter_measure (self->last, self->value, get_counter (self)),
                                    get_counter (self));
  return kab_counter_format_used (self->value - self->last, get_counter (self));
}

/**
 * kab_reading_entry_dup_plain:
 * @self: an entry that is ready
 *
 * Returns: (transfer full): the value for the server
 */
char *
kab_reading_entry_dup_plain (KabReadingEntry *self)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self) && self->value >= 0, NULL);

  return kab_counter_format_plain (self->value, get_counter (self));
}

/**
 * kab_reading_entry_dup_proposal:
 * @self: an entry
 *
 * Returns: (transfer full) (nullable): what was probably meant
 */
char *
kab_reading_entry_dup_proposal (KabReadingEntry *self)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), NULL);

  return self->proposal >= 0 ? kab_counter_format (self->proposal, get_counter (self)) : NULL;
}

/**
 * kab_reading_entry_dup_hint:
 * @self: an entry
 *
 * Returns: (transfer full) (nullable): what is to be said about the row
 */
char *
kab_reading_entry_dup_hint (KabReadingEntry *self)
{
  KabReading *current;
  g_autofree char *proposal = NULL;
  g_autofree char *last = NULL;

  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), NULL);

  current = kab_meter_zone_get_current (self->zone);
  if (self->refusal != NULL)
    return g_strdup (self->refusal);
  if (!kab_reading_entry_is_filled (self))
    return current != NULL && self->queued == NULL ? g_strdup (kab_reading_get_note (current)) : NULL;
  proposal = kab_reading_entry_dup_proposal (self);
  if (self->fault != KAB_COUNTER_GOOD)
    return kab_reading_describe_fault (self->fault, get_counter (self), proposal);
  if (self->doubt == KAB_COUNTER_PLAIN || self->answer != NULL)
    return NULL;
  last = self->last >= 0 ? kab_counter_format (self->last, get_counter (self)) : NULL;
  return kab_reading_describe_doubt (
      self->doubt, last, self->usual > 0 ? (self->value - self->last) / self->usual : 0, proposal);
}

/**
 * kab_reading_entry_get_queued:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the write that its value is on its way with
 */
KabQueued *
kab_reading_entry_get_queued (KabReadingEntry *self)
{
  g_return_val_if_fail (KAB_IS_READING_ENTRY (self), NULL);

  return self->queued;
}

/**
 * kab_reading_entry_set_queued:
 * @self: an entry
 * @queued: (nullable): the write that its value is on its way with
 */
void
kab_reading_entry_set_queued (KabReadingEntry *self, KabQueued *queued)
{
  g_return_if_fail (KAB_IS_READING_ENTRY (self));

  if (g_set_object (&self->queued, queued) && queued == NULL && self->refusal == NULL)
    {
      self->correcting = FALSE;
      g_set_str (&self->text, "");
      g_clear_pointer (&self->answer, g_free);
    }
  tell (self);
}

/**
 * kab_reading_entry_refuse:
 * @self: an entry
 * @text: why the server did not take its value; what was typed stays
 */
void
kab_reading_entry_refuse (KabReadingEntry *self, const char *text)
{
  g_return_if_fail (KAB_IS_READING_ENTRY (self) && text != NULL);

  g_set_str (&self->refusal, text);
  g_clear_object (&self->queued);
  tell (self);
}
