/* SPDX-License-Identifier: GPL-3.0-or-later */
/* K2, K6 and K7 as people meet them, with a real gnome-keyring: keys are made, rotated, lost and recovered in the
 * window, and what another program does with them shows. */
#include "gh-test-organisation.h"
#include "keys/gh-test-keyring.h"
#include "kit/test-find.h"
#include "kit/test-fits.h"
#include "kit/test-window.h"

#include "app/gh-window-private.h"
#include "keys/gh-key-list.h"
#include "keys/gh-keyring-private.h"
#include "keys/gh-recovery-key.h"
#include "keys/gh-recovery-print.h"
#include "keys/ops/gh-key-making.h"
#include "keys/ops/gh-key-record.h"
#include "kit/gh-qr.h"
#include "kit/gh-secret-clipboard-private.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>

typedef struct {
  GhTestOrganisation *org;
  GhTestKeyring      *keyring;
  GhSecret           *recovery;  /* nullable: the text of the organisation's recovery key */
  GSettings          *settings;
  GhWindow           *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->org = gh_test_organisation_new ();
  fixture->keyring = gh_test_keyring_new ();
  fixture->settings = g_settings_new ("io.github.gatehouse.Gatehouse");
  g_settings_set_string (fixture->settings, "page", "settings");
  fixture->window = gh_window_new (GTK_APPLICATION (g_application_get_default ()), fixture->settings);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 760);
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
  g_clear_pointer (&fixture->recovery, gh_secret_unref);
  gh_test_keyring_free (fixture->keyring);
  gh_test_organisation_free (fixture->org);
}

/* --- the organisation and its keys, as another program has them --- */

static gboolean
keep_cb (GhStore   *store,
         gint64     number,
         GhSecret  *master,
         gpointer   data,
         GError   **error)
{
  g_autoptr (GhKeyringAnswer) answer = gh_key_keep_in_keyring (store, number, master, FALSE, NULL, NULL, NULL, error);

  g_assert_nonnull (answer);
  g_assert_cmpint (answer->state, ==, GH_KEYRING_FOUND);

  return TRUE;
}

static void
make_key (Fixture    *fixture,
          const char *operation,
          gboolean    is_kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_key_make (fixture->org->store, operation, fixture->org->actor, FALSE,
                                             is_kept ? keep_cb : NULL, fixture, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (result->is_refused);
  if (result->secrets == NULL)
    return;

  g_clear_pointer (&fixture->recovery, gh_secret_unref);
  fixture->recovery = gh_secret_ref (g_hash_table_lookup (result->secrets, GH_KEY_RECOVERY_KEY));
}

static gboolean
is_master_cb (GhSecret *key,
              gpointer  master)
{
  return gh_secret_equal (key, master);
}

/* What the keyring says of the master key that @store has opened under @number. */
static GhKeyringState
ask_keyring (GhStore *store,
             gint64   number)
{
  g_autoptr (GhSecret) master = gh_keys_dup_master (gh_keys_of (store), number);
  const GhKeyringRequest request = {
    .wish = GH_KEYRING_FIND, .organisation = gh_store_get_organisation_key (store), .number = number,
    .check = is_master_cb, .data = master,
  };
  g_autoptr (GhKeyringAnswer) answer = NULL;

  g_assert_nonnull (master);
  answer = gh_keyring_ask (&request, NULL, NULL);

  return answer->state;
}

static void
put_wrong_key (Fixture *fixture)
{
  g_autoptr (GhSecret) wrong = gh_secret_new_random (GH_KEY_BYTES);
  g_autoptr (GhKeyringAnswer) answer =
    gh_key_keep_in_keyring (fixture->org->store, 1, wrong, FALSE, NULL, NULL, NULL, NULL);

  g_assert_cmpint (answer->state, ==, GH_KEYRING_FOUND);
}

/* --- the window and its dialogs --- */

static GhStore *
get_store (Fixture *fixture)
{
  return gh_session_get_store (fixture->window->session);
}

/* Whether the window has the key of that number and no later one. */
static gboolean
has_key (Fixture *fixture,
         gint64   number)
{
  return gh_keys_get_number (gh_keys_of (get_store (fixture))) == number;
}

static void
open_window (Fixture *fixture)
{
  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  test_wait_until (fixture->window->looking == NULL && fixture->window->n_ticks > 1);
}

static gboolean
is_noticed (Fixture *fixture)
{
  return gh_notice_is_shown (GH_NOTICE (fixture->window->notice));
}

/* NULL: there is none */
static GtkWidget *
find_dialog (Fixture    *fixture,
             const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      const char *found = ADW_IS_MESSAGE_DIALOG (window) ? adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window))
                                                         : gtk_window_get_title (GTK_WINDOW (window));

      if (window != GTK_WIDGET (fixture->window) && gtk_widget_get_mapped (window) && g_strcmp0 (found, title) == 0)
        return window;
    }

  return NULL;
}

static GtkWidget *
wait_for_dialog (Fixture    *fixture,
                 const char *title)
{
  test_wait_until (find_dialog (fixture, title) != NULL);

  return find_dialog (fixture, title);
}

static void
respond (Fixture    *fixture,
         const char *heading,
         const char *answer)
{
  GtkWidget *dialog = wait_for_dialog (fixture, heading);

  /* Unlike a click this does not close it. */
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), answer);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
press (GtkWidget  *within,
       const char *label)
{
  GtkWidget *button;

  test_wait_until (test_find (within, GTK_TYPE_BUTTON, label) != NULL);
  button = test_find (within, GTK_TYPE_BUTTON, label);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_sensitive (GtkWidget  *within,
              const char *label)
{
  return gtk_widget_is_sensitive (test_find (within, GTK_TYPE_BUTTON, label));
}

static void
type (GtkWidget  *within,
      const char *title,
      const char *text)
{
  GtkWidget *row = test_find (within, ADW_TYPE_ENTRY_ROW, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static gboolean
says (GtkWidget  *within,
      const char *text)
{
  return test_find (within, GTK_TYPE_LABEL, text) != NULL;
}

static gboolean
has_toast (Fixture    *fixture,
           const char *text)
{
  return fixture->window->toast != NULL && g_str_equal (adw_toast_get_title (fixture->window->toast), text);
}

/* --- the recovery key is typed (K2, K6) --- */

static GtkWidget *
open_entry (Fixture *fixture)
{
  press (fixture->window->notice, "Use _Recovery Key…");

  return wait_for_dialog (fixture, "Use Recovery Key");
}

static const char *
get_recovery (Fixture *fixture)
{
  return (const char *) gh_secret_get (fixture->recovery, NULL);
}

static void
recover (Fixture *fixture)
{
  GtkWidget *dialog = open_entry (fixture);

  type (dialog, "Recovery key", get_recovery (fixture));
  press (dialog, "_Open");
  test_wait_until (find_dialog (fixture, "Use Recovery Key") == NULL);
  test_wait_until (!is_noticed (fixture));
  g_assert_true (has_key (fixture, 1));
}

static void
test_recovered (Fixture       *fixture,
                gconstpointer  data)
{
  make_key (fixture, "key.create", FALSE);
  gh_test_keyring_start (fixture->keyring, TRUE);
  open_window (fixture);
  g_assert_true (is_noticed (fixture));
  g_assert_cmpint (fixture->window->key_state, ==, GH_KEYRING_ABSENT);

  recover (fixture);
  test_wait_until (has_toast (fixture, "The key is open, and in your keyring again"));
  g_assert_cmpint (ask_keyring (get_store (fixture), 1), ==, GH_KEYRING_FOUND);
}

/* No item is overwritten: the right key is put beside the wrong one. */
static void
test_recovered_beside (Fixture       *fixture,
                       gconstpointer  data)
{
  make_key (fixture, "key.create", FALSE);
  gh_test_keyring_start (fixture->keyring, TRUE);
  put_wrong_key (fixture);
  open_window (fixture);
  g_assert_cmpint (fixture->window->key_state, ==, GH_KEYRING_WRONG_KEY);

  recover (fixture);
  test_wait_until (has_toast (fixture, "The key is open, and in your keyring again"));
  g_assert_cmpint (ask_keyring (get_store (fixture), 1), ==, GH_KEYRING_FOUND);
}

/* Neither the lack of a keyring nor one that stays locked is in the way. */
static void
test_recovered_alone (Fixture       *fixture,
                      gconstpointer  is_locked)
{
  make_key (fixture, "key.create", FALSE);
  if (is_locked != NULL)
    {
      /* Only a keyring that has been used can be locked. */
      gh_test_keyring_start (fixture->keyring, TRUE);
      put_wrong_key (fixture);
      gh_test_keyring_stop (fixture->keyring);
      gh_test_keyring_start (fixture->keyring, FALSE);
    }
  open_window (fixture);
  g_assert_cmpint (fixture->window->key_state, ==, is_locked != NULL ? GH_KEYRING_LOCKED : GH_KEYRING_NO_SERVICE);

  recover (fixture);
  test_wait_until (has_toast (fixture, "The key is open until Gatehouse is closed: no keyring took it"));
  g_assert_true (has_key (fixture, 1));
}

/* A keyring that hangs: the keys are open at once, and closing the window waits for nothing. */
static void
test_recovered_while_late (Fixture       *fixture,
                           gconstpointer  data)
{
  make_key (fixture, "key.create", FALSE);
  gh_test_keyring_start (fixture->keyring, TRUE);
  open_window (fixture);
  gh_test_keyring_pause (fixture->keyring);
  recover (fixture);
  g_assert_nonnull (fixture->window->looking);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->window == NULL);
}

static void
test_wrong_character (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *wrong = NULL;
  GtkWidget *dialog;

  make_key (fixture, "key.create", FALSE);
  open_window (fixture);
  dialog = open_entry (fixture);
  g_assert_false (is_sensitive (dialog, "_Open"));

  wrong = g_strdup (get_recovery (fixture));
  wrong[5] = wrong[5] == 'A' ? 'B' : 'A';
  type (dialog, "Recovery key", wrong);
  press (dialog, "_Open");
  g_assert_true (says (dialog, "Group 2 of 11 of the recovery key is wrong: compare its characters with what was printed."));
  g_assert_false (is_sensitive (dialog, "_Open"));
  g_assert_true (has_key (fixture, 0));

  /* What was typed stays, to be corrected; the message goes with the first change. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (test_find (dialog, ADW_TYPE_ENTRY_ROW, "Recovery key"))), ==, wrong);
  type (dialog, "Recovery key", "1234");
  g_assert_true (is_sensitive (dialog, "_Open"));
  press (dialog, "_Open");
  g_assert_true (says (dialog, "A recovery key has 44 characters in 11 groups of four; 4 were given."));

  type (dialog, "Recovery key", get_recovery (fixture));
  press (dialog, "_Open");
  test_wait_until (find_dialog (fixture, "Use Recovery Key") == NULL);
  test_wait_until (!is_noticed (fixture));
}

/* One of another organisation, or one that was renewed since. */
static void
test_wrong_key (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GhSecret) other = gh_recovery_key_new ();
  g_autoptr (GhSecret) text = gh_recovery_key_to_text (other);
  GtkWidget *dialog;

  make_key (fixture, "key.create", FALSE);
  open_window (fixture);
  dialog = open_entry (fixture);
  type (dialog, "Recovery key", (const char *) gh_secret_get (text, NULL));
  press (dialog, "_Open");
  test_wait_until (says (dialog, "This is not the recovery key of this organisation, or it has been renewed since."));
  g_assert_true (has_key (fixture, 0));
  g_assert_true (is_noticed (fixture));

  /* Given up: all is as it was. */
  press (dialog, "_Cancel");
  test_wait_until (find_dialog (fixture, "Use Recovery Key") == NULL);
  g_assert_true (is_noticed (fixture));
  g_assert_true (has_key (fixture, 0));
}

static void
test_closed_while_asking (Fixture       *fixture,
                          gconstpointer  data)
{
  make_key (fixture, "key.create", FALSE);
  open_window (fixture);
  open_entry (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->window == NULL);
  g_assert_null (find_dialog (fixture, "Use Recovery Key"));
}

/* --- a recovery key is shown (K6, K8) --- */

/* The groups as they are on the screen, as one text. */
static char *
read_groups (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);
  GtkWidget *grid = test_find (widget, GTK_TYPE_GRID, NULL);

  for (int group = 0; group < GH_RECOVERY_KEY_GROUPS; group++)
    {
      GtkWidget *cell = gtk_grid_get_child_at (GTK_GRID (grid), group % 3, group / 3);

      g_assert_cmpint (atoi (gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (cell)))), ==, group + 1);
      g_string_append (text, gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (cell))));
      if (group < GH_RECOVERY_KEY_GROUPS - 1)
        g_string_append_c (text, '-');
    }

  return g_string_free (text, FALSE);
}

static gboolean
opens (Fixture    *fixture,
       const char *text)
{
  g_autoptr (GhSecret) typed = gh_secret_copy (text, strlen (text));
  g_autoptr (GhSecret) key = gh_recovery_key_parse (typed, NULL);

  g_assert_nonnull (key);

  return gh_keys_recover (fixture->org->store, key, TRUE, NULL);
}

/* Types the group that @row asks for, from @text. */
static void
type_group (GtkWidget  *row,
            const char *text,
            gboolean    is_right)
{
  g_auto (GStrv) groups = g_strsplit (text, "-", -1);
  int group = atoi (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)) + strlen ("Group "));
  g_autofree char *typed = NULL;

  g_assert_cmpint (group, >=, 1);
  g_assert_cmpint (group, <=, GH_RECOVERY_KEY_GROUPS);
  /* As people write: small letters, a blank. */
  typed = g_ascii_strdown (groups[group - 1], -1);
  if (!is_right)
    typed[3] = typed[3] == 'a' ? 'b' : 'a';
  gtk_editable_set_text (GTK_EDITABLE (row), typed);
}

static GtkWidget *
find_row (GtkWidget *dialog,
          gboolean   is_second)
{
  GtkWidget *list = test_find (dialog, GTK_TYPE_LIST_BOX, NULL);

  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), is_second ? 1 : 0));
}

/* Returns what was shown. */
static char *
type_back (Fixture *fixture)
{
  GtkWidget *dialog = wait_for_dialog (fixture, "Recovery Key");
  char *text = read_groups (dialog);

  press (dialog, "_Next");
  test_wait_until (test_find (dialog, GTK_TYPE_LIST_BOX, NULL) != NULL);
  type_group (find_row (dialog, FALSE), text, TRUE);
  type_group (find_row (dialog, TRUE), text, TRUE);
  press (dialog, "_Done");
  test_wait_until (find_dialog (fixture, "Recovery Key") == NULL);

  return text;
}

static void
open_with_key (Fixture *fixture)
{
  gh_test_keyring_start (fixture->keyring, TRUE);
  make_key (fixture, "key.create", TRUE);
  open_window (fixture);
  g_assert_true (has_key (fixture, 1));
}

static void
test_renewed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = NULL;

  open_with_key (fixture);
  press (GTK_WIDGET (fixture->window), "_New Recovery Key…");
  respond (fixture, "Make a New Recovery Key?", "cancel");
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM log WHERE operation = 'key.renew-recovery'", "0");

  press (GTK_WIDGET (fixture->window), "_New Recovery Key…");
  respond (fixture, "Make a New Recovery Key?", "renew");
  text = type_back (fixture);
  g_assert_true (opens (fixture, text));
  g_assert_false (opens (fixture, get_recovery (fixture)));
}

/* It does not close before two groups were typed back, and names the one that is wrong. */
static void
test_typed_back (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autofree char *wrong = NULL;
  GtkWidget *dialog;

  open_with_key (fixture);
  press (GTK_WIDGET (fixture->window), "_New Recovery Key…");
  respond (fixture, "Make a New Recovery Key?", "renew");
  dialog = wait_for_dialog (fixture, "Recovery Key");
  text = read_groups (dialog);
  g_assert_true (GH_IS_QR (gtk_picture_get_paintable (GTK_PICTURE (test_find (dialog, GTK_TYPE_PICTURE, NULL)))));
  gtk_window_close (GTK_WINDOW (dialog));
  test_wait_until (says (dialog, "Type two of its groups back first"));

  press (dialog, "_Next");
  test_wait_until (test_find (dialog, GTK_TYPE_LIST_BOX, NULL) != NULL);
  g_assert_null (test_find (dialog, GTK_TYPE_GRID, NULL));
  g_assert_false (is_sensitive (dialog, "_Done"));
  type_group (find_row (dialog, FALSE), text, TRUE);
  g_assert_false (is_sensitive (dialog, "_Done"));
  type_group (find_row (dialog, TRUE), text, FALSE);
  g_assert_false (is_sensitive (dialog, "_Done"));
  wrong = g_strdup_printf ("This is not group %s: compare it with what was printed or saved.",
                           adw_preferences_row_get_title (ADW_PREFERENCES_ROW (find_row (dialog, TRUE))) + strlen ("Group "));
  g_assert_true (says (dialog, wrong));
  gtk_window_close (GTK_WINDOW (dialog));
  test_run_for (100);
  g_assert_true (find_dialog (fixture, "Recovery Key") == dialog);

  /* One may look again. */
  press (dialog, "_Back");
  test_wait_until (test_find (dialog, GTK_TYPE_GRID, NULL) != NULL);
  press (dialog, "_Next");
  test_wait_until (test_find (dialog, GTK_TYPE_LIST_BOX, NULL) != NULL);
  type_group (find_row (dialog, TRUE), text, TRUE);
  g_assert_false (says (dialog, wrong));
  press (dialog, "_Done");
  test_wait_until (find_dialog (fixture, "Recovery Key") == NULL);
}

/* F4: in the smallest window all of it can be read and reached. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *cut = NULL;
  GtkWidget *dialog;

  open_with_key (fixture);
  test_resize (GTK_WINDOW (fixture->window), 360);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.renew-recovery-key", NULL);
  respond (fixture, "Make a New Recovery Key?", "renew");
  dialog = wait_for_dialog (fixture, "Recovery Key");
  test_run_for (400);
  g_assert_cmpint (gtk_widget_get_width (dialog), <=, 360);
  cut = test_find_cut (dialog);
  g_assert_cmpstr (cut, ==, NULL);
  g_free (type_back (fixture));
}

static void
test_tested (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GhSecret) other = gh_recovery_key_new ();
  g_autoptr (GhSecret) text = gh_recovery_key_to_text (other);
  GtkWidget *dialog;

  open_with_key (fixture);
  press (GTK_WIDGET (fixture->window), "_Test Recovery Key…");
  dialog = wait_for_dialog (fixture, "Test Recovery Key");
  type (dialog, "Recovery key", (const char *) gh_secret_get (text, NULL));
  press (dialog, "_Test");
  test_wait_until (says (dialog, "This is not the recovery key of this organisation, or it has been renewed since."));
  type (dialog, "Recovery key", get_recovery (fixture));
  press (dialog, "_Test");
  test_wait_until (has_toast (fixture, "This is the recovery key, and it opens the organisation’s key"));
  g_assert_null (find_dialog (fixture, "Test Recovery Key"));
}

/* --- the clipboard and paper --- */

/* What this program has put there; NULL: nothing. */
static char *
read_clipboard (GdkClipboard *clipboard)
{
  GdkContentProvider *content = gdk_clipboard_get_content (clipboard);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (content == NULL)
    return NULL;

  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (content, &value, &error);
  g_assert_no_error (error);

  return g_value_dup_string (&value);
}

/* Marked as a password, not in the primary selection, and gone after a while, unless something else was copied. */
static void
test_copied (Fixture       *fixture,
             gconstpointer  data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  GdkClipboard *primary = gtk_widget_get_primary_clipboard (GTK_WIDGET (fixture->window));
  g_autofree char *text = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *others = NULL;
  GtkWidget *dialog;

  open_with_key (fixture);
  press (GTK_WIDGET (fixture->window), "_New Recovery Key…");
  respond (fixture, "Make a New Recovery Key?", "renew");
  dialog = wait_for_dialog (fixture, "Recovery Key");
  text = read_groups (dialog);

  gh_secret_clipboard_ms = 60 * 1000;
  press (dialog, "_Copy");
  copied = read_clipboard (clipboard);
  g_assert_cmpstr (copied, ==, text);
  g_assert_true (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "x-kde-passwordManagerHint"));
  g_assert_false (gdk_clipboard_is_local (primary));

  gh_secret_clipboard_ms = 50;
  press (dialog, "_Copy");
  test_wait_until (gdk_clipboard_get_content (clipboard) == NULL);
  /* The server tells of the clearing once more; by then, what was copied in the same millisecond would go too. */
  test_wait_until (!gdk_clipboard_is_local (clipboard));

  press (dialog, "_Copy");
  gdk_clipboard_set_text (clipboard, "else");
  test_run_for (300);
  others = read_clipboard (clipboard);
  g_assert_cmpstr (others, ==, "else");
  g_free (type_back (fixture));
}

static void
test_printed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->keyring->folder, "paper.pdf", NULL);
  g_autoptr (GtkPrintOperation) print = NULL;
  g_autofree char *pdf = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  make_key (fixture, "key.create", FALSE);
  print = gh_recovery_print_new ("Halden <University> ☂", GH_TEST_NOW, fixture->recovery);
  gtk_print_operation_set_allow_async (print, FALSE);
  gtk_print_operation_set_export_filename (print, path);
  g_assert_cmpint (gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (fixture->window), &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &pdf, &length, NULL));
  g_assert_true (g_str_has_prefix (pdf, "%PDF"));
  /* Letters and the modules of the code take their room; an empty page has about 1 000 bytes. */
  g_assert_cmpuint (length, >, 5000);
}

/* --- rotating (K7) --- */

static gboolean
shows_row (Fixture    *fixture,
           const char *title)
{
  return test_find (GTK_WIDGET (fixture->window), ADW_TYPE_ACTION_ROW, title) != NULL;
}

static void
test_rotated (Fixture       *fixture,
              gconstpointer  data)
{
  open_with_key (fixture);
  g_assert_true (shows_row (fixture, "Key 1"));
  press (GTK_WIDGET (fixture->window), "_Rotate…");
  respond (fixture, "Rotate the Key?", "cancel");
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM keys", "1");

  press (GTK_WIDGET (fixture->window), "_Rotate…");
  respond (fixture, "Rotate the Key?", "rotate");
  test_wait_until (has_toast (fixture, "The new key is in your keyring, and in use"));
  test_wait_until (shows_row (fixture, "Key 2"));
  g_assert_true (has_key (fixture, 2));
  g_assert_false (is_noticed (fixture));
  g_assert_cmpint (ask_keyring (get_store (fixture), 2), ==, GH_KEYRING_FOUND);
  /* The old one stays in the keyring until a start has found the new one. */
  g_assert_cmpint (ask_keyring (get_store (fixture), 1), ==, GH_KEYRING_FOUND);
  g_assert_true (opens (fixture, get_recovery (fixture)));
}

static void
test_rotated_without_keyring (Fixture       *fixture,
                              gconstpointer  data)
{
  make_key (fixture, "key.create", FALSE);
  open_window (fixture);
  recover (fixture);
  press (GTK_WIDGET (fixture->window), "_Rotate…");
  respond (fixture, "Rotate the Key?", "rotate");
  respond (fixture, "The New Key Is Not in a Keyring", "close");
  g_assert_true (has_key (fixture, 2));
  g_assert_false (is_noticed (fixture));
}

/* The keys are closed: nothing is changed, and it is said why. */
static void
test_not_open (Fixture       *fixture,
               gconstpointer  data)
{
  make_key (fixture, "key.create", FALSE);
  open_window (fixture);
  press (GTK_WIDGET (fixture->window), "_Rotate…");
  g_assert_cmpstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (wait_for_dialog (fixture, "The Key Was Not Rotated"))), ==,
                   "This needs the organisation’s key, which is not open on this computer.\n\nEverything is as it was.");
  respond (fixture, "The Key Was Not Rotated", "close");
  press (GTK_WIDGET (fixture->window), "_New Recovery Key…");
  respond (fixture, "Make a New Recovery Key?", "renew");
  respond (fixture, "No Recovery Key Was Made", "close");
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM keys", "1");
  g_assert_true (opens (fixture, get_recovery (fixture)));
}

/* --- another program makes and rotates --- */

static void
test_made_elsewhere (Fixture       *fixture,
                     gconstpointer  data)
{
  gh_test_keyring_start (fixture->keyring, TRUE);
  open_window (fixture);
  g_assert_true (shows_row (fixture, "No key yet"));
  make_key (fixture, "key.create", TRUE);
  test_wait_until (has_key (fixture, 1));
  test_wait_until (shows_row (fixture, "Key 1"));
  g_assert_false (is_noticed (fixture));

  make_key (fixture, "key.rotate", TRUE);
  test_wait_until (has_key (fixture, 2));
  test_wait_until (shows_row (fixture, "Key 2"));
  g_assert_false (is_noticed (fixture));
}

/* It is not in this person's keyring: the notice comes without a restart, and goes with a later key that is. */
static void
test_made_elsewhere_and_absent (Fixture       *fixture,
                                gconstpointer  data)
{
  gh_test_keyring_start (fixture->keyring, TRUE);
  open_window (fixture);
  make_key (fixture, "key.create", FALSE);
  test_wait_until (is_noticed (fixture));
  g_assert_cmpint (fixture->window->key_state, ==, GH_KEYRING_ABSENT);
  make_key (fixture, "key.rotate", TRUE);
  test_wait_until (!is_noticed (fixture));
  g_assert_true (has_key (fixture, 2));
}

static void
test_made_in_settings (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *text = NULL;

  gh_test_keyring_start (fixture->keyring, TRUE);
  open_window (fixture);
  press (GTK_WIDGET (fixture->window), "_Make Key…");
  text = type_back (fixture);
  g_assert_true (opens (fixture, text));
  test_wait_until (shows_row (fixture, "Key 1"));
  g_assert_cmpint (ask_keyring (get_store (fixture), 1), ==, GH_KEYRING_FOUND);
}

/* --- a new organisation --- */

#define NO_SERVICE \
  "No keyring answers in this session. The key is open until Gatehouse is closed; after that the recovery key alone opens " \
  "it."

static char *
get_new_path (Fixture *fixture)
{
  return g_build_filename (fixture->org->folder, "new.db", NULL);
}

static void
begin_new (Fixture *fixture)
{
  g_autofree char *path = get_new_path (fixture);

  gh_window_open (fixture->window, path, "New Ltd");
}

static void
test_new (Fixture       *fixture,
          gconstpointer  has_keyring)
{
  g_autofree char *text = NULL;
  g_autoptr (GhSecret) typed = NULL;
  g_autoptr (GhSecret) recovery_key = NULL;
  g_autoptr (GError) error = NULL;

  if (has_keyring != NULL)
    gh_test_keyring_start (fixture->keyring, TRUE);
  begin_new (fixture);
  wait_for_dialog (fixture, "Recovery Key");
  g_assert_cmpint (says (find_dialog (fixture, "Recovery Key"), NO_SERVICE), ==, has_keyring == NULL);
  text = type_back (fixture);

  g_assert_true (has_key (fixture, 1));
  test_wait_until (!is_noticed (fixture));
  if (has_keyring != NULL)
    g_assert_cmpint (ask_keyring (get_store (fixture), 1), ==, GH_KEYRING_FOUND);
  typed = gh_secret_copy (text, strlen (text));
  recovery_key = gh_recovery_key_parse (typed, NULL);
  gh_keys_recover (get_store (fixture), recovery_key, TRUE, &error);
  g_assert_no_error (error);
}

/* A keyring that hangs is said so, and can be done without. */
static void
test_new_late (Fixture       *fixture,
               gconstpointer  data)
{
  gh_test_keyring_start (fixture->keyring, TRUE);
  gh_test_keyring_pause (fixture->keyring);
  gh_keyring_late_ms = 100;
  begin_new (fixture);
  respond (fixture, "Waiting for Your Keyring", "go-on");
  wait_for_dialog (fixture, "Recovery Key");
  g_assert_true (says (find_dialog (fixture, "Recovery Key"), NO_SERVICE));
  g_free (type_back (fixture));
  g_assert_true (has_key (fixture, 1));
}

/* It answers after all: the question goes, and the key is in it. */
static void
test_new_late_but_there (Fixture       *fixture,
                         gconstpointer  data)
{
  gh_test_keyring_start (fixture->keyring, TRUE);
  gh_test_keyring_pause (fixture->keyring);
  gh_keyring_late_ms = 100;
  begin_new (fixture);
  wait_for_dialog (fixture, "Waiting for Your Keyring");
  g_subprocess_send_signal (fixture->keyring->daemon, SIGCONT);
  wait_for_dialog (fixture, "Recovery Key");
  test_wait_until (find_dialog (fixture, "Waiting for Your Keyring") == NULL);
  g_free (type_back (fixture));
  g_assert_cmpint (ask_keyring (get_store (fixture), 1), ==, GH_KEYRING_FOUND);
}

/* Nobody would see the recovery key: no key is made, and one can be made later. */
static void
test_new_closed (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = get_new_path (fixture);

  gh_test_keyring_start (fixture->keyring, TRUE);
  gh_test_keyring_pause (fixture->keyring);
  gh_keyring_late_ms = 100;
  begin_new (fixture);
  wait_for_dialog (fixture, "Waiting for Your Keyring");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->window == NULL);

  fixture->window = gh_window_new (GTK_APPLICATION (g_application_get_default ()), fixture->settings);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gh_test_keyring_stop (fixture->keyring);
  gh_window_open (fixture->window, path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  test_wait_until (shows_row (fixture, "No key yet"));
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

#define ADD(path, func, data) g_test_add (path, Fixture, data, set_up, func, tear_down)
#define YES GINT_TO_POINTER (1)
  ADD ("/K2/recovery/opens-and-fills-the-keyring", test_recovered, NULL);
  ADD ("/K2/recovery/beside-a-wrong-key", test_recovered_beside, NULL);
  ADD ("/K2/recovery/no-service", test_recovered_alone, NULL);
  ADD ("/K2/recovery/locked", test_recovered_alone, YES);
  ADD ("/K2/recovery/keyring-hangs", test_recovered_while_late, NULL);
  ADD ("/K2/recovery/closed-meanwhile", test_closed_while_asking, NULL);
  ADD ("/K6/recovery/wrong-character-names-its-group", test_wrong_character, NULL);
  ADD ("/K6/recovery/wrong-key", test_wrong_key, NULL);
  ADD ("/K6/recovery/tested", test_tested, NULL);
  ADD ("/K6/shown-once/renewed", test_renewed, NULL);
  ADD ("/K6/shown-once/typed-back", test_typed_back, NULL);
  ADD ("/F4/fits/recovery-key", test_narrow, NULL);
  ADD ("/K6/shown-once/printed", test_printed, NULL);
  ADD ("/B6/recovery-key/copied", test_copied, NULL);
  ADD ("/K7/window/rotated", test_rotated, NULL);
  ADD ("/K7/window/without-keyring", test_rotated_without_keyring, NULL);
  ADD ("/K7/window/keys-closed", test_not_open, NULL);
  ADD ("/K2/window/made-elsewhere", test_made_elsewhere, NULL);
  ADD ("/K2/window/made-elsewhere-and-absent", test_made_elsewhere_and_absent, NULL);
  ADD ("/K2/window/made-in-settings", test_made_in_settings, NULL);
  ADD ("/K2/new-organisation/with-keyring", test_new, YES);
  ADD ("/K2/new-organisation/without-keyring", test_new, NULL);
  ADD ("/K2/new-organisation/keyring-hangs", test_new_late, NULL);
  ADD ("/K2/new-organisation/keyring-late", test_new_late_but_there, NULL);
  ADD ("/K8/new-organisation/closed-meanwhile", test_new_closed, NULL);

  return g_test_run ();
}
