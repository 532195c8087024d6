/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user/gh-add-user.h"

#include "base/gh-fold.h"
#include "kit/gh-dialog-size.h"
#include "kit/gh-inner-name.h"
#include "operate/gh-operate-failure.h"
#include "operations/gh-run.h"
#include "users/gh-user-record.h"
#include "users/gh-user.h"

#include <glib/gi18n-lib.h>

#define WIDTH 440

struct _GhAddUser {
  AdwWindow   parent_instance;

  GtkWidget  *body;
  GtkWidget  *username;
  GtkWidget  *error_box;
  GtkLabel   *error;

  GhSession  *session;
  GhJob      *job;        /* nullable: of the current rehearsal or run */
  guint       generation; /* answers of an earlier one are stale */
};

G_DEFINE_FINAL_TYPE (GhAddUser, gh_add_user, ADW_TYPE_WINDOW)

typedef struct {
  GhAddUser *dialog;
  guint      generation;
} Call;

static void
set_error (GhAddUser  *self,
           const char *markup)
{
  gtk_label_set_markup (self->error, markup != NULL ? markup : "");
  gtk_widget_set_visible (self->error_box, markup != NULL);
  if (markup != NULL)
    gtk_widget_add_css_class (self->username, "error");
  else
    gtk_widget_remove_css_class (self->username, "error");
}

/* If the name is taken, adds a link to its user. */
static char *
dup_error (const GhSkip *skip)
{
  g_autofree char *sentence = NULL;

  if (skip->detail == NULL ||
      (skip->refusal != GH_REFUSAL_NAME_TAKEN && skip->refusal != GH_REFUSAL_NAME_TAKEN_IN_TRASH))
    return g_markup_escape_text (gh_refusal_get_sentence (skip->refusal), -1);

  if (skip->refusal == GH_REFUSAL_NAME_TAKEN)
    /* Translators: whose name it is, such as “k.minjun” is the username of 김민준 */
    sentence = g_markup_printf_escaped (_("Taken: %s."), skip->detail);
  else
    sentence = g_markup_printf_escaped (_("Taken: %s, who is in the Trash."), skip->detail);

  return g_strdup_printf ("%s <a href=\"open\">%s</a>", sentence, _("Open"));
}

static void
show_result (GhAddUser      *self,
             const GhResult *result)
{
  g_autofree char *error = NULL;

  if (result->is_refused && result->skips->len > 0)
    error = dup_error (g_ptr_array_index (result->skips, 0));
  set_error (self, error);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "add.run", error == NULL);
}

static void
fail (GhAddUser    *self,
      const GError *error)
{
  gh_operate_failure_show (GTK_WIDGET (self), _("No User Was Added"), error->message,
                           gh_operation_find ("user.add"), NULL, NULL);
}

static void
rehearsed_cb (GObject      *source,
              GAsyncResult *async_result,
              gpointer      data)
{
  g_autofree Call *call = data;
  g_autoptr(GhAddUser) self = call->dialog;
  g_autoptr(GError) error = NULL;
  g_autoptr(GhResult) result = gh_run_finish (GH_STORE (source), async_result, &error);

  if (call->generation != self->generation)
    return;

  g_clear_object (&self->job);
  if (result != NULL)
    show_result (self, result);
  else
    fail (self, error);
}

static void
added_cb (GObject      *source,
          GAsyncResult *async_result,
          gpointer      data)
{
  g_autofree Call *call = data;
  g_autoptr(GhAddUser) self = call->dialog;
  g_autoptr(GError) error = NULL;
  g_autoptr(GhResult) result = gh_run_finish (GH_STORE (source), async_result, &error);
  GtkWindow *parent;

  if (call->generation != self->generation)
    return;

  g_clear_object (&self->job);
  if (result == NULL)
    fail (self, error);
  else if (result->is_refused)
    show_result (self, result);
  else
    {
      gh_session_tell_operated (self->session, result);
      parent = gtk_window_get_transient_for (GTK_WINDOW (self));
      gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-user", "s", result->object_key);
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

static void
stop (GhAddUser *self)
{
  self->generation++;
  if (self->job != NULL)
    g_cancellable_cancel (gh_job_get_cancellable (self->job));
  g_clear_object (&self->job);
}

static void
start (GhAddUser           *self,
       gboolean             only_rehearse,
       GAsyncReadyCallback  callback)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  GhStore *store = gh_session_get_store (self->session);
  Call *call = g_new0 (Call, 1);
  GhRequest request = {
    .operation = gh_operation_find ("user.add"),
    .actor = gh_session_get_actor (self->session),
    .parameters = parameters,
  };

  stop (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "add.run", FALSE);
  json_object_set_string_member (parameters, "username", gtk_editable_get_text (GTK_EDITABLE (self->username)));
  call->dialog = g_object_ref (self);
  call->generation = self->generation;
  self->job = gh_job_new ();
  if (only_rehearse)
    gh_rehearse_async (store, &request, self->job, callback, call);
  else
    gh_run_async (store, &request, self->job, callback, call);
}

static void
changed_cb (GhAddUser *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->username)) != '\0')
    {
      start (self, TRUE, rehearsed_cb);
      return;
    }

  stop (self);
  set_error (self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "add.run", FALSE);
}

static void
run_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  start (GH_ADD_USER (widget), FALSE, added_cb);
}

static gboolean
open_cb (GhAddUser *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->username));
  GhConnection *reader = gh_session_get_reader (self->session, NULL);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  const GhUserRow *row = NULL;
  gint64 id = 0;

  if (reader != NULL && gh_record_kind_find_name (&gh_record_kind_user, reader, name, &id, NULL) && id != 0)
    row = gh_session_read_user (self->session, id);
  if (row != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-user", "s", row->key);
      gtk_window_close (GTK_WINDOW (self));
    }

  return TRUE;
}

static void
gh_add_user_dispose (GObject *object)
{
  GhAddUser *self = GH_ADD_USER (object);

  stop (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gh_add_user_parent_class)->dispose (object);
}

static void
gh_add_user_class_init (GhAddUserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_add_user_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/user/gh-add-user.ui");
  gtk_widget_class_bind_template_child (widget_class, GhAddUser, body);
  gtk_widget_class_bind_template_child (widget_class, GhAddUser, username);
  gtk_widget_class_bind_template_child (widget_class, GhAddUser, error_box);
  gtk_widget_class_bind_template_child (widget_class, GhAddUser, error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);

  gtk_widget_class_install_action (widget_class, "add.run", NULL, run_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gh_add_user_init (GhAddUser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_entry_row_tell_name (ADW_ENTRY_ROW (self->username));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "add.run", FALSE);
}

void
gh_add_user_present (GtkWindow *parent,
                     GhSession *session)
{
  GhAddUser *self = g_object_new (GH_TYPE_ADD_USER, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  gh_dialog_set_size (GTK_WINDOW (self), WIDTH, -1);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->username);
}
