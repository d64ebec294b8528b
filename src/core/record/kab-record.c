/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-record-private.h"

#include "kab-record-list.h"

/* A record is filled once and never changes: it may be made in a worker thread and read in any. What it
 * holds lies in an array, one slot for each member of the class's table; the properties, the getters, the
 * decoder and the encoder all go by that table. The decoder fills the slots itself and seals the record;
 * the properties are not construct-only, because GObject would then set each of them, given or not, which
 * cost more than all of the decoding. Each can be written once all the same. */
typedef struct
{
  KabSlot *slots;
  guint64 present; /* one bit for each member */
  gboolean sealed;
} KabRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KabRecord, kab_record, G_TYPE_OBJECT)
G_DEFINE_QUARK (kab - record - error - quark, kab_record_error)

static KabRecordPrivate *private (KabRecord *self)
{
  return kab_record_get_instance_private (self);
}

static gboolean
is_pointer (KabMemberKind kind)
{
  return kind != KAB_MEMBER_INTEGER && kind != KAB_MEMBER_BOOLEAN && kind != KAB_MEMBER_DOUBLE;
}

/*< private >
 * kab_record_member_value_type:
 *
 * Returns: the type of the property that holds @member
 */
GType
kab_record_member_value_type (const KabMember *member)
{
  switch (member->kind)
    {
    case KAB_MEMBER_STRING:
    case KAB_MEMBER_TEXT:
    case KAB_MEMBER_WORD:
      return G_TYPE_STRING;
    case KAB_MEMBER_STRINGS:
      return G_TYPE_STRV;
    case KAB_MEMBER_INTEGER:
      return G_TYPE_INT64;
    case KAB_MEMBER_BOOLEAN:
      return G_TYPE_BOOLEAN;
    case KAB_MEMBER_DOUBLE:
      return G_TYPE_DOUBLE;
    case KAB_MEMBER_MONEY:
      return KAB_TYPE_MONEY;
    case KAB_MEMBER_DATE_TIME:
      return G_TYPE_DATE_TIME;
    case KAB_MEMBER_DATE:
    case KAB_MEMBER_MONTH:
      return G_TYPE_DATE;
    case KAB_MEMBER_RECORD:
      return member->type ();
    case KAB_MEMBER_LIST:
      return G_TYPE_LIST_MODEL;
    case KAB_MEMBER_JSON:
      return JSON_TYPE_NODE;
    }
  g_assert_not_reached ();
}

static GParamSpec *
make_pspec (const KabMember *member, const char *name)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GType type = kab_record_member_value_type (member);

  if (type == G_TYPE_STRING)
    return g_param_spec_string (name, NULL, NULL, NULL, flags);
  if (type == G_TYPE_INT64)
    return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  if (type == G_TYPE_BOOLEAN)
    return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
  if (type == G_TYPE_DOUBLE)
    return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  if (G_TYPE_FUNDAMENTAL (type) == G_TYPE_BOXED)
    return g_param_spec_boxed (name, NULL, NULL, type, flags);
  return g_param_spec_object (name, NULL, NULL, type, flags);
}

static void
kab_record_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabRecordClass *klass = KAB_RECORD_GET_CLASS (object);
  KabRecordPrivate *priv = private (KAB_RECORD (object));
  GType type = G_PARAM_SPEC_VALUE_TYPE (pspec);
  KabSlot *slot;

  g_assert (id >= 1 && id <= klass->n_members);

  if (priv->sealed || kab_record_is_present (KAB_RECORD (object), id - 1))
    {
      g_critical ("A record never changes: %s.%s", G_OBJECT_TYPE_NAME (object), pspec->name);
      return;
    }
  if (g_param_value_defaults (pspec, value))
    return;

  slot = &priv->slots[id - 1];
  priv->present |= G_GUINT64_CONSTANT (1) << (id - 1);
  if (type == G_TYPE_STRING)
    slot->pointer = g_value_dup_string (value);
  else if (type == G_TYPE_INT64)
    slot->integer = g_value_get_int64 (value);
  else if (type == G_TYPE_BOOLEAN)
    slot->integer = g_value_get_boolean (value);
  else if (type == G_TYPE_DOUBLE)
    slot->real = g_value_get_double (value);
  else if (G_TYPE_FUNDAMENTAL (type) == G_TYPE_BOXED)
    slot->pointer = g_value_dup_boxed (value);
  else
    slot->pointer = g_value_dup_object (value);
  if (type == JSON_TYPE_NODE)
    json_node_seal (slot->pointer);
}

static void
kab_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabRecordClass *klass = KAB_RECORD_GET_CLASS (object);
  const KabSlot *slot = &private (KAB_RECORD (object))->slots[id - 1];
  GType type = G_PARAM_SPEC_VALUE_TYPE (pspec);

  if (type == G_TYPE_STRING)
    g_value_set_string (value, slot->pointer);
  else if (type == G_TYPE_INT64)
    g_value_set_int64 (value, slot->integer);
  else if (type == G_TYPE_BOOLEAN)
    g_value_set_boolean (value, slot->integer != 0);
  else if (type == G_TYPE_DOUBLE)
    g_value_set_double (value, slot->real);
  else if (G_TYPE_FUNDAMENTAL (type) == G_TYPE_BOXED)
    g_value_set_boxed (value, slot->pointer);
  else
    g_value_set_object (value, slot->pointer != NULL ? slot->pointer : klass->empties[id - 1]);
}

static void
clear_slot (const KabMember *member, gpointer pointer)
{
  switch (member->kind)
    {
    case KAB_MEMBER_STRING:
    case KAB_MEMBER_TEXT:
    case KAB_MEMBER_WORD:
      g_free (pointer);
      break;
    case KAB_MEMBER_RECORD:
    case KAB_MEMBER_LIST:
      g_object_unref (pointer);
      break;
    case KAB_MEMBER_MONEY:
      kab_money_free (pointer);
      break;
    case KAB_MEMBER_DATE_TIME:
      g_date_time_unref (pointer);
      break;
    default:
      g_boxed_free (kab_record_member_value_type (member), pointer);
    }
}

static void
kab_record_finalize (GObject *object)
{
  KabRecordClass *klass = KAB_RECORD_GET_CLASS (object);
  KabRecordPrivate *priv = private (KAB_RECORD (object));

  for (guint i = 0; i < klass->n_members; i++)
    if (is_pointer (klass->members[i].kind) && priv->slots[i].pointer != NULL)
      clear_slot (&klass->members[i], priv->slots[i].pointer);
  g_free (priv->slots);
  G_OBJECT_CLASS (kab_record_parent_class)->finalize (object);
}

static void
kab_record_constructed (GObject *object)
{
  private (KAB_RECORD (object))->slots = g_new0 (KabSlot, KAB_RECORD_GET_CLASS (object)->n_members);
  G_OBJECT_CLASS (kab_record_parent_class)->constructed (object);
}

static void
kab_record_class_init (KabRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = kab_record_constructed;
  object_class->finalize = kab_record_finalize;
}

static void
kab_record_init (KabRecord *self)
{
}

/**
 * kab_record_class_install:
 * @klass: the class of a record type
 * @members: its table, which must be static
 * @n_members: number of lines, at most 64
 *
 * Gives @klass a construct-only property for each member.
 */
void
kab_record_class_install (KabRecordClass *klass, const KabMember *members, guint n_members)
{
  g_return_if_fail (KAB_IS_RECORD_CLASS (klass));
  g_return_if_fail (n_members >= 1 && n_members <= 64);

  /* GObject does not hand these two down to a derived class. */
  G_OBJECT_CLASS (klass)->set_property = kab_record_set_property;
  G_OBJECT_CLASS (klass)->get_property = kab_record_get_property;
  klass->members = members;
  klass->n_members = n_members;
  klass->properties = g_new0 (const char *, n_members);
  klass->empties = g_new0 (GListModel *, n_members);
  for (guint i = 0; i < n_members; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (members[i].name), "_", '-');

      klass->properties[i] = g_intern_string (name);
      if (members[i].kind == KAB_MEMBER_LIST)
        {
          GPtrArray *none = g_ptr_array_new_with_free_func (g_object_unref);

          klass->empties[i] = G_LIST_MODEL (kab_record_list_new (members[i].type (), none));
        }
      g_object_class_install_property (G_OBJECT_CLASS (klass), i + 1,
                                       make_pspec (&members[i], klass->properties[i]));
    }
}

/**
 * kab_record_type_get_members:
 * @type: a record type
 * @n_members: (out): number of lines
 *
 * Returns: (transfer none): the table of @type
 */
const KabMember *
kab_record_type_get_members (GType type, guint *n_members)
{
  KabRecordClass *klass;

  g_return_val_if_fail (g_type_is_a (type, KAB_TYPE_RECORD), NULL);
  g_return_val_if_fail (n_members != NULL, NULL);

  klass = g_type_class_get (type);
  *n_members = klass->n_members;
  return klass->members;
}

static gboolean
find (gpointer record, const char *member, guint *index)
{
  KabRecordClass *klass = KAB_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_members; i++)
    if (strcmp (klass->members[i].name, member) == 0)
      {
        *index = i;
        return TRUE;
      }
  g_critical ("%s has no member \"%s\"", G_OBJECT_TYPE_NAME (record), member);
  return FALSE;
}

/* The slot of @member, which must be held as @type; NULL with a critical otherwise. */
static const KabSlot *
lookup (gpointer record, const char *member, GType type, guint *index)
{
  KabRecordClass *klass;

  g_return_val_if_fail (KAB_IS_RECORD (record), NULL);

  if (!find (record, member, index))
    return NULL;
  klass = KAB_RECORD_GET_CLASS (record);
  g_return_val_if_fail (g_type_is_a (kab_record_member_value_type (&klass->members[*index]), type), NULL);
  return &private (record)->slots[*index];
}

static gpointer
lookup_pointer (gpointer record, const char *member, GType type)
{
  guint index;
  const KabSlot *slot = lookup (record, member, type, &index);

  return slot != NULL ? slot->pointer : NULL;
}

/*< private >
 * kab_record_get_slots:
 *
 * Returns: (transfer none): the values of a record that is being filled, one for each member of its table
 */
KabSlot *
kab_record_get_slots (KabRecord *self)
{
  return private (self)->slots;
}

/*< private >
 * kab_record_seal:
 *
 * From now on the record does not change.
 */
void
kab_record_seal (KabRecord *self)
{
  private (self)->sealed = TRUE;
}

/*< private >
 * kab_record_mark_present:
 *
 * Remembers that the member at @index was in the JSON, be its value the default or not.
 */
void
kab_record_mark_present (KabRecord *self, guint index)
{
  private (self)->present |= G_GUINT64_CONSTANT (1) << index;
}

/*< private >
 * kab_record_is_present:
 *
 * Returns: whether the member at @index was given
 */
gboolean
kab_record_is_present (KabRecord *self, guint index)
{
  return (private (self)->present & (G_GUINT64_CONSTANT (1) << index)) != 0;
}

/**
 * kab_record_has:
 * @record: a record
 * @member: name of a member, as in JSON
 *
 * Tells a member that was not sent from one that is zero, false or empty.
 *
 * Returns: whether @member was given
 */
gboolean
kab_record_has (gpointer record, const char *member)
{
  guint index;

  g_return_val_if_fail (KAB_IS_RECORD (record), FALSE);
  g_return_val_if_fail (member != NULL, FALSE);

  return find (record, member, &index) && kab_record_is_present (record, index);
}

/**
 * kab_record_get_string:
 * @record: a record
 * @member: a member of kind STRING, TEXT or WORD
 *
 * Returns: (nullable) (transfer none): the text
 */
const char *
kab_record_get_string (gpointer record, const char *member)
{
  return lookup_pointer (record, member, G_TYPE_STRING);
}

/**
 * kab_record_get_strings:
 * @record: a record
 * @member: a member of kind STRINGS
 *
 * Returns: (transfer none): the texts; an empty list if the member is absent
 */
const char *const *
kab_record_get_strings (gpointer record, const char *member)
{
  static const char *const none[] = { NULL };
  const char *const *strings = lookup_pointer (record, member, G_TYPE_STRV);

  return strings != NULL ? strings : none;
}

/**
 * kab_record_get_integer:
 * @record: a record
 * @member: a member of kind INTEGER
 *
 * Returns: the number; 0 if the member is absent
 */
gint64
kab_record_get_integer (gpointer record, const char *member)
{
  guint index;
  const KabSlot *slot = lookup (record, member, G_TYPE_INT64, &index);

  return slot != NULL ? slot->integer : 0;
}

/**
 * kab_record_get_boolean:
 * @record: a record
 * @member: a member of kind BOOLEAN
 *
 * Returns: the value; FALSE if the member is absent
 */
gboolean
kab_record_get_boolean (gpointer record, const char *member)
{
  guint index;
  const KabSlot *slot = lookup (record, member, G_TYPE_BOOLEAN, &index);

  return slot != NULL && slot->integer != 0;
}

/**
 * kab_record_get_double:
 * @record: a record
 * @member: a member of kind DOUBLE
 *
 * Returns: the number; 0 if the member is absent
 */
double
kab_record_get_double (gpointer record, const char *member)
{
  guint index;
  const KabSlot *slot = lookup (record, member, G_TYPE_DOUBLE, &index);

  return slot != NULL ? slot->real : 0;
}

/**
 * kab_record_get_money:
 * @record: a record
 * @member: a member of kind MONEY
 *
 * Returns: (nullable) (transfer none): the amount
 */
const KabMoney *
kab_record_get_money (gpointer record, const char *member)
{
  return lookup_pointer (record, member, KAB_TYPE_MONEY);
}

/**
 * kab_record_get_date_time:
 * @record: a record
 * @member: a member of kind DATE_TIME
 *
 * Returns: (nullable) (transfer none): the moment, in the zone it was sent in
 */
GDateTime *
kab_record_get_date_time (gpointer record, const char *member)
{
  return lookup_pointer (record, member, G_TYPE_DATE_TIME);
}

/**
 * kab_record_get_date:
 * @record: a record
 * @member: a member of kind DATE or MONTH
 *
 * Returns: (nullable) (transfer none): the day; of a month, its first
 */
const GDate *
kab_record_get_date (gpointer record, const char *member)
{
  return lookup_pointer (record, member, G_TYPE_DATE);
}

/**
 * kab_record_get_record:
 * @record: a record
 * @member: a member of kind RECORD
 *
 * Returns: (nullable) (transfer none): the record
 */
gpointer
kab_record_get_record (gpointer record, const char *member)
{
  return lookup_pointer (record, member, KAB_TYPE_RECORD);
}

/**
 * kab_record_get_list:
 * @record: a record
 * @member: a member of kind LIST
 *
 * Returns: (transfer none): the records; an empty list if the member is absent
 */
GListModel *
kab_record_get_list (gpointer record, const char *member)
{
  guint index;
  const KabSlot *slot = lookup (record, member, G_TYPE_LIST_MODEL, &index);

  if (slot == NULL)
    return NULL;
  return slot->pointer != NULL ? slot->pointer : KAB_RECORD_GET_CLASS (record)->empties[index];
}

/**
 * kab_record_get_json:
 * @record: a record
 * @member: a member of kind JSON
 *
 * Returns: (nullable) (transfer none): what came, sealed
 */
JsonNode *
kab_record_get_json (gpointer record, const char *member)
{
  return lookup_pointer (record, member, JSON_TYPE_NODE);
}
