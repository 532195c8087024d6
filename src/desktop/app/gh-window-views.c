/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links and saved views. */
#include "app/gh-window-private.h"

#include "base/gh-link.h"
#include "kit/gh-ask.h"

#include <glib/gi18n-lib.h>

static GhSavedViews *
get_views (GhWindow *self)
{
  return self->session != NULL ? gh_session_get_saved_views (self->session) : NULL;
}

static const GhSavedView *
find_view (GhWindow *self,
           GVariant *name)
{
  return self->session != NULL ? gh_saved_views_find (get_views (self), g_variant_get_string (name, NULL)) : NULL;
}

/* --- links --- */

static gboolean
show_link (GhWindow      *self,
           const GhLink  *link,
           GError       **error)
{
  const char *here = gh_store_get_organisation_key (gh_session_get_store (self->session));
  GhPage *page = gh_window_find_page (self, link->page);

  if (link->organisation != NULL && g_strcmp0 (link->organisation, here) != 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_QUERY, _("That link is to another organisation."));
      return FALSE;
    }
  if (page == NULL || !gh_page_show_view (page, link->view, link->query, link->sort))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_QUERY, _("That is no link to a view."));
      return FALSE;
    }

  gh_window_go (self, link->page, NULL);

  return TRUE;
}

void
gh_window_show_link (GhWindow   *self,
                     const char *link)
{
  g_autoptr (GhLink) parsed = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GH_IS_WINDOW (self));

  if (self->session == NULL)
    {
      g_free (self->link);
      self->link = g_strdup (link);
      return;
    }

  parsed = gh_link_parse (link, &error);
  if (parsed == NULL || !show_link (self, parsed, &error))
    gh_page_add_toast (gh_window_get_page (self), error->message, 0);
}

static void
open_link_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gh_window_show_link (GH_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* --- saved views --- */

static void
open_view_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);
  const GhSavedView *view = find_view (self, parameter);
  GhPage *page = view != NULL ? gh_window_find_page (self, view->page) : NULL;

  if (view == NULL)
    return;

  if (page == NULL || !gh_page_show_view (page, view->category, view->query, view->sort))
    gh_page_add_toast (gh_window_get_page (self), _("This view cannot be read any more."), 0);
  if (page != NULL)
    gh_window_go (self, view->page, NULL);
}

static void
copy_view_link_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);
  const GhSavedView *view = find_view (self, parameter);
  GhLink link = { NULL };
  g_autofree char *text = NULL;

  if (view == NULL)
    return;

  link.organisation = (char *) gh_store_get_organisation_key (gh_session_get_store (self->session));
  link.page = view->page;
  link.view = view->category;
  link.query = view->query;
  link.sort = view->sort;
  text = gh_link_format (&link);
  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gh_page_add_toast (gh_window_get_page (self), text != NULL ? _("Link copied") : _("The filter is too long for a link."),
                     0);
}

static void
bring_back_cb (AdwToast *toast)
{
  gh_saved_views_put (g_object_get_data (G_OBJECT (toast), "views"), g_object_get_data (G_OBJECT (toast), "view"));
}

static void
delete_view_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);
  const GhSavedView *view = find_view (self, parameter);
  GhSavedView *deleted;
  AdwToast *toast;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;

  if (view == NULL)
    return;

  deleted = gh_saved_view_copy (view);
  text = g_strdup_printf (_("View “%s” deleted"), deleted->name);
  title = g_markup_escape_text (text, -1);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _("_Undo"));
  /* It can come back until its toast is gone. */
  g_object_set_data_full (G_OBJECT (toast), "views", g_object_ref (get_views (self)), g_object_unref);
  g_object_set_data_full (G_OBJECT (toast), "view", deleted, (GDestroyNotify) gh_saved_view_free);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (bring_back_cb), NULL);
  gh_saved_views_remove (get_views (self), deleted->name);
  gh_page_add_own_toast (gh_window_get_page (self), toast);
}

typedef struct {
  GhSavedViews *views;
  char         *name;
  GtkWidget    *entry;
} Renaming;

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autofree Renaming *renaming = data;
  g_autofree char *answer = gh_ask_finish (result, NULL);
  g_autofree char *new_name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (renaming->entry))));

  if (g_strcmp0 (answer, "rename") == 0)
    gh_saved_views_rename (renaming->views, renaming->name, new_name);

  g_object_unref (renaming->views);
  g_object_unref (renaming->entry);
  g_free (renaming->name);
}

static void
rename_view_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);
  const GhSavedView *view = find_view (self, parameter);
  const GhAnswer answers[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "rename", _("_Rename"), ADW_RESPONSE_SUGGESTED },
  };
  GhQuestion question = {
    .heading = _("Rename View"),
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_id = "rename",
  };
  Renaming *renaming;

  if (view == NULL)
    return;

  renaming = g_new0 (Renaming, 1);
  renaming->views = g_object_ref (get_views (self));
  renaming->name = g_strdup (view->name);
  renaming->entry = g_object_ref_sink (gtk_entry_new ());
  gtk_editable_set_text (GTK_EDITABLE (renaming->entry), view->name);
  gtk_entry_set_activates_default (GTK_ENTRY (renaming->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (renaming->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of the view"), -1);
  question.extra = renaming->entry;
  gh_ask_async (widget, &question, NULL, renamed_cb, renaming);
}

void
gh_window_class_install_view_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open-link", "s", open_link_cb);
  gtk_widget_class_install_action (klass, "win.open-view", "s", open_view_cb);
  gtk_widget_class_install_action (klass, "win.copy-view-link", "s", copy_view_link_cb);
  gtk_widget_class_install_action (klass, "win.delete-view", "s", delete_view_cb);
  gtk_widget_class_install_action (klass, "win.rename-view", "s", rename_view_cb);
}
