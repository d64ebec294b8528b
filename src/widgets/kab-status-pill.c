/* kab-status-pill.c: one or two words about the state of something. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-status-pill.h"

/* A word up to this long is never cut: rather the text beside it wraps. */
#define WHOLE_CHARACTERS 16

/* Colour is never the only sign: the word says it. */
struct _KabStatusPill
{
  GtkWidget parent_instance;

  GtkLabel *label;
  const char *tone;
};

G_DEFINE_FINAL_TYPE (KabStatusPill, kab_status_pill, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LABEL = 1,
  PROP_TONE,
} Property;

static GParamSpec *properties[PROP_TONE + 1];

static const char *const tones[] = { "neutral", "accent", "waits", "good", "bad" };

static void
kab_status_pill_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabStatusPill *self = KAB_STATUS_PILL (object);

  switch ((Property) id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (self->label));
      break;
    case PROP_TONE:
      g_value_set_string (value, self->tone);
      break;
    }
}

static void
kab_status_pill_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabStatusPill *self = KAB_STATUS_PILL (object);

  switch ((Property) id)
    {
    case PROP_LABEL:
      kab_status_pill_set_label (self, g_value_get_string (value));
      break;
    case PROP_TONE:
      kab_status_pill_set_tone (self, g_value_get_string (value));
      break;
    }
}

static void
kab_status_pill_dispose (GObject *object)
{
  KabStatusPill *self = KAB_STATUS_PILL (object);

  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->label));
  self->label = NULL;
  G_OBJECT_CLASS (kab_status_pill_parent_class)->dispose (object);
}

static void
kab_status_pill_class_init (KabStatusPillClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_status_pill_get_property;
  object_class->set_property = kab_status_pill_set_property;
  object_class->dispose = kab_status_pill_dispose;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  properties[PROP_TONE] = g_param_spec_string ("tone", NULL, NULL, "neutral", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
kab_status_pill_init (KabStatusPill *self)
{
  self->tone = tones[0];
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "status");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), self->tone);
  gtk_widget_set_visible (GTK_WIDGET (self->label), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
}

/**
 * kab_status_pill_new:
 *
 * Returns: (transfer floating): an empty pill
 */
GtkWidget *
kab_status_pill_new (void)
{
  return g_object_new (KAB_TYPE_STATUS_PILL, NULL);
}

/**
 * kab_status_pill_set_label:
 * @self: a pill
 * @label: (nullable): the word; without one nothing is drawn
 */
void
kab_status_pill_set_label (KabStatusPill *self, const char *label)
{
  g_return_if_fail (KAB_IS_STATUS_PILL (self));

  if (label == NULL)
    label = "";
  if (g_str_equal (gtk_label_get_label (self->label), label))
    return;
  gtk_label_set_label (self->label, label);
  gtk_label_set_ellipsize (self->label, g_utf8_strlen (label, -1) <= WHOLE_CHARACTERS ? PANGO_ELLIPSIZE_NONE
                                                                                      : PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (GTK_WIDGET (self->label), label[0] != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

/**
 * kab_status_pill_set_tone:
 * @self: a pill
 * @tone: (nullable): neutral, accent, waits, good or bad; any other word counts as neutral
 */
void
kab_status_pill_set_tone (KabStatusPill *self, const char *tone)
{
  const char *known = tones[0];

  g_return_if_fail (KAB_IS_STATUS_PILL (self));

  for (gsize i = 0; i < G_N_ELEMENTS (tones); i++)
    if (g_strcmp0 (tones[i], tone) == 0)
      known = tones[i];
  if (known == self->tone)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self->label), self->tone);
  self->tone = known;
  gtk_widget_add_css_class (GTK_WIDGET (self->label), self->tone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TONE]);
}

/**
 * kab_status_pill_set_state:
 * @self: a pill
 * @state: (nullable): a state as the organisation calls it
 */
void
kab_status_pill_set_state (KabStatusPill *self, KabDocumentState *state)
{
  g_return_if_fail (KAB_IS_STATUS_PILL (self));

  kab_status_pill_set_label (self, state != NULL ? kab_document_state_get_title (state) : NULL);
  kab_status_pill_set_tone (self, state != NULL ? kab_document_state_get_tone (state) : NULL);
}
