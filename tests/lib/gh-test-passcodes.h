/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-organisation.h"

#include "verification/gh-attempt.h"

G_BEGIN_DECLS

/* What makes passcodes and what tries them. */

/* Runs key.create or key.rotate, and keeps the key open: a real one, unlike gh_test_make_key()'s. */
void gh_test_run_key (GhTestOrganisation *org,
                      const char         *operation);

/* Runs @operation with one secret (NULL: none); @target is taken over (NULL: none). */
GhResult *gh_test_run_with_secret (GhTestOrganisation  *org,
                                   const char          *operation,
                                   GhTarget            *target,
                                   const char          *parameters,
                                   const char          *name,
                                   const char          *secret,
                                   GError             **error);

#define GH_TEST_PHONE "+4791234567"

/* With an open key, anna and bert, and anna's phone GH_TEST_PHONE. */
GhTestOrganisation *gh_test_app_organisation_new (void);

/* Activates an app on the phone with this number. Returns: (transfer full): the URI that the app reads. */
char *gh_test_activate_app (GhTestOrganisation *org,
                            const char         *number,
                            const char         *parameters);

/* Returns: (transfer full): what the app shows, @steps from the clock's time, computed by liboath from what the URI says. */
char *gh_test_get_app_code (GhTestOrganisation *org,
                            const char         *uri,
                            int                 steps);

/* New SMS passcodes of the phone with that number, of as many as is set. */
GStrv gh_test_make_sms_passcodes (GhTestOrganisation *org,
                                  const char         *number);

/* Asserts what becomes of a sign-in of anna's with what the app shows now. */
void gh_test_try_app (GhTestOrganisation *org,
                      const char         *uri,
                      GhOutcome           outcome);

/* The events file is deleted while nothing has it open; the keys are open again afterwards. */
void gh_test_lose_events (GhTestOrganisation *org);

/* Restores a backup and opens it; likewise. */
void gh_test_restore_with_key (GhTestOrganisation *org,
                               const char         *backup);

/* Returns the digits of a bypass code that user @name gets by bypass-code.create. */
char *gh_test_create_code (GhTestOrganisation *org,
                           const char         *name,
                           const char         *parameters);

/* What becomes of a passcode. An error fails the test. */
GhVerdict gh_test_judge (GhTestOrganisation *org,
                         GhPurpose           purpose,
                         const char         *name,
                         const char         *passcode);

/* The same where somebody signs in to an application. */
GhVerdict gh_test_judge_at (GhTestOrganisation         *org,
                            const GhAttemptApplication *application,
                            const char                 *name,
                            const char                 *passcode);

G_END_DECLS
