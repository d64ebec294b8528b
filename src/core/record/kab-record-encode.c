/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-record-private.h"

static JsonNode *
string_node (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
encode_strings (const char *const *strings)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
encode_money (const KabMoney *money)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_int_member (object, "minor", money->minor);
  json_object_set_string_member (object, "currency", money->currency);
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
encode_date_time (GDateTime *time)
{
  const char *format = g_date_time_get_microsecond (time) != 0 ? "%Y-%m-%dT%H:%M:%S.%f" : "%Y-%m-%dT%H:%M:%S";
  g_autofree char *clock = g_date_time_format (time, format);
  g_autofree char *zone
      = g_date_time_get_utc_offset (time) == 0 ? g_strdup ("Z") : g_date_time_format (time, "%:z");
  g_autofree char *text = g_strconcat (clock, zone, NULL);

  return string_node (text);
}

static JsonNode *
encode_date (const GDate *date, gboolean has_day)
{
  g_autofree char *text = NULL;

  if (has_day)
    text = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
                            g_date_get_day (date));
  else
    text = g_strdup_printf ("%04d-%02d", g_date_get_year (date), g_date_get_month (date));
  return string_node (text);
}

static JsonNode *
encode_list (GListModel *list)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KabRecord) item = g_list_model_get_item (list, i);

      json_array_add_element (array, kab_record_encode (item));
    }
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
encode_member (KabRecord *record, const KabMember *member)
{
  const char *name = member->name;

  switch (member->kind)
    {
    case KAB_MEMBER_STRING:
    case KAB_MEMBER_TEXT:
    case KAB_MEMBER_WORD:
      return string_node (kab_record_get_string (record, name));
    case KAB_MEMBER_STRINGS:
      return encode_strings (kab_record_get_strings (record, name));
    case KAB_MEMBER_INTEGER:
      return json_node_init_int (json_node_alloc (), kab_record_get_integer (record, name));
    case KAB_MEMBER_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), kab_record_get_boolean (record, name));
    case KAB_MEMBER_DOUBLE:
      return json_node_init_double (json_node_alloc (), kab_record_get_double (record, name));
    case KAB_MEMBER_MONEY:
      return encode_money (kab_record_get_money (record, name));
    case KAB_MEMBER_DATE_TIME:
      return encode_date_time (kab_record_get_date_time (record, name));
    case KAB_MEMBER_DATE:
      return encode_date (kab_record_get_date (record, name), TRUE);
    case KAB_MEMBER_MONTH:
      return encode_date (kab_record_get_date (record, name), FALSE);
    case KAB_MEMBER_RECORD:
      return kab_record_encode (kab_record_get_record (record, name));
    case KAB_MEMBER_LIST:
      return encode_list (kab_record_get_list (record, name));
    case KAB_MEMBER_JSON:
      return json_node_copy (kab_record_get_json (record, name));
    }
  g_assert_not_reached ();
}

/**
 * kab_record_encode:
 * @record: a record
 *
 * Writes @record as JSON by the table of its type; members that were not given are left out.
 *
 * Returns: (transfer full): an object node
 */
JsonNode *
kab_record_encode (gpointer record)
{
  g_autoptr (JsonObject) object = json_object_new ();
  KabRecordClass *klass;

  g_return_val_if_fail (KAB_IS_RECORD (record), NULL);

  klass = KAB_RECORD_GET_CLASS (record);
  for (guint i = 0; i < klass->n_members; i++)
    if (kab_record_is_present (record, i))
      json_object_set_member (object, klass->members[i].name, encode_member (record, &klass->members[i]));
  return json_node_init_object (json_node_alloc (), object);
}
