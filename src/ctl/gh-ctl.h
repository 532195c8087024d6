/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "administrators/gh-sign-in.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

/* Exit statuses. */
#define GH_EXIT_DONE      0
#define GH_EXIT_REFUSED   1
#define GH_EXIT_USAGE     2
#define GH_EXIT_CANCELLED 130

typedef enum {
  GH_FORMAT_TEXT,
  GH_FORMAT_CSV,
  GH_FORMAT_JSON,
} GhFormat;

typedef struct _GhCtl GhCtl;
typedef struct _GhCommand GhCommand;
typedef struct _GhCtlReportKind GhCtlReportKind;

/**
 * GhCtl:
 *
 * One call of gatehousectl: its arguments, and the organisation it works on.
 */
struct _GhCtl {
  char     *database;    /* --database, or the user's own organisation */
  GhFormat  format;
  gboolean  rehearse;
  char     *skipped;     /* --skipped, or NULL */
  GhClock  *clock;
  GhStore  *store;       /* opened by gh_ctl_open() */
  guint     n_notices;   /* how many of its notices have been printed */
  GhActor  *actor;
  char     *as;          /* --as, or NULL */
  gboolean  as_stdin;    /* --as-stdin */
  GhProof  *proof;       /* of whoever signed in, or NULL */
  GhJob    *job;
  const GhCommand *command; /* NULL: from the register */
};

/**
 * GhCommand:
 * @noun: first word, such as "users"
 * @verb: (nullable): second word; %NULL if the noun alone is the command
 * @usage: the arguments, for the help
 * @help: what it does, marked for translation
 * @run: takes the arguments after the words, %NULL-terminated; returns the exit status
 * @operation: (nullable): the operation that it runs, which then has no other command; without one there is nothing to
 *   rehearse
 * @report: (nullable): what it lists or exports
 *
 * A command not derived from the register of operations.
 */
struct _GhCommand {
  const char *noun;
  const char *verb;
  const char *usage;
  const char *help;
  int       (*run) (GhCtl  *ctl,
                    GStrv   args);
  const char *operation;
  const GhCtlReportKind *report;
};

/** All commands of one file; the last has no noun. */
extern const GhCommand gh_ctl_organisation_commands[];
extern const GhCommand gh_ctl_administrator_commands[];
extern const GhCommand gh_ctl_key_commands[];
extern const GhCommand gh_ctl_job_commands[];
extern const GhCommand gh_ctl_log_commands[];
extern const GhCommand gh_ctl_passcode_commands[];
extern const GhCommand gh_ctl_settings_commands[];
extern const GhCommand gh_ctl_user_list_commands[];
extern const GhCommand gh_ctl_group_commands[];
extern const GhCommand gh_ctl_user_show_commands[];

/** Returns: (nullable): the command, if one of the files lists it; @verb may be %NULL */
const GhCommand *gh_ctl_find_command (const char *noun,
                                      const char *verb);

/** The operation behind the command, or %NULL. */
const GhOperation *gh_ctl_find_operation (const char *noun,
                                          const char *verb);

/** Returns: (transfer full): the options that select what an operation works on, as the help shows them */
char *gh_ctl_dup_target_usage (const GhTargetKind *target) G_GNUC_WARN_UNUSED_RESULT;

/** g_print() or g_printerr(). */
typedef void (*GhCtlPrint) (const char *format,
                            ...);

/**
 * gh_ctl_print_help:
 * @print: the function to print with
 * @noun: (nullable): only commands that begin with it
 * @verb: (nullable): and only the one with this verb
 *
 * Returns: %FALSE, with nothing printed, if there is no such command
 */
gboolean gh_ctl_print_help (GhCtlPrint  print,
                            const char *noun,
                            const char *verb);

/**
 * gh_ctl_parse:
 * @ctl: the call
 * @entries: the command's options; all have the argument G_OPTION_ARG_FILENAME, _FILENAME_ARRAY, _NONE or _INT64
 * @args: the arguments after the command's words; on return those left over
 * @n_left: the required number of words without hyphens; -1 for any
 *
 * Reads @entries and the options of all commands. Reports errors on stderr.
 *
 * Returns: %TRUE if all could be read
 */
gboolean gh_ctl_parse (GhCtl              *ctl,
                       const GOptionEntry *entries,
                       GStrv               args,
                       int                 n_left);

/**
 * gh_ctl_open:
 * @ctl: the call
 *
 * Opens the organisation, prints its notices, and signs in where --as says who. Reports errors on stderr.
 *
 * Returns: %TRUE if it is open
 */
gboolean gh_ctl_open (GhCtl *ctl);

/** The same without signing in, for what does that itself. */
gboolean gh_ctl_open_store (GhCtl *ctl);

/**
 * gh_ctl_sign_in:
 * @ctl: the call, with its organisation open
 * @error: (out): why not
 *
 * Asks for the password and passcode of the administrator that --as names, who acts from then on; without --as it
 * checks that one may act without signing in (Z3).
 *
 * Returns: %TRUE if there is somebody who acts
 */
gboolean gh_ctl_sign_in (GhCtl   *ctl,
                         GError **error);

/** Prints the organisation's notices that have not been printed yet. */
void gh_ctl_print_notices (GhCtl *ctl);

/** Prints @error. Returns: the matching exit status */
int gh_ctl_fail (const GError *error);

/**
 * GhCtlWork:
 *
 * A long task: runs on a thread and watches the call's job.
 */
typedef gboolean (*GhCtlWork) (GhCtl     *ctl,
                               gpointer   data,
                               GError   **error);

/**
 * gh_ctl_wait:
 * @ctl: the call
 * @work: what to do
 * @data: for @work
 * @error: (out): what @work set
 *
 * Waits for @work, with progress on stderr if that is a terminal; Ctrl+C cancels the job.
 *
 * Returns: what @work returned
 */
gboolean gh_ctl_wait (GhCtl      *ctl,
                      GhCtlWork   work,
                      gpointer    data,
                      GError    **error);

/**
 * gh_ctl_run_operation:
 * @ctl: the call; its organisation is opened if it is not yet
 * @operation: what to run, or to rehearse with --rehearse
 * @target: (nullable): what it works on
 * @parameters: its inputs
 * @secrets: (nullable) (element-type utf8 GhSecret): those of them that are secrets
 *
 * Runs with progress on stderr if that is a terminal, until done or Ctrl+C, and prints the result (C1).
 *
 * Returns: the exit status
 */
int gh_ctl_run_operation (GhCtl             *ctl,
                          const GhOperation *operation,
                          const GhTarget    *target,
                          JsonObject        *parameters,
                          GHashTable        *secrets);

/**
 * gh_ctl_run_from_register:
 * @ctl: the call
 * @operation: an operation with a command-line noun and verb
 * @args: the arguments after the words
 *
 * Reads options for the operation's parameters and target, then calls gh_ctl_run_operation().
 *
 * Returns: the exit status
 */
int gh_ctl_run_from_register (GhCtl             *ctl,
                              const GhOperation *operation,
                              GStrv              args);

/** Prints a result as C1 asks, and after it what it shows once (K8). */
void gh_ctl_print_result (GhCtl          *ctl,
                          const GhResult *result);

/**
 * GhCtlBegin:
 *
 * Makes an organisation and opens it. Returns: (transfer full) (nullable): what its first operation did
 */
typedef GhResult *(*GhCtlBegin) (GhCtl     *ctl,
                                 gpointer   data,
                                 GError   **error);

/**
 * gh_ctl_create_key:
 * @ctl: the call, with its organisation open, or to be made by @begin
 * @save: (nullable): a new file for the recovery key, which is printed otherwise
 * @begin: (nullable): called once the file is there; its result is the one printed
 * @data: for @begin
 *
 * Gives the organisation its key.
 *
 * Returns: the exit status
 */
int gh_ctl_create_key (GhCtl      *ctl,
                       const char *save,
                       GhCtlBegin  begin,
                       gpointer    data);

/**
 * gh_ctl_open_keys:
 * @ctl: the call, with its organisation open
 * @error: (out): why the key is not open
 *
 * For commands that need the organisation's key: gh_ctl_use_keyring(), else asks for the recovery key.
 *
 * Returns: %TRUE if it is open
 */
gboolean gh_ctl_open_keys (GhCtl   *ctl,
                           GError **error);

/**
 * gh_ctl_use_keyring:
 * @ctl: the call, with its organisation open
 *
 * For commands that need the organisation's key: takes it from the keyring, which may ask the person to unlock it, and
 * reports on stderr what the keyring says.
 *
 * Returns: %TRUE if the key is open
 */
gboolean gh_ctl_use_keyring (GhCtl *ctl);

/**
 * gh_ctl_try_keyring:
 * @ctl: the call, with the organisation open
 * @is_change: whether a log entry follows, which the key signs (L6)
 *
 * Takes the key from the keyring if that answers, and asks nobody; a keyring that is locked or has another key is
 * reported on stderr.
 */
void gh_ctl_try_keyring (GhCtl    *ctl,
                         gboolean  is_change);

/** Puts a new key into the keyring; where there is none, it says so and goes on. @data is the call. */
gboolean gh_ctl_keep_key (GhStore   *store,
                          gint64     number,
                          GhSecret  *master,
                          gpointer   data,
                          GError   **error);

/**
 * gh_ctl_ask_secret:
 * @label: what is asked for
 * @error: (out): %GH_ERROR_CANCELLED, %GH_ERROR_BAD_FILE
 *
 * Asks for a secret at the terminal, without showing it, or reads the next line of standard input where that is none
 * (K8).
 *
 * Returns: (transfer full) (nullable): what was given, without the line's end; empty if nothing was
 */
GhSecret *gh_ctl_ask_secret (const char  *label,
                             GError     **error);

/**
 * gh_ctl_list_users:
 * @ctl: the call, with its organisation open
 * @query: a query (Q)
 *
 * Prints the matching users, as `users list` does.
 *
 * Returns: the exit status
 */
int gh_ctl_list_users (GhCtl      *ctl,
                       const char *query);

G_END_DECLS
