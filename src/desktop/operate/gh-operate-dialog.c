/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-dialog-private.h"

#include "operate/gh-operate-failure.h"

#include "kit/gh-dialog-size.h"
#include "kit/gh-grow.h"
#include "kit/gh-inner-name.h"
#include "kit/gh-text-scale.h"

#include <glib/gi18n-lib.h>

#define DOTS_AFTER_MS 200

#define WIDTH 560

/* Below it, the title does not fit between the buttons. */
#define HEADING_WIDTH 480

#define MAX_HEIGHT 600
#define HEADER_HEIGHT 47

static guint done_signal;

G_DEFINE_FINAL_TYPE (GhOperateDialog, gh_operate_dialog, ADW_TYPE_WINDOW)

/* --- what is enabled --- */

static gboolean
is_confirmed (GhOperateDialog *self)
{
  gint64 number;

  if (self->confirm == NULL)
    return TRUE;

  return g_ascii_string_to_signed (gtk_editable_get_text (GTK_EDITABLE (self->confirm)), 10, 0, G_MAXINT64,
                                   &number, NULL) &&
         number == self->rehearsal->changed;
}

void
gh_operate_dialog_update_actions (GhOperateDialog *self)
{
  gboolean may_run = !self->is_running && self->rehearsal != NULL && self->job == NULL &&
                     !self->rehearsal->is_refused && self->rehearsal->changed > 0 && is_confirmed (self);
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "operate.run", may_run);
  gtk_widget_set_visible (self->cancel_button, g_str_equal (page, "plan"));
  gtk_widget_set_visible (self->back_button, g_str_equal (page, "users"));
  gtk_widget_set_visible (self->action_button, g_str_equal (page, "plan"));
  /* Hiding it took that away. If it is confirmed by typing, Return never runs it. */
  if (self->confirm == NULL && g_str_equal (page, "plan"))
    gtk_window_set_default_widget (GTK_WINDOW (self), self->action_button);
}

void
gh_operate_dialog_show_page (GhOperateDialog *self,
                             const char      *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gh_operate_dialog_update_actions (self);
}

/* --- closing --- */

static void
stop_job (GhOperateDialog *self)
{
  self->generation++;
  g_clear_handle_id (&self->dots_id, g_source_remove);
  if (self->job != NULL)
    g_cancellable_cancel (gh_job_get_cancellable (self->job));
  g_clear_object (&self->job);
}

void
gh_operate_dialog_finish (GhOperateDialog *self)
{
  if (self->is_done)
    return;

  self->is_done = TRUE;
  stop_job (self);
  g_object_ref (self);
  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, done_signal, 0);
  g_object_unref (self);
}

/* It closes with its parent, but a pending answer keeps it alive for a while. */
static void
parent_gone_cb (GhOperateDialog *self)
{
  gtk_window_set_transient_for (GTK_WINDOW (self), NULL);
  g_clear_handle_id (&self->bar_id, g_source_remove);
  gh_operate_dialog_finish (self);
}

static gboolean
gh_operate_dialog_close_request (GtkWindow *window)
{
  GhOperateDialog *self = GH_OPERATE_DIALOG (window);

  if (self->is_running)
    g_cancellable_cancel (gh_job_get_cancellable (self->job));
  else if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "users"))
    gh_operate_dialog_show_page (self, "plan");
  else
    gh_operate_dialog_finish (self);

  return TRUE;
}

/* --- rehearsing --- */

void
gh_operate_dialog_update_words (GhOperateDialog *self)
{
  const GhResult *rehearsal = self->rehearsal;
  g_autofree char *title = gh_operate_words_dup_title (self->words, self->operation, rehearsal);
  g_autofree char *action = gh_operate_words_dup_action (self->words, self->operation,
                                                         rehearsal != NULL && !rehearsal->is_refused
                                                           ? rehearsal->changed : 0);

  adw_window_title_set_title (self->title, title);
  gtk_label_set_text (self->heading, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_button_set_label (GTK_BUTTON (self->action_button), action);
  if (self->confirm != NULL)
    {
      g_autofree char *prompt = g_strdup_printf (_("Type %" G_GINT64_FORMAT " to confirm"),
                                                 rehearsal != NULL ? rehearsal->changed : 0);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->confirm), prompt);
      gtk_widget_set_visible (self->confirm_list,
                              rehearsal != NULL && !rehearsal->is_refused && rehearsal->changed > 0);
    }
}

static gboolean
dots_cb (gpointer data)
{
  GhOperateDialog *self = data;

  self->dots_id = 0;
  gh_operate_effects_set_waiting (self->plan);

  return G_SOURCE_REMOVE;
}

/* Says what changed, if the plan differs from the one shown. */
static void
say_what_changed (GhOperateDialog *self)
{
  g_autoptr(GhResult) outdated = g_steal_pointer (&self->outdated);
  g_autofree char *text = NULL;
  guint n;

  if (outdated == NULL)
    return;

  n = gh_result_count_differences (outdated, self->rehearsal);
  if (n > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u user changed while you were reading.",
                                         "%'u users changed while you were reading.", n), n);
  else
    text = g_strdup (_("What will happen changed while you were reading."));
  gh_operate_effects_set_remark (self->plan, text);
}

static void
failure_closed_cb (gpointer data)
{
  g_autoptr(GhOperateDialog) self = data;

  if (self->is_done)
    return;
  /* If it could not be shown then, it cannot be shown now. */
  if (self->rehearsal == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    gh_operate_dialog_finish (self);
  else
    gh_operate_dialog_rehearse (self);
}

void
gh_operate_dialog_fail (GhOperateDialog *self,
                        const char      *reason)
{
  GtkWidget *parent = gtk_widget_get_visible (GTK_WIDGET (self))
    ? GTK_WIDGET (self)
    : GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));

  gh_operate_failure_show (parent, _(self->words->failed), reason, self->operation, failure_closed_cb,
                           g_object_ref (self));
}

typedef struct {
  GhOperateDialog *dialog;
  guint            generation;
} Call;

static Call *
call_new (GhOperateDialog *self)
{
  Call *call = g_new0 (Call, 1);

  call->dialog = g_object_ref (self);
  call->generation = self->generation;

  return call;
}

static void
call_free (Call *call)
{
  g_object_unref (call->dialog);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
focus_first (GhOperateDialog *self)
{
  if (self->confirm != NULL)
    gtk_widget_grab_focus (self->confirm);
  else if (!gh_operate_choices_has_any (self->choices))
    gtk_widget_grab_focus (self->by_key && !self->words->is_suggested ? self->cancel_button : self->action_button);
}

static void
rehearsed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(Call) call = data;
  GhOperateDialog *self = call->dialog;
  g_autoptr(GError) error = NULL;
  g_autoptr(GhResult) rehearsal = gh_run_finish (GH_STORE (source), result, &error);
  gboolean is_first = self->rehearsal == NULL;

  if (call->generation != self->generation)
    return;

  g_clear_object (&self->job);
  g_clear_handle_id (&self->dots_id, g_source_remove);
  if (rehearsal == NULL)
    {
      gh_operate_dialog_fail (self, error->message);
      return;
    }

  g_clear_pointer (&self->rehearsal, gh_result_free);
  self->rehearsal = g_steal_pointer (&rehearsal);
  gh_operate_effects_set_result (self->plan, self->parameters, self->rehearsal);
  gtk_widget_show (GTK_WIDGET (self->plan));
  say_what_changed (self);
  gh_operate_dialog_update_words (self);
  gh_operate_dialog_update_actions (self);
  if (is_first)
    focus_first (self);
}

void
gh_operate_dialog_rehearse (GhOperateDialog *self)
{
  stop_job (self);
  g_clear_pointer (&self->parameters, json_object_unref);
  self->parameters = gh_operate_choices_dup_parameters (self->choices);
  if (!gh_operate_choices_is_complete (self->choices))
    {
      gtk_widget_hide (GTK_WIDGET (self->plan));
      g_clear_pointer (&self->rehearsal, gh_result_free);
      gh_operate_dialog_update_actions (self);
      return;
    }

  self->job = gh_job_new ();
  self->dots_id = g_timeout_add (DOTS_AFTER_MS, dots_cb, self);
  gh_rehearse_async (self->store,
                     &(GhRequest) {
                       .operation = self->operation,
                       .actor = self->actor,
                       .target = self->target,
                       .parameters = self->parameters,
                     },
                     self->job, rehearsed_cb, call_new (self));
  gh_operate_dialog_update_actions (self);
}

static void
choices_changed_cb (GhOperateDialog *self)
{
  /* Choices made during the run count if it comes back. */
  if (self->is_running)
    return;

  gh_operate_effects_set_remark (self->plan, NULL);
  gh_operate_dialog_rehearse (self);
}

/* --- actions --- */

static void
run_action_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gh_operate_dialog_start (GH_OPERATE_DIALOG (widget));
}

static void
back_action_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gh_operate_dialog_show_page (GH_OPERATE_DIALOG (widget), "plan");
}

static void
hide_action_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gh_operate_dialog_hide (GH_OPERATE_DIALOG (widget));
}

static void
show_users_action_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  GhOperateDialog *self = GH_OPERATE_DIALOG (widget);
  guint place = g_variant_get_uint32 (parameter);

  if (self->rehearsal == NULL || place >= self->rehearsal->skips->len)
    return;

  gh_operate_users_show (self->users, self->store, g_ptr_array_index (self->rehearsal->skips, place));
  gh_operate_dialog_show_page (self, "users");
  gtk_widget_grab_focus (self->back_button);
}

/* --- the object --- */

static void
gh_operate_dialog_dispose (GObject *object)
{
  GhOperateDialog *self = GH_OPERATE_DIALOG (object);

  g_clear_handle_id (&self->dots_id, g_source_remove);
  g_clear_handle_id (&self->bar_id, g_source_remove);
  g_clear_handle_id (&self->background_id, g_source_remove);
  /* It was destroyed with its parent. */
  if (!self->is_done)
    {
      self->is_done = TRUE;
      self->generation++;
      g_signal_emit (self, done_signal, 0);
    }

  G_OBJECT_CLASS (gh_operate_dialog_parent_class)->dispose (object);
}

static void
gh_operate_dialog_finalize (GObject *object)
{
  GhOperateDialog *self = GH_OPERATE_DIALOG (object);

  g_clear_object (&self->store);
  g_clear_object (&self->job);
  g_clear_object (&self->running);
  g_clear_pointer (&self->actor, gh_actor_free);
  g_clear_pointer (&self->target, gh_target_free);
  g_clear_pointer (&self->parameters, json_object_unref);
  g_clear_pointer (&self->rehearsal, gh_result_free);
  g_clear_pointer (&self->outdated, gh_result_free);
  g_clear_pointer (&self->result, gh_result_free);

  G_OBJECT_CLASS (gh_operate_dialog_parent_class)->finalize (object);
}

static void
gh_operate_dialog_class_init (GhOperateDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_operate_dialog_dispose;
  object_class->finalize = gh_operate_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = gh_operate_dialog_close_request;

  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);

  g_type_ensure (GH_TYPE_GROW);
  g_type_ensure (GH_TYPE_OPERATE_USERS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/operate/gh-operate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, title);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, grow);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, action_button);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, content);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, users);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, progress_title);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, progress_text);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, background_button);
  gtk_widget_class_bind_template_child (widget_class, GhOperateDialog, stop_button);

  gtk_widget_class_install_action (widget_class, "operate.run", NULL, run_action_cb);
  gtk_widget_class_install_action (widget_class, "operate.back", NULL, back_action_cb);
  gtk_widget_class_install_action (widget_class, "operate.hide", NULL, hide_action_cb);
  gtk_widget_class_install_action (widget_class, "operate.show-users", "u", show_users_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gh_operate_dialog_init (GhOperateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Looks like a notice, but is there from the start: nothing slides in. */
static void
add_warning (GhOperateDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_(self->words->warning));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "gh-notice");
  gtk_widget_add_css_class (box, "err");
  gtk_box_append (self->content, box);
}

static void
add_confirm (GhOperateDialog *self)
{
  self->confirm_list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->confirm_list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->confirm_list, "boxed-list");
  self->confirm = adw_entry_row_new ();
  gh_entry_row_tell_name (ADW_ENTRY_ROW (self->confirm));
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->confirm), GTK_INPUT_PURPOSE_DIGITS);
  g_signal_connect_object (self->confirm, "changed", G_CALLBACK (gh_operate_dialog_update_actions), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (GTK_LIST_BOX (self->confirm_list), self->confirm);
  gtk_box_append (self->content, self->confirm_list);
}

static void
fill_content (GhOperateDialog  *self,
              JsonObject       *parameters,
              const GhSettings *settings,
              GDateTime        *today,
              GPtrArray        *groups)
{
  if (self->words->warning != NULL)
    add_warning (self);
  self->choices = GH_OPERATE_CHOICES (gh_operate_choices_new (self->operation, self->words, parameters, self->actor,
                                                              settings, today, groups));
  gtk_widget_set_visible (GTK_WIDGET (self->choices), gh_operate_choices_has_any (self->choices));
  g_signal_connect_object (self->choices, "changed", G_CALLBACK (choices_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->content, GTK_WIDGET (self->choices));

  self->plan = GH_OPERATE_EFFECTS (gh_operate_effects_new (self->words, gh_operate_choices_has_any (self->choices)));
  gtk_box_append (self->content, GTK_WIDGET (self->plan));

  if (gh_operation_find_parameter (self->operation, GH_OPERATE_CONFIRM) != NULL)
    add_confirm (self);
}

static void
set_size (GhOperateDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  int height = parent != NULL ? gtk_widget_get_height (GTK_WIDGET (parent)) : 0;
  int width = gh_dialog_set_size (GTK_WINDOW (self), WIDTH, -1);

  gtk_widget_set_visible (GTK_WIDGET (self->heading), width < gh_text_scale (GTK_WIDGET (self), HEADING_WIDTH));
  gtk_widget_set_visible (GTK_WIDGET (self->title), !gtk_widget_get_visible (GTK_WIDGET (self->heading)));
  if (height > 0)
    g_object_set (self->grow, "max-height", MIN (MAX_HEIGHT, height - HEADER_HEIGHT), NULL);
}

GhOperateDialog *
gh_operate_dialog_new (GtkWindow         *parent,
                       GhStore           *store,
                       const GhActor     *actor,
                       const GhOperation *operation,
                       const GhTarget    *target,
                       JsonObject        *parameters,
                       const GhSettings  *settings,
                       GDateTime         *today,
                       GPtrArray         *groups)
{
  GhOperateDialog *self = g_object_new (GH_TYPE_OPERATE_DIALOG, "transient-for", parent, NULL);

  if (parent != NULL)
    g_signal_connect_object (parent, "destroy", G_CALLBACK (parent_gone_cb), self, G_CONNECT_SWAPPED);
  self->store = g_object_ref (store);
  self->actor = gh_actor_copy (actor);
  self->operation = operation;
  self->target = target != NULL ? gh_target_copy (target) : NULL;
  self->words = gh_operate_words_find (operation);

  fill_content (self, parameters, settings, today, groups);
  set_size (self);
  gtk_label_set_text (self->progress_title, _(self->words->running));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(self->words->running), -1);
  gtk_widget_add_css_class (self->action_button,
                            self->words->is_suggested ? "suggested-action" : "destructive-action");
  gh_operate_dialog_update_words (self);
  gh_operate_dialog_update_actions (self);

  return self;
}

void
gh_operate_dialog_ask (GhOperateDialog *self,
                       gboolean         by_key)
{
  g_return_if_fail (GH_IS_OPERATE_DIALOG (self));

  self->by_key = by_key;
  gh_operate_dialog_rehearse (self);
  gtk_window_present (GTK_WINDOW (self));
  if (gh_operate_choices_has_any (self->choices))
    gtk_widget_child_focus (GTK_WIDGET (self->choices), GTK_DIR_TAB_FORWARD);
}

void
gh_operate_dialog_run (GhOperateDialog *self)
{
  g_return_if_fail (GH_IS_OPERATE_DIALOG (self));

  self->parameters = gh_operate_choices_dup_parameters (self->choices);
  gh_operate_dialog_start (self);
}
