/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/gh-import-page.h"

#include "import/gh-import-source.h"
#include "kit/gh-ask.h"
#include "kit/gh-category-bar.h"
#include "kit/gh-notice.h"
#include "operate/gh-operate-failure.h"
#include "operate/gh-operate-words.h"
#include "operations/gh-run.h"

#include <glib/gi18n-lib.h>

/* Sooner, nobody needs to see that something is being waited for. */
#define BAR_AFTER_MS 200

struct _GhImportPage {
  GhPage          parent_instance;

  /* template */
  AdwWindowTitle *window_title;
  GtkWidget      *cancel_button;
  GtkButton      *import_button;
  GtkStack       *stack;
  GtkLabel       *working_label;
  GtkProgressBar *bar;
  GtkLabel       *working_caption;
  AdwStatusPage  *refusal;
  GhNotice       *notice;
  GhCategoryBar  *categories;
  GtkLabel       *summary;
  GtkCheckButton *create_groups;
  GtkCheckButton *save_refused;
  GtkStack       *lists;
  AdwBin         *refused_place;
  AdwBin         *changed_place;
  AdwStatusPage  *message;

  /* made by the program; borrowed */
  GhTable        *refused;
  GhTable        *changed;
  GhImportSource *refused_source;
  GhImportSource *changed_source;

  char           *path;
  JsonObject     *parameters;  /* of the last rehearsal or the run */
  GhResult       *rehearsal;   /* nullable: what the person sees */
  gboolean        is_outdated; /* the plan was found to be another when it was to be run */
  GhJob          *job;         /* nullable: of the rehearsal or run under way */
  gboolean        is_running;
  guint           generation;  /* answers of an earlier one are late */
  guint           bar_id;
};

G_DEFINE_FINAL_TYPE (GhImportPage, gh_import_page, GH_TYPE_PAGE)

static const GhOperation *
get_operation (void)
{
  return gh_operation_find ("user.import");
}

static gint64
get_count (GhImportPage *self,
           const char   *code)
{
  const GPtrArray *also = self->rehearsal->also;

  for (guint i = 0; i < also->len; i++)
    {
      const GhConsequence *consequence = g_ptr_array_index (also, i);

      if (g_str_equal (consequence->code, code))
        return consequence->count;
    }

  return 0;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
/* @format is the plural form for @n, with %s for the number. */
static char *
count (gint64      n,
       const char *format)
{
  g_autofree char *number = gh_operate_words_dup_number (n);

  return g_strdup_printf (format, number);
}
#pragma GCC diagnostic pop

/* --- what is seen --- */

static void
update_actions (GhImportPage *self)
{
  gboolean is_plan = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "plan") == 0;
  gboolean may_run = self->rehearsal != NULL && self->job == NULL && self->rehearsal->changed > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->import_button), is_plan);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", may_run);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->import_button),
                               self->rehearsal != NULL && self->rehearsal->changed == 0
                                 ? _("No line of this file would change anything.") : NULL);
}

static void
show_page (GhImportPage *self,
           const char   *name)
{
  gboolean is_other = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) != 0;

  gtk_stack_set_visible_child_name (self->stack, name);
  update_actions (self);
  if (!is_other)
    return;

  /* So that Return and Escape are heard. */
  if (!g_str_equal (name, "plan") || !gtk_widget_grab_focus (GTK_WIDGET (self->import_button)))
    gtk_widget_grab_focus (self->cancel_button);
}

static void
set_category (GhImportPage *self,
              const char   *key,
              char         *name)
{
  g_autofree char *owned = name;
  g_autofree char *number = gh_operate_words_dup_number (get_count (self, key));

  gh_category_bar_set_count (self->categories, key, number, owned);
}

static void
show_message (GhImportPage *self,
              const char   *icon_name,
              char         *title,
              const char   *description)
{
  g_autofree char *owned = title;

  adw_status_page_set_icon_name (self->message, icon_name);
  adw_status_page_set_title (self->message, owned);
  adw_status_page_set_description (self->message, description);
  gtk_stack_set_visible_child_name (self->lists, "message");
}

/* What a list of lines leaves out. */
static char *
add_limit (char *text,
           guint n_shown,
           gboolean is_whole)
{
  g_autofree char *owned = text;
  g_autofree char *number = gh_operate_words_dup_number (n_shown);

  /* Translators: behind a sentence */
  return is_whole ? g_steal_pointer (&owned) : g_strdup_printf (_("%s The first %s are shown."), owned, number);
}

static void
update_category (GhImportPage *self)
{
  const char *key = gh_category_bar_get_chosen (self->categories);
  gint64 n = get_count (self, key);
  g_autofree char *summary = NULL;
  guint n_shown;

  gtk_widget_set_visible (GTK_WIDGET (self->save_refused), g_str_equal (key, "refused") && n > 0);
  if (g_str_equal (key, "refused") && n > 0)
    {
      n_shown = gh_table_list_get_ids (gh_table_get_list (self->refused))->len;
      summary = add_limit (count (n, ngettext ("%s line is refused and will not be imported.", "%s lines are refused and will not be imported.", (gulong) n)), n_shown, n_shown == n);
      gtk_stack_set_visible_child_name (self->lists, "refused");
    }
  else if (g_str_equal (key, "changed") && n > 0)
    {
      n_shown = gh_table_list_get_ids (gh_table_get_list (self->changed))->len;
      summary = add_limit (count (n, ngettext ("%s user changes. Undo is possible afterwards.", "%s users change. Undo is possible afterwards.", (gulong) n)),
                           n_shown, self->rehearsal->lines->len < 2 * GH_RESULT_LINES);
      gtk_stack_set_visible_child_name (self->lists, "changed");
    }
  else if (g_str_equal (key, "new"))
    {
      summary = count (n, ngettext ("%s user is added. Undo is possible afterwards.", "%s users are added. Undo is possible afterwards.", (gulong) n));
      show_message (self, "gh-add-symbolic", count (n, ngettext ("%s New User", "%s New Users", (gulong) n)),
                    n > 0 ? _("They are added as their lines say.") : _("Everybody in this file is there already."));
    }
  else if (g_str_equal (key, "unchanged"))
    {
      summary = count (n, ngettext ("%s user stays as it is.", "%s users stay as they are.", (gulong) n));
      show_message (self, "gh-active-symbolic", count (n, ngettext ("%s Unchanged User", "%s Unchanged Users", (gulong) n)),
                    n > 0 ? _("They are as their lines say already.") : NULL);
    }
  else
    show_message (self, "gh-active-symbolic",
                  g_str_equal (key, "refused") ? count (n, ngettext ("%s Refused Line", "%s Refused Lines", (gulong) n))
                                               : count (n, ngettext ("%s Changed User", "%s Changed Users", (gulong) n)), NULL);
  gtk_label_set_text (self->summary, summary != NULL ? summary : "");
}

static gboolean
is_group_unknown (GhImportPage *self)
{
  for (guint i = 0; i < self->rehearsal->lines->len; i++)
    {
      const GhResultLine *line = g_ptr_array_index (self->rehearsal->lines, i);

      if (line->refusal == GH_REFUSAL_UNKNOWN_GROUP)
        return TRUE;
    }

  return FALSE;
}

static void
show_lines (GhTable        *table,
            GhImportSource *source,
            GPtrArray      *lines)
{
  g_autoptr (GArray) ids = gh_import_source_set_lines (source, lines);

  gh_table_set_ids (table, ids, GH_TABLE_PLACE_TOP);
  gh_table_list_refresh (gh_table_get_list (table));
}

static void
show_plan (GhImportPage *self)
{
  static const char *const order[] = { "refused", "new", "changed", "unchanged" };
  const GhResult *rehearsal = self->rehearsal;
  g_autofree char *file = g_filename_display_basename (self->path);
  g_autofree char *lines = count (rehearsal->selected, ngettext ("%s line", "%s lines", (gulong) rehearsal->selected));
  /* Translators: “joiners.csv, 1,260 lines” */
  g_autofree char *subtitle = g_strdup_printf (_("%s, %s"), file, lines);
  g_autofree char *label = NULL;

  adw_window_title_set_subtitle (self->window_title, subtitle);
  if (get_count (self, "refused") > 0)
    label = count (rehearsal->changed, ngettext ("_Import %s Valid Line", "_Import %s Valid Lines", (gulong) rehearsal->changed));
  else
    label = count (rehearsal->changed, ngettext ("_Import %s Line", "_Import %s Lines", (gulong) rehearsal->changed));
  gtk_button_set_label (self->import_button, label);
  gtk_button_set_use_underline (self->import_button, TRUE);

  show_lines (self->refused, self->refused_source, rehearsal->lines);
  show_lines (self->changed, self->changed_source, rehearsal->lines);
  set_category (self, "new", count (get_count (self, "new"), ngettext ("New, %s user", "New, %s users", (gulong) get_count (self, "new"))));
  set_category (self, "changed", count (get_count (self, "changed"), ngettext ("Changed, %s user", "Changed, %s users", (gulong) get_count (self, "changed"))));
  set_category (self, "unchanged",
                count (get_count (self, "unchanged"), ngettext ("Unchanged, %s user", "Unchanged, %s users", (gulong) get_count (self, "unchanged"))));
  set_category (self, "refused", count (get_count (self, "refused"), ngettext ("Refused, %s line", "Refused, %s lines", (gulong) get_count (self, "refused"))));
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (get_count (self, order[i]) > 0)
      {
        gh_category_bar_set_chosen (self->categories, order[i]);
        break;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->create_groups),
                          gtk_check_button_get_active (self->create_groups) || is_group_unknown (self));

  if (self->is_outdated)
    gh_notice_show (self->notice, GH_NOTICE_WARNING, _("Nothing Was Imported"),
                    _("The file or the users changed while you were reading. This is what would happen now."));
  else
    gh_notice_hide (self->notice);
  self->is_outdated = FALSE;

  update_category (self);
  show_page (self, "plan");
}

static void
show_refusal (GhImportPage *self,
              const char   *reason)
{
  g_autofree char *file = g_filename_display_basename (self->path);
  g_autofree char *description = g_markup_escape_text (reason, -1);

  adw_window_title_set_subtitle (self->window_title, file);
  adw_status_page_set_description (self->refusal, description);
  show_page (self, "refused");
}

/* --- jobs --- */

typedef struct {
  GhImportPage *page;
  guint         generation;
} Answer;

static void
answer_free (Answer *answer)
{
  g_object_unref (answer->page);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static Answer *
expect (GhImportPage *self)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->page = g_object_ref (self);
  answer->generation = ++self->generation;

  return answer;
}

static gboolean
bar_cb (gpointer data)
{
  GhImportPage *self = data;

  self->bar_id = 0;
  show_page (self, "working");

  return G_SOURCE_REMOVE;
}

static void
progress_cb (GhImportPage *self)
{
  guint64 done;
  guint64 total;

  gh_job_get_progress (self->job, &done, &total);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->bar, CLAMP ((double) done / (double) total, 0, 1));
}

static void
stop_job (GhImportPage *self)
{
  self->generation++;
  self->is_running = FALSE;
  g_clear_handle_id (&self->bar_id, g_source_remove);
  if (self->job != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->job, progress_cb, self);
      g_cancellable_cancel (gh_job_get_cancellable (self->job));
    }
  g_clear_object (&self->job);
}

static void
start_job (GhImportPage *self,
           const char   *label,
           const char   *caption)
{
  stop_job (self);
  self->job = gh_job_new ();
  g_signal_connect_object (self->job, "notify::fraction", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_label_set_text (self->working_label, label);
  gtk_label_set_text (self->working_caption, caption);
  self->bar_id = g_timeout_add (BAR_AFTER_MS, bar_cb, self);
}

/* The job is over; FALSE if nobody waits for its answer any more. */
static gboolean
take_answer (Answer *answer)
{
  GhImportPage *self = answer->page;

  if (answer->generation != self->generation)
    return FALSE;

  g_clear_handle_id (&self->bar_id, g_source_remove);
  g_signal_handlers_disconnect_by_func (self->job, progress_cb, self);
  g_clear_object (&self->job);
  self->is_running = FALSE;

  return TRUE;
}

/* --- rehearsing --- */

static char *
join_reasons (const GhResult *result)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < result->skips->len; i++)
    {
      g_autofree char *reason = gh_skip_get_text (g_ptr_array_index (result->skips, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", reason);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
rehearsed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (Answer) answer = data;
  GhImportPage *self = answer->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) rehearsal = gh_run_finish (GH_STORE (source), result, &error);

  if (!take_answer (answer))
    return;

  g_clear_pointer (&self->rehearsal, gh_result_free);
  if (rehearsal == NULL)
    show_refusal (self, error->message);
  else if (rehearsal->is_refused)
    {
      g_autofree char *reason = join_reasons (rehearsal);

      show_refusal (self, reason);
    }
  else
    {
      self->rehearsal = g_steal_pointer (&rehearsal);
      show_plan (self);
    }
}

static void
run_job (GhImportPage        *self,
         gboolean             only_rehearse,
         GAsyncReadyCallback  callback)
{
  GhSession *session = gh_page_get_session (GH_PAGE (self));

  gh_run_async (gh_session_get_store (session), get_operation (), gh_session_get_actor (session), NULL,
                self->parameters, only_rehearse ? NULL : self->rehearsal, only_rehearse, self->job, callback,
                expect (self));
}

static void
rehearse (GhImportPage *self)
{
  if (self->path == NULL)
    return;

  g_clear_pointer (&self->parameters, json_object_unref);
  self->parameters = json_object_new ();
  json_object_set_string_member (self->parameters, "file", self->path);
  json_object_set_boolean_member (self->parameters, "valid-only", TRUE);
  json_object_set_boolean_member (self->parameters, "create-groups",
                                  gtk_check_button_get_active (self->create_groups));
  start_job (self, _("Reading the file…"), _("Nothing is changed yet."));
  run_job (self, TRUE, rehearsed_cb);
  update_actions (self);
}

/* --- importing --- */

static void
ran_cb (GObject      *source,
        GAsyncResult *async_result,
        gpointer      data)
{
  g_autoptr (Answer) answer = data;
  GhImportPage *self = answer->page;
  const GhOperateWords *words = gh_operate_words_find (get_operation ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_run_finish (GH_STORE (source), async_result, &error);

  if (!take_answer (answer))
    return;

  if (result != NULL && !result->is_refused)
    {
      g_autofree char *text = gh_operate_words_dup_done (words, self->parameters, result);

      gh_page_add_toast (GH_PAGE (self), text, result->entry);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-page", "s", "users");
    }
  else if (result != NULL || g_error_matches (error, GH_ERROR, GH_ERROR_PLAN_CHANGED))
    {
      self->is_outdated = TRUE;
      rehearse (self);
    }
  else
    {
      show_page (self, "plan");
      if (!g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED))
        gh_operate_failure_async (GTK_WIDGET (self), _(words->failed), error->message, get_operation (), NULL, NULL);
    }
}

static void
start_import (GhImportPage *self)
{
  const GhOperateWords *words = gh_operate_words_find (get_operation ());

  start_job (self, _(words->running), _("Cancelling leaves everything as it was."));
  self->is_running = TRUE;
  run_job (self, FALSE, ran_cb);
  update_actions (self);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GhImportPage) self = data;
  g_autoptr (GFile) file = gh_ask_file_finish (result, NULL);

  if (file == NULL || g_file_peek_path (file) == NULL || self->rehearsal == NULL || self->job != NULL)
    return;

  json_object_set_string_member (self->parameters, "refused", g_file_peek_path (file));
  start_import (self);
}

static void
run_cb (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  GhImportPage *self = GH_IMPORT_PAGE (widget);
  g_autofree char *file = g_filename_display_basename (self->path);
  g_autofree char *name = NULL;
  GhFileQuestion question = {
    .title = _("Save Refused Lines"),
    .accept = _("_Import and Save"),
    .save = TRUE,
  };

  json_object_remove_member (self->parameters, "refused");
  if (get_count (self, "refused") == 0 || !gtk_check_button_get_active (self->save_refused))
    {
      start_import (self);
      return;
    }

  if (g_str_has_suffix (file, ".csv"))
    file[strlen (file) - strlen (".csv")] = '\0';
  /* Translators: a file name, behind the name of the file that was imported */
  name = g_strdup_printf (_("%s-refused.csv"), file);
  question.name = name;
  gh_ask_file_async (widget, &question, NULL, place_chosen_cb, g_object_ref (self));
}

static void
cancel_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  GhImportPage *self = GH_IMPORT_PAGE (widget);

  if (self->is_running)
    {
      g_cancellable_cancel (gh_job_get_cancellable (self->job));
      return;
    }

  stop_job (self);
  gtk_widget_activate_action (widget, "win.open-page", "s", "users");
}

static void
read_again_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  rehearse (GH_IMPORT_PAGE (widget));
}

static void
category_chosen_cb (GhImportPage *self,
                    const char   *key)
{
  if (self->rehearsal != NULL)
    update_category (self);
}

/* --- the page --- */

static void
gh_import_page_open (GhPage     *page,
                     const char *key)
{
  GhImportPage *self = GH_IMPORT_PAGE (page);

  if (self->is_running)
    return;

  g_free (self->path);
  self->path = g_strdup (key);
  gtk_check_button_set_active (self->create_groups, FALSE);
  rehearse (self);
}

static GhTable *
add_table (AdwBin              *place,
           const GhTableColumn *columns,
           guint                n_columns,
           GhImportSource      *source)
{
  GhTable *table = GH_TABLE (gh_table_new (columns, n_columns, GH_TABLE_SOURCE (source)));

  gh_table_make_plain (table);
  adw_bin_set_child (place, GTK_WIDGET (table));

  return table;
}

static void
gh_import_page_dispose (GObject *object)
{
  GhImportPage *self = GH_IMPORT_PAGE (object);

  stop_job (self);
  g_clear_object (&self->refused_source);
  g_clear_object (&self->changed_source);
  g_clear_pointer (&self->rehearsal, gh_result_free);
  g_clear_pointer (&self->parameters, json_object_unref);

  G_OBJECT_CLASS (gh_import_page_parent_class)->dispose (object);
}

static void
gh_import_page_finalize (GObject *object)
{
  g_free (GH_IMPORT_PAGE (object)->path);

  G_OBJECT_CLASS (gh_import_page_parent_class)->finalize (object);
}

static void
gh_import_page_class_init (GhImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GH_TYPE_CATEGORY_BAR);
  g_type_ensure (GH_TYPE_NOTICE);

  G_OBJECT_CLASS (klass)->dispose = gh_import_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_import_page_finalize;
  GH_PAGE_CLASS (klass)->has_cancel = TRUE;
  GH_PAGE_CLASS (klass)->open = gh_import_page_open;

  gtk_widget_class_install_action (widget_class, "import.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "import.read-again", NULL, read_again_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.cancel", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/import/gh-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, working_label);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, bar);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, working_caption);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, refusal);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, notice);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, categories);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, summary);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, create_groups);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, save_refused);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, lists);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, refused_place);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, changed_place);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, message);
  gtk_widget_class_bind_template_callback (widget_class, category_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, rehearse);
}

static void
gh_import_page_init (GhImportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_check_button_set_label (self->create_groups,
                              _(gh_operation_find_parameter (get_operation (), "create-groups")->label));
  gh_category_bar_add (self->categories, "new", _("New"), "gh-add-symbolic", NULL);
  gh_category_bar_add (self->categories, "changed", _("Changed"), "gh-edit-symbolic", NULL);
  gh_category_bar_add (self->categories, "unchanged", _("Unchanged"), NULL, NULL);
  gh_category_bar_add (self->categories, "refused", _("Refused"), "gh-no-symbolic", "error");

  self->refused_source = gh_import_source_new (TRUE);
  self->changed_source = gh_import_source_new (FALSE);
  self->refused = add_table (self->refused_place, gh_import_refused_columns, GH_IMPORT_REFUSED_N_COLUMNS,
                             self->refused_source);
  self->changed = add_table (self->changed_place, gh_import_changed_columns, GH_IMPORT_CHANGED_N_COLUMNS,
                             self->changed_source);
}
