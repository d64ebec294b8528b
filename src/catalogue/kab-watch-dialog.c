/* kab-watch-dialog.c: whether, and below which price, somebody is to be told of an item. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-settle.h"
#include "kab-shop-frame.h"
#include "kab-watch-dialog.h"

struct _KabWatchDialog
{
  AdwDialog parent_instance;

  KabShop *shop;
  KabItem *item;
  KabWatch *watch; /* NULL: there is none yet */
  AdwEntryRow *threshold;
  GtkLabel *hint;
  GtkWidget *save;
  char *key;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabWatchDialog, kab_watch_dialog, ADW_TYPE_DIALOG)

static guint done_signal;

static KabMoney *
parse (KabWatchDialog *self, GError **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->threshold));

  return kab_money_parse (text, kab_item_get_price (self->item)->currency, error);
}

static gboolean
is_empty (KabWatchDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->threshold))));

  return *text == '\0';
}

static gboolean
is_good (KabWatchDialog *self)
{
  g_autoptr (KabMoney) money = NULL;

  if (is_empty (self))
    return TRUE;
  money = parse (self, NULL);
  return money != NULL && money->minor > 0;
}

static void
update (KabWatchDialog *self)
{
  gboolean good = is_good (self);

  gtk_label_set_text (self->hint, is_empty (self) ? _ ("You will be told of every change.")
                                  : good          ? _ ("You will be told when it costs that or less.")
                                                  : _ ("An amount above zero, such as 3 500,00"));
  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->threshold), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->threshold), "error");
  gtk_widget_set_sensitive (self->save, good && self->pending == NULL);
}

static void
settled_cb (gpointer object, const GValue *value, const GError *error)
{
  KabWatchDialog *self = object;

  dex_clear (&self->pending);
  if (error != NULL)
    {
      g_autofree char *text = kab_error_describe (error);

      gtk_label_set_text (self->hint, text);
      gtk_widget_set_sensitive (self->save, TRUE);
      return;
    }
  g_signal_emit (self, done_signal, 0);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static JsonNode *
make_body (KabWatchDialog *self)
{
  JsonObject *body = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (KabMoney) money = is_empty (self) ? NULL : parse (self, NULL);

  json_object_set_string_member (body, "item", kab_item_get_id (self->item));
  if (money != NULL)
    {
      JsonObject *threshold = json_object_new ();

      json_object_set_int_member (threshold, "minor", money->minor);
      json_object_set_string_member (threshold, "currency", money->currency);
      json_object_set_object_member (body, "threshold", threshold);
    }
  json_node_take_object (node, body);
  return node;
}

static void
save_cb (KabWatchDialog *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("POST", "/watches");
  g_autoptr (JsonNode) body = NULL;

  if (self->pending != NULL || !is_good (self))
    return;
  body = make_body (self);
  kab_request_set_body (request, body);
  kab_request_set_idempotency_key (request, self->key);
  self->pending = kab_settle (kab_client_send (kab_shop_get_client (self->shop), request, KAB_TYPE_WATCH),
                              self, settled_cb);
  update (self);
}

static void
stop_cb (KabWatchDialog *self)
{
  g_autoptr (KabRequest) request
      = kab_request_new_segments ("DELETE", "watches", kab_watch_get_id (self->watch), NULL);

  if (self->pending != NULL)
    return;
  self->pending = kab_settle (kab_client_send (kab_shop_get_client (self->shop), request, G_TYPE_NONE), self,
                              settled_cb);
  update (self);
}

/* Another amount is another intention (rule B7). */
static void
typed_cb (KabWatchDialog *self)
{
  g_free (self->key);
  self->key = g_uuid_string_random ();
  update (self);
}

static void
kab_watch_dialog_dispose (GObject *object)
{
  KabWatchDialog *self = KAB_WATCH_DIALOG (object);

  dex_clear (&self->pending);
  g_clear_object (&self->shop);
  g_clear_object (&self->item);
  g_clear_object (&self->watch);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (kab_watch_dialog_parent_class)->dispose (object);
}

static void
kab_watch_dialog_class_init (KabWatchDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_watch_dialog_dispose;
  done_signal
      = g_signal_new ("done", KAB_TYPE_WATCH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kab_watch_dialog_init (KabWatchDialog *self)
{
  self->key = g_uuid_string_random ();
}

static GtkWidget *
make_buttons (KabWatchDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_halign (box, GTK_ALIGN_END);
  if (self->watch != NULL)
    {
      GtkWidget *stop = gtk_button_new_with_mnemonic (_ ("S_top Watching"));

      g_signal_connect_object (stop, "clicked", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), stop);
    }
  self->save = gtk_button_new_with_mnemonic (_ ("_Watch"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->save);
  return box;
}

static GtkWidget *
make_content (KabWatchDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = kab_shop_group_new (NULL, NULL);
  g_autofree char *price = kab_money_format (kab_item_get_price (self->item));
  /* Translators: a price. */
  g_autofree char *now = g_strdup_printf (_ ("Now it costs %s."), price);

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), kab_shop_label_new (kab_item_get_title (self->item), "heading"));
  gtk_box_append (GTK_BOX (box), kab_shop_label_new (now, "dim-label"));
  self->threshold = ADW_ENTRY_ROW (g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, NULL));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->threshold), _ ("Tell Me at This Price"));
  g_signal_connect_object (self->threshold, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->threshold, "entry-activated", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->threshold));
  gtk_box_append (GTK_BOX (box), group);
  self->hint = GTK_LABEL (kab_shop_label_new (NULL, "caption"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  return box;
}

/**
 * kab_watch_dialog_new:
 * @shop: a shop
 * @item: an item
 * @watch: (nullable): the person's watch of it
 *
 * Returns: (transfer floating): the dialog
 */
KabWatchDialog *
kab_watch_dialog_new (KabShop *shop, KabItem *item, KabWatch *watch)
{
  KabWatchDialog *self;
  GtkWidget *view = adw_toolbar_view_new ();
  const KabMoney *threshold;

  g_return_val_if_fail (KAB_IS_SHOP (shop) && KAB_IS_ITEM (item), NULL);

  self = g_object_new (KAB_TYPE_WATCH_DIALOG, "title", _ ("Watch the Price"), "content-width", 400, NULL);
  self->shop = g_object_ref (shop);
  self->item = g_object_ref (item);
  self->watch = watch != NULL ? g_object_ref (watch) : NULL;
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), make_content (self));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  threshold = watch != NULL ? kab_watch_get_threshold (watch) : NULL;
  if (threshold != NULL)
    {
      g_autofree char *text = kab_money_format_plain (threshold);

      gtk_editable_set_text (GTK_EDITABLE (self->threshold), text);
    }
  update (self);
  return self;
}
