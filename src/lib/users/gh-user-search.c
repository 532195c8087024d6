/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-search.h"

#include "base/gh-fold.h"
#include "base/gh-text-index.h"
#include "settings/gh-settings.h"
#include "users/gh-user-by-facts.h"
#include "users/gh-user-states.h"

#include <string.h>

struct _GhUserSearch {
  GhTextIndex  *index;
  GhUserStates *states;
  gboolean      has_identity; /* first and last names are in the index */
  GHashTable   *fields;  /* field terms and scope as text -> GhBitset of users the database found */
};

/* What is needed to compare two users. */
typedef struct {
  const GhViewKind *kind;
  GhConnection     *connection;
  GArray           *pair;   /* scratch */
  GArray           *first;  /* scratch */
  gint64            now;
} Resort;

GhUserSearch *
gh_user_search_new (void)
{
  GhUserSearch *self = g_new0 (GhUserSearch, 1);

  self->index = gh_text_index_new ();
  self->states = gh_user_states_new (self->index);
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gh_bitset_free);

  return self;
}

void
gh_user_search_free (GhUserSearch *self)
{
  gh_user_states_free (self->states);
  gh_text_index_free (self->index);
  g_hash_table_unref (self->fields);
  g_free (self);
}

void
gh_user_search_forget (GhUserSearch *self)
{
  g_hash_table_remove_all (self->fields);
  gh_user_states_forget (self->states);
  gh_text_index_forget_orders (self->index);
}

/* Terms may use the clock; scopes do not. */
static gboolean
has_terms (gpointer key,
           gpointer slots,
           gpointer data)
{
  return strchr (key, ' ')[1] != '\0';
}

void
gh_user_search_forget_times (GhUserSearch *self)
{
  g_hash_table_foreach_remove (self->fields, has_terms, NULL);
  gh_user_states_forget_shared (self->states);
}

gsize
gh_user_search_get_memory (GhUserSearch *self)
{
  return gh_text_index_get_memory (self->index);
}

static char *
make_key (GhUserScope  scope,
          const char  *field_query)
{
  return g_strdup_printf ("%d %s", scope, field_query);
}

/* --- loading --- */

/* Further texts of users, read alongside them in the same order. */
typedef struct {
  GhStatement *select;    /* user id, text */
  gboolean     has_row;
  void       (*add) (GhTextIndex *index,
                     const char  *text);
} Related;

#define N_RELATED 3

static const struct {
  const char *all;
  const char *one;
  void      (*add) (GhTextIndex *index,
                    const char  *text);
} related_texts[N_RELATED] = {
  { "users/list-all-alias-folds", "users/list-alias-folds-of-user", gh_text_index_add_text },
  { "users/list-all-serial-folds", "users/list-serial-folds-of-user", gh_text_index_add_text },
  { "users/list-all-numbers", "users/list-numbers-of-user", gh_text_index_add_digits },
};

static void
add_related (GhTextIndex *index,
             Related     *related,
             gint64       id)
{
  while (related->has_row && gh_statement_get_int (related->select, 0) <= id)
    {
      if (gh_statement_get_int (related->select, 0) == id)
        related->add (index, gh_statement_get_text (related->select, 1));
      related->has_row = gh_statement_next (related->select);
    }
}

static gboolean
add_users (GhUserSearch  *self,
           GhStatement   *users,
           Related        related[N_RELATED],
           GhJob         *job,
           GError       **error)
{
  GCancellable *cancellable = job != NULL ? gh_job_get_cancellable (job) : NULL;

  for (int i = 0; i < N_RELATED; i++)
    related[i].has_row = gh_statement_next (related[i].select);

  for (guint64 n = 1; gh_statement_next (users); n++)
    {
      gint64 id = gh_statement_get_int (users, 0);

      gh_text_index_begin (self->index, id);
      for (int i = 1; i <= (self->has_identity ? 5 : 3); i++)
        gh_text_index_add_text (self->index, gh_statement_get_text (users, i));
      for (int i = 0; i < N_RELATED; i++)
        add_related (self->index, &related[i], id);
      if (!gh_text_index_end (self->index, error))
        return FALSE;

      if (n % 10000 == 0)
        {
          gh_job_set_progress (job, n, 0);
          if (gh_error_check_cancelled (cancellable, error))
            return FALSE;
        }
    }

  return gh_statement_finish (users, error);
}

static const char *
get_statement (GhUserSearch *self,
               gboolean      is_one)
{
  if (self->has_identity)
    return is_one ? "users/list-whole-folds-of-user" : "users/list-all-whole-folds";

  return is_one ? "users/list-folds-of-user" : "users/list-all-folds";
}

/* @id: one user, or 0 for all. */
static gboolean
read_users (GhUserSearch  *self,
            GhConnection  *connection,
            gint64         id,
            GhJob         *job,
            GError       **error)
{
  g_autoptr (GhStatement) users = NULL;
  Related related[N_RELATED];
  gboolean ok;

  users = gh_connection_prepare (connection, get_statement (self, id != 0), error);
  if (users == NULL)
    return FALSE;

  for (int i = 0; i < N_RELATED; i++)
    {
      related[i].add = related_texts[i].add;
      related[i].select = gh_connection_prepare (connection, id != 0 ? related_texts[i].one : related_texts[i].all,
                                                 error);
      if (related[i].select == NULL)
        return FALSE;
      if (id != 0)
        gh_statement_bind_int (related[i].select, 1, id);
    }
  if (id != 0)
    gh_statement_bind_int (users, 1, id);

  ok = add_users (self, users, related, job, error);
  for (int i = 0; i < N_RELATED; i++)
    {
      ok = gh_statement_finish (related[i].select, ok ? error : NULL) && ok;
      gh_statement_reset (related[i].select);
    }

  return ok;
}

gboolean
gh_user_search_load (GhUserSearch  *self,
                     GhConnection  *connection,
                     GhJob         *job,
                     GError       **error)
{
  g_auto (GhSettings) settings = { 0 };

  if (!gh_settings_read (&settings, connection, error))
    return FALSE;
  self->has_identity = settings.identity_proofing;

  return read_users (self, connection, 0, job, error);
}

gboolean
gh_user_search_has_identity (GhUserSearch *self)
{
  return self->has_identity;
}

/* Updates the sets without a term, one per scope: who is in which is known without a query. */
static void
update_scopes (GhUserSearch *self,
               guint         slot,
               gboolean      is_trashed)
{
  for (int scope = GH_USER_SCOPE_USERS; scope <= GH_USER_SCOPE_ALL; scope++)
    {
      g_autofree char *key = make_key (scope, "");
      GhBitset *slots = g_hash_table_lookup (self->fields, key);

      if (slots == NULL)
        continue;
      if (scope == GH_USER_SCOPE_ALL || is_trashed == (scope == GH_USER_SCOPE_TRASH))
        gh_bitset_add (slots, slot);
      else
        gh_bitset_remove (slots, slot);
    }
}

static gboolean
update_user (GhUserSearch  *self,
             GhConnection  *connection,
             gint64         id,
             GError       **error)
{
  g_autoptr (GhStatement) place = gh_connection_prepare (connection, "users/get-user-place", error);
  gboolean is_trashed;

  if (place == NULL)
    return FALSE;

  gh_statement_bind (place, "i", id);
  if (!gh_statement_next (place))
    {
      if (!gh_statement_finish (place, error))
        return FALSE;
      gh_text_index_remove (self->index, id);
      return TRUE;
    }

  is_trashed = gh_statement_get_int (place, 1) != 0;
  if (!read_users (self, connection, id, NULL, error))
    return FALSE;

  update_scopes (self, gh_text_index_find (self->index, id), is_trashed);

  return TRUE;
}

/* Whether a user sorts before another, by the database's own order of lists. It returns no row for one who is gone. */
static gboolean
is_before (gint64     id,
           gint64     other,
           guint      column_key,
           gboolean  *is_before,
           gpointer   data,
           GError   **error)
{
  Resort *resort = data;
  gint64 pair[] = { id, other };
  GhView view = { .ids = resort->pair, .sort = g_quark_to_string (column_key), .now = resort->now,
                  .limit = 1, .time_zone = "UTC" };

  g_array_set_size (resort->pair, 0);
  g_array_append_vals (resort->pair, pair, G_N_ELEMENTS (pair));
  g_array_set_size (resort->first, 0);
  if (!gh_view_list (resort->kind, &view, resort->connection, resort->first, error))
    return FALSE;

  *is_before = resort->first->len > 0 && g_array_index (resort->first, gint64, 0) == id;

  return TRUE;
}

gboolean
gh_user_search_update (GhUserSearch  *self,
                       GhConnection  *connection,
                       const gint64  *ids,
                       guint          n_ids,
                       gint64         now,
                       GError       **error)
{
  g_autoptr (GArray) pair = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));
  Resort resort = { gh_user_views_get (self->has_identity), connection, pair, first, now };

  gh_user_search_forget_times (self);
  for (guint i = 0; i < n_ids; i++)
    if (!update_user (self, connection, ids[i], error))
      return FALSE;
  if (!gh_user_states_update (self->states, connection, ids, n_ids, error))
    return FALSE;

  return gh_text_index_resort (self->index, is_before, &resort, error);
}

static gboolean
is_by_facts (gpointer key,
             gpointer slots,
             gpointer data)
{
  return gh_user_view_is_by_facts (strchr (key, ' ') + 1, NULL);
}

gboolean
gh_user_search_update_facts (GhUserSearch  *self,
                             GhConnection  *connection,
                             const gint64  *ids,
                             guint          n_ids,
                             gint64         now,
                             GError       **error)
{
  g_autoptr (GArray) pair = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));
  Resort resort = { gh_user_views_get (self->has_identity), connection, pair, first, now };

  g_hash_table_foreach_remove (self->fields, is_by_facts, NULL);
  gh_user_states_forget_shared (self->states);
  for (const char *const *name = gh_user_columns_by_facts; *name != NULL; name++)
    {
      guint column = g_quark_try_string (*name);

      if (column != 0 && !gh_text_index_resort_column (self->index, column, ids, n_ids, is_before, &resort, error))
        return FALSE;
    }

  return TRUE;
}

/* --- searching --- */

/* Whether the states cover every `status:` of the query. In the Trash all have the same one, and a Trash term shows it
 * (Q5): then the database answers. */
static gboolean
has_states (const GhView  *view,
            const GhQuery *query)
{
  gboolean has_any = FALSE;

  for (guint i = 0; i < query->terms->len; i++)
    {
      const GhQueryTerm *term = g_ptr_array_index (query->terms, i);

      if (term->field != GH_USER_FIELD_STATUS)
        continue;
      if (view->scope != GH_USER_SCOPE_USERS || !gh_user_states_can_tell (term))
        return FALSE;
      has_any = TRUE;
    }

  return has_any;
}

static gboolean
narrow_by_states (GhUserSearch   *self,
                  const GhView   *view,
                  const GhQuery  *query,
                  GhConnection   *connection,
                  GhBitset       *slots,
                  GError        **error)
{
  if (!gh_user_states_load (self->states, connection, error))
    return FALSE;

  for (guint i = 0; i < query->terms->len; i++)
    {
      const GhQueryTerm *term = g_ptr_array_index (query->terms, i);

      if (term->field == GH_USER_FIELD_STATUS)
        gh_user_states_narrow (self->states, term, view->now, slots);
    }

  return TRUE;
}

/* Makes the query for the database: without words and, if the states cover them, status terms. */
static char *
make_field_query (const GhQuery *query,
                  gboolean       has_states)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new ();
  GhQuery fields = { .terms = terms, .fields = query->fields };

  for (guint i = 0; i < query->terms->len; i++)
    {
      GhQueryTerm *term = g_ptr_array_index (query->terms, i);

      if (term->field != GH_QUERY_NO_FIELD && !(has_states && term->field == GH_USER_FIELD_STATUS))
        g_ptr_array_add (terms, term);
    }

  return gh_query_to_string (&fields);
}

static const GhBitset *
ask_fields (GhUserSearch  *self,
            const GhView  *view,
            const char    *field_query,
            GhConnection  *connection,
            GError       **error)
{
  g_autofree char *key = make_key (view->scope, field_query);
  GhView fields = { .query = field_query, .scope = view->scope, .now = view->now, .time_zone = view->time_zone };
  g_autoptr (GArray) ids = NULL;
  GhBitset *slots = g_hash_table_lookup (self->fields, key);

  if (slots != NULL)
    return slots;

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!gh_view_list_unordered (gh_user_views_get (self->has_identity), &fields, connection, ids, error))
    return NULL;

  slots = gh_bitset_new ();
  gh_text_index_bits_from_ids (self->index, (const gint64 *) (void *) ids->data, ids->len, slots);
  g_hash_table_insert (self->fields, g_steal_pointer (&key), slots);

  return slots;
}

static void
match_words (GhUserSearch  *self,
             const GhQuery *query,
             GhBitset      *slots)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (GhIndexWord));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < query->terms->len; i++)
    {
      const GhQueryTerm *term = g_ptr_array_index (query->terms, i);
      const GhQueryValue *value = g_ptr_array_index (term->values, 0);
      GhIndexWord word;

      if (term->field != GH_QUERY_NO_FIELD)
        continue;

      word = (GhIndexWord) {
        .fold = gh_fold_search (value->text),
        .digits = gh_fold_word_digits (value->text),
        .negated = term->is_not,
      };
      g_ptr_array_add (texts, (gpointer) word.fold);
      g_ptr_array_add (texts, (gpointer) word.digits);
      g_array_append_val (words, word);
    }

  gh_text_index_match (self->index, (const GhIndexWord *) (void *) words->data, words->len, slots);
}

/* The number of a column, for the index; 0 if its order is unknown. */
static guint
find_order (GhUserSearch  *self,
            const char    *sort,
            char         **name,
            gboolean      *is_descending)
{
  guint column;

  if (sort == NULL)
    sort = "username";
  *is_descending = g_str_has_suffix (sort, ":desc");
  *name = g_strndup (sort, strlen (sort) - (*is_descending ? strlen (":desc") : 0));
  column = g_quark_try_string (*name);

  return column != 0 && gh_text_index_has_order (self->index, column) ? column : 0;
}

/* Reads the order of a column if it is unknown. */
static gboolean
prepare_order (GhUserSearch  *self,
               const GhView  *view,
               GhConnection  *connection,
               guint         *column,
               gboolean      *is_descending,
               GError       **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GArray) ids = NULL;
  GhView all = { .scope = GH_USER_SCOPE_ALL, .now = view->now, .time_zone = view->time_zone };

  *column = find_order (self, view->sort, &name, is_descending);
  if (*column != 0)
    return TRUE;

  all.sort = name;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!gh_view_list (gh_user_views_get (self->has_identity), &all, connection, ids, error))
    return FALSE;

  /* Only column names get this far, so nobody can fill the quark table. */
  *column = g_quark_from_string (name);
  gh_text_index_set_order (self->index, *column, (const gint64 *) (void *) ids->data, ids->len);

  return TRUE;
}

static gboolean
has_scope (GhUserSearch *self,
           GhUserScope   scope)
{
  g_autofree char *key = make_key (scope, "");

  return g_hash_table_contains (self->fields, key);
}

gboolean
gh_user_search_prepare (GhUserSearch  *self,
                        const char    *sort,
                        gint64         now,
                        GhConnection  *connection,
                        gboolean      *is_ready,
                        GError       **error)
{
  static const GhUserScope scopes[] = { GH_USER_SCOPE_USERS, GH_USER_SCOPE_TRASH };
  GhView view = { .sort = sort, .now = now, .time_zone = "UTC" };
  g_autofree char *name = NULL;
  gboolean is_descending;
  guint column;

  *is_ready = FALSE;
  if (find_order (self, sort, &name, &is_descending) == 0)
    return prepare_order (self, &view, connection, &column, &is_descending, error);
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      view.scope = scopes[i];
      if (!has_scope (self, scopes[i]))
        return ask_fields (self, &view, "", connection, error) != NULL;
    }
  *is_ready = gh_user_states_is_loaded (self->states);

  return gh_user_states_load (self->states, connection, error);
}

gboolean
gh_user_search_list (GhUserSearch  *self,
                     const GhView  *view,
                     GhConnection  *connection,
                     GArray        *ids,
                     GError       **error)
{
  g_autoptr (GhQuery) query = NULL;
  g_autoptr (GhBitset) slots = gh_bitset_new ();
  g_autofree char *field_query = NULL;
  const GhBitset *fields;
  gboolean by_states;
  gboolean is_descending;
  guint column;

  g_return_val_if_fail (view->ids == NULL, FALSE);

  query = gh_query_parse (view->query != NULL ? view->query : "", gh_user_fields_get (self->has_identity), NULL,
                          error);
  if (query == NULL || !prepare_order (self, view, connection, &column, &is_descending, error))
    return FALSE;

  by_states = has_states (view, query);
  field_query = make_field_query (query, by_states);
  fields = ask_fields (self, view, field_query, connection, error);
  if (fields == NULL)
    return FALSE;

  match_words (self, query, slots);
  gh_bitset_and (slots, fields);
  if (by_states && !narrow_by_states (self, view, query, connection, slots, error))
    return FALSE;
  g_array_set_size (ids, 0);

  return gh_text_index_list (self->index, slots, column, is_descending, ids);
}
