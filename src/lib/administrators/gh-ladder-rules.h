/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A8: who fails again and again waits longer and longer, and is locked out at last. */

/** From this failure on there is a delay. */
#define GH_LADDER_FREE 4

/** The first delay, which doubles with each failure, and the longest, in seconds. */
#define GH_LADDER_FIRST_DELAY   5
#define GH_LADDER_LONGEST_DELAY (15 * 60)

/** How long a lock-out lasts, in seconds. */
#define GH_LADDER_LOCKOUT 3600

/**
 * GhLadderKind:
 * @GH_LADDER_PASSWORD: passwords, and the set-up codes that stand in for them
 * @GH_LADDER_PASSCODE: passcodes and recovery codes
 *
 * Which failures count together.
 */
typedef enum {
  GH_LADDER_PASSWORD,
  GH_LADDER_PASSCODE,

  GH_N_LADDERS
} GhLadderKind;

/**
 * GhPrompt:
 *
 * Everything that asks an administrator for a secret.
 */
typedef enum {
  GH_PROMPT_PASSWORD,         /* signing in */
  GH_PROMPT_SET_UP_CODE,      /* likewise, the first time or after a reset */
  GH_PROMPT_PASSCODE,         /* likewise, a passcode or recovery code */
  GH_PROMPT_UNLOCK_PASSWORD,  /* the window is locked (A3) */
  GH_PROMPT_UNLOCK_PASSCODE,
  GH_PROMPT_PASSWORD_NOW,     /* before the password or the second factor is changed */
  GH_PROMPT_PASSCODE_AGAIN,   /* before what A6 lists */

  GH_N_PROMPTS
} GhPrompt;

/**
 * GhPromptRow:
 * @word: its name in the authentication log
 * @ladder: with which others its failures count
 *
 * A prompt as the table has it.
 */
typedef struct {
  const char   *word;
  GhLadderKind  ladder;
} GhPromptRow;

/** The one table of prompts that take a secret (A8). */
const GhPromptRow *gh_prompt_get (GhPrompt prompt);

/**
 * GhLadder:
 * @failures: in a row, the one that is judged now included
 * @next: unix seconds, before which nothing is judged
 *
 * Where somebody is on a ladder.
 */
typedef struct {
  gint64 failures;
  gint64 next;
} GhLadder;

/** Returns: seconds until something is judged again; 0: now */
gint64 gh_ladder_get_wait (const GhLadder *self,
                           gint64          now);

/** Shortens a wait that is longer than its failures bring: the clock was ahead when it was written. Returns: whether it was */
gboolean gh_ladder_shorten (GhLadder *self,
                            gint64    now);

/** Counts an attempt, as though it had failed: it is counted before it is judged. */
void gh_ladder_count (GhLadder *self,
                      gint64    now);

/**
 * gh_ladder_locks_out:
 * @self: where somebody is, the failure counted
 * @threshold: the setting lockout_threshold
 * @is_last_owner: whether nobody else could end the lock-out
 *
 * Returns: whether this failure locks out
 */
gboolean gh_ladder_locks_out (const GhLadder *self,
                              gint64          threshold,
                              gboolean        is_last_owner);

G_END_DECLS
