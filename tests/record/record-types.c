/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "record-types.h"

#include "kab-account-history.h"
#include "kab-account.h"
#include "kab-calendar.h"
#include "kab-cart.h"
#include "kab-change.h"
#include "kab-contact.h"
#include "kab-descriptor.h"
#include "kab-directory.h"
#include "kab-document.h"
#include "kab-export.h"
#include "kab-field.h"
#include "kab-filing-form.h"
#include "kab-filing.h"
#include "kab-flow.h"
#include "kab-item.h"
#include "kab-meter.h"
#include "kab-outbox.h"
#include "kab-password-rule.h"
#include "kab-payment.h"
#include "kab-problem.h"
#include "kab-profile.h"
#include "kab-promotion.h"
#include "kab-receipt.h"
#include "kab-statement.h"
#include "kab-session-records.h"
#include "kab-vehicle.h"

static GType (*const functions[]) (void) = {
  kab_account_get_type,
  kab_account_group_get_type,
  kab_account_information_get_type,
  kab_account_list_get_type,
  kab_account_payment_get_type,
  kab_account_payment_list_get_type,
  kab_account_property_get_type,
  kab_action_get_type,
  kab_advice_get_type,
  kab_appointment_get_type,
  kab_balance_get_type,
  kab_calendar_get_type,
  kab_calendar_span_get_type,
  kab_captcha_get_type,
  kab_cart_get_type,
  kab_cart_line_get_type,
  kab_catalogue_vehicle_get_type,
  kab_catalogue_vehicle_list_get_type,
  kab_catalogue_window_get_type,
  kab_change_get_type,
  kab_charge_get_type,
  kab_charge_list_get_type,
  kab_checkout_get_type,
  kab_closed_line_get_type,
  kab_confirmed_get_type,
  kab_consent_get_type,
  kab_contact_get_type,
  kab_customer_cart_get_type,
  kab_customer_cart_list_get_type,
  kab_delivery_get_type,
  kab_descriptor_get_type,
  kab_directory_entry_get_type,
  kab_directory_get_type,
  kab_discount_get_type,
  kab_document_cell_get_type,
  kab_document_column_get_type,
  kab_document_get_type,
  kab_document_line_get_type,
  kab_document_state_get_type,
  kab_document_type_get_type,
  kab_document_version_get_type,
  kab_document_window_get_type,
  kab_expected_receipt_get_type,
  kab_export_get_type,
  kab_facet_get_type,
  kab_field_condition_get_type,
  kab_field_error_get_type,
  kab_field_get_type,
  kab_field_option_get_type,
  kab_field_where_get_type,
  kab_file_info_get_type,
  kab_filing_form_get_type,
  kab_filing_get_type,
  kab_filing_offer_get_type,
  kab_fiscal_difference_get_type,
  kab_fiscal_receipt_get_type,
  kab_flow_get_type,
  kab_flow_summary_get_type,
  kab_health_get_type,
  kab_item_get_type,
  kab_legal_text_get_type,
  kab_line_decision_get_type,
  kab_manager_get_type,
  kab_message_get_type,
  kab_meter_get_type,
  kab_meter_list_get_type,
  kab_meter_zone_get_type,
  kab_mileage_get_type,
  kab_next_maintenance_get_type,
  kab_outbox_get_type,
  kab_outbox_message_get_type,
  kab_password_rule_get_type,
  kab_payable_get_type,
  kab_payable_list_get_type,
  kab_payment_code_get_type,
  kab_payment_get_type,
  kab_payment_list_get_type,
  kab_payment_method_get_type,
  kab_payment_rules_get_type,
  kab_person_get_type,
  kab_pickup_point_get_type,
  kab_price_point_get_type,
  kab_problem_get_type,
  kab_profile_get_type,
  kab_promise_get_type,
  kab_promotion_get_type,
  kab_promotion_list_get_type,
  kab_property_get_type,
  kab_reading_get_type,
  kab_reading_list_get_type,
  kab_reading_result_get_type,
  kab_reading_result_list_get_type,
  kab_reading_window_get_type,
  kab_receipt_get_type,
  kab_receipt_list_get_type,
  kab_related_document_get_type,
  kab_session_info_get_type,
  kab_session_list_get_type,
  kab_shipment_get_type,
  kab_shipment_stage_get_type,
  kab_sign_in_get_type,
  kab_statement_get_type,
  kab_statement_item_get_type,
  kab_step_action_get_type,
  kab_step_get_type,
  kab_step_summary_get_type,
  kab_thread_get_type,
  kab_timeline_entry_get_type,
  kab_tokens_get_type,
  kab_total_get_type,
  kab_understood_row_get_type,
  kab_understood_rows_get_type,
  kab_unusual_bill_get_type,
  kab_unusual_service_get_type,
  kab_vehicle_get_type,
  kab_vehicle_list_get_type,
  kab_watch_get_type,
  kab_watch_list_get_type,
};

/**
 * record_types_list:
 * @n_types: (out): how many there are
 *
 * Returns: (transfer none): every record type of the model
 */
const GType *
record_types_list (guint *n_types)
{
  static GType types[G_N_ELEMENTS (functions)];

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    types[i] = functions[i]();
  *n_types = G_N_ELEMENTS (functions);
  return types;
}

/**
 * record_type_get_c_prefix:
 * @type: a record type, KabDocumentLine
 *
 * Returns: (transfer full): what its functions begin with, kab_document_line
 */
char *
record_type_get_c_prefix (GType type)
{
  GString *prefix = g_string_new (NULL);

  for (const char *p = g_type_name (type); *p != '\0'; p++)
    {
      if (g_ascii_isupper (*p) && prefix->len > 0)
        g_string_append_c (prefix, '_');
      g_string_append_c (prefix, g_ascii_tolower (*p));
    }
  return g_string_free (prefix, FALSE);
}

/* Types nest each other; so deep a fixture is enough. */
#define MAX_DEPTH 4

static JsonNode *
make_json (GType type, gboolean whole, guint depth)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const KabMember *members;
  guint n_members;

  members = kab_record_type_get_members (type, &n_members);
  for (guint i = 0; i < n_members; i++)
    if (members[i].flags & KAB_REQUIRED || (whole && depth < MAX_DEPTH))
      json_object_set_member (object, members[i].name, record_member_make_json (&members[i], depth));
  return json_node_init_object (json_node_alloc (), object);
}

/**
 * record_member_make_json:
 * @member: a line of a table
 * @depth: how many records are around it
 *
 * Returns: (transfer full): a value that @member takes
 */
JsonNode *
record_member_make_json (const KabMember *member, guint depth)
{
  g_autoptr (JsonArray) array = NULL;

  switch (member->kind)
    {
    case KAB_MEMBER_STRING:
    case KAB_MEMBER_TEXT:
      return json_from_string ("\"<b>Заявка</b> & Co\"", NULL);
    case KAB_MEMBER_WORD:
      return json_from_string ("\"from-the-future\"", NULL);
    case KAB_MEMBER_STRINGS:
      return json_from_string ("[\"one\",\"\"]", NULL);
    case KAB_MEMBER_INTEGER:
      return json_from_string ("9007199254740993", NULL);
    case KAB_MEMBER_BOOLEAN:
      return json_from_string ("true", NULL);
    case KAB_MEMBER_DOUBLE:
      return json_from_string ("4.5", NULL);
    case KAB_MEMBER_MONEY:
      return json_from_string ("{\"minor\":-44730,\"currency\":\"RUB\"}", NULL);
    case KAB_MEMBER_DATE_TIME:
      return json_from_string ("\"2026-11-22T08:06:07+03:00\"", NULL);
    case KAB_MEMBER_DATE:
      return json_from_string ("\"2016-07-01\"", NULL);
    case KAB_MEMBER_MONTH:
      return json_from_string ("\"2026-10\"", NULL);
    case KAB_MEMBER_RECORD:
      return make_json (member->type (), TRUE, depth + 1);
    case KAB_MEMBER_LIST:
      array = json_array_new ();
      json_array_add_element (array, make_json (member->type (), TRUE, depth + 1));
      json_array_add_element (array, make_json (member->type (), FALSE, depth + 1));
      return json_node_init_array (json_node_alloc (), array);
    case KAB_MEMBER_JSON:
      return json_from_string ("{\"a\":[1,2,{\"b\":null}]}", NULL);
    }
  g_assert_not_reached ();
}

/**
 * record_type_make_json:
 * @type: a record type
 * @whole: whether to give the optional members too
 *
 * Returns: (transfer full): what @type can be decoded from
 */
JsonNode *
record_type_make_json (GType type, gboolean whole)
{
  return make_json (type, whole, 0);
}
