/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions of the user page: saving what was typed, operations, stepping to other users. */
#include "user/gh-user-page-private.h"

#include "kit/gh-ask.h"
#include "operate/gh-operate-failure.h"
#include "operate/gh-operate-offer.h"
#include "operations/gh-run.h"
#include "session/gh-trail.h"
#include "users/gh-user-target.h"

#include <glib/gi18n-lib.h>

static GhSession *
get_session (GhUserPage *self)
{
  return gh_page_get_session (GH_PAGE (self));
}

static GhTarget *
make_target (GhUserPage *self)
{
  return gh_target_new_for_keys ((const char *[]) { gh_user_get_row (self->user)->key, NULL });
}

/* --- what is offered --- */

/* The page has these itself: its fields edit, and a group's row provides the group. */
static const char *const own_actions[] = { "user.edit", "user.remove-from-group", NULL };
static const GhOperateOffer of_user = { GH_OPERATE_ON_USER, &gh_target_users, "", own_actions };
static const GhOperateOffer of_trashed = { GH_OPERATE_ON_USER, &gh_target_trashed_users, "", own_actions };

static const GhOperateOffer *
get_offer (GhUserPage *self)
{
  gboolean is_trashed = self->user != NULL && gh_user_get_row (self->user)->status == GH_EFFECTIVE_PENDING_DELETION;

  return is_trashed ? &of_trashed : &of_user;
}

static const char *
get_reason (gpointer           page,
            const GhOperation *operation)
{
  GhUserPage *self = page;
  GhRefusal refusal = gh_user_page_check (self, operation->name);

  /* Nothing can be done until the user is read, and there is no reason to give. */
  if (self->user == NULL)
    return "";

  return refusal != GH_REFUSAL_NONE ? gh_refusal_get_tooltip (refusal) : NULL;
}

static void
set_enabled (GhUserPage *self,
             const char *action,
             const char *operation)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, get_reason (self, gh_operation_find (operation)) == NULL);
}

void
gh_user_page_update_actions (GhUserPage *self)
{
  const char *name = NULL;
  guint n = 0;
  const GhUserRow *user = self->user != NULL ? gh_user_get_row (self->user) : NULL;
  guint place = user != NULL ? gh_trail_find (get_session (self), user->facts.id, &n, &name) : 0;

  gh_operate_offer_update (get_offer (self), get_reason, self, NULL);
  set_enabled (self, "user.change-status", "user.set-status");
  set_enabled (self, "user.unlock", "user.set-status");
  set_enabled (self, "user.remove-from-group", "user.remove-from-group");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "user.previous", place > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "user.next", place > 0 && place < n);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "user.copy-key", self->user != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "user.save", self->may_save && !self->is_saving);
  gtk_widget_set_visible (self->save_button, self->may_save && !self->is_saving);
  gtk_widget_set_visible (self->menu_button, self->user != NULL);

  gh_action_popover_clear (self->menu);
  if (self->user == NULL)
    return;

  gh_action_popover_add (self->menu, _("Copy User ID"), "user.copy-key", NULL, NULL);
  gh_action_popover_add_separator (self->menu);
  gh_operate_offer_fill_menu (get_offer (self), self->menu, get_reason, NULL, self);
}

/* --- saving --- */

typedef struct {
  GhUserPage *page;
  guint       generation;
} Check;

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autofree Check *check = data;
  g_autoptr(GhUserPage) self = check->page;
  g_autoptr(GError) error = NULL;
  g_autoptr(GhResult) rehearsal = gh_run_finish (GH_STORE (source), result, &error);

  if (check->generation != self->generation)
    return;

  g_clear_object (&self->checking);
  gh_user_properties_set_refusal (self->properties, rehearsal != NULL && rehearsal->is_refused ? rehearsal : NULL);
  self->may_save = rehearsal != NULL && !rehearsal->is_refused;
  gh_user_page_update_actions (self);
}

static JsonObject *
make_parameters (GhUserPage *self)
{
  JsonObject *parameters = gh_user_properties_dup_parameters (self->properties);

  json_object_set_int_member (parameters, "revision", gh_user_get_revision (self->user));

  return parameters;
}

/* Checks what is typed by a rehearsal: only that can tell whether a name is taken. */
void
gh_user_page_edited (GhUserPage *self)
{
  g_autoptr(JsonObject) parameters = NULL;
  g_autoptr(GhTarget) target = NULL;
  Check *check;

  self->generation++;
  if (self->checking != NULL)
    g_cancellable_cancel (gh_job_get_cancellable (self->checking));
  g_clear_object (&self->checking);

  if (self->user == NULL || !gh_user_properties_is_changed (self->properties) ||
      !gh_user_properties_is_valid (self->properties))
    {
      self->may_save = FALSE;
      gh_user_page_update_actions (self);
      return;
    }

  parameters = make_parameters (self);
  target = make_target (self);
  check = g_new0 (Check, 1);
  check->page = g_object_ref (self);
  check->generation = self->generation;
  self->checking = gh_job_new ();
  gh_rehearse_async (gh_session_get_store (get_session (self)),
                     &(GhRequest) {
                       .operation = gh_operation_find ("user.edit"),
                       .actor = gh_session_get_actor (get_session (self)),
                       .target = target,
                       .parameters = parameters,
                     },
                     self->checking, checked_cb, check);
}

typedef struct {
  GhUserPage *page;
  char       *typed;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->page);
  g_free (saving->typed);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static char *
dup_typed (GhUserPage *self)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, gh_user_properties_dup_parameters (self->properties));

  return json_to_string (node, FALSE);
}

static void
answer_leaving (GhUserPage *self,
                gboolean    may_leave)
{
  g_autoptr(GPtrArray) leaving = g_steal_pointer (&self->leaving);

  self->leaving = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < leaving->len; i++)
    g_task_return_boolean (g_ptr_array_index (leaving, i), may_leave);
}

static gboolean
has_kept_fields (const GhResult *result)
{
  for (guint i = 0; i < result->also->len; i++)
    if (g_str_equal (((const GhConsequence *) g_ptr_array_index (result->also, i))->code,
                     gh_refusal_get_code (GH_REFUSAL_CHANGED_SINCE)))
      return TRUE;

  return FALSE;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *async_result,
          gpointer      data)
{
  g_autoptr(Saving) saving = data;
  GhUserPage *self = saving->page;
  g_autofree char *typed = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GhResult) result = gh_run_finish (GH_STORE (source), async_result, &error);
  gboolean is_whole = result != NULL && !result->is_refused && !has_kept_fields (result);
  gboolean has_more;

  self->is_saving = FALSE;
  if (get_session (self) == NULL)
    {
      answer_leaving (self, TRUE);
      return;
    }

  typed = dup_typed (self);
  has_more = gh_user_properties_is_changed (self->properties) && !g_str_equal (typed, saving->typed);
  if (result == NULL)
    gh_operate_failure_show (GTK_WIDGET (self), _("Nothing Was Saved"), error->message,
                             gh_operation_find ("user.edit"), NULL, NULL);
  else if (result->is_refused)
    gh_user_properties_set_refusal (self->properties, result);
  else
    {
      gh_page_add_toast (GH_PAGE (self), is_whole ? _("Saved") : _("Saved, but for what somebody else changed"),
                         result->entry);
      gh_session_tell_operated (get_session (self), result);
    }
  /* Also shows what somebody else changed. */
  gh_user_page_reload (self);
  answer_leaving (self, is_whole && !has_more);
}

static void
save (GhUserPage *self)
{
  g_autoptr(JsonObject) parameters = make_parameters (self);
  g_autoptr(GhTarget) target = make_target (self);
  g_autoptr(GhJob) job = gh_job_new ();
  Saving *saving = g_new0 (Saving, 1);

  saving->page = g_object_ref (self);
  saving->typed = dup_typed (self);
  self->is_saving = TRUE;
  gh_user_page_update_actions (self);
  gh_run_async (gh_session_get_store (get_session (self)),
                &(GhRequest) {
                  .operation = gh_operation_find ("user.edit"),
                  .actor = gh_session_get_actor (get_session (self)),
                  .target = target,
                  .parameters = parameters,
                },
                job, saved_cb, saving);
}

static void
save_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  save (GH_USER_PAGE (widget));
}

/* --- leaving --- */

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GTask) task = data;
  GhUserPage *self = g_task_get_source_object (task);
  g_autofree char *answer = gh_ask_finish (result, NULL);

  if (g_strcmp0 (answer, "save") == 0 && self->may_save)
    {
      g_ptr_array_add (self->leaving, g_steal_pointer (&task));
      save (self);
    }
  /* A user that went meanwhile leaves nothing to keep. */
  else if (self->user == NULL)
    g_task_return_boolean (task, TRUE);
  else if (g_strcmp0 (answer, "discard") == 0)
    {
      gh_user_properties_begin (self->properties, self->user, gh_session_get_settings (get_session (self)),
                                gh_user_page_check (self, "user.edit"));
      gh_user_page_edited (self);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_boolean (task, FALSE);
}

void
gh_user_page_leave_async (GhPage              *page,
                          GAsyncReadyCallback  callback,
                          gpointer             data)
{
  GhUserPage *self = GH_USER_PAGE (page);
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, data);
  const GhAnswer answers[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "discard", _("_Discard"), ADW_RESPONSE_DESTRUCTIVE },
    { "save", _("_Save"), ADW_RESPONSE_SUGGESTED },
  };
  GhQuestion question = { _("Save Changes?"), NULL, answers, G_N_ELEMENTS (answers), "save", NULL };
  gboolean is_lost = gh_session_get_lost (get_session (self)) != NULL;
  g_autofree char *changed = NULL;
  g_autofree char *body = NULL;

  /* Leaving now would hide that nothing was saved. */
  if (self->is_saving)
    {
      g_ptr_array_add (self->leaving, g_steal_pointer (&task));
      return;
    }
  if (self->user == NULL || !gh_user_properties_is_changed (self->properties))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  changed = gh_user_properties_dup_changed (self->properties);
  if (is_lost)
    {
      question.heading = _("Discard Changes?");
      /* Translators: what, such as “notes”, and whose */
      body = g_strdup_printf (_("Changed and not saved: %s of “%s”. It is lost unless the organisation can be reached "
                                "again and you save it."), changed, gh_user_get_row (self->user)->username);
    }
  else
    /* Translators: what, such as “notes”, and whose */
    body = g_strdup_printf (_("Changed and not saved: %s of “%s”."), changed, gh_user_get_row (self->user)->username);
  question.body = body;
  /* Invalid input cannot be saved. */
  if (is_lost || !self->may_save)
    {
      question.n_answers--;
      question.default_id = "cancel";
    }
  gh_ask_async (GTK_WIDGET (self), &question, NULL, asked_cb, g_steal_pointer (&task));
}

/* --- operations --- */

/* Formats the day in the organisation's time zone, as parameters do. */
static char *
dup_day (GhUserPage *self,
         gint64      seconds)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (gh_session_get_time_zone (get_session (self)));
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  g_autoptr(GDateTime) time = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);

  return g_date_time_format (time, "%Y-%m-%d");
}

/* The dialog starts with the user's status. */
static JsonObject *
make_status_parameters (GhUserPage *self)
{
  JsonObject *parameters = json_object_new ();
  gint64 status, until;

  g_object_get (self->user, "status", &status, "until", &until, NULL);
  json_object_set_string_member (parameters, "status", gh_stored_status_get_word (status));
  if (until != 0)
    {
      g_autofree char *day = dup_day (self, until - 1);

      json_object_set_string_member (parameters, "until", day);
    }

  return parameters;
}

static void
operate (GhUserPage        *self,
         const GhOperation *operation,
         gboolean           by_key)
{
  g_autoptr(GhTarget) target = make_target (self);
  g_autoptr(JsonObject) parameters = NULL;

  if (g_str_equal (operation->name, "user.set-status"))
    parameters = make_status_parameters (self);
  gh_page_operate (GH_PAGE (self), operation, target, parameters, by_key);
}

static void
operate_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  GhUserPage *self = GH_USER_PAGE (widget);

  operate (self, gh_operate_offer_find_activated (get_offer (self), name), FALSE);
}

static void
change_status_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  operate (GH_USER_PAGE (widget), gh_operation_find ("user.set-status"), FALSE);
}

/* Runs at once: what can be undone, or only helps, needs no dialog. */
typedef struct {
  GhUserPage *page;
  char       *toast;
} Doing;

static void
done_cb (GObject      *source,
         GAsyncResult *async_result,
         gpointer      data)
{
  Doing *doing = data;
  g_autoptr(GhUserPage) self = doing->page;
  g_autofree char *toast = doing->toast;
  g_autoptr(GError) error = NULL;
  g_autoptr(GhResult) result = gh_run_finish (GH_STORE (source), async_result, &error);
  g_autofree char *reason = NULL;

  g_free (doing);
  if (get_session (self) == NULL)
    return;

  if (result != NULL && !result->is_refused)
    {
      gh_page_add_toast (GH_PAGE (self), toast, result->entry);
      gh_session_tell_operated (get_session (self), result);
    }
  else
    {
      reason = result != NULL && result->skips->len > 0 ? gh_skip_get_text (g_ptr_array_index (result->skips, 0))
                                                        : g_strdup (error != NULL ? error->message : "");
      gh_operate_failure_show (GTK_WIDGET (self), _("Nothing Was Changed"), reason,
                               result != NULL ? result->operation : gh_operation_find ("user.edit"), NULL, NULL);
    }
  gh_user_page_reload (self);
}

static void
do_at_once (GhUserPage *self,
            const char *operation,
            const char *name,
            const char *value,
            char       *toast)
{
  g_autoptr(GhTarget) target = make_target (self);
  g_autoptr(JsonObject) parameters = json_object_new ();
  g_autoptr(GhJob) job = gh_job_new ();
  Doing *doing = g_new0 (Doing, 1);

  doing->page = g_object_ref (self);
  doing->toast = toast;
  json_object_set_string_member (parameters, name, value);
  gh_run_async (gh_session_get_store (get_session (self)),
                &(GhRequest) {
                  .operation = gh_operation_find (operation),
                  .actor = gh_session_get_actor (get_session (self)),
                  .target = target,
                  .parameters = parameters,
                },
                job, done_cb, doing);
}

static void
unlock_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  do_at_once (GH_USER_PAGE (widget), "user.set-status", "status", gh_stored_status_get_word (GH_STATUS_ACTIVE),
              g_strdup (_("Unlocked")));
}

static void
remove_from_group_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  const char *group = g_variant_get_string (parameter, NULL);

  do_at_once (GH_USER_PAGE (widget), "user.remove-from-group", "group", group,
              g_strdup_printf (_("Removed from “%s”"), group));
}

static void
copy_key_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GhUserPage *self = GH_USER_PAGE (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gh_user_get_row (self->user)->key);
  gh_page_add_toast (GH_PAGE (self), _("Copied"), 0);
}

/* --- other users --- */

static void
step (GhUserPage *self,
      int         by)
{
  GhSession *session = get_session (self);
  const char *name = NULL;
  guint n = 0;
  guint place = gh_trail_find (session, gh_user_get_row (self->user)->facts.id, &n, &name);
  gint64 id = gh_trail_get (session, place + by);
  const GhUserRow *row = id != 0 ? gh_session_read_user (session, id) : NULL;

  if (row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-user", "s", row->key);
}

static void
previous_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  step (GH_USER_PAGE (widget), -1);
}

static void
next_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  step (GH_USER_PAGE (widget), 1);
}

static void
section_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gh_user_sections_go (GH_USER_PAGE (widget)->sections, g_variant_get_int32 (parameter));
}

static void
edit_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  gh_user_properties_focus_username (GH_USER_PAGE (widget)->properties);
}

/* Delete in a list of what the user has does not mean the user. */
static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   data)
{
  GhUserPage *self = GH_USER_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  const GhOperation *operation = gh_operate_offer_find_key (get_offer (self), arguments);

  if (operation == NULL || get_reason (self, operation) != NULL ||
      (gh_operate_words_find (operation)->takes_away &&
       focus != NULL && gtk_widget_get_ancestor (focus, GH_TYPE_USER_LIST) != NULL))
    return FALSE;

  operate (self, operation, TRUE);

  return TRUE;
}

void
gh_user_page_class_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "user.save", NULL, save_cb);
  gtk_widget_class_install_action (klass, "user.change-status", NULL, change_status_cb);
  gtk_widget_class_install_action (klass, "user.unlock", NULL, unlock_cb);
  gh_operate_offer_install (&of_user, klass, operate_cb, key_cb);
  gtk_widget_class_install_action (klass, "user.remove-from-group", "s", remove_from_group_cb);
  gtk_widget_class_install_action (klass, "user.copy-key", NULL, copy_key_cb);
  gtk_widget_class_install_action (klass, "user.previous", NULL, previous_cb);
  gtk_widget_class_install_action (klass, "user.next", NULL, next_cb);
  gtk_widget_class_install_action (klass, "user.section", "i", section_cb);
  gtk_widget_class_install_action (klass, "user.edit", NULL, edit_cb);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK, "user.save", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Up, GDK_ALT_MASK, "user.previous", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Down, GDK_ALT_MASK, "user.next", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F2, 0, "user.edit", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "win.leave-page", NULL);
  for (int i = 0; i < 8; i++)
    gtk_widget_class_add_binding_action (klass, GDK_KEY_1 + i, GDK_ALT_MASK, "user.section", "i", i);
}
