/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cabinets-file.h"

/* One group a cabinet, in their order. */
#define CABINET "cabinet "
#define REVOCATION "revocation "

/**
 * kab_cabinet_entry_new:
 * @id: the cabinet's id
 * @origin: the server
 * @organisation: the organisation's id
 * @person: (nullable): who signed in
 *
 * Returns: (transfer full): an entry
 */
KabCabinetEntry *
kab_cabinet_entry_new (const char *id, const char *origin, const char *organisation, KabPerson *person)
{
  KabCabinetEntry *self = g_new (KabCabinetEntry, 1);

  *self = (KabCabinetEntry) { g_strdup (id), g_strdup (origin), g_strdup (organisation),
                              person != NULL ? g_object_ref (person) : NULL };
  return self;
}

/**
 * kab_cabinet_entry_free:
 * @self: (transfer full): an entry
 */
void
kab_cabinet_entry_free (KabCabinetEntry *self)
{
  g_free (self->id);
  g_free (self->origin);
  g_free (self->organisation);
  g_clear_object (&self->person);
  g_free (self);
}

static void
copy_string (GKeyFile *file, const char *group, const char *key, JsonObject *object, const char *member)
{
  g_autofree char *value = g_key_file_get_string (file, group, key, NULL);

  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

static KabPerson *
read_person (GKeyFile *file, const char *group)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  copy_string (file, group, "person", object, "id");
  copy_string (file, group, "login", object, "login");
  copy_string (file, group, "name", object, "name");
  copy_string (file, group, "role", object, "role");
  json_node_take_object (node, object);
  return kab_record_decode (KAB_TYPE_PERSON, node, NULL);
}

static KabCabinetEntry *
read_entry (GKeyFile *file, const char *group)
{
  gboolean is_cabinet = g_str_has_prefix (group, CABINET);
  const char *id = group + strlen (is_cabinet ? CABINET : REVOCATION);
  g_autofree char *origin = g_key_file_get_string (file, group, "origin", NULL);
  g_autofree char *organisation = g_key_file_get_string (file, group, "organisation", NULL);
  g_autoptr (KabPerson) person = NULL;

  /* The id becomes part of file names. */
  if (!is_cabinet && !g_str_has_prefix (group, REVOCATION))
    return NULL;
  if (!g_uuid_string_is_valid (id) || origin == NULL || organisation == NULL)
    return NULL;
  if (is_cabinet)
    person = read_person (file, group);
  if (is_cabinet && person == NULL)
    return NULL;
  return kab_cabinet_entry_new (id, origin, organisation, person);
}

/**
 * kab_cabinets_file_read:
 * @path: the file
 *
 * Returns: (transfer full) (element-type KabCabinetEntry): what can be read of it; nothing if it is not
 *   there
 */
GPtrArray *
kab_cabinets_file_read (const char *path)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_cabinet_entry_free);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (path != NULL, entries);

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error)
      && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_info ("List of cabinets: %s", error->message);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      KabCabinetEntry *entry = read_entry (file, groups[i]);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  return entries;
}

static void
write_string (GKeyFile *file, const char *group, const char *key, const char *value)
{
  if (value != NULL)
    g_key_file_set_string (file, group, key, value);
}

/**
 * kab_cabinets_file_to_text:
 * @entries: (element-type KabCabinetEntry): the list
 *
 * Returns: (transfer full): what kab_cabinets_file_read() reads
 */
char *
kab_cabinets_file_to_text (GPtrArray *entries)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (entries != NULL, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      KabCabinetEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *group = g_strconcat (entry->person != NULL ? CABINET : REVOCATION, entry->id, NULL);

      write_string (file, group, "origin", entry->origin);
      write_string (file, group, "organisation", entry->organisation);
      if (entry->person == NULL)
        continue;
      write_string (file, group, "person", kab_person_get_id (entry->person));
      write_string (file, group, "login", kab_person_get_login (entry->person));
      write_string (file, group, "name", kab_person_get_name (entry->person));
      write_string (file, group, "role", kab_person_get_role (entry->person));
    }
  return g_key_file_to_data (file, NULL, NULL);
}
