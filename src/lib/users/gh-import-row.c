/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-import-row.h"

#include "base/gh-email.h"
#include "base/gh-fold.h"
#include "base/gh-time.h"
#include "operations/gh-role-table.h"
#include "phones/gh-phone-rules.h"
#include "reports/gh-csv-reader.h"
#include "reports/gh-csv.h"
#include "tokens/gh-token-rules.h"

#include <string.h>

#define MAX_NUMBER     100
#define GROUP_NAME_MAX 256

/* --- columns --- */

/* Blanks of any script. */
static char *
dup_stripped (const char *text)
{
  const char *end = text + strlen (text);
  const char *before;

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while ((before = g_utf8_find_prev_char (text, end)) != NULL && g_unichar_isspace (g_utf8_get_char (before)))
    end = before;

  return g_strndup (text, end - text);
}

gboolean
gh_import_read_column (const char     *header,
                       gboolean        has_identity,
                       GhImportColumn *column)
{
  static const struct {
    const char    *name;
    GhImportField  field;
    guint          max_number;
  } known[] = {
    { "username", GH_IMPORT_USERNAME, 0 },
    { "realname", GH_IMPORT_REALNAME, 0 },
    { "firstname", GH_IMPORT_FIRSTNAME, 0 },
    { "lastname", GH_IMPORT_LASTNAME, 0 },
    { "alias", GH_IMPORT_ALIAS, GH_MAX_ALIASES },
    { "email", GH_IMPORT_EMAIL, 0 },
    { "status", GH_IMPORT_STATUS, 0 },
    { "status_until", GH_IMPORT_STATUS_UNTIL, 0 },
    { "phone", GH_IMPORT_PHONE, MAX_NUMBER },
    { "platform", GH_IMPORT_PLATFORM, MAX_NUMBER },
    { "token", GH_IMPORT_TOKEN, MAX_NUMBER },
    { "type", GH_IMPORT_TYPE, MAX_NUMBER },
    { "group", GH_IMPORT_GROUP, MAX_NUMBER },
    { "notes", GH_IMPORT_NOTES, 0 },
    { "effective_status", GH_IMPORT_IGNORED, 0 },
    { "status_source", GH_IMPORT_IGNORED, 0 },
    { "enrolled", GH_IMPORT_IGNORED, 0 },
    { "created", GH_IMPORT_IGNORED, 0 },
    { "last_login", GH_IMPORT_IGNORED, 0 },
    { "last_directory_sync", GH_IMPORT_IGNORED, 0 },
    { "user_id", GH_IMPORT_IGNORED, 0 },
    { "line", GH_IMPORT_IGNORED, 0 },
    { "problem", GH_IMPORT_IGNORED, 0 },
  };
  g_autofree char *name = dup_stripped (header);
  gsize stem = strcspn (name, "0123456789");

  if (*name == '\0')
    {
      *column = (GhImportColumn) { GH_IMPORT_UNNAMED, 0, g_steal_pointer (&name) };
      return TRUE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      guint64 number = 0;

      if (strlen (known[i].name) != stem || g_ascii_strncasecmp (known[i].name, name, stem) != 0)
        continue;
      if (known[i].max_number == 0 ? name[stem] != '\0'
                                   : !g_ascii_string_to_unsigned (name + stem, 10, 1, known[i].max_number, &number,
                                                                  NULL))
        continue;
      if (!has_identity && (known[i].field == GH_IMPORT_FIRSTNAME || known[i].field == GH_IMPORT_LASTNAME))
        continue;

      column->field = known[i].field;
      column->number = (guint) number;
      column->name = g_steal_pointer (&name);
      return TRUE;
    }

  return FALSE;
}

/* --- rows --- */

static void
token_free (gpointer data)
{
  GhImportToken *token = data;

  g_free (token->serial);
  g_free (token->type);
  g_free (token);
}

void
gh_import_row_init (GhImportRow *self)
{
  *self = (GhImportRow) {
    .status = -1,
    .phones = g_ptr_array_new_with_free_func (g_free),
    .tokens = g_ptr_array_new_with_free_func (token_free),
    .groups = g_ptr_array_new_with_free_func (g_free),
    .group_columns = g_array_new (FALSE, FALSE, sizeof (int)),
  };
}

static void
forget (GhImportRow *self)
{
  g_clear_pointer (&self->username, g_free);
  g_clear_pointer (&self->realname, g_free);
  g_clear_pointer (&self->firstname, g_free);
  g_clear_pointer (&self->lastname, g_free);
  g_clear_pointer (&self->email, g_free);
  g_clear_pointer (&self->notes, g_free);
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    g_clear_pointer (&self->aliases[i], g_free);
  self->status = -1;
  self->until = 0;
  g_ptr_array_set_size (self->phones, 0);
  g_ptr_array_set_size (self->tokens, 0);
  g_ptr_array_set_size (self->groups, 0);
  g_array_set_size (self->group_columns, 0);
}

void
gh_import_row_clear (GhImportRow *self)
{
  if (self->phones == NULL)
    return;

  forget (self);
  g_ptr_array_unref (self->phones);
  g_ptr_array_unref (self->tokens);
  g_ptr_array_unref (self->groups);
  g_array_unref (self->group_columns);
}

static GhRefusal
read_status (const char *text,
             int        *status)
{
  static const char *const words[] = { "active", "bypass", "disabled" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i], text) == 0)
      {
        *status = (int) i;
        return GH_REFUSAL_NONE;
      }

  return GH_REFUSAL_UNKNOWN_STATUS;
}

typedef struct {
  GArray           *columns;
  const char     *(*get_cell) (gpointer data,
                               guint    column);
  gpointer          data;
  const GhSettings *settings;
  const char       *region;
} Cells;

/* Finds the column of @field with @number: its text, not decoded because it is a word, or "" if none. */
static const char *
find_partner (const Cells   *cells,
              GhImportField  field,
              guint          number,
              int           *partner)
{
  for (guint i = 0; i < cells->columns->len; i++)
    {
      const GhImportColumn *column = &g_array_index (cells->columns, GhImportColumn, i);

      if (column->field == field && column->number == number)
        {
          *partner = (int) i;
          return cells->get_cell (cells->data, i);
        }
    }

  return "";
}

static GhRefusal
read_phone (GhImportRow          *self,
            const Cells          *cells,
            const GhImportColumn *column,
            const char           *text,
            int                  *at)
{
  GhImportPhone *phone = g_new0 (GhImportPhone, 1);
  GhRefusal refusal;
  int partner = *at;
  const char *word = find_partner (cells, GH_IMPORT_PLATFORM, column->number, &partner);

  g_ptr_array_add (self->phones, phone);
  phone->refusal = gh_phone_number_read (text, cells->region, &phone->read);
  phone->number = phone->read.number;
  phone->extension = phone->read.extension;
  phone->column = *at;
  if (phone->refusal != GH_REFUSAL_NONE && *phone->read.with_plus == '\0')
    return phone->refusal;

  refusal = gh_phone_platform_from_word (*word != '\0' ? word : "unknown", &phone->type, &phone->platform);
  if (refusal != GH_REFUSAL_NONE)
    *at = partner;

  return refusal;
}

static GhRefusal
read_token (GhImportRow          *self,
            const Cells          *cells,
            const GhImportColumn *column,
            const char           *text,
            int                  *at)
{
  GhImportToken *token = g_new0 (GhImportToken, 1);
  int partner = *at;
  const char *type = find_partner (cells, GH_IMPORT_TYPE, column->number, &partner);
  GhRefusal refusal;

  g_ptr_array_add (self->tokens, token);
  token->serial = g_strdup (text);
  token->type = g_ascii_strdown (type, -1);
  if (*type == '\0')
    return GH_REFUSAL_TOKEN_SERIAL;
  refusal = gh_token_check_serial (text);
  if (refusal != GH_REFUSAL_NONE)
    return refusal;

  *at = partner;
  return gh_token_check_type (token->type);
}

static GhRefusal
read_cell (GhImportRow *self,
           const Cells *cells,
           int         *at)
{
  const GhImportColumn *column = &g_array_index (cells->columns, GhImportColumn, *at);
  g_autofree char *decoded = NULL;
  const char *text = gh_csv_decode (cells->get_cell (cells->data, *at), &decoded);

  if (*text == '\0')
    return column->field == GH_IMPORT_USERNAME ? GH_REFUSAL_NAME_EMPTY : GH_REFUSAL_NONE;

  switch (column->field)
    {
    case GH_IMPORT_USERNAME:
      self->username = g_strdup (text);
      return gh_user_check_username (text);
    case GH_IMPORT_ALIAS:
      self->aliases[column->number - 1] = g_strdup (text);
      return gh_user_check_username (text);
    case GH_IMPORT_REALNAME:
      self->realname = g_strdup (text);
      return gh_user_check_text (text, GH_REALNAME_MAX);
    case GH_IMPORT_FIRSTNAME:
      self->firstname = g_strdup (text);
      return gh_user_check_text (text, GH_REALNAME_MAX);
    case GH_IMPORT_LASTNAME:
      self->lastname = g_strdup (text);
      return gh_user_check_text (text, GH_REALNAME_MAX);
    case GH_IMPORT_NOTES:
      self->notes = g_strdup (text);
      return gh_user_check_text (text, GH_NOTES_MAX);
    case GH_IMPORT_EMAIL:
      self->email = g_strdup (text);
      return gh_email_check (text, cells->settings->email_needs_dot);
    case GH_IMPORT_STATUS:
      return read_status (text, &self->status);
    case GH_IMPORT_STATUS_UNTIL:
      return gh_time_read_until (text, cells->settings->timezone, &self->until);
    case GH_IMPORT_PHONE:
      return read_phone (self, cells, column, text, at);
    case GH_IMPORT_TOKEN:
      return read_token (self, cells, column, text, at);
    case GH_IMPORT_GROUP:
      g_ptr_array_add (self->groups, g_strdup (text));
      g_array_append_val (self->group_columns, *at);
      return gh_fold_check_name (text, GROUP_NAME_MAX);
    case GH_IMPORT_UNNAMED:
      return gh_csv_is_blank (text) ? GH_REFUSAL_NONE : GH_REFUSAL_CELL_WITHOUT_HEADER;
    default:
      return GH_REFUSAL_NONE;
    }
}

void
gh_import_row_read (GhImportRow      *self,
                    GArray           *columns,
                    const char     *(*get_cell) (gpointer data,
                                                 guint    column),
                    gpointer          data,
                    guint             n_cells,
                    const GhSettings *settings,
                    const char       *region,
                    GhImportProblem  *problem)
{
  const Cells cells = { columns, get_cell, data, settings, region };

  forget (self);
  *problem = (GhImportProblem) { GH_REFUSAL_NONE, -1, NULL };

  for (guint i = columns->len; i < n_cells && problem->refusal == GH_REFUSAL_NONE; i++)
    if (!gh_csv_is_blank (get_cell (data, i)))
      problem->refusal = GH_REFUSAL_ROW_SHAPE;
  if (n_cells < columns->len || problem->refusal != GH_REFUSAL_NONE)
    {
      problem->refusal = GH_REFUSAL_ROW_SHAPE;
      return;
    }

  for (int i = 0; i < (int) columns->len && problem->refusal == GH_REFUSAL_NONE; i++)
    {
      problem->column = i;
      problem->refusal = read_cell (self, &cells, &problem->column);
    }
}
