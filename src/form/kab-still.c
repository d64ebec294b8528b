/* kab-still.c: holds fields still while an answer is awaited. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-still.h"

static GQuark
focus_quark (void)
{
  return g_quark_from_static_string ("kab-still-focus");
}

/* Where the focus was goes back there, unless it has gone elsewhere meanwhile. */
static void
return_focus (GtkWidget *fields)
{
  GWeakRef *ref = g_object_get_qdata (G_OBJECT (fields), focus_quark ());
  g_autoptr (GtkWidget) focus = ref != NULL ? g_weak_ref_get (ref) : NULL;
  GtkRoot *root = gtk_widget_get_root (fields);

  if (focus != NULL && root != NULL && gtk_root_get_focus (root) == NULL)
    gtk_widget_grab_focus (focus);
  g_object_set_qdata (G_OBJECT (fields), focus_quark (), NULL);
}

static void
free_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* An entry that is switched off under the focus is not told that it lost it, and goes on blinking. */
static void
take_focus (GtkWidget *fields)
{
  GtkRoot *root = gtk_widget_get_root (fields);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GWeakRef *ref;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, fields))
    return;
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, focus);
  g_object_set_qdata_full (G_OBJECT (fields), focus_quark (), ref, free_ref);
  gtk_root_set_focus (root, NULL);
}

/**
 * kab_still_set_busy:
 * @fields: a list of rows
 * @busy: whether an answer is awaited
 *
 * While it is, nothing can be changed in @fields, but everything can be read; the focus comes back afterwards.
 */
void
kab_still_set_busy (GtkWidget *fields, gboolean busy)
{
  g_return_if_fail (GTK_IS_WIDGET (fields));

  if (gtk_widget_get_sensitive (fields) == !busy)
    return;
  if (busy)
    take_focus (fields);
  gtk_widget_set_sensitive (fields, !busy);
  if (!busy)
    return_focus (fields);
}
