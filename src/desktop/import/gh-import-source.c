/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/gh-import-source.h"

#include "base/gh-refusal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _GhImportSource {
  GObject    parent_instance;

  gboolean   refused;
  GPtrArray *lines; /* nullable */
};

const GhTableColumn gh_import_refused_columns[GH_IMPORT_REFUSED_N_COLUMNS] = {
  [GH_IMPORT_REFUSED_LINE] = { "line", N_("Line"), 71, 0, GH_TABLE_COLUMN_NUMERIC },
  [GH_IMPORT_REFUSED_COLUMN] = { "column", N_("Column"), 130, 0, 0 },
  [GH_IMPORT_REFUSED_VALUE] = { "value", N_("Value"), 230, 0, 0 },
  [GH_IMPORT_REFUSED_PROBLEM] = { "problem", N_("Problem"), 260, 0, GH_TABLE_COLUMN_EXPAND | GH_TABLE_COLUMN_RICH },
};

const GhTableColumn gh_import_changed_columns[GH_IMPORT_CHANGED_N_COLUMNS] = {
  [GH_IMPORT_CHANGED_LINE] = { "line", N_("Line"), 71, 0, GH_TABLE_COLUMN_NUMERIC },
  [GH_IMPORT_CHANGED_USERNAME] = { "username", N_("Username"), 160, 0, 0 },
  [GH_IMPORT_CHANGED_FIELD] = { "field", N_("Field"), 130, 0, 0 },
  [GH_IMPORT_CHANGED_BEFORE] = { "before", N_("Now"), 200, 0, GH_TABLE_COLUMN_EXPAND },
  [GH_IMPORT_CHANGED_AFTER] = { "after", N_("After the import"), 200, 0, GH_TABLE_COLUMN_EXPAND | GH_TABLE_COLUMN_RICH },
};

/* --- cells --- */

/* What people call a column of the file. */
static char *
dup_field (const char *column)
{
  static const struct {
    const char *column;
    const char *label;
  } fields[] = {
    { "realname", N_("Real name") },
    { "email", N_("Email") },
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

static const char *
get_value (const char *column,
           const char *value)
{
  if (value == NULL || *value == '\0')
    return _("(none)");
  if (!g_str_equal (column, "status"))
    return value;

  return g_str_equal (value, "active") ? _("Active") : g_str_equal (value, "bypass") ? _("Bypass") : _("Disabled");
}

static void
fill_refused (GhTableRow         *row,
              const GhResultLine *line)
{
  const char *sentence = gh_refusal_get_sentence (line->refusal);
  g_autofree char *problem = line->detail != NULL ? g_strdup_printf ("%s (%s)", sentence, line->detail)
                                                  : g_strdup (sentence);
  gboolean is_empty = line->after == NULL || *line->after == '\0';

  gh_table_row_set_text (row, GH_IMPORT_REFUSED_COLUMN, line->column, NULL);
  gh_table_row_set_text (row, GH_IMPORT_REFUSED_VALUE, !is_empty ? line->after : line->column != NULL ? _("(empty)") : NULL,
                         "monospace");
  gh_table_row_set_text (row, GH_IMPORT_REFUSED_PROBLEM, problem, NULL);
  gh_table_row_set_icon (row, GH_IMPORT_REFUSED_PROBLEM, "gh-no-symbolic", "error");
}

static void
fill_changed (GhTableRow         *row,
              const GhResultLine *line)
{
  g_autofree char *field = dup_field (line->column);

  gh_table_row_set_text (row, GH_IMPORT_CHANGED_USERNAME, line->subject, NULL);
  gh_table_row_set_text (row, GH_IMPORT_CHANGED_FIELD, field, NULL);
  gh_table_row_set_text (row, GH_IMPORT_CHANGED_BEFORE, get_value (line->column, line->before), "gh-dim");
  gh_table_row_set_text (row, GH_IMPORT_CHANGED_AFTER, get_value (line->column, line->after), NULL);
  gh_table_row_set_icon (row, GH_IMPORT_CHANGED_AFTER, "gh-next-symbolic", "gh-dim");
}

static gboolean
gh_import_source_fill (GhTableSource *source,
                       GhTableRow    *row)
{
  GhImportSource *self = GH_IMPORT_SOURCE (source);
  gint64 id = gh_table_row_get_id (row);
  const GhResultLine *line;
  g_autofree char *number = NULL;

  if (self->lines == NULL || id >= self->lines->len)
    return FALSE;

  line = g_ptr_array_index (self->lines, id);
  number = g_strdup_printf ("%'" G_GUINT64_FORMAT, line->line);
  gh_table_row_set_text (row, 0, number, NULL);
  if (self->refused)
    fill_refused (row, line);
  else
    fill_changed (row, line);

  return TRUE;
}

static char *
gh_import_source_dup_name (GhTableSource *source,
                           GhTableRow    *row)
{
  const char *number = gh_table_row_get_text (row, 0);

  if (GH_IMPORT_SOURCE (source)->refused)
    /* Translators: “Line 87, alias1, k.minjun: Another user has this name” */
    return g_strdup_printf (_("Line %s, %s, %s: %s"), number, gh_table_row_get_text (row, GH_IMPORT_REFUSED_COLUMN),
                            gh_table_row_get_text (row, GH_IMPORT_REFUSED_VALUE),
                            gh_table_row_get_text (row, GH_IMPORT_REFUSED_PROBLEM));

  /* Translators: “Line 14, c.lefevre, Email: chloe@old.example, after the import chloe@new.example” */
  return g_strdup_printf (_("Line %s, %s, %s: %s, after the import %s"), number,
                          gh_table_row_get_text (row, GH_IMPORT_CHANGED_USERNAME),
                          gh_table_row_get_text (row, GH_IMPORT_CHANGED_FIELD),
                          gh_table_row_get_text (row, GH_IMPORT_CHANGED_BEFORE),
                          gh_table_row_get_text (row, GH_IMPORT_CHANGED_AFTER));
}

/* --- life --- */

static void
gh_import_source_iface_init (GhTableSourceInterface *iface)
{
  iface->fill = gh_import_source_fill;
  iface->dup_name = gh_import_source_dup_name;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhImportSource, gh_import_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABLE_SOURCE, gh_import_source_iface_init))

static void
gh_import_source_finalize (GObject *object)
{
  g_clear_pointer (&GH_IMPORT_SOURCE (object)->lines, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_import_source_parent_class)->finalize (object);
}

static void
gh_import_source_class_init (GhImportSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_import_source_finalize;
}

static void
gh_import_source_init (GhImportSource *self)
{
}

GhImportSource *
gh_import_source_new (gboolean refused)
{
  GhImportSource *self = g_object_new (GH_TYPE_IMPORT_SOURCE, NULL);

  self->refused = refused;

  return self;
}

GArray *
gh_import_source_set_lines (GhImportSource *self,
                            GPtrArray      *lines)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (GH_IS_IMPORT_SOURCE (self), ids);

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = g_ptr_array_ref (lines);
  for (gint64 i = 0; i < lines->len; i++)
    {
      const GhResultLine *line = g_ptr_array_index (lines, i);

      if ((line->refusal != GH_REFUSAL_NONE) == self->refused)
        g_array_append_val (ids, i);
    }

  return ids;
}
