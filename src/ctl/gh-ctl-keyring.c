/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The organisation's key in the person's keyring (K2). Until a change begins Ctrl+C simply ends the program. */
#include "ctl/gh-ctl.h"

#include "keys/gh-keyring-open.h"
#include "keys/gh-keys.h"
#include "keys/ops/gh-key-making.h"

#include <glib/gi18n-lib.h>

/* One sentence for each thing that a keyring may say. */
static void
say (const GhKeyringAnswer *answer)
{
  g_autofree char *places = gh_keyring_answer_dup_places (answer);

  if (answer->state != GH_KEYRING_FOUND)
    g_printerr ("%s\n", gh_keyring_state_get_sentence (answer->state));
  if (answer->reason != NULL)
    g_printerr ("%s\n", answer->reason);
  if (places != NULL)
    g_printerr ("%s\n", places);
}

static void
say_late_cb (GhKeyringState state,
             gpointer       data)
{
  g_printerr ("%s %s\n", gh_keyring_state_get_sentence (state), _("Waiting for it; Ctrl+C gives up."));
}

gboolean
gh_ctl_use_keyring (GhCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhKeyringAnswer) answer = gh_keyring_open (ctl->store, TRUE, say_late_cb, NULL, NULL, &error);

  if (answer == NULL)
    {
      g_debug ("The keyring is not used: %s", error->message);
      return FALSE;
    }

  say (answer);

  return answer->state == GH_KEYRING_FOUND;
}

static void
give_up_cb (GhKeyringState state,
            gpointer       cancellable)
{
  g_cancellable_cancel (cancellable);
}

void
gh_ctl_try_keyring (GhCtl    *ctl,
                    gboolean  is_change)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhKeyringAnswer) answer = NULL;

  if (gh_keys_get_number (gh_keys_of (ctl->store)) != 0)
    return;

  answer = gh_keyring_open (ctl->store, FALSE, give_up_cb, cancellable, cancellable, &error);
  if (answer == NULL)
    g_debug ("The keyring is not used: %s", error->message);
  else if (answer->state == GH_KEYRING_LOCKED || answer->state == GH_KEYRING_WRONG_KEY)
    {
      g_printerr ("%s\n", gh_keyring_state_get_sentence (answer->state));
      if (is_change)
        g_printerr ("%s\n", _("The log entry is not signed."));
    }
}

gboolean
gh_ctl_keep_key (GhStore   *store,
                 gint64     number,
                 GhSecret  *master,
                 gpointer   data,
                 GError   **error)
{
  GhCtl *ctl = data;
  g_autoptr (GhKeyringAnswer) answer = gh_key_keep_in_keyring (store, number, master, TRUE, say_late_cb, NULL,
                                                               gh_job_get_cancellable (ctl->job), error);

  if (answer == NULL)
    return FALSE;

  if (answer->state != GH_KEYRING_FOUND)
    {
      say (answer);
      g_printerr ("%s\n", _("The key is not in a keyring: the recovery key alone opens it."));
    }

  return TRUE;
}
