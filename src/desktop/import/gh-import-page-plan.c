/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a rehearsal finds in a file: categories and their lists. */
#include "import/gh-import-page-private.h"

#include "operate/gh-operate-words.h"

#include <glib/gi18n-lib.h>

/* The lines of each sort: their category, and what is said about them. What needs mending comes first. */
static const struct {
  const char *key;          /* as the rehearsal calls it */
  const char *label;
  const char *icon_name;    /* nullable */
  const char *icon_style;   /* nullable */
  const char *name[2];
  const char *summary[2];
  const char *nothing_icon;
  const char *nothing;
  const char *nothing_why;  /* nullable */
} sorts[GH_N_LINE_SORTS] = {
  [GH_LINE_REFUSED] = {
    "refused", N_("Refused"), "gh-no-symbolic", "error", GH_PLURAL ("Refused, %s line", "Refused, %s lines"),
    GH_PLURAL ("%s line is refused and will not be imported.", "%s lines are refused and will not be imported."),
    "gh-active-symbolic", N_("No Refused Lines"),
  },
  [GH_LINE_NEW] = {
    "new", N_("New"), "gh-add-symbolic", NULL, GH_PLURAL ("New, %s user", "New, %s users"),
    GH_PLURAL ("%s user is added. Undo is possible afterwards.", "%s users are added. Undo is possible afterwards."),
    "gh-add-symbolic", N_("No New Users"), N_("Everybody in this file is there already."),
  },
  [GH_LINE_CHANGED] = {
    "changed", N_("Changed"), "gh-edit-symbolic", NULL, GH_PLURAL ("Changed, %s user", "Changed, %s users"),
    GH_PLURAL ("%s user changes", "%s users change"),
    "gh-active-symbolic", N_("No Changed Users"),
  },
  [GH_LINE_UNCHANGED] = {
    "unchanged", N_("Unchanged"), NULL, NULL, GH_PLURAL ("Unchanged, %s user", "Unchanged, %s users"),
    GH_PLURAL ("%s user stays as it is.", "%s users stay as they are."),
    "gh-active-symbolic", N_("No Unchanged Users"),
  },
  [GH_LINE_REMARK] = {
    "remarks", N_("To check"), "gh-warning-symbolic", "warning",
    GH_PLURAL ("To check, %s phone number", "To check, %s phone numbers"),
    GH_PLURAL ("%s phone number is imported as it is, but may be wrong.",
               "%s phone numbers are imported as they are, but may be wrong."),
    "gh-active-symbolic", N_("Nothing to Check"),
  },
};

gint64
gh_import_page_get_count (GhImportPage *self,
                          GhLineSort    sort)
{
  const GPtrArray *also = self->rehearsal->also;

  for (guint i = 0; i < also->len; i++)
    {
      const GhConsequence *consequence = g_ptr_array_index (also, i);

      if (g_str_equal (consequence->code, sorts[sort].key))
        return consequence->count;
    }

  return 0;
}

static GhLineSort
get_chosen (GhImportPage *self)
{
  const char *key = gh_category_bar_get_chosen (self->categories);
  GhLineSort sort = GH_LINE_REFUSED;

  while (!g_str_equal (sorts[sort].key, key))
    sort++;

  return sort;
}

void
gh_import_page_update_actions (GhImportPage *self)
{
  gboolean is_plan = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "plan") == 0;
  gboolean may_run = self->rehearsal != NULL && self->job == NULL && self->rehearsal->changed > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->import_button), is_plan);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", may_run);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->import_button),
                               self->rehearsal != NULL && self->rehearsal->changed == 0
                                 ? _("No line of this file would change anything.") : NULL);
}

void
gh_import_page_show (GhImportPage *self,
                     const char   *name)
{
  gboolean is_other = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) != 0;

  gtk_stack_set_visible_child_name (self->stack, name);
  gh_import_page_update_actions (self);
  if (!is_other)
    return;

  /* So that Return and Escape work. */
  if (!g_str_equal (name, "plan") || !gtk_widget_grab_focus (GTK_WIDGET (self->import_button)))
    gtk_widget_grab_focus (self->cancel_button);
}

/* --- categories --- */

/* "32 users change in 47 fields. Undo is possible afterwards." */
static char *
describe (GhImportPage *self,
          GhLineSort    sort)
{
  static const char *const forms[] = GH_PLURAL ("%s field", "%s fields");
  g_autofree char *users = gh_operate_words_dup_count (sorts[sort].summary, gh_import_page_get_count (self, sort));
  g_autofree char *fields = NULL;

  if (sort != GH_LINE_CHANGED)
    return g_steal_pointer (&users);

  fields = gh_operate_words_dup_count (forms, gh_result_lines_count (self->rehearsal->lines, sort));

  /* Translators: “32 users change”, “47 fields” */
  return g_strdup_printf (_("%s in %s. Undo is possible afterwards."), users, fields);
}

void
gh_import_page_update_category (GhImportPage *self)
{
  GhLineSort sort = get_chosen (self);
  gboolean is_empty = gh_import_page_get_count (self, sort) == 0;
  g_autofree char *summary = is_empty ? NULL : describe (self, sort);

  gtk_widget_set_visible (GTK_WIDGET (self->save_refused), sort == GH_LINE_REFUSED && !is_empty);
  gtk_label_set_text (self->summary, summary != NULL ? summary : "");
  if (!is_empty)
    gtk_stack_set_visible_child_name (self->lists, sorts[sort].key);
  else
    {
      adw_status_page_set_icon_name (self->message, sorts[sort].nothing_icon);
      adw_status_page_set_title (self->message, _(sorts[sort].nothing));
      adw_status_page_set_description (self->message,
                                       sorts[sort].nothing_why != NULL ? _(sorts[sort].nothing_why) : NULL);
      gtk_stack_set_visible_child_name (self->lists, "message");
    }
}

static GhTable *
add_table (GhImportPage *self,
           GhLineSort    sort)
{
  guint n_columns;
  const GhTableColumn *columns = gh_import_source_get_columns (sort, &n_columns);
  g_autoptr (GhTableSource) source = gh_import_source_new (sort);
  GhTable *table = GH_TABLE (gh_table_new (columns, n_columns, source));

  gh_table_make_plain (table);
  gtk_stack_add_named (self->lists, GTK_WIDGET (table), sorts[sort].key);

  return table;
}

void
gh_import_page_add_categories (GhImportPage *self)
{
  static const GhLineSort order[] = {
    GH_LINE_NEW, GH_LINE_CHANGED, GH_LINE_UNCHANGED, GH_LINE_REFUSED, GH_LINE_REMARK,
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    gh_category_bar_add (self->categories, sorts[order[i]].key, _(sorts[order[i]].label), sorts[order[i]].icon_name,
                         sorts[order[i]].icon_style);
  for (GhLineSort sort = 0; sort < GH_N_LINE_SORTS; sort++)
    self->tables[sort] = add_table (self, sort);
}

/* --- the plan --- */

static gboolean
is_group_unknown (GhImportPage *self)
{
  const GPtrArray *skips = self->rehearsal->skips;

  for (guint i = 0; i < skips->len; i++)
    if (((const GhSkip *) g_ptr_array_index (skips, i))->refusal == GH_REFUSAL_UNKNOWN_GROUP)
      return TRUE;

  return FALSE;
}

static void
show_lines (GhImportPage *self,
            GhLineSort    sort)
{
  GhTableList *list = gh_table_get_list (self->tables[sort]);
  g_autoptr (GArray) ids = gh_import_source_set_lines (gh_table_list_get_source (list), self->rehearsal->lines);

  gh_table_set_ids (self->tables[sort], ids, GH_TABLE_PLACE_TOP);
  gh_table_list_refresh (list, NULL);
}

static void
show_numbers (GhImportPage *self)
{
  for (GhLineSort sort = 0; sort < GH_N_LINE_SORTS; sort++)
    {
      gint64 n = gh_import_page_get_count (self, sort);
      g_autofree char *number = gh_operate_words_dup_number (n);
      g_autofree char *name = gh_operate_words_dup_count (sorts[sort].name, n);

      gh_category_bar_set_count (self->categories, sorts[sort].key, number, name);
    }
  gh_category_bar_set_shown (self->categories, sorts[GH_LINE_REMARK].key,
                             gh_import_page_get_count (self, GH_LINE_REMARK) > 0);
}

/* Chooses the category from an earlier page, else the first that has lines. */
static void
choose_category (GhImportPage *self)
{
  g_autofree char *category = g_steal_pointer (&self->category);

  for (GhLineSort sort = 0; category != NULL && sort < GH_N_LINE_SORTS; sort++)
    if (g_str_equal (sorts[sort].key, category) && gh_import_page_get_count (self, sort) > 0)
      {
        gh_category_bar_set_chosen (self->categories, category);
        return;
      }
  for (GhLineSort sort = 0; sort < GH_N_LINE_SORTS; sort++)
    if (gh_import_page_get_count (self, sort) > 0)
      {
        gh_category_bar_set_chosen (self->categories, sorts[sort].key);
        return;
      }
}

static void
label_button (GhImportPage *self)
{
  static const char *const valid[] = GH_PLURAL ("_Import %s Valid Line", "_Import %s Valid Lines");
  static const char *const all[] = GH_PLURAL ("_Import %s Line", "_Import %s Lines");
  static const char *const narrow[] = GH_PLURAL ("_Import %s", "_Import %s");
  gint64 n = self->rehearsal->changed;
  gboolean has_refused = gh_import_page_get_count (self, GH_LINE_REFUSED) > 0;
  g_autofree char *label = gh_operate_words_dup_count (has_refused ? valid : all, n);
  g_autofree char *brief = gh_operate_words_dup_count (narrow, n);
  g_autofree char *name = NULL;
  g_auto (GStrv) parts = NULL;

  gtk_button_set_label (self->import_button, gh_page_get_narrow (GH_PAGE (self)) ? brief : label);
  gtk_button_set_use_underline (self->import_button, TRUE);
  parts = g_strsplit (label, "_", -1);
  name = g_strjoinv (NULL, parts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->import_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
gh_import_page_update_narrow (GhImportPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->summary_row),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->summary_row, narrow ? 6 : 12);
  gtk_widget_set_visible (GTK_WIDGET (self->window_title), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->file), narrow);
  gh_notice_set_narrow (self->notice, narrow);
  for (GhLineSort sort = 0; sort < GH_N_LINE_SORTS; sort++)
    {
      gh_table_set_narrow (self->tables[sort], narrow);
      gh_table_set_comfortable (self->tables[sort], narrow);
    }
  if (self->rehearsal != NULL)
    label_button (self);
}

void
gh_import_page_show_plan (GhImportPage *self)
{
  static const char *const forms[] = GH_PLURAL ("%s line", "%s lines");
  g_autofree char *file = g_filename_display_basename (self->path);
  g_autofree char *lines = gh_operate_words_dup_count (forms, self->rehearsal->selected);
  /* Translators: “joiners.csv, 1,260 lines” */
  g_autofree char *subtitle = g_strdup_printf (_("%s, %s"), file, lines);

  adw_window_title_set_subtitle (self->window_title, subtitle);
  gtk_label_set_text (self->file, subtitle);
  label_button (self);
  for (GhLineSort sort = 0; sort < GH_N_LINE_SORTS; sort++)
    show_lines (self, sort);
  show_numbers (self);
  choose_category (self);
  gtk_widget_set_visible (GTK_WIDGET (self->create_groups),
                          gtk_check_button_get_active (self->create_groups) || is_group_unknown (self));

  if (self->is_outdated)
    gh_notice_show (self->notice, GH_NOTICE_WARNING, _("Nothing Was Imported"),
                    _("The file or the users changed while you were reading. This is what would happen now."));
  else
    gh_notice_hide (self->notice);
  self->is_outdated = FALSE;

  gh_import_page_update_category (self);
  gh_import_page_show (self, "plan");
}

void
gh_import_page_show_refusal (GhImportPage *self,
                             const char   *reason)
{
  g_autofree char *file = g_filename_display_basename (self->path);
  g_autofree char *description = g_markup_escape_text (reason, -1);

  adw_window_title_set_subtitle (self->window_title, file);
  adw_status_page_set_description (self->refusal, description);
  gh_import_page_show (self, "refused");
}
