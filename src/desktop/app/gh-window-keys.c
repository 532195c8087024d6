/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The organisation's key, looked for in the keyring once the window shows something; until it is found a notice says
 * what the keyring says (K2). */
#include "app/gh-window-private.h"

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
    N_("No keyring answers in this session. Bypass codes and activations need the key in it. Everything else works."),
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
  gh_window_take_key_state (self, answer->state);
}

void
gh_window_end_keys (GhWindow *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

/* Gives up an earlier look that has not been answered. */
static void
look (GhWindow *self,
      gboolean  unlock)
{
  Looking *looking;

  gh_window_end_keys (self);
  self->looking = g_cancellable_new ();
  looking = g_new0 (Looking, 1);
  looking->window = g_object_ref (self);
  looking->cancellable = g_object_ref (self->looking);
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

void
gh_window_begin_keys (GhWindow *self)
{
  gh_window_end_keys (self);
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

void
gh_window_class_install_key_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.look-for-key", NULL, look_for_key_cb);
  gtk_widget_class_install_action (klass, "win.unlock-keyring", NULL, unlock_keyring_cb);
}
