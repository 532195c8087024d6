/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/gh-import-source.h"

#include "phones/gh-phone-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  GhLineSort     sort;
  GhResultLines *lines; /* nullable */
} Lines;

typedef enum {
  REFUSED_LINE,
  REFUSED_COLUMN,
  REFUSED_VALUE,
  REFUSED_PROBLEM,
  REFUSED_WHAT, /* when narrow: two lines */

  REFUSED_N_COLUMNS
} RefusedColumn;

typedef enum {
  CHANGED_LINE,
  CHANGED_USERNAME,
  CHANGED_FIELD,
  CHANGED_BEFORE,
  CHANGED_AFTER,
  CHANGED_WHO,  /* when narrow: two lines each */
  CHANGED_WHAT,

  CHANGED_N_COLUMNS
} ChangedColumn;

/* For new and unchanged users. */
typedef enum {
  USER_LINE,
  USER_USERNAME,
  USER_REALNAME,
  USER_EMAIL,
  USER_WHO, /* when narrow: two lines */

  USER_N_COLUMNS
} UserColumn;

#define NUMBER (GH_TABLE_COLUMN_NUMERIC | GH_TABLE_COLUMN_NARROW)
#define NARROW (GH_TABLE_COLUMN_RICH | GH_TABLE_COLUMN_STACKED | GH_TABLE_COLUMN_HIDDEN | GH_TABLE_COLUMN_NARROW | \
                GH_TABLE_COLUMN_EXPAND)

static const GhTableColumn refused_columns[REFUSED_N_COLUMNS] = {
  [REFUSED_LINE] = { "line", N_("Line"), 71, 0, NUMBER },
  [REFUSED_COLUMN] = { "column", N_("Column"), 130, 0, 0, 90 },
  [REFUSED_VALUE] = { "value", N_("Value"), 230, 0, 0, 120 },
  [REFUSED_PROBLEM] = { "problem", N_("Problem"), 260, 0, GH_TABLE_COLUMN_EXPAND | GH_TABLE_COLUMN_RICH, 200 },
  [REFUSED_WHAT] = { "what", N_("Problem"), 200, 0, NARROW },
};

static const GhTableColumn changed_columns[CHANGED_N_COLUMNS] = {
  [CHANGED_LINE] = { "line", N_("Line"), 71, 0, NUMBER },
  [CHANGED_USERNAME] = { "username", N_("Username"), 160, 0, 0, 110 },
  [CHANGED_FIELD] = { "field", N_("Field"), 130, 0, 0, 90 },
  [CHANGED_BEFORE] = { "before", N_("Now"), 200, 0, GH_TABLE_COLUMN_EXPAND, 120 },
  [CHANGED_AFTER] = { "after", N_("After the import"), 200, 0, GH_TABLE_COLUMN_EXPAND | GH_TABLE_COLUMN_RICH, 120 },
  [CHANGED_WHO] = { "who", N_("Username"), 100, 0, NARROW },
  [CHANGED_WHAT] = { "what", N_("After the import"), 140, 0, NARROW },
};

static const GhTableColumn user_columns[USER_N_COLUMNS] = {
  [USER_LINE] = { "line", N_("Line"), 71, 0, NUMBER },
  [USER_USERNAME] = { "username", N_("Username"), 160, 0, 0 },
  [USER_REALNAME] = { "realname", N_("Real name"), 200, 0, GH_TABLE_COLUMN_EXPAND, 120 },
  [USER_EMAIL] = { "email", N_("E-mail"), 200, 0, GH_TABLE_COLUMN_EXPAND, 120 },
  [USER_WHO] = { "who", N_("Username"), 200, 0, NARROW },
};

const GhTableColumn *
gh_import_source_get_columns (GhLineSort  sort,
                              guint      *n_columns)
{
  switch (sort)
    {
    case GH_LINE_REFUSED:
    case GH_LINE_REMARK:
      *n_columns = REFUSED_N_COLUMNS;
      return refused_columns;
    case GH_LINE_CHANGED:
      *n_columns = CHANGED_N_COLUMNS;
      return changed_columns;
    default:
      *n_columns = USER_N_COLUMNS;
      return user_columns;
    }
}

/* --- cells --- */

/* Returns the label of a column of the file. */
static char *
dup_field (const char *column)
{
  static const struct {
    const char *column;
    const char *label;
  } fields[] = {
    { "realname", N_("Real name") },
    { "firstname", N_("First name") },
    { "lastname", N_("Last name") },
    { "email", N_("E-mail") },
    { "notes", N_("Notes") },
    { "status", N_("Status") },
    { "status_until", N_("Bypass ends") },
    { "group", N_("Group") },
    { "phone", N_("Phone") },
    { "token", N_("Hardware token") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].column, column))
      return g_strdup (_(fields[i].label));
  if (g_str_has_prefix (column, "alias"))
    return g_strdup_printf (_("Alias %s"), column + strlen ("alias"));

  return g_strdup (column);
}

static char *
dup_value (const char *column,
           const char *value)
{
  if (value == NULL || *value == '\0')
    return g_strdup (_("(none)"));
  if (g_str_equal (column, "phone"))
    return gh_phone_number_format (value);
  if (!g_str_equal (column, "status"))
    return g_strdup (value);

  return g_strdup (g_str_equal (value, "active") ? _("Active")
                   : g_str_equal (value, "bypass") ? _("Bypass") : _("Disabled"));
}

static void
fill_refused (GhTableRow         *row,
              const GhResultLine *line,
              const char         *icon_name,
              const char         *icon_style)
{
  const char *sentence = gh_refusal_get_sentence (line->refusal);
  g_autofree char *problem = line->detail != NULL ? g_strdup_printf ("%s (%s)", sentence, line->detail)
                                                  : g_strdup (sentence);
  gboolean is_empty = line->after == NULL || *line->after == '\0';
  const char *value = !is_empty ? line->after : line->column != NULL ? _("(empty)") : NULL;
  /* Translators: a column of the file and what stands in it: “username: (empty)” */
  g_autofree char *what = value != NULL ? g_strdup_printf (C_("column, value", "%s: %s"), line->column, value) : NULL;

  gh_table_row_set_text (row, REFUSED_COLUMN, line->column, NULL);
  gh_table_row_set_text (row, REFUSED_VALUE, value, "monospace");
  gh_table_row_set_text (row, REFUSED_PROBLEM, problem, NULL);
  gh_table_row_set_icon (row, REFUSED_PROBLEM, icon_name, icon_style);
  gh_table_row_set_text (row, REFUSED_WHAT, what != NULL ? what : problem, NULL);
  gh_table_row_set_suffix (row, REFUSED_WHAT, what != NULL ? problem : NULL, "gh-second");
  gh_table_row_set_icon (row, REFUSED_WHAT, icon_name, icon_style);
}

static void
fill_changed (GhTableRow         *row,
              const GhResultLine *line)
{
  g_autofree char *field = dup_field (line->column);
  g_autofree char *now = dup_value (line->column, line->before);
  g_autofree char *after = dup_value (line->column, line->after);
  /* Translators: what a field holds before the import */
  g_autofree char *before = g_strdup_printf (_("Now: %s"), now);

  gh_table_row_set_text (row, CHANGED_USERNAME, line->subject, NULL);
  gh_table_row_set_text (row, CHANGED_FIELD, field, NULL);
  gh_table_row_set_text (row, CHANGED_BEFORE, now, "gh-dim");
  gh_table_row_set_text (row, CHANGED_AFTER, after, NULL);
  gh_table_row_set_icon (row, CHANGED_AFTER, "gh-next-symbolic", "gh-dim");
  gh_table_row_set_text (row, CHANGED_WHO, line->subject, NULL);
  gh_table_row_set_suffix (row, CHANGED_WHO, field, "gh-second");
  gh_table_row_set_text (row, CHANGED_WHAT, after, NULL);
  gh_table_row_set_suffix (row, CHANGED_WHAT, before, "gh-second");
}

static void
fill_user (GhTableRow         *row,
           const GhResultLine *line)
{
  gboolean has_realname = line->realname != NULL && *line->realname != '\0';
  gboolean has_email = line->email != NULL && *line->email != '\0';
  g_autofree char *both = has_realname && has_email
                            /* Translators: a real name and an email address */
                            ? g_strdup_printf (C_("real name, e-mail", "%s, %s"), line->realname, line->email)
                            : g_strdup (has_realname ? line->realname : line->email);

  gh_table_row_set_text (row, USER_USERNAME, line->subject, NULL);
  gh_table_row_set_text (row, USER_REALNAME, line->realname, NULL);
  gh_table_row_set_text (row, USER_EMAIL, line->email, NULL);
  gh_table_row_set_text (row, USER_WHO, line->subject, NULL);
  gh_table_row_set_suffix (row, USER_WHO, both, "gh-second");
}

static gboolean
fill (gpointer    data,
      GhTableRow *row)
{
  Lines *self = data;
  gint64 id = gh_table_row_get_id (row);
  g_autofree char *number = NULL;
  GhResultLine line;

  if (self->lines == NULL || id >= gh_result_lines_count (self->lines, self->sort))
    return FALSE;

  gh_result_lines_get (self->lines, self->sort, (guint) id, &line);
  number = g_strdup_printf ("%'" G_GUINT64_FORMAT, line.line);
  gh_table_row_set_text (row, 0, number, NULL);
  if (self->sort == GH_LINE_REFUSED)
    fill_refused (row, &line, "gh-no-symbolic", "error");
  else if (self->sort == GH_LINE_REMARK)
    fill_refused (row, &line, "gh-warning-symbolic", "warning");
  else if (self->sort == GH_LINE_CHANGED)
    fill_changed (row, &line);
  else
    fill_user (row, &line);

  return TRUE;
}

static char *
dup_name (gpointer    data,
          GhTableRow *row)
{
  GhLineSort sort = ((Lines *) data)->sort;
  const char *number = gh_table_row_get_text (row, 0);

  if (sort == GH_LINE_REFUSED || sort == GH_LINE_REMARK)
    /* Translators: “Line 87, alias1, k.minjun: Another user has this name” */
    return g_strdup_printf (_("Line %s, %s, %s: %s"), number, gh_table_row_get_text (row, REFUSED_COLUMN),
                            gh_table_row_get_text (row, REFUSED_VALUE),
                            gh_table_row_get_text (row, REFUSED_PROBLEM));

  if (sort != GH_LINE_CHANGED && gh_table_row_get_suffix (row, USER_WHO) == NULL)
    /* Translators: “Line 14, c.lefevre” */
    return g_strdup_printf (_("Line %s, %s"), number, gh_table_row_get_text (row, USER_WHO));
  if (sort != GH_LINE_CHANGED)
    /* Translators: “Line 14, c.lefevre, Chloé Lefèvre, chloe@new.example” */
    return g_strdup_printf (_("Line %s, %s, %s"), number, gh_table_row_get_text (row, USER_WHO),
                            gh_table_row_get_suffix (row, USER_WHO));

  /* Translators: “Line 14, c.lefevre, E-mail: chloe@old.example, after the import chloe@new.example” */
  return g_strdup_printf (_("Line %s, %s, %s: %s, after the import %s"), number,
                          gh_table_row_get_text (row, CHANGED_USERNAME),
                          gh_table_row_get_text (row, CHANGED_FIELD),
                          gh_table_row_get_text (row, CHANGED_BEFORE),
                          gh_table_row_get_text (row, CHANGED_AFTER));
}

/* Both lines, as either may be cut off. */
static char *
dup_tooltip (gpointer    data,
             GhTableRow *row,
             guint       column)
{
  guint n;
  const GhTableColumn *columns = gh_import_source_get_columns (((Lines *) data)->sort, &n);
  const char *second = gh_table_row_get_suffix (row, column);

  if ((columns[column].flags & GH_TABLE_COLUMN_STACKED) == 0 || second == NULL)
    return NULL;

  return g_strdup_printf ("%s\n%s", gh_table_row_get_text (row, column), second);
}

/* --- life --- */

static void
lines_free (gpointer data)
{
  g_clear_pointer (&((Lines *) data)->lines, gh_result_lines_unref);
  g_free (data);
}

GhTableSource *
gh_import_source_new (GhLineSort sort)
{
  static const GhTableSourceFuncs funcs = { fill, dup_name, dup_tooltip };
  Lines *self = g_new0 (Lines, 1);

  self->sort = sort;

  return gh_table_source_new (&funcs, self, lines_free);
}

GArray *
gh_import_source_set_lines (GhTableSource *source,
                            GhResultLines *lines)
{
  Lines *self = gh_table_source_get_data (source);
  guint n = gh_result_lines_count (lines, self->sort);
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  g_clear_pointer (&self->lines, gh_result_lines_unref);
  self->lines = gh_result_lines_ref (lines);
  for (gint64 i = 0; i < n; i++)
    g_array_append_val (ids, i);

  return ids;
}
