/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "base/gh-secret.h"
#include "operations/gh-actor.h"
#include "operations/gh-chain.h"
#include "operations/gh-result.h"
#include "operations/gh-signing.h"
#include "operations/gh-target.h"
#include "store/gh-inserter.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * GhRunGuard:
 * @connection: the directory's writing connection, in the operation's transaction
 * @data: what was given
 * @error: (out): why nothing may be changed
 *
 * Called before the plan is made.
 *
 * Returns: %TRUE if the operation may go on
 */
typedef gboolean (*GhRunGuard) (GhConnection  *connection,
                                gpointer       data,
                                GError       **error);

/**
 * GhRequest:
 * @operation: what to run
 * @actor: who asks
 * @target: (nullable): what it works on
 * @parameters: (nullable): its inputs
 * @secrets: (nullable) (element-type utf8 GhSecret): its inputs that are secrets, by name (K8)
 * @rehearsal: (nullable): what the person saw; if the plan has changed since, nothing is run and the error is
 *   %GH_ERROR_PLAN_CHANGED
 * @guard: (nullable): a condition that is checked, and may be written, in the operation's transaction: that a lease is
 *   still held (T5)
 * @guard_data: for @guard
 *
 * What is asked for. Nothing of it is kept beyond the call, nor by the async calls, but for @secrets, which must stay
 * as they are until the end.
 */
typedef struct {
  const GhOperation *operation;
  const GhActor     *actor;
  const GhTarget    *target;
  JsonObject        *parameters;
  GHashTable        *secrets;
  const GhResult    *rehearsal;
  GhRunGuard         guard;
  gpointer           guard_data;
} GhRequest;

/**
 * gh_rehearse:
 * @store: an organisation
 * @request: what to rehearse
 * @job: (nullable): progress and cancelling
 * @error: (out): why it could not be rehearsed
 *
 * Reports what the operation would do, without writing anything (O3). A refusal is a result, not an error. Blocks:
 * call it from a worker.
 *
 * Returns: (transfer full) (nullable): the result
 */
GhResult *gh_rehearse (GhStore          *store,
                       const GhRequest  *request,
                       GhJob            *job,
                       GError          **error);

/**
 * gh_run:
 * @store: an organisation
 * @request: what to run
 * @job: (nullable): progress and cancelling
 * @error: (out): why nothing was changed
 *
 * Runs the operation in one transaction, all or nothing, with its log entry and a journal row for each record (O4).
 * Blocks: call it from a worker.
 *
 * Returns: (transfer full) (nullable): the result, with the secrets that are shown once
 */
GhResult *gh_run (GhStore          *store,
                  const GhRequest  *request,
                  GhJob            *job,
                  GError          **error);

/** Calls gh_rehearse() on a thread. */
void gh_rehearse_async (GhStore             *store,
                        const GhRequest     *request,
                        GhJob               *job,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data);

/** Calls gh_run() on a thread. */
void gh_run_async (GhStore             *store,
                   const GhRequest     *request,
                   GhJob               *job,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data);

/** Ends gh_run_async() and gh_rehearse_async(). */
GhResult *gh_run_finish (GhStore       *store,
                         GAsyncResult  *result,
                         GError       **error);

/* --- for operations --- */

/** How many targets are read or written at once: enough to be cheap, few enough to cancel between. */
#define GH_RUN_CHUNK 5000

/** How many salts are drawn at once. */
#define GH_RUN_SALTS 64

/**
 * GhRun:
 *
 * An operation under way: the request, the plan, what was written. Created by gh_rehearse() and gh_run() for the
 * duration of the call.
 */
struct _GhRun {
  /* given */
  const GhOperation *operation;
  const GhActor     *actor;
  const GhTarget    *target;        /* nullable */
  JsonObject        *parameters;
  GHashTable        *secrets;       /* nullable; utf8 to GhSecret */
  GhSettings         settings;      /* as they stand in this transaction */
  GhStore           *store;
  GhConnection      *connection;    /* a reader while rehearsing */
  gboolean           is_rehearsal;  /* nothing follows the plan, so it need not be confirmed yet */
  GhJob             *job;           /* nullable */
  GCancellable      *cancellable;   /* nullable */
  gint64             now;           /* unix seconds */
  gint64             now_us;

  /* the plan */
  GArray            *targets;       /* gint64, ascending */
  GArray            *changes;       /* gint64, ascending: those that would change */
  GhResult          *result;
  gboolean           is_refused;
  gboolean           needs_passcode; /* asks for it again (A6) */

  /* while applying */
  gint64             entry;         /* number of the log entry, and of the journal rows' op */
  GhSigning          signing;       /* whether the entry will be signed */
  gint64             new_key;       /* number of the log key that it makes, which signs it; 0: none */
  GhSecret          *new_master;    /* its master key */
  gint64             undoes;        /* entry that this one undoes, or 0 */
  gint64             journal_rows;
  gboolean           has_erased;    /* deleted something that must leave no trace in the files */
  GhInserter        *journal;       /* rows waiting to be written */
  guint8             salts[GH_RUN_SALTS][GH_ROW_SALT_BYTES]; /* for journal rows to come */
  guint              n_salts;       /* how many of them are left */
  const char        *object_kind;   /* kind of the log entry's object; static; its key and name are in the result */
  JsonObject        *facts;         /* more for the payload: names as they were */

  /* the operation's own */
  gpointer           prepared;      /* nullable: what its @prepare has made */
  GDestroyNotify     prepared_free;
  gpointer           data;
  GDestroyNotify     data_free;
};

/** Plans that target @id changes. */
void gh_run_change (GhRun  *self,
                    gint64  id);

/** Plans that @id, of the kind @record_kind, stays as it is. */
void gh_run_skip (GhRun      *self,
                  const char *record_kind,
                  gint64      id,
                  GhRefusal   refusal);

/**
 * gh_run_refuse:
 * @self: a run being planned
 * @refusal: why nothing at all is done
 * @detail: (nullable): what it is about
 */
void gh_run_refuse (GhRun      *self,
                    GhRefusal   refusal,
                    const char *detail);

/**
 * gh_run_need_passcode:
 * @self: a run being planned
 *
 * Asks the actor's passcode again (A6): without it, or with one that is too old, the run is refused, and the rehearsal
 * says that it would be.
 */
void gh_run_need_passcode (GhRun *self);

/**
 * gh_run_also:
 * @self: a run being planned
 * @code: the word that other programs see, static
 * @count: how many; 0 is not reported
 * @one: "%s phone goes too", marked for translation
 * @many: the same for more than one
 */
void gh_run_also (GhRun      *self,
                  const char *code,
                  gint64      count,
                  const char *one,
                  const char *many);

/**
 * gh_run_also_of:
 * @self: a run being planned
 * @code: the word that other programs see, static
 * @count: how many; 0 is not reported
 * @names: (element-type utf8): the first %GH_SKIP_NAMES of them, from gh_result_dup_name()
 * @one: as for gh_run_also()
 * @many: likewise
 *
 * The same, where people must know who is affected (C4).
 */
void gh_run_also_of (GhRun      *self,
                     const char *code,
                     gint64      count,
                     GPtrArray  *names,
                     const char *one,
                     const char *many);

/**
 * gh_run_note:
 * @self: a run being planned
 * @code: the word that other programs see, static
 * @count: how many it applies to
 * @what: (transfer full): a whole sentence
 */
void gh_run_note (GhRun      *self,
                  const char *code,
                  gint64      count,
                  char       *what);

/**
 * gh_run_about:
 * @self: a run
 * @kind: record kind of its one object, static
 * @key: the object's key
 * @label: its current name
 *
 * Sets the object in the log and the result.
 */
void gh_run_about (GhRun      *self,
                   const char *kind,
                   const char *key,
                   const char *label);

/** Returns: (transfer none) (nullable): the text of a parameter, %NULL if it was not given */
const char *gh_run_get_text (GhRun      *self,
                             const char *name);

/** Returns: (transfer none) (nullable): a parameter that is a secret, %NULL if it was not given */
GhSecret *gh_run_get_secret (GhRun      *self,
                             const char *name);

/** How many secrets one run may show: each takes memory that is locked and guarded (K5). */
#define GH_RUN_MAX_SECRETS 1000

/** Refuses a run in its plan that would show more. */
void gh_run_limit_secrets (GhRun  *self,
                           gint64  n_secrets);

/** Puts @secret into the result, where the caller alone finds it, to show it once (K8). */
void gh_run_show_secret (GhRun      *self,
                         const char *name,
                         GhSecret   *secret);

gboolean gh_run_get_flag (GhRun *self, const char *name);
gint64   gh_run_get_number (GhRun *self, const char *name, gint64 fallback);

/** Reports progress. Returns: %TRUE to go on; %FALSE with %GH_ERROR_CANCELLED */
gboolean gh_run_progress (GhRun    *self,
                          guint64   done,
                          guint64   total,
                          GError  **error);

/**
 * GhRunChunkFunc:
 *
 * Works on the ids in the temporary table `chunk`.
 */
typedef gboolean (*GhRunChunkFunc) (GhRun    *self,
                                    gpointer  data,
                                    GError  **error);

/**
 * gh_run_in_chunks:
 * @self: a run
 * @ids: (element-type gint64): ids, ascending
 * @func: called for each chunk
 * @data: for @func
 * @error: (out): where to put the error
 *
 * Fills the temporary table `chunk` (id) with %GH_RUN_CHUNK ids at a time and calls @func, with progress
 * and a chance to cancel in between.
 *
 * Returns: %TRUE if all chunks were worked on
 */
gboolean gh_run_in_chunks (GhRun           *self,
                           GArray          *ids,
                           GhRunChunkFunc   func,
                           gpointer         data,
                           GError         **error);

/** Empties the temporary table `chunk`, for callers that fill it without gh_run_in_chunks(). */
gboolean gh_run_clear_chunk (GhRun   *self,
                             GError **error);

/**
 * gh_run_statement:
 * @self: a run
 * @name: a statement whose ?1 is the entry's number, and ?2 the time now in seconds where it has one
 * @error: (out): where to put the error
 *
 * Returns: (transfer none) (nullable): the statement, with these two bound if it has them
 */
GhStatement *gh_run_statement (GhRun       *self,
                               const char  *name,
                               GError     **error);

/**
 * gh_run_sign_with:
 * @self: a run that has written the row of a new master key
 * @number: its number
 * @master: the key
 *
 * Signs the run's entry with the key that it makes (L6), so that whoever has only this key can check the head. The key
 * need not be open, as the operation may still fail.
 */
void gh_run_sign_with (GhRun    *self,
                       gint64    number,
                       GhSecret *master);

/** Runs the statement that gh_run_statement() returns. */
gboolean gh_run_write (GhRun       *self,
                       const char  *name,
                       GError     **error);

G_END_DECLS
