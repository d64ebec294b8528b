/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-net.h"
#include "kab-net-private.h"

#include <sys/utsname.h>

/*
 * KabNet owns the sessions and nothing else about the network; clients hold a reference to it. It lives
 * on the main thread, as do all soup objects (rule B14). Long-lived streams have a session of their own,
 * so that they never take the places of ordinary requests (rule B1).
 */
struct _KabNet
{
  GObject parent_instance;

  SoupSession *api;
  SoupSession *stream;
  GNetworkMonitor *monitor;
  DexPromise *change;
  char *user_agent;
  guint retry_base;
};

G_DEFINE_FINAL_TYPE (KabNet, kab_net, G_TYPE_OBJECT)

static char *
make_user_agent (void)
{
  struct utsname names;
  const char *system = uname (&names) == 0 ? names.sysname : "unknown";

  return g_strdup_printf ("Kabinet/" KAB_VERSION " (%s; libsoup/%u.%u.%u)", system, soup_get_major_version (),
                          soup_get_minor_version (), soup_get_micro_version ());
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, KabNet *self)
{
  g_autoptr (DexPromise) change = NULL;

  if (!available)
    return;
  change = g_steal_pointer (&self->change);
  self->change = dex_promise_new ();
  dex_promise_resolve_boolean (change, TRUE);
}

static void
kab_net_dispose (GObject *object)
{
  KabNet *self = KAB_NET (object);

  if (self->api != NULL)
    kab_net_abort (self);
  g_clear_object (&self->api);
  g_clear_object (&self->stream);
  g_clear_object (&self->monitor);
  dex_clear (&self->change);
  g_clear_pointer (&self->user_agent, g_free);
  G_OBJECT_CLASS (kab_net_parent_class)->dispose (object);
}

static void
kab_net_class_init (KabNetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_net_dispose;
}

/* No SoupCache in either: it hands one person's answers to the next (rule B2). */
static void
kab_net_init (KabNet *self)
{
  self->user_agent = make_user_agent ();
  self->retry_base = 500;
  self->change = dex_promise_new ();
  self->api = soup_session_new_with_options ("max-conns", 12, "max-conns-per-host", 6, "timeout", 15,
                                             "idle-timeout", 55, "user-agent", self->user_agent,
                                             "accept-language-auto", TRUE, NULL);
  self->stream = soup_session_new_with_options ("max-conns", 64, "max-conns-per-host", 32, "timeout", 0,
                                                "idle-timeout", 55, "user-agent", self->user_agent,
                                                "accept-language-auto", TRUE, NULL);
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self, 0);
}

/**
 * kab_net_new:
 *
 * Returns: (transfer full): the network; the program makes one
 */
KabNet *
kab_net_new (void)
{
  return g_object_new (KAB_TYPE_NET, NULL);
}

/**
 * kab_net_get_user_agent:
 * @self: the network
 *
 * Returns: what every request says of us, "Kabinet/0.1.0 (Linux; libsoup/3.6.5)"
 */
const char *
kab_net_get_user_agent (KabNet *self)
{
  g_return_val_if_fail (KAB_IS_NET (self), NULL);
  return self->user_agent;
}

/**
 * kab_net_get_available:
 * @self: the network
 *
 * A hint, wrong behind some tunnels and portals: good for the choice of words, never a reason not to
 * try or to switch a button off (rule B10).
 *
 * Returns: whether the system believes that there is a network
 */
gboolean
kab_net_get_available (KabNet *self)
{
  g_return_val_if_fail (KAB_IS_NET (self), FALSE);
  return g_network_monitor_get_network_available (self->monitor);
}

/**
 * kab_net_set_tls_database:
 * @self: the network
 * @database: (nullable): the authorities to trust in place of the system's
 *
 * For an administrator's file of authorities; there is no way to accept one bad certificate (rule B9).
 */
void
kab_net_set_tls_database (KabNet *self, GTlsDatabase *database)
{
  g_return_if_fail (KAB_IS_NET (self));
  soup_session_set_tls_database (self->api, database);
  soup_session_set_tls_database (self->stream, database);
}

/**
 * kab_net_set_retry_base:
 * @self: the network
 * @milliseconds: the longest first pause before a request is tried again; it doubles with each try
 */
void
kab_net_set_retry_base (KabNet *self, guint milliseconds)
{
  g_return_if_fail (KAB_IS_NET (self));
  self->retry_base = milliseconds;
}

/**
 * kab_net_abort:
 * @self: the network
 *
 * Ends all requests and drops all connections, as after a suspend, when none of them is alive.
 */
void
kab_net_abort (KabNet *self)
{
  g_return_if_fail (KAB_IS_NET (self));
  soup_session_abort (self->api);
  soup_session_abort (self->stream);
}

/*
 * kab_net_get_api_session:
 *
 * Returns: the session of requests with an end
 */
SoupSession *
kab_net_get_api_session (KabNet *self)
{
  return self->api;
}

/*
 * kab_net_get_stream_session:
 *
 * Returns: the session of answers without an end
 */
SoupSession *
kab_net_get_stream_session (KabNet *self)
{
  return self->stream;
}

/*
 * kab_net_wait_for_change:
 *
 * Returns: (transfer full): a future that resolves when the system next says that there is a network
 */
DexFuture *
kab_net_wait_for_change (KabNet *self)
{
  return dex_ref (DEX_FUTURE (self->change));
}

/*
 * kab_net_get_retry_base:
 *
 * Returns: milliseconds, see kab_net_set_retry_base()
 */
guint
kab_net_get_retry_base (KabNet *self)
{
  return self->retry_base;
}
