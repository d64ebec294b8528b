/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-row-private.h"

/* A row belongs to its list. It is the same object for the same record as long as anybody holds it, so
 * that widgets, and a selection, follow the record and not the place. */
struct _KabRow
{
  GObject parent_instance;

  guint position;
  GObject *item;
  char *id;
};

enum
{
  PROP_POSITION = 1,
  PROP_ITEM,
  PROP_ID,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (KabRow, kab_row, G_TYPE_OBJECT)

static void
kab_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabRow *self = KAB_ROW (object);

  switch (id)
    {
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_row_finalize (GObject *object)
{
  KabRow *self = KAB_ROW (object);

  g_clear_object (&self->item);
  g_free (self->id);
  G_OBJECT_CLASS (kab_row_parent_class)->finalize (object);
}

static void
kab_row_class_init (KabRowClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_row_get_property;
  object_class->finalize = kab_row_finalize;

  properties[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT, flags);
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
kab_row_init (KabRow *self)
{
}

/* kab_row_dup_item_id: the id of a record, if its type has one. */
char *
kab_row_dup_item_id (gpointer item)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (item), "id");
  char *id = NULL;

  if (pspec != NULL && pspec->value_type == G_TYPE_STRING)
    g_object_get (item, "id", &id, NULL);
  return id;
}

KabRow *
kab_row_new (guint position, gpointer item)
{
  KabRow *self = g_object_new (KAB_TYPE_ROW, NULL);

  self->position = position;
  kab_row_set_item (self, item);
  return self;
}

void
kab_row_set_position (KabRow *self, guint position)
{
  if (self->position == position)
    return;
  self->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

/* kab_row_set_item: fills the row, or brings it up to date. */
void
kab_row_set_item (KabRow *self, gpointer item)
{
  g_autofree char *id = item != NULL ? kab_row_dup_item_id (item) : NULL;

  if (!g_set_object (&self->item, item))
    return;
  if (g_set_str (&self->id, id))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

/* kab_row_is_held: whether anybody but the list knows the row: a widget shows it, a selection is on it. */
gboolean
kab_row_is_held (KabRow *self)
{
  return G_OBJECT (self)->ref_count > 1;
}

/**
 * kab_row_get_position:
 * @self: a row
 *
 * Returns: its place in the list
 */
guint
kab_row_get_position (KabRow *self)
{
  g_return_val_if_fail (KAB_IS_ROW (self), 0);
  return self->position;
}

/**
 * kab_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable) (type GObject): the record, or %NULL until it has arrived
 */
gpointer
kab_row_get_item (KabRow *self)
{
  g_return_val_if_fail (KAB_IS_ROW (self), NULL);
  return self->item;
}

/**
 * kab_row_get_id:
 * @self: a row
 *
 * Returns: (nullable): the id of the record
 */
const char *
kab_row_get_id (KabRow *self)
{
  g_return_val_if_fail (KAB_IS_ROW (self), NULL);
  return self->id;
}
