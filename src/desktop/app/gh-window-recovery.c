/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens the organisation's keys with the recovery key, where the keyring does not (K2). */
#include "app/gh-window-private.h"

#include "keys/gh-key-list.h"
#include "keys/gh-recovery-key.h"
#include "kit/gh-ask.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  GhWindow  *window;
  GhSession *session;
  GtkWidget *entry;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->window);
  g_object_unref (asked->session);
  g_object_unref (asked->entry);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void ask (GhWindow   *self,
                 const char *typed,
                 const char *wrong);

/* What is typed stays in the wiped memory of such entries until it is right or given up. */
static const char *
get_typed (Asked *asked)
{
  return gtk_editable_get_text (GTK_EDITABLE (asked->entry));
}

static void
recover_in_thread (GTask        *task,
                   gpointer      store,
                   gpointer      typed,
                   GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GhSecret) recovery_key = gh_recovery_key_parse (typed, &error);

  if (recovery_key != NULL && gh_keys_recover (store, recovery_key, FALSE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (asked->session != asked->window->session)
    return;

  if (ok)
    {
      /* What the keyring would still say is of no interest any more. */
      gh_window_end_keys (asked->window);
      gh_window_take_key_state (asked->window, GH_KEYRING_FOUND);
    }
  else
    ask (asked->window, get_typed (asked), error->message);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Asked) asked = data;
  g_autofree char *answer = gh_ask_finish (result, NULL);
  g_autoptr (GTask) task = NULL;
  GhStore *store;
  GhSecret *typed;

  if (g_strcmp0 (answer, "open") != 0 || asked->session != asked->window->session)
    return;

  store = gh_session_get_store (asked->session);
  typed = gh_secret_copy (get_typed (asked), strlen (get_typed (asked)));
  task = g_task_new (store, NULL, recovered_cb, g_steal_pointer (&asked));
  g_task_set_task_data (task, typed, (GDestroyNotify) gh_secret_unref);
  g_task_run_in_thread (task, recover_in_thread);
}

static void
ask (GhWindow   *self,
     const char *typed,
     const char *wrong)
{
  const GhAnswer answers[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "open", _("_Open"), ADW_RESPONSE_SUGGESTED },
  };
  GhQuestion question = {
    .heading = _("Use Recovery Key"),
    .body = wrong != NULL ? wrong : _("It was shown when the organisation got its key, in groups of four characters."),
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_id = "open",
  };
  Asked *asked = g_new0 (Asked, 1);

  asked->window = g_object_ref (self);
  asked->session = g_object_ref (self->session);
  asked->entry = g_object_ref_sink (gtk_password_entry_new ());
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (asked->entry), TRUE);
  g_object_set (asked->entry, "activates-default", TRUE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (asked->entry), typed);
  if (wrong != NULL)
    gtk_widget_add_css_class (asked->entry, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (asked->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Recovery key"), -1);
  question.extra = asked->entry;
  gh_ask_async (GTK_WIDGET (self), &question, NULL, answered_cb, asked);
}

static void
use_recovery_key_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  if (GH_WINDOW (widget)->session != NULL)
    ask (GH_WINDOW (widget), "", NULL);
}

void
gh_window_class_install_recovery_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.use-recovery-key", NULL, use_recovery_key_cb);
}
