/* kab-date-editor.c: a day, typed or picked from a calendar. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-date-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-format.h"
#include "kab-menu-button.h"

struct _KabDateEditor
{
  KabFieldEditor parent_instance;

  GtkWidget *row;
  GtkCalendar *calendar;
  GtkPopover *popover;
};

G_DEFINE_FINAL_TYPE (KabDateEditor, kab_date_editor, KAB_TYPE_FIELD_EDITOR)

static const char *
text_of (KabDateEditor *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->row));
}

/* 24.11.2026, with any sign between and with or without zeros; or 2026-11-24. */
static gboolean
parse (const char *text, GDate *date)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("^\\s*(?:(\\d{1,2})[./\\s-](\\d{1,2})[./\\s-](\\d{4})|(\\d{4})-(\\d{2})-(\\d{2}))\\s*$",
                     G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint number[6];

  if (!g_regex_match (regex, text, G_REGEX_MATCH_DEFAULT, &match))
    return FALSE;
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *part = g_match_info_fetch (match, i + 1);

      number[i] = part != NULL ? (guint) g_ascii_strtoull (part, NULL, 10) : 0;
    }
  if (number[3] != 0)
    {
      number[0] = number[5];
      number[1] = number[4];
      number[2] = number[3];
    }
  if (!g_date_valid_dmy ((GDateDay) number[0], (GDateMonth) number[1], (GDateYear) number[2]))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) number[0], (GDateMonth) number[1], (GDateYear) number[2]);
  return TRUE;
}

static void
show_date (KabDateEditor *self, const GDate *date)
{
  char text[16];

  g_date_strftime (text, sizeof text, "%d.%m.%Y", date);
  if (!g_str_equal (text, text_of (self)))
    gtk_editable_set_text (GTK_EDITABLE (self->row), text);
}

static void
day_selected_cb (KabDateEditor *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  GDate date;

  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (day),
                  (GDateMonth) g_date_time_get_month (day), (GDateYear) g_date_time_get_year (day));
  show_date (self, &date);
  gtk_popover_popdown (self->popover);
}

/* The calendar opens at the day that is typed, which is not a choice. */
static void
popover_shown_cb (KabDateEditor *self)
{
  GDate date;

  if (!parse (text_of (self), &date))
    return;
  g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
  gtk_calendar_set_day (self->calendar, 1);
  gtk_calendar_set_year (self->calendar, g_date_get_year (&date));
  gtk_calendar_set_month (self->calendar, (int) g_date_get_month (&date) - 1);
  gtk_calendar_set_day (self->calendar, g_date_get_day (&date));
  g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
}

static GtkWidget *
make_button (KabDateEditor *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->calendar));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->popover));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose in a Calendar"));
  kab_menu_buttons_name (button);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (self->popover, "show", G_CALLBACK (popover_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
build (KabFieldEditor *editor)
{
  KabDateEditor *self = KAB_DATE_EDITOR (editor);
  GtkWidget *text;

  self->row = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, NULL);
  text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->row)));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), make_button (self));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), kab_field_editor_get_slot (editor));
  kab_field_editor_add_row (editor, self->row);
  kab_field_editor_set_target (editor, text);
  kab_field_editor_watch_focus (editor, text);
  g_signal_connect_object (self->row, "changed", G_CALLBACK (kab_field_editor_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (kab_field_editor_activate), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
is_empty (KabFieldEditor *editor)
{
  return *text_of (KAB_DATE_EDITOR (editor)) == '\0';
}

static KabFault *
check (KabFieldEditor *editor)
{
  KabField *field = kab_field_editor_get_field (editor);
  const GDate *earliest = kab_field_get_earliest (field);
  const GDate *latest = kab_field_get_latest (field);
  GDate date;

  if (!parse (text_of (KAB_DATE_EDITOR (editor)), &date))
    return kab_fault_new ("date");
  if ((earliest != NULL && g_date_compare (&date, earliest) < 0)
      || (latest != NULL && g_date_compare (&date, latest) > 0))
    return kab_fault_new ("day_range");
  return NULL;
}

static JsonNode *
dup_value (KabFieldEditor *editor)
{
  GDate date;
  char text[16];

  if (!parse (text_of (KAB_DATE_EDITOR (editor)), &date))
    return NULL;
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
dup_draft (KabFieldEditor *editor)
{
  return json_node_init_string (json_node_alloc (), text_of (KAB_DATE_EDITOR (editor)));
}

static void
set_value (KabFieldEditor *editor, JsonNode *value)
{
  KabDateEditor *self = KAB_DATE_EDITOR (editor);
  GDate date;

  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    return;
  if (parse (json_node_get_string (value), &date))
    show_date (self, &date);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->row), json_node_get_string (value));
}

static void
leave (KabFieldEditor *editor)
{
  GDate date;

  if (parse (text_of (KAB_DATE_EDITOR (editor)), &date))
    show_date (KAB_DATE_EDITOR (editor), &date);
}

static char *
dup_notice (KabFieldEditor *editor, char **action)
{
  GDate date;

  return parse (text_of (KAB_DATE_EDITOR (editor)), &date) ? kab_format_day_prose (&date) : NULL;
}

static void
grab_focus (KabFieldEditor *editor)
{
  gtk_widget_grab_focus (KAB_DATE_EDITOR (editor)->row);
}

static void
kab_date_editor_class_init (KabDateEditorClass *klass)
{
  KabFieldEditorClass *editor_class = KAB_FIELD_EDITOR_CLASS (klass);

  editor_class->group = KAB_FIELD_GROUP_ENTRIES;
  editor_class->build = build;
  editor_class->is_empty = is_empty;
  editor_class->check = check;
  editor_class->dup_value = dup_value;
  editor_class->dup_draft = dup_draft;
  editor_class->set_value = set_value;
  editor_class->leave = leave;
  editor_class->dup_notice = dup_notice;
  editor_class->grab_focus = grab_focus;
}

static void
kab_date_editor_init (KabDateEditor *self)
{
}
