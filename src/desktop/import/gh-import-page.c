/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/gh-import-page-private.h"

#include "kit/gh-ask.h"

#include <glib/gi18n-lib.h>

/* The path as bytes, whether to create groups and to save refused lines, the category. */
#define INPUT_TYPE "(^aybbs)"

G_DEFINE_FINAL_TYPE (GhImportPage, gh_import_page, GH_TYPE_PAGE)

const GhOperation *
gh_import_page_get_operation (void)
{
  return gh_operation_find ("user.import");
}

/* --- actions --- */

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
  gh_import_page_import (self);
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
  if (gh_import_page_get_count (self, GH_LINE_REFUSED) == 0 || !gtk_check_button_get_active (self->save_refused))
    {
      gh_import_page_import (self);
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

  gh_import_page_stop (self);
  gtk_widget_activate_action (widget, "win.open-page", "s", "users");
}

static void
read_again_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  gh_import_page_rehearse (GH_IMPORT_PAGE (widget));
}

static void
category_chosen_cb (GhImportPage *self,
                    const char   *key)
{
  if (self->rehearsal != NULL)
    gh_import_page_update_category (self);
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
  g_clear_pointer (&self->category, g_free);
  gtk_check_button_set_active (self->create_groups, FALSE);
  gh_import_page_rehearse (self);
}

/* A running import is no longer input; it continues among the jobs. */
static GVariant *
gh_import_page_dup_input (GhPage *page)
{
  GhImportPage *self = GH_IMPORT_PAGE (page);
  const char *category = self->category;

  if (self->path == NULL || self->is_running)
    return NULL;
  if (category == NULL && self->rehearsal != NULL)
    category = gh_category_bar_get_chosen (self->categories);

  return g_variant_ref_sink (g_variant_new (INPUT_TYPE, self->path, gtk_check_button_get_active (self->create_groups),
                                            gtk_check_button_get_active (self->save_refused),
                                            category != NULL ? category : ""));
}

static void
gh_import_page_take_input (GhPage   *page,
                           GVariant *input)
{
  GhImportPage *self = GH_IMPORT_PAGE (page);
  g_autofree char *path = NULL;
  gboolean creates_groups;
  gboolean saves_refused;

  if (self->is_running)
    return;

  /* Without a path, setting each field reads nothing. */
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->category, g_free);
  g_variant_get (input, INPUT_TYPE, &path, &creates_groups, &saves_refused, &self->category);
  gtk_check_button_set_active (self->create_groups, creates_groups);
  gtk_check_button_set_active (self->save_refused, saves_refused);
  self->path = g_steal_pointer (&path);
  gh_import_page_rehearse (self);
}

static void
gh_import_page_dispose (GObject *object)
{
  GhImportPage *self = GH_IMPORT_PAGE (object);

  gh_import_page_stop (self);
  g_clear_pointer (&self->rehearsal, gh_result_free);
  g_clear_pointer (&self->parameters, json_object_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->category, g_free);

  G_OBJECT_CLASS (gh_import_page_parent_class)->dispose (object);
}

static void
gh_import_page_class_init (GhImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GH_TYPE_CATEGORY_BAR);
  g_type_ensure (GH_TYPE_NOTICE);

  G_OBJECT_CLASS (klass)->dispose = gh_import_page_dispose;
  GH_PAGE_CLASS (klass)->has_cancel = TRUE;
  GH_PAGE_CLASS (klass)->open = gh_import_page_open;
  GH_PAGE_CLASS (klass)->input_type = "(aybbs)";
  GH_PAGE_CLASS (klass)->dup_input = gh_import_page_dup_input;
  GH_PAGE_CLASS (klass)->take_input = gh_import_page_take_input;

  gtk_widget_class_install_action (widget_class, "import.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "import.read-again", NULL, read_again_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.cancel", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/import/gh-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, file);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, working_label);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, bar);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, working_caption);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, refusal);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, notice);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, categories);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, summary_row);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, summary);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, create_groups);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, save_refused);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, lists);
  gtk_widget_class_bind_template_child (widget_class, GhImportPage, message);
  gtk_widget_class_bind_template_callback (widget_class, category_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, gh_import_page_rehearse);
}

static void
gh_import_page_init (GhImportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "unmap", G_CALLBACK (gh_import_page_go_on), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (gh_import_page_update_narrow), NULL);

  gtk_check_button_set_label (self->create_groups,
                              _(gh_operation_find_parameter (gh_import_page_get_operation (), "create-groups")->label));
  gh_import_page_add_categories (self);
}
