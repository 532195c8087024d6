/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/** Hardware tokens, named by their serial number or by key. */
extern const GhTargetKind gh_target_tokens;

/**
 * GhTokenFacts:
 * @id: row id; 0: there is no such token
 * @key: its 20-character key
 * @type: a type of domain 4
 * @serial: its serial number
 * @last_op: the entry that last touched it
 * @credential: row id of its credential; 0: it has none
 * @n_owners: how many users it is given to
 * @n_owners_in_trash: how many of them are in the Trash
 *
 * What operations check about one token.
 */
typedef struct {
  gint64  id;
  char   *key;
  char   *type;
  char   *serial;
  gint64  last_op;
  gint64  credential;
  gint64  n_owners;
  gint64  n_owners_in_trash;
} GhTokenFacts;

gboolean gh_token_facts_read (GhTokenFacts  *self,
                              GhRun         *run,
                              gint64         id,
                              GError       **error);

/**
 * gh_token_facts_find:
 * @self: (out caller-allocates): what was found
 * @run: a run
 * @serial: a serial number
 * @type: (nullable): its type; %NULL: any
 * @is_one: (out): whether there is one such token and not several
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up
 */
gboolean gh_token_facts_find (GhTokenFacts  *self,
                              GhRun         *run,
                              const char    *serial,
                              const char    *type,
                              gboolean      *is_one,
                              GError       **error);

void gh_token_facts_clear (GhTokenFacts *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhTokenFacts, gh_token_facts_clear)

/**
 * gh_token_plan:
 * @run: a run in its plan, whose operation works on tokens
 * @decide: says whether a token changes, or why not
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if all were decided
 */
gboolean gh_token_plan (GhRun      *run,
                        GhRefusal (*decide) (GhRun              *run,
                                             const GhTokenFacts *token),
                        GError    **error);

/**
 * gh_token_leaving_begin:
 * @run: a run
 * @tokens: (element-type gint64): row ids of tokens
 * @error: (out): where to put the error
 *
 * Fills the temporary table `leaving_tokens` (id), for gh_token_leave_chunk().
 *
 * Returns: %TRUE if filled
 */
gboolean gh_token_leaving_begin (GhRun         *run,
                                 const GArray  *tokens,
                                 GError       **error);

/** Takes the tokens of `leaving_tokens` from the users of `chunk` who have any: a #GhRunChunkFunc. */
gboolean gh_token_leave_chunk (GhRun     *run,
                               gpointer   data,
                               GError   **error);

G_END_DECLS
