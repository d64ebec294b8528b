/* seed-private.h: what the parts of the seeding share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "documents-store.h"

G_BEGIN_DECLS

/* The seeding of one organisation. All that looks like chance comes from @chance, so that every run on the
 * same day makes the same. */
typedef struct
{
  KabServer *server;
  KabOrganisation *organisation;
  JsonObject *demo; /* the organisation's file in the folder demo, or an empty object */
  GRand *chance;
  gint64 now;
  GHashTable *cards;     /* key in the file to a KabSeedCard */
  GPtrArray *staff;      /* names */
  GHashTable *passwords; /* to their hashes: each costs a good part of a second */
} KabSeed;

typedef struct
{
  gint64 id;
  char *name;
  JsonArray *things;
} KabSeedCard;

void kab_seed_people (KabSeed *self, JsonArray *people);
void kab_seed_cards (KabSeed *self);
void kab_seed_documents (KabSeed *self);
void kab_seed_lines (KabSeed *self,
                     const KabDocument *document,
                     JsonArray *lines,
                     JsonObject *action,
                     gint64 at,
                     const char *by);
void kab_seed_vehicles (KabSeed *self);
void kab_seed_accounts (KabSeed *self);
void kab_seed_meters (KabSeed *self, gint64 account, JsonArray *meters);
void kab_seed_fill (KabSeed *self, int count);
void kab_seed_catalogue (KabSeed *self);
void kab_seed_fill_catalogue (KabSeed *self, int count);

char *kab_seed_dup_person_id (KabSeed *self, const char *key) G_GNUC_WARN_UNUSED_RESULT;
gint64 kab_seed_parse_time (KabSeed *self, const char *text);
gint64 kab_seed_day_ago (KabSeed *self, int days, const char *time);

G_END_DECLS
