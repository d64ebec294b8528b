/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-keyring.h"
#include "kab-test.h"

#include <gio/gio.h>

/* The real gnome-keyring on a private bus. KAB_TEST_WORLD says which world this run lives in:
 *   open   the login keyring is unlocked by the password "open sesame"
 *   fresh  the service starts when asked, and there is no collection yet
 *   bare   a bus on which no keyring can be started
 *   none   no bus */

#define ORIGIN "https://kabinet.example"
#define SECRET "r_5up3rS3cr3t"
#define LOGIN_KEYRING "/org/freedesktop/secrets/collection/login"

static const KabSecretKey key = { "account-1", ORIGIN, KAB_SECRET_KIND_REFRESH };
static const KabSecretKey other_kind = { "account-1", ORIGIN, KAB_SECRET_KIND_FLOW };
static const KabSecretKey other_account = { "account-2", ORIGIN, KAB_SECRET_KIND_REFRESH };

static void
store_secret (KabSecretStore *store, const KabSecretKey *as, const char *text)
{
  g_autoptr (SecretValue) secret = secret_value_new (text, -1, "text/plain");
  g_autoptr (GError) error = NULL;

  kab_test_await (kab_secret_store_store (store, as, "Kabinet test", secret), &error);
  g_assert_no_error (error);
}

static void
assert_secret (KabSecretStore *store, const KabSecretKey *as, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) secret = kab_test_await_boxed (kab_secret_store_lookup (store, as), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret_value_get_text (secret), ==, text);
}

static void
assert_situation (DexFuture *future, KabSecretSituation situation)
{
  g_autoptr (GError) error = NULL;

  kab_test_await (future, &error);
  if (error != NULL)
    g_test_message ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
  g_assert_cmpint (kab_secret_situation_from_error (error), ==, situation);
  if (situation != KAB_SECRET_OK)
    g_assert_error (error, KAB_SECRET_ERROR, (int) situation);
}

static void
assert_all_refuse (KabSecretSituation situation)
{
  g_autoptr (KabSecretStore) store = KAB_SECRET_STORE (kab_keyring_new ());
  g_autoptr (SecretValue) secret = secret_value_new (SECRET, -1, "text/plain");

  assert_situation (kab_secret_store_lookup (store, &key), situation);
  assert_situation (kab_secret_store_store (store, &key, "Kabinet test", secret), situation);
  assert_situation (kab_secret_store_clear (store, &key), situation);
}

static GVariant *
call_service (const char *path, const char *interface, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GVariant *answer;

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", path, interface, method, arguments,
                                        NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  return answer;
}

static void
lock_keyring (void)
{
  const char *paths[] = { LOGIN_KEYRING };

  g_variant_unref (call_service ("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Lock",
                                 g_variant_new ("(@ao)", g_variant_new_objv (paths, 1))));
}

/* What a person does at the keyring's question: waits for its window, then presses these keys. */
static GSubprocess *
answer_question (const char *keys)
{
  g_autofree char *script
      = g_strdup_printf ("xdotool search --sync --onlyvisible --class gcr-prompter > /dev/null; %s", keys);
  g_autoptr (GError) error = NULL;
  GSubprocess *person
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "sh", "-c", script, NULL);

  g_assert_no_error (error);
  return person;
}

static void
unlock_keyring (void)
{
  g_autoptr (KabSecretStore) store = KAB_SECRET_STORE (kab_keyring_new ());
  g_autoptr (GSubprocess) person = answer_question ("xdotool type 'open sesame'; xdotool key Return");
  g_autoptr (GError) error = NULL;

  kab_test_await (kab_secret_store_unlock (store), &error);
  g_assert_no_error (error);
  g_subprocess_wait (person, NULL, NULL);
}

/* A1: one item, found by exactly our attributes; its secret is the token and nothing else. */
static void
test_item (void)
{
  g_autoptr (KabSecretStore) store = KAB_SECRET_STORE (kab_keyring_new ());
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) items = NULL;
  g_autoptr (GVariant) attributes = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autofree char *shown = NULL;
  const char *path;

  store_secret (store, &key, "an older one");
  store_secret (store, &key, SECRET);
  store_secret (store, &other_kind, "flow");
  assert_secret (store, &key, SECRET);
  assert_secret (store, &other_kind, "flow");
  assert_situation (kab_secret_store_clear (store, &other_kind), KAB_SECRET_OK);

  answer = call_service (LOGIN_KEYRING, "org.freedesktop.DBus.Properties", "Get",
                         g_variant_new ("(ss)", "org.freedesktop.Secret.Collection", "Items"));
  g_variant_get (answer, "(v)", &items);
  g_assert_cmpuint (g_variant_n_children (items), ==, 1);
  g_variant_get_child (items, 0, "&o", &path);
  attributes = call_service (path, "org.freedesktop.DBus.Properties", "Get",
                             g_variant_new ("(ss)", "org.freedesktop.Secret.Item", "Attributes"));
  g_variant_get (attributes, "(v)", &value);
  g_assert_cmpuint (g_variant_n_children (value), ==, 5);
  shown = g_variant_print (value, FALSE);
  g_assert_nonnull (strstr (shown, "'account-id': 'account-1'"));
  g_assert_nonnull (strstr (shown, "'origin': '" ORIGIN "'"));
  g_assert_nonnull (strstr (shown, "'kind': 'refresh'"));
  g_assert_nonnull (strstr (shown, "'generation': '1'"));
  g_assert_nonnull (strstr (shown, "'xdg:schema': 'org.kabinet.Kabinet.Session'"));
  g_assert_null (strstr (shown, SECRET));

  assert_situation (kab_secret_store_clear (store, &key), KAB_SECRET_OK);
}

/* A2: an open keyring without the item. */
static void
test_no_item (void)
{
  g_autoptr (KabSecretStore) store = KAB_SECRET_STORE (kab_keyring_new ());

  assert_situation (kab_secret_store_lookup (store, &other_account), KAB_SECRET_NO_ITEM);
  assert_situation (kab_secret_store_clear (store, &other_account), KAB_SECRET_OK);
}

/* A2: a locked keyring is not an empty one, whether or not the item is in it; nobody is asked. */
static void
test_locked (void)
{
  g_autoptr (KabSecretStore) store = KAB_SECRET_STORE (kab_keyring_new ());

  store_secret (store, &key, SECRET);
  lock_keyring ();
  assert_all_refuse (KAB_SECRET_LOCKED);
  assert_situation (kab_secret_store_lookup (store, &other_account), KAB_SECRET_LOCKED);

  unlock_keyring ();
  assert_secret (store, &key, SECRET);
  assert_situation (kab_secret_store_clear (store, &key), KAB_SECRET_OK);
}

/* A2: the person closes the question. All who wait for it hear of it, and can ask again. */
static void
test_denied (void)
{
  g_autoptr (KabSecretStore) store = KAB_SECRET_STORE (kab_keyring_new ());
  g_autoptr (DexFuture) second = NULL;
  g_autoptr (GSubprocess) person = NULL;

  store_secret (store, &key, SECRET);
  lock_keyring ();
  person = answer_question ("xdotool key Escape");
  second = kab_secret_store_unlock (store);
  assert_situation (kab_secret_store_unlock (store), KAB_SECRET_DENIED);
  assert_situation (g_steal_pointer (&second), KAB_SECRET_DENIED);
  assert_situation (kab_secret_store_lookup (store, &key), KAB_SECRET_LOCKED);
  g_subprocess_wait (person, NULL, NULL);

  unlock_keyring ();
  assert_secret (store, &key, SECRET);
  assert_situation (kab_secret_store_clear (store, &key), KAB_SECRET_OK);
}

/* A3: a question that nobody answers holds nothing up, and dropping its future is safe. */
static void
test_unanswered (void)
{
  g_autoptr (KabSecretStore) store = KAB_SECRET_STORE (kab_keyring_new ());
  g_autoptr (KabSecretStore) another = KAB_SECRET_STORE (kab_keyring_new ());
  g_autoptr (DexFuture) asking = NULL;
  g_autoptr (GSubprocess) person = NULL;

  lock_keyring ();
  asking = kab_secret_store_unlock (store);
  assert_situation (kab_secret_store_lookup (store, &key), KAB_SECRET_LOCKED);
  assert_situation (kab_secret_store_lookup (another, &key), KAB_SECRET_LOCKED);
  g_assert_true (dex_future_is_pending (asking));
  dex_clear (&asking);

  person = answer_question ("xdotool type 'open sesame'; xdotool key Return");
  assert_situation (kab_secret_store_unlock (store), KAB_SECRET_OK);
  assert_situation (kab_secret_store_lookup (store, &key), KAB_SECRET_NO_ITEM);
  g_subprocess_wait (person, NULL, NULL);
  g_assert_finalize_object (g_steal_pointer (&store));
}

/* A2: a service without any collection has no item, takes none, and is asked to make one. */
static void
test_fresh (void)
{
  g_autoptr (KabSecretStore) store = KAB_SECRET_STORE (kab_keyring_new ());
  g_autoptr (SecretValue) secret = secret_value_new (SECRET, -1, "text/plain");
  g_autoptr (GSubprocess) person = NULL;

  assert_situation (kab_secret_store_lookup (store, &key), KAB_SECRET_NO_ITEM);
  assert_situation (kab_secret_store_clear (store, &key), KAB_SECRET_OK);
  assert_situation (kab_secret_store_store (store, &key, "Kabinet test", secret), KAB_SECRET_LOCKED);

  person = answer_question ("xdotool key Escape");
  assert_situation (kab_secret_store_unlock (store), KAB_SECRET_DENIED);
  g_subprocess_wait (person, NULL, NULL);
}

/* A2: no keyring, or no bus to ask for one. */
static void
test_no_service (void)
{
  g_autoptr (KabSecretStore) store = KAB_SECRET_STORE (kab_keyring_new ());

  assert_all_refuse (KAB_SECRET_NO_SERVICE);
  assert_situation (kab_secret_store_unlock (store), KAB_SECRET_NO_SERVICE);
}

int
main (int argc, char *argv[])
{
  const char *world = g_getenv ("KAB_TEST_WORLD");

  g_test_init (&argc, &argv, NULL);
  dex_init ();

  if (g_strcmp0 (world, "open") == 0)
    {
      g_test_add_func ("/session/A1/item", test_item);
      g_test_add_func ("/session/A2/no-item", test_no_item);
      g_test_add_func ("/session/A2/locked", test_locked);
      g_test_add_func ("/session/A2/denied", test_denied);
      g_test_add_func ("/session/A3/unanswered", test_unanswered);
    }
  else if (g_strcmp0 (world, "fresh") == 0)
    g_test_add_func ("/session/A2/no-collection", test_fresh);
  else if (g_strcmp0 (world, "bare") == 0)
    g_test_add_func ("/session/A2/no-service", test_no_service);
  else if (g_strcmp0 (world, "none") == 0)
    g_test_add_func ("/session/A2/no-bus", test_no_service);
  else
    g_error ("KAB_TEST_WORLD is not set");
  return g_test_run ();
}
