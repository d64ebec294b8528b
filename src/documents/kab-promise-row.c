/* kab-promise-row.c: by when somebody answers, in the organisation's time and in the person's own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-promise-row.h"

#include <glib/gi18n.h>

#include "kab-format.h"

struct _KabPromiseRow
{
  GtkWidget parent_instance;

  GtkLabel *text;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (KabPromiseRow, kab_promise_row, GTK_TYPE_WIDGET)

static gboolean
is_same_day (GDateTime *a, GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b)
         && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

/**
 * kab_promise_dup_note:
 * @promise: by when somebody answers
 * @here: the zone of the person
 *
 * A promise is in the hours of the organisation; who lives elsewhere wants to know when that is by the own clock
 * (A-47, A-48).
 *
 * Returns: (transfer full) (nullable): the end of the promise in @here, or %NULL where the clocks agree
 */
char *
kab_promise_dup_note (KabPromise *promise, GTimeZone *here)
{
  GDateTime *by;
  g_autoptr (GDateTime) own = NULL;
  g_autofree char *time = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (KAB_IS_PROMISE (promise) && here != NULL, NULL);

  by = kab_promise_get_by (promise);
  own = g_date_time_to_timezone (by, here);
  if (g_date_time_get_utc_offset (own) == g_date_time_get_utc_offset (by))
    return NULL;
  time = kab_format_time (own);
  if (is_same_day (own, by))
    /* Translators: a time of day, by the clock of the person. */
    return g_strdup_printf (_ ("By your clock: until %s"), time);
  day = kab_format_date (own);
  /* Translators: a day and a time of day, by the clock of the person. */
  return g_strdup_printf (_ ("By your clock: until %s, %s"), day, time);
}

static void
kab_promise_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kab_promise_row_parent_class)->dispose (object);
}

static void
kab_promise_row_class_init (KabPromiseRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_promise_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
kab_promise_row_init (KabPromiseRow *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("alarm-symbolic");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_end (icon, 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "promise");
  self->text = add_label (box);
  self->note = add_label (box);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_widget_set_parent (icon, GTK_WIDGET (self));
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * kab_promise_row_show:
 * @self: the row
 * @promise: (nullable): what to show; %NULL hides the row
 */
void
kab_promise_row_show (KabPromiseRow *self, KabPromise *promise)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autofree char *note = NULL;

  g_return_if_fail (KAB_IS_PROMISE_ROW (self) && (promise == NULL || KAB_IS_PROMISE (promise)));

  gtk_widget_set_visible (GTK_WIDGET (self), promise != NULL);
  if (promise == NULL)
    return;
  note = kab_promise_dup_note (promise, here);
  gtk_label_set_text (self->text, kab_promise_get_text (promise));
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

static char *
say_appointment (KabAppointment *appointment, const char *moment)
{
  const char *state = kab_appointment_get_state (appointment);

  if (g_str_equal (state, "offered"))
    /* Translators: a day and a time of day. */
    return g_strdup_printf (_ ("Offered: %s"), moment);
  if (g_str_equal (state, "wished"))
    /* Translators: a day and a time of day. */
    return g_strdup_printf (_ ("Wished: %s"), moment);
  /* Translators: a day and a time of day. */
  return g_strdup_printf (_ ("Agreed: %s"), moment);
}

/**
 * kab_promise_row_show_appointment:
 * @self: the row
 * @appointment: (nullable): what to show; %NULL hides the row
 *
 * Shows a time that was wished, offered or agreed, by the clock of the place where it is kept.
 */
void
kab_promise_row_show_appointment (KabPromiseRow *self, KabAppointment *appointment)
{
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;
  g_autofree char *own = NULL;
  g_autofree char *note = NULL;
  g_autoptr (GDateTime) here = NULL;
  GDateTime *at;
  gboolean away;

  g_return_if_fail (KAB_IS_PROMISE_ROW (self) && (appointment == NULL || KAB_IS_APPOINTMENT (appointment)));

  gtk_widget_set_visible (GTK_WIDGET (self), appointment != NULL);
  if (appointment == NULL)
    return;
  at = kab_appointment_get_at (appointment);
  here = g_date_time_to_local (at);
  away = g_date_time_get_utc_offset (here) != g_date_time_get_utc_offset (at);
  /* A person comes to the place, so its clock counts. */
  moment = g_date_time_format (at, "%d.%m.%Y, %H:%M");
  text = say_appointment (appointment, moment);
  own = kab_format_time (at);
  /* Translators: a time of day, by the clock of the person. */
  note = g_strdup_printf (_ ("By your clock: %s"), own);
  gtk_label_set_text (self->text, text);
  gtk_label_set_text (self->note, away ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), away);
}
