/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "base/gh-refusal.h"
#include "operations/gh-role-table.h"

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
 * @GH_PARAMETER_ROWS: an array of JSON objects, as only the program itself gives them; the log keeps their number
 *
 * From the kind follow the editor in a dialog, the form of the option, and the type in JSON.
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
} GhParameterKind;

/**
 * GhParameter:
 * @name: the key in JSON and, after two hyphens, the option of the command line
 * @kind: what it holds
 * @is_required: whether the operation needs it
 * @label: as a dialog and the command line's help name it; marked for translation
 *
 * One input of an operation beside its targets.
 */
typedef struct {
  const char      *name;
  GhParameterKind  kind;
  gboolean         is_required;
  const char      *label;
} GhParameter;

/**
 * GhTargetKind:
 * @record_kind: the kind of the records that it yields
 * @noun: for one and for more, `%s` is the number; %NULL: as the kind has it
 * @list_query: (nullable): appends the row ids that match a query, ascending; %NULL: there are no queries
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
 * @target: (nullable): what it works on; %NULL: nothing that is there already
 * @has_no_menu: not offered to people: only the program itself runs it
 * @may_do_nothing: that nothing would change is no refusal, as with an import (C1)
 * @parameters: its inputs; the last has no name
 * @check: (nullable): why it may not be used on a record now, whatever is chosen in it; by the facts of its kind, such
 *   as #GhUserFacts or #GhGroupFacts. Pure: menus ask it as well as @plan. %NULL: it may be used on any
 * @plan: decides for each target whether it would change, reading only. Says so with gh_run_change(),
 *   gh_run_skip(), gh_run_refuse() and gh_run_also(). Also what a rehearsal is (O3)
 * @apply: does what @plan decided, in the same transaction, with a journal row for each record
 *
 * One way to change the directory (O1). Each is a constant in a file of its own and a line in
 * gh-operation-list.h; menus, dialogs, the command line and the log are made from these fields.
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
  gboolean          (*plan)  (GhRun          *run,
                              GError        **error);
  gboolean          (*apply) (GhRun          *run,
                              GError        **error);
};

/** Marks the two forms of a sentence for translation; they are chosen with g_dngettext(). */
#define GH_PLURAL(one, many) { one, many }

/**
 * gh_operation_get_all:
 * @n_operations: (out): how many there are
 *
 * Returns: (array length=n_operations): the register, in the order of the menus
 */
const GhOperation *const *gh_operation_get_all (gsize *n_operations);

/**
 * gh_operation_add:
 * @operation: (transfer none): one that lives as long as the program
 * @may: a `y` or a `-` for each #GhRole, in that order
 *
 * For tests: adds one operation behind the others, before anything asks for the register.
 */
void gh_operation_add (const GhOperation *operation,
                       const char        *may);

/**
 * gh_operation_find:
 * @name: a name such as "user.trash"
 *
 * Returns: (nullable): the operation
 */
const GhOperation *gh_operation_find (const char *name);

/**
 * gh_operation_find_parameter:
 * @self: an operation
 * @name: a parameter's name
 *
 * Returns: (nullable): the parameter
 */
const GhParameter *gh_operation_find_parameter (const GhOperation *self,
                                                const char        *name);

/**
 * gh_operation_check:
 * @self: an operation
 * @role: who asks
 * @facts: (nullable): one record, as @self's check knows it; %NULL: several, or none yet
 * @now: unix seconds
 *
 * What can be said before anything is chosen; the plan may still refuse what is chosen then.
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
 * @parameters: what was given
 * @error: (out): %GH_ERROR_QUERY naming the parameter that is missing, unknown or of the wrong type
 *
 * Returns: %TRUE if the form is right; whether the values are is for the plan to say
 */
gboolean gh_operation_check_parameters (const GhOperation  *self,
                                        JsonObject         *parameters,
                                        GError            **error);

G_END_DECLS
