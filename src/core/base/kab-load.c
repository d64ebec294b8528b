/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-load.h"

#include "kab-error.h"

/* The state that a page draws. What is already shown stays while it is loaded again: then only
 * "busy" tells of the loading, and "stale" of its failure. Lives in the main thread. */
struct _KabLoad
{
  GObject parent_instance;

  KabLoadState state;
  gboolean busy;
  GError *error;
  char *message;
};

G_DEFINE_ENUM_TYPE (KabLoadState,
                    kab_load_state,
                    G_DEFINE_ENUM_VALUE (KAB_LOAD_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (KAB_LOAD_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (KAB_LOAD_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (KAB_LOAD_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (KAB_LOAD_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (KabLoad, kab_load, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_STATE_NAME,
  PROP_ERROR,
  PROP_MESSAGE,
  PROP_BUSY,
  PROP_STALE,
} Property;

static GParamSpec *properties[PROP_STALE + 1];

static gboolean
shows_content (KabLoadState state)
{
  return state == KAB_LOAD_READY || state == KAB_LOAD_EMPTY;
}

static void
set_state (KabLoad *self, KabLoadState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE_NAME]);
}

static void
set_busy (KabLoad *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
set_error (KabLoad *self, const GError *error, const char *message)
{
  gboolean changed = error != NULL || self->error != NULL;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  if (g_set_str (&self->message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Changes everything as one, so that nobody sees a state between. */
static void
change (KabLoad *self, KabLoadState state, gboolean busy, const GError *error, const char *message)
{
  gboolean was_stale = kab_load_get_stale (self);

  g_object_freeze_notify (G_OBJECT (self));
  set_error (self, error, message);
  set_busy (self, busy);
  set_state (self, state);
  if (kab_load_get_stale (self) != was_stale)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STALE]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
kab_load_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabLoad *self = KAB_LOAD (object);

  switch ((Property) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_STATE_NAME:
      g_value_set_string (value, kab_load_get_state_name (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_STALE:
      g_value_set_boolean (value, kab_load_get_stale (self));
      break;
    }
}

static void
kab_load_finalize (GObject *object)
{
  KabLoad *self = KAB_LOAD (object);

  g_clear_error (&self->error);
  g_clear_pointer (&self->message, g_free);
  G_OBJECT_CLASS (kab_load_parent_class)->finalize (object);
}

static void
kab_load_class_init (KabLoadClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_load_get_property;
  object_class->finalize = kab_load_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, KAB_TYPE_LOAD_STATE, KAB_LOAD_IDLE, flags);
  properties[PROP_STATE_NAME] = g_param_spec_string ("state-name", NULL, NULL, "idle", flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
kab_load_init (KabLoad *self)
{
}

/**
 * kab_load_new:
 *
 * Returns: (transfer full): a load that is idle
 */
KabLoad *
kab_load_new (void)
{
  return g_object_new (KAB_TYPE_LOAD, NULL);
}

/**
 * kab_load_begin:
 * @self: a load
 *
 * Tells that loading has begun. What is shown already stays shown.
 */
void
kab_load_begin (KabLoad *self)
{
  g_return_if_fail (KAB_IS_LOAD (self));

  change (self, shows_content (self->state) ? self->state : KAB_LOAD_LOADING, TRUE, NULL, NULL);
}

/**
 * kab_load_finish:
 * @self: a load
 * @empty: whether the answer holds nothing
 *
 * Tells that the answer has come.
 */
void
kab_load_finish (KabLoad *self, gboolean empty)
{
  g_return_if_fail (KAB_IS_LOAD (self));

  change (self, empty ? KAB_LOAD_EMPTY : KAB_LOAD_READY, FALSE, NULL, NULL);
}

/**
 * kab_load_fail:
 * @self: a load
 * @error: why
 * @message: (nullable): the same for people
 *
 * Tells that loading has failed. What is shown already stays shown and becomes stale. A cancelled
 * load goes back to where it was before, without an error.
 */
void
kab_load_fail (KabLoad *self, const GError *error, const char *message)
{
  g_return_if_fail (KAB_IS_LOAD (self));
  g_return_if_fail (error != NULL);

  if (kab_error_is_cancelled (error))
    change (self, shows_content (self->state) ? self->state : KAB_LOAD_IDLE, FALSE, NULL, NULL);
  else
    change (self, shows_content (self->state) ? self->state : KAB_LOAD_FAILED, FALSE, error,
            message != NULL ? message : error->message);
}

/**
 * kab_load_reset:
 * @self: a load
 *
 * Forgets everything, as when the page turns to another account.
 */
void
kab_load_reset (KabLoad *self)
{
  g_return_if_fail (KAB_IS_LOAD (self));

  change (self, KAB_LOAD_IDLE, FALSE, NULL, NULL);
}

/**
 * kab_load_get_state:
 * @self: a load
 *
 * Returns: the state
 */
KabLoadState
kab_load_get_state (KabLoad *self)
{
  g_return_val_if_fail (KAB_IS_LOAD (self), KAB_LOAD_IDLE);

  return self->state;
}

/**
 * kab_load_get_state_name:
 * @self: a load
 *
 * Returns: (transfer none): the state as the name of a stack's page: "idle", "loading", "ready",
 *   "empty" or "failed"
 */
const char *
kab_load_get_state_name (KabLoad *self)
{
  static const char *const names[] = { "idle", "loading", "ready", "empty", "failed" };

  g_return_val_if_fail (KAB_IS_LOAD (self), names[KAB_LOAD_IDLE]);

  return names[self->state];
}

/**
 * kab_load_get_error:
 * @self: a load
 *
 * Returns: (nullable) (transfer none): why the last loading failed
 */
const GError *
kab_load_get_error (KabLoad *self)
{
  g_return_val_if_fail (KAB_IS_LOAD (self), NULL);

  return self->error;
}

/**
 * kab_load_get_message:
 * @self: a load
 *
 * Returns: (nullable) (transfer none): why the last loading failed, for people
 */
const char *
kab_load_get_message (KabLoad *self)
{
  g_return_val_if_fail (KAB_IS_LOAD (self), NULL);

  return self->message;
}

/**
 * kab_load_get_busy:
 * @self: a load
 *
 * Returns: whether something is being loaded now, also behind what is shown
 */
gboolean
kab_load_get_busy (KabLoad *self)
{
  g_return_val_if_fail (KAB_IS_LOAD (self), FALSE);

  return self->busy;
}

/**
 * kab_load_get_stale:
 * @self: a load
 *
 * Returns: whether what is shown could not be brought up to date
 */
gboolean
kab_load_get_stale (KabLoad *self)
{
  g_return_val_if_fail (KAB_IS_LOAD (self), FALSE);

  return self->error != NULL && shows_content (self->state);
}
