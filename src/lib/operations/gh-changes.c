/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-changes.h"

#include "base/gh-row-ids.h"
#include "operations/gh-head.h"
#include "operations/gh-record-kind.h"

#include <string.h>

/* The kind of record that the other kinds' list_users_touched returns. */
#define USERS "user"

static GhChanges *
changes_new (void)
{
  GhChanges *self = g_new0 (GhChanges, 1);

  self->decisions = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->facts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  return self;
}

GhChanges *
gh_changes_new_everything (void)
{
  GhChanges *self = changes_new ();

  self->is_everything = TRUE;

  return self;
}

GhChanges *
gh_changes_new_time (void)
{
  GhChanges *self = changes_new ();

  self->is_time = TRUE;

  return self;
}

void
gh_changes_free (GhChanges *self)
{
  g_hash_table_unref (self->decisions);
  g_hash_table_unref (self->facts);
  g_free (self);
}

static void
add_id (GHashTable *ids,
        const char *name,
        gint64      id)
{
  const GhRecordKind *kind = gh_record_kind_find (name);
  GArray *of_kind = g_hash_table_lookup (ids, kind);

  /* Only a later version has it. */
  if (kind == NULL)
    return;

  if (of_kind == NULL)
    {
      of_kind = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (ids, (gpointer) kind, of_kind);
    }
  g_array_append_val (of_kind, id);
}

static void
unify (GHashTable *ids)
{
  GHashTableIter iter;
  gpointer of_kind;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, NULL, &of_kind))
    gh_row_ids_unify (of_kind);
}

/* --- decisions --- */

static gboolean
read_touched (GhChanges     *self,
              GhConnection  *connection,
              gint64         since,
              GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "operations/list-touched-records", error,
                                                        "ii", since, (gint64) GH_CHANGES_MAX + 1);
  guint n = 0;

  for (; gh_statement_next (select); n++)
    add_id (self->decisions, gh_statement_get_text (select, 0), gh_statement_get_int (select, 1));
  self->is_everything = n > GH_CHANGES_MAX;

  return gh_statement_finish (select, error);
}

static gboolean
read_users_touched (GhChanges     *self,
                    GhConnection  *connection,
                    const char    *statement,
                    gint64         since,
                    GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, statement, error, "i", since);

  while (gh_statement_next (select))
    add_id (self->decisions, USERS, gh_statement_get_int (select, 0));

  return gh_statement_finish (select, error);
}

/* Nothing is known if another log has taken its place, or more changed than the journal records. */
static gboolean
is_known (GhConnection          *connection,
          const GhChangesPlace  *since,
          gboolean              *known,
          GError               **error)
{
  g_autoptr (GBytes) hash = g_bytes_new_static (since->hash, sizeof since->hash);
  gint64 is_same;
  gint64 is_untold;

  if (!gh_connection_get_number (connection, "operations/has-entry", &is_same, error, "ib", since->entry, hash) ||
      !gh_connection_get_number (connection, "operations/has-untold-changes", &is_untold, error, "i", since->entry))
    return FALSE;

  *known = is_same != 0 && is_untold == 0;

  return TRUE;
}

static gboolean
read_decisions (GhChanges             *self,
                GhConnection          *connection,
                const GhChangesPlace  *since,
                GError               **error)
{
  gsize n_kinds;
  const GhRecordKind *const *kinds = gh_record_kind_get_all (&n_kinds);
  gboolean known;

  if (!is_known (connection, since, &known, error))
    return FALSE;

  self->is_everything = !known;
  self->has_entries = self->place.entry != since->entry;
  if (!known || !self->has_entries)
    return TRUE;

  if (!read_touched (self, connection, since->entry, error))
    return FALSE;

  for (gsize i = 0; i < n_kinds && !self->is_everything; i++)
    if (g_hash_table_contains (self->decisions, kinds[i]))
      {
        self->has_names = self->has_names || kinds[i]->is_name_of_users;
        if (kinds[i]->list_users_touched != NULL &&
            !read_users_touched (self, connection, kinds[i]->list_users_touched, since->entry, error))
          return FALSE;
      }
  unify (self->decisions);

  return TRUE;
}

/* --- facts --- */

static gboolean
read_facts (GhChanges     *self,
            GhConnection  *connection,
            gint64         since,
            GError       **error)
{
  g_autoptr (GhStatement) select = NULL;
  gint64 next = since + 1;

  self->has_all_facts = self->place.fact < since || self->place.fact - since > GH_CHANGES_MAX;
  if (self->has_all_facts || self->place.fact == since)
    return TRUE;

  select = gh_connection_query (connection, "operations/list-changes", error, "i", since);
  for (; gh_statement_next (select); next++)
    {
      /* Where numbers are missing, their rows were dropped, or this is another file. */
      self->has_all_facts = self->has_all_facts || gh_statement_get_int (select, 0) != next;
      add_id (self->facts, gh_statement_get_text (select, 1), gh_statement_get_int (select, 2));
    }
  unify (self->facts);

  return gh_statement_finish (select, error);
}

/* --- */

GhChanges *
gh_changes_read (GhConnection          *connection,
                 const GhChangesPlace  *since,
                 GError               **error)
{
  g_autoptr (GhChanges) self = changes_new ();
  GhHead head;

  if (!gh_head_read (&head, connection, error) ||
      !gh_connection_get_number (connection, "operations/get-last-change", &self->place.fact, error, ""))
    return NULL;

  self->place.entry = head.seq;
  memcpy (self->place.hash, head.hash, sizeof head.hash);
  self->is_everything = since == NULL;
  if (since != NULL &&
      (!read_decisions (self, connection, since, error) || !read_facts (self, connection, since->fact, error)))
    return NULL;

  return g_steal_pointer (&self);
}

GArray *
gh_changes_get_decisions (const GhChanges *self,
                          const char      *kind)
{
  return g_hash_table_lookup (self->decisions, gh_record_kind_find (kind));
}

GArray *
gh_changes_get_facts (const GhChanges *self,
                      const char      *kind)
{
  return g_hash_table_lookup (self->facts, gh_record_kind_find (kind));
}

gboolean
gh_changes_has (const GhChanges *self,
                const char      *kind,
                gint64           id)
{
  GArray *decisions = gh_changes_get_decisions (self, kind);
  GArray *facts = gh_changes_get_facts (self, kind);

  return self->is_everything || self->has_all_facts || (decisions != NULL && gh_row_ids_contain (decisions, id)) ||
         (facts != NULL && gh_row_ids_contain (facts, id));
}

gboolean
gh_changes_has_any (const GhChanges *self)
{
  return self->is_everything || self->is_time || self->has_entries || self->has_all_facts ||
         g_hash_table_size (self->decisions) > 0 || g_hash_table_size (self->facts) > 0;
}

gboolean
gh_changes_concern (const GhChanges   *self,
                    const char *const *kinds,
                    GhChangesBeside    beside)
{
  if (self->is_everything || (self->is_time && (beside & GH_CHANGES_TIME)) ||
      (self->has_entries && (beside & GH_CHANGES_ENTRIES)))
    return TRUE;

  for (gsize i = 0; kinds != NULL && kinds[i] != NULL; i++)
    if (gh_changes_get_decisions (self, kinds[i]) != NULL ||
        ((beside & GH_CHANGES_FACTS) && (self->has_all_facts || gh_changes_get_facts (self, kinds[i]) != NULL)))
      return TRUE;

  return FALSE;
}
