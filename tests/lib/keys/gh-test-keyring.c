/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-test-keyring.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

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

static void
appeared_cb (GDBusConnection *connection,
             const char      *name,
             const char      *owner,
             gpointer         is_there)
{
  *(gboolean *) is_there = TRUE;
}

static void
vanished_cb (GDBusConnection *connection,
             const char      *name,
             gpointer         is_there)
{
  *(gboolean *) is_there = FALSE;
}

/* Only reached if a keyring hangs: then the test fails instead of waiting without end. */
static gboolean
give_up_cb (gpointer is_wanted)
{
  g_error ("The keyring did not %s.", GPOINTER_TO_INT (is_wanted) ? "come" : "go");

  return G_SOURCE_REMOVE;
}

static void
wait_until (gboolean is_wanted)
{
  guint patience = g_timeout_add_seconds (120, give_up_cb, GINT_TO_POINTER (is_wanted));
  gboolean is_there = !is_wanted;
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, appeared_cb, vanished_cb,
                                  &is_there, NULL);

  while (is_there != is_wanted)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (watch);
  g_source_remove (patience);
}

void
gh_test_keyring_start (GhTestKeyring *self,
                       gboolean       unlocked)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
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
  wait_until (TRUE);
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
  wait_until (FALSE);
}
