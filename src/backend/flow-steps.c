/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "flow-steps.h"

#include "fields.h"
#include "json.h"

static JsonArray *
get_steps (JsonObject *definition)
{
  return kab_json_get_array (definition, "steps");
}

static int
find_index (JsonObject *definition, const char *id)
{
  JsonArray *steps = get_steps (definition);

  for (guint i = 0; i < kab_json_array_length (steps); i++)
    if (g_strcmp0 (kab_step_get_id (kab_json_array_get_object (steps, i)), id) == 0)
      return (int) i;
  return -1;
}

/**
 * kab_steps_find:
 * @definition: a flow of a descriptor
 * @id: id of a step
 *
 * Returns: (transfer none) (nullable): the step
 */
JsonObject *
kab_steps_find (JsonObject *definition, const char *id)
{
  int index = find_index (definition, id);

  return index >= 0 ? kab_json_array_get_object (get_steps (definition), (guint) index) : NULL;
}

/**
 * kab_steps_find_kind:
 * @definition: a flow of a descriptor
 * @kind: a kind of step
 *
 * Returns: (transfer none) (nullable): the first step of that kind
 */
JsonObject *
kab_steps_find_kind (JsonObject *definition, const char *kind)
{
  JsonArray *steps = get_steps (definition);

  for (guint i = 0; i < kab_json_array_length (steps); i++)
    if (kab_step_is (kab_json_array_get_object (steps, i), kind))
      return kab_json_array_get_object (steps, i);
  return NULL;
}

/**
 * kab_steps_find_field:
 * @definition: a flow of a descriptor
 * @name: name of a field
 * @step: (out) (optional) (transfer none): the form that asks for it
 *
 * Returns: (transfer none) (nullable): the field
 */
JsonObject *
kab_steps_find_field (JsonObject *definition, const char *name, JsonObject **step)
{
  JsonArray *steps = get_steps (definition);

  for (guint i = 0; i < kab_json_array_length (steps); i++)
    {
      JsonObject *form = kab_json_array_get_object (steps, i);
      JsonObject *field = kab_fields_find (kab_json_get_array (form, "fields"), name);

      if (field == NULL)
        continue;
      if (step != NULL)
        *step = form;
      return field;
    }
  return NULL;
}

/**
 * kab_steps_get_current:
 * @run: a run
 *
 * Returns: (transfer none) (nullable): the step that it stands at; %NULL where a newer descriptor lacks it
 */
JsonObject *
kab_steps_get_current (KabFlowRun *run)
{
  return kab_steps_find (run->definition, run->step);
}

/**
 * kab_step_is:
 * @step: (nullable): a step
 * @kind: a kind
 *
 * Returns: whether it is of that kind
 */
gboolean
kab_step_is (JsonObject *step, const char *kind)
{
  return g_strcmp0 (kab_json_get_string (step, "kind"), kind) == 0;
}

/**
 * kab_step_is_challenge:
 * @step: (nullable): a step
 *
 * Returns: whether an address is proved in it
 */
gboolean
kab_step_is_challenge (JsonObject *step)
{
  return kab_step_is (step, "code") || kab_step_is (step, "email_link");
}

/**
 * kab_step_get_id:
 * @step: (nullable): a step
 *
 * Returns: (nullable): its id
 */
const char *
kab_step_get_id (JsonObject *step)
{
  return kab_json_get_string (step, "id");
}

/**
 * kab_wiring_get_field:
 * @values: accepted values
 * @names: (nullable): name of a field, or a list of names of which the first with a value is meant
 *
 * Returns: (nullable): the name
 */
const char *
kab_wiring_get_field (JsonObject *values, JsonNode *names)
{
  JsonArray *list = names != NULL && JSON_NODE_HOLDS_ARRAY (names) ? json_node_get_array (names) : NULL;

  if (names != NULL && JSON_NODE_HOLDS_VALUE (names))
    return json_node_get_string (names);
  for (guint i = 0; i < kab_json_array_length (list); i++)
    if (json_object_has_member (values, kab_json_array_get_string (list, i)))
      return kab_json_array_get_string (list, i);
  return NULL;
}

/**
 * kab_step_get_target_field:
 * @run: a run
 * @step: a step in which an address is proved
 *
 * Returns: (nullable): name of the field that holds the address
 */
const char *
kab_step_get_target_field (KabFlowRun *run, JsonObject *step)
{
  return kab_wiring_get_field (run->values, json_object_get_member (step, "to"));
}

static gboolean
is_wanted (KabFlowRun *run, JsonObject *step)
{
  JsonObject *condition = kab_json_get_object (step, "when");

  return condition == NULL
         || g_strcmp0 (kab_json_get_string (run->values, kab_json_get_string (condition, "field")),
                       kab_json_get_string (condition, "equals"))
                == 0;
}

/* There is nothing to prove where no address was given, or the very address has been proved. */
static gboolean
is_to_be_proved (KabFlowRun *run, JsonObject *step)
{
  const char *field = kab_step_get_target_field (run, step);
  const char *value = field != NULL ? kab_json_get_string (run->values, field) : NULL;

  return value != NULL && g_strcmp0 (kab_json_get_string (run->confirmed, field), value) != 0;
}

/**
 * kab_steps_get_next:
 * @run: a run
 *
 * Returns: (transfer none) (nullable): the step after the present one, or the first one for a new run
 */
JsonObject *
kab_steps_get_next (KabFlowRun *run)
{
  JsonArray *steps = get_steps (run->definition);

  for (guint i = (guint) (find_index (run->definition, run->step) + 1); i < kab_json_array_length (steps);
       i++)
    {
      JsonObject *step = kab_json_array_get_object (steps, i);

      if (kab_step_is (step, "rejected") || !is_wanted (run, step))
        continue;
      if (!kab_step_is_challenge (step) || is_to_be_proved (run, step))
        return step;
    }
  return NULL;
}

/**
 * kab_steps_find_challenge:
 * @run: a run
 * @field: name of a field
 *
 * Returns: (transfer none) (nullable): the step in which its value is proved
 */
JsonObject *
kab_steps_find_challenge (KabFlowRun *run, const char *field)
{
  JsonArray *steps = get_steps (run->definition);

  for (guint i = 0; i < kab_json_array_length (steps); i++)
    {
      JsonObject *step = kab_json_array_get_object (steps, i);

      if (kab_step_is_challenge (step) && g_strcmp0 (kab_step_get_target_field (run, step), field) == 0)
        return step;
    }
  return NULL;
}

/* Whether the step belongs to this person's way, as far as is known now. */
static gboolean
is_counted (KabFlowRun *run, JsonObject *step, int index, int current)
{
  const char *field;

  if (kab_step_is (step, "done") || kab_step_is (step, "rejected") || !is_wanted (run, step))
    return FALSE;
  if (!kab_step_is_challenge (step) || index >= current)
    return TRUE;
  field = kab_step_get_target_field (run, step);
  return field != NULL && json_object_has_member (run->values, field);
}

/**
 * kab_steps_count:
 * @run: a run
 * @number: (out): number of the present step, from 1
 *
 * Returns: how many steps there are up to the end
 */
guint
kab_steps_count (KabFlowRun *run, guint *number)
{
  JsonArray *steps = get_steps (run->definition);
  int current = find_index (run->definition, run->step);
  guint count = 0;
  guint reached = 0;

  for (guint i = 0; i < kab_json_array_length (steps); i++)
    {
      if (is_counted (run, kab_json_array_get_object (steps, i), (int) i, current))
        count++;
      if ((int) i <= current)
        reached = count;
    }
  *number = CLAMP (reached, 1, MAX (count, 1));
  return MAX (count, 1);
}

/**
 * kab_steps_comes_before:
 * @definition: a flow of a descriptor
 * @first: id of a step
 * @second: id of another step
 *
 * Returns: whether @first stands before @second
 */
gboolean
kab_steps_comes_before (JsonObject *definition, const char *first, const char *second)
{
  int index = find_index (definition, first);

  return index >= 0 && index < find_index (definition, second);
}

/* The nearest form before; an application that was handed in lies behind for good. */
static const char *
find_earlier_form (KabFlowRun *run, JsonObject *step)
{
  JsonArray *steps = get_steps (run->definition);

  for (int i = find_index (run->definition, kab_step_get_id (step)) - 1; i >= 0; i--)
    {
      JsonObject *earlier = kab_json_array_get_object (steps, (guint) i);

      if (!is_wanted (run, earlier))
        continue;
      if (kab_step_is (earlier, "form"))
        return kab_step_get_id (earlier);
      if (!kab_step_is_challenge (earlier))
        return NULL;
    }
  return NULL;
}

/**
 * kab_step_get_back:
 * @run: a run
 * @step: a step of its flow
 *
 * Returns: (nullable): id of the form that one may go back to from @step
 */
const char *
kab_step_get_back (KabFlowRun *run, JsonObject *step)
{
  const char *named = kab_json_get_string (step, "back_to");
  gboolean rejected = kab_step_is (step, "rejected");

  if (run->resumes != NULL || kab_step_is (step, "done"))
    return NULL;
  if (!kab_json_get_boolean (step, "can_go_back", rejected || !kab_step_is (step, "review")))
    return NULL;
  if (named != NULL && kab_step_is (kab_steps_find (run->definition, named), "form"))
    return named;
  return find_earlier_form (run, step);
}
