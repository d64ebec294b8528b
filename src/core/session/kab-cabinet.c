/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cabinet-private.h"

#include <glib/gi18n.h>

/*
 * KabCabinet owns what belongs to one account: session, client, offline copy, drafts. Only the table in
 * kab-sign-in-machine.c says how its state changes. A list of cabinets owns it while it is known; who
 * holds it after a sign-out has an empty one. Main thread only; its fibers hold it.
 */

typedef enum
{
  PROP_ID = 1,
  PROP_LOGIN,
  PROP_NAME,
  PROP_ROLE,
  PROP_PERSON,
  PROP_DESCRIPTOR,
  PROP_STATE,
  PROP_PROBLEM,
  PROP_REMEMBERED,
  PROP_KEYRING,
  PROP_SESSION_ONLY,
} Property;

enum
{
  OPENED,
  FORGOTTEN,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_SESSION_ONLY + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KabCabinet, kab_cabinet, G_TYPE_OBJECT)

static void
notify (KabCabinet *self, Property property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* The stream of changes is there while somebody is signed in; it is the first thing to go (rule A9). */
static void
update_events (KabCabinet *self)
{
  if (self->live && self->state == KAB_CABINET_SIGNED_IN)
    kab_events_start (self->events);
  else
    kab_events_stop (self->events);
}

/* kab_cabinet_dispatch: tells the state machine of @event. Returns: whether the state has changed */
gboolean
kab_cabinet_dispatch (KabCabinet *self, KabSignInEvent event)
{
  KabCabinetState next = kab_sign_in_next (self->state, event);

  if (next == self->state)
    return FALSE;
  g_object_freeze_notify (G_OBJECT (self));
  if (self->state == KAB_CABINET_BLOCKED && g_set_object (&self->problem, NULL))
    notify (self, PROP_PROBLEM);
  self->state = next;
  update_events (self);
  if (next == KAB_CABINET_SIGNED_IN)
    kab_queue_send (self->queue);
  notify (self, PROP_STATE);
  notify (self, PROP_SESSION_ONLY);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

/* kab_cabinet_block: the server does not let the person in, and @problem says why. */
void
kab_cabinet_block (KabCabinet *self, KabProblem *problem)
{
  g_object_freeze_notify (G_OBJECT (self));
  kab_cabinet_dispatch (self, KAB_SIGN_IN_BLOCKED);
  if (self->state == KAB_CABINET_BLOCKED && g_set_object (&self->problem, problem))
    notify (self, PROP_PROBLEM);
  g_object_thaw_notify (G_OBJECT (self));
}

/* kab_cabinet_set_person: who the server says it is. */
void
kab_cabinet_set_person (KabCabinet *self, KabPerson *person)
{
  if (!g_set_object (&self->person, person))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  notify (self, PROP_PERSON);
  notify (self, PROP_LOGIN);
  notify (self, PROP_NAME);
  notify (self, PROP_ROLE);
  g_object_thaw_notify (G_OBJECT (self));
}

static char *
make_path (KabCabinet *self, const char *prefix, const char *suffix)
{
  g_autofree char *name = g_strconcat (prefix, self->id, suffix, NULL);

  return g_build_filename (self->state_dir, name, NULL);
}

/* What a person who does not want to be remembered leaves behind lies in memory (rule A4). */
static void
open_storage (KabCabinet *self)
{
  g_autofree char *cache_path = make_path (self, KAB_CABINET_CACHE_PREFIX, ".db");
  g_autofree char *drafts_path = make_path (self, KAB_CABINET_DRAFTS_PREFIX, NULL);
  g_autofree char *views_path = make_path (self, KAB_CABINET_VIEWS_PREFIX, ".ini");
  g_autofree char *queue_path = g_build_filename (drafts_path, "queue", NULL);

  self->cache = kab_cache_new (self->remembered ? cache_path : NULL);
  self->drafts = kab_drafts_new (self->remembered ? drafts_path : NULL);
  self->views = kab_views_new (self->remembered ? views_path : NULL);
  self->queue = kab_queue_new (self->client, self->remembered ? queue_path : NULL);
  kab_client_set_cache (self->client, KAB_HTTP_CACHE (self->cache));
}

/* kab_cabinet_set_remembered: moves between disk and memory; what was kept in the other place goes. */
void
kab_cabinet_set_remembered (KabCabinet *self, gboolean remembered)
{
  if (self->remembered == remembered)
    return;
  kab_queue_close (self->queue);
  kab_cache_unlink (self->cache);
  kab_drafts_unlink (self->drafts);
  kab_views_unlink (self->views);
  g_clear_object (&self->queue);
  g_clear_object (&self->cache);
  g_clear_object (&self->drafts);
  g_clear_object (&self->views);
  self->remembered = remembered;
  open_storage (self);
  notify (self, PROP_REMEMBERED);
}

static void
session_refreshed_cb (KabSession *session, KabPerson *person, KabCabinet *self)
{
  kab_cabinet_set_person (self, person);
}

static void
session_ended_cb (KabSession *session, int event, KabProblem *problem, KabCabinet *self)
{
  if (event == KAB_SIGN_IN_BLOCKED)
    kab_cabinet_block (self, problem);
  else
    kab_cabinet_dispatch (self, event);
}

static void
keyring_changed_cb (KabCabinet *self)
{
  notify (self, PROP_KEYRING);
  notify (self, PROP_SESSION_ONLY);
}

static void
kab_cabinet_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabCabinet *self = KAB_CABINET (object);

  switch ((Property) id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_LOGIN:
      g_value_set_string (value, kab_cabinet_get_login (self));
      break;
    case PROP_NAME:
      g_value_set_string (value, kab_cabinet_get_name (self));
      break;
    case PROP_ROLE:
      g_value_set_string (value, kab_cabinet_get_role (self));
      break;
    case PROP_PERSON:
      g_value_set_object (value, self->person);
      break;
    case PROP_DESCRIPTOR:
      g_value_set_object (value, self->descriptor);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_PROBLEM:
      g_value_set_object (value, self->problem);
      break;
    case PROP_REMEMBERED:
      g_value_set_boolean (value, self->remembered);
      break;
    case PROP_KEYRING:
      g_value_set_enum (value, kab_cabinet_get_keyring (self));
      break;
    case PROP_SESSION_ONLY:
      g_value_set_boolean (value, kab_cabinet_get_session_only (self));
      break;
    }
}

static void
kab_cabinet_finalize (GObject *object)
{
  KabCabinet *self = KAB_CABINET (object);

  dex_clear (&self->waking);
  dex_clear (&self->leaving);
  g_clear_object (&self->session);
  g_clear_object (&self->events);
  g_clear_object (&self->queue);
  g_clear_object (&self->client);
  g_clear_object (&self->cache);
  g_clear_object (&self->drafts);
  g_clear_object (&self->views);
  g_clear_object (&self->store);
  g_clear_object (&self->person);
  g_clear_object (&self->descriptor);
  g_clear_object (&self->problem);
  g_free (self->id);
  g_free (self->origin);
  g_free (self->organisation);
  g_free (self->state_dir);
  G_OBJECT_CLASS (kab_cabinet_parent_class)->finalize (object);
}

static void
kab_cabinet_class_init (KabCabinetClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_cabinet_get_property;
  object_class->finalize = kab_cabinet_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_LOGIN] = g_param_spec_string ("login", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_ROLE] = g_param_spec_string ("role", NULL, NULL, NULL, flags);
  properties[PROP_PERSON] = g_param_spec_object ("person", NULL, NULL, KAB_TYPE_PERSON, flags);
  properties[PROP_DESCRIPTOR] = g_param_spec_object ("descriptor", NULL, NULL, KAB_TYPE_DESCRIPTOR, flags);
  properties[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, KAB_TYPE_CABINET_STATE, KAB_CABINET_SIGNED_OUT, flags);
  properties[PROP_PROBLEM] = g_param_spec_object ("problem", NULL, NULL, KAB_TYPE_PROBLEM, flags);
  properties[PROP_REMEMBERED] = g_param_spec_boolean ("remembered", NULL, NULL, FALSE, flags);
  properties[PROP_KEYRING]
      = g_param_spec_enum ("keyring", NULL, NULL, KAB_TYPE_SECRET_SITUATION, KAB_SECRET_OK, flags);
  properties[PROP_SESSION_ONLY] = g_param_spec_boolean ("session-only", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * KabCabinet::opened:
   * @self: a cabinet
   *
   * The person has opened the keyring for this cabinet; the others may look again.
   */
  signals[OPENED]
      = g_signal_new ("opened", KAB_TYPE_CABINET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * KabCabinet::forgotten:
   * @self: a cabinet
   * @unfinished: whether the server, or a locked keyring, is still to be told
   *
   * The person has signed out.
   */
  signals[FORGOTTEN] = g_signal_new ("forgotten", KAB_TYPE_CABINET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
kab_cabinet_init (KabCabinet *self)
{
}

/* kab_cabinet_new: a cabinet that nobody is signed in to. */
KabCabinet *
kab_cabinet_new (KabNet *net,
                 KabSecretStore *store,
                 const char *state_dir,
                 const char *id,
                 const char *origin,
                 const char *organisation,
                 KabPerson *person,
                 gboolean remembered)
{
  KabCabinet *self = g_object_new (KAB_TYPE_CABINET, NULL);
  g_autofree char *lock_path = g_build_filename (state_dir, KAB_CABINET_LOCK, NULL);
  g_autofree char *label = NULL;

  self->id = g_strdup (id);
  self->origin = g_strdup (origin);
  self->organisation = g_strdup (organisation);
  self->state_dir = g_strdup (state_dir);
  self->person = g_object_ref (person);
  self->remembered = remembered;
  self->store = g_object_ref (store);
  self->client = kab_client_new (net, origin, organisation);
  self->events = kab_events_new (self->client);
  self->session = kab_session_new (self->client, store, id, KAB_SECRET_KIND_REFRESH, lock_path);
  /* Translators: the name of an item in the keyring; the first is a login, the second a server. */
  label = g_strdup_printf (_ ("Kabinet: %s at %s"), kab_person_get_login (person), origin);
  kab_session_set_label (self->session, label);
  g_signal_connect_object (self->session, "refreshed", G_CALLBACK (session_refreshed_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->session, "ended", G_CALLBACK (session_ended_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->session, "notify::keyring", G_CALLBACK (keyring_changed_cb), self,
                           G_CONNECT_SWAPPED);
  open_storage (self);
  return self;
}

void
kab_cabinet_emit_opened (KabCabinet *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

void
kab_cabinet_emit_forgotten (KabCabinet *self, gboolean unfinished)
{
  g_signal_emit (self, signals[FORGOTTEN], 0, unfinished);
}

/**
 * kab_cabinet_get_id:
 * @self: a cabinet
 *
 * Returns: its id on this computer, which says nothing of the account
 */
const char *
kab_cabinet_get_id (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return self->id;
}

/**
 * kab_cabinet_get_origin:
 * @self: a cabinet
 *
 * Returns: scheme, host and port of the server
 */
const char *
kab_cabinet_get_origin (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return self->origin;
}

/**
 * kab_cabinet_get_organisation:
 * @self: a cabinet
 *
 * Returns: the organisation's id
 */
const char *
kab_cabinet_get_organisation (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return self->organisation;
}

/**
 * kab_cabinet_get_login:
 * @self: a cabinet
 *
 * Returns: what the person signs in by
 */
const char *
kab_cabinet_get_login (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return kab_person_get_login (self->person);
}

/**
 * kab_cabinet_get_name:
 * @self: a cabinet
 *
 * Returns: (nullable): the person's name
 */
const char *
kab_cabinet_get_name (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return kab_person_get_name (self->person);
}

/**
 * kab_cabinet_get_role:
 * @self: a cabinet
 *
 * Returns: "customer" or "staff"
 */
const char *
kab_cabinet_get_role (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return kab_person_get_role (self->person);
}

/**
 * kab_cabinet_get_person:
 * @self: a cabinet
 *
 * Returns: (transfer none): who the server, or the last sign-in, says it is
 */
KabPerson *
kab_cabinet_get_person (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return self->person;
}

/**
 * kab_cabinet_get_client:
 * @self: a cabinet
 *
 * Returns: (transfer none): what sends requests of this account
 */
KabClient *
kab_cabinet_get_client (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return self->client;
}

/**
 * kab_cabinet_get_events:
 * @self: a cabinet
 *
 * Returns: (transfer none): what says that something on the server has changed; it lives as long as the cabinet
 */
KabEvents *
kab_cabinet_get_events (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return self->events;
}

/**
 * kab_cabinet_set_live:
 * @self: a cabinet
 * @live: whether changes on the server are to be heard of while somebody is signed in
 */
void
kab_cabinet_set_live (KabCabinet *self, gboolean live)
{
  g_return_if_fail (KAB_IS_CABINET (self));

  self->live = live;
  update_events (self);
}

/**
 * kab_cabinet_get_descriptor:
 * @self: a cabinet
 *
 * Returns: (transfer none) (nullable): what the organisation is and has, once it was loaded
 */
KabDescriptor *
kab_cabinet_get_descriptor (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return self->descriptor;
}

/**
 * kab_cabinet_get_cache:
 * @self: a cabinet
 *
 * Returns: (transfer none): the offline copy
 */
KabCache *
kab_cabinet_get_cache (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return self->cache;
}

/**
 * kab_cabinet_get_queue:
 * @self: a cabinet
 *
 * Returns: (transfer none): what the person has sent and the server has not answered yet
 */
KabQueue *
kab_cabinet_get_queue (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->queue;
}

/**
 * kab_cabinet_get_drafts:
 * @self: a cabinet
 *
 * Returns: (transfer none): the person's own drafts
 */
KabDrafts *
kab_cabinet_get_drafts (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return self->drafts;
}

/**
 * kab_cabinet_get_views:
 * @self: a cabinet
 *
 * Returns: (transfer none): how the person wants to look at lists
 */
KabViews *
kab_cabinet_get_views (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return self->views;
}

/**
 * kab_cabinet_get_state:
 * @self: a cabinet
 *
 * Returns: where it stands
 */
KabCabinetState
kab_cabinet_get_state (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), KAB_CABINET_SIGNED_OUT);
  return self->state;
}

/**
 * kab_cabinet_get_problem:
 * @self: a cabinet
 *
 * Returns: (transfer none) (nullable): in %KAB_CABINET_BLOCKED, the server's reason
 */
KabProblem *
kab_cabinet_get_problem (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return self->problem;
}

/**
 * kab_cabinet_get_remembered:
 * @self: a cabinet
 *
 * Returns: whether the person wants to find the cabinet here after a restart
 */
gboolean
kab_cabinet_get_remembered (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), FALSE);
  return self->remembered;
}

/**
 * kab_cabinet_get_keyring:
 * @self: a cabinet
 *
 * Returns: how it stood with the keyring when it was last needed
 */
KabSecretSituation
kab_cabinet_get_keyring (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), KAB_SECRET_NO_SERVICE);
  return kab_session_get_keyring (self->session);
}

/**
 * kab_cabinet_get_session_only:
 * @self: a cabinet
 *
 * Returns: whether the person is signed in only until the program ends, because the keyring does not take
 *   the session (rule A4)
 */
gboolean
kab_cabinet_get_session_only (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), FALSE);
  return self->state == KAB_CABINET_SIGNED_IN && self->remembered && !kab_session_get_kept (self->session);
}
