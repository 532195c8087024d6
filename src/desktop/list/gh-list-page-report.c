/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports and links of the page, and saving its view. */
#include "list/gh-list-page-private.h"

#include "list/gh-report-save.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- reports --- */

typedef struct {
  const GhListKind *kind;
  char             *query;
  char             *sort;
  GArray           *ids;   /* nullable */
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_free (report->query);
  g_free (report->sort);
  g_clear_pointer (&report->ids, g_array_unref);
  g_free (report);
}

static gboolean
write_cb (GhStore         *store,
          const GhActor   *actor,
          GhReportFormat   format,
          const char      *path,
          gpointer         data,
          GhJob           *job,
          gint64          *count,
          GError         **error)
{
  Report *report = data;
  const GhView view = { .query = report->query, .sort = report->sort, .ids = report->ids };

  return report->kind->write (report->kind, &view, store, actor, format, path, job, count, error);
}

gboolean
gh_list_page_reports_selection (GhListPage *self)
{
  return gh_list_page_has_selection (self) && self->kind->report_of_selected[0] != NULL;
}

static void
save_cb (GhListPage *self)
{
  Report *report = g_new0 (Report, 1);
  GhReportFormat format = !gtk_check_button_get_active (self->csv) ? GH_REPORT_JSON
    : gtk_check_button_get_active (self->safe) ? GH_REPORT_CSV_SAFE : GH_REPORT_CSV_EXACT;

  gtk_menu_button_popdown (self->report_button);
  report->kind = self->kind;
  report->query = gh_list_page_dup_query (self);
  report->sort = gh_list_page_dup_sort (self);
  if (gh_list_page_reports_selection (self))
    report->ids = gh_table_list_dup_selected_ids (gh_table_get_list (self->table));
  gh_report_save (GH_PAGE (self), self->kind->name, format, write_cb, report, report_free);
}

static void
copy_link_cb (GhListPage *self)
{
  g_autofree char *link = gh_list_page_dup_link (self);

  gtk_menu_button_popdown (self->report_button);
  if (link != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), link);
  gh_page_add_toast (GH_PAGE (self), link != NULL ? _("Link copied") : _("The filter is too long for a link."), 0);
}

static char *
dup_report_title (GhListPage *self)
{
  GhTableList *list = gh_table_get_list (self->table);

  if (gh_list_page_reports_selection (self))
    return gh_operate_words_dup_count (self->kind->report_of_selected, (gint64) gh_table_list_count_selected (list));

  return gh_operate_words_dup_count (self->kind->report_of, gh_table_list_get_ids (list)->len);
}

static void
report_popup_cb (GhListPage *self)
{
  const GhActor *actor = gh_session_get_actor (gh_page_get_session (GH_PAGE (self)));
  GhRefusal refusal = gh_role_may (actor->role, self->kind->export_right);
  g_autofree char *title = dup_report_title (self);
  const char *reason = NULL;

  gtk_widget_grab_focus (self->report_save);
  if (!self->is_readable)
    reason = _("What is typed in the search cannot be read.");
  else if (refusal != GH_REFUSAL_NONE)
    reason = gh_refusal_get_tooltip (refusal);
  gtk_label_set_text (self->report_title, title);
  gtk_label_set_text (self->report_caption,
                      reason != NULL ? reason : _("The rows you see, in this order, with all fields."));
  gtk_widget_set_sensitive (self->report_save, reason == NULL);
  gtk_widget_set_sensitive (self->report_link, reason == NULL);
}

void
gh_list_page_set_up_report (GhListPage *self)
{
  if (self->kind->can_import)
    gtk_check_button_set_label (self->exact, _("Exact, to import again"));
  g_signal_connect_object (self->report_save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->report_link, "clicked", G_CALLBACK (copy_link_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->report_popover, "show", G_CALLBACK (report_popup_cb), self, G_CONNECT_SWAPPED);
}

/* --- saved views --- */

static GhSavedViews *
get_views (GhListPage *self)
{
  return gh_session_get_saved_views (gh_page_get_session (GH_PAGE (self)));
}

/* The view last opened on this page, or NULL. */
static const char *
get_current (GhListPage *self)
{
  const char *name = gh_saved_views_get_current (get_views (self), NULL);
  const GhSavedView *view = name != NULL ? gh_saved_views_find (get_views (self), name) : NULL;

  return view != NULL && strcmp (view->page, self->kind->link) == 0 ? name : NULL;
}

/* Whether @view is shown. */
static gboolean
is_shown (GhListPage        *self,
          const GhSavedView *view)
{
  g_autofree char *filter = gh_list_page_dup_filter (self);
  g_autofree char *sort = gh_list_page_dup_sort (self);

  return strcmp (view->page, self->kind->link) == 0 && strcmp (view->category, gh_category_bar_get_chosen (self->categories)) == 0 &&
         strcmp (view->query, filter) == 0 && strcmp (view->sort, sort) == 0;
}

/* Which saved view is shown, if any, and whether there is something to save. Between two searches the page is plain
 * for a moment; that does not leave the view. */
void
gh_list_page_update_saved (GhListPage *self)
{
  GhSavedViews *views = get_views (self);
  GPtrArray *all = gh_saved_views_get_all (views);
  const char *current = get_current (self);
  gboolean is_plain = gh_list_page_is_plain (self);
  const char *found = NULL;

  if (!self->kind->has_saved_views)
    return;

  for (guint i = 0; i < all->len && found == NULL; i++)
    if (is_shown (self, g_ptr_array_index (all, i)))
      found = ((GhSavedView *) g_ptr_array_index (all, i))->name;

  gtk_widget_set_visible (GTK_WIDGET (self->save_view_button), !is_plain && found == NULL);
  if (found != NULL)
    gh_saved_views_set_current (views, found, FALSE);
  else if (current != NULL && is_plain && self->save_id == 0)
    gh_saved_views_set_current (views, NULL, FALSE);
  else if (current != NULL)
    gh_saved_views_set_current (views, current, TRUE);
}

static void
save_view (GhListPage *self,
           const char *name)
{
  g_autofree char *filter = gh_list_page_dup_filter (self);
  g_autofree char *sort = gh_list_page_dup_sort (self);
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  const GhSavedView view = { stripped, (char *) self->kind->link,
                             (char *) gh_category_bar_get_chosen (self->categories), filter, sort };

  if (*stripped == '\0')
    return;

  gtk_menu_button_popdown (self->save_view_button);
  gh_saved_views_put (get_views (self), &view);
  gh_list_page_update_saved (self);
}

static void
save_clicked_cb (GhListPage *self)
{
  /* Return arrives even if another view has the name. */
  if (gtk_widget_get_sensitive (self->view_save))
    save_view (self, gtk_editable_get_text (GTK_EDITABLE (self->view_name)));
}

static void
update_clicked_cb (GhListPage *self)
{
  const char *current = get_current (self);

  if (current != NULL)
    save_view (self, current);
}

static void
view_named_cb (GhListPage *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->view_name))));

  gtk_widget_set_sensitive (self->view_save, *name != '\0' && gh_saved_views_find (get_views (self), name) == NULL);
}

static void
save_view_popup_cb (GhListPage *self)
{
  const char *current = get_current (self);
  g_autofree char *name = gh_list_page_describe_view (self);
  g_autofree char *label = current != NULL ? g_strdup_printf (_("Update “%s”"), current) : NULL;

  gtk_widget_set_visible (self->view_update, current != NULL);
  gtk_button_set_label (GTK_BUTTON (self->view_update), label != NULL ? label : "");
  gtk_editable_set_text (GTK_EDITABLE (self->view_name), name);
  gtk_widget_grab_focus (self->view_name);
}

void
gh_list_page_add_save_popover (GhListPage *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("_Name of the view"));

  self->view_update = gtk_button_new ();
  self->view_name = gtk_entry_new ();
  self->view_save = gtk_button_new_with_mnemonic (_("_Save"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->view_name);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->view_name), 30);
  gtk_widget_add_css_class (self->view_save, "suggested-action");
  gtk_box_append (GTK_BOX (box), self->view_update);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->view_name);
  gtk_box_append (GTK_BOX (box), self->view_save);
  gtk_widget_add_css_class (popover, "gh-form");
  gtk_popover_set_child (GTK_POPOVER (popover), box);

  g_signal_connect_object (self->view_name, "changed", G_CALLBACK (view_named_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view_name, "activate", G_CALLBACK (save_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view_save, "clicked", G_CALLBACK (save_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view_update, "clicked", G_CALLBACK (update_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->save_view_button, popover);
  g_signal_connect_object (popover, "show", G_CALLBACK (save_view_popup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_views (self), "changed", G_CALLBACK (gh_list_page_update_saved), self,
                           G_CONNECT_SWAPPED);
}
