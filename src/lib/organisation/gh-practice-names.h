/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GH_PRACTICE_SCRIPTS 12
#define GH_PRACTICE_NAMES   12

/**
 * GhPracticeName:
 * @native: as its bearer writes it
 * @ascii: as used in a username
 */
typedef struct {
  const char *native;
  const char *ascii;
} GhPracticeName;

/**
 * GhPracticeScript:
 * @weight: how many of 100 users have names in it
 * @family_first: whether the family name comes first
 * @separator: what separates the two
 *
 * Names in one script. None refers to a real person.
 */
typedef struct {
  int            weight;
  gboolean       family_first;
  const char    *separator;
  GhPracticeName given[GH_PRACTICE_NAMES];
  GhPracticeName family[GH_PRACTICE_NAMES];
} GhPracticeScript;

extern const GhPracticeScript gh_practice_scripts[GH_PRACTICE_SCRIPTS];

G_END_DECLS
