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

/* Activates the app of the phone with @number. Returns the URI that the app reads. */
char *gh_test_activate (GhTestOrganisation *org,
                        const char         *number,
                        const char         *parameters);

/* What the app that read @uri shows, @steps from the clock's time, computed by liboath from what the URI says. */
char *gh_test_get_app_code (GhTestOrganisation *org,
                            const char         *uri,
                            int                 steps);

/* New SMS passcodes of the phone with that number, of as many as is set. */
GStrv gh_test_make_sms_passcodes (GhTestOrganisation *org,
                                  const char         *number);

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
