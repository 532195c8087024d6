/* SPDX-License-Identifier: GPL-3.0-or-later */
/* K2 in the window, with a real gnome-keyring: a notice for each state of the keyring, none without need, and nothing
 * that waits for it. */
#include "gh-test-organisation.h"
#include "keys/gh-test-keyring.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "app/gh-window-private.h"
#include "keys/gh-keyring-private.h"
#include "keys/gh-seal.h"
#include "operations/gh-witness.h"

#include <signal.h>
#include <sodium.h>

#define HEADING "Secrets are locked"
#define NO_SERVICE "No keyring answers in this session."
#define LOCKED "Bypass codes and activations need the key in your keyring."
#define ABSENT "The key is not in your keyring;"
#define WRONG_KEY "The key in your keyring is not this organisation’s."

typedef struct {
  GhTestOrganisation *org;
  GhTestKeyring      *keyring;
  GhSecret           *master;
  GSettings          *settings;
  GhWindow           *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->org = gh_test_organisation_new ();
  /* This computer has seen the whole log: what it has without the key is no matter for an Owner (L6). */
  g_assert_null (gh_witness_attach (fixture->org->store));
  gh_test_add_users (fixture->org, "anna bert");
  fixture->keyring = gh_test_keyring_new ();
  fixture->master = gh_secret_new_random (GH_KEY_BYTES);
  fixture->settings = g_settings_new ("io.github.gatehouse.Gatehouse");
  fixture->window = gh_window_new (GTK_APPLICATION (g_application_get_default ()), fixture->settings);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gh_keyring_late_ms = 60 * 1000;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->window == NULL);
  g_clear_object (&fixture->settings);
  gh_secret_unref (fixture->master);
  gh_test_keyring_free (fixture->keyring);
  gh_test_organisation_free (fixture->org);
}

static void
add_key (Fixture *fixture,
         int      number)
{
  guint8 value[GH_KEYED_HASH_BYTES];
  guint8 public_key[GH_PUBLIC_BYTES];
  char hex[2 * sizeof value + 1], public_hex[2 * sizeof public_key + 1];
  g_autofree char *sql = NULL;

  gh_key_make_check_value (fixture->master, gh_store_get_organisation_key (fixture->org->store), number, value);
  sodium_bin2hex (hex, sizeof hex, value, sizeof value);
  gh_key_get_log_public (fixture->master, public_key);
  sodium_bin2hex (public_hex, sizeof public_hex, public_key, sizeof public_key);
  sql = g_strdup_printf ("UPDATE keys SET ended = 1; "
                         "INSERT INTO keys (id, key, use, made, check_value, public, last_op) "
                         "VALUES (%d, 'DKABCDEFGHIJ0123456%d', 'master', 1, x'%s', x'%s', 1)",
                         number, number, hex, public_hex);
  gh_test_write_directory (fixture->org, sql);
}

static gboolean
is_any_cb (GhSecret *key,
           gpointer  data)
{
  return TRUE;
}

static GhKeyringState
ask (Fixture       *fixture,
     GhKeyringWish  wish,
     int            number,
     GhSecret      *key)
{
  const GhKeyringRequest request = {
    .wish = wish, .organisation = gh_store_get_organisation_key (fixture->org->store), .number = number,
    .check = is_any_cb, .key = key, .label = "Key of Example Ltd",
  };
  g_autoptr (GhKeyringAnswer) answer = gh_keyring_ask (&request, NULL, NULL);

  return answer->state;
}

static gboolean
starts (Fixture    *fixture,
        const char *caption)
{
  GtkWidget *notice = fixture->window->notice;
  g_autofree char *pattern = g_strconcat (caption, "*", NULL);

  if (notice == NULL || !gh_notice_is_shown (GH_NOTICE (notice)))
    return FALSE;

  for (GtkWidget *texts = gtk_widget_get_first_child (gtk_revealer_get_child (GTK_REVEALER (gtk_widget_get_first_child (notice))));
       texts != NULL; texts = gtk_widget_get_next_sibling (texts))
    for (GtkWidget *label = gtk_widget_get_first_child (texts); label != NULL; label = gtk_widget_get_next_sibling (label))
      if (GTK_IS_LABEL (label) && g_pattern_match_simple (pattern, gtk_label_get_text (GTK_LABEL (label))))
        return TRUE;

  return FALSE;
}

static gboolean
is_quiet (Fixture *fixture)
{
  return !gh_notice_is_shown (GH_NOTICE (fixture->window->notice));
}

static gboolean
has_key (Fixture *fixture)
{
  return gh_keys_get_number (gh_keys_of (gh_session_get_store (fixture->window->session))) != 0;
}

static void
open_window (Fixture *fixture)
{
  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
}

static void
wait_for_answer (Fixture *fixture)
{
  test_wait_until (fixture->window->looking == NULL && fixture->window->n_ticks > 1);
}

static void
press (Fixture    *fixture,
       const char *label)
{
  /* It slides in. */
  test_wait_until (test_find (fixture->window->notice, GTK_TYPE_BUTTON, label) != NULL);
  g_signal_emit_by_name (test_find (fixture->window->notice, GTK_TYPE_BUTTON, label), "clicked");
}

static void
test_no_key (Fixture       *fixture,
             gconstpointer  data)
{
  open_window (fixture);
  wait_for_answer (fixture);
  g_assert_true (is_quiet (fixture));
}

static void
test_no_service (Fixture       *fixture,
                 gconstpointer  data)
{
  add_key (fixture, 1);
  open_window (fixture);
  test_wait_until (starts (fixture, NO_SERVICE));
  g_assert_true (starts (fixture, HEADING));
  test_wait_until (test_find (fixture->window->notice, GTK_TYPE_BUTTON, "_Try Again") != NULL);
  g_assert_false (has_key (fixture));

  /* It follows from page to page, and everything else works. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-page", "s", "groups");
  test_wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (fixture->window->pages), "groups") == 0);
  g_assert_true (starts (fixture, NO_SERVICE));
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);

  /* A service that comes later is found when asked for. */
  gh_test_keyring_start (fixture->keyring, TRUE);
  g_assert_cmpint (ask (fixture, GH_KEYRING_STORE, 1, fixture->master), ==, GH_KEYRING_FOUND);
  press (fixture, "_Try Again");
  test_wait_until (is_quiet (fixture));
  g_assert_true (has_key (fixture));
}

static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  add_key (fixture, 1);
  gh_test_keyring_start (fixture->keyring, TRUE);
  g_assert_cmpint (ask (fixture, GH_KEYRING_STORE, 1, fixture->master), ==, GH_KEYRING_FOUND);
  gh_test_keyring_stop (fixture->keyring);
  gh_test_keyring_start (fixture->keyring, FALSE);
  open_window (fixture);
  test_wait_until (starts (fixture, LOCKED));
  g_assert_true (starts (fixture, HEADING));

  /* Nobody answers the question, so it stays locked. */
  press (fixture, "_Unlock Keyring");
  wait_for_answer (fixture);
  g_assert_true (starts (fixture, LOCKED));
  g_assert_false (has_key (fixture));
}

static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  add_key (fixture, 1);
  gh_test_keyring_start (fixture->keyring, TRUE);
  open_window (fixture);
  test_wait_until (starts (fixture, ABSENT));
  test_wait_until (test_find (fixture->window->notice, GTK_TYPE_BUTTON, "_Try Again") != NULL);
}

static void
test_wrong_key (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GhSecret) other = gh_secret_new_random (GH_KEY_BYTES);

  add_key (fixture, 1);
  gh_test_keyring_start (fixture->keyring, TRUE);
  g_assert_cmpint (ask (fixture, GH_KEYRING_STORE, 1, other), ==, GH_KEYRING_FOUND);
  open_window (fixture);
  test_wait_until (starts (fixture, WRONG_KEY));
  g_assert_false (has_key (fixture));
}

/* K7: the start that finds the new key takes the old one out of the keyring, unless it is still needed. */
static void
test_rotated (Fixture       *fixture,
              gconstpointer  data)
{
  add_key (fixture, 1);
  add_key (fixture, 2);
  add_key (fixture, 3);
  gh_test_write_directory (fixture->org, "INSERT INTO sealed (kind, record, purpose, key_number, value, last_op) "
                                         "VALUES ('token', 1, 'seed', 2, zeroblob (60), 1)");
  gh_test_keyring_start (fixture->keyring, TRUE);
  for (int number = 1; number <= 2; number++)
    g_assert_cmpint (ask (fixture, GH_KEYRING_STORE, number, fixture->master), ==, GH_KEYRING_FOUND);

  /* The new one is not there: nothing is proved. */
  open_window (fixture);
  test_wait_until (starts (fixture, ABSENT));
  g_assert_cmpint (ask (fixture, GH_KEYRING_FIND, 1, NULL), ==, GH_KEYRING_FOUND);

  g_assert_cmpint (ask (fixture, GH_KEYRING_STORE, 3, fixture->master), ==, GH_KEYRING_FOUND);
  press (fixture, "_Try Again");
  test_wait_until (is_quiet (fixture));
  g_assert_cmpint (ask (fixture, GH_KEYRING_FIND, 1, NULL), ==, GH_KEYRING_ABSENT);
  g_assert_cmpint (ask (fixture, GH_KEYRING_FIND, 2, NULL), ==, GH_KEYRING_FOUND);
}

/* A keyring that hangs: the window is painted first, then a notice comes, and goes with the late answer. */
static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  add_key (fixture, 1);
  gh_test_keyring_start (fixture->keyring, TRUE);
  g_assert_cmpint (ask (fixture, GH_KEYRING_STORE, 1, fixture->master), ==, GH_KEYRING_FOUND);
  gh_test_keyring_pause (fixture->keyring);

  gh_keyring_late_ms = 100;
  open_window (fixture);
  g_assert_null (fixture->window->looking);
  g_assert_true (is_quiet (fixture));
  test_wait_until (starts (fixture, NO_SERVICE));
  g_assert_nonnull (fixture->window->looking);
  test_wait_until (gh_session_get_counts (fixture->window->session) != NULL);

  g_subprocess_send_signal (fixture->keyring->daemon, SIGCONT);
  test_wait_until (is_quiet (fixture));
  g_assert_true (has_key (fixture));
}

/* One that dies while it is asked. */
static void
test_dies (Fixture       *fixture,
           gconstpointer  data)
{
  add_key (fixture, 1);
  gh_test_keyring_start (fixture->keyring, TRUE);
  gh_test_keyring_pause (fixture->keyring);
  gh_keyring_late_ms = 100;
  open_window (fixture);
  test_wait_until (starts (fixture, NO_SERVICE));
  g_subprocess_send_signal (fixture->keyring->daemon, SIGKILL);
  wait_for_answer (fixture);
  g_assert_true (starts (fixture, NO_SERVICE));
}

/* Nothing of a window that is closed waits; another organisation begins anew. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  add_key (fixture, 1);
  gh_test_keyring_start (fixture->keyring, TRUE);
  gh_test_keyring_pause (fixture->keyring);
  gh_keyring_late_ms = 100;
  open_window (fixture);
  test_wait_until (starts (fixture, NO_SERVICE));
  press (fixture, "_Try Again");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->window == NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  test_init (&argc, &argv);
  g_assert_cmpint (sodium_init (), >=, 0);
  application = adw_application_new ("io.github.gatehouse.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/K2/window/no-key", test_no_key);
  ADD ("/K2/window/no-service", test_no_service);
  ADD ("/K2/window/locked", test_locked);
  ADD ("/K2/window/absent", test_absent);
  ADD ("/K2/window/wrong-key", test_wrong_key);
  ADD ("/K7/window/old-key-goes", test_rotated);
  ADD ("/F6/window/keyring-hangs", test_late);
  ADD ("/K2/window/dies-meanwhile", test_dies);
  ADD ("/K2/window/closed-meanwhile", test_closed);

  return g_test_run ();
}
