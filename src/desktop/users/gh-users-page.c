/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-users-page.h"

#include "kit/gh-inner-name.h"
#include "session/gh-trail.h"
#include "users/gh-users-kind.h"

#include <glib/gi18n-lib.h>

/* How long after the last key to search the Trash: the next key must not wait for it. */
#define ASK_TRASH_MS 250

typedef struct {
  GtkMenuButton *add_button;
  GtkLabel      *trash_matches;

  guint          trash_id;  /* until searching the Trash, if nobody else matches */
  char          *asked;     /* nullable: that filter */
} GhUsersPagePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (GhUsersPage, gh_users_page, GH_TYPE_LIST_PAGE)

/* What rows of users show. */
static const char *const kinds[] = { "user", "group", "directory", "settings", NULL };

static GhUsersPagePrivate *
get_private (gpointer self)
{
  return gh_users_page_get_instance_private (self);
}

static void
gh_users_page_open_row (GhListPage *page,
                        gint64      id)
{
  GhSession *session = gh_page_get_session (GH_PAGE (page));
  const GhUserRow *user = gh_session_read_user (session, id);
  const GhListCategory *category = gh_list_page_get_category (page);

  if (user == NULL)
    return;

  /* With a filter, the list is not “All users”. */
  gh_trail_set (session, gh_list_page_get_ids (page), *category->query != '\0' ? _(category->label) : NULL);
  gtk_widget_activate_action (GTK_WIDGET (page), "win.open-user", "s", user->key);
}

/* --- nobody matches, but perhaps in the Trash --- */

/* Whether the filter that nobody matched is still current. */
static gboolean
is_asked (GhListPage *page)
{
  g_autofree char *filter = gh_list_page_dup_filter (page);

  return g_strcmp0 (get_private (page)->asked, filter) == 0;
}

/* How many users of the Trash match. */
static void
trash_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GhListPage) page = data;
  g_autoptr (GArray) ids = gh_session_list_users_finish (result, NULL);
  GtkLabel *label = get_private (page)->trash_matches;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (ids == NULL || ids->len == 0 || label == NULL || !is_asked (page))
    return;

  number = g_strdup_printf ("%'u", ids->len);
  text = g_strdup_printf (ngettext ("%s match in the <a href=\"trash\">Trash</a>",
                                    "%s matches in the <a href=\"trash\">Trash</a>", ids->len), number);
  gtk_label_set_markup (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
}

static gboolean
ask_trash_cb (gpointer data)
{
  GhListPage *page = data;
  GhUsersPagePrivate *self = get_private (page);
  /* In the cached order: any does for counting. */
  g_autofree char *sort = gh_list_page_dup_sort (page);
  const GhView view = { .query = self->asked, .scope = GH_USER_SCOPE_TRASH, .sort = sort };

  self->trash_id = 0;
  if (is_asked (page))
    gh_session_list_users_async (gh_page_get_session (GH_PAGE (page)), &view, NULL, trash_listed_cb,
                                 g_object_ref (page));

  return G_SOURCE_REMOVE;
}

static void
gh_users_page_nothing_matches (GhListPage *page)
{
  GhUsersPagePrivate *self = get_private (page);

  gtk_widget_set_visible (GTK_WIDGET (self->trash_matches), FALSE);
  g_clear_handle_id (&self->trash_id, g_source_remove);
  g_free (self->asked);
  self->asked = gh_list_page_dup_filter (page);
  if (GH_LIST_PAGE_GET_CLASS (page)->kind == &gh_users_kind.list)
    self->trash_id = g_timeout_add (ASK_TRASH_MS, ask_trash_cb, page);
}

static gboolean
trash_link_cb (GhUsersPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-page", "s", "trash");

  return TRUE;
}

/* --- the page --- */

static void
update_narrow (GhUsersPage *page)
{
  GhUsersPagePrivate *self = get_private (page);
  gboolean narrow = gh_page_get_narrow (GH_PAGE (page));

  if (narrow)
    {
      gtk_menu_button_set_icon_name (self->add_button, "gh-add-symbolic");
      gtk_widget_remove_css_class (GTK_WIDGET (self->add_button), "raised");
    }
  else
    {
      gtk_menu_button_set_label (self->add_button, _("Add New…"));
      gtk_widget_add_css_class (GTK_WIDGET (self->add_button), "raised");
    }
  gtk_menu_button_set_always_show_arrow (self->add_button, !narrow);
}

static void
gh_users_page_constructed (GObject *object)
{
  GhUsersPagePrivate *self = get_private (object);

  G_OBJECT_CLASS (gh_users_page_parent_class)->constructed (object);

  gh_menu_button_set_name (self->add_button, _("Add New…"));
  /* A group's page has its own button to add members. */
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), !GH_LIST_PAGE_GET_CLASS (object)->kind->has_base);
  g_signal_connect (object, "notify::narrow", G_CALLBACK (update_narrow), NULL);
}

static void
gh_users_page_dispose (GObject *object)
{
  GhUsersPagePrivate *self = get_private (object);

  g_clear_handle_id (&self->trash_id, g_source_remove);
  g_clear_pointer (&self->asked, g_free);
  self->trash_matches = NULL;

  G_OBJECT_CLASS (gh_users_page_parent_class)->dispose (object);
}

static void
gh_users_page_class_init (GhUsersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GhListPageClass *list_class = GH_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = gh_users_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_users_page_dispose;
  GH_PAGE_CLASS (klass)->kinds = kinds;
  GH_PAGE_CLASS (klass)->beside = GH_CHANGES_FACTS | GH_CHANGES_TIME;
  list_class->kind = &gh_users_kind.list;
  list_class->open_row = gh_users_page_open_row;
  list_class->nothing_matches = gh_users_page_nothing_matches;
  gh_list_page_install_operations (list_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/users/gh-users-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, GhUsersPage, add_button);
  gtk_widget_class_bind_template_child_private (widget_class, GhUsersPage, trash_matches);
  gtk_widget_class_bind_template_callback (widget_class, trash_link_cb);
}

static void
gh_users_page_init (GhUsersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
