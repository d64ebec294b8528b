/* kab-announce.c: says something aloud to those who use a screen reader. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-announce.h"

static KabAnnounceFunc listener;

/**
 * kab_announce:
 * @from: the widget that it is about
 * @text: what to say
 * @urgent: whether it may interrupt what is being read
 *
 * Nothing is told by colour or by a toast alone (H2).
 */
void
kab_announce (GtkWidget *from, const char *text, gboolean urgent)
{
  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);

  if (listener != NULL)
    listener (from, text, urgent);
  else
    gtk_accessible_announce (GTK_ACCESSIBLE (from), text,
                             urgent ? GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH
                                    : GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * kab_announce_set_listener:
 * @func: (nullable): who listens in place of the screen reader
 *
 * For tests: the toolkit's own stand-in for screen readers cannot listen.
 */
void
kab_announce_set_listener (KabAnnounceFunc func)
{
  listener = func;
}
