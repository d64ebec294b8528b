/* kab-file-row.c: a file that came with a document, to be saved. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-error.h"
#include "kab-fiber.h"
#include "kab-file-row.h"
#include "kab-settle.h"
#include "kab-text.h"

#define LIMIT (16 * 1024 * 1024)

struct _KabFileRow
{
  AdwActionRow parent_instance;

  GtkWidget *button;
  KabClient *client;
  KabFileInfo *file;
  GCancellable *asking;
  DexFuture *saving;
};

G_DEFINE_FINAL_TYPE (KabFileRow, kab_file_row, ADW_TYPE_ACTION_ROW)

typedef struct
{
  KabClient *client;
  KabFileInfo *file;
  GFile *target;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->client);
  g_object_unref (saving->file);
  g_object_unref (saving->target);
  g_free (saving);
}

/* The file is there whole or not at all: it is written only when it has come whole. */
static DexFuture *
save_fiber (gpointer data)
{
  Saving *saving = data;
  g_autoptr (KabRequest) request
      = kab_request_new_segments ("GET", "files", kab_file_info_get_id (saving->file), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = dex_await_boxed (kab_client_send_for_bytes (saving->client, request,
                                                    kab_file_info_get_content_type (saving->file), LIMIT),
                         &error);

  if (bytes == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (!dex_await (dex_file_replace_contents_bytes (saving->target, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE),
                  &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_true ();
}

/**
 * kab_file_row_save:
 * @self: the row of a file
 * @target: where to
 *
 * Returns: (transfer full): a future that resolves when the file is there; rejects as the client or the disk does
 */
DexFuture *
kab_file_row_save (KabFileRow *self, GFile *target)
{
  Saving *saving;

  g_return_val_if_fail (KAB_IS_FILE_ROW (self) && G_IS_FILE (target), NULL);

  saving = g_new0 (Saving, 1);
  saving->client = g_object_ref (self->client);
  saving->file = g_object_ref (self->file);
  saving->target = g_object_ref (target);
  return kab_fiber_spawn (save_fiber, saving, saving_free);
}

static void
set_busy (KabFileRow *self, gboolean busy)
{
  if (busy)
    gtk_button_set_child (GTK_BUTTON (self->button), adw_spinner_new ());
  else
    gtk_button_set_icon_name (GTK_BUTTON (self->button), "document-save-symbolic");
}

static void
saved_cb (gpointer object, const GValue *value, const GError *error)
{
  KabFileRow *self = object;
  g_autofree char *said = NULL;

  dex_clear (&self->saving);
  if (kab_error_is_cancelled (error))
    return;
  set_busy (self, FALSE);
  said = value != NULL ? g_strdup (_ ("File saved")) : kab_error_describe (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", said);
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (KabFileRow) self = data;
  g_autoptr (GFile) target = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  if (target == NULL || self->client == NULL)
    return;
  dex_clear (&self->saving);
  self->saving = kab_settle (kab_file_row_save (self, target), self, saved_cb);
  set_busy (self, TRUE);
}

static void
clicked_cb (KabFileRow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = kab_text_safe_file_name (kab_file_info_get_name (self->file));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->saving != NULL)
    return;
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (root), self->asking, chosen_cb, g_object_ref (self));
}

static void
kab_file_row_dispose (GObject *object)
{
  KabFileRow *self = KAB_FILE_ROW (object);

  g_cancellable_cancel (self->asking);
  dex_clear (&self->saving);
  g_clear_object (&self->client);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (kab_file_row_parent_class)->dispose (object);
}

static void
kab_file_row_finalize (GObject *object)
{
  g_clear_object (&KAB_FILE_ROW (object)->asking);
  G_OBJECT_CLASS (kab_file_row_parent_class)->finalize (object);
}

static void
kab_file_row_class_init (KabFileRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_file_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_file_row_finalize;
}

static void
kab_file_row_init (KabFileRow *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("mail-attachment-symbolic");

  self->asking = g_cancellable_new ();
  self->button = gtk_button_new_from_icon_name ("document-save-symbolic");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, _ ("Save File…"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->button);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
}

/**
 * kab_file_row_new:
 * @client: fetches for the person who looks
 * @file: a file
 *
 * Returns: (transfer floating): the file's name and size, and a button that saves it
 */
GtkWidget *
kab_file_row_new (KabClient *client, KabFileInfo *file)
{
  KabFileRow *self;
  g_autofree char *size = NULL;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_FILE_INFO (file), NULL);

  self = g_object_new (KAB_TYPE_FILE_ROW, NULL);
  self->client = g_object_ref (client);
  self->file = g_object_ref (file);
  size = g_format_size ((guint64) MAX (kab_file_info_get_size (file), 0));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), kab_file_info_get_name (file));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), size);
  return GTK_WIDGET (self);
}
