/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "flow-hooks.h"

#include "flow-steps.h"
#include "json.h"

struct _KabFlowHooks
{
  GHashTable *actions; /* name to KabFlowHook */
  GHashTable *checks;
  KabFlowFiler filer;
  KabFlowWithdrawer withdrawer;
};

/**
 * kab_flow_hooks_new:
 *
 * Returns: (transfer full): no hooks yet
 */
KabFlowHooks *
kab_flow_hooks_new (void)
{
  KabFlowHooks *self = g_new0 (KabFlowHooks, 1);

  self->actions = g_hash_table_new (g_str_hash, g_str_equal);
  self->checks = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/**
 * kab_flow_hooks_free:
 * @self: (transfer full) (nullable): hooks
 */
void
kab_flow_hooks_free (KabFlowHooks *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->actions);
  g_hash_table_unref (self->checks);
  g_free (self);
}

/**
 * kab_flows_add_action:
 * @server: the server
 * @name: (transfer none): static name, as it stands in a wiring's "on_done"
 * @hook: what is done when a flow of that wiring comes to its end
 */
void
kab_flows_add_action (KabServer *server, const char *name, KabFlowHook hook)
{
  g_hash_table_insert (server->flow_hooks->actions, (gpointer) name, (gpointer) hook);
}

/**
 * kab_flows_add_check:
 * @server: the server
 * @name: (transfer none): static name, as it stands in a form's "check"
 * @hook: what is looked at after all rules of the fields are kept
 */
void
kab_flows_add_check (KabServer *server, const char *name, KabFlowHook hook)
{
  g_hash_table_insert (server->flow_hooks->checks, (gpointer) name, (gpointer) hook);
}

/**
 * kab_flows_set_application_filer:
 * @server: the server
 * @filer: puts an application before the staff
 * @withdrawer: takes it away again
 */
void
kab_flows_set_application_filer (KabServer *server, KabFlowFiler filer, KabFlowWithdrawer withdrawer)
{
  server->flow_hooks->filer = filer;
  server->flow_hooks->withdrawer = withdrawer;
}

/**
 * kab_flow_hooks_run_actions:
 * @server: the server
 * @run: a run that has come to its end
 * @errors: takes what is wrong
 *
 * Returns: whether all actions of its wiring were done
 */
gboolean
kab_flow_hooks_run_actions (KabServer *server, KabFlowRun *run, KabFieldErrors *errors)
{
  JsonArray *names = kab_json_get_array (run->wiring, "on_done");

  for (guint i = 0; i < kab_json_array_length (names); i++)
    {
      KabFlowHook hook = (KabFlowHook) g_hash_table_lookup (server->flow_hooks->actions,
                                                            kab_json_array_get_string (names, i));

      if (!hook (server, run, errors))
        return FALSE;
    }
  return TRUE;
}

/**
 * kab_flow_hooks_run_check:
 * @server: the server
 * @name: name of a check
 * @run: a run with the values to be looked at
 * @errors: takes what is wrong
 *
 * Returns: whether nothing is
 */
gboolean
kab_flow_hooks_run_check (KabServer *server, const char *name, KabFlowRun *run, KabFieldErrors *errors)
{
  KabFlowHook hook = (KabFlowHook) g_hash_table_lookup (server->flow_hooks->checks, name);

  return hook (server, run, errors);
}

/**
 * kab_flow_hooks_file:
 * @server: the server
 * @run: a run that comes to its review
 */
void
kab_flow_hooks_file (KabServer *server, KabFlowRun *run)
{
  if (server->flow_hooks->filer != NULL)
    server->flow_hooks->filer (server, run, run->reference, run->latest_at);
}

/**
 * kab_flow_hooks_withdraw:
 * @server: the server
 * @run: a run whose review is broken off by the applicant
 */
void
kab_flow_hooks_withdraw (KabServer *server, KabFlowRun *run)
{
  if (server->flow_hooks->withdrawer != NULL)
    server->flow_hooks->withdrawer (server, run->id);
}

/**
 * kab_flow_hooks_know:
 * @server: the server
 * @definition: a flow of a descriptor
 * @wiring: (nullable): its wiring
 * @unknown: (out): name of what no part has registered
 *
 * Returns: whether every action and check that the flow names exists
 */
gboolean
kab_flow_hooks_know (KabServer *server, JsonObject *definition, JsonObject *wiring, char **unknown)
{
  JsonArray *actions = kab_json_get_array (wiring, "on_done");
  JsonArray *steps = kab_json_get_array (definition, "steps");

  *unknown = NULL;
  for (guint i = 0; i < kab_json_array_length (actions); i++)
    if (!g_hash_table_contains (server->flow_hooks->actions, kab_json_array_get_string (actions, i)))
      *unknown = g_strdup (kab_json_array_get_string (actions, i));
  for (guint i = 0; i < kab_json_array_length (steps) && *unknown == NULL; i++)
    {
      JsonObject *check = kab_json_get_object (kab_json_array_get_object (steps, i), "check");
      const char *name = kab_json_get_string (check, "name");

      if (name != NULL && !g_hash_table_contains (server->flow_hooks->checks, name))
        *unknown = g_strdup (name);
    }
  return *unknown == NULL;
}
