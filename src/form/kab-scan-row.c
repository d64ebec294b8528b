/* kab-scan-row.c: fills in a form from a picture of a paper receipt. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-error.h"
#include "kab-picture-code.h"
#include "kab-scan-row.h"
#include "kab-scan-source.h"
#include "kab-settle.h"

/* The code on a paper receipt holds the account and the sum, which are what linking asks for: nobody has to
 * type nine digits. The picture may be chosen, dropped anywhere on the form, or pasted. */
struct _KabScanRow
{
  AdwActionRow parent_instance;

  GtkWidget *spinner;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabScanRow, kab_scan_row, ADW_TYPE_ACTION_ROW)

static guint read_signal;

static void
tell (KabScanRow *self, const char *text, gboolean wrong)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
set_busy (KabScanRow *self, gboolean busy)
{
  gtk_widget_set_visible (self->spinner, busy);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
  if (busy)
    tell (self, _ ("Reading the picture…"), FALSE);
}

static void
explain (KabScanRow *self)
{
  tell (self, _ ("Drop or paste a photograph of its QR code here, or choose a file"), FALSE);
}

static void
fail (KabScanRow *self, const char *text)
{
  tell (self, text, TRUE);
  kab_announce (GTK_WIDGET (self), text, TRUE);
}

static void
code_read (gpointer object, const GValue *value, const GError *error)
{
  KabScanRow *self = object;
  KabPaymentQr *code;
  const char *payee;
  g_autofree char *text = NULL;

  set_busy (self, FALSE);
  if (value == NULL)
    {
      if (kab_error_is_cancelled (error))
        explain (self);
      else
        fail (self, error->message);
      return;
    }
  code = g_value_get_object (value);
  if (kab_payment_qr_get (code, "PersAcc") == NULL)
    {
      fail (self, _ ("The QR code of this receipt does not name an account."));
      return;
    }
  payee = kab_payment_qr_get (code, "Name");
  /* Translators: the name of a company. */
  text = payee != NULL ? g_strdup_printf (_ ("Taken from a receipt of %s"), payee)
                       : g_strdup (_ ("Taken from the receipt"));
  tell (self, text, FALSE);
  kab_announce (GTK_WIDGET (self), text, FALSE);
  g_signal_emit (self, read_signal, 0, code);
}

static void
picture_came (gpointer object, const GValue *value, const GError *error)
{
  KabScanRow *self = object;

  if (value != NULL)
    kab_scan_row_take_picture (self, g_value_get_boxed (value));
  else
    code_read (self, NULL, error);
}

/* Takes the future of a picture's bytes. */
static void
await_picture (KabScanRow *self, DexFuture *picture)
{
  dex_clear (&self->pending);
  set_busy (self, TRUE);
  self->pending = kab_settle (picture, self, picture_came);
}

static void
file_chosen (gpointer object, const GValue *value, const GError *error)
{
  KabScanRow *self = object;

  if (value != NULL)
    kab_scan_row_take_file (self, g_value_get_object (value));
  else if (!kab_error_is_cancelled (error))
    fail (self, error->message);
}

static void
activated_cb (KabScanRow *self)
{
  dex_clear (&self->pending);
  set_busy (self, FALSE);
  explain (self);
  self->pending = kab_settle (kab_scan_source_choose (GTK_WIDGET (self)), self, file_chosen);
}

static gboolean
dropped_cb (KabScanRow *self, GdkDrop *drop)
{
  await_picture (self, kab_scan_source_read_drop (drop, KAB_PICTURE_CODE_LIMIT));
  return TRUE;
}

/* A picture is taken, text goes on to the field that has the focus. */
static gboolean
paste_cb (GtkWidget *around, GVariant *parameter, gpointer data)
{
  KabScanRow *self = data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (around);
  GdkContentFormats *there = gdk_clipboard_get_formats (clipboard);
  g_autoptr (GdkContentFormats) wanted = kab_scan_source_dup_formats ();

  if (!gdk_content_formats_match (wanted, there) || gdk_content_formats_contain_gtype (there, G_TYPE_STRING))
    return FALSE;
  await_picture (self, kab_scan_source_read_clipboard (clipboard, KAB_PICTURE_CODE_LIMIT));
  return TRUE;
}

static void
add_paste_key (KabScanRow *self, GtkEventController *keys, const char *trigger)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                                          gtk_callback_action_new (paste_cb, self, NULL)));
}

/**
 * kab_scan_row_watch:
 * @self: a row
 * @around: the form, which outlives it
 *
 * Takes pictures that are dropped or pasted anywhere on @around.
 */
void
kab_scan_row_watch (KabScanRow *self, GtkWidget *around)
{
  GtkDropTargetAsync *target;
  GtkEventController *keys;

  g_return_if_fail (KAB_IS_SCAN_ROW (self) && GTK_IS_WIDGET (around));

  target = gtk_drop_target_async_new (kab_scan_source_dup_formats (), GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (around, GTK_EVENT_CONTROLLER (target));
  keys = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_paste_key (self, keys, "<Control>v");
  add_paste_key (self, keys, "<Shift>Insert");
  gtk_widget_add_controller (around, keys);
}

/**
 * kab_scan_row_take_file:
 * @self: a row
 * @file: a file that the person chose
 */
void
kab_scan_row_take_file (KabScanRow *self, GFile *file)
{
  g_return_if_fail (KAB_IS_SCAN_ROW (self) && G_IS_FILE (file));

  await_picture (self, kab_scan_source_read_file (file, KAB_PICTURE_CODE_LIMIT));
}

/**
 * kab_scan_row_take_picture:
 * @self: a row
 * @picture: a PNG, JPEG or PDF
 */
void
kab_scan_row_take_picture (KabScanRow *self, GBytes *picture)
{
  g_return_if_fail (KAB_IS_SCAN_ROW (self) && picture != NULL);

  dex_clear (&self->pending);
  set_busy (self, TRUE);
  self->pending = kab_settle (kab_picture_code_read_payment (picture), self, code_read);
}

static void
kab_scan_row_dispose (GObject *object)
{
  dex_clear (&KAB_SCAN_ROW (object)->pending);
  G_OBJECT_CLASS (kab_scan_row_parent_class)->dispose (object);
}

static void
kab_scan_row_class_init (KabScanRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_scan_row_dispose;
  read_signal = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, KAB_TYPE_PAYMENT_QR);
}

static void
kab_scan_row_init (KabScanRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Fill In from a Paper Receipt"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (self),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "kab-receipt-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  self->spinner = adw_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->spinner);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "document-open-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  g_signal_connect (self, "activated", G_CALLBACK (activated_cb), NULL);
  explain (self);
}

/**
 * kab_scan_row_new:
 *
 * Returns: (transfer floating): a row that offers to read a picture
 */
GtkWidget *
kab_scan_row_new (void)
{
  return g_object_new (KAB_TYPE_SCAN_ROW, NULL);
}
