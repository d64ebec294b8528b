/* kab-opening-page.c: a cabinet that is being opened: its session or its organisation is not there yet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error-text.h"
#include "kab-opening-page.h"
#include "kab-settle.h"
#include "kab-state-page.h"

struct _KabOpeningPage
{
  AdwNavigationPage parent_instance;

  KabStatePage *state;
  KabCabinet *cabinet;
  KabLoad *load;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabOpeningPage, kab_opening_page, ADW_TYPE_NAVIGATION_PAGE)

/* Where it has come, the window has turned to another page already. */
static void
descriptor_loaded (gpointer object, const GValue *value, const GError *error)
{
  KabOpeningPage *self = object;
  g_autofree char *text = NULL;

  if (error == NULL)
    return;
  text = kab_error_describe (error);
  kab_load_fail (self->load, error, text);
}

static void
reload (KabOpeningPage *self)
{
  kab_load_begin (self->load);
  dex_clear (&self->pending);
  if (kab_cabinet_get_state (self->cabinet) == KAB_CABINET_SIGNED_IN)
    self->pending = kab_settle (kab_cabinet_load_descriptor (self->cabinet), self, descriptor_loaded);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_OPENING_PAGE (widget));
}

static void
kab_opening_page_dispose (GObject *object)
{
  KabOpeningPage *self = KAB_OPENING_PAGE (object);

  /* The answer that ends this page is on its way to others too. */
  if (self->pending != NULL)
    dex_future_disown (g_steal_pointer (&self->pending));
  g_clear_object (&self->cabinet);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_OPENING_PAGE);
  G_OBJECT_CLASS (kab_opening_page_parent_class)->dispose (object);
}

static void
kab_opening_page_finalize (GObject *object)
{
  g_clear_object (&KAB_OPENING_PAGE (object)->load);
  G_OBJECT_CLASS (kab_opening_page_parent_class)->finalize (object);
}

static void
kab_opening_page_class_init (KabOpeningPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_opening_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_opening_page_finalize;
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kabinet/Kabinet/app/kab-opening-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabOpeningPage, state);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
}

static void
kab_opening_page_init (KabOpeningPage *self)
{
  self->load = kab_load_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_state_page_set_load (self->state, self->load);
}

/**
 * kab_opening_page_new:
 * @cabinet: a cabinet whose organisation is not known yet
 *
 * Returns: (transfer floating): a page that asks for it
 */
AdwNavigationPage *
kab_opening_page_new (KabCabinet *cabinet)
{
  KabOpeningPage *self;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  self = g_object_new (KAB_TYPE_OPENING_PAGE, NULL);
  self->cabinet = g_object_ref (cabinet);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
