/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/gh-csv.h"
#include "users/gh-user-rules.h"
#include "users/gh-user-status.h"

G_BEGIN_DECLS

/** GhRowGroup: a group as rows show it; texts are never %NULL. */
typedef struct {
  gint64          id;
  const char     *key;
  const char     *name;
  const char     *description;
  GhStoredStatus  status;
} GhRowGroup;

/** GhRowPhone: a phone as rows show it; texts are never %NULL. */
typedef struct {
  gint64      id;
  const char *key;
  const char *number;      /* "" for a tablet */
  const char *extension;
  const char *name;
  const char *type;
  const char *platform;
  gboolean    is_activated;
} GhRowPhone;

/** GhRowToken: a hardware token as rows show it; texts are never %NULL. */
typedef struct {
  const char *key;
  const char *type;
  const char *serial;
} GhRowToken;

/**
 * GhUserRow:
 * @facts: what the status comes from
 * @firstname: "" while users have no first and last names (U7)
 * @lastname: the same
 * @aliases: by slot, %NULL where there is none
 * @directory_key: the directory that manages the user, or %NULL
 * @external_id: the directory's name for the user, or %NULL
 * @lockout_reason: of the last lock-out, or %NULL
 * @created: unix seconds
 * @last_login: unix seconds; 0: never
 * @last_sync: unix seconds; 0: never
 * @sent: when the user got into the Trash, unix seconds; 0: not there
 * @sent_by: who sent the user there, or %NULL
 * @status: the effective status (S5), from @facts and @groups
 * @source: what decided it (S3): user, directory, lockout, trash, or "group" and its name
 * @groups: by name (Q7)
 * @phones: by number
 * @tokens: by serial
 *
 * All that lists and reports show of one user; #GhUserBlock reads it and owns everything in it.
 */
typedef struct {
  GhUserFacts        facts;
  const char        *key;
  const char        *username;
  const char        *realname;
  const char        *firstname;
  const char        *lastname;
  const char        *email;
  const char        *notes;
  const char        *aliases[GH_MAX_ALIASES];
  const char        *directory_key;
  const char        *external_id;
  const char        *lockout_reason;
  gint64             created;
  gint64             last_login;
  gint64             last_sync;
  gint64             sent;
  const char        *sent_by;
  GhEffectiveStatus  status;
  const char        *source;
  const GhRowGroup **groups;
  guint              n_groups;
  GhRowPhone        *phones;
  guint              n_phones;
  GhRowToken        *tokens;
  guint              n_tokens;
} GhUserRow;

/**
 * GhUserWidths:
 * @phones: how many phones with a number the widest row of a file has, at least 1
 * @tokens: the same for tokens
 * @groups: the same for groups
 * @has_identity: whether users have first and last names
 *
 * How many numbered columns a CSV file has, and whether it has those of names (R4).
 */
typedef struct {
  gint64   phones;
  gint64   tokens;
  gint64   groups;
  gboolean has_identity;
} GhUserWidths;

/** Widens @widths to what @self needs. */
void gh_user_row_widen (const GhUserRow *self,
                        GhUserWidths    *widths);

void gh_user_row_append_csv_header (GhReportFile       *file,
                                    GhCsvKind           kind,
                                    const GhUserWidths *widths);

void gh_user_row_append_csv (const GhUserRow    *self,
                             GhReportFile       *file,
                             GhCsvKind           kind,
                             const GhUserWidths *widths);

void gh_user_row_append_json (const GhUserRow *self,
                              GhReportFile    *file);

/** Whether the user has a device. */
gboolean gh_user_row_is_enrolled (const GhUserRow *self);

G_END_DECLS
