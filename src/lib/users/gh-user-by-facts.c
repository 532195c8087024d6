/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-by-facts.h"

#include "users/gh-user-fields.h"

#include <string.h>

const char *const gh_user_columns_by_facts[] = { "login", "last_login", "status", "effective_status", NULL };

/* A lock-out changes the status; “inactive” is about the last login. */
static gboolean
is_by_facts (const GhQueryTerm *term)
{
  switch (term->field)
    {
    case GH_USER_FIELD_STATUS:
    case GH_USER_FIELD_LOGIN:
      return TRUE;

    case GH_USER_FIELD_IS:
      for (guint i = 0; i < term->values->len; i++)
        if (((const GhQueryValue *) g_ptr_array_index (term->values, i))->low == GH_USER_IS_INACTIVE)
          return TRUE;
      return FALSE;

    default:
      return FALSE;
    }
}

gboolean
gh_user_query_is_by_facts (const GhQuery *query)
{
  for (guint i = 0; i < query->terms->len; i++)
    if (is_by_facts (g_ptr_array_index (query->terms, i)))
      return TRUE;

  return FALSE;
}

gboolean
gh_user_view_is_by_facts (const char *query,
                          const char *sort)
{
  g_autoptr (GhQuery) parsed = gh_query_parse (query != NULL ? query : "", gh_user_fields, NULL, NULL);
  gsize length = sort != NULL ? strcspn (sort, ":") : 0;

  for (const char *const *column = gh_user_columns_by_facts; *column != NULL; column++)
    if (strlen (*column) == length && strncmp (*column, sort, length) == 0)
      return TRUE;

  /* If it cannot be parsed, assume so. */
  return parsed == NULL || gh_user_query_is_by_facts (parsed);
}
