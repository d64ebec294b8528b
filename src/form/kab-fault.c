/* kab-fault.c: what is wrong with one value: a code and its parameters, no text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kab-fault.h"

/**
 * kab_fault_new:
 * @code: one of the codes of field errors
 *
 * Returns: (transfer full): a fault without parameters
 */
KabFault *
kab_fault_new (const char *code)
{
  KabFault *fault;

  g_return_val_if_fail (code != NULL, NULL);

  fault = g_new0 (KabFault, 1);
  fault->code = g_strdup (code);
  fault->params = json_object_new ();
  return fault;
}

/**
 * kab_fault_new_for_issue:
 * @issue: what a rule of ours found
 *
 * Returns: (transfer full): the same as a fault, with "min", "max" and "char" where they are known
 */
KabFault *
kab_fault_new_for_issue (const KabIssue *issue)
{
  KabFault *fault;

  g_return_val_if_fail (issue != NULL && issue->code != KAB_ISSUE_NONE, NULL);

  fault = kab_fault_new (kab_issue_code_to_string (issue->code));
  if (issue->min > 0)
    fault = kab_fault_with_number (fault, "min", issue->min);
  if (issue->max > 0)
    fault = kab_fault_with_number (fault, "max", issue->max);
  if (issue->culprit[0] != '\0')
    fault = kab_fault_with_text (fault, "char", issue->culprit);
  return fault;
}

/**
 * kab_fault_new_for_error:
 * @error: what the server said
 *
 * Returns: (transfer full): the same as a fault
 */
KabFault *
kab_fault_new_for_error (KabFieldError *error)
{
  KabFault *fault;
  JsonNode *params;

  g_return_val_if_fail (KAB_IS_FIELD_ERROR (error), NULL);

  fault = kab_fault_new (kab_field_error_get_code (error));
  params = kab_field_error_get_params (error);
  if (params != NULL && JSON_NODE_HOLDS_OBJECT (params))
    {
      g_clear_pointer (&fault->params, json_object_unref);
      fault->params = json_object_ref (json_node_get_object (params));
    }
  return fault;
}

/**
 * kab_fault_copy:
 * @fault: (nullable): a fault
 *
 * Returns: (transfer full) (nullable): a copy that shares the parameters
 */
KabFault *
kab_fault_copy (const KabFault *fault)
{
  KabFault *copy;

  if (fault == NULL)
    return NULL;
  copy = g_new0 (KabFault, 1);
  copy->code = g_strdup (fault->code);
  copy->params = json_object_ref (fault->params);
  return copy;
}

/**
 * kab_fault_free:
 * @fault: (nullable) (transfer full): a fault
 */
void
kab_fault_free (KabFault *fault)
{
  if (fault == NULL)
    return;
  g_free (fault->code);
  json_object_unref (fault->params);
  g_free (fault);
}

/**
 * kab_fault_with_number:
 * @fault: (transfer full): a fault
 * @param: name of a parameter
 * @value: its value
 *
 * Returns: (transfer full): @fault
 */
KabFault *
kab_fault_with_number (KabFault *fault, const char *param, gint64 value)
{
  g_return_val_if_fail (fault != NULL && param != NULL, fault);

  json_object_set_int_member (fault->params, param, value);
  return fault;
}

/**
 * kab_fault_with_text:
 * @fault: (transfer full): a fault
 * @param: name of a parameter
 * @value: its value
 *
 * Returns: (transfer full): @fault
 */
KabFault *
kab_fault_with_text (KabFault *fault, const char *param, const char *value)
{
  g_return_val_if_fail (fault != NULL && param != NULL && value != NULL, fault);

  json_object_set_string_member (fault->params, param, value);
  return fault;
}

/**
 * kab_fault_is:
 * @fault: (nullable): a fault
 * @code: a code
 *
 * Returns: whether @fault has this code
 */
gboolean
kab_fault_is (const KabFault *fault, const char *code)
{
  return fault != NULL && g_str_equal (fault->code, code);
}

/* A member of the parameters if it is a plain value of the given kind. */
static JsonNode *
find (const KabFault *fault, const char *param)
{
  JsonNode *node = json_object_get_member (fault->params, param);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

/**
 * kab_fault_get_number:
 * @fault: a fault
 * @param: name of a parameter
 * @fallback: what to answer if it is not given, or no whole number
 *
 * Returns: the parameter
 */
gint64
kab_fault_get_number (const KabFault *fault, const char *param, gint64 fallback)
{
  JsonNode *node;

  g_return_val_if_fail (fault != NULL && param != NULL, fallback);

  node = find (fault, param);
  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : fallback;
}

/**
 * kab_fault_get_text:
 * @fault: a fault
 * @param: name of a parameter
 *
 * Returns: (nullable): the parameter, if it is a text
 */
const char *
kab_fault_get_text (const KabFault *fault, const char *param)
{
  JsonNode *node;

  g_return_val_if_fail (fault != NULL && param != NULL, NULL);

  node = find (fault, param);
  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                          : NULL;
}
