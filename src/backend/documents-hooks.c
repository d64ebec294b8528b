/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-hooks.h"

#include <gio/gio.h>

#include "documents-type.h"
#include "json.h"

struct _KabDocumentHooks
{
  GHashTable *effects; /* name to KabEffect */
  GHashTable *fields;  /* name to KabFieldsMaker */
  GHashTable *describers;
};

/**
 * kab_document_hooks_new:
 *
 * Returns: (transfer full): no hooks yet
 */
KabDocumentHooks *
kab_document_hooks_new (void)
{
  KabDocumentHooks *self = g_new0 (KabDocumentHooks, 1);

  self->effects = g_hash_table_new (g_str_hash, g_str_equal);
  self->fields = g_hash_table_new (g_str_hash, g_str_equal);
  self->describers = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/**
 * kab_document_hooks_free:
 * @self: (transfer full) (nullable): hooks
 */
void
kab_document_hooks_free (KabDocumentHooks *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->effects);
  g_hash_table_unref (self->fields);
  g_hash_table_unref (self->describers);
  g_free (self);
}

/**
 * kab_documents_add_effect:
 * @server: the server
 * @name: (transfer none): static name, as it stands in an action's "effect"
 * @effect: what is done, in the transaction of the action and before the document changes
 */
void
kab_documents_add_effect (KabServer *server, const char *name, KabEffect effect)
{
  g_hash_table_insert (server->document_hooks->effects, (gpointer) name, (gpointer) effect);
}

/**
 * kab_documents_add_fields:
 * @server: the server
 * @name: (transfer none): static name, as it stands in an action's "fields_of"
 * @maker: makes the fields that hang on the document
 */
void
kab_documents_add_fields (KabServer *server, const char *name, KabFieldsMaker maker)
{
  g_hash_table_insert (server->document_hooks->fields, (gpointer) name, (gpointer) maker);
}

/**
 * kab_documents_add_describer:
 * @server: the server
 * @name: (transfer none): static name, as it stands in a machine's "source"
 * @describer: tells more of such documents than is kept with them
 */
void
kab_documents_add_describer (KabServer *server, const char *name, KabDescriber describer)
{
  g_hash_table_insert (server->document_hooks->describers, (gpointer) name, (gpointer) describer);
}

/**
 * kab_documents_describe:
 * @server: the server
 * @call: the call that is answered
 * @document: a document
 * @detail: the answer about it, which gets what is not kept with the document
 */
void
kab_documents_describe (KabServer *server, KabCall *call, const KabDocument *document, JsonObject *detail)
{
  JsonObject *machine = kab_document_type_get_machine (call->organisation, document->type);
  const char *name = kab_json_get_string (machine, "source");
  KabDescriber describer
      = name != NULL ? (KabDescriber) g_hash_table_lookup (server->document_hooks->describers, name) : NULL;

  if (describer != NULL)
    describer (server, call, document, detail);
}

/**
 * kab_documents_run_effect:
 * @deed: an action that is about to be done
 *
 * Returns: whether it may go on; otherwise the call is answered
 */
gboolean
kab_documents_run_effect (KabDeed *deed)
{
  const char *name = kab_json_get_string (deed->action, "effect");
  KabEffect effect
      = name != NULL ? (KabEffect) g_hash_table_lookup (deed->server->document_hooks->effects, name) : NULL;

  return effect == NULL || effect (deed);
}

/**
 * kab_documents_dup_fields:
 * @server: the server
 * @document: a document
 * @action: one of its actions
 *
 * Returns: (transfer full) (nullable): what @action asks for on this document
 */
JsonArray *
kab_documents_dup_fields (KabServer *server, const KabDocument *document, JsonObject *action)
{
  const char *name = kab_json_get_string (action, "fields_of");
  KabFieldsMaker maker
      = name != NULL ? (KabFieldsMaker) g_hash_table_lookup (server->document_hooks->fields, name) : NULL;
  JsonArray *fixed = kab_json_get_array (action, "fields");

  if (maker != NULL)
    return maker (server, document, action);
  return fixed != NULL ? json_array_ref (fixed) : NULL;
}

static gboolean
is_known (GHashTable *hooks, JsonObject *action, const char *member)
{
  const char *name = kab_json_get_string (action, member);

  return name == NULL || g_hash_table_contains (hooks, name);
}

static gboolean
check_type (KabServer *server, JsonObject *machine, const char *place, GError **error)
{
  JsonArray *actions = kab_json_get_array (machine, "actions");

  if (!is_known (server->document_hooks->describers, machine, "source"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: no part is the source “%s”", place,
                   kab_json_get_string (machine, "source"));
      return FALSE;
    }
  for (guint i = 0; i < kab_json_array_length (actions); i++)
    {
      JsonObject *action = kab_json_array_get_object (actions, i);

      if (is_known (server->document_hooks->effects, action, "effect")
          && is_known (server->document_hooks->fields, action, "fields_of"))
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: action “%s” names what no part does",
                   place, kab_json_get_string (action, "id"));
      return FALSE;
    }
  return TRUE;
}

/**
 * kab_documents_check_hooks:
 * @server: the server, with all hooks registered
 * @error: return location for what is wrong
 *
 * Returns: whether every effect and every maker of fields that a descriptor names is there
 */
gboolean
kab_documents_check_hooks (KabServer *server, GError **error)
{
  for (guint i = 0; i < server->organisations->len; i++)
    {
      KabOrganisation *organisation = g_ptr_array_index (server->organisations, i);
      JsonObject *types = kab_json_get_object (kab_organisation_get_server (organisation), "documents");
      g_autoptr (GList) names = types != NULL ? json_object_get_members (types) : NULL;

      for (GList *link = names; link != NULL; link = link->next)
        {
          g_autofree char *place
              = g_strdup_printf ("%s, %s", kab_organisation_get_id (organisation), (const char *) link->data);

          if (!check_type (server, kab_json_get_object (types, link->data), place, error))
            return FALSE;
        }
    }
  return TRUE;
}
