/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-organisation.h"

#include "users/gh-belongings.h"

G_BEGIN_DECLS

/* A list of what a user has, which follows the feed of changes as a window does. */
typedef struct {
  GhTestOrganisation *org;
  GhBelongings       *list;
  GhChangesPlace      place;
  GHashTable         *known;   /* the objects whose properties are listened to */
  GString            *heard;
} GhTestBelongings;

/* Reads what the user @user_id has. */
GhTestBelongings *gh_test_belongings_new (GhTestOrganisation    *org,
                                          const GhBelongingKind *kind,
                                          gint64                 user_id);
void              gh_test_belongings_free (GhTestBelongings *self);

/* Asserts what is heard of everything that has happened since: "" for nothing that touches the list, so that it was not
 * even read; else by object and property, such as "1.name 1.number"; "+2@0" for an object that came, with its position,
 * "-2@0" for one that went; "=" if it was read, and nothing differed. */
void gh_test_assert_heard (GhTestBelongings *self,
                           const char       *expected);

/* The same for the passing of time alone, at the clock as it is set. */
void gh_test_assert_heard_of_time (GhTestBelongings *self,
                                   const char       *expected);

/* Reads it again where something touches it, whatever is heard. */
void gh_test_hear (GhTestBelongings *self);

/* (transfer none): the object at @position, which must be there. */
gpointer gh_test_get_belonging (GhTestBelongings *self,
                                guint             position);

/* Asserts all its properties, as "name=value, name=value …" in the order of the class: texts as they are, lists joined
 * with "+", flags as yes and no. */
void gh_test_assert_properties (GhTestBelongings *self,
                                guint             position,
                                const char       *expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTestBelongings, gh_test_belongings_free)

G_END_DECLS
