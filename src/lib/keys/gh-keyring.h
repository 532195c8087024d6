/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/gh-secret.h"

G_BEGIN_DECLS

/**
 * GhKeyringState:
 * @GH_KEYRING_FOUND: the right key is there
 * @GH_KEYRING_NO_SERVICE: this session has no Secret Service, or it does not answer
 * @GH_KEYRING_LOCKED: nothing that is unlocked is the right key, and something is locked
 * @GH_KEYRING_ABSENT: it has no key of that number
 * @GH_KEYRING_WRONG_KEY: all keys of that number that it has are other ones
 *
 * What a person's keyring says of a master key (K2).
 */
typedef enum {
  GH_KEYRING_FOUND,
  GH_KEYRING_NO_SERVICE,
  GH_KEYRING_LOCKED,
  GH_KEYRING_ABSENT,
  GH_KEYRING_WRONG_KEY,
} GhKeyringState;

/**
 * GhKeyringCheck:
 * @key: a key that was found, of 32 bytes
 * @data: what was given
 *
 * Called on the context that asked, so it must not block.
 *
 * Returns: whether it is the right one
 */
typedef gboolean (*GhKeyringCheck) (GhSecret *key,
                                    gpointer  data);

/**
 * GhKeyringLate:
 * @state: %GH_KEYRING_NO_SERVICE or %GH_KEYRING_LOCKED
 * @data: what was given
 *
 * Called when the Secret Service has not answered for five seconds, which goes on being waited for.
 */
typedef void (*GhKeyringLate) (GhKeyringState state,
                               gpointer       data);

/**
 * GhKeyringWish:
 * @GH_KEYRING_FIND: find the key
 * @GH_KEYRING_STORE: put a key in, unless it is there. Never replaces: next to another key of that number there are two
 * @GH_KEYRING_REMOVE: take the keys out that are of that number and the right ones
 */
typedef enum {
  GH_KEYRING_FIND,
  GH_KEYRING_STORE,
  GH_KEYRING_REMOVE,
} GhKeyringWish;

/**
 * GhKeyringRequest:
 * @wish: what to do
 * @organisation: the organisation's key, the 20 characters
 * @number: the master key's number
 * @unlock: whether the person may be asked to unlock what is locked, or to make a first keyring to store in. That
 *   question is the desktop's, and waits for its answer for as long as it takes
 * @check: (nullable): tells the right key; %NULL only for @GH_KEYRING_STORE, which looks for @key
 * @late: (nullable): told when the answer is late
 * @data: for both; must live until the answer
 * @key: (nullable): what to store
 * @label: (nullable): what to call it in the keyring; the person sees that
 *
 * What to ask of the keyring.
 */
typedef struct {
  GhKeyringWish   wish;
  const char     *organisation;
  gint64          number;
  gboolean        unlock;
  GhKeyringCheck  check;
  GhKeyringLate   late;
  gpointer        data;
  GhSecret       *key;
  const char     *label;
} GhKeyringRequest;

/**
 * GhKeyringAnswer:
 * @state: what the keyring says; after storing, @GH_KEYRING_FOUND where it has the key now; after removing,
 *   @GH_KEYRING_ABSENT
 * @key: (nullable): the right key, where @state is %GH_KEYRING_FOUND
 * @places: (element-type utf8): what the keyring calls each place where the right key is, with when it was put there;
 *   more than one is worth a word
 * @reason: (nullable): the system's own words, where it failed
 */
typedef struct {
  GhKeyringState  state;
  GhSecret       *key;
  GPtrArray      *places;
  char           *reason;
} GhKeyringAnswer;

void gh_keyring_answer_free (GhKeyringAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhKeyringAnswer, gh_keyring_answer_free)

/** Returns: (transfer none): a sentence about @state, for a person */
const char *gh_keyring_state_get_sentence (GhKeyringState state);

/** Returns: (transfer full) (nullable): a sentence that names all places where the key is, if it is in several */
char *gh_keyring_answer_dup_places (const GhKeyringAnswer *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_keyring_ask_async:
 * @request: what to ask; copied, but for its data
 * @cancellable: (nullable): to stop waiting, at once
 * @callback: called when done; its source is %NULL
 * @data: for @callback
 *
 * Asks the Secret Service on the caller's thread-default context, and never blocks it. There is no limit to the
 * waiting but @cancellable: a late answer is an answer.
 */
void gh_keyring_ask_async (const GhKeyringRequest *request,
                           GCancellable           *cancellable,
                           GAsyncReadyCallback     callback,
                           gpointer                data);

/**
 * gh_keyring_ask_finish:
 *
 * Returns: (transfer full) (nullable): the answer; %NULL only with %GH_ERROR_CANCELLED
 */
GhKeyringAnswer *gh_keyring_ask_finish (GAsyncResult  *result,
                                        GError       **error);

/** The same, blocking, on a context of its own: for a program without a main loop, or a worker. */
GhKeyringAnswer *gh_keyring_ask (const GhKeyringRequest  *request,
                                 GCancellable            *cancellable,
                                 GError                 **error);

G_END_DECLS
