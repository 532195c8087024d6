/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-operation.h"
#include "operations/gh-result-lines.h"

G_BEGIN_DECLS

/**
 * GhSkip:
 * @refusal: why
 * @detail: (nullable): more, where it is the same for all, such as who holds the name
 * @record_kind: the kind of record in @ids
 * @ids: (element-type gint64): the row ids, ascending; empty where the operation as a whole is refused
 * @keys: (element-type utf8): the keys of the first 100 of them
 * @labels: (element-type utf8): their names; the former name of a record that is gone
 *
 * Targets that stay as they are, for one reason.
 */
typedef struct {
  GhRefusal    refusal;
  char        *detail;
  const char  *record_kind;
  GArray      *ids;
  GPtrArray   *keys;
  GPtrArray   *labels;
} GhSkip;

/** How many keys of each reason a result names (C1). */
#define GH_SKIP_KEYS 100

/** How many names of each reason a result gives (C4). */
#define GH_SKIP_NAMES 10

/** How many row ids of each reason the log keeps. */
#define GH_SKIP_LOGGED 1000

/**
 * GhConsequence:
 * @what: a phrase with the number, already in its plural form
 * @code: the word that other programs see
 * @count: how many
 * @names: (nullable) (element-type utf8): names of the first %GH_SKIP_NAMES affected
 *
 * What else happens besides the requested change: phones that go, codes that end (O3).
 */
typedef struct {
  char       *what;
  const char *code;
  gint64      count;
  GPtrArray  *names;
} GhConsequence;

/**
 * GhResult:
 * @operation: what was rehearsed or run
 * @entry: number of the log entry; 0 when rehearsed, refused, or nothing was to be done
 * @is_rehearsed: a rehearsal, so nothing was written
 * @is_refused: nothing would change, or the operation as a whole is refused
 * @needs_passcode: of a rehearsal: the run will be refused until the actor has given the passcode again (A6)
 * @object_key: (nullable): the key of the record it is about, if there is one
 * @object_label: (nullable): its name
 * @selected: how many targets were named
 * @changed: how many change
 * @n_skipped: how many stay as they are
 * @skips: (element-type GhSkip): the reasons
 * @also: (element-type GhConsequence): what else happens
 * @lines: an import's lines: all when rehearsed, else the first of each sort
 * @secrets: (nullable) (element-type utf8 GhSecret): to show once, such as a recovery key: in no text or JSON of the
 *   result (K8)
 * @notice: (nullable): a sentence about the log to show an Owner: it is no longer signed, and why (L6)
 * @digest: of which targets change and which are skipped, and why; equal digests mean equal plans
 *
 * What an operation would do, or has done (O3, O7).
 */
typedef struct {
  const GhOperation *operation;
  gint64             entry;
  gboolean           is_rehearsed;
  gboolean           is_refused;
  gboolean           needs_passcode;
  char              *object_key;
  char              *object_label;
  gint64             selected;
  gint64             changed;
  gint64             n_skipped;
  GPtrArray         *skips;
  GPtrArray         *also;
  GhResultLines     *lines;
  GHashTable        *secrets;
  char              *notice;
  guint8             digest[32];
} GhResult;

GhResult *gh_result_new (const GhOperation *operation);
void      gh_result_free (GhResult *self);

/** Returns: (transfer full): the object of C1 */
JsonNode *gh_result_to_json (const GhResult *self);

/** Returns: (transfer full): the same in sentences, one per line */
char *gh_result_to_text (const GhResult *self);

/**
 * gh_result_count_differences:
 * @before: a rehearsal
 * @now: a later one of the same
 *
 * Returns: how many records are skipped in only one of the two or for another reason, plus the change in the number
 *   of targets
 */
guint gh_result_count_differences (const GhResult *before,
                                   const GhResult *now);

/**
 * gh_result_dup_name:
 * @name: (nullable): what something is called
 * @detail: (nullable): what to add, such as the group that is gone
 *
 * Returns: (transfer full): "anna (VPN)", valid UTF-8 whatever the file says
 */
char *gh_result_dup_name (const char *name,
                          const char *detail);

/** Returns: (transfer full): the reason as a sentence, with its detail */
char *gh_skip_get_text (const GhSkip *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhResult, gh_result_free)

G_END_DECLS
