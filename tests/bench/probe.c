/* probe.c: preloaded into a program, tells when its first window had content, and what the process then holds. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <gtk/gtk.h>
#include <time.h>
#include <unistd.h>

/* Both programs of a comparison are measured from inside by the same means, and neither knows of it: nothing of
 * this is in Kabinet. PROBE_TEXT is what a label of the window has to show before the window counts as filled;
 * PROBE_SETTLE is how long the window is then left alone before its memory is read. The report goes to the standard
 * output as one line; then the process ends. */

static gint64 first_frame;
static gint64 filled_frame;
static gint64 filled_cpu;

static gint64
get_cpu_time (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spent);
  return spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  return NULL;
}

static gboolean
shows (GtkWidget *widget, const char *wanted)
{
  const char *text = get_text (widget);

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (text != NULL && strstr (text, wanted) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, wanted))
      return TRUE;
  return FALSE;
}

/* What the kernel counts for this process, in KiB. */
static gint64
read_kib (const char *rollup, const char *name)
{
  const char *line = strstr (rollup, name);

  return line != NULL ? g_ascii_strtoll (line + strlen (name), NULL, 10) : 0;
}

static gboolean
report_cb (gpointer data)
{
  g_autofree char *rollup = NULL;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, NULL))
    rollup = g_strdup ("");
  printf ("probe first=%" G_GINT64_FORMAT " filled=%" G_GINT64_FORMAT " cpu=%" G_GINT64_FORMAT
          " rss=%" G_GINT64_FORMAT " pss=%" G_GINT64_FORMAT " private=%" G_GINT64_FORMAT "\n",
          first_frame, filled_frame, filled_cpu, read_kib (rollup, "\nRss:"), read_kib (rollup, "\nPss:"),
          read_kib (rollup, "\nPrivate_Clean:") + read_kib (rollup, "\nPrivate_Dirty:"));
  fflush (stdout);
  _exit (0);
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer window)
{
  const char *wanted = g_getenv ("PROBE_TEXT");
  const char *settle = g_getenv ("PROBE_SETTLE");

  if (first_frame == 0)
    first_frame = g_get_monotonic_time ();
  if (filled_frame != 0 || !shows (window, wanted != NULL ? wanted : ""))
    return;
  filled_frame = g_get_monotonic_time ();
  filled_cpu = get_cpu_time ();
  g_timeout_add (settle != NULL ? (guint) atoi (settle) : 1500, report_cb, NULL);
}

/* Stands in front of the toolkit's function of the same name. */
G_MODULE_EXPORT void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *);
  static gboolean watching;

  *(void **) &present = dlsym (RTLD_NEXT, "gtk_window_present");
  present (window);
  if (watching)
    return;
  watching = TRUE;
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (after_paint_cb), window);
}
