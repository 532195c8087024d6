/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "base/gh-plural.h"
#include "base/gh-refusal.h"
#include "operations/gh-role-table.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

typedef struct _GhOperation GhOperation;
typedef struct _GhRun       GhRun;
typedef struct _GhTarget    GhTarget;

/**
 * GhParameterKind:
 * @GH_PARAMETER_TEXT: one text
 * @GH_PARAMETER_TEXTS: any number of texts
 * @GH_PARAMETER_STATUS: active, bypass or disabled
 * @GH_PARAMETER_DATE: a last day or a moment (S9)
 * @GH_PARAMETER_GROUP: a group by name
 * @GH_PARAMETER_FLAG: yes or no
 * @GH_PARAMETER_NUMBER: a whole number
 * @GH_PARAMETER_FILE: the path of a file
 * @GH_PARAMETER_ROWS: an array of JSON objects, passed only by the program itself; the log keeps their number
 * @GH_PARAMETER_SECRET: bytes or a text that nobody else may see (K8): it is no member of the JSON, but travels beside
 *   it by its name in a set of #GhSecret; the log keeps only that it was given
 *
 * The kind decides the editor in a dialog, the form of the option, and the type in JSON.
 */
typedef enum {
  GH_PARAMETER_TEXT,
  GH_PARAMETER_TEXTS,
  GH_PARAMETER_STATUS,
  GH_PARAMETER_DATE,
  GH_PARAMETER_GROUP,
  GH_PARAMETER_FLAG,
  GH_PARAMETER_NUMBER,
  GH_PARAMETER_FILE,
  GH_PARAMETER_ROWS,
  GH_PARAMETER_SECRET,
} GhParameterKind;

/**
 * GhParameter:
 * @name: the key in JSON and, after two hyphens, the option of the command line
 * @kind: what it holds
 * @is_required: whether the operation needs it
 * @label: its name in dialogs and the command line's help; marked for translation
 * @is_public: named like a secret, yet none, such as a record's key of 20 characters (K8)
 *
 * One input of an operation, besides its targets.
 */
typedef struct {
  const char      *name;
  GhParameterKind  kind;
  gboolean         is_required;
  const char      *label;
  gboolean         is_public;
} GhParameter;

/**
 * GhTargetKind:
 * @record_kind: the kind of record it yields
 * @noun: singular and plural, `%s` is the number; %NULL: the record kind's own
 * @list_query: (nullable): appends the row ids that match a query, ascending; %NULL: no queries
 *
 * What an operation works on. Each domain folder defines its own.
 */
typedef struct {
  const char *record_kind;
  const char *noun[2];
  gboolean  (*list_query) (GhRun       *run,
                           const char  *query,
                           GArray      *ids,
                           GError     **error);
} GhTargetKind;

/**
 * GhOperation:
 * @name: noun and verb, such as "user.set-status"; never changed once released
 * @label: the menu entry, in Header Capitals
 * @done: the result in a sentence, for one and for more; `%s` is the number
 * @no_undo_reason: (nullable): why it cannot be undone, as a sentence; %NULL: it can (O5)
 * @target: (nullable): what it works on; %NULL: nothing that exists yet
 * @has_no_menu: not offered to people: only the program itself runs it
 * @may_do_nothing: changing nothing is not a refusal, as with an import (C1)
 * @parameters: its inputs; the last has no name
 * @check: (nullable): why it may not be used on a record now, whatever its parameters; takes the facts of the record's
 *   kind, such as #GhUserFacts or #GhGroupFacts. Pure: menus call it as well as @plan. %NULL: it may be used on any
 * @prepare: (nullable): what takes long and needs no database, such as hashing a password, before the transaction begins;
 *   leaves it in @prepared of the run. A rehearsal does without
 * @plan: decides for each target whether it would change, without writing. Reports it with gh_run_change(),
 *   gh_run_skip(), gh_run_refuse() and gh_run_also(). A rehearsal runs only this (O3)
 * @apply: does what @plan decided, in the same transaction, with a journal row for each record
 * @follow: (nullable): what goes right in the events file after the commit. The timed jobs do the same, for a program
 *   that died in between and for gh_run_async()
 *
 * One way to change the directory (O1). Each is a constant in a file of its own and a line in
 * gh-operation-list.h; menus, dialogs, the command line and the log are built from these fields.
 */
struct _GhOperation {
  const char         *name;
  const char         *label;
  const char         *done[2];
  const char         *no_undo_reason;
  const GhTargetKind *target;
  gboolean            has_no_menu;
  gboolean            may_do_nothing;
  const GhParameter  *parameters;
  GhRefusal         (*check) (gconstpointer   facts,
                              gint64          now);
  gboolean          (*prepare) (GhRun        *run,
                                GError      **error);
  gboolean          (*plan)  (GhRun          *run,
                              GError        **error);
  gboolean          (*apply) (GhRun          *run,
                              GError        **error);
  gboolean          (*follow) (GhStore       *store,
                               GError       **error);
};

/** Returns: (array length=n_operations): the register, in the order of the menus */
const GhOperation *const *gh_operation_get_all (gsize *n_operations);

/**
 * gh_operation_add:
 * @operation: (transfer none): one that lives as long as the program
 * @may: a `y` or a `-` for each #GhRole, in that order
 *
 * For tests: adds an operation after the others, before anything reads the register.
 */
void gh_operation_add (const GhOperation *operation,
                       const char        *may);

/** Returns: (nullable): the operation with a name such as "user.trash"; %NULL for %NULL, which a damaged log may hold */
const GhOperation *gh_operation_find (const char *name);

/** Returns: (nullable): the parameter called @name */
const GhParameter *gh_operation_find_parameter (const GhOperation *self,
                                                const char        *name);

/**
 * gh_operation_check:
 * @self: an operation
 * @role: the caller's role
 * @facts: (nullable): the facts of one record, for @self's check; %NULL: several records, or none yet
 * @now: unix seconds
 *
 * Checks what is known before anything is chosen; the plan may still refuse the choice.
 *
 * Returns: %GH_REFUSAL_NONE, or why @self may not be used now
 */
GhRefusal gh_operation_check (const GhOperation *self,
                              GhRole             role,
                              gconstpointer      facts,
                              gint64             now);

/**
 * gh_operation_check_parameters:
 * @self: an operation
 * @parameters: the parameters given
 * @error: (out): %GH_ERROR_QUERY naming the parameter that is missing, unknown or of the wrong type
 *
 * Returns: %TRUE if the form is right; the plan checks the values
 */
gboolean gh_operation_check_parameters (const GhOperation  *self,
                                        JsonObject         *parameters,
                                        GError            **error);

/**
 * gh_operation_check_secrets:
 * @self: an operation
 * @secrets: (nullable) (element-type utf8 GhSecret): the secrets given, by their parameter's name
 * @must_be_complete: whether those that are required must be there, as when it is run
 * @error: (out): %GH_ERROR_QUERY naming the one that is missing or unknown
 *
 * The same for what is no member of the JSON.
 *
 * Returns: %TRUE if they can be used
 */
gboolean gh_operation_check_secrets (const GhOperation  *self,
                                     GHashTable         *secrets,
                                     gboolean            must_be_complete,
                                     GError            **error);

/**
 * gh_parameter_is_named_like_secret:
 * @self: a parameter
 *
 * Returns: whether one of the words of its name is code, password, secret, seed, key, pin or their plural: then it is a
 *   secret, or is marked as public (K8)
 */
gboolean gh_parameter_is_named_like_secret (const GhParameter *self);

G_END_DECLS
