/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/** 2026-11-24T09:00:00Z, when every test begins. */
#define GH_TEST_NOW 1795510800

/* Followed by VALUES or SELECT: a lock-out, with a number of its own. */
#define GH_TEST_LOCK_OUT "INSERT OR REPLACE INTO lockouts (user_id, time, until, reason) "

/**
 * GhTestOrganisation:
 *
 * An organisation in its own folder, with a clock stopped at %GH_TEST_NOW. An Owner acts unless a test replaces @actor.
 */
typedef struct {
  char    *folder;
  char    *path;
  GhClock *clock;
  GhStore *store;
  GhActor *actor;
} GhTestOrganisation;

GhTestOrganisation *gh_test_organisation_new (void);
void                gh_test_organisation_free (GhTestOrganisation *self);

/* Closes and reopens it, as another program would. */
void gh_test_reopen (GhTestOrganisation *self);

/* From now on the actor has @role. */
void gh_test_act_as (GhTestOrganisation *self,
                     GhRole              role);

/* Runs @operation with @parameters as JSON text (NULL: none); @target is taken over (NULL: none). An error
 * fails the test, a refusal is a result. */
GhResult *gh_test_run (GhTestOrganisation *self,
                       const char         *operation,
                       GhTarget           *target,
                       const char         *parameters);

GhResult *gh_test_rehearse (GhTestOrganisation *self,
                            const char         *operation,
                            GhTarget           *target,
                            const char         *parameters);

/* The same, asserting that it was done and changed @changed, and freeing the result. Returns the entry. */
gint64 gh_test_do (GhTestOrganisation *self,
                   const char         *operation,
                   GhTarget           *target,
                   const char         *parameters,
                   gint64              changed);

/* Asserts that the operation is refused or skips everybody, @refusal being one reason. */
void gh_test_refused (GhTestOrganisation *self,
                      const char         *operation,
                      GhTarget           *target,
                      const char         *parameters,
                      GhRefusal           refusal);

/* Adds users by name: "a b c". */
void gh_test_add_users (GhTestOrganisation *self,
                        const char         *usernames);

/* How many targets @result skips for @refusal. */
gint64 gh_test_count_skipped (const GhResult *result,
                              GhRefusal       refusal);

/* The first column of the first row of @sql as text, NULL for no row or NULL. The query is the test's own. */
char *gh_test_query (GhTestOrganisation *self,
                     const char         *sql);

/* Asserts what gh_test_query() gives. */
void gh_test_assert_query (GhTestOrganisation *self,
                           const char         *sql,
                           const char         *expected);

/* All decisions as one text, without who last touched what: equal texts mean equal directories. */
char *gh_test_snapshot (GhTestOrganisation *self);

/* Writes facts: statements for the events file, such as a lock-out recorded by the authentication service. */
void gh_test_write_events (GhTestOrganisation *self,
                           const char         *sql);

/* Writes to the directory without an operation: for what only needs to exist. */
void gh_test_write_directory (GhTestOrganisation *self,
                              const char         *sql);

/* From now on a directory, number 1, manages the user. */
void gh_test_make_managed (GhTestOrganisation *self,
                           const char         *username);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTestOrganisation, gh_test_organisation_free)

G_END_DECLS
