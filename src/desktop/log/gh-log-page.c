/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/gh-log-page-private.h"

#include "log/gh-log-kind.h"

G_DEFINE_FINAL_TYPE (GhLogPage, gh_log_page, GH_TYPE_LIST_PAGE)

/* @key: the number of an entry to show */
static void
gh_log_page_open (GhPage     *page,
                  const char *key)
{
  GH_PAGE_CLASS (gh_log_page_parent_class)->open (page, key);
  if (key != NULL)
    gh_list_page_go_to_row (GH_LIST_PAGE (page), g_ascii_strtoll (key, NULL, 10));
}

static void
gh_log_page_changed (GhPage          *page,
                     const GhChanges *changes)
{
  GH_PAGE_CLASS (gh_log_page_parent_class)->changed (page, changes);
  gh_log_page_update_verified (GH_LOG_PAGE (page));
}

static void
update_narrow (GhLogPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->verified), !narrow);
  gh_log_pane_set_narrow (self->pane, narrow);
}

static void
gh_log_page_constructed (GObject *object)
{
  GhLogPage *self = GH_LOG_PAGE (object);
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  g_autofree char *path = g_strconcat ("/io/github/gatehouse/Gatehouse/organisations/",
                                       gh_store_get_organisation_key (gh_session_get_store (session)), "/", NULL);

  G_OBJECT_CLASS (gh_log_page_parent_class)->constructed (object);

  self->organisation = g_settings_new_with_path ("io.github.gatehouse.Gatehouse.Organisation", path);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (update_narrow), NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.undo", FALSE);
  gh_log_page_update_verified (self);
}

static void
gh_log_page_dispose (GObject *object)
{
  GhLogPage *self = GH_LOG_PAGE (object);

  gh_log_page_stop_reading (self);
  if (self->verifying != NULL)
    g_cancellable_cancel (gh_job_get_cancellable (self->verifying));
  g_clear_object (&self->organisation);
  g_clear_pointer (&self->user_ids, g_array_unref);

  G_OBJECT_CLASS (gh_log_page_parent_class)->dispose (object);
}

static void
gh_log_page_class_init (GhLogPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GhListPageClass *list_class = GH_LIST_PAGE_CLASS (klass);

  g_type_ensure (GH_TYPE_LOG_PANE);
  g_type_ensure (GH_TYPE_NOTICE);

  G_OBJECT_CLASS (klass)->constructed = gh_log_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_log_page_dispose;
  GH_PAGE_CLASS (klass)->beside = GH_CHANGES_ENTRIES | GH_CHANGES_TIME;
  GH_PAGE_CLASS (klass)->changed = gh_log_page_changed;
  GH_PAGE_CLASS (klass)->open = gh_log_page_open;
  list_class->kind = &gh_log_kind;
  list_class->open_row = gh_list_page_show_row;
  list_class->show_row = gh_log_page_show_row;
  gh_log_page_class_install_pane_actions (widget_class);
  gh_log_page_class_install_check_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/log/gh-log-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, notice);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, verified_icon);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, verified);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, pane);
}

static void
gh_log_page_init (GhLogPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
