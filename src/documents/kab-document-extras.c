/* kab-document-extras.c: what hangs on a document: files, other documents, what may be filed out of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-document-extras.h"
#include "kab-file-row.h"
#include "kab-plain-row.h"
#include "kab-status-pill.h"

struct _KabDocumentExtras
{
  GtkWidget parent_instance;

  char *cabinet;
};

G_DEFINE_FINAL_TYPE (KabDocumentExtras, kab_document_extras, GTK_TYPE_WIDGET)

static guint open_signal;

static void
clear (KabDocumentExtras *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static GtkWidget *
add_list (KabDocumentExtras *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  return list;
}

static void
add_files (KabDocumentExtras *self, KabClient *client, GListModel *files)
{
  GtkWidget *list;

  if (g_list_model_get_n_items (files) == 0)
    return;
  list = add_list (self, _ ("Files"));
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (KabFileInfo) file = g_list_model_get_item (files, i);

      gtk_list_box_append (GTK_LIST_BOX (list), kab_file_row_new (client, file));
    }
}

static void
related_activated_cb (KabDocumentExtras *self, GtkWidget *row)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "id"));

  g_signal_emit (self, open_signal, 0, id);
}

static void
add_related (KabDocumentExtras *self, GListModel *related)
{
  GtkWidget *list;

  if (g_list_model_get_n_items (related) == 0)
    return;
  list = add_list (self, _ ("Related Documents"));
  for (guint i = 0; i < g_list_model_get_n_items (related); i++)
    {
      g_autoptr (KabRelatedDocument) other = g_list_model_get_item (related, i);
      GtkWidget *row = kab_plain_row_new (kab_related_document_get_type_title (other),
                                          kab_related_document_get_number (other));
      GtkWidget *pill = kab_status_pill_new ();

      kab_status_pill_set_state (KAB_STATUS_PILL (pill), kab_related_document_get_state (other));
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "id", g_strdup (kab_related_document_get_id (other)), g_free);
      g_signal_connect_object (row, "activated", G_CALLBACK (related_activated_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
}

/* What cannot be filed yet stands there with the reason: a grey row alone explains nothing. */
static void
add_offers (KabDocumentExtras *self, KabDocument *document)
{
  GListModel *offers = kab_document_get_filings (document);
  GtkWidget *list;

  if (self->cabinet == NULL || g_list_model_get_n_items (offers) == 0)
    return;
  list = add_list (self, _ ("What You Can Do Next"));
  for (guint i = 0; i < g_list_model_get_n_items (offers); i++)
    {
      g_autoptr (KabFilingOffer) offer = g_list_model_get_item (offers, i);
      gboolean allowed = kab_filing_offer_get_allowed (offer);
      GtkWidget *row = kab_plain_row_new (kab_filing_offer_get_title (offer),
                                          allowed ? NULL : kab_filing_offer_get_reason (offer));

      gtk_widget_set_sensitive (row, allowed);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), allowed);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(sss)", self->cabinet,
                                        kab_filing_offer_get_type_id (offer), kab_document_get_id (document));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), allowed ? "win.file-document" : NULL);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
}

static void
kab_document_extras_dispose (GObject *object)
{
  KabDocumentExtras *self = KAB_DOCUMENT_EXTRAS (object);

  clear (self);
  g_clear_pointer (&self->cabinet, g_free);
  G_OBJECT_CLASS (kab_document_extras_parent_class)->dispose (object);
}

static void
kab_document_extras_class_init (KabDocumentExtrasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_document_extras_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);

  open_signal = g_signal_new ("open", KAB_TYPE_DOCUMENT_EXTRAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kab_document_extras_init (KabDocumentExtras *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 18);
}

/**
 * kab_document_extras_set_cabinet:
 * @self: the extras
 * @cabinet: id of the cabinet in which documents are filed
 */
void
kab_document_extras_set_cabinet (KabDocumentExtras *self, const char *cabinet)
{
  g_return_if_fail (KAB_IS_DOCUMENT_EXTRAS (self) && cabinet != NULL);

  g_set_str (&self->cabinet, cabinet);
}

/**
 * kab_document_extras_show:
 * @self: the extras
 * @client: fetches for the person who looks
 * @document: a document, whole
 */
void
kab_document_extras_show (KabDocumentExtras *self, KabClient *client, KabDocument *document)
{
  g_return_if_fail (KAB_IS_DOCUMENT_EXTRAS (self) && KAB_IS_CLIENT (client) && KAB_IS_DOCUMENT (document));

  clear (self);
  add_files (self, client, kab_document_get_files (document));
  add_related (self, kab_document_get_related (document));
  add_offers (self, document);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}
