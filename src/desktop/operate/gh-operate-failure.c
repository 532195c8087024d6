/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-failure.h"

#include "base/gh-time.h"
#include "kit/gh-ask.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GtkWidget      *parent; /* weak */
  char           *details;
  GDestroyNotify  closed; /* nullable */
  gpointer        data;
} Failure;

static void
failure_close (Failure *failure)
{
  if (failure->closed != NULL)
    failure->closed (failure->data);
  g_clear_weak_pointer (&failure->parent);
  g_free (failure->details);
  g_free (failure);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Failure, failure_close)

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(Failure) failure = data;
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_message ("Saving details: %s", error->message);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(Failure) failure = data;
  g_autoptr(GFile) file = gh_ask_file_finish (result, NULL);
  const char *details = failure->details;

  if (file != NULL)
    g_file_replace_contents_async (file, details, strlen (details), NULL, FALSE,
                                   G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                   written_cb, g_steal_pointer (&failure));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(Failure) failure = data;
  g_autofree char *answer = gh_ask_finish (result, NULL);
  const GhFileQuestion question = {
    .title = _("Save Details"),
    .accept = _("_Save"),
    .save = TRUE,
    .name = "gatehouse-details.txt",
  };
  GtkWidget *parent = failure->parent;

  if (g_strcmp0 (answer, "save") == 0)
    gh_ask_file_async (parent, &question, NULL, chosen_cb, g_steal_pointer (&failure));
}

void
gh_operate_failure_show (GtkWidget         *parent,
                         const char        *heading,
                         const char        *reason,
                         const GhOperation *operation,
                         GDestroyNotify     closed,
                         gpointer           data)
{
  const GhAnswer answers[] = {
    { "close", _("_Close"), ADW_RESPONSE_DEFAULT },
    { "save", _("_Save Details…"), ADW_RESPONSE_DEFAULT },
  };
  /* Translators: the reason stands before it. */
  g_autofree char *body = g_strdup_printf (_("%s\n\nEverything is as it was."), reason);
  g_autofree char *time = gh_time_format (g_get_real_time () / G_USEC_PER_SEC);
  const GhQuestion question = { heading, body, answers, G_N_ELEMENTS (answers), "close", NULL };
  Failure *failure = g_new0 (Failure, 1);

  g_set_weak_pointer (&failure->parent, parent);
  failure->details = g_strdup_printf ("Gatehouse %s\n%s\n%s\n%s\n", GH_VERSION, time, operation->name, reason);
  failure->closed = closed;
  failure->data = data;
  gh_ask_async (parent, &question, NULL, answered_cb, failure);
}
