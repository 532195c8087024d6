/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-record-kind.h"

#include <string.h>

#define GH_RECORD_KIND(symbol) extern const GhRecordKind symbol;
#include "operations/gh-record-kind-list.h"
#undef GH_RECORD_KIND

static const GhRecordKind *const kinds[] = {
#define GH_RECORD_KIND(symbol) &symbol,
#include "operations/gh-record-kind-list.h"
#undef GH_RECORD_KIND
};

const GhRecordKind *const *
gh_record_kind_get_all (gsize *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);

  return kinds;
}

const GhRecordKind *
gh_record_kind_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i]->name, name) == 0)
      return kinds[i];

  return NULL;
}

static char *
dup_text (GhStatement *row,
          int          column)
{
  const char *text = gh_statement_get_text (row, column);

  return g_utf8_make_valid (text != NULL ? text : "", -1);
}

gboolean
gh_record_kind_describe (const GhRecordKind  *self,
                         GhConnection        *connection,
                         gint64               id,
                         char               **key,
                         char               **label,
                         GError             **error)
{
  g_autoptr (GhStatement) describe = NULL;
  gboolean is_there;

  if (key != NULL)
    *key = NULL;
  if (label != NULL)
    *label = NULL;
  if (self == NULL)
    return TRUE;

  describe = gh_connection_prepare (connection, self->describe, error);
  if (describe == NULL)
    return FALSE;

  gh_statement_bind_int (describe, 1, id);
  is_there = gh_statement_next (describe);
  if (is_there && key != NULL)
    *key = dup_text (describe, 0);
  if (is_there && label != NULL)
    *label = dup_text (describe, 1);

  return is_there || gh_statement_finish (describe, error);
}
