/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verification/gh-decision.h"

G_BEGIN_DECLS

/**
 * GhNameFacts:
 * @is_name: whether somebody could be called so; nothing else was looked up where not
 * @n_holders: how many people have it as a username or alias; more than one only where joiners alone tell them apart
 * @is_near: whether it is nearly somebody's: they have its *Simple* form or search fold, or it is the Simple form of theirs
 * @was: whether it was somebody's, or nearly
 *
 * What the directory knows of a name that was typed.
 */
typedef struct {
  gboolean is_name;
  guint    n_holders;
  gboolean is_near;
  gboolean was;
} GhNameFacts;

/**
 * gh_name_decide:
 * @facts: all that there is to know
 *
 * Decides who is meant (V4): only a name that is no spelling of anybody who is or was here is new.
 */
GhNameMatch gh_name_decide (const GhNameFacts *facts);

G_END_DECLS
