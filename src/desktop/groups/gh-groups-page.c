/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-groups-page.h"

#include "groups/gh-groups-kind.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _GhGroupsPage {
  GhListPage  parent_instance;

  GtkButton  *add_button;
};

G_DEFINE_FINAL_TYPE (GhGroupsPage, gh_groups_page, GH_TYPE_LIST_PAGE)

/* A group shows how many members it has, and its directory. */
static const char *const kinds[] = { "group", "user", "directory", NULL };

static GhGroup *
find_group (GhListPage *page,
            gint64      id)
{
  return gh_groups_find (gh_list_page_get_source (page), id);
}

static void
gh_groups_page_open_row (GhListPage *page,
                         gint64      id)
{
  GhGroup *group = find_group (page, id);

  if (group != NULL)
    gtk_widget_activate_action (GTK_WIDGET (page), "win.open-group", "s", gh_group_get_key (group));
}

static gconstpointer
gh_groups_page_find_facts (GhListPage *page,
                           gint64      id)
{
  GhGroup *group = find_group (page, id);

  return group != NULL ? gh_group_get_facts (group) : NULL;
}

/* For one group, the dialog starts with the stored values. */
static JsonObject *
gh_groups_page_dup_parameters (GhListPage        *page,
                               const GhOperation *operation,
                               GArray            *ids)
{
  GhGroup *group = ids->len == 1 ? find_group (page, g_array_index (ids, gint64, 0)) : NULL;
  JsonObject *parameters;

  if (group == NULL || strcmp (operation->name, "group.edit") != 0)
    return NULL;

  parameters = json_object_new ();
  json_object_set_string_member (parameters, "new-name", gh_group_get_name (group));
  json_object_set_string_member (parameters, "description", gh_group_get_description (group));
  json_object_set_string_member (parameters, "status", gh_stored_status_get_word (gh_group_get_status (group)));

  return parameters;
}

static void
update_narrow (GhGroupsPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  if (narrow)
    gtk_button_set_icon_name (self->add_button, "gh-add-symbolic");
  else
    gtk_button_set_label (self->add_button, _("Add Group…"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add_button), narrow ? _("Add Group…") : NULL);
}

static void
gh_groups_page_class_init (GhGroupsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GhListPageClass *list_class = GH_LIST_PAGE_CLASS (klass);

  GH_PAGE_CLASS (klass)->kinds = kinds;
  list_class->kind = &gh_groups_kind;
  list_class->open_row = gh_groups_page_open_row;
  list_class->find_facts = gh_groups_page_find_facts;
  list_class->dup_parameters = gh_groups_page_dup_parameters;
  gh_list_page_install_operations (list_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/groups/gh-groups-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, add_button);
}

static void
gh_groups_page_init (GhGroupsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::narrow", G_CALLBACK (update_narrow), NULL);
}
