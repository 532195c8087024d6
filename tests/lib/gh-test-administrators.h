/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-organisation.h"

#include "administrators/gh-administrator-session.h"

G_BEGIN_DECLS

/* People who sign in to administer. */

#define GH_TEST_PASSWORD "the quick brown fox 7"

/* Who has set up an account: with what. */
typedef struct {
  char     *email;
  char     *password;
  GhSecret *seed;
  GStrv     recovery_codes;
} GhTestAdministrator;

void gh_test_administrator_free (GhTestAdministrator *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTestAdministrator, gh_test_administrator_free)

/* Adds one, whose role is a word. Returns: (transfer full): the set-up code. */
char *gh_test_add_administrator (GhTestOrganisation *org,
                                 const char         *email,
                                 const char         *role);

/* A secret of a text. */
GhSecret *gh_test_secret (const char *text);

/* What becomes of a password; an error fails the test. @proof: (out) (nullable) */
GhSignInAnswer gh_test_try_password (GhTestOrganisation  *org,
                                     const char          *email,
                                     const char          *password,
                                     GhProof            **proof);

/* What becomes of a passcode or recovery code. */
GhSignInAnswer gh_test_try_passcode (GhTestOrganisation *org,
                                     GhProof            *proof,
                                     const char         *typed);

/* Runs an operation of the own account with these secrets, pairs of name and GhSecret, and NULL. The actor of @org is as
 * before afterwards. */
GhResult *gh_test_run_own (GhTestOrganisation      *org,
                           GhAdministratorSession  *session,
                           const char              *operation,
                           GError                 **error,
                           ...) G_GNUC_NULL_TERMINATED;

/* What the app shows, @steps from the clock's time. */
char *gh_test_get_factor_code (GhTestOrganisation *org,
                               GhSecret           *seed,
                               int                 steps);

/* Adds one and sets the account up with GH_TEST_PASSWORD; the step of now is used up by that. */
GhTestAdministrator *gh_test_make_administrator (GhTestOrganisation *org,
                                                 const char         *email,
                                                 const char         *role);

/* Signs in, a step later than now. */
GhAdministratorSession *gh_test_sign_in (GhTestOrganisation        *org,
                                         const GhTestAdministrator *administrator);

/* From now on @org's actor is whoever signed in. */
void gh_test_act_in (GhTestOrganisation     *org,
                     GhAdministratorSession *session);

G_END_DECLS
