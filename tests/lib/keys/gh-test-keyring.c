/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-test-keyring.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define NAME "org.freedesktop.secrets"

static GTestDBus *bus;

void
gh_test_keyring_begin_bus (void)
{
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
}

/* Not g_test_dbus_down(), which waits until nobody has the connection any more: what was given up still does. */
void
gh_test_keyring_end_bus (void)
{
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  if (connection != NULL)
    g_dbus_connection_set_exit_on_close (connection, FALSE);
  g_test_dbus_stop (bus);
}

GhTestKeyring *
gh_test_keyring_new (void)
{
  GhTestKeyring *self = g_new0 (GhTestKeyring, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("gatehouse-keyring-XXXXXX", &error);
  g_assert_no_error (error);

  return self;
}

static void
remove_folder (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_clear_pointer (&folder, g_dir_close);
  g_rmdir (path);
}

void
gh_test_keyring_free (GhTestKeyring *self)
{
  gh_test_keyring_stop (self);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

/* The bus has noticed within milliseconds; only a keyring that hangs takes longer, and fails the test. */
#define PATIENCE_US (120 * G_USEC_PER_SEC)

/* A connection of its own, not the one that all of the program share: what is tested may have broken that. */
static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
    g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                            G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);

  g_assert_no_error (error);

  return connection;
}

/* Returns 0 where nobody has the name. */
static guint32
get_owner_pid (GDBusConnection *connection)
{
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                 "GetConnectionUnixProcessID", g_variant_new ("(s)", NAME), G_VARIANT_TYPE ("(u)"),
                                 G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  guint32 pid = 0;

  if (answer != NULL)
    g_variant_get (answer, "(u)", &pid);

  return pid;
}

/* Asks again and again: each answer is the bus's own, so nothing has to be slept for. */
static void
wait_for_owner (guint32 pid)
{
  g_autoptr (GDBusConnection) connection = connect_to_bus ();
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (get_owner_pid (connection) != pid)
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  g_dbus_connection_close_sync (connection, NULL, NULL);
}

/* It closes its output once it is initialised. */
static void
wait_for_end_of_output (GSubprocess *daemon)
{
  GInputStream *output = g_subprocess_get_stdout_pipe (daemon);
  g_autoptr (GError) error = NULL;
  char buffer[256];

  while (g_input_stream_read (output, buffer, sizeof buffer, NULL, &error) > 0)
    continue;
  g_assert_no_error (error);
}

static pid_t
get_pid (GhTestKeyring *self)
{
  const char *pid = g_subprocess_get_identifier (self->daemon);

  g_assert_nonnull (pid);

  return (pid_t) g_ascii_strtoll (pid, NULL, 10);
}

void
gh_test_keyring_start (GhTestKeyring *self,
                       gboolean       unlocked)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  static const char password[] = "password";

  g_assert_null (self->daemon);
  g_subprocess_launcher_setenv (launcher, "HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->folder, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  /* Its warnings are its own matter. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  self->daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground",
                                              "--components=secrets", unlocked ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->daemon), password, strlen (password),
                                            NULL, NULL, NULL) || !unlocked);
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->daemon), NULL, NULL);

  wait_for_end_of_output (self->daemon);
  wait_for_owner ((guint32) get_pid (self));
}

/* Not by g_subprocess_send_signal(), which sends it a moment later, from another thread. */
void
gh_test_keyring_pause (GhTestKeyring *self)
{
  siginfo_t info;

  g_assert_cmpint (kill (get_pid (self), SIGSTOP), ==, 0);
  g_assert_cmpint (waitid (P_PID, (id_t) get_pid (self), &info, WSTOPPED | WNOWAIT), ==, 0);
}

void
gh_test_keyring_stop (GhTestKeyring *self)
{
  if (self->daemon == NULL)
    return;

  g_subprocess_send_signal (self->daemon, SIGCONT);
  g_subprocess_send_signal (self->daemon, SIGTERM);
  g_subprocess_wait (self->daemon, NULL, NULL);
  g_clear_object (&self->daemon);
  wait_for_owner (0);
}
