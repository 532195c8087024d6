/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The organisation's key, looked for in the keyring once the window shows something; until it is found a notice says
 * what the keyring says (K2). */
#include "app/gh-window-private.h"

#include "keys/gh-key-list.h"
#include "keys/gh-key-work.h"
#include "keys/gh-recovery-entry.h"
#include "keys/ops/gh-key-making.h"
#include "keys/ops/gh-key-record.h"

#include <glib/gi18n-lib.h>

/* The first frame is drawn after the first tick. */
#define TICKS_BEFORE 2

/* The same heading for all: what it means is the same. */
static const struct {
  const char *caption;
  const char *label;
  const char *action_name;
} words[] = {
  [GH_KEYRING_NO_SERVICE] = {
    N_("No keyring answers in this session. Bypass codes and activations need the organisation’s key, which is kept in "
       "one. Everything else works."),
    N_("_Try Again"), "win.look-for-key" },
  [GH_KEYRING_LOCKED] = {
    N_("Bypass codes and activations need the key in your keyring. Everything else works."),
    N_("_Unlock Keyring"), "win.unlock-keyring" },
  [GH_KEYRING_ABSENT] = {
    N_("The key is not in your keyring; another computer or installation may have it. Bypass codes and activations "
       "need it. Everything else works."),
    N_("_Try Again"), "win.look-for-key" },
  [GH_KEYRING_WRONG_KEY] = {
    N_("The key in your keyring is not this organisation’s. Bypass codes and activations need the right one. "
       "Everything else works."),
    N_("_Try Again"), "win.look-for-key" },
};

static const char *const kinds[] = { GH_KEY_KIND, NULL };

typedef struct {
  GhWindow     *window;
  GCancellable *cancellable;
} Looking;

static void
looking_free (Looking *looking)
{
  g_object_unref (looking->window);
  g_object_unref (looking->cancellable);
  g_free (looking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Looking, looking_free)

gboolean
gh_window_show_key_notice (GhWindow *self)
{
  GhNotice *notice = GH_NOTICE (self->notice);

  if (self->key_places != NULL)
    {
      gh_notice_show (notice, GH_NOTICE_WARNING, _("The Key Is in Several Places"), self->key_places);
      gh_notice_add_button (notice, _("_Close"), "win.close-notice");
      return TRUE;
    }
  if (self->key_state == GH_KEYRING_FOUND)
    return FALSE;

  gh_notice_show (notice, GH_NOTICE_LOCKED, _("Secrets are locked"), _(words[self->key_state].caption));
  gh_notice_add_button (notice, _("Use _Recovery Key…"), "win.use-recovery-key");
  gh_notice_add_button (notice, _(words[self->key_state].label), words[self->key_state].action_name);

  return TRUE;
}

void
gh_window_take_key_state (GhWindow       *self,
                          GhKeyringState  state)
{
  gboolean had_focus = gtk_widget_get_focus_child (self->notice) != NULL;

  self->key_state = state;
  gh_window_show_notices (self);
  if (had_focus && gh_window_get_page (self) != NULL)
    gh_page_take_focus (gh_window_get_page (self));
}

/* Whether there is nothing to look for: the key in use is open, wherever it came from, or there is none. */
static gboolean
is_open (GhWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GhSecret) master = NULL;
  GhConnection *reader;
  const GhKeyRow *newest;

  gh_session_renew_reader (self->session);
  reader = gh_session_get_reader (self->session, &error);
  keys = reader != NULL ? gh_key_list (reader, &error) : NULL;
  if (keys == NULL)
    {
      g_debug ("The keys could not be read: %s", error->message);
      return FALSE;
    }

  newest = gh_key_list_find_master (keys);
  if (newest != NULL)
    master = gh_keys_dup_master (gh_keys_of (gh_session_get_store (self->session)), newest->number);

  return newest == NULL || master != NULL;
}

static void
late_cb (GhKeyringState state,
         gpointer       data)
{
  Looking *looking = data;

  if (!g_cancellable_is_cancelled (looking->cancellable) && state != looking->window->key_state)
    gh_window_take_key_state (looking->window, state);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Looking) looking = data;
  GhWindow *self = looking->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhKeyringAnswer) answer = gh_keyring_open_finish (result, &error);
  gboolean is_found;

  if (g_cancellable_is_cancelled (looking->cancellable))
    return;

  g_clear_object (&self->looking);
  /* Without a key nothing is locked; and files that cannot be read have a page of their own. */
  if (answer == NULL)
    {
      g_debug ("The key is not looked for: %s", error->message);
      gh_window_take_key_state (self, GH_KEYRING_FOUND);
      return;
    }

  if (answer->reason != NULL)
    g_debug ("The keyring: %s", answer->reason);
  g_free (self->key_places);
  self->key_places = gh_keyring_answer_dup_places (answer);
  /* It may have been made or recovered meanwhile. */
  is_found = is_open (self) || gh_key_work_is_busy (gh_session_get_store (self->session));
  gh_window_take_key_state (self, is_found ? GH_KEYRING_FOUND : answer->state);
}

void
gh_window_end_keys (GhWindow *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

/* Gives up what has not been answered, and begins another. */
static Looking *
looking_new (GhWindow *self)
{
  Looking *looking = g_new0 (Looking, 1);

  gh_window_end_keys (self);
  self->looking = g_cancellable_new ();
  looking->window = g_object_ref (self);
  looking->cancellable = g_object_ref (self->looking);

  return looking;
}

static void
look (GhWindow *self,
      gboolean  unlock)
{
  Looking *looking = looking_new (self);

  gh_keyring_open_async (gh_session_get_store (self->session), unlock, late_cb, looking, self->looking, looked_cb,
                         looking);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  GhWindow *self = GH_WINDOW (gtk_widget_get_root (widget));

  if (++self->n_ticks < TICKS_BEFORE)
    return G_SOURCE_CONTINUE;

  look (self, FALSE);

  return G_SOURCE_REMOVE;
}

/* Before the first look there is nothing to add to it. */
static void
follow_keys (GhWindow *self)
{
  if (self->n_ticks < TICKS_BEFORE || gh_key_work_is_busy (gh_session_get_store (self->session)))
    return;

  if (!is_open (self))
    look (self, FALSE);
  else if (self->key_state != GH_KEYRING_FOUND)
    {
      gh_window_end_keys (self);
      gh_window_take_key_state (self, GH_KEYRING_FOUND);
    }
}

/* Another program has made or rotated a key. */
static void
changed_cb (GhWindow        *self,
            const GhChanges *changes,
            GhSession       *session)
{
  if (session == self->session && gh_changes_concern (changes, kinds, 0))
    follow_keys (self);
}

/* This one has, and opens it a moment after that could be seen. */
static void
operated_cb (GhWindow       *self,
             const GhResult *result,
             GhSession      *session)
{
  if (session == self->session && g_str_has_prefix (result->operation->name, "key."))
    follow_keys (self);
}

void
gh_window_begin_keys (GhWindow *self)
{
  gh_window_end_keys (self);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "operated", G_CALLBACK (operated_cb), self, G_CONNECT_SWAPPED);
  g_clear_pointer (&self->key_places, g_free);
  self->key_state = GH_KEYRING_FOUND;
  self->n_ticks = 0;
  /* The split goes with its organisation, and the callback with it. */
  gtk_widget_add_tick_callback (self->split, tick_cb, NULL, NULL);
}

static void
look_for_key_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  if (GH_WINDOW (widget)->session != NULL)
    look (GH_WINDOW (widget), FALSE);
}

static void
unlock_keyring_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  if (GH_WINDOW (widget)->session != NULL)
    look (GH_WINDOW (widget), TRUE);
}

/* --- the recovery key --- */

/* The key is put into the keyring that did not have it. */
typedef struct {
  GhStore  *store;
  gboolean  unlock;
} Refilling;

static void
refilling_free (gpointer data)
{
  Refilling *refilling = data;

  g_object_unref (refilling->store);
  g_free (refilling);
}

static void
refill_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Refilling *refilling = data;
  GhKeys *keys = gh_keys_of (refilling->store);
  gint64 number = gh_keys_get_number (keys);
  g_autoptr (GhSecret) master = gh_keys_dup_master (keys, number);
  g_autoptr (GhKeyringAnswer) answer = NULL;
  GError *error = NULL;

  if (master != NULL)
    answer = gh_key_keep_in_keyring (refilling->store, number, master, refilling->unlock, NULL, NULL, cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, answer != NULL && answer->state == GH_KEYRING_FOUND);
}

static void
refilled_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Looking) looking = data;
  g_autoptr (GError) error = NULL;
  gboolean is_kept = g_task_propagate_boolean (G_TASK (result), &error);
  GhPage *page = gh_window_get_page (looking->window);

  if (g_cancellable_is_cancelled (looking->cancellable))
    return;

  g_clear_object (&looking->window->looking);
  if (error != NULL)
    g_message ("The key was not put into the keyring: %s", error->message);
  if (page != NULL)
    gh_page_add_toast (page, is_kept ? _("The key is open, and in your keyring again")
                                     : _("The key is open until Gatehouse is closed: no keyring took it"), 0);
}

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GhWindow) self = data;
  g_autoptr (GTask) task = NULL;
  Refilling *refilling;
  Looking *looking;

  if (!gh_recovery_entry_ask_finish (result, NULL) || self->session == NULL || !is_open (self))
    return;

  /* Whoever did not unlock the keyring is not asked to after all. */
  looking = looking_new (self);
  refilling = g_new0 (Refilling, 1);
  refilling->store = g_object_ref (gh_session_get_store (self->session));
  refilling->unlock = self->key_state != GH_KEYRING_LOCKED;
  gh_window_take_key_state (self, GH_KEYRING_FOUND);
  task = g_task_new (NULL, looking->cancellable, refilled_cb, looking);
  g_task_set_source_tag (task, recovered_cb);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, refilling, refilling_free);
  g_task_run_in_thread (task, refill_in_thread);
}

static void
use_recovery_key_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  if (self->session != NULL)
    gh_recovery_entry_ask_async (widget, self->session, FALSE, recovered_cb, g_object_ref (self));
}

/* --- what Settings asks for --- */

static const struct {
  const char *action_name;
  void      (*work) (GhPage *page);
} works[] = {
  { "win.make-key", gh_key_work_create },
  { "win.rotate-key", gh_key_work_rotate },
  { "win.renew-recovery-key", gh_key_work_renew_recovery },
  { "win.test-recovery-key", gh_key_work_test_recovery },
};

static void
work_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  GhPage *page = gh_window_get_page (GH_WINDOW (widget));

  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    if (page != NULL && g_str_equal (works[i].action_name, action_name))
      works[i].work (page);
}

void
gh_window_class_install_key_actions (GtkWidgetClass *klass)
{
  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    gtk_widget_class_install_action (klass, works[i].action_name, NULL, work_cb);
  gtk_widget_class_install_action (klass, "win.look-for-key", NULL, look_for_key_cb);
  gtk_widget_class_install_action (klass, "win.unlock-keyring", NULL, unlock_keyring_cb);
  gtk_widget_class_install_action (klass, "win.use-recovery-key", NULL, use_recovery_key_cb);
}
