/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-states.h"

#include "users/gh-user-fields.h"
#include "users/gh-user-status.h"

/* More changed users than this are not updated one by one. */
#define MAX_CHANGED 100

/* A user's own status other than Active. */
typedef struct {
  guint32        slot;
  GhStoredStatus status;
  gint64         until;   /* 0: none */
} Own;

/* A lock-out that nobody has ended. */
typedef struct {
  guint32 slot;
  gint64  until;          /* 0: not by itself */
} Lockout;

struct _GhUserStates {
  GhTextIndex *index;

  gboolean     has_own;
  GArray      *own;                               /* Own, by slot */
  gboolean     has_shared;
  GhBitset    *in_group[GH_STATUS_DISABLED + 1];  /* those in a group of this status */
  GArray      *lockouts;                          /* Lockout */

  /* The results, from @from until before @to; none: @from is past @to. */
  GhBitset    *sets[GH_N_EFFECTIVE_STATUSES];     /* Active has none: it is everybody else */
  gint64       from;
  gint64       to;

  /* scratch, kept allocated */
  GhBitset    *locked;
  GhBitset    *rest;
};

GhUserStates *
gh_user_states_new (GhTextIndex *index)
{
  GhUserStates *self = g_new0 (GhUserStates, 1);

  self->index = index;
  self->own = g_array_new (FALSE, FALSE, sizeof (Own));
  self->lockouts = g_array_new (FALSE, FALSE, sizeof (Lockout));
  for (guint i = 0; i < G_N_ELEMENTS (self->in_group); i++)
    self->in_group[i] = gh_bitset_new ();
  for (guint i = 0; i < G_N_ELEMENTS (self->sets); i++)
    self->sets[i] = gh_bitset_new ();
  self->locked = gh_bitset_new ();
  self->rest = gh_bitset_new ();
  self->from = G_MAXINT64;

  return self;
}

void
gh_user_states_free (GhUserStates *self)
{
  g_array_unref (self->own);
  g_array_unref (self->lockouts);
  for (guint i = 0; i < G_N_ELEMENTS (self->in_group); i++)
    gh_bitset_free (self->in_group[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->sets); i++)
    gh_bitset_free (self->sets[i]);
  gh_bitset_free (self->locked);
  gh_bitset_free (self->rest);
  g_free (self);
}

void
gh_user_states_forget (GhUserStates *self)
{
  self->has_own = FALSE;
  gh_user_states_forget_shared (self);
}

void
gh_user_states_forget_shared (GhUserStates *self)
{
  self->has_shared = FALSE;
  self->from = G_MAXINT64;
}

/* --- reading --- */

static int
compare_own_cb (gconstpointer a,
                gconstpointer b)
{
  const Own *one = a;
  const Own *other = b;

  return (one->slot > other->slot) - (one->slot < other->slot);
}

static gboolean
read_own (GhUserStates  *self,
          GhConnection  *connection,
          GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "users/list-own-statuses", error);

  if (select == NULL)
    return FALSE;

  g_array_set_size (self->own, 0);
  while (gh_statement_next (select))
    {
      Own own = {
        .slot = gh_text_index_find (self->index, gh_statement_get_int (select, 0)),
        .status = (GhStoredStatus) gh_statement_get_int (select, 1),
        .until = gh_statement_get_int (select, 2),
      };

      if (own.slot != GH_TEXT_INDEX_NO_SLOT)
        g_array_append_val (self->own, own);
    }
  if (!gh_statement_finish (select, error))
    return FALSE;

  g_array_sort (self->own, compare_own_cb);
  self->has_own = TRUE;

  return TRUE;
}

static gboolean
read_groups (GhUserStates  *self,
             GhConnection  *connection,
             GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "users/list-statuses-by-group", error);

  if (select == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (self->in_group); i++)
    gh_bitset_clear (self->in_group[i]);
  while (gh_statement_next (select))
    {
      guint slot = gh_text_index_find (self->index, gh_statement_get_int (select, 0));

      if (slot != GH_TEXT_INDEX_NO_SLOT)
        gh_bitset_add (self->in_group[gh_statement_get_int (select, 1)], slot);
    }

  return gh_statement_finish (select, error);
}

static gboolean
read_lockouts (GhUserStates  *self,
               GhConnection  *connection,
               GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "users/list-lockouts", error);

  if (select == NULL)
    return FALSE;

  g_array_set_size (self->lockouts, 0);
  while (gh_statement_next (select))
    {
      GhUserFacts facts = {
        .unlocked = gh_statement_get_int (select, 1),
        .lockout = gh_statement_get_int (select, 2),
      };
      Lockout lockout = {
        .slot = gh_text_index_find (self->index, gh_statement_get_int (select, 0)),
        .until = gh_statement_get_int (select, 3),
      };

      /* Whether it ends by itself is checked later, each time. */
      if (lockout.slot != GH_TEXT_INDEX_NO_SLOT && gh_user_is_locked (&facts, 0))
        g_array_append_val (self->lockouts, lockout);
    }

  return gh_statement_finish (select, error);
}

gboolean
gh_user_states_is_loaded (GhUserStates *self)
{
  return self->has_own && self->has_shared;
}

gboolean
gh_user_states_load (GhUserStates  *self,
                     GhConnection  *connection,
                     GError       **error)
{
  if (gh_user_states_is_loaded (self))
    return TRUE;

  self->from = G_MAXINT64;
  if (!self->has_own && !read_own (self, connection, error))
    return FALSE;
  if (!self->has_shared && (!read_groups (self, connection, error) || !read_lockouts (self, connection, error)))
    return FALSE;
  self->has_shared = TRUE;

  return TRUE;
}

/* Where a user is in @own, or would be. */
static guint
find_own (GhUserStates *self,
          guint32       slot)
{
  guint low = 0;
  guint high = self->own->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->own, Own, middle).slot < slot)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
update_user (GhUserStates  *self,
             GhStatement   *select,
             gint64         id,
             GError       **error)
{
  Own own = { .slot = gh_text_index_find (self->index, id) };
  guint place;

  /* What is kept for an unused slot does not matter. */
  if (own.slot == GH_TEXT_INDEX_NO_SLOT)
    return TRUE;

  place = find_own (self, own.slot);
  if (place < self->own->len && g_array_index (self->own, Own, place).slot == own.slot)
    g_array_remove_index (self->own, place);

  gh_statement_bind (select, "i", id);
  if (gh_statement_next (select))
    {
      own.status = (GhStoredStatus) gh_statement_get_int (select, 0);
      own.until = gh_statement_get_int (select, 1);
      if (own.status != GH_STATUS_ACTIVE)
        g_array_insert_val (self->own, place, own);
    }

  return gh_statement_finish (select, error);
}

gboolean
gh_user_states_update (GhUserStates  *self,
                       GhConnection  *connection,
                       const gint64  *ids,
                       guint          n_ids,
                       GError       **error)
{
  g_autoptr (GhStatement) select = NULL;

  gh_user_states_forget_shared (self);
  if (n_ids > MAX_CHANGED)
    self->has_own = FALSE;
  if (!self->has_own)
    return TRUE;

  select = gh_connection_prepare (connection, "users/get-own-status", error);
  if (select == NULL)
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    if (!update_user (self, select, ids[i], error))
      {
        self->has_own = FALSE;
        return FALSE;
      }

  return TRUE;
}

/* --- results --- */

static void
note_end (GhUserStates *self,
          gint64        end,
          gint64        now)
{
  if (end > now)
    self->to = MIN (self->to, end);
}

static void
put (GhUserStates   *self,
     guint           slot,
     GhStoredStatus  status,
     gint64          until,
     gint64          now)
{
  const GhUserFacts facts = { .status = status, .until = until, .lockout = gh_bitset_contains (self->locked, slot) };
  GhUserGroup group = { 0 };

  if (gh_bitset_contains (self->in_group[GH_STATUS_DISABLED], slot))
    group.status = GH_STATUS_DISABLED;
  else if (gh_bitset_contains (self->in_group[GH_STATUS_BYPASS], slot))
    group.status = GH_STATUS_BYPASS;

  gh_bitset_add (self->sets[gh_user_status (&facts, &group, 1, now).status], slot);
}

static void
decide (GhUserStates *self,
        gint64        now)
{
  GhBitsetIter iter;
  gsize slot;

  if (self->from <= now && now < self->to)
    return;

  self->from = now;
  self->to = G_MAXINT64;
  for (guint i = 0; i < G_N_ELEMENTS (self->sets); i++)
    gh_bitset_clear (self->sets[i]);

  gh_bitset_clear (self->locked);
  for (guint i = 0; i < self->lockouts->len; i++)
    {
      const Lockout *lockout = &g_array_index (self->lockouts, Lockout, i);

      note_end (self, lockout->until, now);
      if (lockout->until == 0 || lockout->until > now)
        gh_bitset_add (self->locked, lockout->slot);
    }

  gh_bitset_assign (self->rest, self->locked);
  for (guint i = 0; i < G_N_ELEMENTS (self->in_group); i++)
    gh_bitset_or (self->rest, self->in_group[i]);
  for (guint i = 0; i < self->own->len; i++)
    {
      const Own *own = &g_array_index (self->own, Own, i);

      note_end (self, own->until, now);
      put (self, own->slot, own->status, own->until, now);
      gh_bitset_remove (self->rest, own->slot);
    }

  gh_bitset_iter_init (&iter, self->rest);
  while (gh_bitset_iter_next (&iter, &slot))
    put (self, (guint) slot, GH_STATUS_ACTIVE, 0, now);
}

gboolean
gh_user_states_can_tell (const GhQueryTerm *term)
{
  if (term->field != GH_USER_FIELD_STATUS)
    return FALSE;

  for (guint i = 0; i < term->values->len; i++)
    {
      const GhQueryValue *value = g_ptr_array_index (term->values, i);

      if (value->low == GH_EFFECTIVE_PENDING_DELETION)
        return FALSE;
    }

  return TRUE;
}

void
gh_user_states_narrow (GhUserStates      *self,
                       const GhQueryTerm *term,
                       gint64             now,
                       GhBitset          *slots)
{
  g_autoptr (GhBitset) found = gh_bitset_new ();

  g_return_if_fail (gh_user_states_is_loaded (self));
  g_return_if_fail (gh_user_states_can_tell (term));

  decide (self, now);
  for (guint i = 0; i < term->values->len; i++)
    {
      const GhQueryValue *value = g_ptr_array_index (term->values, i);

      if (value->low != GH_EFFECTIVE_ACTIVE)
        {
          gh_bitset_or (found, self->sets[value->low]);
          continue;
        }
      gh_bitset_assign (self->rest, slots);
      for (guint status = GH_EFFECTIVE_ACTIVE + 1; status < GH_N_EFFECTIVE_STATUSES; status++)
        gh_bitset_and_not (self->rest, self->sets[status]);
      gh_bitset_or (found, self->rest);
    }

  if (term->is_not)
    gh_bitset_and_not (slots, found);
  else
    gh_bitset_and (slots, found);
}
