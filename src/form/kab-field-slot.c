/* kab-field-slot.c: the one place at the end of a row: asterisk, tick or warning. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-field-slot.h"

struct _KabFieldSlot
{
  AdwBin parent_instance;

  GtkStack *stack;
  KabFieldState state;
};

G_DEFINE_FINAL_TYPE (KabFieldSlot, kab_field_slot, ADW_TYPE_BIN)

/* The page of a state; those that show nothing share one, which keeps the width. */
static const char *
page_of (KabFieldState state)
{
  switch (state)
    {
    case KAB_FIELD_REQUIRED:
      return "required";
    case KAB_FIELD_GOOD:
      return "good";
    case KAB_FIELD_BAD:
      return "bad";
    case KAB_FIELD_EMPTY:
    case KAB_FIELD_PENDING:
      break;
    }
  return "nothing";
}

static void
kab_field_slot_dispose (GObject *object)
{
  /* The bin has to let go of the stack itself: disposing of the template would take it away unseen. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KAB_TYPE_FIELD_SLOT);
  G_OBJECT_CLASS (kab_field_slot_parent_class)->dispose (object);
}

static void
kab_field_slot_class_init (KabFieldSlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_field_slot_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kabinet/Kabinet/form/kab-field-slot.ui");
  gtk_widget_class_bind_template_child (widget_class, KabFieldSlot, stack);
}

static void
kab_field_slot_init (KabFieldSlot *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * kab_field_slot_new:
 *
 * Returns: (transfer floating): a slot that shows nothing
 */
GtkWidget *
kab_field_slot_new (void)
{
  return g_object_new (KAB_TYPE_FIELD_SLOT, NULL);
}

/**
 * kab_field_slot_get_state:
 * @self: a #KabFieldSlot
 *
 * Returns: what is shown
 */
KabFieldState
kab_field_slot_get_state (KabFieldSlot *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_SLOT (self), KAB_FIELD_EMPTY);

  return self->state;
}

/**
 * kab_field_slot_set_state:
 * @self: a #KabFieldSlot
 * @state: what to show
 */
void
kab_field_slot_set_state (KabFieldSlot *self, KabFieldState state)
{
  g_return_if_fail (KAB_IS_FIELD_SLOT (self));

  self->state = state;
  gtk_stack_set_visible_child_name (self->stack, page_of (state));
}
