/* SPDX-License-Identifier: GPL-3.0-or-later */
/* K2 with a real gnome-keyring: what it says, late or never, and that nothing in it is lost. */
#include "base/gh-error.h"
#include "keys/gh-keyring-private.h"
#include "keys/gh-test-keyring.h"

#include <libsecret/secret.h>
#include <signal.h>
#include <sodium.h>

#define ORGANISATION "DAABCDEFGHIJ01234567"

/* A time-out that hardly anything has to wait for. */
#define LATE_MS 50

typedef struct {
  GhTestKeyring  *keyring;
  GhSecret       *right;
  GhSecret       *other;

  /* what happens when the answer is late */
  int             signal;       /* to the daemon; 0: none */
  GCancellable   *cancellable;  /* nullable */
  guint           n_late;
  GhKeyringState  late;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->keyring = gh_test_keyring_new ();
  self->right = gh_secret_new_random (32);
  self->other = gh_secret_new_random (32);
  gh_keyring_late_ms = 60 * 1000;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gh_test_keyring_free (self->keyring);
  gh_secret_unref (self->right);
  gh_secret_unref (self->other);
  g_clear_object (&self->cancellable);
}

static gboolean
is_right_cb (GhSecret *key,
             gpointer  data)
{
  Fixture *self = data;

  return gh_secret_equal (key, self->right);
}

static gboolean
is_any_cb (GhSecret *key,
           gpointer  data)
{
  return TRUE;
}

static void
late_cb (GhKeyringState state,
         gpointer       data)
{
  Fixture *self = data;

  self->n_late++;
  self->late = state;
  if (self->signal != 0)
    g_subprocess_send_signal (self->keyring->daemon, self->signal);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static GhKeyringAnswer *
ask (Fixture       *self,
     GhKeyringWish  wish,
     gint64         number,
     GhSecret      *key)
{
  GhKeyringRequest request = {
    .wish = wish, .organisation = ORGANISATION, .number = number, .check = is_right_cb, .late = late_cb, .data = self,
    .key = key, .label = "Key of Example Ltd",
  };
  g_autoptr (GError) error = NULL;
  GhKeyringAnswer *answer = gh_keyring_ask (&request, self->cancellable, &error);

  if (answer == NULL)
    g_assert_error (error, GH_ERROR, GH_ERROR_CANCELLED);
  else
    g_assert_true ((answer->state == GH_KEYRING_FOUND) == (answer->key != NULL));

  return answer;
}

static void
check_says (Fixture        *self,
            GhKeyringWish   wish,
            gint64          number,
            GhSecret       *key,
            GhKeyringState  state)
{
  g_autoptr (GhKeyringAnswer) answer = ask (self, wish, number, key);

  g_assert_nonnull (answer);
  g_assert_cmpint (answer->state, ==, state);
  if (state == GH_KEYRING_FOUND)
    g_assert_true (gh_secret_equal (answer->key, key != NULL ? key : self->right));
}

/* --- the four states, and found --- */

static void
test_no_service (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GhKeyringAnswer) answer = ask (self, GH_KEYRING_FIND, 1, NULL);

  g_assert_cmpint (answer->state, ==, GH_KEYRING_NO_SERVICE);
  g_assert_nonnull (answer->reason);
  g_assert_cmpint (answer->reason[0], !=, '\0');
  check_says (self, GH_KEYRING_STORE, 1, self->right, GH_KEYRING_NO_SERVICE);
}

static void
test_no_bus_child (void)
{
  Fixture self = { 0 };

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  check_says (&self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_NO_SERVICE);
}

static void
test_no_bus (void)
{
  g_test_trap_subprocess ("/K2/keyring/no-bus/subprocess", 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_found (Fixture       *self,
            gconstpointer  data)
{
  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_ABSENT);
  check_says (self, GH_KEYRING_STORE, 1, self->right, GH_KEYRING_FOUND);
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_FOUND);

  /* It is there after a restart, and nowhere else. */
  gh_test_keyring_stop (self->keyring);
  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_FOUND);
  check_says (self, GH_KEYRING_FIND, 2, NULL, GH_KEYRING_ABSENT);
}

static void
test_locked (Fixture       *self,
             gconstpointer  data)
{
  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_STORE, 1, self->right, GH_KEYRING_FOUND);
  gh_test_keyring_stop (self->keyring);

  /* Never "absent", which would make a new key. */
  gh_test_keyring_start (self->keyring, FALSE);
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_LOCKED);
  check_says (self, GH_KEYRING_FIND, 2, NULL, GH_KEYRING_LOCKED);
  check_says (self, GH_KEYRING_STORE, 1, self->right, GH_KEYRING_LOCKED);
  check_says (self, GH_KEYRING_REMOVE, 1, NULL, GH_KEYRING_LOCKED);
  gh_test_keyring_stop (self->keyring);

  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_FOUND);
}

static void
test_wrong_key (Fixture       *self,
                gconstpointer  data)
{
  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_STORE, 1, self->other, GH_KEYRING_FOUND);
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_WRONG_KEY);
}

/* Somebody edited it, or it was cut. */
static void
test_wrong_length (Fixture       *self,
                   gconstpointer  data)
{
  static const SecretSchema schema = {
    "io.github.gatehouse.Gatehouse.MasterKey", SECRET_SCHEMA_NONE,
    { { "organisation", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "number", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL } },
  };
  static const char *const texts[] = { "", "x", "0123456789012345678901234567890", "012345678901234567890123456789012" };
  g_autoptr (SecretService) service = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_keyring_start (self->keyring, TRUE);
  service = secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GHashTable) attributes =
        secret_attributes_build (&schema, "organisation", ORGANISATION, "number", "1", NULL);
      SecretValue *value = secret_value_new (texts[i], -1, "text/plain");

      secret_service_store_sync (service, &schema, attributes, NULL, "Cut", value, NULL, &error);
      g_assert_no_error (error);
      secret_value_unref (value);
      check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_WRONG_KEY);
    }
}

/* --- several, and nothing overwritten --- */

static void
test_two (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (GhKeyringAnswer) one = NULL;
  g_autoptr (GhKeyringAnswer) two = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *named = NULL;
  GhKeyringRequest request = {
    .wish = GH_KEYRING_FIND, .organisation = ORGANISATION, .number = 1, .check = is_any_cb,
  };

  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_STORE, 1, self->other, GH_KEYRING_FOUND);
  check_says (self, GH_KEYRING_STORE, 1, self->right, GH_KEYRING_FOUND);

  /* The wrong one is passed over. */
  one = ask (self, GH_KEYRING_FIND, 1, NULL);
  g_assert_cmpint (one->state, ==, GH_KEYRING_FOUND);
  g_assert_cmpuint (one->places->len, ==, 1);
  nothing = gh_keyring_answer_dup_places (one);
  g_assert_null (nothing);

  two = gh_keyring_ask (&request, NULL, NULL);
  g_assert_cmpint (two->state, ==, GH_KEYRING_FOUND);
  g_assert_cmpuint (two->places->len, ==, 2);
  named = gh_keyring_answer_dup_places (two);
  g_assert_true (g_str_has_prefix (named, "Your keyring has this key in 2 places: “Key of Example Ltd” of "));
}

static void
test_stored_twice (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (GhKeyringAnswer) answer = NULL;

  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_STORE, 1, self->right, GH_KEYRING_FOUND);
  check_says (self, GH_KEYRING_STORE, 1, self->right, GH_KEYRING_FOUND);
  answer = ask (self, GH_KEYRING_FIND, 1, NULL);
  g_assert_cmpuint (answer->places->len, ==, 1);
}

static void
test_removed (Fixture       *self,
              gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr (GhSecret) right = gh_secret_ref (self->right);

  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_STORE, 1, self->right, GH_KEYRING_FOUND);
  check_says (self, GH_KEYRING_STORE, 2, self->right, GH_KEYRING_FOUND);
  check_says (self, GH_KEYRING_STORE, 1, self->other, GH_KEYRING_FOUND);
  check_says (self, GH_KEYRING_REMOVE, 1, NULL, GH_KEYRING_ABSENT);

  /* The other number and the other key are still there. */
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_WRONG_KEY);
  check_says (self, GH_KEYRING_FIND, 2, NULL, GH_KEYRING_FOUND);
  check_says (self, GH_KEYRING_REMOVE, 1, NULL, GH_KEYRING_WRONG_KEY);
  gh_secret_unref (self->right);
  self->right = gh_secret_ref (self->other);
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_FOUND);
}

/* --- late --- */

static void
begin_late (Fixture *self)
{
  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_STORE, 1, self->right, GH_KEYRING_FOUND);
  gh_test_keyring_pause (self->keyring);
  gh_keyring_late_ms = LATE_MS;
}

/* It answers once it has been said that it does not. */
static void
test_late (Fixture       *self,
           gconstpointer  data)
{
  begin_late (self);
  self->signal = SIGCONT;
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_FOUND);
  g_assert_cmpuint (self->n_late, >, 0);
  g_assert_cmpint (self->late, ==, GH_KEYRING_NO_SERVICE);
}

static void
test_dies (Fixture       *self,
           gconstpointer  data)
{
  begin_late (self);
  self->signal = SIGKILL;
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_NO_SERVICE);
  g_assert_cmpuint (self->n_late, ==, 1);

  /* And the next one is asked, not the one that died. */
  gh_test_keyring_stop (self->keyring);
  gh_keyring_late_ms = 60 * 1000;
  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_FOUND);
}

/* The daemon still does not answer when the waiting is over. */
static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  begin_late (self);
  self->cancellable = g_cancellable_new ();
  g_assert_null (ask (self, GH_KEYRING_FIND, 1, NULL));
  g_assert_null (ask (self, GH_KEYRING_STORE, 2, self->right));

  /* It answers the next one, and nothing comes of what was given up. */
  g_clear_object (&self->cancellable);
  g_subprocess_send_signal (self->keyring->daemon, SIGCONT);
  gh_keyring_late_ms = 60 * 1000;
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_FOUND);
  check_says (self, GH_KEYRING_FIND, 2, NULL, GH_KEYRING_ABSENT);

  gh_test_keyring_stop (self->keyring);
  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_FOUND);
  check_says (self, GH_KEYRING_FIND, 2, NULL, GH_KEYRING_ABSENT);
}

/* Who gives up while the bus is being connected to leaves it to all others. */
static void
test_cancelled_at_once (Fixture       *self,
                        gconstpointer  data)
{
  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_STORE, 1, self->right, GH_KEYRING_FOUND);
  for (guint i = 0; i < 20; i++)
    {
      self->cancellable = g_cancellable_new ();
      g_cancellable_cancel (self->cancellable);
      g_assert_null (ask (self, GH_KEYRING_FIND, 1, NULL));
      g_clear_object (&self->cancellable);
      check_says (self, GH_KEYRING_FIND, 1, NULL, GH_KEYRING_FOUND);
    }
}

/* --- unlocking --- */

static void
start_locked (Fixture *self)
{
  gh_test_keyring_start (self->keyring, TRUE);
  check_says (self, GH_KEYRING_STORE, 1, self->right, GH_KEYRING_FOUND);
  gh_test_keyring_stop (self->keyring);
  gh_test_keyring_start (self->keyring, FALSE);
}

/* Without a display nobody can be asked. */
static void
test_nobody_to_ask (Fixture       *self,
                    gconstpointer  data)
{
  const GhKeyringRequest request = {
    .wish = GH_KEYRING_FIND, .organisation = ORGANISATION, .number = 1, .unlock = TRUE, .check = is_right_cb,
    .data = self,
  };
  g_autoptr (GhKeyringAnswer) answer = NULL;

  start_locked (self);
  answer = gh_keyring_ask (&request, NULL, NULL);
  g_assert_nonnull (answer);
  g_assert_cmpint (answer->state, ==, GH_KEYRING_LOCKED);
}

static void
swallow_cb (GDBusConnection       *connection,
            const char            *sender,
            const char            *path,
            const char            *interface,
            const char            *method,
            GVariant              *parameters,
            GDBusMethodInvocation *invocation,
            gpointer               data)
{
  ++*(int *) data;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* The person is asked, and is not at the desk: late says that it is locked, and giving up takes no answer. */
static void
test_not_answered (Fixture       *self,
                   gconstpointer  data)
{
  static const char interface[] =
    "<node><interface name='org.gnome.keyring.internal.Prompter'><method name='BeginPrompting'><arg type='o'/></method>"
    "<method name='PerformPrompt'><arg type='o'/><arg type='s'/><arg type='a{sv}'/><arg type='s'/></method>"
    "<method name='StopPrompting'><arg type='o'/></method></interface></node>";
  static const GDBusInterfaceVTable vtable = { swallow_cb };
  const GhKeyringRequest request = {
    .wish = GH_KEYRING_FIND, .organisation = ORGANISATION, .number = 1, .unlock = TRUE, .check = is_right_cb,
    .late = late_cb, .data = self,
  };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface, NULL);
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GAsyncResult) answered = NULL;
  g_autoptr (GhKeyringAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  int n_asked = 0;
  guint id;

  start_locked (self);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  id = g_dbus_connection_register_object (connection, "/org/gnome/keyring/Prompter", node->interfaces[0], &vtable,
                                          &n_asked, NULL, NULL);
  g_assert_cmpuint (id, !=, 0);
  owned = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.gnome.keyring.SystemPrompter", 0), NULL, 0, -1, NULL,
                                       NULL);
  g_assert_nonnull (owned);

  /* Given up once it is both said to be locked and asked for, in whichever order these come. */
  gh_keyring_late_ms = LATE_MS;
  gh_keyring_ask_async (&request, cancellable, answered_cb, &answered);
  while (n_asked == 0 || self->late != GH_KEYRING_LOCKED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (answered);
  g_cancellable_cancel (cancellable);
  while (answered == NULL)
    g_main_context_iteration (NULL, TRUE);
  answer = gh_keyring_ask_finish (answered, &error);
  g_assert_null (answer);
  g_assert_error (error, GH_ERROR, GH_ERROR_CANCELLED);

  g_dbus_connection_unregister_object (connection, id);
  g_variant_unref (g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                                "ReleaseName", g_variant_new ("(s)", "org.gnome.keyring.SystemPrompter"),
                                                NULL, 0, -1, NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void      (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/K2/keyring/no-service", test_no_service },
    { "/K2/keyring/found", test_found },
    { "/K2/keyring/locked-is-not-absent", test_locked },
    { "/K2/keyring/wrong-key", test_wrong_key },
    { "/K2/keyring/wrong-length", test_wrong_length },
    { "/K2/keyring/two-that-fit", test_two },
    { "/K2/keyring/stored-twice", test_stored_twice },
    { "/K2/keyring/removed", test_removed },
    { "/K2/keyring/late", test_late },
    { "/K2/keyring/dies-meanwhile", test_dies },
    { "/K2/keyring/cancelled", test_cancelled },
    { "/K2/keyring/cancelled-at-once", test_cancelled_at_once },
    { "/K2/keyring/unlock/nobody-to-ask", test_nobody_to_ask },
    { "/K2/keyring/unlock/not-answered", test_not_answered },
  };
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  if (!g_test_subprocess ())
    gh_test_keyring_begin_bus ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/K2/keyring/no-bus", test_no_bus);
  g_test_add_func ("/K2/keyring/no-bus/subprocess", test_no_bus_child);

  status = g_test_run ();
  if (!g_test_subprocess ())
    gh_test_keyring_end_bus ();

  return status;
}
