/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-name-lookup.h"

#include "operations/gh-former-names.h"
#include "users/gh-user-rules.h"
#include "verification/gh-name-rules.h"

#include <string.h>

static void
take_holder (GhNamed     *self,
             GhNameFacts *facts,
             gint64       user_id)
{
  if (user_id == self->user_id)
    return;

  facts->n_holders++;
  self->user_id = user_id;
}

/* Two people's names may differ in joiners alone: then each has the one that is typed with them. */
static gboolean
find_holders (GhNamed       *self,
              GhNameFacts   *facts,
              GhConnection  *connection,
              GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "verification/find-user", error, "ss",
                                                        self->spelling.key, self->spelling.plain);

  while (gh_statement_next (select))
    {
      gint64 user_id = gh_statement_get_int (select, 0);
      const char *name_key = gh_statement_get_text (select, 1);
      g_autofree char *plain = gh_spelling_dup_plain (name_key);

      if (strcmp (name_key, self->spelling.key) == 0)
        {
          self->user_id = user_id;
          facts->n_holders = 1;
          return TRUE;
        }
      if (strcmp (plain, self->spelling.plain) == 0)
        take_holder (self, facts, user_id);
      else
        self->near_id = user_id;
    }

  return gh_statement_finish (select, error);
}

static gboolean
find_near (GhNamed       *self,
           GhNameFacts   *facts,
           GhConnection  *connection,
           GError       **error)
{
  g_auto (GStrv) tried = NULL;

  for (guint i = 0; self->near_id == 0 && self->spelling.folds[i] != NULL; i++)
    if (!gh_connection_get_number (connection, "verification/find-near-user", &self->near_id, error, "s",
                                   self->spelling.folds[i]))
      return FALSE;
  facts->is_near = self->near_id != 0;
  if (facts->is_near)
    return TRUE;

  tried = gh_spelling_list_tried (&self->spelling);

  return gh_former_names_has (connection, (const char *const *) tried, &facts->was, error);
}

gboolean
gh_named_look_up (GhNamed       *self,
                  GhConnection  *connection,
                  const char    *typed,
                  GError       **error)
{
  GhNameFacts facts = { 0 };

  *self = (GhNamed) { 0 };
  facts.is_name = gh_spelling_read (&self->spelling, typed, GH_USERNAME_MAX);
  if (facts.is_name && (!find_holders (self, &facts, connection, error) ||
                        (facts.n_holders == 0 && !find_near (self, &facts, connection, error))))
    return FALSE;

  self->match = gh_name_decide (&facts);
  if (self->match == GH_NAME_FOUND)
    self->near_id = 0;
  else if (self->user_id != 0)
    self->near_id = self->user_id;
  if (self->match != GH_NAME_FOUND)
    self->user_id = 0;

  return TRUE;
}

void
gh_named_clear (GhNamed *self)
{
  gh_spelling_clear (&self->spelling);
}

gboolean
gh_named_note_failure (const GhNamed  *self,
                       GhConnection   *events,
                       gint64          attempt,
                       GError        **error)
{
  g_autoptr (GBytes) name = gh_former_names_hash_with (events, self->spelling.plain, error);

  return name != NULL && gh_connection_run (events, "verification/note-name-failure", error, "bi", name, attempt) &&
         gh_connection_run (events, "verification/forget-name-failures", error, "i", attempt - GH_NAME_FAILURES_KEPT);
}

gboolean
gh_named_count_failures (const GhNamed  *self,
                         GhConnection   *connection,
                         gint64         *n_failures,
                         GError        **error)
{
  g_autoptr (GBytes) name = NULL;

  *n_failures = 0;
  if (self->spelling.plain == NULL)
    return TRUE;

  name = gh_former_names_hash_with (connection, self->spelling.plain, error);

  return name != NULL &&
         gh_connection_get_number (connection, "verification/count-name-failures", n_failures, error, "b", name);
}
