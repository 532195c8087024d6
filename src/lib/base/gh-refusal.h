/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

G_BEGIN_DECLS

/**
 * GhRefusal:
 *
 * Why something is refused: one value per reason, decided only by the rules. The table in gh-refusal.c says what each
 * means. %GH_REFUSAL_NONE, which is zero, means "go ahead".
 */
typedef enum {
  GH_REFUSAL_NONE,
  /* who asks (A4) */
  GH_REFUSAL_ROLE,
  GH_REFUSAL_STATUS_NOT_YOURS,
  GH_REFUSAL_ONLY_UNLOCK,
  GH_REFUSAL_TOO_MANY_ROWS,
  GH_REFUSAL_PASSCODE_AGAIN,
  /* the target */
  GH_REFUSAL_NO_TARGETS,
  GH_REFUSAL_EMPTY_QUERY,
  GH_REFUSAL_ALREADY_SO,
  GH_REFUSAL_NOTHING_GIVEN,
  GH_REFUSAL_IN_TRASH,
  GH_REFUSAL_NOT_IN_TRASH,
  GH_REFUSAL_CHANGED_SINCE,
  GH_REFUSAL_NOT_NEW,
  /* directories (S2, S6, S7, T2, D3) */
  GH_REFUSAL_MANAGED_BY_DIRECTORY,
  GH_REFUSAL_NOT_MANAGED,
  GH_REFUSAL_DISABLED_BY_DIRECTORY,
  GH_REFUSAL_FIELD_OF_DIRECTORY,
  GH_REFUSAL_ONLY_SYNC_RESTORES,
  GH_REFUSAL_GROUP_OF_DIRECTORY,
  /* names and texts (U7, U9, R9, R12) */
  GH_REFUSAL_NAME_TAKEN,
  GH_REFUSAL_NAME_TAKEN_IN_TRASH,
  GH_REFUSAL_NAME_EMPTY,
  GH_REFUSAL_NAME_CHARACTERS,
  GH_REFUSAL_NAME_BLANKS,
  GH_REFUSAL_TOO_LONG,
  GH_REFUSAL_ALIAS_IS_USERNAME,
  GH_REFUSAL_TOO_MANY_ALIASES,
  GH_REFUSAL_NO_SUCH_ALIAS,
  GH_REFUSAL_EMAIL,
  GH_REFUSAL_EMAIL_CHARACTERS,
  GH_REFUSAL_EMAIL_DOMAIN,
  GH_REFUSAL_EMAIL_DOTS,
  GH_REFUSAL_EMAIL_HYPHEN,
  GH_REFUSAL_EMAIL_INVISIBLE,
  GH_REFUSAL_EMAIL_MORE,
  GH_REFUSAL_EMAIL_NO_DOT,
  GH_REFUSAL_NOT_UTF8,
  GH_REFUSAL_NO_IDENTITY_PROOFING,
  GH_REFUSAL_ONE_AT_A_TIME,
  /* status, date and time (S1, S9) */
  GH_REFUSAL_UNKNOWN_STATUS,
  GH_REFUSAL_UNTIL_WITHOUT_BYPASS,
  GH_REFUSAL_DATE,
  GH_REFUSAL_NO_SUCH_DATE,
  GH_REFUSAL_DATE_RANGE,
  GH_REFUSAL_DATE_PASSED,
  GH_REFUSAL_TIME_ZONE,
  /* settings (I1) */
  GH_REFUSAL_UNKNOWN_SETTING,
  GH_REFUSAL_SETTING_RANGE,
  GH_REFUSAL_REGION,
  /* groups (G1) */
  GH_REFUSAL_UNKNOWN_GROUP,
  GH_REFUSAL_GROUP_NAME_TAKEN,
  GH_REFUSAL_ALREADY_MEMBER,
  GH_REFUSAL_NOT_MEMBER,
  GH_REFUSAL_TOO_MANY_GROUPS,
  /* phones, tokens (R5, R7, R10) */
  GH_REFUSAL_PHONE_NUMBER,
  GH_REFUSAL_PHONE_COUNTRY,
  GH_REFUSAL_PHONE_IMPOSSIBLE,
  GH_REFUSAL_PHONE_LETTERS,
  GH_REFUSAL_PHONE_LOST_PLUS,
  GH_REFUSAL_PHONE_NO_REGION,
  GH_REFUSAL_PHONE_SHORT,
  GH_REFUSAL_PHONE_SPREADSHEET,
  GH_REFUSAL_PHONE_TRUNK,
  GH_REFUSAL_PHONE_UNLIKELY, /* refuses nothing: a remark */
  GH_REFUSAL_NUMBER_TAKEN,
  GH_REFUSAL_PLATFORM,
  GH_REFUSAL_TOKEN_TYPE,
  GH_REFUSAL_TOKEN_SERIAL,
  GH_REFUSAL_TOO_MANY_PHONES,
  GH_REFUSAL_TOO_MANY_TOKENS,
  /* bypass codes (B) */
  GH_REFUSAL_NO_BYPASS_CODES,
  GH_REFUSAL_STANDARD_CODES_ONLY,
  GH_REFUSAL_CODE_OF_OTHERS,
  GH_REFUSAL_CODE_DIGITS,
  GH_REFUSAL_CODE_SHORT,
  GH_REFUSAL_CODE_GUESSABLE,
  GH_REFUSAL_CODE_HAD_BEFORE,
  GH_REFUSAL_ONE_OWN_CODE,
  GH_REFUSAL_CODE_COUNT,
  GH_REFUSAL_CODE_MINUTES,
  GH_REFUSAL_CODE_USES,
  GH_REFUSAL_TOO_MANY_CODES,
  GH_REFUSAL_CODE_NOT_KEPT,
  /* permanent deletion and the timed jobs (T4, T5) */
  GH_REFUSAL_TOO_MANY_AT_ONCE,
  GH_REFUSAL_COUNT_NOT_CONFIRMED,
  GH_REFUSAL_NOT_DUE,
  GH_REFUSAL_CLOCK_AHEAD,
  /* keys (K) */
  GH_REFUSAL_KEY_EXISTS,
  GH_REFUSAL_NO_KEY,
  GH_REFUSAL_KEY_NOT_OPEN,
  GH_REFUSAL_RECOVERY_EXCHANGED,
  /* undo (O5, J3) */
  GH_REFUSAL_NO_SUCH_ENTRY,
  GH_REFUSAL_REMOVED_BY_RETENTION,
  GH_REFUSAL_CANNOT_BE_UNDONE,
  GH_REFUSAL_UNDONE_ALREADY,
  GH_REFUSAL_NOTHING_TO_UNDO,
  GH_REFUSAL_EDITED_SINCE,
  GH_REFUSAL_OWNER_GONE,
  GH_REFUSAL_UNLOCKING_STAYS,
  GH_REFUSAL_JOURNAL_UNREADABLE,
  /* the log (L6, L7, L9) */
  GH_REFUSAL_HEAD_UNKNOWN,
  GH_REFUSAL_RETENTION_DAYS,
  /* files (R7, R11, X) */
  GH_REFUSAL_REPEATED_IN_FILE,
  GH_REFUSAL_ROW_SHAPE,
  GH_REFUSAL_UNKNOWN_COLUMN,
  GH_REFUSAL_REPEATED_COLUMN,
  GH_REFUSAL_NO_USERNAME_COLUMN,
  GH_REFUSAL_CELL_WITHOUT_HEADER,
  GH_REFUSAL_CELL_NOT_UTF8,
  GH_REFUSAL_CELL_NUL,
  GH_REFUSAL_CELL_STRAY_QUOTES,
  GH_REFUSAL_CELL_BEHIND_QUOTES,
  GH_REFUSAL_ROW_TOO_LONG,

  GH_N_REFUSALS
} GhRefusal;

/** Returns: the word that other programs see, such as "managed-by-directory"; never translated */
const char *gh_refusal_get_code (GhRefusal refusal);

/** Returns the refusal with that code; %GH_REFUSAL_NONE if there is none. */
GhRefusal gh_refusal_find (const char *code);

/** Returns: the reason in a few words, translated, for an insensitive control (O6) */
const char *gh_refusal_get_tooltip (GhRefusal refusal);

/** Returns: the reason as a full sentence, translated */
const char *gh_refusal_get_sentence (GhRefusal refusal);

/** Returns: the status that an API answers with */
unsigned gh_refusal_get_http_status (GhRefusal refusal);

/**
 * gh_refusal_set_error:
 * @refusal: a refusal
 * @error: (out) (optional): set to %GH_ERROR_REFUSED with the sentence
 * @detail: (nullable): what it is about, such as who holds a name; added after the sentence
 *
 * Returns: %FALSE, so that a rule can return it
 */
gboolean gh_refusal_set_error (GhRefusal    refusal,
                               GError     **error,
                               const char  *detail);

G_END_DECLS
