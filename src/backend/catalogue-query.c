/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "catalogue-search.h"

#include "catalogue-text.h"
#include "catalogue-vehicles.h"
#include "documents-store.h"
#include "json.h"

#define MIN_KEY 3 /* shorter ones begin too many numbers */
#define MAX_KEY 40
#define DAY (24 * 3600)

static const struct
{
  const char *name;
  const char *order;
} sorts[] = {
  { "price", "i.price, i.id" },
  { "-price", "i.price DESC, i.id" },
  { "title", "i.title, i.price, i.id" },
  { "-title", "i.title DESC, i.price, i.id" },
  { "-added", "i.added_at DESC, i.id DESC" },
  { "added", "i.added_at, i.id" },
  { "-watchers", "i.watchers DESC, i.id" },
};

static gboolean
read_flag (KabCall *call, const char *name)
{
  const char *text = kab_call_get_query (call, name);

  if (text == NULL || g_str_equal (text, "false"))
    return FALSE;
  if (!g_str_equal (text, "true"))
    kab_call_reply_problem (call, "bad-request", "A switch takes true or false");
  return TRUE;
}

/* How much an item is watched is the staff's business. */
static void
read_sort (KabCatalogueQuery *self, KabCall *call)
{
  const char *text = kab_call_get_query (call, "sort");

  if (text == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_str_equal (sorts[i].name, text)
        && (kab_person_is_staff (call->person) || !g_str_equal (text, "-watchers")))
      {
        self->order = sorts[i].order;
        return;
      }
  kab_call_reply_problem (call, "bad-request",
                          "“sort” takes price, title or added, with - for the other way");
}

/* A vehicle may be chosen, or its number typed in place of words. */
static void
read_vehicle (KabCatalogueQuery *self, KabServer *server, KabCall *call, const char *vin)
{
  const char *chosen = kab_call_get_query (call, "vehicle");

  if (vin != NULL)
    self->vehicle = kab_catalogue_find_vehicle_by_vin (server, self->organisation, vin, &self->vehicle_title);
  else if (chosen != NULL)
    self->vehicle = kab_catalogue_find_vehicle (server, self->organisation, chosen, &self->vehicle_title);
  if ((vin != NULL || chosen != NULL) && self->vehicle == 0)
    self->none = TRUE;
}

static void
read_words (KabCatalogueQuery *self, const char *text)
{
  g_autofree char *key = kab_catalogue_fold_article (text);

  self->match = kab_catalogue_build_match (text);
  self->none = self->match == NULL && *text != '\0';
  if (g_utf8_strlen (key, -1) >= MIN_KEY && g_utf8_strlen (key, -1) <= MAX_KEY)
    self->key = g_steal_pointer (&key);
}

/**
 * kab_catalogue_get_fresh_since:
 * @server: the server
 * @organisation: an organisation
 *
 * Returns: items that came after this moment are new arrivals
 */
gint64
kab_catalogue_get_fresh_since (KabServer *server, KabOrganisation *organisation)
{
  return kab_server_now (server)
         - kab_json_get_integer (kab_catalogue_get_wiring (organisation), "fresh_days", 30) * DAY;
}

/**
 * kab_catalogue_query_new:
 * @server: the server
 * @call: a call of a signed-in person
 *
 * Reads the query of a list; answers 400 where it cannot be read, see kab_call_is_answered ().
 *
 * Returns: (transfer full): what is wanted
 */
KabCatalogueQuery *
kab_catalogue_query_new (KabServer *server, KabCall *call)
{
  KabCatalogueQuery *self = g_new0 (KabCatalogueQuery, 1);
  const char *text = kab_call_get_query (call, "q");
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *vin = kab_catalogue_find_vin (trimmed);

  self->organisation = kab_documents_find_organisation (server, call->organisation);
  if (vin == NULL)
    read_words (self, trimmed);
  read_vehicle (self, server, call, vin);
  self->maker = g_strdup (kab_call_get_query (call, "maker"));
  self->part = g_strdup (kab_call_get_query (call, "group"));
  self->stock = read_flag (call, "stock");
  self->fresh = read_flag (call, "fresh");
  self->fresh_since = kab_catalogue_get_fresh_since (server, call->organisation);
  read_sort (self, call);
  return self;
}

/**
 * kab_catalogue_query_free:
 * @self: (transfer full): a query
 */
void
kab_catalogue_query_free (KabCatalogueQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->match);
  g_free (self->vehicle_title);
  g_free (self->maker);
  g_free (self->part);
  g_free (self);
}
